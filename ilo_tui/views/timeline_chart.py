"""A timeline as a chart: years across, bars with their names at the left, below them what the claims of each year say.

A cell is a year, or several years where there is no room for each; a claim, a bar or a mark is in every cell whose
years it touches. Apart at the right stands what has no date. Counts are numbers where all of a row fit their cells,
else columns of one to eight eighths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count

from msgspec import Struct

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Stance
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.timeline import PERIOD, Timeline
from ilo_tui.dossier.timeline_bars import Bar, BarKind, State, YearSpan, step_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Span, fit, width_of
from ilo_tui.views.timeline_words import bar_name, levels_line

YEARS, POLICIES, MEASURED, CLAIMS = "*years", "*policies", "*measured", "*claims"
SUPPORTS, CONTRADICTS, NEUTRAL = "*supports", "*contradicts", "*context"
"""Rows that are no record: a star cannot begin an id."""
COUNTED: tuple[str, ...] = (POLICIES, MEASURED, SUPPORTS, CONTRADICTS, NEUTRAL, CLAIMS)
"""The rows below the bars."""

_STANCES: dict[str, tuple[Stance, str]] = {
    SUPPORTS: ("supports", "for"),
    CONTRADICTS: ("contradicts", "against"),
    NEUTRAL: ("context", "context"),
}
"""Which voices a row counts, and their role."""
_NAMES = {
    YEARS: N_("Years"),
    POLICIES: N_("policies"),
    MEASURED: N_("measured"),
    SUPPORTS: N_("for"),
    CONTRADICTS: N_("against"),
    NEUTRAL: N_("context"),
    CLAIMS: N_("claims"),
}
_COUNTS = {*_STANCES, CLAIMS}
"""The rows in which numbers stand."""
_GLYPHS: dict[BarKind, tuple[str, str]] = {"period": ("─", "dim"), "programme": ("█", "bar"), "policy": ("░", "bar")}
"""What a bar is drawn with, and its role."""
_LETTERS: dict[State, str] = {"adopted": "A", "ratified": "R", "due": "D"}
_SEVERAL, _OPEN, _GOES_ON, _POINT = "*", "·", "›", "•"
_COLUMNS = "▁▂▃▄▅▆▇█"
_LEAST_NAME, _MOST_NAME, _MOST_CELL = 12, 60, 6
"""Cells of the terminal that names take at least and at most, and that a year takes at most."""
_UNDATED_WIDTH = 5
"""Cells for what has no date, with a space before them."""
_TICK = 6
"""Cells from one year that is named to the next, at least."""
_THOUSAND = 1000
MOST_LISTED = 500
"""Lines of the list that stands for a chart where there is no room for that."""


class ChartRow(Struct, frozen=True):
    """A row: what it stands for (the id of a record, `period:ID`, or a row that is no record), and its bar."""

    target: str
    bar: Bar | None = None


class TimelineChart:
    """The rows of a timeline, drawn for a width in cells."""

    def __init__(self, context: ViewContext, timeline: Timeline, width: int) -> None:
        """Find how many years a cell has to have, and how many cells names can have."""
        self.context, self.timeline, self._width = context, timeline, width
        room = width - max(_LEAST_NAME, width // 5) - _UNDATED_WIDTH
        self.steps = timeline.steps(room)
        self.columns: list[YearSpan | None] = [*self.steps, None]
        """The years of each column; the last one is for what has no date."""
        self.cell_width = min(max(room // max(len(self.steps), 1), 1), _MOST_CELL)
        self.years_width = len(self.steps) * self.cell_width
        self.name_width = max(min(width - self.years_width - _UNDATED_WIDTH, _MOST_NAME), 1)
        self.bars = [ChartRow(f"{PERIOD}{bar.id}" if bar.kind == "period" else bar.id, bar) for bar in timeline.bars]
        self.counted = [ChartRow(target) for target in COUNTED]
        self._cells: dict[str, Sequence[Span]] = {}
        self._tops: dict[str, int] = {}

    @property
    def years_in_a_cell(self) -> int:
        """How many years a cell has."""
        return self.steps[0].last - self.steps[0].first + 1 if self.steps else 1

    def precompute(self, pause: Callable[[], None]) -> None:
        """Count every column now, and every line of the list that may stand for the chart, for a worker.

        `pause` is called at each.
        """
        for step in dict.fromkeys([*self.columns, *self.timeline.listed(MOST_LISTED)]):
            levels_line(self.context, self.timeline, step)
            if step:
                self.timeline.bars_in(step)
            pause()

    def title(self) -> str:
        """Which years these are and how many a cell has; then what the signs mean, as far as there is room."""
        tr = self.context.tr
        if self.timeline.years is None:
            return tr("Nothing in this dossier is dated.")
        first, last = self.timeline.years
        scale = tr.many("1 year a cell", "{n} years a cell", self.years_in_a_cell)
        text = f"{first}–{last}, {scale}"
        for sign in (tr("A adopted R ratified D due"), tr("█ programme ░ policy"), tr("· end not recorded")):
            if width_of(text) + width_of(sign) + 2 < self._width:
                text = f"{text}  {sign}"
        return text

    def name(self, row: ChartRow) -> Span:
        """What stands at the left of a row; of counts that are drawn as columns, with the number of the highest."""
        tr = self.context.tr
        if row.bar:
            return Span(bar_name(self.context, row.bar))
        name, role = tr(_NAMES[row.target]), _role(row)
        if row.target in _COUNTS and not self._fits(row.target):
            name = tr("{name}, most {n}", name=name, n=self._top(row.target))
        return Span(name, role if row.target in _STANCES else "")

    def cells(self, row: ChartRow) -> Sequence[Span]:
        """What stands in each column, all together as wide as the columns; a text stands in the first of several."""
        if row.target not in self._cells:
            cells = [self._cell(row, step) for step in self.steps]
            if row.bar and row.bar.start is None and row.bar.end is None:
                self._write_note(cells, row.bar)
            self._cells[row.target] = [*cells, self._undated_cell(row)]
        return self._cells[row.target]

    def _write_note(self, cells: list[Span], bar: Bar) -> None:
        """Say where there is room before or behind its marks that of a bar no period is recorded, or no date at all."""
        tr = self.context.tr
        if bar.kind == "policy" and bar.is_dated:
            return
        note = tr("no period recorded") if bar.kind == "programme" else tr("no date recorded")
        filled = [number for number, cell in enumerate(cells) if cell.text.strip()]
        before, behind = (filled[0], filled[-1] + 1) if filled else (len(cells), len(cells))
        start, end = (0, before) if before * self.cell_width > width_of(note) else (behind, len(cells))
        room = (end - start) * self.cell_width
        if room > width_of(note):
            text = fit(note, room - 1) + " " if start == 0 else " " + fit(note, room - 1)
            cells[start:end] = [Span(text, "dim"), *[Span("")] * (end - start - 1)]

    def _cell(self, row: ChartRow, step: YearSpan) -> Span:
        if row.bar:
            return self._bar_cell(row.bar, step)
        if row.target == POLICIES:
            policies = (bar for bar in self.timeline.bars_in(step) if bar.kind == "policy")
            letter = _letter(mark.state for bar in policies for mark in bar.marks_in(step))
            return Span(letter.ljust(self.cell_width), "mark")
        if row.target == MEASURED:
            return Span((_POINT if self.timeline.measured(step) else "").ljust(self.cell_width), "bar")
        return Span(self._count_cell(row.target, self._number(row.target, step)), _role(row))

    def _bar_cell(self, bar: Bar, step: YearSpan) -> Span:
        glyph, role = _GLYPHS[bar.kind]
        fill = glyph if bar.runs(step) else _OPEN if bar.may_run(step) else " "
        text = fill * self.cell_width
        if letter := _letter(mark.state for mark in bar.marks_in(step)):
            return Span(letter + text[1:], "mark")
        if bar.kind == "period" and bar.end is None and step == self.steps[-1]:
            text = text[:-1] + _GOES_ON
        return Span(text, role if fill == glyph else "dim")

    def _count_cell(self, target: str, number: int) -> str:
        wide = max(self.cell_width - 1, 1)
        if not number:
            text = ""
        elif self._fits(target):
            text = str(number).rjust(wide)
        else:
            text = _COLUMNS[-(-number * len(_COLUMNS) // self._top(target)) - 1] * wide
        return text.ljust(self.cell_width)

    def _undated_cell(self, row: ChartRow) -> Span:
        number = self._number(row.target, None) if row.target in _COUNTS else 0
        text = str(number) if number < _THOUSAND else f"{number // _THOUSAND}k"
        return Span((text if number else "").rjust(_UNDATED_WIDTH), _role(row))

    def _number(self, target: str, step: YearSpan | None) -> int:
        """The count that stands in a cell: of voices the low end."""
        counted = self.timeline.count(step)
        tally = counted.tally
        voices = {SUPPORTS: tally.supports, CONTRADICTS: tally.contradicts, NEUTRAL: tally.context}
        return voices[target].voices.low if target in voices else counted.claims

    def _fits(self, target: str) -> bool:
        return len(str(self._top(target))) <= max(self.cell_width - 1, 1)

    def _top(self, target: str) -> int:
        """The highest count of a row; those of voices have one scale."""
        if target not in self._tops:
            rows = _STANCES if target in _STANCES else (target,)
            self._tops[target] = max((self._number(row, step) for row in rows for step in self.steps), default=0)
        return self._tops[target]

    def axis(self, column: int) -> tuple[str, str, str]:
        """The line of years, as wide as all columns together: before a `column`, its year, and behind it."""
        line = [" "] * self.years_width
        for number, step in enumerate(self.steps):
            if step.first % self._tick == 0:
                _put(line, number * self.cell_width, str(step.first))
        undated = fit(self.context.tr("n.d."), _UNDATED_WIDTH - 1)
        chosen = self.columns[column]
        if chosen is None:
            return "".join(line) + " ", undated, ""
        start, end = _put(line, column * self.cell_width, str(chosen.first), over=True)
        return "".join(line[:start]), "".join(line[start:end]), "".join(line[end:]) + " " + undated

    def column_of(self, year: str) -> int | None:
        """The column that has the first of the years that an id names, or that of what has no date."""
        if year == UNDATED:
            return len(self.steps)
        named = step_of(year)
        columns = (column for column, step in enumerate(self.steps) if named and step.touches(named.first, named.first))
        return next(columns, None)

    def column_id(self, column: int) -> str:
        """The id of the years of a column."""
        step = self.columns[column]
        return step.id if step else UNDATED

    def first_column(self) -> int:
        """The column to begin with: where the first programme begins, else where the first claims are."""
        begins = [bar.start for bar in self.timeline.bars if bar.kind == "programme" and bar.start is not None]
        if begins and (column := self.column_of(str(min(begins)))) is not None:
            return column
        return next((column for column, step in enumerate(self.steps) if self.timeline.count(step).claims), 0)

    @cached_property
    def _tick(self) -> int:
        """From how many years to how many years one is named."""
        sizes: Iterator[int] = (factor * 10**power for power in count() for factor in (1, 2, 5))
        least = self.years_in_a_cell
        return next(size for size in sizes if size % least == 0 and size // least * self.cell_width >= _TICK)


def _role(row: ChartRow) -> str:
    return _STANCES[row.target][1] if row.target in _STANCES else ""


def _letter(states: Iterable[State]) -> str:
    """The letter of the marks in a cell; where they are of several kinds a sign that says so, without any nothing."""
    letters = {_LETTERS[state] for state in states}
    return _SEVERAL if len(letters) > 1 else "".join(letters)


def _put(line: list[str], start: int, text: str, *, over: bool = False) -> tuple[int, int]:
    """Write a text into a line, shifted so that it fits, and return where; where others stand, only `over` them."""
    start = max(min(start, len(line) - len(text)), 0)
    end = min(start + len(text), len(line))
    around = range(max(start - 1, 0), min(end + 1, len(line)))
    if over:
        for position in around:
            _clear(line, position)
    elif any(line[position] != " " for position in around):
        return start, start
    line[start:end] = text[: end - start]
    return start, end


def _clear(line: list[str], position: int) -> None:
    """Take the text away of which a letter stands at a position: of a year that is cut nothing is left standing."""
    first = last = position
    while first > 0 and line[first - 1] != " ":
        first -= 1
    while last < len(line) - 1 and line[last + 1] != " ":
        last += 1
    if line[position] != " ":
        line[first : last + 1] = " " * (last + 1 - first)
