"""A report as flat tables for analysts: a table each for what a report lists, in codes, with the names of its fields.

CSV and XLSX are written from these. Lists are joined by `; `; tallies become rows of their own (`distributions`,
`breakdowns`), and the answers of a decision a column for each scale.
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


_LISTS: dict[str, tuple[str, type[content.Part]]] = {
    "reviewers": ("reviewers", content.ReviewerLine),
    "sessions": ("sessions", content.SessionLine),
    "left_out": ("left_out", content.LeftOut),
    "dimensions": ("dimensions", content.DimensionLine),
    "programmes": ("programmes", content.ProgrammeLine),
    "policies": ("policies", content.PolicyLine),
    "gap_map": ("cells", content.CellLine),
    "claims": ("evidence", content.EvidenceLine),
    "policy_matrix": ("alignments", content.AlignmentLine),
    "suggestions": ("suggestions", content.SuggestionLine),
    "gaps": ("gaps", content.GapLine),
    "sources": ("sources", content.SourceLine),
    "judgements": ("ratings", content.ItemRatings),
    "observations": ("observations", content.ObservationLine),
    "repeats": ("repeats", content.RepeatLine),
    "agreement": ("agreement", content.AgreementLine),
    "disagreements": ("disagreements", content.DisagreementLine),
    "limits": ("limits", content.Limit),
}
"""The name of a table, the field of the report that it lists, and what that holds."""


def tables(report: Report) -> list[Table]:
    """Every table, those without rows as well: `about` first, then the decisions, then the rest."""
    lists = [_list(report, name, field, kind) for name, (field, kind) in _LISTS.items()]
    return [_about(report), _decisions(report), *lists, _distributions(report), _breakdowns(report), _scales(report)]


def _fields(kind: type[content.Part], without: set[str]) -> dict[str, str]:
    """Attributes by the names that files have for them."""
    names = zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True)
    return {header: attribute for header, attribute in names if attribute not in without}


def _list(report: Report, name: str, field: str, kind: type[content.Part]) -> Table:
    # The tallies of ratings have a table of their own.
    fields = _fields(kind, {"tally"} if kind is content.ItemRatings else set())

    def rows() -> Iterator[Row]:
        for line in getattr(report, field):
            yield [_cell(getattr(line, attribute)) for attribute in fields.values()]

    return Table(name, list(fields), rows)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(_pairs(part, ", ") if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, dict):
        return _pairs(value, "; ")
    plain: Cell = value
    return plain


def _pairs(value: dict[str, Any], between: str) -> str:
    return between.join(f"{name} {part}" for name, part in value.items())


def _about(report: Report) -> Table:
    dossier = report.dossier
    facts: Sequence[tuple[str, Cell]] = (
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
    return Table("about", ["field", "value"], lambda: ([name, value] for name, value in facts))


def _decisions(report: Report) -> Table:
    fields = _fields(content.DecisionLine, {"values", "note"})
    # Answers to questions that this edition of the dossier does not ask are kept as well.
    scales = list(dict.fromkeys([*(scale.id for scale in report.scales), *sorted(_answered(report))]))

    def rows() -> Iterator[Row]:
        for decision in report.decisions:
            answers = [decision.values.get(scale) for scale in scales]
            yield [*(_cell(getattr(decision, attribute)) for attribute in fields.values()), *answers, decision.note]

    return Table("votes", [*fields, *(f"answer:{scale}" for scale in scales), "note"], rows)


def _answered(report: Report) -> set[str]:
    return {scale for decision in report.decisions for scale in decision.values}


def _distributions(report: Report) -> Table:
    def rows() -> Iterator[Row]:
        for summary in report.ratings:
            for code, n in summary.tally.items():
                yield [summary.item, summary.scale, code, n]

    return Table("distributions", ["item", "scale", "code", "n"], rows)


def _breakdowns(report: Report) -> Table:
    def rows() -> Iterator[Row]:
        for breakdown in report.breakdowns:
            for code, n in breakdown.tally.items():
                yield [breakdown.row, breakdown.scale, breakdown.by, breakdown.key, code, n]

    return Table("breakdowns", ["row", "scale", "by", "key", "code", "n"], rows)


def _scales(report: Report) -> Table:
    columns = ["scale", "kind", "applies_to", "question", *content.ScaleValue.__struct_fields__]

    def rows() -> Iterator[Row]:
        for scale in report.scales:
            for value in scale.values:
                yield [
                    scale.id,
                    scale.kind,
                    scale.applies_to,
                    scale.question,
                    *(getattr(value, name) for name in columns[4:]),
                ]

    return Table("scales", columns, rows)


_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_STARTS) else cell
