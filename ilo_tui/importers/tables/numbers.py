"""Numbers that may be two, `429.380` and `429,380`: what the rest of their file says of them.

A number in the file that has decimals in one way only decides it, for a file comes from one program in one setting;
else semicolons between the cells do, which spreadsheets write where the comma stands before decimals. A comma between
cells says nothing: every program that knows no settings writes it. Where both ways stand in a file nothing is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.importers.tables.values import decimal_in, may_be_two, number

_SHOWN = 5


@dataclass
class Convention:
    """Which sign stands before decimals in one file, empty where nothing says it; and the numbers read by it.

    `example` and `row` are the number that settles it and where it stands; without one the delimiter does.
    """

    decimal: str = ""
    example: str = ""
    row: int = 0
    read: dict[str, float] = field(default_factory=dict)

    def number(self, written: str) -> int | float | None:
        """The number that is meant, or None."""
        value = number(written, self.decimal)
        if not may_be_two(written):
            return value
        if value is not None and self.decimal:
            self.read.setdefault(written, value)
            return value
        return None

    def localise(self, tr: Translator, file: str) -> list[str]:
        """How numbers that may be two were read, and why, in lines."""
        because = (
            tr("because {example} in row {row} is written so", example=clean(self.example), row=self.row)
            if self.example
            else tr("because semicolons stand between its cells, as where the comma stands before decimals")
        )
        shown = [
            tr("{file}: {written} is read as {value}, {because}", file=file, written=clean(written), value=value,
                because=because)
            for written, value in list(self.read.items())[:_SHOWN]
        ]  # fmt: skip
        more = len(self.read) - len(shown)
        return [
            *shown,
            *([tr("{file}: and {n} more numbers like that", file=file, n=tr.number(more))] if more else []),
        ]


def convention_of(values: Iterable[tuple[int, str]], delimiter: str) -> Convention:
    """What the values of a file, each behind its row, and what stands between its cells, say of its numbers."""
    signs: dict[str, tuple[str, int]] = {}
    for row, written in values:
        if sign := decimal_in(written):
            signs.setdefault(sign, (written, row))
    if len(signs) == 1:
        ((sign, (example, number_of_row)),) = signs.items()
        return Convention(sign, example, number_of_row)
    return Convention("," if delimiter == ";" and not signs else "")


def both_meanings(written: str) -> dict[str, object]:
    """The two numbers that one may be, each as it means nothing else."""
    part = number(written, "." if "." in written else ",")
    shown = f"{part:.3f}"
    return {
        "whole": number(written, "," if "." in written else "."),
        "part": shown.removesuffix("0") if shown.endswith("0") else f"{shown}0",
    }
