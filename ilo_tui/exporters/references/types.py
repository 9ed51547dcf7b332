"""What the kinds of sources are called in each form, and what all forms say of a source alike.

Several kinds are one type there, so the code of the kind is written beside it, where the forms have the genre of a
publication; by that an import knows it again. docs/format.md has the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ilo_tui.core.text import clean_for_file
from ilo_tui.dossier.model import Source, SourceKind

_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


class ReferenceType(NamedTuple):
    """What one kind of source is called in each form; a `periodical` names what it appeared in, not a publisher."""

    ris: str
    bibtex: str
    csl: str
    periodical: bool = False


_REPORT = ReferenceType("RPRT", "techreport", "report")
_OTHER = ReferenceType("GEN", "misc", "document")
TYPES: Mapping[SourceKind, ReferenceType] = {
    "evaluation": _REPORT,
    "survey": _REPORT,
    "statistics": ReferenceType("DATA", "misc", "dataset"),
    "research": _REPORT,
    "monitoring": _REPORT,
    "project_document": _REPORT,
    "supervisory": _REPORT,
    "law_or_plan": ReferenceType("STAT", "misc", "legislation"),
    "press": ReferenceType("NEWS", "article", "article-newspaper", periodical=True),
    "ngo": _REPORT,
    "other": _OTHER,
}


def type_of(source: Source) -> ReferenceType:
    """The type of a source; any word of schema 1 that is no kind is a document."""
    return next((types for kind, types in TYPES.items() if kind == source.kind), _OTHER)


def line_of(text: str | None) -> str:
    """A text of a dossier in one line, safe in a file."""
    return clean_for_file(text or "").strip()


def doi_of(source: Source) -> str:
    """The DOI that a source's address is; empty where it is another address."""
    match = _DOI.fullmatch(line_of(source.url))
    return match[1] if match else ""


def note_lines(source: Source) -> list[str]:
    """The editors' note, a line for each language with its code before it (`[en] Not read.`)."""
    return [f"[{line_of(language)}] {line_of(text)}" for language, text in (source.note or {}).items()]
