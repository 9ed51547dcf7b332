"""Texts by language: each has the dossier's default language, none is empty; what lacks another language is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct

from ilo_tui.core.languages import SOURCE
from ilo_tui.core.translator import N_
from ilo_tui.dossier.checks.fields import inner_type
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import Meta, Record
from ilo_tui.dossier.parts import Texts

_CHUNK = 500
"""Records that are checked between two pauses."""


def texts_of(value: Struct, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language inside a record, with its path, e.g. `figures[0].name`."""
    for name, inner in _text_fields(type(value)):
        content = getattr(value, name)
        step = f"{path}{name}"
        if isinstance(content, list):
            for number, item in enumerate(content):
                yield from texts_of(item, f"{step}[{number}].") if inner else [(f"{step}[{number}]", item)]
        elif content is not None:
            yield from texts_of(content, f"{step}.") if inner else [(step, content)]


@lru_cache(maxsize=64)
def _text_fields(kind: type[Struct]) -> tuple[tuple[str, type[Struct] | None], ...]:
    """The fields of a struct that hold texts by language, and the kind of part in which they lie, if in one."""
    fields: list[tuple[str, type[Struct] | None]] = []
    for field in msgspec.structs.fields(kind):
        inner = inner_type(field.type)
        if inner == Texts:
            fields.append((field.name, None))
        elif isinstance(inner, type) and issubclass(inner, Struct) and _text_fields(inner):
            fields.append((field.name, inner))
    return tuple(fields)


def _is_complete(value: Struct, languages: Sequence[str]) -> bool:
    """Whether no text in a record is empty or lacks one of the languages: true of nearly all, and quickly found out."""
    for name, inner in _text_fields(type(value)):
        content = getattr(value, name)
        for part in content if isinstance(content, list) else (content,) if content else ():
            if inner:
                if not _is_complete(part, languages):
                    return False
                continue
            for language in languages:
                if language not in part:
                    return False
            for text in part.values():
                if not text or text.isspace():
                    return False
    return True


def _weak_texts(
    tables: Tables, languages: Sequence[str], pause: Callable[[], None] = lambda: None
) -> Iterator[tuple[str, str, Record, str, dict[str, str]]]:
    """Every text of the records in which one is empty or lacks one of the languages, with where it is."""
    for number, (table, doc, record) in enumerate(_rows(tables)):
        if not number % _CHUNK:
            pause()
        if not _is_complete(record, languages):
            for path, texts in texts_of(record):
                yield table, doc, record, path, texts


def _rows(tables: Tables) -> Iterator[tuple[str, str, Record]]:
    for table, rows in tables.items():
        for doc, record in rows.items():
            yield table, doc, record


def _languages(tables: Tables) -> tuple[str, list[str]]:
    meta = next(iter(tables["meta"].values()))
    return (meta.default_language, meta.languages) if isinstance(meta, Meta) else (SOURCE, [SOURCE])


def text_faults(tables: Tables, pause: Callable[[], None] = lambda: None) -> Iterator[Fault]:
    """Texts that are empty, or that lack the default language."""
    default, _ = _languages(tables)
    for table, doc, record, path, texts in _weak_texts(tables, [default], pause):
        for language, text in texts.items():
            if not text.strip():
                message = N_("{field} is empty in the language {language}")
                yield Fault(table, doc, record.id, message, {"field": path, "language": language})
        if default not in texts:
            message = N_("{field} is missing in the default language {language}")
            yield Fault(table, doc, record.id, message, {"field": path, "language": default})


def missing_languages(tables: Tables) -> Iterator[Fault]:
    """Warnings: texts that lack one of the dossier's languages, and so are shown in the default one."""
    default, languages = _languages(tables)
    for table, doc, record, path, texts in _weak_texts(tables, languages):
        for language in languages:
            if language != default and language not in texts:
                message = N_("{field} is missing in the language {language}")
                yield Fault(table, doc, record.id, message, {"field": path, "language": language}, warning=True)
