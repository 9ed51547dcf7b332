"""The cells of a row of another table as fields of its record, by how their columns are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ilo_tui.core.text import visible_text
from ilo_tui.core.translator import N_
from ilo_tui.importers.tables.cells import Cells
from ilo_tui.importers.tables.columns import Column
from ilo_tui.importers.tables.ids import IDENT
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.table_rows import Row


@dataclass(frozen=True)
class RecordDraft:
    """What a row says of a record: plain `fields`, and by field what it refers to: the kind, and a key or keys."""

    file: str
    row: Row
    fields: dict[str, object] = field(default_factory=dict)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    lists: dict[str, tuple[str, list[str]]] = field(default_factory=dict)


class RecordCells:
    """Reads rows of other tables; what is wrong is listed in `cells`, what is named is put into `registers` by kind."""

    def __init__(self, cells: Cells, registers: Mapping[str, Register]) -> None:
        """Share them with the claims, so that one name is one record everywhere."""
        self._cells, self._registers = cells, registers
        self._readers: dict[str, Callable[[Row, str, Column], object]] = {
            "text": lambda row, name, column: row.cells[name],
            "texts": lambda row, name, column: row.texts[name],
            "number": self._number,
            "date": lambda row, name, column: cells.date(row, name),
            "year": lambda row, name, column: cells.year(row, name),
            "names": lambda row, name, column: cells.names(row, name),
            "places": lambda row, name, column: cells.places(row),
            "dimension": lambda row, name, column: cells.dimension(row),
            "code": self._code,
            "part": self._ident,
            "own": self._ident,
        }

    def draft(self, row: Row, columns: Mapping[str, Column]) -> RecordDraft:
        """What a row says; empty cells say nothing, and a needed one that is empty is listed."""
        draft = RecordDraft(self._cells.file, row)
        for name, column in columns.items():
            if not (row.cells.get(name) or row.texts.get(name)):
                if column.needed:
                    self._cells.add_problem(row, name, N_("this is needed"))
            elif column.read == "ref":
                draft.references[name] = (column.of, self._registers[column.of].add(row, row.cells[name]))
            elif column.read == "refs":
                draft.lists[name] = (column.of, self._keys(row, name, column.of))
            elif column.read != "id":
                draft.fields[name] = self._readers[column.read](row, name, column)
        return draft

    def _keys(self, row: Row, name: str, kind: str) -> list[str]:
        """The keys of all that a cell names; `all` is nothing's name where something may be expected of all."""
        names = self._cells.names(row, name)
        return names if names == ["all"] else [self._registers[kind].add(row, named) for named in names]

    def _number(self, row: Row, name: str, column: Column) -> int | float | None:
        written = row.cells[name]
        value = self._cells.convention.number(written)
        if value is None:
            message = N_("{value} is no number, or may be two; write 1234.5")
            self._cells.add_problem(row, name, message, value=written)
        return value

    def _code(self, row: Row, name: str, column: Column) -> str | None:
        written, words = visible_text(row.cells[name]), column.of.split()
        if written.lower() not in words:
            message = N_("{value} is none of {words}")
            self._cells.add_problem(row, name, message, value=written, words=", ".join(words))
            return None
        return written.lower()

    def _ident(self, row: Row, name: str, column: Column) -> str:
        written = visible_text(row.cells[name])
        if not IDENT.fullmatch(written):
            message = N_("{value} is no id: small letters, digits, dots, hyphens and underscores only")
            self._cells.add_problem(row, name, message, value=written)
        return written
