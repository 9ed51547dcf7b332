"""What is wrong with the records of several sheets together, as `check` would find it in the dossier, at their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilo_tui.core.errors import Problem
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.model import SCHEMA, TABLES, Meta, Record
from ilo_tui.dossier.validation import check_tables
from ilo_tui.importers.tables.phrases import complete

_TABLES = {kind: table for table, kind in TABLES.items()}
Place = tuple[str, int]
"""A sheet as people know it, and a row in it."""


def record_problems(records: Sequence[Record], language: str, places: Mapping[str, Place], file: str) -> list[Problem]:
    """The faults of records, which get the default `language` as the writer gives it to them.

    `places` are the rows that they come from by id; what comes from elsewhere is told of the `file`.
    """
    tables: Tables = {table: {} for table in TABLES}
    meta = Meta(
        id="-", schema=SCHEMA, edition="-", title={language: "-"}, languages=[language], default_language=language
    )
    for number, record in enumerate((meta, *records)):
        complete(record, language)
        tables[_TABLES[type(record)]][str(number)] = record
    faults = (fault for fault in check_tables(tables) if not (fault.warning or fault.table == "meta"))
    return [_problem(fault, places.get(fault.id, (file, 0))) for fault in faults]


def _problem(fault: Fault, place: Place) -> Problem:
    file, row = place
    return Problem(file, fault.message, "", fault.values, row)
