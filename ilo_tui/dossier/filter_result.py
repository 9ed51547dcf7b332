"""What one filter leaves of a dossier, for every tab: programmes, their evidence, their alignments.

One filter is carried from tab to tab. Its `programme` and `kind` are about programmes, its `policy` and `degree` about
alignments, every other key about evidence; its words may stand in a programme's own texts or in a claim's. A programme
is left where it passes by itself, or where something of it passes; then all its claims are shown on its page.

In the two matrices something is counted only where it has the words itself, as `list evidence` and `list alignments`
find it: a cell tells how much of it passes, not how much stands in a row that passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TypeVar

from ilo_tui.core.text import fold
from ilo_tui.dossier.filters import Query, Term, passes
from ilo_tui.dossier.gapmap import PolicyCell, row_of, row_of_link
from ilo_tui.dossier.model import Alignment, Evidence, Programme, Record
from ilo_tui.dossier.repository import Dossier, strings

_OF_PROGRAMMES = {"programme", "kind"}
_OF_ALIGNMENTS = {"policy", "degree"}
_CHUNK = 500

R = TypeVar("R")


class FilterResult:
    """The programmes and claims that a filter of the kind `dossier` leaves; without one, all."""

    def __init__(self, dossier: Dossier, where: Query, pause: Callable[[], None] = lambda: None) -> None:
        """Go through `dossier` once; `pause` is called between chunks, so that a worker can let others run or stop."""
        self._dossier, self.where, self._words = dossier, where, where.words
        self._on_programmes = [term for term in where.terms if term.key in _OF_PROGRAMMES]
        self._on_alignments = [term for term in where.terms if term.key in _OF_ALIGNMENTS]
        self._on_evidence = [term for term in where.terms if term.key not in _OF_PROGRAMMES | _OF_ALIGNMENTS]
        self._aligned = {row_of_link(one) for one in dossier.alignments.values() if self._links(one)}
        self._named = {one.id for one in dossier.programmes.values() if self._has_words(one)}
        self.evidence: dict[str, list[Evidence]] = {}
        """The claims that are left, by row of the gap map."""
        self.crossed: dict[str, list[Evidence]] = self.evidence
        """Those of them that have the words themselves, which the gap map counts."""
        self._sort(pause)
        self.programmes = [one for one in dossier.programmes.values() if self._passes(one)]
        self._links_left = self._worded_links(pause)

    def _sort(self, pause: Callable[[], None]) -> None:
        left: defaultdict[str, list[Evidence]] = defaultdict(list)
        crossed: defaultdict[str, list[Evidence]] = defaultdict(list) if self._words else left
        for chunk in _chunks(self._dossier.evidence.values()):
            pause()
            for one in filter(self._claim, chunk):
                worded = self._has_words(one)
                if worded or one.programme in self._named:
                    left[row_of(one)].append(one)
                if worded and self._words:
                    crossed[row_of(one)].append(one)
        self.evidence, self.crossed = left, crossed

    @property
    def mapped(self) -> list[Programme]:
        """The programmes that are rows of the gap map: of a filter by words, those with a claim that has them."""
        return [one for one in self.programmes if self.crossed.get(one.id)] if self._words else self.programmes

    def _worded_links(self, pause: Callable[[], None]) -> frozenset[str] | None:
        """The ids of the alignments that are left; None where the filter says nothing of alignments themselves."""
        words = self._words and not self._on_evidence
        if not words and not self._on_alignments:
            return None
        left = []
        for chunk in _chunks(self._dossier.alignments.values()):
            pause()
            left += [one.id for one in chunk if self._links(one) and (not words or self._has_words(one))]
        return frozenset(left)

    def links(self, cell: PolicyCell) -> PolicyCell:
        """A crossing of the policy matrix with the alignments that are left."""
        left = self._links_left
        if left is None:
            return cell
        return PolicyCell(cell.row, cell.column, tuple(one for one in cell.alignments if one.id in left))

    @property
    def _linked(self) -> set[str]:
        """The rows of the policy matrix that have an alignment that is left."""
        left = self._links_left
        links = self._dossier.alignments
        return {row_of_link(one) for one in links.values() if left is None or one.id in left}

    @cached_property
    def matched(self) -> list[str]:
        """The rows of the policy matrix that are left, programmes first.

        A policy is a row by what is said of alignments alone.
        """
        linked, words = self._linked, self._words and not self._on_evidence
        every = self._dossier.programmes.values()
        found = [one for one in every if self._may(one) and one.id in linked] if words else self.programmes
        alone = not (self._on_programmes or self._on_evidence)
        return [one.id for one in found] + [one for one in self._dossier.policies if alone and one in linked]

    def _claim(self, one: Evidence) -> bool:
        """Whether a claim is left: by its programme's terms and its own; words, which cost most, come last."""
        programme = self._dossier.programmes.get(one.programme or "")
        if programme is None:
            if self._on_programmes or not _hold(self._on_alignments, one):
                return False
        elif not self._may(programme):
            return False
        return _hold(self._on_evidence, one)

    def _may(self, one: Programme) -> bool:
        aligned = not self._on_alignments or one.id in self._aligned
        return aligned and _hold(self._on_programmes, one)

    def _passes(self, one: Programme) -> bool:
        by_itself = not self._on_evidence and one.id in self._named
        return self._may(one) and (by_itself or bool(self.evidence.get(one.id)))

    def _has_words(self, one: Record) -> bool:
        if not self._words:
            return True
        text = fold(" ".join(strings(one)))
        return all(word in text for word in self._words)

    def _links(self, one: Alignment) -> bool:
        return _hold(self._on_alignments, one)


def _hold(terms: Iterable[Term], record: Record) -> bool:
    return all(passes(record, term) for term in terms)


def _chunks(values: Iterable[R]) -> Iterator[list[R]]:
    left = iter(values)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
