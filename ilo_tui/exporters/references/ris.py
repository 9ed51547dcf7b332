"""Sources as RIS. A tag begins a line there, so no text may hold a line break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rispy import RisWriter, dumps

from ilo_tui.dossier.model import Source
from ilo_tui.exporters.references.types import doi_of, line_of, note_lines, type_of


class _Writer(RisWriter):
    """Entries without numbers between them, which not every reader knows."""

    def set_header(self, count: int) -> str:
        """Nothing."""
        return ""


def as_ris(sources: Sequence[Source]) -> str:
    """An entry for each source."""
    return dumps([dict(_fields(source)) for source in sources], implementation=_Writer)


def _fields(source: Source) -> Iterator[tuple[str, str | list[str]]]:
    """What an entry says, by rispy's names of the tags."""
    types = type_of(source)
    yield "type_of_reference", types.ris
    yield "id", source.id
    yield "title", line_of(source.title)
    if source.publisher:
        yield ("secondary_title" if types.periodical else "publisher"), line_of(source.publisher)
    if source.year is not None:
        yield "year", str(source.year)
    if doi := doi_of(source):
        yield "doi", doi
    if source.url:
        yield "urls", [line_of(source.url)]
    yield "type_of_work", line_of(source.kind)
    if notes := note_lines(source):
        yield "notes", notes
