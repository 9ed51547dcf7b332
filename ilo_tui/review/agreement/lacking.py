"""Answers that the edition at hand cannot place: to a question that it does not ask, or in a code that it lacks.

Nothing is dropped from the sessions; but no table has a row for such an answer, so that it has to be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.model import Decision
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
    latest: dict[tuple[AppliesTo, str, str], tuple[tuple[str, str, int], Decision]] = {}
    for entry in entries:
        for reviewer, kind, order, state in _answered(entry):
            key = kind, state.item, reviewer
            is_later = key not in latest or latest[key][0] < order
            if is_later and items.is_current(state.item, state.item_hash):
                latest[key] = order, state
    result = Lacking()
    for (kind, *_), (_, state) in latest.items():
        result.add(items, kind, state.values)
    return result


def lacking_in(progress: Progress) -> Lacking:
    """What is lacking for the answers of one session, on items that say what they said."""
    result, items = Lacking(), progress.items
    for item, state in progress.history.states().items():
        if state.values and items.is_current(item, state.item_hash):
            result.add(items, progress.question_kind(item), state.values)
    return result


def _answered(entry: SessionFile) -> Iterator[tuple[str, AppliesTo, tuple[str, str, int], Decision]]:
    session = entry.session
    if session is None or not entry.counts_ratings:
        return
    for item, state in entry.history.states().items():
        if state.values:
            order = (state.at, session.id, state.seq)
            yield session.reviewer.id, question_kind(session.queue, item), order, state
