"""Words for the copies of sources: whether a document is here, what it is, and why there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilo_tui.copies.model import CopyLink, Media
from ilo_tui.copies.state import CopyState, StateKind
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Source
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import COPY_STATES
from ilo_tui.views.markup import Block
from ilo_tui.views.pages.citation import field
from ilo_tui.views.source_links import copy_link

MEDIA_NAMES: Mapping[Media, str] = {
    "pdf": N_("PDF"),
    "docx": N_("Word document"),
    "html": N_("web page"),
    "txt": N_("plain text"),
    "md": N_("Markdown"),
}
"""What each kind of document is called."""


def state_word(tr: Translator, kind: StateKind) -> str:
    """The state of a copy in a few words; empty where there is none."""
    return tr(COPY_STATES[kind]) if kind in COPY_STATES else ""


def copy_word(context: ViewContext, source: Source) -> str:
    """The state of the copy of a source, for a column; empty where there is none."""
    return state_word(context.tr, context.copies.state(source).kind)


def copy_blocks(context: ViewContext, source: Source) -> Iterator[Block]:
    """What a page says of the copy of a source, and of further documents of it; why none can be had."""
    tr, state = context.tr, context.copies.state(source)
    if state.kind == "none":
        yield field(tr("Copy"), tr("none on this computer"))
    if state.link:
        role = "" if state.kind == "here" else "warn"
        yield field(tr("Copy"), _first_line(tr, state, state.link), role, link=copy_link(context, source))
    for link in state.links[1:]:
        yield field(tr("Further copy"), document_words(tr, link))
    if source.no_copy:
        yield field(tr("No copy of it"), tr.text(source.no_copy))


def document_words(tr: Translator, link: CopyLink) -> str:
    """What the document of a link was called, its kind, and when it was added."""
    return tr(
        "{name} ({kind}), added on {day}",
        name=clean(link.file_name),
        kind=tr(MEDIA_NAMES[link.media]),
        day=tr.date(link.added[:10]),
    )


def _first_line(tr: Translator, state: CopyState, link: CopyLink) -> str:
    document = document_words(tr, link)
    if state.kind == "missing":
        return tr("{document}: its file is missing; attach it again, or merge with whoever has it", document=document)
    if state.kind == "altered":
        return tr(
            "{document}: its file was altered or damaged; attach it again, or merge with whoever has it",
            document=document,
        )
    if state.verified:
        return tr("{document}; its content is the one that was attached", document=document)
    return tr("{document}; before it is opened, it is compared with what was attached", document=document)
