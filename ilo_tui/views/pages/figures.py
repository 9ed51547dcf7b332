"""The figures of a claim: target and actual drawn side by side by period, every other number on a line of its own.

What is drawn says nothing about whether the claim holds: no stance is computed from figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ilo_tui.dossier.model import Figure
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import FIGURE_ROLES
from ilo_tui.views.markup import Block, Span, bar_cells

_BAR = 20
_ORDER = {"baseline": 0, "target": 1, "actual": 2}


def figure_blocks(context: ViewContext, figures: Sequence[Figure]) -> list[Block]:
    """The figures in the order of the file; a series with a target and an actual stands where its first one does."""
    series: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        series[_what(context, one)].append(one)
    blocks: list[Block] = []
    for same in series.values():
        if {"target", "actual"} <= {one.role for one in same}:
            blocks += _drawn(context, same)
        else:
            blocks += [figure_block(context, one) for one in same]
    return blocks


def _what(context: ViewContext, one: Figure) -> tuple[str, ...]:
    """What is measured: name, unit and place, or disaggregation."""
    tr = context.tr
    return tr.text(one.name), tr.text(one.unit), tr.text(one.place)


def _drawn(context: ViewContext, same: Sequence[Figure]) -> list[Block]:
    """A series: what is measured, then for each period its baseline, target and actual as bars of one scale."""
    tr = context.tr
    name, unit, place = _what(context, same[0])
    head = ", ".join(filter(None, (f"{name} ({unit})" if unit else name, place)))
    roles = {role: tr(word) for role, word in FIGURE_ROLES.items()}
    wide = max(len(word) for word in roles.values())
    numbers = max(len(tr.number(one.value)) for one in same)
    top = max(abs(one.value) for one in same)
    blocks = [Block((Span(head),), 2, 2)]
    before = ""
    for one in sorted(same, key=lambda one: (_when(context, one) != "", one.start or str(one.year or ""), _rank(one))):
        when = _when(context, one)
        if when and when != before:
            blocks.append(Block((Span(when, "dim"),), 4, 2))
        before = when
        size = bar_cells(one.value, top, _BAR)
        spans = (
            Span(f"{roles.get(one.role or '', ''):<{wide}} ", "" if one.role == "actual" else "dim"),
            Span(f"{tr.number(one.value):>{numbers}} ", "mark"),
            Span("█" * size if size or not one.value else "▏", "bar"),
            Span(f" {tr.text(one.note)}" if one.note else "", "dim"),
        )
        blocks.append(Block(spans, 6, 2))
    return blocks


def _rank(one: Figure) -> int:
    return _ORDER.get(one.role or "", len(_ORDER))


def _when(context: ViewContext, one: Figure) -> str:
    """The period or year of a figure, as people write it; empty where none is said."""
    tr = context.tr
    if one.start and one.start == one.end:
        return tr.date(one.start)
    if one.start or one.end:
        return f"{tr.date(one.start) if one.start else '…'} – {tr.date(one.end) if one.end else '…'}"
    return str(one.year) if one.year is not None else ""


def figure_block(context: ViewContext, figure: Figure) -> Block:
    """One number with its unit, year, role, place and note."""
    tr = context.tr
    unit = tr.text(figure.unit)
    amount = f"{tr.number(figure.value)}{'' if unit == '%' else ' '}{unit}"
    if unit in {"year", "tahun"} and isinstance(figure.value, int):
        amount = str(figure.value)
    when = _when(context, figure)
    when = "" if when == amount else when
    role = tr(FIGURE_ROLES[figure.role]) if figure.role else ""
    rest = ", ".join(filter(None, (role, when, tr.text(figure.place), tr.text(figure.note))))
    return Block(
        (Span(tr.text(figure.name) + ": "), Span(amount, "mark"), Span(f" ({rest})" if rest else "", "dim")),
        2,
        2,
    )
