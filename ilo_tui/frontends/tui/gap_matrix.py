"""The gap map as a grid shows it: voices for and against in each cell, their balance as a bar, and what is lacking."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.dossier.gapmap import TOTAL, Cell, GapMap
from ilo_tui.dossier.model import Actor, Evidence, Programme, Source
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.frontends.tui.base import ROOMY, SPACED, WIDE
from ilo_tui.frontends.tui.filter_state import MANY
from ilo_tui.views.context import ViewContext
from ilo_tui.views.effect_directions import compact_text, shown_directions, sign_of
from ilo_tui.views.markup import Line, Span, clip, fit, width_of
from ilo_tui.views.pages.cell import shown_gap
from ilo_tui.views.weights import cell_weight

_HALF = 3
"""Voices that the bar of a balance shows on each side; of more, an arrow says that there are."""
_LEAST_HEAD = 14
"""Cells that the names of rows keep beside bars."""
_SEEN = 3
"""Columns for which there has to be room beside that: Biermann's three."""
_ARROW = 12
"""Cells of the way things moved: an arrow, and how many voices tell of which."""
_MAP, _ROOMY_MAP = 80, 120
"""Cells that the map has where others stand beside it, and where there is room for more."""


class GapMatrix:
    """`+2 -0 ¦ +4 -6 !°`: voices that count at the tie level in force, behind the bar all that are tied in any way.

    `!` marks a gap, `°` that none of the voices is known to be independent. On a roomy screen `▲ 3▲ 1▼` stands behind:
    which way things moved, as the voices that count tell it.
    """

    def __init__(self, context: ViewContext, shown: GapMap, rows: Sequence[str], width: int) -> None:
        """What `shown` weighs, in `rows` and in all, on a screen of `width` cells; gaps are those of all evidence."""
        self.context, self.shown = context, shown
        self.rows = [*rows, TOTAL]
        self.columns: Sequence[str] = [*context.gap_map.columns, TOTAL]
        self.columns_name = context.tr("columns")
        self._levels = makes_difference(context.dossier)
        self._space = " " if SPACED <= width < WIDE else ""
        self._counts_width = self._widest()
        # The counts, the two marks, and the space before the next cell.
        self.cell_width = self._counts_width + 3
        bars = self.cell_width + 2 * _HALF + 2
        self._bars = width >= WIDE and self._fits(bars, _MAP if width < ROOMY else _ROOMY_MAP)
        if self._bars:
            self.cell_width = bars
        self.arrows = self._bars and width >= ROOMY and self._fits(bars + _ARROW + 1, _ROOMY_MAP)
        """Whether cells say which way things moved."""
        if self.arrows:
            self.cell_width += _ARROW + 1
        self.least_head: int | None = None
        if self._bars:
            room = _MAP if width < ROOMY else _ROOMY_MAP
            self.least_head = max(room - self.cell_width * _SEEN, _LEAST_HEAD)

    def _fits(self, cell_width: int, room: int) -> bool:
        return cell_width * min(len(self.columns), _SEEN) + _LEAST_HEAD <= room

    def _widest(self) -> int:
        """As wide as the widest counts need: no crossing has more voices than all crossings of its column together.

        Where counting all of them would keep a person waiting it is as wide as any counts could be: a crossing has no
        more voices than claims.
        """
        if self.context.dossier.count(Evidence) <= MANY:
            return max(width_of("".join(span.text for span in self._counts(TOTAL, column))) for column in self.columns)
        digits = len(str(self.shown.largest))
        of_crossing = (2 if self._levels else 1) * (2 + len(self._space) + 2 * digits) + (3 if self._levels else 0)
        known = self.context.dossier.count(Source) + self.context.dossier.count(Actor)
        return max(of_crossing, 2 + len(self._space) + 2 * len(str(known)))

    def row_head(self, row: str) -> str:
        """A programme's code and name, or what the row counts."""
        name = self.context.name(row)
        return f"{self.context.code(row)} {name}" if row in self.context.dossier.ids(Programme) else name

    def column_head(self, column: str) -> str:
        """A dimension's name."""
        return self.context.name(column)

    def cell(self, row: str, column: str) -> Line:
        """Counts, marks, balance; where nothing is claimed, that it is so."""
        cell = self.shown.cell(row, column)
        gap = shown_gap(self.context, cell)
        mark = Span("!" if gap else " ", "warn")
        if not cell.evidence:
            # A filter may hide what is recorded.
            empty = not self.context.gap_map.cell(row, column).evidence
            return (Span(fit(self.context.tr("none") if empty else "", self._counts_width), "dim"), mark)
        counted = cell_weight(self.context, cell).tally
        known = self.context.dossier.voices.are_stakes_stated
        alone = known and counted.total.voices.high > 0 and not counted.total.independent.low
        line = (*self._filled(row, column), mark, Span("°" if alone else " ", "warn"))
        line = (*line, Span(" "), *self._balance(cell, counted)) if self._bars else line
        return (*line, Span(f" {self._arrow(cell)}", "bar")) if self.arrows else line

    def _arrow(self, cell: Cell) -> str:
        """`▲ 3▲ 1▼`; of fewer than three voices the counts alone; empty of what has no summary."""
        shown = shown_directions(self.context, cell)
        summary = shown.summary if shown else None
        if summary is None or not summary.voices:
            return ""
        head = f"{sign_of(summary.direction)} " if summary.direction else ""
        text = head + compact_text(summary.counts)
        return text if width_of(text) <= _ARROW else clip(head + compact_text(summary.counts, ""), _ARROW)

    def _filled(self, row: str, column: str) -> Line:
        spans = self._counts(row, column)
        return (*spans, Span(" " * (self._counts_width - sum(width_of(span.text) for span in spans))))

    def _counts(self, row: str, column: str) -> Line:
        cell = self.shown.cell(row, column)
        counted = self._pair(cell_weight(self.context, cell).tally)
        # Of all evidence of a large dossier there is no room for a second pair, and it would take long to count.
        if not self._levels or (TOTAL in {row, column} and self.context.dossier.count(Evidence) > MANY):
            return counted
        return (*counted, Span(f"{self._space}¦{self._space}", "dim"), *self._pair(self._tied(cell)))

    def _tied(self, cell: Cell) -> Tally:
        return cell_weight(self.context, cell, "inferred").tally

    def _pair(self, tally: Tally) -> Line:
        supports, contradicts = tally.supports.voices.low, tally.contradicts.voices.low
        return (
            Span(f"+{supports}", "for" if supports else "dim"),
            Span(f"{self._space}-{contradicts}", "against" if contradicts else "dim"),
        )

    def _balance(self, cell: Cell, counted: Tally) -> Line:
        """Voices against left of an axis, for right of it: those that count solid, others that are tied light."""
        tied = self._tied(cell) if self._levels else counted
        against = _bar(counted.contradicts.voices.low, tied.contradicts.voices.low, "‹")
        supports = _bar(counted.supports.voices.low, tied.supports.voices.low, "›")
        return (Span(against[::-1], "against"), Span("│", "dim"), Span(supports, "for"))


def _bar(counted: int, tied: int, more: str) -> str:
    """One half of a balance, from the axis outwards; at most `_HALF` voices, then that there are `more`."""
    bar = "█" * counted + "░" * max(tied - counted, 0)
    return (bar[: _HALF - 1] + more if len(bar) > _HALF else bar).ljust(_HALF)
