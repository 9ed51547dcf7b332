"""The copies of sources as a list: which document of which source, and whether it is still what was attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ilo_tui.copies.model import CopyLink
from ilo_tui.copies.state import StateKind
from ilo_tui.dossier.filters import Query
from ilo_tui.dossier.model import Source
from ilo_tui.views.context import ViewContext
from ilo_tui.views.copy_words import MEDIA_NAMES, state_word
from ilo_tui.views.derived_lists import DerivedList, Fields


@dataclass(frozen=True)
class CopyRow:
    """One document of one source; `state` is known by its content, which was read for it."""

    link: CopyLink
    state: StateKind


def _rows(context: ViewContext, query: Query) -> Iterator[CopyRow]:
    """Every document whose source passes a filter, in the order of the sources; then those of sources that are no more.

    The latter are in no filter but the empty one.
    """
    dossier, copies = context.dossier, context.copies
    for source in dossier.records(Source):
        links = copies.state(source).links
        if links and context.blinding.passes(source, query, dossier, ""):
            yield from (CopyRow(link, copies.check(link)) for link in links)
    if not query:
        known = dossier.ids(Source)
        yield from (CopyRow(link, copies.check(link)) for link in copies.links() if link.source not in known)


def _fields(context: ViewContext, row: CopyRow) -> Fields:
    link = row.link
    return {
        "source": link.source,
        "in_dossier": link.source in context.dossier.ids(Source),
        "state": row.state,
        "media": link.media,
        "file_name": link.file_name,
        "file": context.copies.document_path(link).name,
        "sha256": link.sha256,
        "added": link.added,
        "by": link.by,
    }


def _line(context: ViewContext, row: CopyRow) -> Sequence[str]:
    tr, link = context.tr, row.link
    words = (state_word(tr, row.state), tr(MEDIA_NAMES[link.media]), link.added[:10], link.by or "-")
    return link.source, *words, context.copies.document_path(link).name, link.file_name


LIST = DerivedList(
    _rows,
    _fields,
    _line,
    ("source", "in_dossier", "state", "media", "file_name", "file", "sha256", "added", "by"),
)
