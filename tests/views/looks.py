"""Everything that a person can be shown of a dossier: pages, crossings, items, lists and searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gapmap import BY_POLICY, COUNTRY
from ilo_tui.dossier.gaps import GAP_KINDS
from ilo_tui.dossier.model import TABLES, Dimension, Policy, Programme, Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.items import Items
from ilo_tui.views.blinding import Blinding
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json, as_text, rows
from ilo_tui.views.markup import Block, plain_lines
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.decisions import afterwards, item_blocks, neighbours
from ilo_tui.views.pages.policy import policy_cell_page
from ilo_tui.views.pages.record import page_of
from ilo_tui.views.provision_rows import provision_rows
from ilo_tui.views.search_hits import search_rows

Looks = Iterator[tuple[str, Any]]
Filters = Mapping[str, Sequence[str]]


def looks(dossier: Dossier, blinding: Blinding, language: str, filters: Filters, searches: Sequence[str]) -> Looks:
    """Everything that a person can be shown of a dossier, each by what it is.

    Lists are printed under the `filters` of their kind, and `searches` are looked for.
    """
    context = ViewContext(dossier, Translator(language, dossier.meta.default_language), blinding=blinding)
    for part in (pages, crossings, judging):
        yield from part(context)
    yield from lists(context, filters)
    for words in searches:
        yield f"search {words}", search_rows(context, words)


def plain_texts(blocks: list[Block] | None) -> list[str]:
    return list(plain_lines(blocks or [], 90))


def pages(context: ViewContext) -> Looks:
    for table in TABLES:
        for ident in context.dossier.ids(TABLES[table]):
            yield ident, plain_texts(page_of(context, ident, 90))
            yield f"citation of {ident}", citation(context, context.dossier.record(TABLES[table], ident))
    for publisher in {source.publisher for source in context.dossier.records(Source)} - {None}:
        yield f"publisher {publisher}", plain_texts(page_of(context, f"publisher:{publisher}", 90))
    for provision in provision_rows(context):
        yield provision.id, plain_texts(page_of(context, provision.id, 90))


def crossings(context: ViewContext) -> Looks:
    for row in [*context.dossier.ids(Programme), BY_POLICY, COUNTRY]:
        for column in context.dossier.ids(Dimension):
            yield f"{row} x {column}", plain_texts(cell_page(context, context.gap_map.cell(row, column)))
            yield f"directions {row} x {column}", plain_texts(page_of(context, f"directions:{row}/{column}", 90))
            for kind in (*GAP_KINDS, "one_source", "one_stance"):
                yield f"gap {row} {column} {kind}", plain_texts(page_of(context, f"gap:{row}/{column}:{kind}", 90))
        for column in context.dossier.ids(Policy):
            yield f"{row} x {column}", plain_texts(policy_cell_page(context, context.matrix.cell(row, column)))


def judging(context: ViewContext) -> Looks:
    items = Items(context.dossier)
    for kind, table in (("evidence", "evidence"), ("alignment", "alignments")):
        for ident in context.dossier.ids(TABLES[table]):
            item = f"{kind}:{ident}"
            yield (
                f"judging {item}",
                plain_texts([*item_blocks(context, items, item), *neighbours(context, items, item)]),
            )
            yield f"after judging {item}", plain_texts(afterwards(context, items, item))


def lists(context: ViewContext, filters: Filters) -> Looks:
    for kind in KEYS:
        for text in filters.get(kind, [""]):
            result = rows(context, kind, parse(text, kind, context.dossier))
            yield f"list {kind} {text}", as_text(context, result, None)
            yield f"list {kind} {text} as JSON", as_json(context, result)
