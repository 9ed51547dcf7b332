"""What is typed into a field as a value of the file, and a value as text.

Nothing is guessed: what may be two is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec
from msgspec import UNSET

from ilo_tui.app.record_form.fields import FieldKind, FieldSpec
from ilo_tui.core.date_words import date_words
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.core.typed_dates import read_date
from ilo_tui.dossier.codec import decoder
from ilo_tui.dossier.errors import from_msgspec
from ilo_tui.importers.tables.values import may_be_two, number

SEPARATOR = ";"
"""Stands between the values of a list that is typed in one line."""
_YES = ("yes", "y", "true", "1")
_NO = ("no", "n", "false", "0")
_LONGEST_WHOLE = 18


@dataclass(frozen=True)
class TypedFault:
    """Why a text is no value of a field: a message with its values."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def line(self, tr: Translator) -> str:
        """It in the reader's language."""
        return tr(self.message, **{key: clean(str(value)) for key, value in self.values.items()})


def parse(spec: FieldSpec, typed: str, today: date) -> object:
    """The value that is typed into a field, into one item of it where it is a list; `UNSET` of nothing.

    A `TypedFault` where it is no value. References are not looked up here.
    """
    text = typed.strip()
    if not text:
        return UNSET
    reader = _READERS.get(spec.kind)
    value = reader(text, today) if reader else text
    if spec.kind == "choice" and text not in spec.options:
        return TypedFault(N_("{value} is none of: {codes}"), {"value": text, "codes": ", ".join(spec.options)})
    return value if isinstance(value, TypedFault) else _checked(spec, value)


def parse_list(spec: FieldSpec, typed: str, today: date) -> object:
    """The list that is typed in one line, with `;` between its values; `all` where that may stand for it."""
    if spec.may_be_all and typed.strip() == "all":
        return "all"
    values = [parse(spec, part, today) for part in typed.split(SEPARATOR)]
    fault = next((value for value in values if isinstance(value, TypedFault)), None)
    return fault or [value for value in values if value is not UNSET]


def text_of(value: object) -> str:
    """A value as it is typed; of a list its values with `;` between them, empty of what is not there."""
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return msgspec.json.encode(value).decode()
        case list():
            return f"{SEPARATOR} ".join(text for item in value if (text := text_of(item)))
        case dict():
            return next((text for item in value.values() if (text := text_of(item))), "")
    return ""


def _checked(spec: FieldSpec, value: object) -> object:
    """The value, if the file's format takes it."""
    if spec.kind == "texts":
        return value
    try:
        decoder(spec.kind_of_value).decode(msgspec.json.encode(value))
    except (msgspec.MsgspecError, ValueError) as error:
        fault = from_msgspec("", "", "", spec.key, str(error))
        return TypedFault(fault.message, fault.values | {"at": spec.key})
    return value


def _date(text: str, today: date) -> object:
    readings = read_date(text, today, date_words()).readings
    if len(readings) == 1:
        return readings[0]
    if not readings:
        return TypedFault(N_("{date} is no date: write 2014, 2014-03 or 2014-03-31"), {"date": text})
    return TypedFault(N_("{date} may be {dates}: write which"), {"date": text, "dates": ", ".join(readings)})


def _integer(text: str, today: date) -> object:
    digits = text.removeprefix("-")
    if digits.isdecimal() and len(digits) <= _LONGEST_WHOLE:
        return int(text)
    return TypedFault(N_("{value} is no whole number"), {"value": text})


def _year(text: str, today: date) -> object:
    if text.isdecimal() and len(text) == len("2014"):
        return int(text)
    return TypedFault(N_("{value} is no year: write four digits, as 2014"), {"value": text})


def _number(text: str, today: date) -> object:
    if may_be_two(text):
        message = N_("{value} may have thousands or decimals: write 1234, or one decimal more, as 1.2340")
        return TypedFault(message, {"value": text})
    value = number(text)
    return TypedFault(N_("{value} is no number"), {"value": text}) if value is None else value


def _flag(text: str, today: date) -> object:
    if text.lower() in (*_YES, *_NO):
        return text.lower() in _YES
    return TypedFault(N_("write yes or no"))


_READERS: Mapping[FieldKind, Callable[[str, date], object]] = {
    "date": _date,
    "year": _year,
    "whole": _integer,
    "number": _number,
    "flag": _flag,
}
