"""What a reviewer is not shown before the answer. This module alone decides it, and every view asks it.

Hidden of a claim that waits for an answer: on which side it stands and how far the dossier trusts it, how it is tied to
the evaluated actor and why, which way things moved, which aim it tells of, which other claim tells the same fact, and
the editors' note, which may say any of this. Hidden of an alignment: its degree, its tie and the note. While claims or
crossings wait: what is concluded on a dimension, findings, and whether aims were reached. Of whatever waits: what other
reviewers saw of it in the field; how many such observations there are is shown. All else is shown, too: what is
claimed, who acts and who says so, about which programme and dimension, where and when, by which source, how it was
read, and what is noted on the source. After the answer nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ilo_tui.core.translator import N_
from ilo_tui.dossier.derived import Derived, Listed
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Aim, Alignment, Dimension, Evidence, Finding, Programme, Record
from ilo_tui.dossier.parts import Conclusion

if TYPE_CHECKING:
    # Pages are written before anybody reviews: what a review is made of is not needed for that.
    from ilo_tui.dossier.filters import Query, Term
    from ilo_tui.dossier.gapmap import GapMap
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.review.items import Items
    from ilo_tui.review.model import Queue, Reviewer
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.session import ReviewSession
    from ilo_tui.review.session_file import SessionFile
    from ilo_tui.review.session_repository import SessionRepository

AFTER = N_("shown after your answer")
UNSEEN = ("?", N_("for or against: shown after your answer"), "dim")
"""Mark, word and role of a claim whose side is hidden, as the others are in `words.STANCES`."""
_OF_CLAIMS = frozenset(
    {"stance", "confidence", "tie", "trend", "aim", "aim_reached", "note", "same_as", "voices", "gap"}
)
_OF_ALIGNMENTS = frozenset({"degree", "tie", "note"})
"""The keys of filters under which it would show what is hidden that a record passes, or does not."""
_CLAIM_FIELDS = ("stance", "confidence", "tie", "tie_why", "trend", "aim", "aim_reached", "note", "same_as")
_ALIGNMENT_FIELDS = ("degree", "tie", "note")
_SHOWN_OF_FINDINGS = frozenset({"id", "kind", "programme", "dimension", "evidence", "by"})
"""The fields of records that are hidden, and those of findings that are not."""
_NEUTRAL: Mapping[str, object] = {
    "stance": "context",
    "conclusion": Conclusion(text={}, source=""),
    "title": {},
    "text": {},
}
"""What stands in the place of a hidden field that no record lacks."""


class Blinding:
    """Which items wait for the reviewer's answer; `encountered` are those of them that a view asked for."""

    def __init__(self, unanswered: Callable[[str], bool], *, conclusions: bool = False) -> None:
        """Hide an item of whose name `unanswered` is true, and `conclusions` on dimensions."""
        self._unanswered, self.conclusions = unanswered, conclusions
        self._limited: tuple[Query, Query] | None = None
        self.encountered: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Whether nothing is hidden at all."""
        return self is OPEN

    def hides(self, item: str) -> bool:
        """Whether an item (`evidence:ID`, `alignment:ID`, ...) waits for an answer."""
        if not self._unanswered(item):
            return False
        self.encountered.add(item)
        return True

    def hides_stance(self, evidence: Evidence) -> bool:
        """Whether the side of a claim, and whatever else would sway a reviewer, is hidden."""
        return self.hides(f"evidence:{evidence.id}")

    def hides_degree(self, alignment: Alignment) -> bool:
        """Whether the degree of an alignment is hidden, and with it its tie and note."""
        return self.hides(f"alignment:{alignment.id}")

    def hides_conclusion(self, dimension: Dimension) -> bool:
        """Whether the conclusion on a dimension is hidden."""
        return self._concludes(f"dimension:{dimension.id}")

    def hides_finding(self, finding: Finding) -> bool:
        """Whether what a finding says is hidden."""
        return self._concludes(f"finding:{finding.id}")

    def hides_aim(self, aim: Aim) -> bool:
        """Whether it is hidden that an aim was reached, and by which claims."""
        return self._concludes(f"aim:{aim.id}")

    def _concludes(self, name: str) -> bool:
        """Whether something that is concluded from claims is hidden."""
        if self.conclusions:
            self.encountered.add(name)
        return self.conclusions

    def unlinked(self, record: Record) -> Record:
        """A claim without its link to the same fact in one that waits, which has the same side; others as they are.

        That something is hidden would tell as much as the link.
        """
        return self.unlinked_claim(record) if isinstance(record, Evidence) else record

    def unlinked_claim(self, evidence: Evidence) -> Evidence:
        """The same of a claim."""
        if evidence.same_as and self._unanswered(f"evidence:{evidence.same_as}"):
            return replace(evidence, same_as=None)
        return evidence

    def unlinked_claims(self, evidence_list: Iterable[Evidence]) -> list[Evidence]:
        """The claims of which nothing is hidden, without their links to such as wait: two may tell the same fact."""
        shown = [evidence for evidence in evidence_list if not self.hides_stance(evidence)]
        return shown if self.is_open else [self.unlinked_claim(evidence) for evidence in shown]

    def hides_observation(self, item: str, *, of_another: bool) -> bool:
        """Whether what a reviewer saw of an item is hidden: of another's it is, while the item waits for an answer."""
        return of_another and self.hides(item)

    def counts(self, evidence_list: Iterable[Evidence]) -> tuple[tuple[int, int, int], int]:
        """How many claims are for, against and context, and how many more are hidden."""
        if self.is_open:
            return count_stances(evidence_list), 0
        shown, hidden = [], 0
        for evidence in evidence_list:
            if self.hides_stance(evidence):
                hidden += 1
            else:
                shown.append(evidence)
        return count_stances(shown), hidden

    def hides_gap(self, gap: Gap, gap_map: GapMap) -> bool:
        """Whether what a crossing lacks would give away the side, tie or trend of a claim in it."""
        if gap.kind in {"none", "one_source"} or gap.dimension is None:
            return False
        return self._hides_any(gap_map.cell(gap.programme, gap.dimension).evidence)

    def omits(self, record: Listed, query: Query, dossier: DossierReader) -> bool:
        """Whether a record is not to be listed under a filter, since that it passes or not would give it away."""
        if isinstance(record, Gap):
            return self.hides_gap(record, dossier.crossings.gap_map)
        if isinstance(record, Evidence) and any(_asks_for(term, _OF_CLAIMS) for term in query.terms):
            return self.hides_stance(record) or self._omits_by_gap(record, query, dossier)
        if isinstance(record, Programme) and any(_asks_for_gap(term) for term in query.terms):
            return self._hides_any(dossier.evidence_of("programme", record.id))
        if isinstance(record, Alignment) and any(_asks_for(term, _OF_ALIGNMENTS) for term in query.terms):
            return self.hides_degree(record)
        return False

    def passes(self, record: Listed, query: Query, dossier: DossierReader, also: str = "") -> bool:
        """Whether a record is to be listed under a filter: it passes, and by nothing that is hidden.

        `also` is more text in which its words are looked for.
        """
        if self.is_open:
            return query.matches(record, also)
        return not self.omits(record, query, dossier) and self.limit(query).matches(self.covered(record), also)

    def limit(self, query: Query) -> Query:
        """A filter that counts nothing of what is hidden; kept, since all records of a list are asked with it."""
        if self._limited is None or self._limited[0] is not query:
            facets = query.facets.without(self.hides_stance) if query.facets else None
            self._limited = query, replace(query, facets=facets)
        return self._limited[1]

    def _omits_by_gap(self, claim: Evidence, query: Query, dossier: DossierReader) -> bool:
        """Whether that the crossing of a claim is a gap would tell of another claim there, which is hidden."""
        if not any(_asks_for_gap(term) for term in query.terms):
            return False
        return self._hides_any(dossier.crossings.gap_map.cell(claim.programme or "", claim.dimension or "").evidence)

    def _hides_any(self, evidence: Iterable[Evidence]) -> bool:
        return any(self.hides_stance(claim) for claim in evidence)

    def covered(self, record: Listed) -> Listed:
        """A record without what is hidden of it, so that no word of a filter or a search is found in that."""
        return record if isinstance(record, Derived) else self.covered_record(record)

    def covered_record(self, record: Record) -> Record:
        """The same of what is no gap: the record itself where nothing is hidden of it."""
        record, names = self.unlinked(record), list(self.hidden_fields(record))
        return replace(record, **{name: _NEUTRAL.get(name) for name in names}) if names else record

    def hidden_fields(self, record: Record) -> Iterator[str]:
        """The fields of a record that are hidden, by their names in the file."""
        names = record.__struct_encode_fields__
        # Of a record of an older schema only the fields that its file can have.
        yield from (name for name in self._hidden(record) if name in names)

    def _hidden(self, record: Record) -> Iterable[str]:
        match record:
            case Evidence() if self.hides_stance(record):
                return _CLAIM_FIELDS
            case Alignment() if self.hides_degree(record):
                return _ALIGNMENT_FIELDS
            case Dimension() if self.hides_conclusion(record):
                return ("conclusion",)
            case Finding() if self.hides_finding(record):
                return (name for name in record.__struct_encode_fields__ if name not in _SHOWN_OF_FINDINGS)
            case _:
                return ()


