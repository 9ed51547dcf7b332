"""What the scripts say to people: every message in English and Indonesian, whatever the computer's language is."""

from __future__ import annotations

import sys


class RefusedError(Exception):
    """The stick cannot do what was asked; carries one sentence in English and the same in Indonesian."""

    def __init__(self, english: str, indonesian: str) -> None:
        super().__init__(english)
        self.english = english
        self.indonesian = indonesian


def talk(english: str, indonesian: str) -> None:
    """Say something on stderr, one line in each language; what the terminal cannot show comes out as its code."""
    for line in (english, indonesian):
        _write(f"{line}\n")


def progress(english: str, indonesian: str) -> None:
    """Say what takes a moment to whoever is waiting for it; a log or another program needs only the outcome."""
    if sys.stderr.isatty():
        talk(english, indonesian)


def refuse(reason: RefusedError) -> int:
    """Say in one line why not; returns the exit code of wrong use and unreadable input."""
    _write(f"ilo-tui: {reason.english} / {reason.indonesian}\n")
    return 2


def _write(text: str) -> None:
    encoding = sys.stderr.encoding or "ascii"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()
