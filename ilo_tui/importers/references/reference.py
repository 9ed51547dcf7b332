"""One reference, as far as a source can be made of it, whatever the form of its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.core.errors import InputError
from ilo_tui.core.text import clean_for_file
from ilo_tui.core.translator import N_

LONGEST = 100_000
"""So many letters a title, a name or a note has at most; what is longer is a file that went wrong."""
MOST = 50_000
"""So many references a file has at most."""

_NOT_IN_ADDRESS = re.compile(r"[ \"<>\\^`{|}]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\[[a-z]{2,3}\] )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What an entry says; texts are single lines, literal, and empty where it says nothing.

    `line` is where it begins, `key` what it is cited by, `type` as its form has it, in lower case. `container` is what
    it appeared in, of which `part` is the place: `12(3), 4-9`. `year` is as stated; `publishers` the likeliest first.
    """

    line: int
    key: str
    type: str
    title: str
    genre: str = ""
    publishers: tuple[str, ...] = ()
    container: str = ""
    part: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    doi: str = ""
    urls: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """Its longest text of each kind, by the name of a field of a source."""
        return {
            "title": self.title,
            "publisher": max((*self.publishers, self.container), key=len),
            "url": max((*self.urls, self.doi), key=len),
            "note": " ".join((*self.authors, self.part, self.year, *self.notes)),
        }


def plain_line(text: str) -> str:
    """A text of a file as one line of literal text."""
    return " ".join(clean_for_file(text).split())


def plain_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Such texts without empty ones, each once."""
    return tuple(line for line in dict.fromkeys(map(plain_line, texts)) if line)


def plain_addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """Addresses without empty ones, each once; what no address may hold is written by its number."""
    return tuple(_NOT_IN_ADDRESS.sub(_by_number, line) for line in plain_lines(texts))


def _by_number(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def part_of(volume: str, issue: str, pages: str) -> str:
    """Volume, issue and pages in the usual way of writing them."""
    number = f"{volume}({issue})" if issue else volume
    return ", ".join(part for part in (number, pages) if part)


def paragraphs(note: str) -> list[str]:
    """A note at its empty lines, and before each code of a language, `[en] `, that begins a line."""
    return _PARAGRAPH.split(note)


def too_many(path: Path) -> InputError:
    """The error of a file with more references than are read."""
    message = N_("there are more than {n} references in it")
    return InputError.of(path, message, N_("Export the references in several files."), n=MOST)
