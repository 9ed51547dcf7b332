"""Numbers and dates as people and publishers write them, read only where they can mean one thing."""

from __future__ import annotations

import math
import re
from datetime import date

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_COMMA_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|[+-]?[1-9]\d{0,2},\d{3}\.\d+")
_DOT_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3}){2,}(,\d+)?|[+-]?[1-9]\d{0,2}\.\d{3},\d+")
_APART = re.compile(r"[+-]?[1-9]\d{0,2}([ '])\d{3}(?:\1\d{3})*([.,]\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?(0,\d+|\d+,(\d{1,2}|\d{4,})|\d{4,},\d+)")
_TWO = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_OTHER = {".": ",", ",": "."}
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f\\s]+")
_SIGNS = str.maketrans({"\u2212": "-", "\u2019": "'", "\u02bc": "'"})
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:Z|[+-]\d{2}:\d{2}|[T ]\d{2}:\d{2}.*)?")
_LARGEST = 2**53


def number(text: str, decimal: str = "") -> int | float | None:
    """The number that a text writes, or None where it is none or may be two.

    `28.7`, `28,7`, `1.234,5`, `1,234.5`, `1 234`, `1'234`, `45 %` are numbers. `1,234` and `1.234` are either of two:
    `decimal`, the sign before decimals where the text comes from, says which; without it a point is one, as in XML.
    Infinite numbers and such as no file can hold exactly as a whole number are floats or none.
    """
    plain = _bare(text)
    if _TWO.fullmatch(plain):
        sign = decimal or ("" if "," in plain else ".")
        return _plain_number(plain.replace(_OTHER[sign], "").replace(sign, ".")) if sign else None
    if apart := _APART.fullmatch(plain):
        plain = plain.replace(apart[1], "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _DOT_GROUPS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    return _plain_number(plain)


def may_be_two(text: str) -> bool:
    """Whether a number may have decimals or thousands: `429.380`, `429,380`."""
    return bool(_TWO.fullmatch(_bare(text)))


def decimal_in(text: str) -> str:
    """The sign before decimals, `.` or `,`, as far as a number shows it by itself; empty where it doesn't."""
    plain = _bare(text)
    if may_be_two(plain):
        return ""
    if apart := _APART.fullmatch(plain):
        return (apart[2] or "")[:1]
    if _DOT_GROUPS.fullmatch(plain) or _DECIMAL_COMMA.fullmatch(plain):
        return ","
    known = _COMMA_GROUPS.fullmatch(plain) or (_NUMBER.fullmatch(plain) and "." in plain[:-1])
    return "." if known else ""


def _bare(text: str) -> str:
    """A text with its spaces as one kind, without a per cent sign, and with plain signs."""
    # A minus of the typesetter's is one all the same.
    plain = _SPACES.sub(" ", text).strip().translate(_SIGNS)
    return plain[:-1].strip() if plain.endswith("%") else plain


def _plain_number(plain: str) -> int | float | None:
    if len(plain) > 400 or not plain.isascii() or not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    if not math.isfinite(value):
        return None
    is_whole = abs(value) < _LARGEST and not any(sign in plain for sign in ".eE")
    return int(plain) if is_whole else value


def day(text: str) -> str | None:
    """An ISO date as precise as it is written (`2017`, `2017-05`, `2017-05-01`), or None; times are left out."""
    parts = _DATE.fullmatch(text.strip())
    if not parts or not text.isascii():
        return None
    year, month, of_month = parts.groups()
    try:
        date(int(year), int(month or 1), int(of_month or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, of_month) if part)


def year(text: str) -> int | None:
    """The year of a date or a year alone, or None."""
    date_text = day(text)
    return int(date_text[:4]) if date_text else None
