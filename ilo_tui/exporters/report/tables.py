"""A report as flat tables for analysts: a table each for what a report lists, in codes, with the names of its fields.

CSV and XLSX are written from these. Lists are joined by `; `; tallies become rows of their own (`distributions`,
`breakdowns`), and the answers of a vote a column for each scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from ilo_tui.exporters.report import content
from ilo_tui.exporters.report.content import Report

Cell = str | int | float | bool | None
Row = list[Cell]


class Table(Struct, frozen=True):
    """A table; `rows` makes its rows anew at every call, so that 200,000 of them need not be held."""

    name: str
    columns: list[str]
    rows: Callable[[], Iterator[Row]]


_PLAIN: tuple[tuple[str, type[content.Part]], ...] = (
    ("reviewers", content.ReviewerLine),
    ("sessions", content.SessionLine),
    ("left_out", content.LeftOut),
    ("dimensions", content.DimensionLine),
    ("programmes", content.ProgrammeLine),
    ("policies", content.PolicyLine),
    ("cells", content.CellLine),
    ("claims", content.ClaimLine),
    ("alignments", content.AlignmentLine),
    ("suggestions", content.SuggestionLine),
    ("gaps", content.GapLine),
    ("sources", content.SourceLine),
    ("judgements", content.Judgement),
    ("observations", content.ObservationLine),
    ("repeats", content.RepeatLine),
    ("agreement", content.AgreementLine),
    ("disagreements", content.DisagreementLine),
    ("limits", content.Limit),
)
_NAMES = {"cells": "gap_map", "alignments": "policy_matrix"}
"""Tables that are known by another name than that of their field."""


def tables(report: Report) -> list[Table]:
    """Every table, those without rows as well: `about` first, then the votes, then the rest."""
    rest = [_plain(report, name, kind) for name, kind in _PLAIN]
    return [_about(report), _votes(report), *rest, _distributions(report), _breakdowns(report), _scales(report)]


def _plain(report: Report, name: str, kind: type[content.Part]) -> Table:
    # A tally has a table of its own where the lines are judgements.
    fields = [one for one in kind.__struct_fields__ if not (name == "judgements" and one == "votes")]

    def rows() -> Iterator[Row]:
        for line in getattr(report, name):
            yield [_cell(getattr(line, field)) for field in fields]

    return Table(_NAMES.get(name, name), fields, rows)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(_pairs(part, ", ") if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, dict):
        return _pairs(value, "; ")
    plain: Cell = value
    return plain


def _pairs(value: dict[str, Any], between: str) -> str:
    return between.join(f"{name} {told}" for name, told in value.items())


def _about(report: Report) -> Table:
    dossier = report.dossier
    told: Sequence[tuple[str, Cell]] = (
        ("title", dossier.title),
        ("dossier", dossier.id),
        ("edition", dossier.edition),
        ("hash", dossier.hash),
        ("licence", dossier.licence),
        ("date", report.date),
        ("latest_decision", report.latest_decision),
        ("language", report.language),
        ("anonymised", report.anonymised),
        ("schema", report.schema),
    )
    return Table("about", ["field", "value"], lambda: ([name, value] for name, value in told))


def _votes(report: Report) -> Table:
    fields = [one for one in content.VoteLine.__struct_fields__ if one not in {"values", "note"}]
    # Answers to questions that this edition of the dossier does not ask are kept as well.
    scales = list(dict.fromkeys([*(one.id for one in report.scales), *sorted(_answered(report))]))

    def rows() -> Iterator[Row]:
        for one in report.votes:
            answers = [one.values.get(scale) for scale in scales]
            yield [*(_cell(getattr(one, field)) for field in fields), *answers, one.note]

    return Table("votes", [*fields, *(f"answer:{scale}" for scale in scales), "note"], rows)


def _answered(report: Report) -> set[str]:
    return {scale for one in report.votes for scale in one.values}


def _distributions(report: Report) -> Table:
    def rows() -> Iterator[Row]:
        for one in report.judgements:
            for code, n in one.votes.items():
                yield [one.item, one.scale, code, n]

    return Table("distributions", ["item", "scale", "code", "n"], rows)


def _breakdowns(report: Report) -> Table:
    def rows() -> Iterator[Row]:
        for one in report.breakdowns:
            for code, n in one.votes.items():
                yield [one.row, one.scale, one.by, one.key, code, n]

    return Table("breakdowns", ["row", "scale", "by", "key", "code", "n"], rows)


def _scales(report: Report) -> Table:
    columns = ["scale", "kind", "applies_to", "question", *content.ScaleValue.__struct_fields__]

    def rows() -> Iterator[Row]:
        for one in report.scales:
            for value in one.values:
                yield [one.id, one.kind, one.applies_to, one.question, *(getattr(value, name) for name in columns[4:])]

    return Table("scales", columns, rows)


_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_STARTS) else cell
