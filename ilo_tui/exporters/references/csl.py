"""Sources as CSL-JSON, the form of citation processors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilo_tui.core.output import to_json
from ilo_tui.dossier.model import Source
from ilo_tui.exporters.references.types import doi_of, line_of, note_lines, type_of


def as_csl(sources: Sequence[Source]) -> str:
    """An array with an object for each source."""
    return to_json([dict(_fields(source)) for source in sources]) + "\n"


def _fields(source: Source) -> Iterator[tuple[str, object]]:
    types = type_of(source)
    yield "id", source.id
    yield "type", types.csl
    yield "title", line_of(source.title)
    if source.publisher:
        yield ("container-title" if types.periodical else "publisher"), line_of(source.publisher)
    if source.year is not None:
        yield "issued", {"date-parts": [[source.year]]}
    if doi := doi_of(source):
        yield "DOI", doi
    if source.url:
        yield "URL", line_of(source.url)
    yield "genre", line_of(source.kind)
    if notes := note_lines(source):
        yield "note", "\n".join(notes)
