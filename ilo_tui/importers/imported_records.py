"""Records as files have them that go into a draft, and what of them is only written otherwise than it is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from ilo_tui.dossier.editions.model import Document, RawTables
from ilo_tui.dossier.model import TABLES
from ilo_tui.importers.tables.phrases import complete


class DraftTarget(NamedTuple):
    """The dossier, with what is drafted already, into which files go; `new_id` makes an id for a record of a table."""

    tables: RawTables
    new_id: Callable[[str], str]


class ImportedRecord(NamedTuple):
    """A record as a file makes it, complete with all that is known of it; `row` is 0 where files have no rows."""

    table: str
    record: str
    document: Document
    file: str
    row: int


def completed(known: Mapping[str, object], supplied: Mapping[str, object]) -> Document:
    """A document with what a file says in it, as far as that is not only written otherwise.

    Fields and languages of which the file says nothing stay, and so do line breaks, which cells do not have, and
    the decimals of a whole number.
    """
    document = {name: value for name, value in known.items() if not _is_stale_copy(name, known, supplied)}
    for name, value in supplied.items():
        document[name] = _joined(known.get(name), value)
    return document


def _is_stale_copy(language: str, known: Mapping[str, object], supplied: Mapping[str, object]) -> bool:
    """Whether a text is the marked copy of one in another language, `[id] ...`, that a file says otherwise now."""
    text = known[language]
    if language in supplied or not (isinstance(text, str) and text.startswith("[")):
        return False
    return any(text == f"[{other}] {known.get(other)}" and known.get(other) != supplied[other] for other in supplied)


def _joined(before: object, value: object) -> object:
    """A value of a file, and what is known and the file does not say."""
    if isinstance(before, str) and isinstance(value, str):
        return before if " ".join(before.split()) == " ".join(value.split()) else value
    if isinstance(before, Mapping) and isinstance(value, Mapping):
        return completed(before, value)
    if isinstance(before, list) and isinstance(value, list):
        return [_joined(_counterpart(part, place, before), part) for place, part in enumerate(value)]
    # A sheet does not tell 87 from 87.0.
    return before if isinstance(before, float) and before == value else value


def _counterpart(part: object, place: int, before: list[object]) -> object:
    """The part of a list that another states anew, at its place; None where there it is something else."""
    known = before[place] if place < len(before) else None
    if not (isinstance(part, Mapping) and isinstance(known, Mapping)):
        return known if known == part else None
    common = part.keys() & known.keys()
    return known if any(_joined(known[name], part[name]) == known[name] for name in common) else None


def spoken(table: str, document: Document, language: str) -> Document:
    """A document with each text of it in the default `language`, marked where it is from another.

    What cannot be a record of its table stays as it is.
    """
    try:
        record = msgspec.convert(document, TABLES[table])
    except msgspec.ValidationError:
        return document
    complete(record, language)
    return completed(document, msgspec.to_builtins(record))
