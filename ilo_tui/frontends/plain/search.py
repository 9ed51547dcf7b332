"""Searching everything by words: records kind by kind, the best of each first, and close words where there is none."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.search.finder import Search
from ilo_tui.views.context import ViewContext
from ilo_tui.views.search_hits import all_hits


def matching_records(context: ViewContext, words: str) -> list[Record]:
    """The records that have every one of these words, in whatever language; none of no words.

    It goes without an index, which is for typing, and leaves out what only a hidden conclusion says.
    """
    results = all_hits(context, Search(context.dossier), words)
    found_in = ((TABLES[group.kind], group.ids) for group in results.groups)
    return [context.dossier.record(kind, ident) for kind, idents in found_in for ident in idents]


def close_words(context: ViewContext, words: str) -> list[str]:
    """Words of the dossier that are close to these, for a search without hits."""
    return [clean(word) for word in Search(context.dossier).suggest(words)]
