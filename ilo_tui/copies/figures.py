"""Figures in a text, in any spelling: `1,234`, `1.234`, `1 234`, `1234`, `12.5`, `12,5`, `1.2 million`, `three`.

A spelling can have several readings: `1.234` is 1234 or a little more than one, by where it was written. Two spellings
are of one figure if they share a reading. A figure is a number that stands for itself: neither a part of a longer
number nor of a code (`C182`, `4.1.2`) or an ordinal (`12th`). Readings are strings of digits with a point before
decimals, so that none is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import decimal

from ilo_tui.copies.folding_rules import UNSPACED
from ilo_tui.copies.language_words import LanguageWords, language_words, word_pattern

_GROUP = "[ \u00a0\u2007\u2009\u202f'\u2019]"
_LETTER = f"(?![{UNSPACED}])\\w"
_NUMBER = (
    f"(?<![.,/:]\\d)(?<!\\d[.,:/])(?<!\\d)"
    f"(?:\\d{{1,3}}(?:{_GROUP}\\d{{3}})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*)(?![.,/:]?\\d)"
)
_CELLS = re.compile("\\d{1,3}(?: \\d{3})+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Figure(NamedTuple):
    """A number as it is spelt in a text."""

    readings: frozenset[str]
    """What it can be: `1234`, `12.5`."""
    weak: bool
    """Whether it says little that this number stands somewhere: a year, or a word for a small number."""
    spelling: str
    start: int = 0
    end: int = 0
    """Where it stands in the text that it was read in."""

    @property
    def is_year(self) -> bool:
        """Whether it can only be a year."""
        return self.weak and all(map(_is_year, self.readings))

    def is_spelt_by(self, other: Figure) -> bool:
        """Whether the other can be the same number."""
        return not self.readings.isdisjoint(other.readings)


def figures_in(text: str) -> Iterator[Figure]:
    """Every figure of a text, in order."""
    words = language_words()
    for match in _pattern(tuple(words.numbers), tuple(words.multipliers)).finditer(text):
        readings, weak = _meaning(match, words)
        yield Figure(frozenset(readings), weak, match[0], match.start(), match.end())


def figures_on(page: str) -> Iterator[Figure]:
    """Every figure of a page, in order; what may be cells side by side (`140 131 126`) is each of them, too."""
    for figure in figures_in(page):
        yield figure
        if _CELLS.fullmatch(figure.spelling):
            for match in re.finditer("\\d+", figure.spelling):
                yield from (
                    cell._replace(start=figure.start + match.start(), end=figure.start + match.end())
                    for cell in figures_in(match[0])
                )


def figures_of(statements: Iterable[str], values: Iterable[float] = ()) -> tuple[Figure, ...]:
    """The figures of a claim, each once: those that it gives as values, and those in its statement by language.

    A number that is not weak anywhere is not weak.
    """
    figures = [*map(_of_value, values), *(figure for text in statements for figure in figures_in(text))]
    figures.sort(key=lambda figure: figure.weak)
    once: list[Figure] = []
    for figure in figures:
        if not any(figure.is_spelt_by(other) for other in once):
            once.append(figure._replace(start=0, end=0))
    return tuple(once)


def _of_value(value: float) -> Figure:
    spelling = (f"{value:.10f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)).lstrip("-")
    reading = _reading(*spelling.partition(".")[::2])
    return Figure(frozenset([reading]), _is_year(reading), spelling)


@lru_cache(maxsize=4)
def _pattern(numbers: tuple[str, ...], multipliers: tuple[str, ...]) -> re.Pattern[str]:
    alone = f"(?<!{_LETTER})(?<![^\\W\\d_][-.])"
    times = f"(?:[ \u00a0\u202f\\n]+(?P<times>{word_pattern(list(multipliers))})(?!\\w))?"
    number = f"(?P<number>{_NUMBER})(?!{_LETTER}){times}"
    return re.compile(f"{alone}(?:{number}|(?P<word>{word_pattern(list(numbers))})(?!\\w))", re.IGNORECASE)


def _meaning(match: re.Match[str], words: LanguageWords) -> tuple[set[str], bool]:
    """What a match can be, and whether that is weak."""
    if word := match["word"]:
        return {str(words.numbers[word.lower()])}, True
    readings = _readings(match["number"])
    if times := match["times"]:
        return {_multiplied(reading, words.multipliers[times.lower()]) for reading in readings}, False
    return readings, match["number"].isdecimal() and all(map(_is_year, readings))


def _readings(number: str) -> set[str]:
    """What a number can be, by which of its marks are of decimals."""
    digits = "".join(str(decimal(char)) if char.isdecimal() else char for char in re.sub(_GROUP, " ", number))
    integer, *groups = re.split("[ .,]", digits)
    marks = [char for char in digits if char in " .,"]
    if not marks:
        return {_reading(integer, "")}
    grouped = len(integer) <= 3 and all(len(group) == 3 for group in groups)
    readings = set()
    if grouped and len(set(marks)) == 1 and (integer != "0" or marks[0] == " "):
        readings.add(_reading("".join((integer, *groups)), ""))
    if marks[-1] != " " and marks[-1] not in marks[:-1] and _is_grouped(integer, groups[:-1], marks[:-1]):
        readings.add(_reading("".join((integer, *groups[:-1])), groups[-1]))
    return readings or {number}


def _is_grouped(integer: str, groups: list[str], marks: list[str]) -> bool:
    return not groups or (len(integer) <= 3 and len(set(marks)) == 1 and all(len(group) == 3 for group in groups))


def _reading(integer: str, decimals: str) -> str:
    integer, decimals = integer.lstrip("0") or "0", decimals.rstrip("0")
    return f"{integer}.{decimals}" if decimals else integer


def _multiplied(reading: str, times: int) -> str:
    integer, _, decimals = reading.partition(".")
    product = int(integer + decimals) * times
    digits = str(product).zfill(len(decimals) + 1)
    return _reading(digits[: len(digits) - len(decimals)], digits[len(digits) - len(decimals) :])


def _is_year(reading: str) -> bool:
    return reading.isdecimal() and len(reading) == 4 and _FIRST_YEAR <= int(reading) <= _LAST_YEAR
