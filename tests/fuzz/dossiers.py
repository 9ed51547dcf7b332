"""Reading a dossier, and everything that shows one in lines."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.model import TABLES, Alignment, Evidence, Suggestion
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.review.items import Items
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.overview import overview
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.decisions import item_blocks, item_title
from ilo_tui.views.pages.gap import gap_page
from ilo_tui.views.pages.policy import policy_cell_page
from ilo_tui.views.pages.record import page_of
from tests.fuzz.bench import Bench, promise


def read(bench: Bench, data: bytes) -> Iterator[str]:
    """Check the file, open it, and show it in some of the ways in which it can be shown."""
    path = bench.put("dossier.json", data)
    result = check_file(path)
    yield from (fault.localise(bench.tr) for fault in result)
    ReadOnlyStorage(path).read()
    faulty = any(not fault.warning for fault in result)
    try:
        opened = load(path)
    except FaultyError:
        promise(faulty, "it is refused without a fault")
        raise
    promise(not faulty, "it is taken with a fault")
    yield from shown(bench, opened)


def shown(bench: Bench, opened: Dossier) -> Iterator[str]:
    """The dossier in one of the ways to look at it."""
    context = ViewContext(opened, Translator(bench.tr.language, opened.meta.default_language))
    match bench.chance.randrange(6):
        case 0:
            yield from overview(context)
            yield from bench.printed("check", *bench.chance.choice(([], ["--lint"], ["--flaws"])))
        case 1:
            kind = bench.chance.choice([*KEYS])
            yield from bench.printed("list", kind)
        case 2:
            yield from _crossings(context, bench.chance.choice((10, 40, 80)))
        case 3:
            yield from bench.printed("search", "child", "labour")
        case 4:
            yield from _items(context)
        case _:
            yield from _pages(context, bench)


def _pages(context: ViewContext, bench: Bench) -> Iterator[str]:
    width = bench.chance.choice((10, 40, 80))
    for name in TABLES:
        for ident in context.dossier.ids(TABLES[name]):
            yield from plain_lines(page_of(context, ident, width) or (), width)


def _crossings(context: ViewContext, width: int) -> Iterator[str]:
    for gap in context.gaps:
        yield from plain_lines(gap_page(context, gap), width)
    for row in context.gap_map.rows:
        for column in context.gap_map.columns:
            yield from plain_lines(cell_page(context, context.gap_map.cell(row, column)), width)
    for row in context.matrix.rows:
        for column in context.matrix.columns:
            yield from plain_lines(policy_cell_page(context, context.matrix.cell(row, column)), width)


def _items(context: ViewContext) -> Iterator[str]:
    items = Items(context.dossier)
    promise(len(items.ref.hash) == 16, "it has no hash")
    names = [f"evidence:{item}" for item in context.dossier.ids(Evidence)]
    names += [f"alignment:{item}" for item in context.dossier.ids(Alignment)] + [gap.id for gap in context.gaps]
    names += [f"suggestion:{item}" for item in context.dossier.ids(Suggestion)]
    for item in names:
        yield item_title(context, items, item)
        yield from plain_lines(item_blocks(context, items, item), 60)
