"""What a reviewer is not shown before the answer. This module alone decides it, and every view asks it.

Hidden of an item that waits for an answer: on which side a claim stands and how far the dossier trusts it, the degree
of an alignment, and while claims or crossings wait, what is concluded on a dimension. All else is shown: what is
claimed, about which programme and dimension, where and when, by which source. After the answer nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.gapmap import Gap, GapMap
from ilo_tui.dossier.model import Alignment, Dimension, Evidence, Record

if TYPE_CHECKING:
    # Pages are written before anybody reviews: what a review is made of is not needed for that.
    from ilo_tui.dossier.filters import Query, Term
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Reviewer
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.session import ReviewSession
    from ilo_tui.review.session_file import SessionFile
    from ilo_tui.review.session_repository import SessionRepository

AFTER = N_("shown after your answer")
UNSEEN = ("?", N_("for or against: shown after your answer"), "dim")
"""Mark, word and role of a claim whose side is hidden, as the others are in `words.STANCES`."""
_OF_CLAIMS = frozenset({"stance", "confidence", "tie", "trend", "aim_reached"})
_OF_ALIGNMENTS = frozenset({"degree", "tie"})
"""The keys of filters under which it would show what is hidden that a record passes, or does not."""


class Blinding:
    """Which items wait for the reviewer's answer; `encountered` are those of them that a view asked for."""

    def __init__(self, unanswered: Callable[[str], bool], *, conclusions: bool = False) -> None:
        """Hide an item of whose name `unanswered` is true, and `conclusions` on dimensions."""
        self._unanswered, self.conclusions = unanswered, conclusions
        self.encountered: set[str] = set()

    def hides(self, item: str) -> bool:
        """Whether an item (`evidence:ID`, `alignment:ID`, ...) waits for an answer."""
        if not self._unanswered(item):
            return False
        self.encountered.add(item)
        return True

    def hides_stance(self, evidence: Evidence) -> bool:
        """Whether the side of a claim, and how far the dossier trusts it, are hidden."""
        return self.hides(f"evidence:{evidence.id}")

    def hides_degree(self, alignment: Alignment) -> bool:
        """Whether the degree of an alignment is hidden."""
        return self.hides(f"alignment:{alignment.id}")

    def hides_conclusion(self, dimension: Dimension) -> bool:
        """Whether the conclusion on a dimension is hidden."""
        if self.conclusions:
            self.encountered.add(f"dimension:{dimension.id}")
        return self.conclusions

    def counts(self, evidence_list: Iterable[Evidence]) -> tuple[tuple[int, int, int], int]:
        """How many claims are for, against and context, and how many more are hidden."""
        shown, hidden = [], 0
        for evidence in evidence_list:
            if self.hides_stance(evidence):
                hidden += 1
            else:
                shown.append(evidence)
        return count_stances(shown), hidden

    def hides_gap(self, gap: Gap, gap_map: GapMap) -> bool:
        """Whether the gap that a crossing is one-sided would give away the side of a claim in it."""
        if gap.kind != "one_stance" or gap.dimension is None:
            return False
        return any(self.hides_stance(evidence) for evidence in gap_map.cell(gap.programme, gap.dimension).evidence)

    def omits(self, record: Record | Gap, query: Query, gap_map: Callable[[], GapMap]) -> bool:
        """Whether a record is not to be listed under a filter, since that it passes or not would give it away."""
        if isinstance(record, Gap):
            return self.hides_gap(record, gap_map())
        if isinstance(record, Evidence) and any(_asks_for(term, _OF_CLAIMS) for term in query.terms):
            return self.hides_stance(record)
        if isinstance(record, Alignment) and any(_asks_for(term, _OF_ALIGNMENTS) for term in query.terms):
            return self.hides_degree(record)
        return False

    def covered(self, record: Record | Gap) -> Record | Gap:
        """A record without the codes that are hidden, so that a word of a filter is not found in them."""
        if isinstance(record, Evidence) and self.hides_stance(record):
            return replace(record, stance="context", confidence=None, tie=None, trend=None, aim_reached=None)
        if isinstance(record, Alignment) and self.hides_degree(record):
            return replace(record, degree=None, tie=None)
        return record

    def hidden_fields(self, record: Record) -> Iterator[str]:
        """The fields of a record that are hidden, by their names in the file."""
        if isinstance(record, Evidence) and self.hides_stance(record):
            yield from ("stance", "confidence")
        elif isinstance(record, Alignment) and self.hides_degree(record):
            yield "degree"
        elif isinstance(record, Dimension) and self.hides_conclusion(record):
            yield "conclusion"


OPEN = Blinding(lambda item: False)
"""Nothing is hidden."""


def _asks_for(term: Term, keys: frozenset[str]) -> bool:
    """Whether a term, `not:` or not, is about one of these, or whether a record has it."""
    return term.key in keys or (term.key == "has" and not keys.isdisjoint(term.values))


def unanswered(
    entries: Iterable[SessionFile], decisions: ReviewerDecisions, items: Items, except_for: str = ""
) -> frozenset[str]:
    """The items of a reviewer's unfinished review sessions that they have not answered as they stand now.

    `entries` are that reviewer's, `decisions` what they decided in all sessions; the session `except_for` is left out.
    """
    waiting: set[str] = set()
    for entry in entries:
        session = entry.session
        if session is None or entry.state not in {"open", "other_machine"} or session.kind != "review":
            continue
        if session.id != except_for:
            waiting.update(
                item for item in session.queue.items if not _answered(decisions, items, session.queue.kind, item)
            )
    return frozenset(waiting)


def _answered(decisions: ReviewerDecisions, items: Items, queue: str, item: str) -> bool:
    rating = decisions.decision_on(item, "attribution" if queue == "attribution" else None)
    return rating is not None and rating.judged and items.is_current(item, rating.decision.item_hash)


def unanswered_by(
    reviewer: Reviewer | None,
    repository: SessionRepository,
    decisions: ReviewerDecisions,
    items: Items,
    except_for: str = "",
) -> frozenset[str]:
    """What waits for a reviewer's answer in their unfinished sessions; nothing where these cannot be read.

    The list of sessions shows why.
    """
    from ilo_tui.review.errors import ReviewError

    if reviewer is None:
        return frozenset()
    try:
        return unanswered(repository.sessions_of(reviewer.id), decisions, items, except_for)
    except ReviewError:
        return frozenset()


def blinding_of(waiting: frozenset[str]) -> Blinding:
    """Hide these items, and conclusions where claims or crossings are among them."""
    if not waiting:
        return OPEN
    from ilo_tui.review.item_kinds import weighs_dimensions

    return Blinding(waiting.__contains__, conclusions=any(map(weighs_dimensions, waiting)))


def judging_blinding(session: ReviewSession, current: str, elsewhere: frozenset[str]) -> Blinding:
    """Hide what waits in a session that is being judged, its `current` item included, and what waits `elsewhere`."""
    from ilo_tui.review.item_kinds import weighs_dimensions

    progress = session.progress

    def waits(item: str) -> bool:
        return (item == current or item in progress) and progress.due(item)

    return Blinding(lambda item: waits(item) or item in elsewhere, conclusions=weighs_dimensions(current))