OPEN = Blinding(lambda item: False)
"""Nothing is hidden."""


def _asks_for_gap(term: Term) -> bool:
    """Whether a term is about what a crossing lacks, beyond that nothing is claimed there, which is never hidden."""
    return term.key == "gap" and term.values != {"none"}


def _asks_for(term: Term, keys: frozenset[str]) -> bool:
    """Whether a term, `not:` or not, is about one of these, or whether a record has it."""
    return term.key in keys or (term.key == "has" and not keys.isdisjoint(term.values))


def unanswered(
    entries: Iterable[SessionFile], decisions: ReviewerDecisions, items: Items, except_for: str = ""
) -> frozenset[str]:
    """The items of a reviewer's unfinished review sessions that they have not answered as they stand now.

    `entries` are that reviewer's review sessions, `decisions` what they decided in all sessions; the session
    `except_for` is left out.
    """
    waiting: set[str] = set()
    for entry in entries:
        session = entry.session
        if session is None or entry.state not in {"open", "other_machine"}:
            continue
        if session.id != except_for:
            waiting.update(item for item in session.queue.items if not _answered(decisions, items, session.queue, item))
    return frozenset(waiting)


def _answered(decisions: ReviewerDecisions, items: Items, queue: Queue, item: str) -> bool:
    from ilo_tui.review.items import question_kind

    rating = decisions.decision_on(item, question_kind(queue, item))
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
