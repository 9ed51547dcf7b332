"""BibTeX: entries divided by bibtexparser, which goes on behind one that is broken; their values read here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bibtexparser.exceptions import ParsingException
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from bibtexparser.splitter import Splitter

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.translator import N_
from ilo_tui.importers.references.bibtex_values import BibtexValueError, Strings
from ilo_tui.importers.references.reference import (
    MOST,
    Reference,
    paragraphs,
    part_of,
    plain_addresses,
    plain_line,
    plain_lines,
    too_many,
)
from ilo_tui.importers.references.tex import plain_address, plain_tex

_START = re.compile(r"@[A-Za-z]+[ \t]*[{(]")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_READ = frozenset(
    (
        *("title", "booktitle", "journal", "journaltitle", "author", "editor", "year", "date", "doi", "url"),
        *("publisher", "institution", "school", "organization", "howpublished", "type", "entrysubtype"),
        *("volume", "number", "pages", "note", "annote", "annotation"),
    )
)
_MEND = N_("Mend its braces, quotes and commas, or take it out.")


def read_bibtex(path: Path, text: str) -> Iterator[Reference | Problem]:
    """The references of a text in order, and what is wrong with others."""
    if sum(1 for _ in _START.finditer(text)) > MOST:
        raise too_many(path)
    _silence()
    try:
        library = Splitter(text).split()
    except ParsingException:
        raise InputError.of(path, N_("its entries cannot be told apart"), _MEND) from None
    strings = Strings({string.key: string.value for string in library.strings})
    for block in library.blocks:
        entry = _entry(block)
        line = (block.start_line or 0) + 1
        if entry:
            yield _checked(path, line, entry, strings)
        elif isinstance(block, ParsingFailedBlock) and not _is_string(block):
            message = N_("the entry {key} is not closed, or a comma or an equals sign is missing")
            yield Problem(str(path), message, _MEND, {"key": _key_of(block)}, line=line)


def _silence() -> None:
    """Keep what bibtexparser says of broken entries, in their own words, from the terminal."""
    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _entry(block: Block) -> Entry | None:
    """The entry of a block; one that has a key, or a field, that stands there already is an entry all the same."""
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        return _entry(block.ignore_error_block) if block.ignore_error_block else None
    return block if isinstance(block, Entry) else None


def _is_string(block: ParsingFailedBlock) -> bool:
    """Whether a block is a `@string` that names what another one named before."""
    return isinstance(block, DuplicateBlockKeyBlock)


def _key_of(block: ParsingFailedBlock) -> str:
    match = re.match(r"@\w*\s*[{(]\s*([^,\s{}]{1,60})", block.raw or "")
    return match[1] if match else "?"


def _checked(path: Path, line: int, entry: Entry, strings: Strings) -> Reference | Problem:
    values: dict[str, str] = {}
    try:
        for field in entry.fields:
            name = field.key.lower()
            if name in _READ:
                # As in BibTeX itself, the first of two counts.
                values.setdefault(name, strings.text(str(field.value)))
    except BibtexValueError as error:
        return Problem(str(path), error.message, _MEND, error.values, line=line)
    return _reference(line, entry, values)


def _reference(line: int, entry: Entry, values: Mapping[str, str]) -> Reference:
    def first(*names: str) -> str:
        return next(filter(None, (plain_line(plain_tex(values.get(name, ""))) for name in names)), "")

    publishers = ("institution", "school", "publisher", "organization", "howpublished")
    return Reference(
        line=line,
        key=plain_line(entry.key),
        type=plain_line(first("entrysubtype") or entry.entry_type).lower(),
        title=first("title"),
        genre=first("type"),
        publishers=plain_lines(first(name) for name in publishers),
        container=first("journal", "journaltitle", "booktitle"),
        part=part_of(first("volume"), first("number"), first("pages").replace("–", "-")),
        authors=_names(values.get("author", "") or values.get("editor", "")),
        year=first("year", "date"),
        doi=plain_line(plain_address(values.get("doi", ""))),
        urls=plain_addresses([plain_address(values.get("url", ""))]),
        notes=_notes(values),
    )


def _names(value: str) -> tuple[str, ...]:
    return plain_lines(map(plain_tex, _AND.split(value)))


def _notes(values: Mapping[str, str]) -> tuple[str, ...]:
    notes = (values.get(name, "") for name in ("note", "annote", "annotation"))
    return plain_lines(plain_tex(part) for note in notes for part in paragraphs(note))
