"""What reviewers answered and wrote about an item, in lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from ilo_tui.exporters.report.content import DecisionLine, ItemRatings, ObservationLine, Report
from ilo_tui.exporters.report.table import Cell
from ilo_tui.exporters.report.words import Words

NOTES = 20
"""So many notes and observations on one item are written into a text."""


class _OnItem(Protocol):
    """A record about an item."""

    @property
    def item(self) -> str:
        """The item."""


L = TypeVar("L", bound=_OnItem)


def _by_item(lines: Iterable[L]) -> Mapping[str, list[L]]:
    groups: defaultdict[str, list[L]] = defaultdict(list)
    for line in lines:
        groups[line.item].append(line)
    return dict(groups)


class Answers:
    """Finds what was said about the items of a report."""

    def __init__(self, report: Report, words: Words) -> None:
        """Sort what reviewers said by item."""
        self._words, self.tr = words, words.tr
        self._ratings = _by_item(report.ratings)
        self._decisions_with_notes = _by_item(decision for decision in report.decisions if decision.note)
        self._observations = _by_item(report.observations)

    def rated(self, item: str) -> bool:
        """Whether anything was answered about an item."""
        return item in self._ratings

    def ratings(self, item: str) -> list[ItemRatings]:
        """What was answered about an item, a scale each."""
        return self._ratings.get(item, [])

    def lines(self, item: str) -> list[str]:
        """Each scale and what was answered to it about an item, in full."""
        return [f"{self._words.scale(ratings.scale)}: {self._in_full(ratings)}" for ratings in self.ratings(item)]

    def _in_full(self, ratings: ItemRatings) -> str:
        """Distribution, number of ratings, median where the scale is ordered, and final answer, in one line."""
        tr, words = self.tr, self._words
        parts = [f"{words.tally(ratings.scale, ratings.tally)} (n\u00a0=\u00a0{ratings.n})"]
        if words.scales[ratings.scale].kind == "ordinal":
            parts.append(tr("median {median}", median=words.median(ratings)))
            if unranked := ratings.n - ratings.ranked:
                parts.append(
                    tr.many(
                        "1 rating without a rank is not in it", "{n} ratings without a rank are not in it", unranked
                    )
                )
        if ratings.final_answer:
            parts.append(f"{words.answer(ratings.scale, ratings.final_answer)}: {words.word('by', ratings.by or '')}")
        elif ratings.n > 1:
            parts.append(tr("no final answer"))
        return "; ".join(parts)

    def short(self, ratings: ItemRatings) -> str:
        """Median and number of ratings, for a cell of a matrix."""
        words = self._words
        ranked = words.scales[ratings.scale].kind == "ordinal" and ratings.median
        answer = words.median(ratings) if ranked else words.tally(ratings.scale, ratings.tally)
        return f"{answer}, n\u00a0=\u00a0{ratings.n}"

    def remarks(self, item: str) -> list[str]:
        """Notes and observations on an item, and how many are not shown."""
        decisions, observations = self._decisions_with_notes.get(item, []), self._observations.get(item, [])
        lines = [self.tr("Note: ") + self._note(decision) for decision in decisions[:NOTES]]
        lines += [self.tr("Seen: {line}", line=self._seen(observation)) for observation in observations[:NOTES]]
        hidden = sum(max(0, len(written) - NOTES) for written in (decisions, observations))
        return [*lines, self.tr("{n} more stand in the tables.", n=hidden)] if hidden else lines

    def _note(self, decision: DecisionLine) -> str:
        """`Sok Dara (source read; holds, high): "..."`."""
        answers = self._words.answers(decision.values)
        about = "; ".join(filter(None, [self._words.word("basis", decision.basis), answers]))
        return f"{self._words.reviewer(decision.reviewer)} ({about}): “{decision.note}”"

    def _seen(self, observation: ObservationLine) -> str:
        """`Sok Dara (Kampot; 2016-03-01): "..."`."""
        place = observation.place or self.tr("place not recorded")
        when = observation.date or self.tr("date not recorded")
        return f"{self._words.reviewer(observation.reviewer)} ({place}; {when}): “{observation.text}”"

    def cell(self, item: str) -> Cell:
        """Everything said about an item, for a cell of a table; or that nothing was."""
        return self.lines(item) + self.remarks(item) or self.tr("not judged")
