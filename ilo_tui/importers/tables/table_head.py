"""The header of a table: which of its columns are columns of the format, by their names or by what somebody said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.importers.tables.column_titles import names_in_all_languages
from ilo_tui.importers.tables.columns import COLUMNS, Column, column_of
from ilo_tui.importers.tables.remembered_columns import RememberedColumns


class Vocabulary:
    """What headers may say of one kind of table: the names of its columns, in any language, and what was said."""

    def __init__(
        self, language: str, columns: Mapping[str, Column] = COLUMNS, remembered: RememberedColumns | None = None
    ) -> None:
        """Texts of columns that name no language are in `language`."""
        self.columns, self._language, self._remembered = columns, language, remembered
        self._titles: dict[str, str] | None = None

    def head(self, cells: Sequence[str]) -> TableHead:
        """What a row means as a header."""
        stated = self._remembered.meanings(cells) if self._remembered else {}
        columns = [self._column(stated.get(name_key(cell), cell) if cell.strip() else "") for cell in cells]
        return TableHead(list(cells), columns, self.columns, {cell: stated[name_key(cell)] for cell in cells
                                                              if name_key(cell) in stated})  # fmt: skip

    def _column(self, written: str) -> tuple[str, str] | None:
        """The column of a name; catalogues are only loaded for what no name of the format is."""
        known = column_of(written, self._language, self.columns) if written else None
        if known or not written:
            return known
        if self._titles is None:
            self._titles = names_in_all_languages(self.columns)
        return column_of(written, self._language, self.columns, self._titles)

    def use(self, head: TableHead) -> bool:
        """Remember what was said of a header that is read; whether it was remembered from another time."""
        return bool(self._remembered and head.stated and self._remembered.use(head.cells))


class TableHead:
    """One header. `columns` are those of the format with the language of texts, None where a cell is none of them.

    `unknown` are the other cells with anything in them, `names` the known columns, `missing` those that are needed and
    not there, `twice` those that stand there more than once; `stated` is what somebody said that cells mean.
    """

    def __init__(
        self,
        cells: list[str],
        columns: list[tuple[str, str] | None],
        known: Mapping[str, Column],
        stated: Mapping[str, str],
    ) -> None:
        """Compare the `columns` that the cells mean with the `known` ones of such a table."""
        self.cells, self.columns, self.stated = cells, columns, dict(stated)
        pairs = [column for column in columns if column]
        self.names = {name for name, _ in pairs}
        self.unknown = [cell for cell, column in zip(cells, columns, strict=True) if column is None and cell.strip()]
        self.missing = [name for name, column in known.items() if column.needed and name not in self.names]
        self.twice = sorted({"_".join(filter(None, pair)) for pair in pairs if pairs.count(pair) > 1})

    def refuse_faults(self, where: str, row: int, kind: str) -> None:
        """Raise `InputError` where it lacks a column or has one twice; `kind` is what the template is asked of."""
        mend = N_("Begin with the template: ilo-tui import {kind} --template")
        if self.missing:
            message, names = N_("columns are missing: {names}"), self.missing
        elif self.twice:
            message, names = N_("columns stand twice: {names}"), self.twice
        else:
            return
        raise InputError([Problem(where, message, mend, {"names": ", ".join(names), "kind": kind}, row)])
