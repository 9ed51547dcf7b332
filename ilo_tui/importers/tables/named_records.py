"""The records of what the rows of a table name: programmes, sources, actors, aims. What lacks something is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Actor, Aim, Programme, Source, SourceKind
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.register import Named, Register
from ilo_tui.importers.tables.upgrade import source_kind
from ilo_tui.importers.tables.values import year


def programmes_of(programmes: Register, sources: Register) -> Iterator[Programme]:
    """The programmes that have a name; others are listed."""
    for key, named in programmes.named.items():
        name = named.texts.get("programme_name")
        if not name:
            programmes.add_missing(named, "programme_name")
            continue
        yield Programme(
            id=programmes.ids[key],
            code=named.name,
            kind="programme",
            name=name,
            summary=named.texts.get("programme_summary") or in_all_languages(N_("The table gives no description.")),
            sources=[sources.ids[source] for source in named.sources],
        )


def sources_of(sources: Register, actors: Register, former: Iterable[Source]) -> Iterator[Source]:
    """The sources that have a title; others are listed, but those that are only named beside another have their name.

    A kind or voice that the table does not give is that of the `former` dossier.
    """
    known = {source.id: source for source in former}
    for key, named in sources.named.items():
        cells = named.cells
        if "source_title" not in cells and named.cited:
            sources.add_missing(named, "source_title")
            continue
        if "source_year" in cells and year(cells["source_year"]) is None:
            message = N_("{value} is no year; write 2016")
            sources.add_problem(named, "source_year", message, value=cells["source_year"])
        voice, before = cells.get("source_voice"), known.get(sources.ids[key])
        yield Source(
            id=sources.ids[key],
            title=cells.get("source_title", named.name),
            kind=_kind(sources, named, before),
            publisher=cells.get("source_publisher"),
            year=year(cells.get("source_year", "")),
            url=cells.get("source_url"),
            voice=actors.id_of(voice) if voice else before.voice if before else None,
        )


def _kind(sources: Register, named: Named, before: Source | None) -> SourceKind:
    """The kind that a table gives, else that of before; what is none is listed."""
    written = named.cells.get("source_kind", "")
    kind = source_kind(written)
    if written and written not in get_args(SourceKind):
        message = N_("{value} is none of {words}")
        sources.add_problem(named, "source_kind", message, value=written, words=", ".join(get_args(SourceKind)))
    return kind if written or before is None else source_kind(before.kind)


def actors_of(actors: Register, former: Iterable[Actor], language: str) -> Iterator[Actor]:
    """The actors of the former dossier as they are there, then the new ones, whose names are in `language`."""
    known = {actor.id: actor for actor in former}
    yield from known.values()
    for key, named in actors.named.items():
        if actors.ids[key] not in known:
            yield Actor(id=actors.ids[key], name={language: named.name})


def aims_of(aims: Register, programmes: Register, sources: Register, former: Iterable[Aim]) -> Iterator[Aim]:
    """The aims that the table names, and those of the former dossier that it does not; what lacks a text is listed."""
    known = {aim.id: aim for aim in former}
    for key, named in aims.named.items():
        ident = aims.ids[key]
        text, source = named.texts.get("aim_text"), named.cells.get("aim_source")
        if ident in known and not (text or source):
            continue
        if not text:
            aims.add_missing(named, "aim_text")
        elif not source:
            aims.add_missing(named, "aim_source")
        else:
            known.pop(ident, None)
            yield Aim(id=ident, programme=programmes.ids[named.programme], text=text, source=sources.id_of(source))
    yield from known.values()
