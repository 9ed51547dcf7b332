"""Settings: an option on the command line, else an `ILO_TUI_*` variable, else the config file, else the default.

The config file is TOML. What it holds that nobody knows is warned about and left alone; what is wrong in it is named
and the default used instead, so that a mistake there never keeps the program from starting.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from errno import EFBIG
from pathlib import Path

from msgspec import Struct

from ilo_tui.core.files import read_small
from ilo_tui.core.folders import config_path, data_folder
from ilo_tui.core.languages import is_language, locale_language
from ilo_tui.core.paths import expand
from ilo_tui.core.text import clean
from ilo_tui.core.theme_names import THEMES
from ilo_tui.core.translator import N_, Translator

FLAGS = ("read_only", "ascii", "plain")
NAMES = ("dossier", "reviews", "sources", "reviewer", "lang", "theme", "links", *FLAGS)
LINKS = ("auto", "yes", "no")
"""Whether sources on the screen are links for the terminal: `auto` where it is known to take them."""
DEFAULTS: dict[str, str | bool] = {
    "dossier": "",
    "reviews": "",
    "sources": "",
    "reviewer": "",
    "lang": "",
    "theme": "dark",
    "links": "auto",
    "read_only": False,
    "ascii": False,
    "plain": False,
}
LARGEST, _MOST_DOTS = 64 * 1024, 64
"""The bytes of a config file; and the dots in a line of it, since the time for a dotted key grows with their square."""
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class SettingWarning(Struct, frozen=True):
    """Something in the settings that is not used: a marked message and what fills it."""

    message: str
    values: dict[str, object]

    def localise(self, tr: Translator) -> str:
        """The warning in the reader's language."""
        return tr(self.message, **{key: clean(str(value)) for key, value in self.values.items()})


class Settings(Struct, frozen=True):
    """The values in force, where each comes from, the keys, and what was wrong."""

    values: dict[str, str | bool]
    origins: dict[str, str]
    keys: dict[str, str] = {}
    warnings: list[SettingWarning] = []

    def text(self, name: str) -> str:
        """A setting that is a text; empty where it is not set."""
        value = self.values[name]
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """A setting that is on or off."""
        return self.values[name] is True

    @property
    def language(self) -> str:
        """The language to speak: what is set, else what the locale asks for."""
        return self.text("lang") or locale_language()


def reviews_folder(settings: Settings) -> Path:
    """Where sessions are kept: `--reviews`, else the user's data folder; raises `PathError` of none that can be."""
    text = settings.text("reviews")
    return expand(text) if text else data_folder() / "reviews"


def sources_folder(settings: Settings) -> Path | None:
    """Where copies of sources are kept, as `--sources` says; None: beside the dossier. Raises as `reviews_folder`."""
    text = settings.text("sources")
    return expand(text) if text else None


