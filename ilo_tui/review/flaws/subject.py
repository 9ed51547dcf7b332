"""What the rules of the ten flaws look at: a dossier, what reviewers answered, and what may be shown of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from msgspec.structs import replace

from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.gapmap import CELL, Cell, GapMap, cell_id
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import SCHEMA, Evidence
from ilo_tui.dossier.parts import PlaceLevel
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel, is_tied
from ilo_tui.review.flaws.result import Case, UnknownKind
from ilo_tui.review.model import Decision
from ilo_tui.review.results import ReviewResults

SHOWN = frozenset({"traced", "shown"})
CONTRIBUTED = frozenset({"contributed", "contribution_only"})
"""Answers to attribution: the change was traced to the programme, other causes weighed; or as one cause among others.

The second of each is of the scale of version 0.1.
"""
OUTSIDE = "outside"
"""The period of a date that is in none."""


def no_item(item: str) -> bool:
    """Hide no item."""
    return False


@dataclass(frozen=True)
class Hidden:
    """What a reader who reviews is not to see yet, by the names of items (`evidence:ID`, `cell:ROW/COLUMN`, ...).

    Of items of which `hides` is true neither for or against nor the tie is shown, of those of which `waits` is true not
    what others answered; `conclusions` is whether findings are hidden.
    """

    hides: Callable[[str], bool] = no_item
    waits: Callable[[str], bool] = no_item
    conclusions: bool = False


NOTHING_HIDDEN = Hidden()


@dataclass(frozen=True)
class FlawInput:
    """A dossier with the results of its reviews; None where there are none.

    `level` is from which tie on a crossing's claims count where it is called limited, a gap or of one voice; "tied" is
    else tied in any way.
    """

    dossier: DossierReader
    results: ReviewResults | None = None
    level: TieLevel = "direct"
    hidden: Hidden = NOTHING_HIDDEN

    @property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        return self.dossier.crossings.gap_map

    @property
    def is_coded(self) -> bool:
        """Whether the dossier is of the schema that codes kinds of sources and says who acts, speaks and read."""
        return self.dossier.meta.schema >= SCHEMA

    def shows(self, claim: Evidence) -> bool:
        """Whether for or against, and the tie, may be shown of a claim."""
        return not self.hidden.hides(f"evidence:{claim.id}")

    def shows_cell(self, cell: Cell) -> bool:
        """Whether that may be shown of every claim of a crossing."""
        return all(map(self.shows, cell.evidence))

    def shows_answers(self, item: str) -> bool:
        """Whether it may be shown what others answered on an item."""
        return not (self.hidden.waits(item) or self.hidden.hides(item))

    def unlinked(self, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
        """Claims without their links to the same fact where one of both is hidden: a link would tell its side."""
        hides = self.hidden.hides
        for claim in evidence:
            ends = (claim.id, claim.same_as) if claim.same_as else ()
            hidden = any(hides(f"evidence:{ident}") for ident in ends)
            yield replace(claim, same_as=None) if hidden else claim

    def facts(self, evidence: Iterable[Evidence]) -> list[Fact]:
        """The facts that claims tell, as far as it may be shown which claims tell the same."""
        return facts_of(self.unlinked(evidence))

    def tied(self, evidence: Iterable[Evidence]) -> list[Fact]:
        """The facts that claims tell and that are tied to the evaluated actor in any way."""
        return [fact for fact in self.facts(evidence) if is_tied(self.dossier, fact.claim)]

    def told_by_voices(self, facts: Iterable[Fact]) -> list[Evidence]:
        """The claims that tell some facts and that somebody else than the thesis makes."""
        return [claim for fact in facts for claim in fact.members if self.dossier.voices.speakers(claim)]

    @property
    def leaves_out(self) -> bool:
        """Whether something is left out since it waits for the reader's answer."""
        claims = (f"evidence:{ident}" for ident in self.dossier.ids(Evidence))
        return self.hidden.conclusions or not all(map(self.shows_answers, chain(claims, self._rated_ids)))

    @cached_property
    def rated(self) -> Sequence[Cell]:
        """The crossings with a ranked answer that stands, in the order of the gap map; none with something hidden."""
        cells = (cell for row in self.gap_map.rows for cell in self._rated_of(row)) if self._rated_ids else ()
        return [cell for cell in cells if all(map(self.shows_answers, _items_of(cell)))]

    def _rated_of(self, row: str) -> list[Cell]:
        columns = (column for column in self.gap_map.columns if cell_id(row, column) in self._rated_ids)
        return [self.gap_map.cell(row, column) for column in columns if self.gap_map.is_crossing(row, column)]

    @cached_property
    def _rated_ids(self) -> frozenset[str]:
        results = self.results
        if results is None:
            return frozenset()
        scales = results.items.scales("cell")
        return frozenset(
            item for item in results.items_of("cell") if any(results.middle(item, scale) for scale in scales)
        )

    def effects(self) -> list[Cell]:
        """The rated crossings of an outcome or an impact."""
        return [cell for cell in self.rated if dimension_level(self.dossier, cell.column) != OUTPUT]

    @cached_property
    def attributions(self) -> Mapping[str, Sequence[tuple[str, Decision]]]:
        """By claim, in the order of the file: the answers to attribution that stand, each with its code."""
        results = self.results
        scale = next(iter(results.items.scales("attribution")), None) if results else None
        if results is None or scale is None:
            return {}
        answered = {item.partition(":")[2]: item for item in results.items_of("attribution")}
        shown = (claim for claim in self.dossier.ids(Evidence) if claim in answered)
        return {
            claim: [
                (decision.values.get(scale.id, ""), decision)
                for decision in results.decisions(answered[claim], "attribution")
            ]
            for claim in shown
            if self.shows_answers(answered[claim])
        }

    def without_ratings(self) -> tuple[UnknownKind, ...]:
        """That nothing can be told of rated crossings, where none is rated."""
        return () if self._rated_ids else ("no_ratings",)

    def without_attribution(self) -> tuple[UnknownKind, ...]:
        """That nobody answered whose doing a change was, where nobody did."""
        return () if self.attributions else ("no_attribution",)

    def without_stakes(self) -> tuple[UnknownKind, ...]:
        """That nobody can be told to be independent, where no actor's stake is stated."""
        return () if self.dossier.voices.are_stakes_stated else ("stakes",)

    def places_of_level(self, level: PlaceLevel) -> frozenset[str]:
        """The words of the places that the dossier names with this level."""
        gazetteer = self.dossier.crossings.gazetteer
        names = (gazetteer.find(place.name) for place in self.dossier.meta.place_names if place.level == level)
        return frozenset(filter(None, names))


def _items_of(cell: Cell) -> Iterator[str]:
    """A crossing and its claims, as they are judged."""
    yield cell.id
    yield from (f"evidence:{claim.id}" for claim in cell.evidence)


def with_claims(claims: Iterable[Evidence]) -> tuple[str, ...]:
    """The ids of some claims."""
    return tuple(claim.id for claim in claims)


def of_cell(cell: Cell, claims: Iterable[Evidence] = ()) -> tuple[str, ...]:
    """A crossing, and claims in it."""
    return (cell.id, *with_claims(claims))


def item_record(item: str) -> str:
    """By what the thing that an item names is opened."""
    kind, _, ident = item.partition(":")
    return item if kind in {CELL.rstrip(":"), "gap"} else ident


def present(*cases: Case | None) -> tuple[Case, ...]:
    """Those of some cases that are there."""
    return tuple(case for case in cases if case)
