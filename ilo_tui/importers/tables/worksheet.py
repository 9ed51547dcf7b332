"""Taking in one sheet: where its header is, its rows as text, and what is to be told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from ilo_tui.core.errors import InputError
from ilo_tui.core.text import visible_text
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress
from ilo_tui.importers.tables.cell_names import letters_of
from ilo_tui.importers.tables.cell_values import cell_text, is_date, is_percent
from ilo_tui.importers.tables.sheet_scan import SheetScan
from ilo_tui.importers.tables.table_head import TableHead, Vocabulary
from ilo_tui.importers.tables.table_report import Remark
from ilo_tui.importers.tables.table_rows import TableRows, is_remark
from ilo_tui.importers.tables.workbook import Cell, SheetName, Workbook

HEADER_WITHIN = 20
"""In one of so many first rows the header stands."""
_SHOWN = 8
_NUMBERS = {"value", "target"}
_DATES = {"start", "end", "due", "adopted", "ratified", "year", "figure_year", "source_year"}
_LIKELY = 3
"""A row with so many names of columns is meant as a header."""

CellRow = tuple[int, tuple[Cell, ...]]


class Worksheet:
    """One sheet on its way into `rows`; what is to be told of it is in `remarks`."""

    def __init__(self, spreadsheet: Workbook, sheet: SheetName, rows: TableRows, vocabulary: Vocabulary) -> None:
        """Read the `sheet` of a workbook by the names of `vocabulary`."""
        self._spreadsheet, self._sheet, self._rows, self._vocabulary = spreadsheet, sheet, rows, vocabulary
        self.remarks: list[Remark] = []
        self._percent: list[str] = []
        self._dated: list[str] = []
        self._beyond: list[str] = []
        self._names: list[str] = []

    def read(self, progress: Progress) -> None:
        """Take it in; raises `InputError` where it has no header or is damaged."""
        scan = self._spreadsheet.scan(self._sheet.title, progress)
        rows = self._spreadsheet.rows(self._sheet.title, scan.last_row, progress)
        first = list(islice(rows, HEADER_WITHIN))
        position = self._header_in(first)
        number, cells = first[position]
        header = self._header_cells(cells)
        self._rows.read_head(number, header)
        self._names = [column[0] if column else "" for column in self._rows.head.columns]
        self._rows.add(number, header)
        self._rows.uncomputed = frozenset(scan.uncomputed)
        self._add_rows(first[position + 1 :])
        self._add_rows(rows)
        self._describe(scan, number)

    def _header_cells(self, cells: Sequence[Cell]) -> list[str]:
        texts = [cell_text(cell.value, cell.number_format, exact=False) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        return texts

    def _header_in(self, rows: Sequence[CellRow]) -> int:
        """The place of the first row that can be the header; else of that which is most like one."""
        heads = [self._vocabulary.head(self._header_cells(cells)) for _, cells in rows]
        for position, head in enumerate(heads):
            if head.names and not head.missing:
                return position
        likely = max(heads, key=_likeness, default=None)
        if likely is None or (len(likely.names) < _LIKELY and likely is not heads[0]) or not any(likely.cells):
            message = N_("none of the first {n} rows has the names of columns")
            mend = N_("Begin with the template: ilo-tui import {kind} --template")
            raise InputError.of(self._rows.where, message, mend, n=HEADER_WITHIN, kind="xlsx")
        return heads.index(likely)

    def _add_rows(self, rows: Iterable[CellRow]) -> None:
        for number, cells in rows:
            texts = [self._text(number, place, cell) for place, cell in enumerate(cells)]
            width = len(self._names)
            if texts and not is_remark(texts[0]):
                self._beyond += [_place(place, number) for place in range(width, len(texts)) if texts[place].strip()]
            self._rows.add(number, texts[:width])

    def _text(self, number: int, place: int, cell: Cell) -> str:
        value = cell.value
        if value is None or isinstance(value, str):
            return value or ""
        name = self._names[place] if place < len(self._names) else ""
        if name and is_percent(value, cell.number_format):
            self._percent.append(_place(place, number))
        elif name and name not in _DATES and is_date(value):
            self._dated.append(_place(place, number))
        return cell_text(value, cell.number_format, exact=name in _NUMBERS)

    def _describe(self, scan: SheetScan, header: int) -> None:
        """Everything that a person sees otherwise in the spreadsheet."""
        columns = [letters_of(first) if first == last else f"{letters_of(first)}-{letters_of(last)}"
                   for first, last in scan.hidden_columns]  # fmt: skip
        if self._sheet.hidden:
            self._remark(N_("the sheet is hidden, and is read"))
        if header > 1:
            self._remark(N_("rows above the header, which is row {row}, are not read"), row=header)
        for message, places, more in (
            (N_("merged cells; what is in them is read as in the first of them alone: {cells}"), scan.merged,
             scan.more["merged"]),
            (N_("hidden rows, which are read as well: {cells}"), list(map(str, scan.hidden_rows)),
             scan.more["hidden_rows"]),
            (N_("hidden columns, which are read as well: {cells}"), columns, 0),
            (N_("formulas without a value, which are read as empty: {cells}; save it in a spreadsheet"),
             scan.uncomputed, scan.more["uncomputed"]),
            (N_("numbers shown as percent are read as they are shown, 0.25 as 25: {cells}"), self._percent, 0),
            (N_("dates where no date is meant; a page such as 4-6 becomes one in a spreadsheet: {cells}"),
             self._dated, 0),
            (N_("cells beside the table, under no header, are not read: {cells}"), self._beyond, 0),
        ):  # fmt: skip
            if places:
                self._remark(message, cells=_listed(places, more))

    def _remark(self, message: str, **values: object) -> None:
        self.remarks.append(Remark(self._rows.name, message, values))


def _likeness(head: TableHead) -> int:
    return len(head.names)


def _listed(places: Sequence[str], more: int) -> str:
    """The first places by name, and how many more there are."""
    rest = len(places) - _SHOWN + more
    return ", ".join([*map(visible_text, places[:_SHOWN]), *([f"+{rest}"] if rest > 0 else [])])


def _place(place: int, row: int) -> str:
    return f"{letters_of(place + 1)}{row}"