def load_settings(options: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force, from command line `options` (absent or None: not given), variables and the config file."""
    path = config_path(environment)
    written, warnings = _config(path)
    values, origins = dict(DEFAULTS), dict.fromkeys(NAMES, "default")
    keys = written.pop("keys", {})
    for name in written:
        if name.replace("-", "_") not in NAMES:
            warnings.append(
                SettingWarning(N_("{path}: {name} is no setting; it is left alone"), {"path": path, "name": name})
            )
    for name in NAMES:
        layers = (
            ("option", options.get(name)),
            ("environment", environment.get(f"ILO_TUI_{name.upper()}") or None),
            ("config", written.get(name, written.get(name.replace("_", "-")))),
        )
        for origin, raw in layers:
            if raw is None:
                continue
            value = _valid(name, raw)
            if value is not None:
                values[name], origins[name] = value, origin
                break
            message = N_("{origin}: {value} is no value for {name}; it is not used")
            warnings.append(SettingWarning(message, {"origin": origin, "value": raw, "name": name}))
    changed = _keys(keys, path, warnings)
    return Settings(values, origins, changed, [*warnings, *_clashes(changed)])


def _config(path: Path) -> tuple[dict[str, object], list[SettingWarning]]:
    """What the config file says, and what keeps it from being read."""
    try:
        data = read_small(path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return {}, []
    except OSError as error:
        if error.errno == EFBIG:
            message = N_("{path}: it is larger than {n} kB, so it is no config file and none of it is used")
            return {}, [SettingWarning(message, {"path": path, "n": LARGEST // 1024})]
        return {}, [
            SettingWarning(N_("{path}: it cannot be read ({reason})"), {"path": path, "reason": error.strerror})
        ]
    import tomllib

    try:
        # Windows Notepad begins a file with a mark.
        text = data.decode("utf-8-sig")
        for number, line in enumerate(text.split("\n"), 1):
            if line.count(".") > _MOST_DOTS:
                message = N_("{path}: line {line} has more than {n} dots, so none of it is used")
                return {}, [SettingWarning(message, {"path": path, "line": number, "n": _MOST_DOTS})]
        return tomllib.loads(text), []
    except (ValueError, RecursionError) as error:
        # Not only what is no TOML or UTF-8: a number of 5,000 digits is TOML, and none that Python reads.
        return {}, [_unreadable(path, data, error)]


def _unreadable(path: Path, data: bytes, error: Exception) -> SettingWarning:
    """What is wrong with a config file that is no TOML in UTF-8."""
    values: dict[str, object] = {"path": path, "reason": error}
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return SettingWarning(N_("{path}: this is saved as UTF-16, so none of it is used. Save it as UTF-8."), values)
    if isinstance(error, UnicodeDecodeError):
        values["line"] = data[: error.start].count(b"\n") + 1
        return SettingWarning(
            N_("{path}: this is not UTF-8 at line {line}, so none of it is used. Save it as UTF-8."), values
        )
    return SettingWarning(N_("{path}: this is not TOML, so none of it is used ({reason})"), values)


def _valid(name: str, raw: object) -> str | bool | None:
    """A setting's value from what was given; None where it cannot be one."""
    if name in FLAGS:
        if isinstance(raw, bool):
            return raw
        word = raw.lower() if isinstance(raw, str) else "?"
        return True if word in _TRUE else False if word in _FALSE else None
    if name == "links":
        # TOML has words of its own for yes and no.
        word = str(raw).lower()
        return "yes" if word in _TRUE else "no" if word in _FALSE else word if word in LINKS else None
    if not isinstance(raw, str) or "\0" in raw:
        return None
    if name == "lang" and not is_language(raw):
        return None
    return None if name == "theme" and raw not in THEMES else raw


def _command_ids() -> frozenset[str]:
    from ilo_tui.core.commands import COMMANDS

    return frozenset(command.id for command in COMMANDS)


def _keys(raw: object, path: Path, warnings: list[SettingWarning]) -> dict[str, str]:
    """The keys that the config file gives to commands, by command id."""
    if not isinstance(raw, dict):
        warnings.append(SettingWarning(N_("{path}: keys must be a table of commands and keys"), {"path": path}))
        return {}
    keys: dict[str, str] = {}
    command_ids = _command_ids() if raw else ()
    for written, key in _former_first(raw):
        name = _present_id(written, path, warnings)
        if name not in command_ids:
            message = N_("{path}: there is no command {name}; `ilo-tui keys` lists them")
            warnings.append(SettingWarning(message, {"path": path, "name": name}))
            continue
        parts = key if isinstance(key, list) else [key]
        texts = [part for part in parts if isinstance(part, str) and part]
        if len(texts) < len(parts) or not parts:
            message = N_("{path}: the keys of {name} must be a text or a list of texts")
            warnings.append(SettingWarning(message, {"path": path, "name": name}))
        elif names := _names(texts, name, path, warnings):
            keys[name] = names
    return keys


def _former_first(raw: dict[str, object]) -> list[tuple[str, object]]:
    """Commands and their keys, those by a former name first: who writes both means the present one."""
    from ilo_tui.core.commands import FORMER_IDS

    return sorted(raw.items(), key=lambda item: item[0] not in FORMER_IDS)


def _present_id(name: str, path: Path, warnings: list[SettingWarning]) -> str:
    """What a command is called now; that it had another name is told."""
    from ilo_tui.core.commands import FORMER_IDS

    if name not in FORMER_IDS:
        return name
    message = N_("{path}: the command {name} is called {new} now; its key is used")
    warnings.append(SettingWarning(message, {"path": path, "name": name, "new": FORMER_IDS[name]}))
    return FORMER_IDS[name]


def _names(parts: list[str], command: str, path: Path, warnings: list[SettingWarning]) -> str:
    """The keys of one command by their names, with commas between them; keys that no terminal sends are told."""
    from ilo_tui.core.key_names import key_names

    names = []
    for part in parts:
        for written, key in key_names(part):
            if key:
                names.append(key)
            else:
                message = N_("{path}: no key is called {key}, so {name} does not have it")
                warnings.append(SettingWarning(message, {"path": path, "key": written, "name": command}))
    return ",".join(dict.fromkeys(names))


def _clashes(changed: Mapping[str, str]) -> list[SettingWarning]:
    """Keys that two commands want at one time, since the config file gave them."""
    if not changed:
        return []
    from ilo_tui.core.commands import keys_in_force
    from ilo_tui.core.key_clashes import clashes
    from ilo_tui.core.key_names import key_label

    message = N_("{key} is asked for by both {one} and {other}")
    pairs = clashes(keys_in_force(changed))
    return [
        SettingWarning(message, {"key": key_label(key), "one": command, "other": other})
        for key, command, other in pairs
    ]
