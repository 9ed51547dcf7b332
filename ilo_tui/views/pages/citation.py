"""Citing: a source in full, and a claim with its source as one would paste it into a report."""

from __future__ import annotations

import re

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Aim, Alignment, Dimension, Evidence, Policy, Record, Source, Suggestion
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import COPY_STATES
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.source_links import source_link

_NUMBER = re.compile("\\d+|[ivxlcdm]+", re.IGNORECASE)
_COPY_ROLES = {"here": "", "altered": "warn", "missing": "warn"}


def reference(context: ViewContext, ident: str) -> str:
    """Publisher (year). Title. URL. What the source does not tell is said to be unknown."""
    source = context.dossier.get(Source, ident)
    if source is None:
        return clean(ident)
    publisher = context.tr.clean(source.publisher) if source.publisher else context.tr("publisher not known")
    year = str(source.year) if source.year is not None else context.tr("year not known")
    parts = [f"{publisher} ({year})", context.tr.clean(source.title).rstrip(".")]
    if source.url:
        parts.append(context.tr.clean(source.url))
    return ". ".join(parts) + ("" if source.url else ".")


def locator(context: ViewContext, position: str | None) -> str:
    """Where in the source, or that it was not recorded."""
    return context.tr.clean(position) if position else context.tr("not recorded")


def excerpt_page(tr: Translator, page: str) -> str:
    """The page of an excerpt as people cite it: `p. 4` of a page of which only the number is given."""
    page = clean(page.strip())
    return tr("p. {page}", page=page) if _NUMBER.fullmatch(page) else page


def citation(context: ViewContext, record: Record) -> str:
    """What `y` copies: the claim (or name), its source in full, the place in it, and where in the dossier it stands."""
    meta = context.dossier.meta
    mark = f"[{meta.id} {clean(meta.edition)}: {record.id}]"
    position = None
    match record:
        case Source():
            return f"{reference(context, record.id)} {mark}"
        case Evidence() | Alignment() | Suggestion() | Aim():
            source, position = record.source, record.locator
        case Policy() | Dimension():
            source = record.source
        case _:
            return f"{context.title(record)}. {mark}"
    quoted = f"{context.title(record)}."
    if isinstance(record, Evidence):
        quoted = context.attributed(record, f"“{context.tr.text(record.statement)}”")
    place = [context.tr("Locator: {locator}.", locator=clean(position))] if position else []
    return " ".join([quoted, reference(context, source), *place, mark])


def source_blocks(context: ViewContext, ident: str, position: str | None, label: str | None = None) -> list[Block]:
    """The source in full, to follow, the locator, and the state of its copy where it has one."""
    tr, source = context.tr, context.dossier.get(Source, ident)
    state = context.copies.state(source).kind if source else "none"
    copy = (Span(f" · {tr(COPY_STATES[state])}", _COPY_ROLES.get(state, "dim")),) if state in COPY_STATES else ()
    cited = Span(reference(context, ident), "link", source_link(context, ident))
    first = Block((Span((label or tr("Source")) + ": ", "dim"), cited), 0, 2, ident)
    place = Span(locator(context, position), "" if position else "warn")
    second = Block((Span(tr("Locator: "), "dim"), place, *copy), 2, 2)
    return [first, second]


def field(label: str, value: str, role: str = "", target: str | None = None, link: str = "") -> Block:
    """`Label: value` on a line of its own."""
    return Block((Span(f"{label}: ", "dim"), Span(value, role, link)), 0, 2, target)


def note(context: ViewContext, text: dict[str, str] | None) -> list[Block]:
    """A note of the dossier's editors."""
    return [block(context.tr("Note: ") + context.tr.text(text), "dim", hang=2)] if text else []
