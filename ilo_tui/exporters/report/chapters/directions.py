"""Effect direction: which way things moved in each crossing of an outcome or an impact, voice by voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ilo_tui.dossier.effect_direction import DIRECTIONS, size_of
from ilo_tui.dossier.model import Trend
from ilo_tui.exporters.report.dossier_content import DirectionLine, DirectionSummary
from ilo_tui.exporters.report.parts import Paragraph, Part, Remark
from ilo_tui.exporters.report.table import ROWS, Cell, Columns, Table, table_of
from ilo_tui.exporters.report.view import ReportView
from ilo_tui.views.effect_directions import not_drawn_lines, sign_of


def parts(view: ReportView) -> Iterator[Part]:
    """How to read it, what the voices of each crossing come to, then the voices."""
    tr, report = view.tr, view.report
    if not report.direction_summaries:
        yield Remark(tr("No claim on an outcome or impact of a programme says which way things moved."))
        return
    yield Paragraph(
        tr(
            "A voice of whose facts 70 % or more moved one way has that direction, else it is mixed; so have all "
            "voices of a crossing together, from three on. The direction is which way things moved, never whether a "
            "claim is for or against; claims that tell one fact count once."
        )
    )
    if report.dossier.evaluated:
        yield Paragraph(tr("A crossing has a line for a wider tie level only where that makes a difference."))
    yield Paragraph(tr("These voices are not a sample; no significance is tested."))
    yield from view.shortened(_summaries(view))
    yield from view.shortened(_voices(view))


def _summaries(view: ReportView) -> Table:
    tr, words = view.tr, view.words
    columns: Columns[DirectionSummary] = [
        (tr("Crossing"), lambda line: words.crossing(line.row, line.column)),
        (tr("Counted"), lambda line: _level(view, line.level)),
        (tr("Voices"), lambda line: _voices_of(view, line)),
        (tr("Together"), lambda line: _together(view, line)),
        (tr("Voices not tied"), lambda line: line.untied),
        (tr("Not drawn"), lambda line: _not_drawn(view, line)),
    ]
    lines = list(_where_it_differs(view.report.direction_summaries))
    return table_of(tr("Effect direction by crossing"), columns, lines, shown=ROWS)


def _where_it_differs(lines: Sequence[DirectionSummary]) -> Iterator[DirectionSummary]:
    """The lines without those of a wider tie level at which all is as at the narrower one before it."""
    for before, line in pairwise([None, *lines]):
        if line and (before is None or replace(before, level=line.level) != line):
            yield line


def _voices(view: ReportView) -> Table:
    tr, words = view.tr, view.words
    columns: Columns[DirectionLine] = [
        (tr("Crossing"), lambda line: words.crossing(line.row, line.column)),
        (tr("Voice"), lambda line: _name(view, line)),
        (tr("Stake"), lambda line: words.word("stake", line.stake) if line.stake else tr("not stated")),
        (tr("Direction"), lambda line: _direction(view, line)),
        (tr("Facts"), lambda line: _counts(view, _by_direction(line))),
        (tr("Tied"), lambda line: _level(view, line.level) if line.tied else words.word("untied", line.level)),
        (tr("Strength"), lambda line: _strength(view, line)),
    ]
    return table_of(tr("Effect direction by voice"), columns, view.report.directions, shown=ROWS)


def _level(view: ReportView, level: str) -> str:
    """From which tie level on facts count; where nobody is evaluated, that all do."""
    return view.words.word("level", level) if view.report.dossier.evaluated else view.tr("all count as tied")


def _by_direction(line: DirectionLine | DirectionSummary) -> Mapping[Trend, int]:
    return {"better": line.better, "worse": line.worse, "no_change": line.no_change, "mixed": line.mixed}


def _counts(view: ReportView, counts: Mapping[Trend, int]) -> str:
    """`3▲ better, 1▼ worse`."""
    present = [trend for trend in DIRECTIONS if counts[trend]]
    return ", ".join(f"{counts[trend]}{sign_of(trend)} {view.words.word('trend', trend)}" for trend in present)


def _voices_of(view: ReportView, line: DirectionSummary) -> Cell:
    """How many voices tell of which direction, and of what kind they are."""
    tr = view.tr
    lines = [_counts(view, _by_direction(line)) or tr("none")]
    if line.apart:
        lines.append(
            tr.many("1 of them is an own or funder voice.", "{n} of them are own or funder voices.", line.apart)
        )
    if line.uncertain:
        lines.append(
            tr.many("1 uncertain voice is not counted.", "{n} uncertain voices are not counted.", line.uncertain)
        )
    return lines


def _together(view: ReportView, line: DirectionSummary) -> str:
    """The direction of all voices together, or that they are too few."""
    if line.direction is None:
        return view.tr("fewer than three voices")
    return f"{sign_of(line.direction)} {view.words.word('trend', line.direction)}"


def _not_drawn(view: ReportView, line: DirectionSummary) -> Cell:
    return not_drawn_lines(view.tr, line.without_trend, line.of_thesis) or view.tr("none")


def _name(view: ReportView, line: DirectionLine) -> str:
    if line.certain:
        return line.name
    return view.tr("{name} (uncertain: it may only repeat another)", name=line.name)


def _direction(view: ReportView, line: DirectionLine) -> str:
    """`▲▲ better`, of what is not tied `(△△) better`."""
    sign = sign_of(line.direction, size_of(line.facts), tied=line.tied)
    return f"{sign} {view.words.word('trend', line.direction)}"


def _strength(view: ReportView, line: DirectionLine) -> str:
    """`high, median of 3`; that it is not known where fewer than two answers say so."""
    if not line.strength:
        return view.tr("not judged by two")
    words = view.words.middle("strength", line.strength)
    return view.tr("{words}, median of {n}", words=words, n=line.strength_n)
