"""Writing workbooks that an import reads: a header with notes, lists to choose from, rows. It is always the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float
LONGEST = 32_767
"""So many letters a cell holds, and so many rows a sheet below its header."""
ROWS = 1_048_575
_LITERAL = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CHOICES = 2000
"""In so many rows below the header a list offers what can be chosen."""
_LONGEST_LIST = 255
_CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True)
class SheetContent:
    """One sheet: its title, a header, what each column is for and which words it takes, and rows by column."""

    title: str
    header: Sequence[str]
    purposes: Sequence[str] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    rows: Iterable[Mapping[str, Value]] = ()


def workbook_of(sheets: Sequence[SheetContent]) -> bytes:
    """A workbook with these sheets; a text longer than `LONGEST`, or more than `ROWS` rows, raise `ValueError`."""
    from xlsxwriter import Workbook

    file = BytesIO()
    spreadsheet = Workbook(file, _LITERAL)
    # The workbook would else hold the moment in which it was made.
    spreadsheet.set_properties({"created": _CREATED})
    plain, needed = spreadsheet.add_format({"bold": True}), spreadsheet.add_format({"bold": True, "bottom": 2})
    for content in sheets:
        sheet = spreadsheet.add_worksheet(content.title)
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(content.header):
            sheet.set_column(place, place, 40 if name.startswith("statement") else 16)
            sheet.write_string(0, place, name, needed if name in content.needed else plain)
        for place, purpose in enumerate(content.purposes):
            sheet.write_comment(0, place, purpose, {"author": "", "x_scale": 2})
        _offer(sheet, content)
        _fill(sheet, content)
    spreadsheet.close()
    return file.getvalue()


def _offer(sheet: Worksheet, content: SheetContent) -> None:
    """Offer what can be chosen where it is not too much for a list; other words are not refused by the spreadsheet."""
    for place, name in enumerate(content.header):
        words = list(content.choices.get(name, ()))
        if words and len(",".join(words)) <= _LONGEST_LIST:
            choice = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, place, _CHOICES, place, choice)


def _fill(sheet: Worksheet, content: SheetContent) -> None:
    places = {name: place for place, name in enumerate(content.header)}
    for number, row in enumerate(content.rows, 1):
        if number > ROWS:
            raise ValueError(content.title)
        for name, value in row.items():
            if isinstance(value, str) and len(value) > LONGEST:
                raise ValueError(f"{content.title}!{number + 1}")
            if isinstance(value, str):
                sheet.write_string(number, places[name], value)
            else:
                sheet.write_number(number, places[name], value)
