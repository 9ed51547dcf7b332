"""A report as flat tables for analysts: a table each for what a report lists, in codes, with the names of its fields.

CSV and XLSX are written from these. Lists are joined by `; `; tallies become rows of their own (`distributions`,
`breakdowns`), and the answers of a decision a column for each scale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args, get_origin

from msgspec import Struct, structs

from ilo_tui.exporters.report.content import DecisionLine, ItemRatings, Report
from ilo_tui.exporters.report.dossier_content import ScaleValue
from ilo_tui.exporters.report.table import Cell, Table, table_of

FlatCell = str | int | float | bool | None
"""What one cell of a spreadsheet holds."""
_OTHER_NAMES = {"cells": "gap_map", "alignments": "policy_matrix"}
"""Tables that are known by another name than that of their field."""
_APART = {"votes", "breakdowns", "scales"}
"""Lists of which the tables are not simply their fields."""


def tables(report: Report) -> list[Table]:
    """Every table, those without rows as well: `about` first, then the decisions, then the rest."""
    return [_about(report), _decisions(report), *_lists(report), *_tallies(report), _scales(report)]


def _lists(report: Report) -> Iterator[Table]:
    """A table for each list of a report, in the order of its fields."""
    for field in structs.fields(Report):
        if get_origin(field.type) is not list or field.encode_name in _APART:
            continue
        [kind] = get_args(field.type)
        # The tallies of ratings have a table of their own.
        columns = _columns(kind, {"tally"} if kind is ItemRatings else set())
        yield table_of(_OTHER_NAMES.get(field.encode_name, field.encode_name), columns, getattr(report, field.name))


def _columns(kind: type[Struct], without: set[str]) -> list[tuple[str, Callable[[object], Cell]]]:
    """A column for each field of a record, called as in files."""
    return [(field.encode_name, _field(field.name)) for field in structs.fields(kind) if field.name not in without]


def _field(name: str) -> Callable[[object], Cell]:
    return lambda record: _cell(getattr(record, name))


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return "; ".join(_pairs(part, ", ") if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, dict):
        return _pairs(value, "; ")
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _pairs(value: dict[str, object], between: str) -> str:
    return between.join(f"{name} {part}" for name, part in value.items())


def _about(report: Report) -> Table:
    dossier = report.dossier
    facts: dict[str, Cell] = {
        "title": dossier.title,
        "dossier": dossier.id,
        "edition": dossier.edition,
        "hash": dossier.hash,
        "licence": dossier.licence,
        "date": report.date,
        "latest_decision": report.latest_decision,
        "language": report.language,
        "anonymised": report.anonymised,
        "schema": report.schema,
    }
    return Table("about", ["field", "value"], lambda: ([*fact] for fact in facts.items()))


def _decisions(report: Report) -> Table:
    # Answers to questions that this edition of the dossier does not ask are kept as well.
    answered = sorted({scale for decision in report.decisions for scale in decision.values})
    scales = dict.fromkeys([*(scale.id for scale in report.scales), *answered])
    answers = [(f"answer:{scale}", _answer(scale)) for scale in scales]
    columns = [*_columns(DecisionLine, {"values", "note"}), *answers, ("note", _field("note"))]
    return table_of("votes", columns, report.decisions)


def _answer(scale: str) -> Callable[[DecisionLine], Cell]:
    return lambda decision: decision.values.get(scale)


def _tallies(report: Report) -> Iterator[Table]:
    """How often each code was given: of every item and scale, then by basis and role."""

    def ratings() -> Iterator[list[Cell]]:
        return ([line.item, line.scale, *pair] for line in report.ratings for pair in line.tally.items())

    def breakdowns() -> Iterator[list[Cell]]:
        for line in report.breakdowns:
            for pair in line.tally.items():
                yield [line.row, line.scale, line.by, line.key, *pair]

    yield Table("distributions", ["item", "scale", "code", "n"], ratings)
    yield Table("breakdowns", ["row", "scale", "by", "key", "code", "n"], breakdowns)


def _scales(report: Report) -> Table:
    columns = _columns(ScaleValue, set())

    def rows() -> Iterator[list[Cell]]:
        for scale in report.scales:
            for value in scale.values:
                yield [scale.id, scale.kind, scale.applies_to, scale.question, *(cell(value) for _, cell in columns)]

    return Table("scales", ["scale", "kind", "applies_to", "question", *(name for name, _ in columns)], rows)


_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: Cell) -> FlatCell:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    flat = "; ".join(cell) if isinstance(cell, list) else cell
    return f"'{flat}" if isinstance(flat, str) and flat.lstrip(" ").startswith(_STARTS) else flat
