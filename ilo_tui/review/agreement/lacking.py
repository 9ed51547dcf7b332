"""Answers that the edition at hand cannot place: to a question that it does not ask, or in a code that it lacks.

Nothing is dropped from the sessions; but no table has a row for such an answer, so that it has to be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.agreement.ratings import Rating
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.progress import Progress
from ilo_tui.review.session_file import SessionFile


@dataclass
class Lacking:
    """So many answers, by the id of the scale that is not asked, and by scale and code that it does not have."""

    questions: dict[str, int] = field(default_factory=dict)
    codes: dict[tuple[str, str], int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.questions or self.codes)

    @property
    def to_questions(self) -> int:
        """How many answers are to a question that the edition does not ask of such an item."""
        return sum(self.questions.values())

    @property
    def in_codes(self) -> int:
        """How many answers are in a code that their scale does not have."""
        return sum(self.codes.values())

    def add(self, items: Items, kind: AppliesTo, values: Mapping[str, str]) -> None:
        """Count those of the answers to one item that was asked so."""
        scales = {scale.id: scale for scale in items.scales(kind)}
        for scale, code in items.counted_values(kind, values).items():
            if scale not in scales:
                self.questions[scale] = self.questions.get(scale, 0) + 1
            elif all(code != value.code for value in scales[scale].values):
                self.codes[scale, code] = self.codes.get((scale, code), 0) + 1


def lacking(entries: Iterable[SessionFile], items: Items) -> Lacking:
    """What is lacking for the review sessions that count, of each reviewer and item for the latest answers.

    Left out are items that say something else by now, which are counted as changed.
    """
    latest: dict[tuple[AppliesTo, str, str], Rating] = {}
    for entry in entries:
        for kind, answered in _answered(entry, items):
            key = kind, answered.decision.item, answered.reviewer.id
            latest[key] = max(latest.get(key, answered), answered, key=lambda rating: rating.order)
    result = Lacking()
    for (kind, *_), rating in latest.items():
        result.add(items, kind, rating.decision.values)
    return result


def lacking_in(progress: Progress) -> Lacking:
    """What is lacking for the answers of one session, on items that say what they said."""
    result, items = Lacking(), progress.items
    for item, state in progress.history.states().items():
        if state.values and items.is_current(item, state.item_hash):
            result.add(items, progress.question_kind(item), state.values)
    return result


def _answered(entry: SessionFile, items: Items) -> Iterator[tuple[AppliesTo, Rating]]:
    """What was asked and what was answered, be it in part, where the item says what it said."""
    session = entry.session
    if session is None or not entry.counts_ratings:
        return
    for item, state in entry.history.states().items():
        if state.values and items.is_current(item, state.item_hash):
            yield question_kind(session.queue, item), Rating(session.reviewer, session.id, state)
