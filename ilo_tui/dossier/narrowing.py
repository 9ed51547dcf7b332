"""What one filter leaves of a dossier, for every tab: programmes, their evidence, their alignments.

One filter is carried from tab to tab. Its `programme` and `kind` are about programmes, its `policy` and `degree` about
alignments, every other key about evidence; its words may stand in a programme's own texts or in a claim's. A programme
is left where it passes by itself, or where something of it passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ilo_tui.dossier.crossings import row_of
from ilo_tui.dossier.records import Alignment, Evidence, Programme, Record
from ilo_tui.dossier.store import Dossier, strings
from ilo_tui.dossier.where import Term, Where, passes
from ilo_tui.text import fold

_OF_PROGRAMMES = {"programme", "kind"}
_OF_ALIGNMENTS = {"policy", "degree"}
_CHUNK = 500


class Narrowing:
    """The programmes and claims that a filter of the kind `dossier` leaves; without one, all."""

    def __init__(self, dossier: Dossier, where: Where, pause: Callable[[], None] = lambda: None) -> None:
        """Go through `dossier` once; `pause` is called between chunks, so that a worker can let others run or stop."""
        self._dossier, self._words = dossier, where.words
        self._on_programmes = [term for term in where.terms if term.key in _OF_PROGRAMMES]
        self._on_alignments = [term for term in where.terms if term.key in _OF_ALIGNMENTS]
        self._on_evidence = [term for term in where.terms if term.key not in _OF_PROGRAMMES | _OF_ALIGNMENTS]
        self._aligned = {one.programme or one.from_policy for one in dossier.alignments.values() if self._links(one)}
        self._named = {one.id for one in dossier.programmes.values() if self._has_words(one)}
        self.evidence: dict[str, list[Evidence]] = self._left(pause)
        """The claims that are left, by row of the gap map."""
        self.programmes = [one for one in dossier.programmes.values() if self._passes(one)]

    def _left(self, pause: Callable[[], None]) -> dict[str, list[Evidence]]:
        found: defaultdict[str, list[Evidence]] = defaultdict(list)
        for chunk in _chunks(self._dossier.evidence.values()):
            pause()
            for one in chunk:
                if self._claim(one):
                    found[row_of(one)].append(one)
        return found

    def _claim(self, one: Evidence) -> bool:
        """Whether a claim is left: its programme's terms, its own, then the words, which cost most."""
        programme = self._dossier.programmes.get(one.programme or "")
        if programme is None:
            if self._on_programmes or not _hold(self._on_alignments, one):
                return False
        elif not self._may(programme):
            return False
        return _hold(self._on_evidence, one) and (one.programme in self._named or self._has_words(one))

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

    def aligned(self, row: str) -> bool:
        """Whether a policy that is a row of the policy matrix is left: by what is said of alignments alone."""
        named = not self._words or self._has_words(self._dossier.policies[row])
        return row in self._aligned and named and not (self._on_programmes or self._on_evidence)

    def _links(self, one: Alignment) -> bool:
        return _hold(self._on_alignments, one)


def _hold(terms: Iterable[Term], record: Record) -> bool:
    return all(passes(record, term) for term in terms)


def _chunks(values: Iterable[Evidence]) -> Iterator[list[Evidence]]:
    left = iter(values)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
