"""The form as lines: a line a field, a row of a list below its head, the fields of a row below it once it is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from msgspec import UNSET

from ilo_tui.app.record_form.fields import FieldSpec, inner_fields, record_fields
from ilo_tui.app.record_form.paths import Path, written

LineKind = Literal["field", "list", "row"]


@dataclass(frozen=True)
class FormLine:
    """One line: where it stands, what is written there, how deep it lies.

    A `list` is the head of its rows, to which it adds; a `row` is a value of a list, or a part with fields of its own.
    """

    path: Path
    spec: FieldSpec
    kind: LineKind = "field"
    depth: int = 0

    @property
    def name(self) -> str:
        """By what a front end names it."""
        return written(self.path)

    @property
    def opens(self) -> bool:
        """Whether it is a row with fields below it."""
        return self.kind == "row" and self.spec.part is not None


def form_lines(table: str, schema: int, value: Callable[[Path], object], opened: Collection[str]) -> Iterator[FormLine]:
    """The lines of a record; of the rows in `opened` with their fields."""
    lines = _Lines(table, value, opened)
    for spec in record_fields(table, schema):
        # Confidence is written in files of schema 1 alone; what others have of it can be taken out.
        if spec.key != "confidence" or schema == 1 or value((spec.key,)) is not UNSET:
            yield from lines.of(spec, (spec.key,), 0)


@dataclass(frozen=True)
class _Lines:
    """The lines of fields of a table, by what stands in them."""

    table: str
    value: Callable[[Path], object]
    opened: Collection[str]

    def of(self, spec: FieldSpec, path: Path, depth: int) -> Iterator[FormLine]:
        """A field; of a list its head and its rows, of a part its fields."""
        if spec.many:
            yield FormLine(path, spec, "list", depth)
            rows = self.value(path)
            for number in range(len(rows) if isinstance(rows, list) else 0):
                yield from self._row(spec, (*path, number), depth + 1)
        elif spec.part:
            for inner in inner_fields(spec, self.table, path):
                yield from self.of(inner, (*path, inner.key), depth)
        else:
            yield FormLine(path, spec, "field", depth)

    def _row(self, spec: FieldSpec, path: Path, depth: int) -> Iterator[FormLine]:
        yield FormLine(path, spec, "row", depth)
        if spec.part and written(path) in self.opened:
            for inner in inner_fields(spec, self.table, path):
                yield from self.of(inner, (*path, inner.key), depth + 1)
