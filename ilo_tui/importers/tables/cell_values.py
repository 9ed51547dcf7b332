"""The values of a workbook's cells as the text that stands in a table: dates as ISO, 1.0 as 1, percent as it is shown.

A number is written so that it can only be read in one way, for a cell that holds a number holds no doubt.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

_LARGEST_WHOLE = 2**53
_UNSEEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
"""What of a number format is no code of it: quoted words, escaped letters, colours and languages, padding."""


def is_percent(value: object, number_format: str) -> bool:
    """Whether a cell shows its number as percent."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and "%" in _UNSEEN.sub("", number_format)


def cell_text(value: object, number_format: str, *, exact: bool) -> str:
    """The text of a value; `exact` is a column of numbers, in which `1.234` would be one of two."""
    match value:
        case None:
            text = ""
        case bool():
            text = str(value).upper()
        case int() | float():
            percent = is_percent(value, number_format)
            # By its decimals, for 0.287 times 100 is 28.699999999999996.
            shown = float(Decimal(repr(value)) * 100) if percent else value
            text = _number(shown) if exact else _plain(shown) + ("%" if percent else "")
        case date():
            text = _date(value, number_format)
        case time():
            text = value.isoformat("minutes")
        case _:
            text = str(value)
    return text


def is_date(value: object) -> bool:
    """Whether a cell holds a date."""
    return isinstance(value, date)


def _number(value: float) -> str:
    """A number without a sign that could stand before thousands: 1.234 as 1234e-3."""
    text = _plain(value)
    integer, point, decimals = text.partition(".")
    if not point:
        return text
    decimals, mark, power = decimals.partition("e")
    exponent = (int(power) if mark else 0) - len(decimals)
    return f"{integer}{decimals}e{exponent}"


def _plain(value: float) -> str:
    """A number as it is written: whole ones without decimals."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE
    return str(int(value)) if is_whole else repr(value)


def _date(value: date, number_format: str) -> str:
    """A date as precise as its cell shows it, for a spreadsheet has no year alone; a time of the day is kept."""
    code = _UNSEEN.sub("", number_format).lower().partition(";")[0]
    if isinstance(value, datetime):
        if value.time() != time():
            return value.isoformat(" ", "minutes")
        value = value.date()
    if "y" in code and "d" not in code:
        return value.isoformat()[:7] if "m" in code else value.isoformat()[:4]
    return value.isoformat()
