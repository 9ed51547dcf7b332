"""To which pages of a copy a locator leads: by the label of a page, by its number, or by words that begin a line there.

`p. 4`, `pp. 4-6`, `hlm. 4`, `p. iv`, `4` name pages; the label comes first, as printed, then the number. Only where a
locator names none that the copy has, or the copy has no printed pages, is looked for what else it names: a numbered
`Table 1`, `Article 3`, `Section 3.2` (in any language's word for it), or a heading. A line in a table of contents that
names it is passed over where another line does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ilo_tui.copies.language_words import language_words, word_pattern
from ilo_tui.copies.passages import SearchableText

How = Literal["label", "number", "heading", "no_printed_pages", "none"]
_PAGE = "page"
_ROMAN = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_ROMAN_NUMBER = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ITEM = r"(?:\d+|[ivxlcdm]+)\b"
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
_RANGE = re.compile(f"({_ITEM})(?:{_DASH}({_ITEM}))?", re.IGNORECASE)
_MOST_PAGES, _LONGEST = 200, 300
"""Pages to which a locator leads at most, and letters of it that are read."""
_CONTENTS_LINE = re.compile(r"(?:\.\s?){3,}|\s(?:\d+|[ivxlcdm]+)\s*$", re.IGNORECASE)


class LocatorPages(NamedTuple):
    """The pages that a locator leads to, by number in the order of the locator, and how they were come by."""

    numbers: tuple[int, ...]
    how: How


def pages_of_locator(text: SearchableText, locator: str) -> LocatorPages:
    """The pages to which a locator leads; none where it says nothing that the copy has."""
    locator = " ".join(locator[:_LONGEST].split())
    ranges = list(_page_ranges(locator))
    if ranges and text.document.has_printed_pages:
        labelled = _by_label(text, ranges)
        if labelled:
            return LocatorPages(labelled, "label")
        if numbered := _by_number(text, ranges):
            return LocatorPages(numbered, "number")
    if headed := _by_heading(text, locator):
        return LocatorPages(headed, "heading")
    return LocatorPages((), "no_printed_pages" if ranges and not text.document.has_printed_pages else "none")


@lru_cache(maxsize=4)
def _page_list(words: tuple[str, ...], conjunctions: tuple[str, ...]) -> re.Pattern[str]:
    """An expression for `pp. 4-6, 8 and 9`, or for that without the word if it is all of a locator."""
    span = f"{_ITEM}(?:{_DASH}{_ITEM})?"
    between = rf"\s*(?:[,;&/]|\b(?:{word_pattern(conjunctions)})\b)\s*"
    return re.compile(
        rf"(?:(?<!\w)(?:{word_pattern(words)})\b\.?\s*|^)(?P<spans>{span}(?:{between}{span}(?![\w.]))*)(?![\w(])",
        re.IGNORECASE,
    )


def _page_ranges(locator: str) -> Iterator[tuple[str, str]]:
    """First and last page as they are written; of a single page both are the same."""
    words = language_words().locators
    pattern = _page_list(words.get(_PAGE, ()), words.get("and", ()))
    for match in pattern.finditer(locator):
        bare = match.start() == match.start("spans")
        if bare and (match.end() < len(locator) or not re.match(r"\d|[ivxlcdm]+\b", match["spans"])):
            continue
        for span in _RANGE.finditer(match["spans"]):
            yield span[1].lower(), _full(span[1], span[2] or span[1]).lower()


def _full(first: str, last: str) -> str:
    """The last page of a range in full: of `106-7` it is 107."""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _by_label(text: SearchableText, ranges: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    """The pages whose printed labels these are; every page with a label in a range."""
    labels: dict[str, int] = {}
    for page in text.pages:
        labels.setdefault(page.label.strip().lower(), page.number)
    wanted = (label for first, last in ranges for label in _labels(first, last))
    return tuple(dict.fromkeys(labels[label] for label in wanted if label in labels))


def _by_number(text: SearchableText, ranges: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    wanted = (label for first, last in ranges for label in _labels(first, last))
    return tuple(dict.fromkeys(int(label) for label in wanted if label.isdecimal() and text.page(int(label))))


def _labels(first: str, last: str) -> Iterator[str]:
    """The labels of a range, Arabic or Roman as it is written; both ends where it is neither."""
    if first.isdecimal() and last.isdecimal():
        start, stop = int(first[:9]), int(last[:9])
        yield from map(str, range(start, min(stop, start + _MOST_PAGES - 1) + 1))
    elif first != last and (start := roman_value(first)) and (stop := roman_value(last)):
        yield from map(roman_number, range(start, min(stop, start + _MOST_PAGES - 1) + 1))
    else:
        yield from dict.fromkeys((first, last))


def roman_value(text: str) -> int:
    """What a Roman number in small letters is; 0 for what is none."""
    if not text or not _ROMAN_NUMBER.fullmatch(text):
        return 0
    values = [_ROMAN[char] for char in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def roman_number(value: int) -> str:
    """A number as a Roman one in small letters."""
    digits = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40))
    written = ""
    for letters, worth in (*digits, ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        count, value = divmod(value, worth)
        written += letters * count
    return written


def _by_heading(text: SearchableText, locator: str) -> tuple[int, ...]:
    """The pages where a line begins with what the locator names, part by part."""
    numbers: dict[int, None] = {}
    for part in re.split(r"[;,:]\s*", locator):
        if pattern := _heading_pattern(part.strip(" .")):
            numbers |= dict.fromkeys(_pages_with(text, pattern))
    return tuple(numbers)


def _heading_pattern(part: str) -> re.Pattern[str] | None:
    """An expression for a line that begins with what a part of a locator names; None for what names nothing."""
    if not re.search(r"\w", part):
        return None
    for kind, words in language_words().locators.items():
        match = re.match(rf"(?:{word_pattern(words)})(?!\w)\.?\s*([\w.\-]*\w)", part, re.IGNORECASE)
        if match and kind not in {_PAGE, "and"} and re.search(r"\d|^[ivxlcdm]+$|^\w$", match[1], re.IGNORECASE):
            number = re.escape(match[1])
            bare = rf"|{number}[.)]?\s" if kind in {"section", "chapter", "paragraph", "part"} else ""
            return _line(rf"(?:(?:{word_pattern(words)})\.?\s*{number}(?![.\-]?\w){bare})")
    if re.fullmatch(r"\d", part) or len(part) < 2:
        return None
    heading = r"\s+".join(map(re.escape, part.split()))
    return _line(rf"(?:(?:\d+(?:\.\d+)*|[ivxlcdm]+)[.)]?\s+)?{heading}(?!\w)")


def _line(beginning: str) -> re.Pattern[str]:
    return re.compile(rf"^[^\S\n]*(?P<heading>{beginning})(?P<rest>[^\n]*)", re.IGNORECASE | re.MULTILINE)


def _pages_with(text: SearchableText, pattern: re.Pattern[str]) -> Iterator[int]:
    """The first page with such a line, or such a label; a line of contents only where there is no other."""
    in_contents = None
    for page in text.pages:
        label = pattern.match(page.label) if page.label and not text.document.has_printed_pages else None
        for match in [label] if label else pattern.finditer(page.text):
            if label or not _CONTENTS_LINE.search(match["rest"]):
                yield page.number
                return
            in_contents = in_contents or page.number
    if in_contents is not None:
        yield in_contents
