"""The page of anything that has an id: a record, a gap, a place, a cell of the gap map, a crossing of the policies.

A table of records that gets a page gets a line in `_PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic, Protocol, TypeVar

from ilo_tui.dossier.effect_direction import DIRECTIONS_OF
from ilo_tui.dossier.model import (
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Finding,
    Indicator,
    Meta,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.places import PLACE
from ilo_tui.dossier.policy_matrix import LINKS
from ilo_tui.dossier.reader import SCALE
from ilo_tui.dossier.voices import PUBLISHER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block
from ilo_tui.views.pages.actor import actor_page
from ilo_tui.views.pages.aim import aim_page
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.claim import evidence_page
from ilo_tui.views.pages.dimension import dimension_page
from ilo_tui.views.pages.effect_direction import effect_direction_page
from ilo_tui.views.pages.finding import finding_page
from ilo_tui.views.pages.framework import meta_page, scale_page
from ilo_tui.views.pages.gap import gap_page
from ilo_tui.views.pages.indicator import indicator_page
from ilo_tui.views.pages.place import place_page
from ilo_tui.views.pages.policy import alignment_page, policy_cell_page, policy_page, provision_page
from ilo_tui.views.pages.programme import programme_evidence, programme_page
from ilo_tui.views.pages.source import source_page
from ilo_tui.views.pages.suggestion import suggestion_evidence, suggestion_page
from ilo_tui.views.pages.voice import publisher_page

R = TypeVar("R", bound=Record)


class _AnyPage(Protocol):
    """Writes the page of a record, if it is of the table that this one knows."""

    def blocks(self, context: ViewContext, record: Record, width: int) -> Iterable[Block] | None: ...


@dataclass(frozen=True)
class _RecordPage(Generic[R]):
    """How the records of a table are written, for a width in cells."""

    kind: type[R]
    write: Callable[[ViewContext, R, int], Iterable[Block]]

    def blocks(self, context: ViewContext, record: Record, width: int) -> Iterable[Block] | None:
        """The page of a record of this table; None of another."""
        return self.write(context, record, width) if isinstance(record, self.kind) else None


def _whatever_width(
    write: Callable[[ViewContext, R], Iterable[Block]],
) -> Callable[[ViewContext, R, int], Iterable[Block]]:
    return lambda context, record, width: write(context, record)


def page_of(context: ViewContext, ident: str, width: int = 80) -> list[Block] | None:
    """The page of anything that has an id, as `page_blocks` writes it, to its end; None of what there is not."""
    blocks = page_blocks(context, ident, width)
    return None if blocks is None else list(blocks)


def page_blocks(context: ViewContext, ident: str, width: int = 80) -> Iterable[Block] | None:
    """The page of a record (also `scale:ID`), gap, cell (`cell:ROW/COLUMN`) or crossing (`links:ROW/POLICY`), or None.

    Of a publisher it is `publisher:NAME`, of a place `place:KEY`, of a provision `POLICY/PROVISION`;
    `directions:ROW/COLUMN` is the effect direction plot of a cell. A gap that would give away what the reviewer is to
    say is none either. Long lists of claims are written as the blocks are taken.
    """
    kind, colon, _ = ident.partition(":")
    if ident.startswith(DIRECTIONS_OF):
        row, slash, column = ident.removeprefix(DIRECTIONS_OF).partition("/")
        return effect_direction_page(context, context.gap_map.cell(row, column), width) if slash else None
    if colon and kind in _DERIVED:
        return _DERIVED[kind](context, ident)
    if "/" in ident and not colon:
        return provision_page(context, ident)
    if colon and not ident.startswith(SCALE):
        return None
    record = context.dossier.find(ident)
    return record_page(context, record, width) if record else _removed_page(context, ident, width)


def _removed_page(context: ViewContext, ident: str, width: int) -> Iterable[Block] | None:
    """The page of a record that an author's draft removes, as it is published."""
    if (record := context.removed(ident)) is None:
        return None
    return chain(context.drafts.blocks(context, record), record_page(context.as_published(), record, width) or ())


def _gap(context: ViewContext, ident: str) -> list[Block] | None:
    gap = context.gaps.find(ident)
    return gap_page(context, gap) if gap and not context.blinding.hides_gap(gap, context.gap_map) else None


def _cell(context: ViewContext, ident: str) -> list[Block] | None:
    row, slash, column = ident.partition(":")[2].partition("/")
    return cell_page(context, context.gap_map.cell(row, column)) if slash else None


def _place(context: ViewContext, ident: str) -> Iterable[Block] | None:
    place = context.places.find(ident.removeprefix(PLACE))
    return place_page(context, place) if place else None


def _links(context: ViewContext, ident: str) -> list[Block] | None:
    row, slash, column = ident.removeprefix(LINKS).partition("/")
    return policy_cell_page(context, context.matrix.cell(row, column)) if slash else None


_DERIVED: Mapping[str, Callable[[ViewContext, str], Iterable[Block] | None]] = {
    "gap": _gap,
    "cell": _cell,
    LINKS.rstrip(":"): _links,
    PUBLISHER.rstrip(":"): publisher_page,
    PLACE.rstrip(":"): _place,
}
"""The pages of what is no record, by what stands before the colon."""


def record_page(context: ViewContext, record: Record, width: int = 80) -> Iterable[Block] | None:
    """The page of a record of whatever table; above it what an author's draft makes of it."""
    pages = (page.blocks(context, record, width) for page in _PAGES)
    page = next((blocks for blocks in pages if blocks is not None), None)
    drafted = context.drafts.blocks(context, record)
    return chain(drafted, page) if drafted and page is not None else page


def _programme(context: ViewContext, programme: Programme) -> list[Block]:
    return [*programme_page(context, programme), *programme_evidence(context, programme)]


def _suggestion(context: ViewContext, suggestion: Suggestion) -> list[Block]:
    return [*suggestion_page(context, suggestion), *suggestion_evidence(context, suggestion)]


_PAGES: tuple[_AnyPage, ...] = (
    _RecordPage(Evidence, _whatever_width(evidence_page)),
    _RecordPage(Programme, _whatever_width(_programme)),
    _RecordPage(Policy, _whatever_width(policy_page)),
    _RecordPage(Source, _whatever_width(source_page)),
    _RecordPage(Alignment, _whatever_width(alignment_page)),
    _RecordPage(Dimension, _whatever_width(dimension_page)),
    _RecordPage(Suggestion, _whatever_width(_suggestion)),
    _RecordPage(Indicator, indicator_page),
    _RecordPage(Actor, _whatever_width(actor_page)),
    _RecordPage(Aim, _whatever_width(aim_page)),
    _RecordPage(Finding, _whatever_width(finding_page)),
    _RecordPage(Scale, _whatever_width(scale_page)),
    _RecordPage(Meta, _whatever_width(meta_page)),
)
