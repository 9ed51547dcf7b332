"""Sources as BibTeX. What TeX takes for a command, and what BibTeX takes for the end of a value, is spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import AddEnclosingMiddleware
from bibtexparser.model import Entry, Field

from ilo_tui.dossier.model import Source
from ilo_tui.exporters.references.types import doi_of, line_of, note_lines, type_of

_SPELT = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # An escaped brace counts as a brace in BibTeX itself.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        **{char: rf"\{char}" for char in "$&%#_"},
    }
)
_LIGATURE = re.compile("(?<=-)(?=-)|(?<=')(?=')")

_NOT_IN_ADDRESS = re.compile(r"[{}\\\" ]")


def as_bibtex(sources: Sequence[Source]) -> str:
    """An entry for each source."""
    entries = [Entry(_type(source), source.id, [*_fields(source)]) for source in sources]
    # Without copies of all entries; and numbers in braces too, as every reader takes them.
    braces = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{", allow_inplace_modification=True
    )
    return write_string(Library([*entries]), unparse_stack=[braces])


def _type(source: Source) -> str:
    """An article needs the name of what it is in."""
    types = type_of(source)
    return "misc" if types.periodical and not source.publisher else types.bibtex


def _fields(source: Source) -> Iterator[Field]:
    types = type_of(source)
    # Braces of its own keep the letters of a title as they are.
    yield Field("title", f"{{{spelt(line_of(source.title))}}}")
    if source.publisher:
        places = {"techreport": "institution", "article": "journal"}
        yield Field(places.get(types.bibtex, "publisher"), spelt(line_of(source.publisher)))
    if source.year is not None:
        yield Field("year", str(source.year))
    if doi := doi_of(source):
        yield Field("doi", _verbatim(doi))
    if source.url:
        yield Field("url", _verbatim(line_of(source.url)))
    yield Field("type", spelt(line_of(source.kind)))
    if notes := note_lines(source):
        yield Field("note", "\n".join(map(spelt, notes)))


def spelt(text: str) -> str:
    """A text in which nothing is a command; `--` and `''` stay two signs."""
    return "{}".join(part.translate(_SPELT) for part in _LIGATURE.split(text))


def _verbatim(address: str) -> str:
    """An address as it is, which TeX sets sign by sign; only what would end the value is written by its number."""
    return _NOT_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", address)
