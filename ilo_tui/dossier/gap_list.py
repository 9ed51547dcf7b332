"""Every gap of a dossier, numbered but not made: a portfolio of 10,000 programmes has some 400,000 of them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import groupby
from operator import and_
from typing import overload

from ilo_tui.dossier.gapmap import Gap, GapKind, GapMap, PolicyMatrix
from ilo_tui.dossier.model import Dimension, Policy, Programme, Suggestion
from ilo_tui.dossier.reader import DossierReader

_NOT_SHARED = frozenset(("_codes", "_runs", "uncovered"))
_KINDS: tuple[GapKind, ...] = ("none", "one_source", "one_stance")


class Covering:
    """Which suggestions cover a crossing: looked up by its dimension or policy instead of gone through."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        """Look at the scope of these."""
        self._by: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for suggestion in suggestions:
            programmes = frozenset(suggestion.programmes)
            for crossed in dict.fromkeys((*suggestion.dimensions, *suggestion.policies)):
                self._by[crossed].append((suggestion.id, programmes))

    def of(self, programme: str, crossed: str) -> list[str]:
        """The ids of the suggestions whose scope contains a crossing, in the order of the file."""
        scopes = self._by.get(crossed, ())
        return [ident for ident, programmes in scopes if not programmes or programme in programmes]


class Gaps(Sequence[Gap]):
    """Every gap with the suggestions that cover it, each made when it is asked for: dimensions first, then policies."""

    def __init__(self, dossier: DossierReader, gap_map: GapMap, matrix: PolicyMatrix) -> None:
        """The gaps of the whole gap map and policy matrix of `dossier`."""
        self._dossier, self._gap_map, self._matrix = dossier, gap_map, matrix
        self._programmes = list(dossier.ids(Programme))
        self._crossed = [*dossier.ids(Dimension), *matrix.columns]
        self._covering = Covering(dossier.records(Suggestion))
        self._codes = array("Q", self._all_codes())

    def _all_codes(self) -> Iterator[int]:
        """Programme, what it is crossed with and what is missing, as one number each."""
        dimensions, width = self._dossier.count(Dimension), len(self._crossed)
        for number, programme in enumerate(self._programmes):
            for place in range(dimensions):
                for kind in self._gap_map.gaps_at(programme, self._crossed[place]):
                    yield (number * width + place) * 3 + _KINDS.index(kind)
        for number, programme in enumerate(self._programmes):
            for place in range(dimensions, width):
                if not self._matrix.has(programme, self._crossed[place]):
                    yield (number * width + place) * 3

    def __len__(self) -> int:
        """How many gaps there are."""
        return len(self._codes)

    @overload
    def __getitem__(self, index: int) -> Gap: ...

    @overload
    def __getitem__(self, index: slice) -> list[Gap]: ...

    def __getitem__(self, index: int | slice) -> Gap | list[Gap]:
        """A gap by its place, or several."""
        if isinstance(index, slice):
            return [self._gap_of_code(code) for code in self._codes[index]]
        return self._gap_of_code(self._codes[index])

    def _gap_of_code(self, code: int) -> Gap:
        programme, crossed, kind = self._decode(code)
        return self._gap(kind, programme, crossed)

    def _decode(self, code: int) -> tuple[str, str, GapKind]:
        at, kind = divmod(code, 3)
        number, place = divmod(at, len(self._crossed))
        return self._programmes[number], self._crossed[place], _KINDS[kind]

    def _gap(self, kind: GapKind, programme: str, crossed: str) -> Gap:
        suggestions = self._covering.of(programme, crossed)
        if crossed in self._dossier.ids(Dimension):
            return Gap(kind, programme, dimension=crossed, suggestions=suggestions)
        return Gap(kind, programme, policy=crossed, suggestions=suggestions)

    def find(self, ident: str) -> Gap | None:
        """The gap `gap:PROGRAMME/CROSSED:KIND`; None where nothing of that kind is missing there."""
        crossing, _, kind = ident.removeprefix("gap:").rpartition(":")
        programme, _, crossed = crossing.partition("/")
        kinds: Iterable[GapKind] = self._gap_map.gaps_at(programme, crossed)
        if programme in self._dossier.ids(Programme) and crossed in self._dossier.ids(Policy):
            kinds = () if self._matrix.has(programme, crossed) else ("none",)
        return next((self._gap(candidate, programme, crossed) for candidate in kinds if candidate == kind), None)

    def place_of(self, ident: str) -> int | None:
        """At which place `gap:PROGRAMME/CROSSED:KIND` stands among these gaps; None where it is none of them."""
        gap = self.find(ident)
        if gap is None:
            return None
        at = self._programmes.index(gap.programme) * len(self._crossed)
        at += self._crossed.index(gap.dimension or gap.policy or "")
        code = at * 3 + _KINDS.index(gap.kind)
        return self._codes.index(code) if code in self._codes else None

    def covered_by(self, suggestion: Suggestion) -> list[Gap]:
        """The gaps in the scope of a suggestion, in the order of all gaps."""
        inside = set(suggestion.programmes)
        programmes = [programme for programme in self._programmes if not inside or programme in inside]
        gaps = [
            self._gap(kind, programme, dimension)
            for programme in programmes
            for dimension in self._dossier.ids(Dimension)
            if dimension in suggestion.dimensions
            for kind in self._gap_map.gaps_at(programme, dimension)
        ]
        return gaps + [
            self._gap("none", programme, policy)
            for programme in programmes
            for policy in self._matrix.columns
            if policy in suggestion.policies and not self._matrix.has(programme, policy)
        ]

    @cached_property
    def uncovered(self) -> Gaps:
        """The gaps that no suggestion covers."""
        return self._part(code for code in self._codes if not self._covering.of(*self._decode(code)[:2]))

    def lacking(self, of_programme: Callable[[str], int], of_rest: Callable[[str, GapKind], int]) -> Gaps:
        """The gaps of which neither the programme nor the rest (what is crossed, what is missing) lacks something.

        What they lack is given as bits: a gap stays where no bit is set in both. Most programmes are decided at once.
        """
        rest = [of_rest(crossed, kind) for crossed in self._crossed for kind in _KINDS]
        least, width = reduce(and_, rest, -1), len(rest)
        masks = [of_programme(programme) for programme in self._programmes]
        if not any(masks):
            return self
        codes = array("Q")
        for number, start, stop in self._runs:
            mask = masks[number]
            if not mask:
                codes.extend(self._codes[start:stop])
            elif not mask & least:
                codes.extend(code for code in self._codes[start:stop] if not mask & rest[code % width])
        return self._part(codes)

    @cached_property
    def _runs(self) -> list[tuple[int, int, int]]:
        """A programme's number, and from where to where its gaps go; it may come twice."""
        runs, start, width = [], 0, len(self._crossed) * 3
        for number, run in groupby(self._codes, lambda code: code // width):
            stop = start + sum(1 for _ in run)
            runs.append((number, start, stop))
            start = stop
        return runs

    def _part(self, codes: Iterable[int]) -> Gaps:
        part = object.__new__(Gaps)
        part.__dict__.update({name: value for name, value in self.__dict__.items() if name not in _NOT_SHARED})
        part._codes = codes if isinstance(codes, array) else array("Q", codes)
        return part
