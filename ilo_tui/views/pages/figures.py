"""The figures of a claim: target and actual drawn side by side by period, every other number on a line of its own.

What is drawn says nothing about whether the claim holds: no stance is computed from figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ilo_tui.dossier.parts import Figure
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import FIGURE_ROLES
from ilo_tui.views.markup import Block, Span, bar_cells

_BAR = 20
_ORDER = {"baseline": 0, "target": 1, "actual": 2}


def figure_blocks(context: ViewContext, figures: Sequence[Figure]) -> list[Block]:
    """The figures in the order of the file; a series with a target and an actual stands where its first one does."""
    series: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        series[_series_key(context, figure)].append(figure)
    blocks: list[Block] = []
    for same in series.values():
        if {"target", "actual"} <= {figure.role for figure in same}:
            blocks += _series_blocks(context, same)
        else:
            blocks += [figure_block(context, figure) for figure in same]
    return blocks


def _series_key(context: ViewContext, figure: Figure) -> tuple[str, ...]:
    """What is measured: name, unit and place, or disaggregation."""
    tr = context.tr
    return tr.text(figure.name), tr.text(figure.unit), tr.text(figure.place)


def _series_blocks(context: ViewContext, same: Sequence[Figure]) -> list[Block]:
    """A series: what is measured, then for each period its baseline, target and actual as bars of one scale."""
    tr = context.tr
    name, unit, place = _series_key(context, same[0])
    head = ", ".join(filter(None, (f"{name} ({unit})" if unit else name, place)))
    roles = {role: tr(word) for role, word in FIGURE_ROLES.items()}
    wide = max(len(word) for word in roles.values())
    numbers = max(len(tr.number(figure.value)) for figure in same)
    top = max(abs(figure.value) for figure in same)
    blocks = [Block((Span(head),), 2, 2)]
    before = ""
    for figure in sorted(
        same,
        key=lambda figure: (_period_text(context, figure) != "", figure.start or str(figure.year or ""), _rank(figure)),
    ):
        period = _period_text(context, figure)
        if period and period != before:
            blocks.append(Block((Span(period, "dim"),), 4, 2))
        before = period
        size = bar_cells(figure.value, top, _BAR)
        spans = (
            Span(f"{roles.get(figure.role or '', ''):<{wide}} ", "" if figure.role == "actual" else "dim"),
            Span(f"{tr.number(figure.value):>{numbers}} ", "mark"),
            Span("█" * size if size or not figure.value else "▏", "bar"),
            Span(f" {tr.text(figure.note)}" if figure.note else "", "dim"),
        )
        blocks.append(Block(spans, 6, 2))
    return blocks


def _rank(figure: Figure) -> int:
    return _ORDER.get(figure.role or "", len(_ORDER))


def _period_text(context: ViewContext, figure: Figure) -> str:
    """The period or year of a figure, as people write it; empty where none is said."""
    tr = context.tr
    if figure.start and figure.start == figure.end:
        return tr.date(figure.start)
    if figure.start or figure.end:
        return f"{tr.date(figure.start) if figure.start else '…'} – {tr.date(figure.end) if figure.end else '…'}"
    return str(figure.year) if figure.year is not None else ""


def figure_block(context: ViewContext, figure: Figure) -> Block:
    """One number with its unit, year, role, place and note."""
    tr = context.tr
    unit = tr.text(figure.unit)
    amount = f"{tr.number(figure.value)}{'' if unit == '%' else ' '}{unit}"
    if unit in {"year", "tahun"} and isinstance(figure.value, int):
        amount = str(figure.value)
    period = _period_text(context, figure)
    period = "" if period == amount else period
    role = tr(FIGURE_ROLES[figure.role]) if figure.role else ""
    rest = ", ".join(filter(None, (role, period, tr.text(figure.place), tr.text(figure.note))))
    return Block(
        (Span(tr.text(figure.name) + ": "), Span(amount, "mark"), Span(f" ({rest})" if rest else "", "dim")),
        2,
        2,
    )
