"""Texts that a spreadsheet would take for formulas stand in CSV behind an apostrophe, and are read without it."""

from __future__ import annotations

import re

_STARTS = r" *[=+\-@\t\r\n＝＋－＠]"
_QUOTABLE, _QUOTED = re.compile(f"'*{_STARTS}"), re.compile(f"'+{_STARTS}")


def quoted(text: str) -> str:
    """A text as it may stand in CSV; one that looks quoted already gets an apostrophe more."""
    return f"'{text}" if _QUOTABLE.match(text) else text


def unquoted(text: str) -> str:
    """The text that is meant."""
    return text[1:] if _QUOTED.match(text) else text
