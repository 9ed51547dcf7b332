"""Hits of a search as rows, JSON and lines: what `ilo-tui search WORDS` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.found import Group
from ilo_tui.dossier.search.snippet import Snippet
from ilo_tui.dossier.search.words import asked
from ilo_tui.exchange.listing import table
from ilo_tui.exchange.pages.book import Book
from ilo_tui.i18n import Say
from ilo_tui.output import to_json
from ilo_tui.text import clean

_LEAST = 20


def search_rows(book: Book, text: str, width: int | None = None) -> list[dict[str, Any]]:
    """A row a hit, by kind, the best first: kind, id, language (None where the text has none) and text.

    The text is the one with the match: whole, or what of it has room in a line of `width` cells of `as_text`.
    """
    search, language, words = Search(book.dossier), book.say.language, asked(text)
    groups = search.everything(text, language).groups
    room = _room(width, groups)
    return [
        _row(group.kind, ident, search.snippet(group.kind, ident, words, language, room))
        for group in groups
        for ident in group.ids
    ]


def _room(width: int | None, groups: Sequence[Group]) -> int | None:
    if width is None or not groups:
        return None
    kinds = max(len(group.kind) for group in groups)
    idents = max(len(ident) for group in groups for ident in group.ids)
    # Two columns, what parts them, and the mark of a language.
    return max(_LEAST, width - kinds - idents - 4 - len("[id] "))


def _row(kind: str, ident: str, found: Snippet) -> dict[str, Any]:
    return {"kind": kind, "id": ident, "language": found.language or None, "text": str(found)}


def nothing_found(book: Book, text: str) -> list[str]:
    """What to say where there is no hit: that, and what may have been meant."""
    say = book.say
    if not asked(text):
        return [say("search: there is no word in {text}", text=clean(text))]
    told = [say("nothing found for {text}", text=clean(text))]
    if near := Search(book.dossier).near(text):
        told.append(say("did you mean: {words}", words=", ".join(near)))
    return told


def as_json(rows: Sequence[dict[str, Any]]) -> str:
    """An array of objects."""
    return to_json(rows)


def as_text(say: Say, rows: Sequence[dict[str, Any]], width: int | None) -> list[str]:
    """A line a hit: kind, id and text; a text in another language than the reader's is marked `[id] ...`."""
    return table([[row["kind"], row["id"], _marked(say, row)] for row in rows], width)


def _marked(say: Say, row: dict[str, Any]) -> str:
    language = row["language"]
    return row["text"] if language in {None, say.language} else f"[{clean(language)}] {row['text']}"
