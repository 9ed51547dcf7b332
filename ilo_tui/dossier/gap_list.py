"""Every gap of a dossier, numbered but not made: a portfolio of 10,000 programmes has some 400,000 of them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import groupby
from operator import and_
from typing import overload

from ilo_tui.dossier.gapmap import GapMap
from ilo_tui.dossier.gaps import GAP_KINDS, FormerKind, Gap, GapKind
from ilo_tui.dossier.model import Dimension, Programme, Suggestion
from ilo_tui.dossier.policy_matrix import PolicyMatrix
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import LEVELS, TieLevel

_NOT_SHARED = frozenset(("_codes", "_runs", "uncovered"))
_N = len(GAP_KINDS)


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

    def __init__(
        self, dossier: DossierReader, gap_map: GapMap, matrix: PolicyMatrix, level: TieLevel = "direct"
    ) -> None:
        """The gaps of the whole gap map at a tie level, and of the policy matrix of `dossier`."""
        self._dossier, self._gap_map, self._matrix, self._level = dossier, gap_map, matrix, level
        self._programmes = list(dossier.ids(Programme))
        self._crossed = [*dossier.ids(Dimension), *matrix.columns]
        self._covering = Covering(dossier.records(Suggestion))
        self._codes = array("Q", self._all_codes())

    def _all_codes(self) -> Iterator[int]:
        """Programme, what it is crossed with and what is missing, as one number each."""
        dimensions, width = self._dossier.count(Dimension), len(self._crossed)
        for number, programme in enumerate(self._programmes):
            for place in range(dimensions):
                if kind := self._gap_map.gap(programme, self._crossed[place], self._level):
                    yield (number * width + place) * _N + GAP_KINDS.index(kind)
        for number, programme in enumerate(self._programmes):
            for place in range(dimensions, width):
                if self._matrix.is_gap(programme, self._crossed[place]):
                    yield (number * width + place) * _N + GAP_KINDS.index("none")

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
        at, kind = divmod(code, _N)
        number, place = divmod(at, len(self._crossed))
        return self._programmes[number], self._crossed[place], GAP_KINDS[kind]

    def _gap(self, kind: GapKind | FormerKind, programme: str, crossed: str) -> Gap:
        return _gap_at(self._dossier, kind, programme, crossed, self._covering.of(programme, crossed))

    def find(self, ident: str) -> Gap | None:
        """The gap `gap:PROGRAMME/CROSSED:KIND`, at whatever level it is one, or was one by the rules of version 0.1.

        None where nothing of that kind is missing there.
        """
        gap = find_gap(self._dossier, ident.removeprefix("gap:"))
        return self._gap(gap.kind, gap.programme, gap.crossed) if gap else None

    def place_of(self, ident: str) -> int | None:
        """At which place `gap:PROGRAMME/CROSSED:KIND` stands among these gaps; None where it is none of them."""
        gap = self.find(ident)
        if gap is None or gap.kind not in GAP_KINDS:
            return None
        at = self._programmes.index(gap.programme) * len(self._crossed)
        at += self._crossed.index(gap.crossed)
        code = at * _N + GAP_KINDS.index(gap.kind)
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
            if (kind := self._gap_map.gap(programme, dimension, self._level))
        ]
        return gaps + [
            self._gap("none", programme, policy)
            for programme in programmes
            for policy in self._matrix.columns
            if policy in suggestion.policies and self._matrix.is_gap(programme, policy)
        ]

    @cached_property
    def uncovered(self) -> Gaps:
        """The gaps that no suggestion covers."""
        return self._part(code for code in self._codes if not self._covering.of(*self._decode(code)[:2]))

    def lacking(self, of_programme: Callable[[str], int], of_rest: Callable[[str, GapKind], int]) -> Gaps:
        """The gaps of which neither the programme nor the rest (what is crossed, what is missing) lacks something.

        What they lack is given as bits: a gap stays where no bit is set in both. Most programmes are decided at once.
        """
        rest = [of_rest(crossed, kind) for crossed in self._crossed for kind in GAP_KINDS]
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
        runs, start, width = [], 0, len(self._crossed) * _N
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


def gap_kinds_at(
    gap_map: GapMap, matrix: PolicyMatrix, programme: str, crossed: str
) -> frozenset[GapKind | FormerKind]:
    """Every kind of gap that a crossing is at some tie level, or was by the rules of version 0.1."""
    if gap_map.is_crossing(programme, crossed):
        at_levels = (gap_map.gap(programme, crossed, level) for level in LEVELS)
        return frozenset(kind for kind in at_levels if kind) | frozenset(gap_map.former_kinds(programme, crossed))
    return frozenset({"none"} if matrix.is_open(programme, crossed) else ())


def find_gap(dossier: DossierReader, ident: str) -> Gap | None:
    """The gap `PROGRAMME/CROSSED:KIND` without its suggestions, as `Gaps.find` does; no other gap is looked for."""
    crossing, _, name = ident.rpartition(":")
    programme, _, crossed = crossing.partition("/")
    kinds = gap_kinds_at(dossier.crossings.gap_map, dossier.crossings.matrix, programme, crossed)
    kind = next((kind for kind in kinds if kind == name), None)
    return _gap_at(dossier, kind, programme, crossed, []) if kind else None


def _gap_at(
    dossier: DossierReader, kind: GapKind | FormerKind, programme: str, crossed: str, suggestions: list[str]
) -> Gap:
    if crossed in dossier.ids(Dimension):
        return Gap(kind, programme, dimension=crossed, suggestions=suggestions)
    return Gap(kind, programme, policy=crossed, suggestions=suggestions)


def all_gaps(dossier: DossierReader) -> list[Gap]:
    """Every gap at the narrowest tie level with the suggestions that cover it: dimensions first, then policies."""
    return list(dossier.crossings.gaps("direct"))
