"""Records of one kind as CSV: a column for each field of the file, texts once in each language of the dossier.

The columns are those of the kind, whatever the records hold, so that scripts can rely on them; sources have `copy` at
the end. Several ids, or several texts of one language, stand with `; ` between them; parts, such as figures, are JSON
as in the file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

import msgspec
from msgspec import inspect

from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.schema1 import HIDDEN, kinds_of
from ilo_tui.exporters.report.tables import FlatCell, guarded
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import Fields, flattened
from ilo_tui.views.lists import fields_of

_DERIVED = {
    "gaps": ("kind", "programme", "dimension", "policy", "suggestions"),
    "voices": (
        *("id", "kind", "name", "stake", "certain", "independent", "sources"),
        *("supports", "contradicts", "context", "hidden", "facts", "programmes"),
    ),
    "provisions": ("id", "policy", "provision", "kind", "ref", "gist", "alignments", "programmes"),
    "places": (
        *("id", "name", "level", "spellings", "programmes", "aims", "evidence"),
        *("voices_supports", "voices_supports_high", "voices_contradicts", "voices_contradicts_high"),
        *("voices_context", "voices_context_high", "supports", "contradicts", "context", "hidden", "observations"),
    ),
}
"""The columns of what no table of a file has."""
_TEXTS = frozenset({("places", "name"), ("provisions", "gist")})
"""Those of them that are texts by language."""


def records_as_csv(context: ViewContext, kind: str, records: Sequence[Listed]) -> str:
    """A head and a row for each record of a kind, a key of `KEYS`; what is hidden before an answer is empty."""
    columns = list(_columns(context, kind))
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([f"{name}_{language}" if language else name for name, language in columns])
    for record in records:
        fields = fields_of(context, record)
        writer.writerow([guarded(_cell(fields.get(name), language)) for name, language in columns])
    return file.getvalue()


def rows_as_csv(rows: Iterable[Fields], columns: Sequence[str]) -> str:
    """A head and a row for each of what follows from records; a value within a value has a column of its own."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = flattened(row)
        writer.writerow([guarded(_cell(values.get(name), "")) for name in columns])
    return file.getvalue()


def _columns(context: ViewContext, kind: str) -> Iterator[tuple[str, str]]:
    """The field of each column, and for a text its language."""
    meta = context.dossier.meta
    if kind in _DERIVED:
        for name in _DERIVED[kind]:
            yield from ((name, language) for language in (meta.languages if (kind, name) in _TEXTS else [""]))
        return
    described = inspect.type_info(kinds_of(meta.schema)[kind]) if kind in kinds_of(meta.schema) else None
    for field in described.fields if isinstance(described, inspect.StructType) else ():
        if not field.encode_name.startswith(HIDDEN):
            languages = meta.languages if _holds_texts(field.type) else [""]
            yield from ((field.encode_name, language) for language in languages)
    if kind == "sources":
        yield "copy", ""


def _holds_texts(kind: inspect.Type) -> bool:
    """Whether a field is a text by language, or a list of such."""
    if isinstance(kind, inspect.UnionType):
        return any(map(_holds_texts, kind.types))
    return _holds_texts(kind.item_type) if isinstance(kind, inspect.ListType) else isinstance(kind, inspect.DictType)


def _cell(value: object, language: str) -> FlatCell:
    if language:
        texts = value if isinstance(value, list) else [value]
        return "; ".join(text[language] for text in texts if isinstance(text, dict) and language in text)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    return msgspec.json.encode(value).decode()
