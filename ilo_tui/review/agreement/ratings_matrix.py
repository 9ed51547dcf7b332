"""The answers to one scale, of all reviewers or of two, as counts from which agreement follows."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.items import is_cannot


def categories(scale: Scale) -> dict[str, int]:
    """The category of each code, counted from 0: of an ordinal scale by rank, of a nominal one as they stand.

    An answer that the question cannot be answered has no rank: an ordinal scale leaves it out, as a missing one, and a
    nominal one has it as a category of its own.
    """
    if scale.kind == "nominal":
        return {value.code: place for place, value in enumerate(scale.values)}
    ranks = {value.code: value.rank for value in scale.values if value.rank is not None and not is_cannot(scale, value)}
    places = {rank: place for place, rank in enumerate(sorted(set(ranks.values())))}
    return {code: places[rank] for code, rank in ranks.items()}


class Sums(NamedTuple):
    """Units as `coefficients` takes them, and how many answers are missing of items x reviewers that were asked."""

    units: Counter[tuple[int, ...]]
    missing: int


class ReviewerAnswers(NamedTuple):
    """One reviewer's answers as sets of items, a bit each: by category, in any, and whatever was answered.

    And the items on which the scale was not asked of this reviewer, since another answer came before it (`after`).
    """

    by: list[int]
    ranked: int
    answered: int
    excused: int


class RatingsMatrix:
    """Who answered a scale how.

    Two reviewers are compared by sets of items, held as the bits of integers: counting what they have in common takes
    about as long as reading the bits, which makes half a million pairs bearable.
    """

    def __init__(self, ratings: Ratings, scale: Scale) -> None:
        """Sort the ratings on what the scale is asked of; an answer that the scale does not know is a missing one."""
        self._places = categories(scale)
        self.size = len(set(self._places.values()))
        self._answers: list[list[tuple[str, int | None]]] = []
        self._excused: list[list[str]] = []
        for (kind, _), by_reviewer in ratings.by.items():
            if kind != scale.applies_to:
                continue
            answers = [
                (reviewer, self._places.get(rating.decision.values[scale.id]))
                for reviewer, rating in by_reviewer.items()
                if scale.id in rating.decision.values
            ]
            if answers:
                self._answers.append(answers)
                unanswered = (
                    reviewer for reviewer, rating in by_reviewer.items() if scale.id not in rating.decision.values
                )
                self._excused.append(list(unanswered) if scale.after else [])

    @cached_property
    def reviewers(self) -> list[str]:
        """The ids of those who answered the scale, sorted."""
        return sorted({reviewer for answers in self._answers for reviewer, _ in answers})

    def all(self) -> Sums:
        """The sums over all reviewers."""
        units: Counter[tuple[int, ...]] = Counter()
        answers = 0
        for item_answers in self._answers:
            counts = [0] * self.size
            for _, place in item_answers:
                if place is not None:
                    counts[place] += 1
            units[tuple(counts)] += 1
            answers += sum(counts)
        reviewers = set(self.reviewers)
        excused = sum(reviewer in reviewers for item_excused in self._excused for reviewer in item_excused)
        return Sums(units, len(self._answers) * len(self.reviewers) - answers - excused)

    @cached_property
    def rows(self) -> dict[str, ReviewerAnswers]:
        """Every reviewer's answers as sets of items."""
        places: defaultdict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in range(self.size + 1)])
        for item, answers in enumerate(self._answers):
            for reviewer, place in answers:
                places[reviewer][self.size if place is None else place].append(item)
        excused = defaultdict[str, list[int]](list)
        for item, reviewers in enumerate(self._excused):
            for reviewer in reviewers:
                excused[reviewer].append(item)
        return {
            reviewer: _row([_bits(items) for items in by], _bits(excused[reviewer])) for reviewer, by in places.items()
        }

    def shared(self, first: str, second: str) -> int:
        """How many items two reviewers have both given a category."""
        return (self.rows[first].ranked & self.rows[second].ranked).bit_count()

    def of(self, first: str, second: str) -> Sums:
        """The sums over two reviewers."""
        row, column = self.rows[first], self.rows[second]
        units: Counter[tuple[int, ...]] = Counter()
        for place, items_there in enumerate(row.by):
            units[self._counts(place)] += (items_there & ~column.ranked).bit_count()
            units[self._counts(place)] += (column.by[place] & ~row.ranked).bit_count()
            for other_place, other_items in enumerate(column.by):
                units[self._counts(place, other_place)] += (items_there & other_items).bit_count()
        items = row.answered | column.answered
        missing = 2 * items.bit_count() - row.ranked.bit_count() - column.ranked.bit_count()
        return Sums(units, missing - (items & row.excused).bit_count() - (items & column.excused).bit_count())

    def _counts(self, *places: int) -> tuple[int, ...]:
        return tuple(places.count(place) for place in range(self.size))


def _row(sets: list[int], excused: int) -> ReviewerAnswers:
    """The last set is of answers without a category."""
    by, ranked = sets[:-1], 0
    for items in by:
        ranked |= items
    return ReviewerAnswers(by, ranked, ranked | sets[-1], excused)


def _bits(places: list[int]) -> int:
    """The set of these places, which rise."""
    if not places:
        return 0
    field = bytearray(places[-1] // 8 + 1)
    for place in places:
        field[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(field, "little")
