"""What passes a filter of a dossier, for every tab: programmes, their evidence, their alignments.

One filter is carried from tab to tab. Its `programme` and `kind` are about programmes, its `policy` and `degree` about
alignments, every other key about evidence; its words may stand in a programme's own texts or in a claim's. A programme
is left where it passes by itself, or where something of it passes; then all its claims are shown on its page.

In the two matrices something is counted only where it has the words itself, as `list evidence` and `list alignments`
find it: a cell counts how much of it passes, not how much stands in a row that passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TypeVar

from ilo_tui.core.text import fold
from ilo_tui.dossier.filters import Query, Term
from ilo_tui.dossier.gapmap import row_of
from ilo_tui.dossier.model import Alignment, Evidence, Policy, Programme, Record
from ilo_tui.dossier.policy_matrix import PolicyCell, row_of_alignment
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.strings import strings

_OF_PROGRAMMES = {"programme", "kind"}
_OF_ALIGNMENTS = {"policy", "degree"}
_CHUNK = 500

R = TypeVar("R")
Cover = Callable[[Record], Record | None]
"""What may be seen of a record while one looks whether it passes; None of one that is not to be looked at."""


class FilterResult:
    """The programmes and claims that a filter of the kind `dossier` leaves; without one, all."""

    def __init__(
        self,
        dossier: DossierReader,
        query: Query,
        pause: Callable[[], None] = lambda: None,
        cover: Cover = lambda record: record,
    ) -> None:
        """Go through `dossier` once; `pause` is called between chunks, so that a worker can let others run or stop.

        Claims and alignments pass by what `cover` shows of them: one that it keeps back counts nowhere.
        """
        self._dossier, self.query, self._words, self._cover = dossier, query, query.words, cover
        self._on_programmes = [term for term in query.terms if term.key in _OF_PROGRAMMES]
        self._on_alignments = [term for term in query.terms if term.key in _OF_ALIGNMENTS]
        self._on_evidence = [term for term in query.terms if term.key not in _OF_PROGRAMMES | _OF_ALIGNMENTS]
        self._aligned = {row_of_alignment(link) for link in dossier.records(Alignment) if self._alignment_passes(link)}
        self._named = {record.id for record in dossier.records(Programme) if self._has_words(record)}
        self.evidence: dict[str, list[Evidence]] = {}
        """The claims that are left, by row of the gap map."""
        self.crossed: dict[str, list[Evidence]] = self.evidence
        """Those of them that have the words themselves, which the gap map counts."""
        self._sort_evidence(pause)
        self.programmes = [record for record in dossier.records(Programme) if self._programme_passes(record)]
        self._passing_alignments = self._find_passing_alignments(pause)

    def _sort_evidence(self, pause: Callable[[], None]) -> None:
        by_row: defaultdict[str, list[Evidence]] = defaultdict(list)
        crossed: defaultdict[str, list[Evidence]] = defaultdict(list) if self._words else by_row
        for chunk in _chunks(self._dossier.records(Evidence)):
            pause()
            for evidence in chunk:
                seen = self._cover(evidence)
                if not isinstance(seen, Evidence) or not self._evidence_passes(seen):
                    continue
                has_words = self._has_words(seen)
                if has_words or evidence.programme in self._named:
                    by_row[row_of(evidence)].append(evidence)
                if has_words and self._words:
                    crossed[row_of(evidence)].append(evidence)
        self.evidence, self.crossed = by_row, crossed

    @property
    def mapped(self) -> list[Programme]:
        """The programmes that are rows of the gap map: of a filter by words, those with a claim that has them."""
        return (
            [programme for programme in self.programmes if self.crossed.get(programme.id)]
            if self._words
            else self.programmes
        )

    def _find_passing_alignments(self, pause: Callable[[], None]) -> frozenset[str] | None:
        """The ids of the alignments that are left; None where the filter says nothing of alignments themselves."""
        words = self._words and not self._on_evidence
        if not words and not self._on_alignments:
            return None
        passing = []
        for chunk in _chunks(self._dossier.records(Alignment)):
            pause()
            passing += [
                alignment.id
                for alignment in chunk
                if self._alignment_passes(alignment) and (not words or self._has_words(alignment))
            ]
        return frozenset(passing)

    def links(self, cell: PolicyCell) -> PolicyCell:
        """A crossing of the policy matrix with the alignments that are left."""
        passing = self._passing_alignments
        if passing is None:
            return cell
        return PolicyCell(
            cell.row, cell.column, tuple(alignment for alignment in cell.alignments if alignment.id in passing)
        )

    @property
    def _linked(self) -> set[str]:
        """The rows of the policy matrix that have an alignment that is left."""
        passing = self._passing_alignments
        alignments = self._dossier.records(Alignment)
        return {row_of_alignment(link) for link in alignments if passing is None or link.id in passing}

    @cached_property
    def matched(self) -> list[str]:
        """The rows of the policy matrix that are left, programmes first.

        A policy is a row by what is said of alignments alone.
        """
        linked, words = self._linked, self._words and not self._on_evidence
        programmes = self._dossier.records(Programme)
        rows = (
            [programme for programme in programmes if self._programme_may_pass(programme) and programme.id in linked]
            if words
            else self.programmes
        )
        alone = not (self._on_programmes or self._on_evidence)
        return [programme.id for programme in rows] + [
            policy for policy in self._dossier.ids(Policy) if alone and policy in linked
        ]

    def _evidence_passes(self, evidence: Evidence) -> bool:
        """Whether a claim is left: by its programme's terms and its own; words, which cost most, come last."""
        programme = self._dossier.get(Programme, evidence.programme or "")
        if programme is None:
            about_programmes = any(not term.negated for term in self._on_programmes)
            if about_programmes or not self._match_all(self._on_alignments, evidence):
                return False
        elif not self._programme_may_pass(programme):
            return False
        return self._match_all(self._on_evidence, evidence)

    def _programme_may_pass(self, programme: Programme) -> bool:
        aligned = not self._on_alignments or programme.id in self._aligned
        return aligned and self._match_all(self._on_programmes, programme)

    def _programme_passes(self, programme: Programme) -> bool:
        # What a crossing lacks may be that nothing is claimed there.
        about_gaps = all(term.key == "gap" for term in self._on_evidence)
        by_itself = about_gaps and programme.id in self._named and self._match_all(self._on_evidence, programme)
        return self._programme_may_pass(programme) and (by_itself or bool(self.evidence.get(programme.id)))

    def _has_words(self, record: Record) -> bool:
        if not self._words:
            return True
        text = fold(" ".join(strings(record)))
        return all(word in text for word in self._words)

    def _alignment_passes(self, alignment: Alignment) -> bool:
        seen = self._cover(alignment)
        return seen is not None and self._match_all(self._on_alignments, seen)

    def _match_all(self, terms: Iterable[Term], record: Record) -> bool:
        return all(self.query.passes(record, term) for term in terms)


def _chunks(values: Iterable[R]) -> Iterator[list[R]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
