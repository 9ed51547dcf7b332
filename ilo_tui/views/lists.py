"""Lists of records as tables of text and as JSON: what `ilo-tui list` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import msgspec

from ilo_tui.core.output import to_json
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.derived import Derived, Listed
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import (
    SCHEMA,
    TABLES,
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Finding,
    Indicator,
    Policy,
    Programme,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.places import Place
from ilo_tui.dossier.provisions import PolicyProvision
from ilo_tui.views.context import ViewContext
from ilo_tui.views.copy_words import copy_word
from ilo_tui.views.gap_filter import gap_words
from ilo_tui.views.labels import GAPS, PLACE_LEVELS
from ilo_tui.views.markup import clip, fit, width_of
from ilo_tui.views.pages.aim import aim_word
from ilo_tui.views.pages.citation import reference
from ilo_tui.views.pages.evidence import side
from ilo_tui.views.place_weights import counts_of, place_name, place_weight
from ilo_tui.views.provision_rows import provision_rows
from ilo_tui.views.source_counts import side_counts, source_counts, stake_word, voice_word
from ilo_tui.views.voice_rows import VoiceRow, voice_rows
from ilo_tui.views.weights import pair

R = TypeVar("R")

_ROOMY = 120
"""Cells from which on a line has room for every column."""
_OF_SCHEMA_2 = range(4, 10)
"""The columns of evidence that are there only if any claim has something in them."""
_WHERE_ROOM = frozenset({5, 7, 8, 9})
"""Those of them that a narrow terminal does without."""


_INDEPENDENCE = {"yes": N_("independent"), "no": N_("interested"), "against_only": N_("only against")}
"""Whether a voice is independent, in a word: an interested one is where it speaks against."""


class _AnyColumns(Protocol):
    """Writes the columns of a record, if it is of the kind that this one knows."""

    def cells_of(self, context: ViewContext, record: Listed) -> Sequence[str] | None: ...


@dataclass(frozen=True)
class _Columns(Generic[R]):
    """What stands in the columns of a kind of record; the last one is the text."""

    kind: type[R]
    cells: Callable[[ViewContext, R], Sequence[str]]

    def cells_of(self, context: ViewContext, record: object) -> Sequence[str] | None:
        """The columns of a record of this kind; None of another."""
        return self.cells(context, record) if isinstance(record, self.kind) else None


def _evidence(context: ViewContext, record: Evidence) -> Sequence[str]:
    mark, _, _ = side(context, record)
    hidden = context.dossier.meta.schema >= SCHEMA and context.blinding.hides_stance(record)
    tie, trend = ("?", "?") if hidden else (record.tie, record.trend)
    details = (",".join(record.actor), record.said_by, tie, trend, record.reading, dates(record))
    return (
        *(record.id, mark, record.dimension or "-", record.source),
        *(cell or "-" for cell in details),
        context.title(record),
    )


def dates(record: Evidence) -> str:
    """When a claim holds, as filters write it: `2012`, `2004..2008-06`; empty where it is undated."""
    if record.year is not None:
        return str(record.year)
    return "..".join(dict.fromkeys(date for date in (record.start, record.end) if date))


def _alignment(context: ViewContext, record: Alignment) -> Sequence[str]:
    degree = "?" if context.blinding.hides_degree(record) else record.degree or "-"
    return record.id, context.title(record), degree, context.tr.text(record.rationale)


def _scale(context: ViewContext, record: Scale) -> Sequence[str]:
    return record.id, record.kind, record.applies_to, context.tr.text(record.question)


def _voice(context: ViewContext, row: VoiceRow) -> Sequence[str]:
    stake, programmes = stake_word(context, row.stake), ",".join(context.code(ident) for ident in row.programmes)
    independent = context.tr(_INDEPENDENCE[row.independent]) if row.independent else "-"
    counts = side_counts(row.supports, row.contradicts, row.context, row.hidden)
    return row.id, stake, independent, str(len(row.sources)), *counts, str(row.facts), programmes or "-", row.name


def _provision(context: ViewContext, row: PolicyProvision) -> Sequence[str]:
    served = str(len(row.alignments))
    return row.id, context.code(row.policy), clean(row.ref), served, context.tr.text(row.gist)


def _gap(context: ViewContext, gap: Gap) -> Sequence[str]:
    crossed = gap.dimension or gap.policy or ""
    return gap.kind, gap.programme, crossed, context.tr(GAPS[gap.kind]), " ".join(gap.suggestions)


def _coded(context: ViewContext, record: Programme | Policy) -> Sequence[str]:
    return record.id, record.code, context.tr.text(record.name)


def _dimension(context: ViewContext, record: Dimension) -> Sequence[str]:
    return record.id, context.tr.text(record.name), context.tr.text(record.question)


def _indicator(context: ViewContext, record: Indicator) -> Sequence[str]:
    return record.id, context.tr.text(record.name), context.tr.text(record.unit)


def _suggestion(context: ViewContext, record: Suggestion) -> Sequence[str]:
    return record.id, context.tr.text(record.title)


def _source(context: ViewContext, record: Source) -> Sequence[str]:
    counts, year = source_counts(context, record.id), "-" if record.year is None else str(record.year)
    sides = side_counts(counts.supports, counts.contradicts, counts.context, counts.hidden)
    word = voice_word(context, record)
    copy = copy_word(context, record) or "-"
    return record.id, year, record.kind, *sides, counts.read or "-", word, copy, reference(context, record.id)


def _actor(context: ViewContext, record: Actor) -> Sequence[str]:
    return record.id, record.stake or "-", record.voice_of or record.parent or "-", context.title(record)


def _aim(context: ViewContext, record: Aim) -> Sequence[str]:
    return record.id, record.programme, record.due or "-", aim_word(context, record), context.title(record)


def _finding(context: ViewContext, record: Finding) -> Sequence[str]:
    return record.id, record.kind, record.programme or "-", context.title(record)


def _place(context: ViewContext, record: Place) -> Sequence[str]:
    tr, weight = context.tr, place_weight(context, record)
    return (
        *(record.id, tr(PLACE_LEVELS[record.level]) if record.level else "-"),
        tr.many("1 programme", "{n} programmes", len(record.programmes)),
        tr("voices {counts}", counts=pair(weight.tally)),
        tr.many("1 claim", "{n} claims", weight.total),
        place_name(context, record),
    )


_COLUMNS: tuple[_AnyColumns, ...] = (
    _Columns(Programme, _coded),
    _Columns(Dimension, _dimension),
    _Columns(Evidence, _evidence),
    _Columns(Policy, _coded),
    _Columns(Alignment, _alignment),
    _Columns(Suggestion, _suggestion),
    _Columns(Indicator, _indicator),
    _Columns(Source, _source),
    _Columns(Scale, _scale),
    _Columns(Gap, _gap),
    _Columns(Actor, _actor),
    _Columns(Aim, _aim),
    _Columns(Finding, _finding),
    _Columns(Place, _place),
    _Columns(VoiceRow, _voice),
    _Columns(PolicyProvision, _provision),
)

_DERIVED: Mapping[str, Callable[[ViewContext], Iterable[Derived]]] = {
    "gaps": lambda context: context.gaps,
    "voices": voice_rows,
    "provisions": provision_rows,
    "places": lambda context: context.places,
}
"""The kinds of what is no record and is listed by the same code; the others are in `views.derived_lists`."""


def rows(context: ViewContext, kind: str, query: Query) -> list[Listed]:
    """The records of a kind (a key of `KEYS`) that pass a filter, in the order of the file.

    Left out are those whose being there would give away what the reviewer is to say.
    """
    derived = _DERIVED.get(kind)
    candidates: Iterable[Listed] = derived(context) if derived else context.dossier.records(TABLES[kind])
    passes, dossier = context.blinding.passes, context.dossier
    return [record for record in candidates if passes(record, query, dossier, _more(context, record, query))]


def _more(context: ViewContext, record: Listed, query: Query) -> str:
    """What stands in the line of a gap, which has no texts of its own."""
    return gap_words(context, record) if query.words and isinstance(record, Gap) else ""


def as_json(context: ViewContext, records: Sequence[Listed]) -> str:
    """An array of objects with the fields of the file; absent fields are left out, as there."""
    return to_json([fields_of(context, record) for record in records])


def fields_of(context: ViewContext, record: Listed) -> dict[str, object]:
    """A record as plain values, with the fields of the file; what is hidden before an answer is null.

    A source also says by `copy` in which state its copy on this computer is.
    """
    if isinstance(record, Derived):
        return {**record.fields(), **(_weight_of_place(context, record) if isinstance(record, Place) else {})}
    fields: dict[str, object] = msgspec.to_builtins(context.blinding.unlinked(record))
    if isinstance(record, Evidence):
        # The file says of every claim which figures it has, if none; a record leaves out what is empty.
        fields.setdefault("figures", [])
    if isinstance(record, Source):
        fields["copy"] = context.copies.state(record).kind
    for name in context.blinding.hidden_fields(record):
        # At the end, whether the record has the field or not: its place would tell.
        fields.pop(name, None)
        fields[name] = None
    return fields


def _weight_of_place(context: ViewContext, place: Place) -> dict[str, object]:
    return {
        **counts_of(place_weight(context, place)),
        "observations": len(context.observations.at(context.dossier, place.key)),
    }


def as_text(context: ViewContext, records: Sequence[Listed], width: int | None) -> list[str]:
    """A line each, in columns; the last is clipped to `width` cells where one is given.

    What schema 2 says of claims takes a column each where any of them has it; some of these only where there is room.
    """
    lines = [[clean(cell) for cell in _cells(context, record)] for record in records]
    if records and isinstance(records[0], Evidence):
        former = context.dossier.meta.schema < SCHEMA
        empty = {column for column in _OF_SCHEMA_2 if former or all(line[column] == "-" for line in lines)}
        left_out = empty | (_WHERE_ROOM if width and width < _ROOMY else frozenset())
        lines = [[cell for column, cell in enumerate(line) if column not in left_out] for line in lines]
    return table(lines, width)


def _cells(context: ViewContext, record: Listed) -> Sequence[str]:
    columns = (columns.cells_of(context, record) for columns in _COLUMNS)
    return next(cells for cells in columns if cells is not None)


def table(cells: Sequence[Sequence[str]], width: int | None) -> list[str]:
    """Rows as aligned lines, two spaces between columns; the last column takes what is left."""
    if not cells:
        return []
    widths = [max(width_of(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    lines = []
    for row in cells:
        line = "  ".join([*(fit(cell, wide) for cell, wide in zip(row, widths, strict=False)), row[-1]])
        lines.append(clip(line, width) if width else line.rstrip())
    return lines
