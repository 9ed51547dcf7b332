"""The dossier at a glance in plain lines: what the program prints where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.dossier import model
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.schema1 import NEW_TABLES
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import TABLES
from ilo_tui.views.lists import table
from ilo_tui.views.weighing_words import weighing_words
from ilo_tui.views.weights import cell_weight, pair


def overview(context: ViewContext) -> Iterator[str]:
    """Title, counts of every table, and the gap map in words."""
    tr, dossier = context.tr, context.dossier
    yield f"{tr.text(dossier.meta.title)} ({clean(dossier.meta.edition)})"
    yield ""
    counts = {name: len(context.gaps) if name == "gaps" else dossier.count(model.TABLES[name]) for name in TABLES}
    named = [(name, label) for name, label in TABLES.items() if counts[name] or name not in NEW_TABLES]
    yield from table([[tr(label), tr.number(counts[name])] for name, label in named], None)
    yield ""
    gap_map = context.gap_map
    columns = [*gap_map.columns, TOTAL]
    head = ["", *(context.name(column) for column in columns)]
    body = [[context.name(row), *(_cell(context, row, column) for column in columns)] for row in (*gap_map.rows, TOTAL)]
    yield from table([head, *body], None)
    yield ""
    yield tr("+ voices for   - voices against   ! gap")
    yield weighing_words(context)
    yield tr("ilo-tui opens the screens in a terminal; ilo-tui --help lists the commands.")


def _cell(context: ViewContext, row: str, column: str) -> str:
    weight = cell_weight(context, context.gap_map.cell(row, column))
    gap = context.gap_map.gap(row, column, context.weighing.level)
    return f"{pair(weight.tally)}{' !' if gap else ''}"
