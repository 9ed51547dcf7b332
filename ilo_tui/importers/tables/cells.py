"""The cells of a row as values of the format; what cannot be one is listed by row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar, get_args

from ilo_tui.core.errors import Problem
from ilo_tui.core.text import name_key, visible_text
from ilo_tui.core.translator import N_
from ilo_tui.dossier.filter_aliases import code_words
from ilo_tui.dossier.model import AimReached, Confidence, Dimension, Level, Reading, Stance, Tie, Trend
from ilo_tui.dossier.parts import Excerpt, Figure, Texts
from ilo_tui.importers.tables.numbers import Convention, both_meanings
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.table_rows import ERRORS, Row
from ilo_tui.importers.tables.values import day, may_be_two, year
from ilo_tui.views.labels import CONFIDENCE, FIGURE_ROLES, STANCES

T = TypeVar("T", bound=str)
Role = Literal["baseline", "target", "actual"]

_MOST = 1000
_LANGUAGE = re.compile("[a-z]{2,3}")
_STANCES: dict[str, Stance] = {
    "supports": "supports",
    "contradicts": "contradicts",
    "context": "context",
    "+": "supports",
    "-": "contradicts",
}
_LEVELS: dict[str, Confidence] = {"high": "high", "medium": "medium", "low": "low"}
_ROLES: dict[str, Role] = {"baseline": "baseline", "target": "target", "actual": "actual"}
_TIES: tuple[Tie, ...] = get_args(Tie)
_TRENDS: tuple[Trend, ...] = get_args(Trend)
_READINGS: tuple[Reading, ...] = get_args(Reading)
_REACHED: tuple[AimReached, ...] = get_args(AimReached)
_REACHED_WORDS = {"yes": N_("yes"), "no": N_("no"), "open": N_("open")}
_TYPES: dict[str, Level] = {"1": "output", "2": "outcome", "3": "impact"}


class Cells:
    """Reads cells of the rows of `file`; `problems` has the first thousand of what is wrong, `more` counts the rest."""

    def __init__(self, dimensions: Sequence[Dimension]) -> None:
        """Begin without problems; a claim may be of one of these `dimensions`."""
        self.file = ""
        self.convention = Convention()
        self._dimensions = _by_name(dimensions)
        self._meanings: dict[str, dict[str, str]] = {}
        self.problems: list[Problem] = []
        self.more = 0

    def add_problem(self, row: Row, column: str, message: str, **values: object) -> None:
        """List a cell that cannot be used."""
        if len(self.problems) < _MOST:
            self.problems.append(Problem(self.file, message, "", values, row.number, column))
        else:
            self.more += 1

    def check_errors(self, row: Row) -> None:
        """List the cells in which a spreadsheet's formula failed."""
        texts = {f"{name}_{language}": text for name, of in row.texts.items() for language, text in of.items()}
        for column, text in {**row.cells, **texts}.items():
            if text in ERRORS:
                self.add_problem(
                    row, column, N_("{value} is an error of the spreadsheet; mend the formula"), value=text
                )

    def stance(self, row: Row) -> Stance | None:
        """The stance, by code, by mark or by the words of the screens in any language."""
        return self._word(row, "stance", _STANCES, {code: word for code, (_, word, _) in STANCES.items()})

    def confidence(self, row: Row) -> Confidence | None:
        """The confidence, by code or by the word that begins its description on the screens."""
        return self._word(row, "confidence", _LEVELS, CONFIDENCE)

    def tie(self, row: Row) -> Tie | None:
        """How a claim is tied to the evaluated actor."""
        return self._word(row, "tie", _codes(_TIES), code_words("tie"))

    def trend(self, row: Row) -> Trend | None:
        """Which way a state moved."""
        return self._word(row, "trend", _codes(_TRENDS), code_words("trend"))

    def reading(self, row: Row) -> Reading | None:
        """How a claim was read in its source."""
        return self._word(row, "reading", _codes(_READINGS), code_words("reading"))

    def aim_reached(self, row: Row) -> AimReached | None:
        """Whether an aim was reached, as a claim has it."""
        return self._word(row, "aim_reached", _codes(_REACHED), _REACHED_WORDS)

    def date(self, row: Row, column: str) -> str | None:
        """A date as precise as it is written; none where the cell is empty."""
        written = row.cells.get(column)
        value = day(written) if written else None
        if written and value is None:
            message = N_("{value} is no date; write 2016, 2016-05 or 2016-05-31")
            self.add_problem(row, column, message, value=written)
        return value

    def names(self, row: Row, column: str) -> list[str]:
        """The names in a cell, with semicolons between them, each once."""
        return list(dict.fromkeys(filter(None, map(visible_text, row.cells.get(column, "").split(";")))))

    def places(self, row: Row) -> list[Texts]:
        """The places of a row, with semicolons between them: in each language as many, in the same order."""
        by_language = {
            language: [place.strip() for place in text.split(";") if place.strip()]
            for language, text in row.texts.get("places", {}).items()
        }
        if len(set(map(len, by_language.values()))) > 1:
            self.add_problem(row, "places", N_("each language needs as many places, in the same order"))
            return []
        return [dict(zip(by_language, names, strict=True)) for names in zip(*by_language.values(), strict=True)]

    def dimension(self, row: Row) -> str | None:
        """The dimension, by id, by name in any language or by IATI's code; none where the cell is empty."""
        written = row.cells.get("dimension")
        ident = self._dimensions.get(name_key(written)) if written else None
        if written and ident is None:
            self._add_unknown_word(row, "dimension", written, self._dimensions)
        return ident

    def year(self, row: Row, column: str) -> int | None:
        """A year; none where the cell is empty."""
        written = row.cells.get(column)
        value = year(written) if written else None
        if written and value is None:
            self.add_problem(row, column, N_("{value} is no year; write 2016"), value=written)
        return value

    def figure(self, row: Row) -> Figure | None:
        """The figure of a row; none where it has none, or only half of one, which is listed."""
        name, written = row.texts.get("figure"), row.cells.get("value", "")
        if not (name or written):
            return None
        value = self.convention.number(written)
        if not name:
            self.add_problem(row, "figure", N_("this is needed where there is a value"))
        elif not written:
            self.add_problem(row, "value", N_("this is needed where there is a figure"))
        elif value is None:
            self._no_number(row, written)
        else:
            return Figure(
                name=name,
                value=value,
                unit=row.texts.get("unit") or in_all_languages(N_("unit not stated")),
                year=self.year(row, "figure_year"),
                role=self._word(row, "role", _ROLES, FIGURE_ROLES),
            )
        return None

    def _no_number(self, row: Row, written: str) -> None:
        """List a value that is none, or that may be two with nothing in the file to tell which."""
        if may_be_two(written):
            message = N_("{value} may be {whole} or {part}, and nothing in the file tells which: write one of these")
            self.add_problem(row, "value", message, value=written, **both_meanings(written))
        else:
            self.add_problem(row, "value", N_("{value} is no number, or may be two; write 1234.5"), value=written)

    def excerpt(self, row: Row) -> Excerpt | None:
        """The source's own words; their language is needed with them."""
        text, language = row.cells.get("excerpt"), row.cells.get("excerpt_language")
        page = row.cells.get("excerpt_page")
        if page and not text:
            self.add_problem(row, "excerpt", N_("this is needed where there is a page"))
        if text and not language:
            self.add_problem(row, "excerpt_language", N_("this is needed where there is an excerpt"))
        elif language and not _LANGUAGE.fullmatch(language.lower()):
            message = N_("{value} is no code of a language; write en, id or km")
            self.add_problem(row, "excerpt_language", message, value=language)
        return Excerpt(lang=language.lower(), text=text, page=page) if text and language else None

    def _word(self, row: Row, column: str, known: Mapping[str, T], words: Mapping[str, str]) -> T | None:
        """What a cell means: a code, or a word of the program for one, in any of its languages and any case."""
        written = row.cells.get(column)
        if not written:
            return None
        if column not in self._meanings:
            spoken = ((code, text) for code, word in words.items() for text in in_all_languages(word).values())
            names = {name_key(text.partition(":")[0]): code for code, text in spoken}
            self._meanings[column] = {**{code: code for code in known}, **names}
        meanings = self._meanings[column]
        code = meanings.get(name_key(written))
        value = known[code] if code else None
        if value is None:
            self._add_unknown_word(row, column, written, meanings)
        return value

    def _add_unknown_word(self, row: Row, column: str, written: str, words: Iterable[str]) -> None:
        self.add_problem(row, column, N_("{value} is none of {words}"), value=written, words=", ".join(words))


def _codes(codes: Sequence[T]) -> Mapping[str, T]:
    return {code: code for code in codes}


def _by_name(dimensions: Sequence[Dimension]) -> dict[str, str]:
    """The ids of dimensions by what a table may call them: ids, codes of IATI, names in any language."""
    ids = {dimension.id: dimension.id for dimension in dimensions}
    levels = {dimension.level: dimension.id for dimension in reversed(dimensions)}
    codes = {code: levels[level] for code, level in _TYPES.items() if level in levels}
    names = {name_key(name): dimension.id for dimension in dimensions for name in dimension.name.values()}
    # What is first here is listed first; an id means itself, whatever else is called so.
    return {**ids, **codes, **names, **ids}
