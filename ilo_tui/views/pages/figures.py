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


def figure_blocks(book: ViewContext, figures: Sequence[Figure]) -> list[Block]:
    """The figures in the order of the file; a series with a target and an actual stands where its first one does."""
    series: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        series[_what(book, one)].append(one)
    blocks: list[Block] = []
    for same in series.values():
        if {"target", "actual"} <= {one.role for one in same}:
            blocks += _drawn(book, same)
        else:
            blocks += [figure_block(book, one) for one in same]
    return blocks


def _what(book: ViewContext, one: Figure) -> tuple[str, ...]:
    """What is measured: name, unit and place, or disaggregation."""
    say = book.say
    return say.text(one.name), say.text(one.unit), say.text(one.place)


def _drawn(book: ViewContext, same: Sequence[Figure]) -> list[Block]:
    """A series: what is measured, then for each period its baseline, target and actual as bars of one scale."""
    say = book.say
    name, unit, place = _what(book, same[0])
    head = ", ".join(filter(None, (f"{name} ({unit})" if unit else name, place)))
    roles = {role: say(word) for role, word in FIGURE_ROLES.items()}
    wide = max(len(word) for word in roles.values())
    numbers = max(len(say.number(one.value)) for one in same)
    top = max(abs(one.value) for one in same)
    blocks = [Block((Span(head),), 2, 2)]
    before = ""
    for one in sorted(same, key=lambda one: (_when(book, one) != "", one.start or str(one.year or ""), _rank(one))):
        when = _when(book, one)
        if when and when != before:
            blocks.append(Block((Span(when, "dim"),), 4, 2))
        before = when
        size = bar_cells(one.value, top, _BAR)
        spans = (
            Span(f"{roles.get(one.role or '', ''):<{wide}} ", "" if one.role == "actual" else "dim"),
            Span(f"{say.number(one.value):>{numbers}} ", "mark"),
            Span("█" * size if size or not one.value else "▏", "bar"),
            Span(f" {say.text(one.note)}" if one.note else "", "dim"),
        )
        blocks.append(Block(spans, 6, 2))
    return blocks


def _rank(one: Figure) -> int:
    return _ORDER.get(one.role or "", len(_ORDER))


def _when(book: ViewContext, one: Figure) -> str:
    """The period or year of a figure, as people write it; empty where none is said."""
    say = book.say
    if one.start and one.start == one.end:
        return say.date(one.start)
    if one.start or one.end:
        return f"{say.date(one.start) if one.start else '…'} – {say.date(one.end) if one.end else '…'}"
    return str(one.year) if one.year is not None else ""


def figure_block(book: ViewContext, figure: Figure) -> Block:
    """One number with its unit, year, role, place and note."""
    say = book.say
    unit = say.text(figure.unit)
    amount = f"{say.number(figure.value)}{'' if unit == '%' else ' '}{unit}"
    if unit in {"year", "tahun"} and isinstance(figure.value, int):
        amount = str(figure.value)
    when = _when(book, figure)
    when = "" if when == amount else when
    role = say(FIGURE_ROLES[figure.role]) if figure.role else ""
    rest = ", ".join(filter(None, (role, when, say.text(figure.place), say.text(figure.note))))
    return Block(
        (Span(say.text(figure.name) + ": "), Span(amount, "mark"), Span(f" ({rest})" if rest else "", "dim")),
        2,
        2,
    )
