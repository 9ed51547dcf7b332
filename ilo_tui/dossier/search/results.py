"""What a search gives: hits by kind, in a fixed order, each kind with its number and its first ids."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

MOST = 1000
"""Hits of a kind are counted up to here while somebody types."""


class Group(Struct, frozen=True):
    """Hits of one kind; there are `total`, or more than that where `more`, and `ids` are the first of them."""

    kind: str
    ids: tuple[str, ...]
    total: int
    more: bool = False

    def counted_as(self, other: Group) -> Group:
        """These ids with the number of another group."""
        return Group(self.kind, self.ids, other.total, other.more)


class Results(Struct, frozen=True):
    """Hits of `words`, grouped; kinds without a hit have no group.

    `whole` is false where only the first records of each kind were looked at, because there is no index (yet): then
    nothing found does not mean that there is nothing.
    """

    words: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    complete: bool = True
    ranked: bool = False

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.groups)

    @property
    def total(self) -> int:
        """Hits of all kinds; at least so many, where `more`."""
        return sum(group.total for group in self.groups)

    @property
    def more(self) -> bool:
        """Whether there are more hits than were counted."""
        return not self.complete or any(group.more for group in self.groups)


def group_of(kind: str, ids: Sequence[str], limit: int | None, most: int | None = None) -> Group:
    """A group with the first `limit` of the hits found, which were counted until there was one more than `most`."""
    total = len(ids) if most is None else min(len(ids), most)
    return Group(kind, tuple(ids[:limit]), total, len(ids) > total)
