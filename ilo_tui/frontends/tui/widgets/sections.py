"""Long lists under headings; the lines are made from what is listed when they are drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ilo_tui.views.markup import Line, Span, fit

T = TypeVar("T")


@dataclass(frozen=True)
class Section(Generic[T]):
    """A heading, and below it a line for each of some things.

    `line_of` makes the line of a thing for a width; `target_of` tells what it stands for. `place_of` gives the place of
    the thing that stands for a target, where all need not be asked one by one.
    """

    head: str
    things: Sequence[T] = ()
    line_of: Callable[[T, int], Line] = lambda thing, width: ()
    target_of: Callable[[T], str | None] = lambda thing: None
    place_of: Callable[[str], int | None] | None = None
    role: str = "heading"

    def line(self, place: int, width: int) -> Line:
        """The heading (place 0), or the line of a thing."""
        if place == 0:
            return (Span(fit(self.head, width), self.role),)
        return self.line_of(self.things[place - 1], width)

    def target(self, place: int) -> str | None:
        """What a thing stands for; a heading stands for nothing."""
        return self.target_of(self.things[place - 1]) if place else None

    def index_of(self, target: str) -> int | None:
        """The place of the thing that stands for a target; None where none does."""
        found = self.place_of(target) if self.place_of else self._search(target)
        return None if found is None else found + 1

    def _search(self, target: str) -> int | None:
        return next((place for place, thing in enumerate(self.things) if self.target_of(thing) == target), None)


class SectionRows:
    """Sections one below the other, as a list shows them."""

    def __init__(self, sections: Sequence[Section[Any]]) -> None:
        """The lines of `sections`."""
        self._sections = sections
        self._starts: list[int] = []
        self._size = 0
        for one in sections:
            self._starts.append(self._size)
            self._size += len(one.things) + 1

    def _at(self, index: int) -> tuple[Section[Any], int]:
        number = bisect_right(self._starts, index) - 1
        return self._sections[number], index - self._starts[number]

    def __len__(self) -> int:
        """Headings and things."""
        return self._size

    def line(self, index: int, width: int) -> Line:
        """A heading, or the line of a thing."""
        section, place = self._at(index)
        return section.line(place, width)

    def target(self, index: int) -> str | None:
        """What a line stands for."""
        section, place = self._at(index)
        return section.target(place)

    def index_of(self, target: str) -> int | None:
        """The line that stands for a target; None where none does."""
        for start, one in zip(self._starts, self._sections, strict=True):
            if (found := one.index_of(target)) is not None:
                return start + found
        return None
