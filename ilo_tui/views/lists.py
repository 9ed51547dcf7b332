"""Lists of records as tables of text and as JSON: what `ilo-tui list` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from ilo_tui.core.output import to_json
from ilo_tui.core.text import clean
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.gapmap import Gap
from ilo_tui.dossier.model import Evidence, Record
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS
from ilo_tui.views.markup import clip, fit, width_of
from ilo_tui.views.pages.citation import reference
from ilo_tui.views.pages.evidence import side

Cells = Callable[[ViewContext, Any], Sequence[str]]

_COLUMNS: dict[str, Cells] = {
    "programmes": lambda context, one: (one.id, one.code, context.tr.text(one.name)),
    "dimensions": lambda context, one: (one.id, context.tr.text(one.name), context.tr.text(one.question)),
    "evidence": lambda context, one: (
        one.id,
        side(context, one)[0],
        one.dimension or "-",
        one.source,
        context.tr.text(one.statement),
    ),
    "policies": lambda context, one: (one.id, one.code, context.tr.text(one.name)),
    "alignments": lambda context, one: (
        one.id,
        context.title(one),
        "?" if context.blinding.alignment(one) else one.degree or "-",
        context.tr.text(one.rationale),
    ),
    "suggestions": lambda context, one: (one.id, context.tr.text(one.title)),
    "indicators": lambda context, one: (one.id, context.tr.text(one.name), context.tr.text(one.unit)),
    "sources": lambda context, one: (one.id, reference(context, one.id)),
    "scales": lambda context, one: (one.id, one.kind, one.applies_to, context.tr.text(one.question)),
    "gaps": lambda context, one: (
        one.kind,
        one.programme,
        one.dimension or one.policy or "",
        context.tr(GAPS[one.kind]),
        " ".join(one.suggestions),
    ),
}


def rows(context: ViewContext, kind: str, where: Query) -> list[Record | Gap]:
    """The records of a kind (a key of `KEYS`) that pass a filter, in the order of the file.

    Left out are those whose being there would give away what the reviewer is to say.
    """
    every: Iterable[Record | Gap] = context.gaps if kind == "gaps" else context.dossier.table(kind).values()
    hidden = context.blinding.left_out
    return [one for one in every if not hidden(one, where, lambda: context.gap_map) and where.holds(one)]


def as_json(context: ViewContext, found: Sequence[Record | Gap]) -> str:
    """An array of objects with the fields of the file; absent fields are left out, as there."""
    return to_json([fields_of(context, one) for one in found])


def fields_of(context: ViewContext, one: Record | Gap) -> Any:
    """A record or gap as plain values, with the fields of the file; what is hidden before an answer is null."""
    if isinstance(one, Gap):
        crossed = {"dimension": one.dimension} if one.dimension else {"policy": one.policy}
        return {"kind": one.kind, "programme": one.programme, **crossed, "suggestions": one.suggestions}
    told = msgspec.to_builtins(one)
    if isinstance(one, Evidence):
        # The file says of every claim which figures it has, if none; a record leaves out what is empty.
        told.setdefault("figures", [])
    for name in context.blinding.hidden_fields(one):
        # At the end, whether the record has the field or not: its place would tell.
        told.pop(name, None)
        told[name] = None
    return told


def as_text(context: ViewContext, kind: str, found: Sequence[Record | Gap], width: int | None) -> list[str]:
    """A line each, in columns; the last is clipped to `width` cells where one is given."""
    return table([[clean(cell) for cell in _COLUMNS[kind](context, one)] for one in found], width)


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
