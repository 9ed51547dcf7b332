"""Tables: columns over records, as many as are shown, gone through as often as one likes."""

from __future__ import annotations

import pytest
from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.exporters.report.chapters import CHAPTERS
from ilo_tui.exporters.report.content import Report
from ilo_tui.exporters.report.parts import Part, Remark
from ilo_tui.exporters.report.table import ROWS, Columns, Table, table_of
from ilo_tui.exporters.report.tables import tables
from ilo_tui.exporters.report.view import ReportView
from tests.exporters.report.team import report_of, worked

WORDS: Columns[str] = [("Word", lambda word: word), ("Length", len), ("Letters", list)]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(worked(tmp_path_factory.mktemp("team")))


def test_a_column_is_a_header_and_a_function_of_a_record() -> None:
    table = table_of("Words", WORDS, ["ab", "c"])
    assert table.headers == ["Word", "Length", "Letters"]
    assert list(table.rows()) == list(table.rows()) == [["ab", 2, ["a", "b"]], ["c", 1, ["c"]]]
    assert table.hidden == 0


@pytest.mark.parametrize(("count", "shown", "hidden"), [(3, 5, 0), (5, 5, 0), (6, 5, 1), (6, None, 0), (0, 5, 0)])
def test_what_is_not_shown_is_counted(count: int, shown: int | None, hidden: int) -> None:
    table = table_of("Words", WORDS, ["a"] * count, shown=shown)
    assert (len(list(table.rows())), table.hidden) == (count - hidden, hidden)


def test_every_list_of_a_report_is_a_table_for_analysts(report: Report) -> None:
    names = {table.name for table in tables(report)}
    lists = {field.encode_name for field in structs.fields(Report) if isinstance(getattr(report, field.name), list)}
    assert names == lists - {"cells", "alignments"} | {"about", "gap_map", "policy_matrix", "distributions"}


def test_a_table_that_is_cut_in_a_text_says_so(report: Report) -> None:
    """Whatever list of a report is too long, the remark with the number of rows that are left stands behind it."""
    copies = {
        field.name: getattr(report, field.name) * (6 * ROWS)
        for field in structs.fields(Report)
        if field.name in {"observations", "left_out", "sources", "sessions", "repeats", "gaps"}
    }
    view = ReportView.of(structs.replace(report, **copies), Translator("en"))
    cut = 0
    for _, parts in CHAPTERS.values():
        listed: list[Part] = list(parts(view))
        for part, after in zip(listed, [*listed[1:], None], strict=True):
            if isinstance(part, Table) and part.hidden:
                cut += 1
                assert after == Remark(f"{part.hidden} more stand in the tables.")
    assert cut >= 4
