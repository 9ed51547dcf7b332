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
    """A heading, and below it a line for each of some items.

    `line_of` makes the line of an item for a width; `target_of` gives what it stands for.
    `position_of` gives the position of the item that stands for a target, where all need not be asked one by one.
    """

    head: str
    items: Sequence[T] = ()
    line_of: Callable[[T, int], Line] = lambda item, width: ()
    target_of: Callable[[T], str | None] = lambda item: None
    position_of: Callable[[str], int | None] | None = None
    role: str = "heading"

    def line(self, position: int, width: int) -> Line:
        """The heading (position 0), or the line of an item."""
        if position == 0:
            return (Span(fit(self.head, width), self.role),)
        return self.line_of(self.items[position - 1], width)

    def target(self, position: int) -> str | None:
        """What an item stands for; a heading stands for nothing."""
        return self.target_of(self.items[position - 1]) if position else None

    def index_of(self, target: str) -> int | None:
        """The position of the item that stands for a target; None where none does."""
        position = self.position_of(target) if self.position_of else self._search(target)
        return None if position is None else position + 1

    def _search(self, target: str) -> int | None:
        return next((position for position, item in enumerate(self.items) if self.target_of(item) == target), None)


class SectionRows:
    """Sections one below the other, as a list shows them."""

    def __init__(self, sections: Sequence[Section[Any]]) -> None:
        """The lines of `sections`."""
        self._sections = sections
        self._starts: list[int] = []
        self._size = 0
        for section in sections:
            self._starts.append(self._size)
            self._size += len(section.items) + 1

    def _at(self, index: int) -> tuple[Section[Any], int]:
        number = bisect_right(self._starts, index) - 1
        return self._sections[number], index - self._starts[number]

    def __len__(self) -> int:
        """Headings and items."""
        return self._size

    def line(self, index: int, width: int) -> Line:
        """A heading, or the line of an item."""
        section, position = self._at(index)
        return section.line(position, width)

    def target(self, index: int) -> str | None:
        """What a line stands for."""
        section, position = self._at(index)
        return section.target(position)

    def index_of(self, target: str) -> int | None:
        """The line that stands for a target; None where none does."""
        for start, section in zip(self._starts, self._sections, strict=True):
            if (position := section.index_of(target)) is not None:
                return start + position
        return None
