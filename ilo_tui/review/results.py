"""What all counted sessions on a dossier come to: the ratings that count, and the final answers; read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilo_tui.dossier.model import AppliesTo, Scale
from ilo_tui.review.adjudication import FinalAnswer, final_answers
from ilo_tui.review.agreement.median import median
from ilo_tui.review.agreement.moot import drop_moot
from ilo_tui.review.agreement.ratings import Key, Ratings, collect_ratings
from ilo_tui.review.item_kinds import kind_of
from ilo_tui.review.items import Items, is_cannot
from ilo_tui.review.model import Decision
from ilo_tui.review.session_file import SessionFile


@dataclass(frozen=True)
class ReviewResults:
    """The ratings that count, one a reviewer and item, and the final answers of adjudications."""

    items: Items
    ratings: Ratings
    final_answers: dict[Key, FinalAnswer]

    def final(self, item: str, kind: AppliesTo | None = None) -> Decision | None:
        """What an adjudication decided on an item, as long as it stands; `kind` is that of the scales."""
        answer = self.final_answers.get((kind or kind_of(item), item))
        return answer.decision if answer and not answer.stale else None

    def decisions(self, item: str, kind: AppliesTo | None = None) -> list[Decision]:
        """What stands on an item: the final answer where there is one, else the latest decision of every reviewer."""
        final = self.final(item, kind)
        return [final] if final else [rating.decision for rating in self.ratings.of(item, kind)]

    def middle(self, item: str, scale: Scale) -> tuple[int, int] | None:
        """The rank of the final answer to a ranked scale, twice, else the median of all ratings; None without a rank.

        An answer that the question cannot be answered has none.
        """
        final = self.final(item, scale.applies_to)
        if final is None:
            return median(self.ratings, item, scale)
        code = final.values.get(scale.id)
        ranks = (value.rank for value in scale.values if value.code == code and not is_cannot(scale, value))
        rank = next(ranks, None)
        return None if rank is None else (rank, rank)

    def items_of(self, kind: AppliesTo) -> Iterator[str]:
        """The items on which something of this kind was answered that stands, each once."""
        keys = (key for key in {**self.ratings.by, **self.final_answers} if key[0] == kind)
        return (item for _, item in keys if self.decisions(item, kind))


def results_of(entries: Iterable[SessionFile], items: Items) -> ReviewResults | None:
    """What some sessions come to; None where none of them counts."""
    entries = list(entries)
    counts = any(entry.counts_ratings or entry.adjudicates for entry in entries)
    return review_results(entries, items) if counts else None


def review_results(entries: Iterable[SessionFile], items: Items) -> ReviewResults:
    """What the sessions that count come to, against the dossier as it is now."""
    entries = list(entries)
    ratings = collect_ratings(entries, items)
    drop_moot(ratings, items, final_answers(entries, items, ratings))
    return ReviewResults(items, ratings, final_answers(entries, items, ratings))
