"""CSV and XLSX: every table, no cell that a spreadsheet runs, the same bytes, and a clear word without the library."""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.errors import OutputError
from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.forms import form_named
from ilo_tui.exporters.report.table import Cell
from ilo_tui.exporters.report.tables import guarded, tables
from ilo_tui.exporters.report.writing import Output, write_report
from ilo_tui.review.environment import ReviewEnvironment
from tests.exporters.report.team import report_of, worked
from tests.review.help import Table, desk_at

ENGLISH = Translator("en")


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return report_of(worked(tmp_path))


def rows_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def test_every_table_is_a_file_with_all_its_rows(tmp_path: Path, report: Report) -> None:
    folder = tmp_path / "out"
    write_report(report, ENGLISH, Output(folder, form_named("csv")))
    assert {path.stem for path in folder.iterdir()} == {table.name for table in tables(report)}
    for table in tables(report):
        head, *rows = rows_of(folder / f"{table.name}.csv")
        assert head == table.headers
        assert len(rows) == len(list(table.rows()))
        assert all(len(row) == len(head) for row in rows)
    decisions = rows_of(folder / "votes.csv")
    verdict = decisions[0].index("answer:verdict")
    assert sorted(row[verdict] for row in decisions[1:] if row[0] == "evidence:e1") == ["does_not_hold", "holds"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "  =1"])
def test_cells_that_begin_like_formulas_are_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are() -> None:
    assert [guarded(cell) for cell in ("a=1", "", -1, 1.5, None, True)] == ["a=1", "", -1, 1.5, None, True]


def test_no_cell_of_a_file_begins_like_a_formula(tmp_path: Path) -> None:
    evidence: Table = [{"id": "e1", "stance": "supports", "statement": {"en": '=HYPERLINK("http://evil")', "id": "@x"},
                 "source": "src", "confidence": "high", "origin": "source"}]  # fmt: skip
    report = report_of(worked_on(tmp_path, evidence))
    write_report(report, ENGLISH, Output(tmp_path / "out", form_named("csv")))
    every = [cell for file in (tmp_path / "out").iterdir() for row in rows_of(file) for cell in row]
    assert '\'=HYPERLINK("http://evil")' in every
    assert not [cell for cell in every if cell.startswith(("=", "+", "@", "\t", "\r"))]


def worked_on(folder: Path, evidence: Table) -> ReviewEnvironment:
    """A desk without sessions on a dossier of these claims."""
    return desk_at(folder, changed={"evidence": evidence})


def test_excel_gets_a_mark_semicolons_and_its_decimals(tmp_path: Path) -> None:
    desk = worked(tmp_path)
    for language, decimal in (("en", "0.5"), ("id", "0,5")):
        folder = tmp_path / language
        write_report(report_of(desk, language), Translator(language), Output(folder, form_named("csv"), excel=True))
        data = (folder / "agreement.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbfscale;pair;items")
        head, *rows = rows_of(folder / "agreement.csv", ";")
        assert rows[0][head.index("percent")] == decimal


def test_a_workbook_holds_what_csv_holds(tmp_path: Path, report: Report) -> None:
    openpyxl: Any = pytest.importorskip("openpyxl")
    write_report(report, ENGLISH, Output(tmp_path / "out.xlsx", form_named("xlsx")))
    context = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert context.sheetnames == [table.name for table in tables(report)]
    for table in tables(report):
        every: list[list[Cell]] = [[*table.headers], *table.rows()]
        wanted = [[None if cell == "" else guarded(cell) for cell in row] for row in every]
        # A sheet has no empty text, and ends with its last cell that holds something.
        actual = [[*row] for row in context[table.name].iter_rows(values_only=True, max_col=len(table.headers))]
        assert actual == wanted
        assert all(cell.data_type != "f" for row in context[table.name].iter_rows() for cell in row)


def test_a_workbook_is_the_same_bytes_at_any_time(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xlsxwriter")
    for name, zone in (("one", "UTC"), ("two", "Asia/Phnom_Penh")):
        # Whatever of the clock stood in the file would be seven hours off.
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        write_report(report, ENGLISH, Output(tmp_path / f"{name}.xlsx", form_named("xlsx")))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_without_the_library_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OutputError) as caught:
        Output(tmp_path / "out.xlsx", form_named("xlsx")).check(tmp_path / "dossier.json")
    [line] = caught.value.localise(ENGLISH)
    assert "ilo-tui[xlsx]" in line
    assert caught.value.exit_code == 2
