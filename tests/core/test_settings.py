"""Settings: option, environment, config file, default; mistakes are named and never keep the program from starting."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from ilo_tui.core.commands import COMMANDS, FORMER_IDS
from ilo_tui.core.folders import config_path
from ilo_tui.core.languages import locale_language
from ilo_tui.core.settings import DEFAULTS, load_settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator


def test_an_option_beats_a_variable_beats_the_config_file(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "light"\nreviewer = "From config"\nread-only = true\n', encoding="utf-8")
    environment = {"ILO_TUI_CONFIG": str(config), "ILO_TUI_THEME": "high-contrast", "ILO_TUI_LANG": "id"}
    settings = load_settings({"lang": "en", "theme": None}, environment)
    assert settings.text("lang") == "en"
    assert settings.text("theme") == "high-contrast"
    assert settings.text("reviewer") == "From config"
    assert settings.flag("read_only") is True
    assert settings.origins["lang"] == "option"
    assert settings.origins["theme"] == "environment"
    assert settings.origins["ascii"] == "default"


def test_three_mistakes_are_all_named_and_the_rest_works(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "mauve"\nnonsense = 1\nlang = "id"\n[keys]\nhelp = 3\n', encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    shown = [warning.localise(Translator("en")) for warning in settings.warnings]
    assert len(shown) == 3
    assert any("mauve" in line for line in shown)
    assert any("nonsense" in line for line in shown)
    assert any("help" in line for line in shown)
    assert settings.text("lang") == "id"


@pytest.mark.parametrize("content", [b"not = [toml", b"\xff\xfe\x00", b""])
def test_a_config_file_that_is_none_is_reported_and_ignored(tmp_path: Path, content: bytes) -> None:
    config = tmp_path / "c.toml"
    config.write_bytes(content)
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.text("theme") == "dark"
    assert len(settings.warnings) == (1 if content else 0)


def reported_of(content: bytes, folder: Path) -> tuple[str, list[str]]:
    """The reviewer that a config file of this content gives, and what is told of it."""
    config = folder / "c.toml"
    config.write_bytes(content)
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    return settings.text("reviewer"), [warning.localise(Translator("en")) for warning in settings.warnings]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert reported_of('\ufeffreviewer = "Dara"\n'.encode(), tmp_path) == ("Dara", [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('\ufeffreviewer = "Dara"'.encode("utf-16-le"), "saved as UTF-16"),
        ('\ufeffreviewer = "Dara"'.encode("utf-16-be"), "saved as UTF-16"),
        ('lang = "en"\nreviewer = "Andr\u00e9"'.encode("cp1252"), "not UTF-8 at line 2"),
        (b'reviewer = "Dara"\n' + b".".join([b"a"] * 30_000) + b"=1", "line 2 has more than 64 dots"),
        (b'reviewer = "Dara"\n#' + b"x" * 70_000, "larger than 64 kB"),
        (b"x = " + b"[" * 5000, "this is not TOML"),
    ],
)
def test_what_a_config_file_cannot_be_is_reported_in_one_line(content: bytes, words: str, tmp_path: Path) -> None:
    reviewer, (line,) = reported_of(content, tmp_path)
    assert reviewer == ""
    assert words in line


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "id_ID", "LANG": "en_US"}, "id"),
        ({}, "en"),
    ],
)
def test_the_locale_decides_where_nothing_else_does(environment: dict[str, str], language: str) -> None:
    assert locale_language(environment) == language


def test_numbers_and_missing_languages() -> None:
    assert Translator("en").number(888370) == "888,370"
    assert Translator("id").number(28.7) == "28,7"
    assert Translator("id").text({"en": "only English"}) == "[en] only English"
    assert Translator("en").text({"fr": "seulement"}) == "[fr] seulement"


LAYERS = {"option": "one", "environment": "two", "config": "three", "default": ""}


@pytest.mark.parametrize("name", ["dossier", "reviews", "reviewer"])
@pytest.mark.parametrize("first", range(4))
def test_the_highest_layer_that_says_something_counts(tmp_path: Path, name: str, first: int) -> None:
    config = tmp_path / "c.toml"
    config.write_text(f'{name} = "three"\n' if first <= 2 else "", encoding="utf-8")
    environment = {"ILO_TUI_CONFIG": str(config)} | ({f"ILO_TUI_{name.upper()}": "two"} if first <= 1 else {})
    settings = load_settings({name: "one" if first == 0 else None}, environment)
    assert (settings.origins[name], settings.text(name)) == list(LAYERS.items())[first]
    assert settings.warnings == []


@pytest.mark.parametrize(
    ("written", "on"),
    [("1", True), ("true", True), ("YES", True), ("on", True), ("0", False), ("No", False), ("off", False)],
)
def test_flags_are_read_from_variables(tmp_path: Path, written: str, on: bool) -> None:
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(tmp_path / "none"), "ILO_TUI_READ_ONLY": written})
    assert settings.flag("read_only") is on
    assert settings.origins["read_only"] == "environment"


def test_a_variable_can_switch_off_what_the_config_file_switches_on(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text("ascii = true\nplain = true\n", encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config), "ILO_TUI_ASCII": "0"})
    assert not settings.flag("ascii")
    assert settings.flag("plain")


@pytest.mark.parametrize(
    ("name", "value"), [("THEME", "mauve"), ("LANG", "fr"), ("READ_ONLY", "perhaps"), ("ASCII", "\x1b[31m")]
)
def test_a_wrong_variable_is_named_and_the_next_layer_counts(tmp_path: Path, name: str, value: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text('theme = "light"\nlang = "id"\nread_only = true\nascii = true\n', encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config), f"ILO_TUI_{name}": value})
    assert settings.origins[name.lower()] == "config"
    (shown,) = [warning.localise(Translator("en")) for warning in settings.warnings]
    assert shown == f"environment: {clean(value)} is no value for {name.lower()}; it is not used"


@pytest.mark.parametrize("written", ["lang = 3", "read_only = 'perhaps'", "theme = ['dark']", "dossier = true"])
def test_a_value_of_another_kind_is_not_used(tmp_path: Path, written: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text(written, encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.values == DEFAULTS
    assert len(settings.warnings) == 1


def test_a_config_file_that_is_a_folder_is_reported_and_ignored(tmp_path: Path) -> None:
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(tmp_path)})
    assert "it cannot be read (Is a directory)" in settings.warnings[0].localise(Translator("en"))
    assert settings.values == DEFAULTS


@pytest.mark.parametrize("written", ["keys = 3", "keys = []"])
def test_keys_that_are_no_table_are_reported(tmp_path: Path, written: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text(written, encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.keys == {}
    assert "keys must be a table of commands and keys" in settings.warnings[0].localise(Translator("en"))


def test_keys_are_one_or_several(tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text('[keys]\nquit = "z"\ncopy = ["y", "ctrl+y"]\nhelp = []\nback = [1]\n', encoding="utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.keys == {"quit": "z", "copy": "y,ctrl+y"}
    assert len(settings.warnings) == 2


def test_where_the_config_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config_path({"ILO_TUI_CONFIG": "/somewhere.toml"}) == Path("/somewhere.toml")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config_path({"ILO_TUI_CONFIG": "~/c.toml"}) == tmp_path / "c.toml"
    assert config_path({"ILO_TUI_CONFIG": "~nosuchperson/c.toml"}) == Path("~nosuchperson/c.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_path({}).name == "config.toml"
    assert config_path({}).is_relative_to(tmp_path)


def test_the_language_is_what_is_set_else_what_the_locale_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    nothing = {"ILO_TUI_CONFIG": "none.toml"}
    assert load_settings({}, nothing).language == "id"
    assert load_settings({}, {**nothing, "ILO_TUI_LANG": "en"}).language == "en"
    assert load_settings({"lang": "en"}, {**nothing, "ILO_TUI_LANG": "id"}).language == "en"


@settings_of_hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(alphabet='keys=[]"\n x3.', max_size=40).map(str.encode))
def test_any_config_file_is_read_or_reported(tmp_path: Path, content: bytes) -> None:
    config = tmp_path / "c.toml"
    config.write_bytes(content)
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert all(warning.localise(Translator("id")) for warning in settings.warnings)
    assert settings.values == DEFAULTS


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        ('gather = "z"', {"merge": "z"}),
        ('carry-out = ["x", "z"]', {"apply-merge": "x,z"}),
        ('consensus-basis = "z"', {"adjudication-basis": "z"}),
        ('merge = "x"\ngather = "z"', {"merge": "x"}),
    ],
)
def test_a_command_is_found_by_its_former_name_too(lines: str, keys: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "c.toml"
    config.write_text(f"[keys]\n{lines}\n", "utf-8")
    settings = load_settings({}, {"ILO_TUI_CONFIG": str(config)})
    assert settings.keys == keys
    (warning,) = settings.warnings
    assert "is called" in warning.localise(Translator("en"))


def test_former_names_are_of_no_present_command() -> None:
    present = {command.id for command in COMMANDS}
    assert set(FORMER_IDS.values()) <= present
    assert not present & FORMER_IDS.keys()
