"""Hits of a search as rows, JSON and lines: what `ilo-tui search WORDS` prints."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ilo_tui.core.output import to_json
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import TABLES, Dimension
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.results import Group, Results, group_of
from ilo_tui.dossier.search.scan import scan
from ilo_tui.dossier.search.snippet import Snippet, snippet
from ilo_tui.dossier.search.texts import KINDS
from ilo_tui.dossier.search.tokens import query_words
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import table

_LEAST = 20


class SearchRow(msgspec.Struct, frozen=True):
    """A hit; `language` is None where the text has none."""

    kind: str
    id: str
    language: str | None
    text: str


def search_rows(context: ViewContext, text: str, width: int | None = None) -> list[SearchRow]:
    """A row a hit, by kind, the best first.

    The text is the one with the match: whole, or what of it has room in a line of `width` cells of `as_text`.
    """
    search, words = Search(context.dossier), query_words(text)
    groups = visible_hits(context, search.find_all(text, context.tr.language)).groups
    room = _room(width, groups)
    return [
        _row(group.kind, ident, hit_text(context, search, (group.kind, ident), words, room))
        for group in groups
        for ident in group.ids
    ]


def visible_hits(context: ViewContext, results: Results) -> Results:
    """The hits without those that only a conclusion has which is hidden before the reviewer's answer."""
    if not context.blinding.conclusions:
        return results
    bare = [_bare(dimension) for dimension in context.dossier.records(Dimension)]
    groups = [group for group in results.groups if group.kind != "dimensions"]
    if len(groups) < len(results.groups) and (ids := scan(bare, results.words)):
        at = next((place for place, group in enumerate(groups) if KINDS.index(group.kind) > 1), len(groups))
        groups.insert(at, group_of("dimensions", ids, None))
    return msgspec.structs.replace(results, groups=tuple(groups))


def hit_text(
    context: ViewContext, search: Search, hit: tuple[str, str], words: tuple[str, ...], room: int | None
) -> Snippet:
    """The text of a `hit` (kind, id) with its matches; never one that is hidden before the reviewer's answer."""
    record = context.dossier.get(TABLES[hit[0]], hit[1])
    if isinstance(record, Dimension) and context.blinding.hides_conclusion(record):
        return snippet(_bare(record), words, context.tr.language, room)
    return search.snippet(*hit, words, context.tr.language, room)


def _bare(dimension: Dimension) -> Dimension:
    """A dimension without its conclusion."""
    conclusion = msgspec.structs.replace(dimension.conclusion, text={}, source="", locator=None)
    return msgspec.structs.replace(dimension, conclusion=conclusion)


def _room(width: int | None, groups: Sequence[Group]) -> int | None:
    if width is None or not groups:
        return None
    kinds = max(len(group.kind) for group in groups)
    idents = max(len(ident) for group in groups for ident in group.ids)
    # Two columns, what parts them, and the mark of a language.
    return max(_LEAST, width - kinds - idents - 4 - len("[id] "))


def _row(kind: str, ident: str, text: Snippet) -> SearchRow:
    return SearchRow(kind, ident, text.language or None, str(text))


def no_hits_lines(context: ViewContext, text: str) -> list[str]:
    """The lines for a search without hits, with words that are close."""
    tr = context.tr
    if not query_words(text):
        return [tr("search: there is no word in {text}", text=clean(text))]
    lines = [tr("nothing found for {text}", text=clean(text))]
    if near := Search(context.dossier).suggest(text):
        lines.append(tr("did you mean: {words}", words=", ".join(near)))
    return lines


def as_json(rows: Sequence[SearchRow]) -> str:
    """An array of objects."""
    return to_json(rows)


def as_text(tr: Translator, rows: Sequence[SearchRow], width: int | None) -> list[str]:
    """A line a hit: kind, id and text; a text in another language than the reader's is marked `[id] ...`."""
    return table([[row.kind, row.id, _marked(tr, row)] for row in rows], width)


def _marked(tr: Translator, row: SearchRow) -> str:
    if row.language is None or row.language == tr.language:
        return row.text
    return f"[{clean(row.language)}] {row.text}"
