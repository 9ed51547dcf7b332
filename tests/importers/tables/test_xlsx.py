"""Workbooks: real dates and numbers, where the header is, what is told, and what is refused with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.errors import InputError
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.tables.cell_values import cell_text
from ilo_tui.importers.tables.import_xlsx import XlsxOptions, import_xlsx
from tests.importers.tables.test_tables import EN
from tests.importers.tables.workbooks import Rows, workbook

HEAD = [
    "id", "programme", "programme_name", "stance", "statement", "figure", "value", "unit", "year", "start", "end",
    "source", "source_title", "locator",
]  # fmt: skip
FIRST: dict[str, object] = {
    "id": "a", "programme": "CLM", "programme_name": "Monitoring", "stance": "for", "statement": "They went on.",
    "source": "visits", "source_title": "Notes of visits",
}  # fmt: skip


def row(**cells: object) -> list[object]:
    """A row of the table, the first one of a claim unless it says otherwise."""
    filled = {**FIRST, **cells}
    return [filled.get(name) for name in HEAD]


def figure(name: str, value: object) -> list[object]:
    """A row that adds a figure to the claim above."""
    return [{"figure": name, "value": value, "unit": "x"}.get(column) for column in HEAD]


def imported(folder: Path, data: bytes, options: XlsxOptions | None = None) -> tuple[list[str], Dossier]:
    """The account and the dossier of a workbook, which `check` has found sound."""
    path, output = folder / "in.xlsx", folder / "out.json"
    path.write_bytes(data)
    report = import_xlsx([path], output, options or XlsxOptions(state=folder / "state"))
    assert [fault.localise(EN) for fault in check_file(output)] == []
    return [line.removeprefix("in.xlsx ") for line in report.localise(EN)[1:]], load(output)


def refused(folder: Path, data: bytes, options: XlsxOptions | None = None) -> tuple[int, list[str]]:
    """The exit code and the lines with which a workbook is refused, from its name on; nothing is left behind."""
    path = folder / "in.xlsx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        import_xlsx([path], folder / "out.json", options or XlsxOptions(state=folder / "state"))
    assert list(folder.iterdir()) == [path]
    return caught.value.exit_code, [line[line.index("in.xlsx") + 7 :] for line in caught.value.localise(EN)]


def claims(*rows: Rows | list[object]) -> bytes:
    """A workbook with a sheet of claims alone."""
    return workbook({"Sheet": [HEAD, *rows]})


def test_a_workbook_becomes_a_dossier_with_real_dates_and_numbers(tmp_path: Path) -> None:
    data = claims(
        row(figure="share", value=1.234, unit="x", year=2016.0),
        figure("all", 429380),
        figure("tenth", 0.1),
        row(id="b", statement="Then.", start=date(2008, 6, 1), end=datetime(2009, 1, 31), locator=12.0),
    )
    _, dossier = imported(tmp_path, data)
    first, second = dossier.records(Evidence)
    assert [item.value for item in first.figures] == [1.234, 429380, 0.1]
    assert (first.year, first.statement) == (2016, {"en": "They went on."})
    assert (second.start, second.end, second.locator) == ("2008-06-01", "2009-01-31", "12")
    assert dossier.record(Source, "visits").title == "Notes of visits"
    assert dossier.meta.id == "xlsx-out"


@pytest.mark.parametrize(
    ("value", "number_format", "exact", "text"),
    [
        (None, None, False, ""),
        (True, "General", False, "TRUE"),
        (1.0, "General", False, "1"),
        (1.5, "General", False, "1.5"),
        (1.234, "General", True, "1234e-3"),
        (-0.05, "General", True, "-005e-2"),
        (1e-7, "General", True, "1e-07"),
        (1.5e-7, "General", True, "15e-8"),
        (1e300, "General", True, "1e+300"),
        (0.287, "0.0%", True, "287e-1"),
        (0.287, "0.0%", False, "28.7%"),
        (0.5, '0.0"%"', False, "0.5"),
        (datetime(2008, 6, 1), "yyyy-mm-dd", False, "2008-06-01"),
        (datetime(2008, 6, 1), "mmm yyyy", False, "2008-06"),
        (datetime(2008, 6, 1), "[$-421]yyyy;@", False, "2008"),
        (datetime(2008, 6, 1, 14, 30), "dd/mm/yyyy hh:mm", False, "2008-06-01 14:30"),
        (time(14, 30), "hh:mm", False, "14:30"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: object, number_format: str, exact: bool, text: str) -> None:
    assert cell_text(value, number_format, exact=exact) == text


def test_what_a_person_sees_otherwise_is_told(tmp_path: Path) -> None:
    def change(spreadsheet: Any) -> None:
        sheet = spreadsheet["Sheet"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Claims of the year"
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["G5"].number_format = "0%"
        sheet["N4"] = date(2026, 6, 4)
        sheet["I4"] = "=2000+12"
        sheet["T4"] = "look here"
        spreadsheet.create_sheet("Notes")

    lines, dossier = imported(tmp_path, workbook({"Sheet": [HEAD, row(), figure("share", 0.25)]}, change))
    assert lines == [
        "(Sheet): rows above the header, which is row 3, are not read",
        "(Sheet): merged cells; what is in them is read as in the first of them alone: A1:C1",
        "(Sheet): hidden rows, which are read as well: 4",
        "(Sheet): hidden columns, which are read as well: C",
        "(Sheet): formulas without a value, which are read as empty: I4; save it in a spreadsheet",
        "(Sheet): numbers shown as percent are read as they are shown, 0.25 as 25: G5",
        "(Sheet): dates where no date is meant; a page such as 4-6 becomes one in a spreadsheet: N4",
        "(Sheet): cells beside the table, under no header, are not read: T4",
        "in.xlsx: sheets not read: Notes",
    ]
    (claim,) = dossier.records(Evidence)
    assert (claim.year, claim.figures[0].value, claim.locator) == (None, 25, "2026-06-04")


def test_faults_name_row_column_and_cell(tmp_path: Path) -> None:
    def change(spreadsheet: Any) -> None:
        sheet = spreadsheet["Sheet"]
        sheet["E3"] = "#REF!"
        sheet["E3"].data_type = "e"
        sheet["G4"] = "=1+1"
        sheet["F4"] = "sum"

    data = workbook({"Sheet": [HEAD, row(stance="yes"), row(id="b"), [None], row(id="c", year="soon")]}, change)
    code, lines = refused(tmp_path, data)
    assert code == 1
    assert lines[0].startswith(" (Sheet): row 2, column stance (D2): yes is none of supports, ")
    assert lines[1:] == [
        " (Sheet): row 3, column statement_en (E3): #REF! is an error of the spreadsheet; mend the formula",
        " (Sheet): row 4, column value (G4): its formula has no value; save it in a spreadsheet",
        " (Sheet): row 5, column year (I5): soon is no year; write 2016",
    ]


def test_the_header_is_known_by_names_in_either_language_within_twenty_rows(tmp_path: Path) -> None:
    head = ["Program", "Nama", "stance", "Statement (id)", "SUMBER", "Source title", "Tahun"]
    titles: list[Sequence[object]] = [["Laporan"]] * 19
    rows = [*titles, head, ["CLM", "x", "for", "Mereka terus.", "visits", "Notes", 2016]]
    options = XlsxOptions(state=tmp_path / "state", columns={"nama ": "programme_name_id"})
    lines, dossier = imported(tmp_path, workbook({"Data": rows}), options)
    (claim,) = dossier.records(Evidence)
    assert (claim.statement["id"], claim.year, claim.source) == ("Mereka terus.", 2016, "visits")
    assert "(Data): columns read as you said: Nama = programme_name_id" in lines
    code, [line] = refused(_fresh(tmp_path), workbook({"Data": [[None], *rows]}))
    assert (code, line.partition(".")[0]) == (2, " (Data): none of the first 20 rows has the names of columns")


def _fresh(folder: Path) -> Path:
    created = folder / "fresh"
    created.mkdir()
    return created


def test_what_columns_mean_is_remembered_by_the_header(tmp_path: Path) -> None:
    data = workbook({"Data": [[*HEAD[:4], "Finding", *HEAD[5:]], row()]})
    code, lines = refused(tmp_path, data)
    assert (code, lines[0][:45]) == (2, " (Data): row 1: columns are missing: statemen")
    stated = XlsxOptions(state=tmp_path / "state", columns={"Finding": "statement"})
    imported(tmp_path, data, stated)
    lines, dossier = imported(tmp_path, data, XlsxOptions(state=tmp_path / "state", force=True))
    assert [claim.statement["en"] for claim in dossier.records(Evidence)] == ["They went on."]
    message = "(Data): columns read as you said once, by this header: Finding = statement; --column says otherwise"
    assert message in lines
    other = _fresh(tmp_path)
    options = XlsxOptions(state=other / "state", columns={"Fnding": "statement"})
    code, lines = refused(other, claims(row()), options)
    assert lines == [
        ": no column is called fnding. After --column comes OURS=THEIRS, THEIRS as it stands in the header."
    ]


def test_a_sheet_is_chosen_by_its_name_else_the_claims_else_the_first_that_is_shown(tmp_path: Path) -> None:
    def hide(spreadsheet: Any) -> None:
        spreadsheet["Old"].sheet_state = "hidden"

    sheets: dict[str, Rows] = {
        "Old": [HEAD, row(statement="Old.")], "Now": [HEAD, row()],
        "Sumber": [["source", "title"], ["visits", "Notes of visits"]],
    }  # fmt: skip
    for wanted, statement in (("", "They went on."), ("old", "Old.")):
        folder = tmp_path / (wanted or "first")
        folder.mkdir()
        _, dossier = imported(folder, workbook(sheets, hide), XlsxOptions(sheet=wanted, state=folder / "state"))
        (claim,) = dossier.records(Evidence)
        assert claim.statement["en"] == statement
    options = XlsxOptions(sheet="New", state=tmp_path / "state")
    code, [line] = refused(_fresh(tmp_path), workbook(sheets), options)
    assert (code, line) == (
        2, ": it has no sheet New; its sheets are Old, Now, Sumber. Name one of them after --sheet.",
    )  # fmt: skip
