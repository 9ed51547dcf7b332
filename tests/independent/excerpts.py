"""Documents of pages and excerpts of them, true and false, from a seed: an oracle that shares no code with the program.

A document is a row of words, from which both its pages and its excerpts are set, each in another way: as an extractor
gives a page (lines broken, words hyphenated, ligatures, round quotation marks, running heads), and as people quote. So
what is true follows from the words, not from any folding of texts.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from tests.independent.excerpt_words import FIGURES, WORDS

LANGUAGES = ("english", "indonesian", "khmer")
_LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
_QUOTES = {
    "round": ("\u201c", "\u201d", "\u2019"),
    "low": ("\u201e", "\u201c", "\u2019"),
    "angle": ("\u00ab", "\u00bb", "\u2032"),
}
"""The mark that opens, that closes, and the apostrophe."""
_HYPHENS = "-\u2010\u2011\u2013\u00ad"
_PAGES, _WORDS_OF_PAGE = 6, 150
_COLUMNS = 4
"""The page (from 0) on which an extractor mixes two columns."""


class Case(NamedTuple):
    """An excerpt of a document, with the page that is said to have it."""

    document: int
    kind: str
    """How it was varied, or by what it is false."""
    excerpt: str
    page: int
    """From 1."""
    is_true: bool


class Source(NamedTuple):
    """A document: its words page by page, and how its pages were set."""

    language: str
    words: list[list[str]]
    pages: list[str]


Make = Callable[[random.Random, Source], tuple[int, str] | None]
"""What makes a case of a document: the page (from 0) that is said, and the excerpt; None where it could not."""


def sources_and_cases(seed: int, documents: int, cases: int) -> tuple[list[Source], list[Case]]:
    """Documents, and for each as many true and as many false cases, all from a seed."""
    rng = random.Random(seed)
    sources: list[Source] = []
    cases_of_all: list[Case] = []
    for number in range(documents):
        source = _source(rng, LANGUAGES[number % len(LANGUAGES)], heads=number % 2 == 0)
        sources.append(source)
        for makers, is_true in ((_TRUE, True), (_FALSE, False)):
            for place in range(cases):
                kind, make = makers[(place + number) % len(makers)]
                page, excerpt = _first_case(rng, source, make)
                cases_of_all.append(Case(number, kind, excerpt, page + 1, is_true))
    return sources, cases_of_all


def _first_case(rng: random.Random, source: Source, make: Make) -> tuple[int, str]:
    """The first case that can be made; a page may have nothing that serves."""
    while (case := make(rng, source)) is None:
        pass
    return case


# How a document is made.


def _source(rng: random.Random, language: str, *, heads: bool) -> Source:
    words = [_sentences(rng, language) for _ in range(_PAGES)]
    quotes = rng.choice(list(_QUOTES))
    pages = []
    for number, row in enumerate(words):
        if number == _COLUMNS:
            half = len(row) // 2
            first, second = _lines(rng, row[:half], language, quotes, 36), _lines(rng, row[half:], language, quotes, 36)
            pages.append(_mixed(rng, first, second))
            continue
        lines = _lines(rng, row, language, quotes, rng.randint(50, 90))
        if heads:
            lines = [f"Annual report {2000 + number % 2}", *lines, f"{number + 1}"]
        pages.append("\n".join(lines))
    return Source(language, words, pages)


def _sentences(rng: random.Random, language: str) -> list[str]:
    """Words with their punctuation, as they would be typed: capitals, full stops, quotation marks, figures, dashes."""
    row: list[str] = []
    while len(row) < _WORDS_OF_PAGE:
        sentence = [
            rng.choice(WORDS[language] if rng.random() > 0.06 else FIGURES.split()) for _ in range(rng.randint(8, 18))
        ]
        sentence[0] = sentence[0][0].upper() + sentence[0][1:]
        if rng.random() < 0.3:
            start = rng.randrange(1, len(sentence) - 3)
            sentence[start], sentence[start + 2] = '"' + sentence[start], sentence[start + 2] + '"'
        if rng.random() < 0.3:
            sentence[rng.randrange(1, len(sentence) - 1)] += ","
        if rng.random() < 0.1:
            sentence.insert(rng.randrange(2, len(sentence) - 1), "\u2013")
        row += [*sentence[:-1], sentence[-1] + ("\u17d4" if language == "khmer" else ".")]
    return row


def _lines(rng: random.Random, row: Sequence[str], language: str, quotes: str, width: int) -> list[str]:
    """Words set in lines of about a width, as an extractor gives them."""
    lines, line = [], ""
    for place, word in enumerate(row):
        set_word = _set_word(rng, word, quotes)
        if len(line) + len(set_word) > width and line:
            head, tail = _hyphenated(rng, word, set_word, language)
            lines.append(line.rstrip() + _gap(rng, language, row, place) * bool(head) + head if head else line.rstrip())
            line = tail
        else:
            line += (_gap(rng, language, row, place) if line else "") + set_word
    return [*lines, line]


def _gap(rng: random.Random, language: str, row: Sequence[str], place: int) -> str:
    """What stands before a word that does not begin a line."""
    if language == "khmer" and _is_khmer(row[place - 1][-1:]) and _is_khmer(row[place][:1]):
        return rng.choice(("", "\u200b", "\u200b", ""))
    return rng.choices((" ", "  ", "\u00a0"), (90, 6, 4))[0]


def _is_khmer(char: str) -> bool:
    return "\u1780" <= char <= "\u17d3"


def _set_word(rng: random.Random, word: str, quotes: str) -> str:
    opening, closing, apostrophe = _QUOTES[quotes]
    word = word.replace('"', opening, 1) if word.startswith('"') else word.replace('"', closing)
    word = word.replace("'", apostrophe)
    if rng.random() < 0.5:
        for letters, ligature in _LIGATURES.items():
            word = word.replace(letters, ligature)
    if "-" in word:
        word = word.replace("-", rng.choice(("-", "\u2010", "\u2011") if word[0].isalpha() else ("-", "\u2013")))
    return normalize("NFD", word) if rng.random() < 0.1 else word


def _hyphenated(rng: random.Random, word: str, set_word: str, language: str) -> tuple[str, str]:
    """A word at the end of a line: broken, or all of it in the next line."""
    if language == "khmer" or len(set_word) < 7 or not set_word.isalpha() or rng.random() < 0.4:
        for hyphen in "-\u2010\u2011\u2013":
            if hyphen in set_word and rng.random() < 0.7:
                head, _, tail = set_word.partition(hyphen)
                return head + hyphen, tail
        return "", set_word
    cut = rng.randint(3, len(set_word) - 3)
    return set_word[:cut] + rng.choice(("-", "\u2010", "\u00ad")), set_word[cut:]


def _mixed(rng: random.Random, first: list[str], second: list[str]) -> str:
    """Two columns as an extractor gives them that does not see them: line by line."""
    apart = rng.choice(("\n", "    ", " "))
    rows = max(len(first), len(second))
    return "\n".join(
        apart.join(side[number] for side in (first, second) if number < len(side)) for number in range(rows)
    )


# How people quote.


def _quoted(rng: random.Random, words: Sequence[str], language: str) -> str:
    """Words as a person types or pastes them."""
    khmer = language == "khmer"
    text = ""
    for place, word in enumerate(words):
        gap = _gap(rng, language, words, place) if khmer else rng.choices((" ", "  ", "\n", "\u00a0"), (88, 5, 5, 2))[0]
        text += (gap if place else "") + word
    style = rng.choice(("straight", *_QUOTES))
    if style != "straight":
        opening, closing, apostrophe = _QUOTES[style]
        text = "".join(
            (opening if not place or text[place - 1].isspace() else closing) if char == '"' else char
            for place, char in enumerate(text)
        ).replace("'", apostrophe)
    return text.replace("\u2013", rng.choice("\u2013-")) if rng.random() < 0.3 else text


def _stretch(rng: random.Random, source: Source, page: int, least: int = 5) -> tuple[int, list[str]]:
    """Some words of a page that stand together, and the first of them."""
    row = source.words[page]
    length = rng.randint(least, 30)
    start = rng.randrange(len(row) - length)
    return start, row[start : start + length]


def _plain_page(rng: random.Random) -> int:
    return rng.choice([page for page in range(_PAGES) if page != _COLUMNS])


def _true_plain(rng: random.Random, source: Source) -> tuple[int, str]:
    page = _plain_page(rng)
    return page, _quoted(rng, _stretch(rng, source, page)[1], source.language)


def _true_capital(rng: random.Random, source: Source) -> tuple[int, str]:
    """As a sentence: a capital, a full stop, quotation marks about it."""
    page, text = _true_plain(rng, source)
    text = text[0].upper() + text[1:].rstrip(".,\u17d4") + rng.choice((".", ""))
    return page, text if '"' in text else rng.choice((text, f"\u201c{text}\u201d" if text.isascii() else text))


def _true_break(rng: random.Random, source: Source) -> tuple[int, str]:
    """Over a page break."""
    page = rng.randrange(_COLUMNS - 1)
    before, after = rng.randint(3, 12), rng.randint(3, 12)
    words = [*source.words[page][-before:], *source.words[page + 1][:after]]
    return rng.choice((page, page + 1)), _quoted(rng, words, source.language)


def _true_elision(rng: random.Random, source: Source) -> tuple[int, str]:
    page = _plain_page(rng)
    words = _stretch(rng, source, page, least=14)[1]
    cut, stop = rng.randint(4, 6), rng.randint(7, 9)
    mark = rng.choice((" ... ", " [...] ", " \u2026 ", "\u2026 ", " (...) "))
    first, last = (_quoted(rng, part, source.language) for part in (words[:cut], words[stop:]))
    return page, first + mark + last


def _true_pasted(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """Copied out of the page as it is set, from one blank to another, broken words and ligatures and all."""
    page = _plain_page(rng)
    text = source.pages[page]
    blanks = [place for place, char in enumerate(text) if char in " \n"]
    first = rng.randrange(2, len(blanks) - 12)
    start, stop = blanks[first] + 1, blanks[first + rng.randint(5, 10)]
    if text[blanks[first] - 1] in _HYPHENS or text[stop - 1] in _HYPHENS or text[start:stop].isspace():
        return None
    return page, text[start:stop]


def _falsified(
    rng: random.Random, source: Source, change: Callable[[list[str]], list[str] | None]
) -> tuple[int, str] | None:
    page = _plain_page(rng)
    words = change(list(_stretch(rng, source, page)[1]))
    if words is None or _stands(source, words):
        return None
    return page, _quoted(rng, words, source.language)


def _stands(source: Source, words: Sequence[str], page: int | None = None) -> bool:
    """Whether words stand in a document, or on a page of it, by their letters alone: more often than is so."""
    rows = source.words if page is None else source.words[page : page + 1]
    return _letters(words) in _letters([word for row in rows for word in row])


def _letters(words: Sequence[str]) -> str:
    return "".join(char for char in "".join(words).lower() if char.isalnum() or _is_khmer(char))


def _false_word(rng: random.Random, source: Source) -> tuple[int, str] | None:
    def change(words: list[str]) -> list[str]:
        place = rng.randrange(len(words))
        words[place] = rng.choice(WORDS[source.language])
        return words

    return _falsified(rng, source, change)


def _false_letter(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """A letter or digit more, fewer or other in a word: what a slip of the hand changes, and what turns a figure."""

    def change(words: list[str]) -> list[str] | None:
        place = rng.randrange(len(words))
        word = words[place]
        spots = [spot for spot, char in enumerate(word) if char.isalnum() and char.isascii()]
        if not spots:
            return None
        spot = rng.choice(spots)
        other = rng.choice("0123456789" if word[spot].isdigit() else "abcdefghijklmnopqrstuvwxyz")
        if other == word[spot].lower():
            return None
        words[place] = word[:spot] + rng.choice((other, "", other + word[spot])) + word[spot + 1 :]
        return words

    return _falsified(rng, source, change)


def _false_missing(rng: random.Random, source: Source) -> tuple[int, str] | None:
    def change(words: list[str]) -> list[str]:
        del words[rng.randrange(1, len(words) - 1)]
        return words

    return _falsified(rng, source, change)


def _false_swap(rng: random.Random, source: Source) -> tuple[int, str] | None:
    def change(words: list[str]) -> list[str]:
        first, second = sorted(rng.sample(range(len(words)), 2))
        second = rng.choice((second, first + 1))
        words[first], words[second] = words[second], words[first]
        return words

    return _falsified(rng, source, change)


def _false_parts(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """Parts about something left out that stand in the other order."""
    page = _plain_page(rng)
    _, words = _stretch(rng, source, page, least=14)
    first, second = words[:5], words[8:]
    rest = [word for row in source.words[page : page + 2] for word in row]
    after = _letters(rest).find(_letters(second))
    if _letters(first) in _letters(rest)[after:]:
        return None
    return page, " ... ".join(_quoted(rng, part, source.language) for part in (second, first))


def _false_page(rng: random.Random, source: Source) -> tuple[int, str] | None:
    page, cited = _plain_page(rng), rng.randrange(_PAGES)
    words = _stretch(rng, source, page)[1]
    if page == cited or _stands(source, words, cited):
        return None
    return cited, _quoted(rng, words, source.language)


def _false_columns(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """Words of a column, between the lines of which its page has those of another."""
    row = source.words[_COLUMNS]
    half = len(row) // 2
    start = rng.randrange(half - 20) + rng.choice((0, half))
    words = row[start : start + rng.randint(14, 20)]
    return (_COLUMNS, _quoted(rng, words, source.language)) if len("".join(words)) > 80 else None


def _false_prefix(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """Words of which the first is only the end of a compound, or of a range: of `non-compliance`, of `15-17`."""
    page = _plain_page(rng)
    row = source.words[page]
    compounds = [place for place, word in enumerate(row[:-6]) if "-" in word]
    if not compounds:
        return None
    start = rng.choice(compounds)
    words = [row[start].rpartition("-")[2], *row[start + 1 : start + rng.randint(4, 6)]]
    return None if _stands_apart(source, words) else (page, _quoted(rng, words, source.language))


def _stands_apart(source: Source, words: Sequence[str]) -> bool:
    """Whether words stand in a document as they are, and not only as ends of others."""
    text = " " + " ".join(word for row in source.words for word in row).lower() + " "
    return f" {' '.join(words)} ".lower() in text


def _false_cut(rng: random.Random, source: Source) -> tuple[int, str] | None:
    """Words of which the last is only the beginning of the one that stands there."""

    def change(words: list[str]) -> list[str] | None:
        last = words[-1]
        if len(last) < 6 or not last.isascii() or not last.isalpha():
            return None
        words[-1] = last[: rng.randint(3, len(last) - 2)]
        return words

    page = _plain_page(rng)
    words = change(list(_stretch(rng, source, page)[1])) if source.language != "khmer" else None
    return (page, _quoted(rng, words, source.language)) if words else _false_word(rng, source)


_TRUE: tuple[tuple[str, Make], ...] = (
    ("as it stands", _true_plain),
    ("as a sentence", _true_capital),
    ("over a page break", _true_break),
    ("with words left out", _true_elision),
    ("pasted from the page", _true_pasted),
)
_FALSE: tuple[tuple[str, Make], ...] = (
    ("a word changed", _false_word),
    ("a letter or digit changed", _false_letter),
    ("a word missing", _false_missing),
    ("words swapped", _false_swap),
    ("parts swapped", _false_parts),
    ("wrong page", _false_page),
    ("split over columns", _false_columns),
    ("a word cut short", _false_cut),
    ("a prefix dropped", _false_prefix),
)
