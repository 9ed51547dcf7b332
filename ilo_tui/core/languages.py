"""The languages of the program: each is a folder, `locale/<code>/`, in the package or in the user's config folder.

In a folder lie `LC_MESSAGES/ilo_tui.mo`, the messages, and `language.json`, what is no message:

    {"name": "Bahasa Indonesia", "english": "Indonesian", "decimal": ",", "thousands": ".",
     "date": "{day} {month} {year}", "locales": ["in"], "months": {"2": ["Pebruari"]}, "days_ago": {"kemarin": 1},
     "date_fillers": ["tanggal"]}

`name` is what its speakers call it, `english` what others do; the marks are those in figures; `date` is the order in a
date; `locales` are other codes by which an operating system asks for it. The last three are for dates that are typed,
see `date_words`: other names of months than those among the messages, words for days near today, and what says nothing
in a date. What else may stand there, words of figures and of locators, `copies.language_words` reads. All but the name
may be left out. A folder of
a user is hostile: a code that is no code is not looked at, what cannot be read or meant is left out, and no text in it
is taken for a command. It never stands in for one of the package.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ilo_tui.core.folders import config_path
from ilo_tui.core.text import clean

SOURCE = "en"
"""The language in which the messages of the code are written; it needs no catalogue."""
BUILT_IN = Path(__file__).parents[1] / "locale"
DOMAIN = "ilo_tui"
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?")
_MOST, _LARGEST, _LONGEST = 64, 64 * 1024, 40
"""Languages of a user, bytes of a `language.json`, and letters of a value in it."""
_DATE = "{day} {month} {year}"


class Language(NamedTuple):
    """A language that the program speaks."""

    code: str
    folder: Path
    name: str
    english: str
    decimal: str = "."
    thousands: str = ","
    date: str = _DATE
    locales: tuple[str, ...] = ()
    built_in: bool = True

    @property
    def catalogue(self) -> Path:
        """Where its messages are, compiled; there need not be any."""
        return self.folder / "LC_MESSAGES" / f"{DOMAIN}.mo"


def user_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where a user's own languages are: `locale` beside the config file."""
    return config_path(environment).parent / "locale"


@lru_cache(maxsize=1)
def built_in_codes() -> tuple[str, ...]:
    """The languages of the package, the one of the code first; they are the same on every computer."""
    return tuple(sorted(_codes(BUILT_IN), key=lambda code: (code != SOURCE, code)))


def language_codes() -> tuple[str, ...]:
    """Every language that can be spoken here: those of the package, then those of the user's own folder."""
    built_in = built_in_codes()
    users = [code for code in _codes(user_folder()) if code not in built_in]
    return (*built_in, *sorted(users)[:_MOST])


def is_language(code: str) -> bool:
    """Whether there is a language of this code."""
    if code in built_in_codes():
        return True
    return bool(_CODE.fullmatch(code)) and (user_folder() / code).is_dir()


def find_language(code: str) -> Language:
    """The language of a code; the one of the code where there is none."""
    if code in built_in_codes():
        return _read(BUILT_IN / code, built_in=True)
    folder = user_folder() / code
    return _read(folder, built_in=False) if is_language(code) else _read(BUILT_IN / SOURCE, built_in=True)


def next_language(code: str) -> str:
    """The code after this one, going round."""
    codes = language_codes()
    return codes[(codes.index(code) + 1) % len(codes)] if code in codes else codes[0]


def locale_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale asks for, where there is one; else the one of the code."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return _of_locale(value.partition(".")[0].partition("@")[0])
    return SOURCE


def _of_locale(locale: str) -> str:
    """`id` of `id_ID`, or of `in`, as Java and old systems call it."""
    language = locale.partition("_")[0].lower()
    if language in {"c", "posix", ""}:
        return SOURCE
    for code in dict.fromkeys((locale, locale.replace("_", "-"), language)):
        if is_language(code):
            return code
    return next((code for code in language_codes() if language in find_language(code).locales), SOURCE)


def _codes(folder: Path) -> list[str]:
    """The languages in a folder; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if _CODE.fullmatch(entry.name) and entry.is_dir()]
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=_MOST)
def _read(folder: Path, *, built_in: bool) -> Language:
    """What `language.json` says; what is wrong in it is left out."""
    known = language_facts(folder)
    texts = {key: value for key, value in known.items() if isinstance(value, str) and 0 < len(value) <= _LONGEST}
    marks = {key: clean(texts[key]) for key in ("decimal", "thousands") if len(texts.get(key, "")) == 1}
    date = clean(texts.get("date", _DATE))
    locales = known.get("locales")
    return Language(
        folder.name,
        folder,
        clean(texts.get("name", folder.name)),
        clean(texts.get("english", texts.get("name", folder.name))),
        marks.get("decimal", "."),
        marks.get("thousands", ","),
        date if all(part in date for part in ("{day}", "{month}", "{year}")) else _DATE,
        tuple(code for code in locales if isinstance(code, str)) if isinstance(locales, list) else (),
        built_in,
    )


def language_facts(folder: Path) -> dict[str, object]:
    """What `language.json` in a folder says, unchecked; nothing of what is no object in JSON."""
    # Most starts read none at all, so its reader is loaded here.
    import json

    from ilo_tui.core.files import read_small

    try:
        value = json.loads(read_small(folder / "language.json", _LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
