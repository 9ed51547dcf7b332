"""Citing: a source in full, and a claim with its source as one would paste it into a report."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Evidence, Record, Source
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block


def reference(book: ViewContext, ident: str) -> str:
    """Publisher (year). Title. URL. What the source does not tell is said to be unknown."""
    source = book.dossier.sources.get(ident)
    if source is None:
        return clean(ident)
    publisher = book.say.clean(source.publisher) if source.publisher else book.say("publisher not known")
    year = str(source.year) if source.year is not None else book.say("year not known")
    parts = [f"{publisher} ({year})", book.say.clean(source.title).rstrip(".")]
    if source.url:
        parts.append(book.say.clean(source.url))
    return ". ".join(parts) + ("" if source.url else ".")


def locator(book: ViewContext, where: str | None) -> str:
    """Where in the source, or that it was not recorded."""
    return book.say.clean(where) if where else book.say("not recorded")


def citation(book: ViewContext, record: Record) -> str:
    """What `y` copies: the claim (or name), its source in full, the place in it, and where in the dossier it stands."""
    meta = book.dossier.meta
    mark = f"[{meta.id} {clean(meta.edition)}: {record.id}]"
    if isinstance(record, Source):
        return f"{reference(book, record.id)} {mark}"
    source = getattr(record, "source", None)
    if source is None:
        return f"{book.title(record)}. {mark}"
    said = f"“{book.title(record)}”" if isinstance(record, Evidence) else f"{book.title(record)}."
    where = getattr(record, "locator", None)
    place = [book.say("Place in it: {place}.", place=clean(where))] if where else []
    return " ".join([said, reference(book, source), *place, mark])


def source_blocks(book: ViewContext, ident: str, where: str | None, label: str | None = None) -> list[Block]:
    """The source in full, to follow, and the place in it."""
    say = book.say
    first = Block((Span((label or say("Source")) + ": ", "dim"), Span(reference(book, ident), "link")), 0, 2, ident)
    second = Block((Span(say("Place in it: "), "dim"), Span(locator(book, where), "" if where else "warn")), 2, 2)
    return [first, second]


def field(label: str, value: str, role: str = "", target: str | None = None) -> Block:
    """`Label: value` on a line of its own."""
    return Block((Span(f"{label}: ", "dim"), Span(value, role)), 0, 2, target)


def note(book: ViewContext, text: dict[str, str] | None) -> list[Block]:
    """A note of the dossier's editors."""
    return [block(book.say("Note: ") + book.say.text(text), "dim", hang=2)] if text else []
