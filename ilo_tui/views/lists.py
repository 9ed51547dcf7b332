"""Lists of records as tables of text and as JSON: what `ilo-tui list` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from ilo_tui.core.output import to_json
from ilo_tui.core.text import clean
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.gapmap import Gap
from ilo_tui.dossier.model import TABLES, Evidence, Record
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS
from ilo_tui.views.markup import clip, fit, width_of
from ilo_tui.views.pages.citation import reference
from ilo_tui.views.pages.evidence import side

Cells = Callable[[ViewContext, Any], Sequence[str]]

_COLUMNS: dict[str, Cells] = {
    "programmes": lambda context, record: (record.id, record.code, context.tr.text(record.name)),
    "dimensions": lambda context, record: (record.id, context.tr.text(record.name), context.tr.text(record.question)),
    "evidence": lambda context, record: (
        record.id,
        side(context, record)[0],
        record.dimension or "-",
        record.source,
        context.tr.text(record.statement),
    ),
    "policies": lambda context, record: (record.id, record.code, context.tr.text(record.name)),
    "alignments": lambda context, record: (
        record.id,
        context.title(record),
        "?" if context.blinding.hides_degree(record) else record.degree or "-",
        context.tr.text(record.rationale),
    ),
    "suggestions": lambda context, record: (record.id, context.tr.text(record.title)),
    "indicators": lambda context, record: (record.id, context.tr.text(record.name), context.tr.text(record.unit)),
    "sources": lambda context, record: (record.id, reference(context, record.id)),
    "scales": lambda context, record: (record.id, record.kind, record.applies_to, context.tr.text(record.question)),
    "gaps": lambda context, gap: (
        gap.kind,
        gap.programme,
        gap.dimension or gap.policy or "",
        context.tr(GAPS[gap.kind]),
        " ".join(gap.suggestions),
    ),
}


def rows(context: ViewContext, kind: str, query: Query) -> list[Record | Gap]:
    """The records of a kind (a key of `KEYS`) that pass a filter, in the order of the file.

    Left out are those whose being there would give away what the reviewer is to say.
    """
    candidates: Iterable[Record | Gap] = context.gaps if kind == "gaps" else context.dossier.records(TABLES[kind])
    omits = context.blinding.omits
    return [
        record for record in candidates if not omits(record, query, lambda: context.gap_map) and query.matches(record)
    ]


def as_json(context: ViewContext, records: Sequence[Record | Gap]) -> str:
    """An array of objects with the fields of the file; absent fields are left out, as there."""
    return to_json([fields_of(context, record) for record in records])


def fields_of(context: ViewContext, record: Record | Gap) -> Any:
    """A record or gap as plain values, with the fields of the file; what is hidden before an answer is null."""
    if isinstance(record, Gap):
        crossed = {"dimension": record.dimension} if record.dimension else {"policy": record.policy}
        return {"kind": record.kind, "programme": record.programme, **crossed, "suggestions": record.suggestions}
    fields = msgspec.to_builtins(record)
    if isinstance(record, Evidence):
        # The file says of every claim which figures it has, if none; a record leaves out what is empty.
        fields.setdefault("figures", [])
    for name in context.blinding.hidden_fields(record):
        # At the end, whether the record has the field or not: its place would tell.
        fields.pop(name, None)
        fields[name] = None
    return fields


def as_text(context: ViewContext, kind: str, records: Sequence[Record | Gap], width: int | None) -> list[str]:
    """A line each, in columns; the last is clipped to `width` cells where one is given."""
    return table([[clean(cell) for cell in _COLUMNS[kind](context, record)] for record in records], width)


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
