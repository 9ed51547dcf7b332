"""Which references are of one publication: by DOI, address or title, and what is done about it.

One DOI is one publication. One address or one title may be of several, such as the editions of a yearly report: these
count as one only if nothing that both state speaks against it.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ilo_tui.core.text import name_key
from ilo_tui.dossier.model import Source

Sign = Literal["DOI", "URL", "title"]
_SCHEME = re.compile(r"\A\w+://(?:www\.)?", re.ASCII)


class Known(NamedTuple):
    """A source as a reference gives it, with its DOI and where it stands."""

    source: Source
    doi: str
    file: str
    line: int


class Likeness(NamedTuple):
    """What a reference is like: an earlier one, by what sign, and whether both are one publication."""

    first: Known
    sign: Sign
    same: bool


class Register:
    """The sources in order, each publication once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.known: dict[str, Known] = {}
        """By id, in the order of the files."""
        self._by_sign: dict[tuple[Sign, str], str] = {}

    def like(self, new: Known) -> Likeness | None:
        """What a reference is like, of several the same publication; None where it is like no other."""
        firsts = ((self.known[self._by_sign[sign]], sign[0]) for sign in _signs(new) if sign in self._by_sign)
        likenesses = [Likeness(first, sign, is_same(first, new)) for first, sign in firsts]
        return next((likeness for likeness in likenesses if likeness.same), next(iter(likenesses), None))

    def add(self, new: Known) -> None:
        """Take in a source, whose id no other has."""
        self.known[new.source.id] = new
        for sign in _signs(new):
            self._by_sign.setdefault(sign, new.source.id)

    def complete(self, first: Known, other: Known) -> None:
        """Add to a source what only another reference to it says."""
        self.known[first.source.id] = first._replace(source=_completed(first.source, other.source))


def is_same(first: Known, new: Known) -> bool:
    """Whether both are one publication: of two DOIs by these alone, else all that both state has to agree."""
    if first.doi and new.doi:
        return first.doi == new.doi
    before, after = first.source, new.source
    pairs = (
        (name_key(before.title), name_key(after.title)),
        (before.year, after.year),
        (_address_key(before.url), _address_key(after.url)),
        (name_key(before.publisher or ""), name_key(after.publisher or "")),
    )
    return all(value == counterpart for value, counterpart in pairs if value and counterpart)


def _signs(known: Known) -> list[tuple[Sign, str]]:
    """What is compared, the strongest first."""
    source = known.source
    signs: tuple[tuple[Sign, str], ...] = (
        ("DOI", known.doi),
        ("URL", "" if known.doi else _address_key(source.url)),
        ("title", name_key(source.title)),
    )
    return [sign for sign in signs if sign[1]]


def _address_key(url: str | None) -> str:
    """An address without what two spellings of one differ in."""
    return _SCHEME.sub("", (url or "").strip()).partition("#")[0].rstrip("/").lower()


def _completed(first: Source, other: Source) -> Source:
    """A source with what only the other says of it."""
    names = ("publisher", "year", "url", "note")
    return replace(first, **{name: getattr(other, name) for name in names if getattr(first, name) is None})
