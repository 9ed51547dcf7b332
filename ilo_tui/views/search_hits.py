"""Hits of a search as rows, JSON and lines: what `ilo-tui search WORDS` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ilo_tui.core.output import to_json
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import TABLES, Evidence, Record
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.results import Group, Results
from ilo_tui.dossier.search.scan import scan
from ilo_tui.dossier.search.snippet import Snippet, Span, snippet
from ilo_tui.dossier.search.tokens import query_words
from ilo_tui.views.claim_head import tie_mark
from ilo_tui.views.claim_labels import TIE_MARK
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import table
from ilo_tui.views.markup import width_of

_LEAST, _ROOMY = 20, 80
"""Cells that a text has in any case, and from which on a tie stands before it in words."""
_SIGHT = 100
"""Claims of which it is looked at whether one has a mark."""
_BLINDED = frozenset({"evidence", "alignments", "dimensions", "findings"})
"""Kinds of records of which something may be hidden."""


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
    groups = all_hits(context, search, text).groups
    room = _room(width, groups)
    return [
        _row(group.kind, ident, hit_text(context, search, (group.kind, ident), words, room))
        for group in groups
        for ident in group.ids
    ]


def all_hits(context: ViewContext, search: Search, text: str) -> Results:
    """Every hit without an index, ordered by what is shown of it; see `visible_hits`."""
    return visible_hits(context, search.find_all(text, context.tr.language, context.blinding.covered_record))


def visible_hits(context: ViewContext, results: Results) -> Results:
    """The hits without those that have the words only in what is hidden before the reviewer's answer."""
    if context.blinding.is_open:
        return results
    groups = (_visible(context, group, results.words) for group in results.groups)
    return msgspec.structs.replace(results, groups=tuple(group for group in groups if group.ids))


def _visible(context: ViewContext, group: Group, words: tuple[str, ...]) -> Group:
    """The hits of one kind that are left; of a kind of which something is hidden, only what is looked at is counted."""
    if group.kind not in _BLINDED:
        return group
    ids = tuple(ident for ident in group.ids if _is_visible(context, TABLES[group.kind], ident, words))
    return Group(group.kind, ids, len(ids), group.more or group.total > len(group.ids))


def _is_visible(context: ViewContext, kind: type[Record], ident: str, words: tuple[str, ...]) -> bool:
    """Whether a hit has the words in what is shown of it."""
    record = context.dossier.record(kind, ident)
    covered = context.blinding.covered_record(record)
    return covered is record or bool(scan([covered], words))


def hit_text(
    context: ViewContext, search: Search, hit: tuple[str, str], words: tuple[str, ...], room: int | None
) -> Snippet:
    """The text of a `hit` (kind, id) with its matches; never one that is hidden before the reviewer's answer.

    Before a claim's stand its tie, if it is not direct, and that the thesis says so.
    """
    record = context.dossier.record(TABLES[hit[0]], hit[1])
    before = _before(context, record, room) if isinstance(record, Evidence) else ""
    rest = room if room is None or not before else max(room - width_of(before), _LEAST)
    covered = context.blinding.covered_record(record)
    if covered is record:
        text = search.snippet(*hit, words, context.tr.language, rest)
    else:
        text = snippet(covered, words, context.tr.language, rest)
    return Snippet(text.language, ((before, False), *_from_match(text, room, before))) if before else text


def tie_legend(context: ViewContext, groups: Iterable[Group]) -> str:
    """What the mark before claims among the hits means; empty where none of those in sight can have it."""
    evaluated = context.dossier.meta.evaluated
    claims = (
        context.dossier.get(Evidence, ident)
        for group in groups
        if group.kind == "evidence"
        for ident in group.ids[:_SIGHT]
    )
    if not evaluated or not any(claim and tie_mark(context, claim) for claim in claims):
        return ""
    return context.tr("{mark} not tied directly to {actor}", mark=TIE_MARK, actor=context.short_name(evaluated))


def _from_match(text: Snippet, room: int | None, before: str) -> Sequence[Span]:
    """What is shown of a text behind something else; in a short line it begins with the match."""
    first = next((number for number, (_, match) in enumerate(text.spans) if match), 0)
    if not first or room is None or room - width_of(before) >= _LEAST:
        return text.spans
    return ("…", False), *text.spans[first:]


def _before(context: ViewContext, evidence: Evidence, room: int | None) -> str:
    """What stands before the text of a claim in a line of so much room."""
    tie = tie_mark(context, evidence)
    short = TIE_MARK if tie and room is not None and room < _ROOMY else tie
    return "".join(f"{part} " for part in (short, context.thesis_mark(evidence)) if part)


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
