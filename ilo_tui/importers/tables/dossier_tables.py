"""A dossier as the tables that an import reads: a workbook with every sheet, or the claims alone as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import TypeVar

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import (
    Actor,
    Aim,
    Alignment,
    Dimension,
    Evidence,
    Indicator,
    Policy,
    Programme,
    Record,
    Source,
)
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.importers.tables.claim_rows import ClaimRows, Row
from ilo_tui.importers.tables.column_titles import SHEET_TITLES
from ilo_tui.importers.tables.columns import COLUMNS, Column, header
from ilo_tui.importers.tables.quoting import quoted
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.importers.tables.record_rows import RecordRows, point_rows, provision_rows
from ilo_tui.importers.tables.values import may_be_two
from ilo_tui.importers.tables.workbook_writer import SheetContent, Value, workbook_of

R = TypeVar("R", bound=Record)


def claims_as_csv(dossier: DossierReader, claims: Sequence[Evidence]) -> str:
    """The claims as `import csv` reads them, what they name described where it comes first."""
    rows = list(_claim_rows(dossier, names=True).rows(claims))
    names = _columns(COLUMNS, rows)
    file = StringIO()
    writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _csv_cell(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def dossier_as_workbook(dossier: DossierReader, claims: Sequence[Evidence], tr: Translator) -> bytes:
    """The claims, and every other table of the dossier, as `import xlsx` reads them; raises as `workbook_of` does."""
    records = RecordRows(_by_id(dossier, Programme))
    tables: dict[str, Iterable[Row]] = {
        "evidence": _claim_rows(dossier, names=False).rows(claims),
        "programmes": records.rows("programmes", dossier.records(Programme)),
        "sources": records.rows("sources", _sources(dossier, claims)),
        "actors": records.rows("actors", dossier.records(Actor)),
        "aims": records.rows("aims", dossier.records(Aim)),
        "policies": records.rows("policies", dossier.records(Policy)),
        "provisions": provision_rows(dossier.records(Policy)),
        "indicators": records.rows("indicators", dossier.records(Indicator)),
        "points": point_rows(dossier.records(Indicator)),
        "alignments": records.rows("alignments", dossier.records(Alignment)),
    }
    sheets = []
    for table, created in tables.items():
        rows = list(created)
        if rows:
            names = _columns(COLUMNS if table == "evidence" else RECORD_COLUMNS[table], rows)
            sheets.append(SheetContent(tr(SHEET_TITLES[table]), names, rows=rows))
    return workbook_of(sheets)


def _sources(dossier: DossierReader, claims: Sequence[Evidence]) -> list[Source]:
    """The sources but for those that every import brings along itself: that of its files, and those of dimensions."""
    cited = {ident for claim in claims for ident in (claim.source, claim.data_of)}
    brought = {ident for item in dossier.records(Dimension) for ident in (item.source, item.conclusion.source)}
    return [source for source in dossier.records(Source) if source.id in cited or source.id not in brought]


def _claim_rows(dossier: DossierReader, *, names: bool) -> ClaimRows:
    return ClaimRows(
        _by_id(dossier, Programme), _by_id(dossier, Source), _by_id(dossier, Actor), _by_id(dossier, Aim), names=names
    )


def _by_id(dossier: DossierReader, kind: type[R]) -> Mapping[str, R]:
    return {record.id: record for record in dossier.records(kind)}


def _columns(columns: Mapping[str, Column], rows: Iterable[Row]) -> list[str]:
    """The columns that any row has something in, in the order of the template, and those that every table needs."""
    filled = {name for row in rows for name in row}
    languages = sorted({name.rpartition("_")[2] for name in filled if name not in columns})
    with_former = {name: column._replace(former=False) for name, column in columns.items()}
    return [name for name in header(with_former, languages) if name in filled]


def _csv_cell(value: Value) -> str:
    """A cell of CSV: a number that could be two with one more decimal, a text that a spreadsheet would run quoted."""
    if isinstance(value, str):
        return quoted(value)
    return f"{value!r}0" if may_be_two(repr(value)) else repr(value)
