"""The messages of a language, from its compiled catalogue.

Those of the package were checked when they were made. One that a user put there may be anything: a message in it is
used only if it fits the message of the code, so that it can always be filled; everything else stays in the language of
the code. What fits: no placeholder that the code's message has not, in the form `{name}`; the same ones in the form
`%(name)s`; and not very much longer. Control characters are made visible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Protocol

from ilo_tui.core.files import SMALL, read_small
from ilo_tui.core.languages import BUILT_IN, SOURCE, find_language
from ilo_tui.core.text import clean

_CONVERSION = re.compile(r"%%|%(?:\(\w+\))?[srd](?!\w)")
"""What argparse fills in its own phrases."""
_TIMES_LONGER, _LONGER = 8, 200
"""How much longer than the code's message a translation may be."""


class Messages(Protocol):
    """What translates: a message, or the form of it that fits a number."""

    def gettext(self, message: str) -> str:
        """The message in another language, or itself."""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for `n`, or one of the two."""


class GuardedMessages:
    """A catalogue that somebody put there: what does not fit its message is not used."""

    def __init__(self, messages: GNUTranslations) -> None:
        """Guard `messages`."""
        self._messages = messages
        self._texts: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """The message in the other language, where it fits, else itself."""
        if message not in self._texts:
            self._texts[message] = _fitting(self._messages.gettext(message), message)
        return self._texts[message]

    def fits(self, message: str) -> bool:
        """Whether the catalogue's own translation of a message is used as it is."""
        return self.gettext(message) == self._messages.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for `n` in the other language, where there is one that fits, else that of the code."""
        source = singular if n == 1 else plural
        try:
            text = self._messages.ngettext(singular, plural, n)
        except (ArithmeticError, ValueError, TypeError):
            # The rule for plurals is a formula of the file's own.
            return source
        return source if text in {singular, plural} else _fitting(text, plural, source)


def _fitting(text: str, message: str, otherwise: str | None = None) -> str:
    """A translation made safe if it fits its message, else what is to stand there `otherwise`: the message."""
    safe = "\n".join(map(clean, text.split("\n")))
    short = len(safe) <= max(_LONGER, _TIMES_LONGER * len(message))
    if safe.strip() and short and _fields(safe) <= _fields(message) and _conversions(safe) == _conversions(message):
        return safe
    return message if otherwise is None else otherwise


def _fields(text: str) -> set[str]:
    """What is filled in a message, each with its form; a text that no value can fill has a field that none has."""
    try:
        return {repr(part[1:]) for part in Formatter().parse(text) if part[1] is not None}
    except ValueError:
        return {text}


def _conversions(text: str) -> list[str]:
    """What argparse fills in; where it fills anything, every per cent sign counts."""
    conversions = sorted(_CONVERSION.findall(text))
    return [*conversions, *"%" * text.count("%")] if conversions or "%(" in text else []


def argparse_folder(code: str, phrases: Iterable[str]) -> Path:
    """Where gettext, which argparse asks by itself, may look for a language: not where a phrase does not fit."""
    messages = messages_of(code)
    safe = isinstance(messages, GuardedMessages) and all(map(messages.fits, phrases))
    return find_language(code).folder.parent if safe else BUILT_IN


def messages_of(code: str) -> Messages | None:
    """The messages of a language; None for the one of the code, and where there are none that can be read."""
    language = find_language(code)
    return None if language.code == SOURCE else _read(language.catalogue, language.built_in)


@lru_cache(maxsize=16)
def _read(path: Path, trusted: bool) -> Messages | None:
    try:
        messages = GNUTranslations(BytesIO(read_small(path, SMALL)))
    except Exception:
        return None
    return messages if trusted else GuardedMessages(messages)
