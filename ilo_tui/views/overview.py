"""The dossier at a glance in plain lines: what the program prints where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import TABLES
from ilo_tui.views.lists import table


def overview(book: ViewContext) -> Iterator[str]:
    """Title, counts of every table, and the gap map in words."""
    say, dossier = book.say, book.dossier
    yield f"{say.text(dossier.meta.title)} ({clean(dossier.meta.edition)})"
    yield ""
    counts = {name: len(book.gaps) if name == "gaps" else len(dossier.table(name)) for name in TABLES}
    yield from table([[say(label), say.number(counts[name])] for name, label in TABLES.items()], None)
    yield ""
    gap_map = book.gap_map
    columns = [*gap_map.columns, TOTAL]
    head = ["", *(book.name(column) for column in columns)]
    body = [[book.name(row), *(_cell(book, row, column) for column in columns)] for row in (*gap_map.rows, TOTAL)]
    yield from table([head, *body], None)
    yield ""
    yield say("+ for   - against   · context   ! gap")
    yield say("ilo-tui opens the screens in a terminal; ilo-tui --help lists the commands.")


def _cell(book: ViewContext, row: str, column: str) -> str:
    cell = book.gap_map.cell(row, column)
    supports, contradicts, context = cell.counts
    return f"+{supports} -{contradicts} ·{context}{' !' if cell.gaps else ''}"
