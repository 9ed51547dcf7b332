"""Evidence tables: the template, what a spreadsheet writes, and errors by row and column."""

from __future__ import annotations

import csv
import io
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.cli import run
from ilo_tui.core.errors import InputError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence, Programme, Source
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.tables.columns import COLUMNS, column_of, header, template
from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
from ilo_tui.importers.tables.table_report import TableReport

EN = Translator("en")
HEADER = [
    "programme", "programme_name", "dimension", "stance", "statement", "figure", "value", "unit", "role", "figure_year",
    "year", "source", "source_title", "source_year", "confidence",
]  # fmt: skip
ROW = {
    "programme": "CLM",
    "programme_name": "Monitoring",
    "dimension": "outcome",
    "stance": "for",
    "statement": "Inspectors went on with the visits, “on their own”.",
    "source": "visits",
    "source_title": "Notes of visits",
    "confidence": "high",
}


def table(*rows: dict[str, str], columns: list[str] | None = None, delimiter: str = ",") -> str:
    """Rows as CSV."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or HEADER, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def imported(folder: Path, text: str | bytes, options: CsvOptions | None = None) -> tuple[TableReport, Dossier]:
    """The report and the dossier of one table, which `check` has found sound."""
    path, output = folder / "in.csv", folder / "out.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = import_csv([path], output, options)
    assert [fault.localise(EN) for fault in check_file(output)] == []
    return report, load(output)


def refused(folder: Path, text: str | bytes) -> tuple[int, list[str]]:
    """The exit code and the lines with which a table is refused, without its name; nothing is left behind."""
    path = folder / "in.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        import_csv([path], folder / "out.json")
    assert list(folder.iterdir()) == [path]
    return caught.value.exit_code, [line.partition("in.csv: ")[2] for line in caught.value.localise(EN)]


def test_a_table_becomes_a_dossier(tmp_path: Path) -> None:
    more = {"figure": "visits", "value": "12,5", "unit": "a month", "role": "Target", "figure_year": "2016"}
    report, dossier = imported(
        tmp_path,
        table(
            {**ROW, "figure": "visits", "value": "1 200", "unit": "", "role": "actual", "year": "2016"},
            more,
            {**ROW, "stance": "contradicts", "dimension": "", "programme_name": "", "statement": "They stopped."},
            {
                **ROW,
                "programme": "X",
                "programme_name": "Other",
                "source": "b",
                "source_title": "B",
                "source_year": "1999",
            },
        ),
    )
    first, second, third = dossier.records(Evidence)
    assert (first.programme, first.dimension, first.stance, first.year) == ("clm", "outcome", "supports", 2016)
    assert [(figure.value, figure.role, figure.year) for figure in first.figures] == [
        (1200, "actual", None),
        (12.5, "target", 2016),
    ]
    assert first.figures[0].unit["en"] == "unit not stated"
    assert (second.stance, second.dimension, third.source) == ("contradicts", None, "b")
    assert dossier.record(Programme, "clm").code == "CLM"
    assert dossier.record(Programme, "clm").sources == ["visits"]
    assert dossier.record(Source, "b").year == 1999
    assert report.records["evidence"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = table({**ROW, "statement": "ទឹក; a, b\nsecond line"}, delimiter=delimiter)
    _, dossier = imported(tmp_path, text.encode(encoding))
    (claim,) = dossier.records(Evidence)
    assert claim.statement == {"en": "ទឹក; a, b second line"}


def test_texts_by_language(tmp_path: Path) -> None:
    columns = ["statement_id", "statement_en", *[name for name in HEADER if name != "statement"]]
    row = {key: value for key, value in ROW.items() if key != "statement"}
    text = table(
        {**row, "statement_id": "Ya", "statement_en": "Yes"}, {**row, "statement_id": "Tidak"}, columns=columns
    )
    _, dossier = imported(tmp_path, text, CsvOptions(language="id"))
    assert [evidence.statement for evidence in dossier.records(Evidence)] == [
        {"id": "Ya", "en": "Yes"},
        {"id": "Tidak"},
    ]
    assert dossier.meta.default_language == "id"
    assert dossier.record(Programme, "clm").name == {"id": "Monitoring"}


def test_every_bad_cell_is_listed_by_row_and_column(tmp_path: Path) -> None:
    code, lines = refused(
        tmp_path,
        table(
            {**ROW, "stance": "pro", "value": "1,234", "figure": "f", "year": "soon"},
            {**ROW, "statement": "", "confidence": ""},
            {},
            {"programme_name": "stray"},
            {**ROW, "source_title": "Otherwise", "dimension": "4"},
            {**ROW, "programme": "NEW", "programme_name": ""},
            {**ROW, "value": "3"},
        ),
    )
    # Behind the codes the words of every language of the program follow.
    assert code == 1
    assert [line.partition(", for,")[0].partition(", keluaran")[0] for line in lines] == [
        "row 2, column stance: pro is none of supports, contradicts, context, +, -",
        "row 2, column year: soon is no year; write 2016",
        "row 2, column value: 1,234 may be 1234 or 1.2340, and nothing in the file tells which: write one of these",
        "row 3, column statement: this is needed",
        "row 5, column statement: this is needed",
        "row 6, column source_title: another row says of visits: Notes of visits",
        "row 6, column dimension: 4 is none of output, outcome, impact, 1, 2, 3",
        "row 7, column programme_name: no row says this of NEW",
        "row 8, column figure: this is needed where there is a value",
    ]


def test_a_figure_needs_a_claim_above_it(tmp_path: Path) -> None:
    code, lines = refused(tmp_path, table({"figure": "f", "value": "1"}))
    assert (code, lines[0]) == (1, "row 2, column statement: this is needed")


def test_a_row_of_a_further_figure_has_nothing_else(tmp_path: Path) -> None:
    _, lines = refused(tmp_path, table(ROW, {"figure": "f", "value": "1", "source_title": "lost", "programme": "CLM"}))
    assert [line.split(":")[0] for line in lines] == ["row 3, column programme", "row 3, column source_title"]


def test_given_ids_are_kept_and_never_twice(tmp_path: Path) -> None:
    columns = ["id", *HEADER]
    _, dossier = imported(tmp_path, table({**ROW, "id": "clm-1"}, {**ROW, "id": "clm.2"}, columns=columns))
    assert list(dossier.ids(Evidence)) == ["clm-1", "clm.2"]
    (tmp_path / "out.json").unlink()
    _, lines = refused(tmp_path, table(*({**ROW, "id": name} for name in ("a", "a", "B c", "output")), columns=columns))
    assert [line.split(":")[0] for line in lines] == [f"row {row}, column id" for row in (3, 4, 5)]


def test_unknown_columns_and_remarks_are_reported(tmp_path: Path) -> None:
    text = table({"programme": "# a remark"}, {**ROW, "colour": "red"}, {}, columns=[*HEADER, "colour"])
    report, _ = imported(tmp_path, text)
    lines = report.localise(EN)
    assert "in.csv: columns not read: colour" in lines
    assert "in.csv: 2 empty rows and remarks passed over" in lines


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "spreadsheet file"),
        (b"%PDF-1.4", "PDF"),
        (b"a,b\n1,2\n", "row 1: columns are missing: programme, stance, statement, source"),
        ((",".join([*HEADER, "Year"]) + "\n").encode(), "row 1: columns stand twice: year"),
        (table(ROW).replace("Monitoring", "Привет").encode("cp1251", "replace"), "its bytes are not UTF-8 at line 2"),
        ((table(ROW) + "x," * 40 + "y\n").encode(), "row 3: there are more cells than columns"),
        (table(ROW, {**ROW, "statement": "x" * 200_000}).encode(), "row 3: a cell has more than 131072 letters"),
        (table().encode(), "there is no claim"),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, content: bytes, word: str) -> None:
    code, lines = refused(tmp_path, content)
    assert code == 2
    assert any(word in line for line in lines)


GOOD = table(ROW)


@pytest.mark.parametrize(
    ("content", "row", "word"),
    [
        (GOOD.encode("utf-16-le"), 1, "NUL characters"),
        (GOOD.encode("utf-32"), 1, "NUL characters"),
        (GOOD.replace("Monitoring", "Mon\0itoring").encode(), 2, "NUL characters"),
        ((GOOD + 'CLM,"Mon\n').encode(), 3, "a quote is opened and never closed"),
        ((GOOD + 'CLM,"Mon"x,\n').encode(), 3, "goes on behind its closing quote"),
        ((GOOD + 'CLM,"' + "\n" * 200_000).encode(), 3, "perhaps a quote is never closed"),
        ((GOOD + "x" * 2_000_000).encode(), 3, "longer than a million letters"),
        ((GOOD + '"\n",' * 500_000).encode(), 3, "longer than a million letters"),
        (b"x" * 2_000_000, 1, "longer than a million letters"),
    ],
    ids=range(9),
)
def test_broken_rows_are_named(tmp_path: Path, content: bytes, row: int, word: str) -> None:
    code, lines = refused(tmp_path, content)
    assert code == 2
    assert lines[0].startswith(f"row {row}: ")
    assert word in lines[0]


def test_bytes_that_are_no_utf_16(tmp_path: Path) -> None:
    _, lines = refused(tmp_path, GOOD.encode("utf-16") + b"\0")
    assert "its bytes are not UTF-16" in lines[0]


def test_the_line_by_which_spreadsheets_tell_their_delimiter(tmp_path: Path) -> None:
    _, dossier = imported(tmp_path, "sep=;\r\n" + table(ROW, delimiter=";"))
    assert dossier.count(Evidence) == 1
    (tmp_path / "out.json").unlink()
    _, lines = refused(tmp_path, "sep=^\r\n" + table({**ROW, "stance": "pro"}, delimiter="^"))
    assert lines[0].startswith("row 2, column stance: ")


def test_failed_formulas_are_no_remarks_and_no_text(tmp_path: Path) -> None:
    _, lines = refused(tmp_path, table({**ROW, "programme": "#REF!"}, {**ROW, "statement": "#NAME?"}))
    assert [line.partition(";")[0] for line in lines[:2]] == [
        "row 2, column programme: #REF! is an error of the spreadsheet",
        "row 3, column statement_en: #NAME? is an error of the spreadsheet",
    ]


def test_the_language_of_an_excerpt_is_a_code(tmp_path: Path) -> None:
    columns = ["excerpt", "excerpt_language", *HEADER]
    _, lines = refused(tmp_path, table({**ROW, "excerpt": "x", "excerpt_language": "English"}, columns=columns))
    assert lines == ["row 2, column excerpt_language: English is no code of a language; write en, id or km"]


def test_errors_beyond_those_kept_are_counted(tmp_path: Path) -> None:
    _, lines = refused(tmp_path, table(*[{**ROW, "stance": "pro"}] * 1500))
    assert lines[0].startswith("row 2, column stance")
    with pytest.raises(InputError) as caught:
        import_csv([tmp_path / "in.csv"], tmp_path / "out.json")
    assert caught.value.localise(EN)[-1] == "... and 1450 more"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_table_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "in.csv"
    os.mkfifo(pipe)
    sender = threading.Thread(target=pipe.write_text, args=[GOOD])
    sender.start()
    assert import_csv([pipe], tmp_path / "out.json").records["evidence"] == 1
    sender.join()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names that are text")
def test_a_table_whose_name_is_no_text(tmp_path: Path) -> None:
    path, output = tmp_path / os.fsdecode(b"\xff.csv"), tmp_path / "out.json"
    path.write_text(GOOD)
    import_csv([path], output)
    assert check_file(output) == []


def test_the_template_can_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    assert run(["import", "csv", "--template", "-o", str(path)]) == 0
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows[0] == header()
    assert rows[1][0].startswith("# ")
    assert len(rows[1]) == len(rows[0])
    filled = {"programme_name_en": "Monitoring", "statement_en": "Yes", **ROW}
    text = template(EN) + ",".join(filled.get(name, "") for name in header()) + "\r\n"
    _, dossier = imported(tmp_path, text)
    assert [evidence.statement["en"] for evidence in dossier.records(Evidence)] == ["Yes"]
    before = path.read_bytes()
    assert run(["import", "csv", "--template", "-o", str(path)]) == 2
    assert path.read_bytes() == before


def test_every_name_of_the_template_is_a_column() -> None:
    named = {column[0] for name in header() if (column := column_of(name, "en"))}
    assert named == COLUMNS.keys() - {"confidence"}
    assert column_of("confidence", "en") == ("confidence", "")


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(HEADER), st.text(max_size=8)), max_size=5))
def test_any_cells_are_a_dossier_or_lines(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    path, output = tmp_path / "in.csv", tmp_path / "out.json"
    path.write_bytes(table(*({**ROW, **row} for row in rows)).encode("utf-8", "replace"))
    try:
        import_csv([path], output, CsvOptions(force=True))
    except InputError as error:
        assert error.localise(EN)
    else:
        assert [fault for fault in check_file(output) if not fault.warning] == []
