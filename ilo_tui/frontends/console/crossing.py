"""A crossing of the gap map, or its effect direction plot, as `ilo-tui show` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.output import print_lines

if TYPE_CHECKING:
    from ilo_tui.views.context import ViewContext

_CELL, _PLOT = "cell", "directions"
_NO_COLUMNS = 80


def is_crossing(context: ViewContext, ident: str) -> bool:
    """Whether an id names a row and a column of the gap map, or the totals of them."""
    kind, colon, _ = ident.partition(":")
    if not colon or kind not in {_CELL, _PLOT}:
        return False
    from ilo_tui.dossier.gapmap import TOTAL

    row, column = _ends(ident)
    return row in {*context.gap_map.rows, TOTAL} and column in {*context.gap_map.columns, TOTAL}


def print_crossing(context: ViewContext, ident: str, width: int, *, json: bool) -> None:
    """Print its page; as JSON the claims of a cell, the lines of a plot."""
    from ilo_tui.core.output import print_json, to_json
    from ilo_tui.views.cell_list import cell_fields
    from ilo_tui.views.direction_list import direction_fields, rows_of_crossing
    from ilo_tui.views.markup import plain_lines
    from ilo_tui.views.pages.record import page_of

    if not json:
        # What a line leads to stands behind it: columns side by side would be torn by it.
        print_lines(*plain_lines(page_of(context, ident, min(width, _NO_COLUMNS)) or (), width))
        return
    row, column = _ends(ident)
    if ident.startswith(f"{_CELL}:"):
        cell = context.gap_map.cell(row, column)
        print_json({**cell_fields(context, cell), "evidence": [claim.id for claim in cell.evidence]})
    else:
        rows = rows_of_crossing(context, row, column)
        print_lines(to_json([direction_fields(context, line) for line in rows]))


def _ends(ident: str) -> tuple[str, str]:
    row, _, column = ident.partition(":")[2].partition("/")
    return row, column
