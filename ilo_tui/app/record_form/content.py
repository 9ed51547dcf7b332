"""A record's document while it is written: fields put in and taken out, everything else as it was, unknown keys too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import UNSET

from ilo_tui.app.record_form.fields import FieldSpec, key_order, part_fields, record_fields, spec_at
from ilo_tui.app.record_form.paths import Document, Path, copied, generic, value_at, with_value
from ilo_tui.dossier.editions.fields import was_of
from ilo_tui.dossier.schema1 import kinds_of

Fields = Mapping[str, object]
"""Values by the keys at the top of a document; None of a key that is taken out."""


class Content:
    """A document that is changed place by place. Rows that were added and are still empty are in no document."""

    def __init__(self, table: str, schema: int, base: Document | None, record: str) -> None:
        """Change `base`; None is a record that is new, with the lists that it cannot be without, empty."""
        self.table, self._schema = table, schema
        self.base: Document = copied(base) if base is not None else {}
        self._document = dict(self.base) if base is not None else {"id": record, **self._empty_lists(self._specs)}

    @property
    def _specs(self) -> tuple[FieldSpec, ...]:
        return record_fields(self.table, self._schema)

    def value(self, path: Path) -> object:
        """What stands at a place, `UNSET` where nothing does."""
        return value_at(self._document, path)

    def spec(self, path: Path) -> FieldSpec:
        """The field to which a place belongs; raises `KeyError`."""
        return spec_at(self.table, self._schema, path)

    def put(self, path: Path, value: object) -> None:
        """Have a value at a place; `UNSET` takes it out, and with it what it was the last value of."""
        self._document = self._with(path, value)
        parent = path[:-1]
        while parent and isinstance(parent[-1], str) and value_at(self._document, parent) in ({}, []):
            if not self._stays_empty(parent):
                self._document = self._with(parent, UNSET)
            parent = parent[:-1]

    def add(self, path: Path) -> Path:
        """A new row at the end of a list; of a point, or what else cites a source, with the source of the row above."""
        rows = self.value(path)
        number = len(rows) if isinstance(rows, list) else 0
        self._document = self._with((*path, number), self._new_row(self.spec(path), path, rows))
        return (*path, number)

    def remove(self, path: Path) -> None:
        """Take out a field, or a row of a list."""
        self.put(path, UNSET)

    def apply(self, fields: Fields) -> None:
        """Have these values at the top; None takes a key out."""
        for key, value in fields.items():
            self.put((key,), UNSET if value is None else value)

    def document(self) -> Document:
        """The record as it is to be saved."""
        document = self._pruned(self._document, self.base, ())
        return document if isinstance(document, dict) else {}

    def was(self) -> Document:
        """The keys that are other now, each with its value before; of a record that is new all that it has."""
        return was_of(self.base, self.document())

    def fields(self) -> Document:
        """The values of the keys that are other now, empty rows included; None of a key that was taken out."""
        return {key: self._document.get(key) for key in was_of(self.base, self._document) if key != "id"}

    def _with(self, path: Path, value: object) -> Document:
        changed = with_value(self._document, path, value, self._order_at)
        return changed if isinstance(changed, dict) else {}

    def _order_at(self, path: Path) -> Sequence[str]:
        """In what order the keys of the format stand at a place."""
        if not path:
            return key_order(kinds_of(self._schema)[self.table])
        try:
            part = self.spec(path).part
        except KeyError:
            return ()
        return key_order(part) if part else ()

    def _stays_empty(self, path: Path) -> bool:
        return value_at(self.base, path) == value_at(self._document, path) or self._is_needed_list(path)

    def _is_needed_list(self, path: Path) -> bool:
        try:
            spec = self.spec(path)
        except KeyError:
            return False
        return spec.many and spec.needed

    def _empty_lists(self, specs: Sequence[FieldSpec]) -> Document:
        return {spec.key: [] for spec in specs if spec.needed and spec.many}

    def _new_row(self, spec: FieldSpec, path: Path, rows: object) -> object:
        if spec.part is None:
            return {} if spec.kind == "texts" else ""
        row = self._empty_lists(part_fields(spec.part, self.table, generic(path)))
        above = rows[-1] if isinstance(rows, list) and rows else None
        if isinstance(above, dict) and "source" in above and "value" in above:
            row["source"] = above["source"]
        return row

    def _pruned(self, value: object, base: object, path: Path) -> object:
        """The value without rows that are empty; what is as it was stays, whatever it is."""
        if value == base:
            return value
        if isinstance(value, list):
            before = base if isinstance(base, list) else []
            rows = [
                self._pruned(row, before[number] if number < len(before) else UNSET, (*path, number))
                for number, row in enumerate(value)
            ]
            return [row for row in rows if not _is_empty(row)]
        if isinstance(value, dict):
            fields = {
                key: self._pruned(inner, base.get(key, UNSET) if isinstance(base, dict) else UNSET, (*path, key))
                for key, inner in value.items()
            }
            return {
                key: inner
                for key, inner in fields.items()
                if inner != [] or value[key] == [] or self._is_needed_list((*path, key))
            }
        return value


def _is_empty(value: object) -> bool:
    """Whether nothing was written in a row."""
    if isinstance(value, dict):
        return all(map(_is_empty, value.values()))
    return isinstance(value, str | list) and not value
