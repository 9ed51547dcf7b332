"""A claim is the same claim wherever its row stands: ids and hashes depend on no other row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.errors import FileProblemsError
from ilo_tui.dossier.model import Evidence, Programme, Source
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.dossier.validation import check_file
from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
from ilo_tui.importers.tables.table_report import TableReport
from ilo_tui.review.hashing import hash_of
from tests.importers.tables.test_tables import EN, ROW, imported, refused, table

Cells = dict[str, str]
FULL = {
    **ROW,
    "statement_id": "",
    "place": "",
    "year": "",
    "locator": "",
    "figure": "",
    "value": "",
    "id": "",
}
ROWS = st.fixed_dictionaries(
    {
        "programme": st.sampled_from(["CLM", "Café", "កម្ពុជា", "food security", "output", "x.y"]),
        "statement": st.sampled_from(["It works.", "It fails.", "ដំណើរការ", "Ça marche !", "!!!", "a" * 200]),
        "source": st.sampled_from(["s1", "Smith (2013)", "ឯកសារ", "table.1"]),
        "stance": st.sampled_from(["for", "against"]),
        "dimension": st.sampled_from(["output", "impact", ""]),
        "place": st.sampled_from(["", "Kampot"]),
        "locator": st.sampled_from(["", "p. 1"]),
    }
).map(lambda row: {**FULL, **row, "source_title": f"Title of {row['source']}"})


def visible_cells(row: Cells) -> tuple[str, ...]:
    """What makes a row this claim."""
    return tuple(row[name] for name in ("programme", "statement", "source", "stance", "dimension", "place"))


def claims(
    folder: Path, rows: list[Cells], options: CsvOptions | None = None
) -> dict[tuple[str, ...], tuple[str, str]]:
    """The id and hash of the claim of each row, by what makes it this claim."""
    _, dossier = again(folder, rows, options or CsvOptions(force=True, replace_all=True))
    result: dict[tuple[str, ...], tuple[str, str]] = {}
    for evidence in dossier.records(Evidence):
        programme, source = dossier.record(Programme, evidence.programme or ""), dossier.record(Source, evidence.source)
        place = (evidence.place or {}).get("en", "")
        stance = {"supports": "for", "contradicts": "against"}[evidence.stance]
        key = (programme.code, evidence.statement["en"], source.title.removeprefix("Title of "), stance)
        result[*key, evidence.dimension or "", place] = (evidence.id, hash_of(evidence))
    return result


def again(folder: Path, rows: list[Cells], options: CsvOptions) -> tuple[TableReport, Dossier]:
    path, output = folder / "in.csv", folder / "out.json"
    path.write_text(table(*rows, columns=[*FULL]), encoding="utf-8")
    report = import_csv([path], output, options)
    assert [fault for fault in check_file(output) if not fault.warning] == []
    return report, load(output)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, min_size=1, max_size=6, unique_by=visible_cells), st.data())
def test_adding_removing_and_reordering_rows_changes_no_other_claim(
    tmp_path: Path, rows: list[Cells], data: st.DataObject
) -> None:
    (tmp_path / "out.json").unlink(missing_ok=True)
    complete = claims(tmp_path, rows)
    assert len(complete) == len(rows)
    other = data.draw(st.permutations(rows).flatmap(lambda rows: st.integers(1, len(rows)).map(lambda n: rows[:n])))
    (tmp_path / "out.json").unlink()
    part = claims(tmp_path, other)
    assert part == {visible_cells(row): complete[visible_cells(row)] for row in other}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(ROWS, min_size=1, max_size=5, unique_by=visible_cells), st.lists(ROWS, max_size=3, unique_by=visible_cells)
)
def test_replacing_a_dossier_keeps_every_claim_that_is_still_there(
    tmp_path: Path, rows: list[Cells], more: list[Cells]
) -> None:
    (tmp_path / "out.json").unlink(missing_ok=True)
    before = claims(tmp_path, rows)
    known = {visible_cells(row) for row in rows}
    fresh = [row for row in more if visible_cells(row) not in known]
    after = claims(tmp_path, [*fresh[::-1], *rows[::-1]], CsvOptions(force=True))
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("column", ["locator", "confidence", "statement_id", "value"])
def test_whatever_else_is_corrected_it_stays_the_same_claim(tmp_path: Path, column: str) -> None:
    new = {"locator": "p. 9", "confidence": "low", "statement_id": "Ya.", "value": "7"}[column]
    row = {**FULL, "figure": "visits", "value": "5"}
    _, item = again(tmp_path, [row], CsvOptions())
    (tmp_path / "out.json").unlink()
    _, two = again(tmp_path, [{**row, column: new}], CsvOptions())
    assert list(item.ids(Evidence)) == list(two.ids(Evidence))


def test_over_its_former_dossier_even_a_moved_claim_keeps_its_id(tmp_path: Path) -> None:
    _, item = again(tmp_path, [FULL, {**FULL, "statement": "Other."}], CsvOptions())
    report, two = again(
        tmp_path, [{**FULL, "dimension": "impact"}, {**FULL, "statement": "New."}], CsvOptions(force=True)
    )
    assert next(iter(item.ids(Evidence))) == next(iter(two.ids(Evidence)))
    assert "claims: 0 as in the dossier before, 1 changed, 1 new, 1 gone" in report.localise(EN)


def test_a_row_that_repeats_another_is_said_and_kept_once(tmp_path: Path) -> None:
    report, dossier = again(tmp_path, [FULL, {**FULL, "statement": f"{FULL['statement']}\u200b"}, FULL], CsvOptions())
    assert dossier.count(Evidence) == 1
    assert [line for line in report.localise(EN) if "same as row" in line] == [
        "in.csv: row 3 says the same as row 2 of in.csv, and is not kept twice",
        "in.csv: row 4 says the same as row 2 of in.csv, and is not kept twice",
    ]


def test_rows_that_state_the_same_and_differ_in_the_rest_need_ids(tmp_path: Path) -> None:
    rows = [FULL, {**FULL, "locator": "p. 2"}]
    code, lines = refused(tmp_path, table(*rows, columns=[*FULL]))
    assert code == 1
    assert lines[0].startswith("row 3, column statement: row 2 of in.csv states the same from the same source")
    _, dossier = imported(tmp_path, table(*rows[:1], {**rows[1], "id": "second"}, columns=[*FULL]))
    assert [*dossier.ids(Evidence)][1] == "second"


def test_ids_of_the_table_stay_whatever_the_claim_says(tmp_path: Path) -> None:
    _, item = again(tmp_path, [{**FULL, "id": "a"}, {**FULL, "id": "b", "statement": "Other."}], CsvOptions())
    report, two = again(
        tmp_path,
        [{**FULL, "id": "b", "statement": "Other, reworded."}, {**FULL, "id": "c"}],
        CsvOptions(force=True),
    )
    assert (list(item.ids(Evidence)), list(two.ids(Evidence))) == (["a", "b"], ["b", "c"])
    assert not any("column id" in line for line in report.localise(EN))
    report, _ = again(tmp_path, [FULL], CsvOptions(force=True))
    assert any("column id is what keeps decisions" in line for line in report.localise(EN))


def test_an_id_of_the_table_that_a_programme_has_is_refused_in_any_order(tmp_path: Path) -> None:
    rows = [{**FULL, "id": "other"}, {**FULL, "programme": "Other", "statement": "x"}]
    for order in (rows, rows[::-1]):
        code, lines = refused(tmp_path, table(*order, columns=[*FULL]))
        assert code == 1
        assert [line.partition(": ")[2] for line in lines] == ["the id other stands already"]


@pytest.mark.parametrize("kind", ["programme", "source"])
@pytest.mark.parametrize("other", ["Cafe\u0301", "CAFÉ", "Ca\u00adfé\u200b", "\ufeffCafé\u00a0", " café", "Ｃafé"])
def test_names_that_look_the_same_are_one(tmp_path: Path, kind: str, other: str) -> None:
    first, two = {**FULL, kind: "Café"}, {**FULL, kind: other, "statement": "Other."}
    _, dossier = again(tmp_path, [first, two], CsvOptions())
    assert len({getattr(claim, kind) for claim in dossier.records(Evidence)}) == 1
    if kind == "programme":
        assert [programme.code for programme in dossier.records(Programme)] == ["Café"]


def test_names_that_an_id_cannot_tell_apart_are_listed(tmp_path: Path) -> None:
    rows = [{**FULL, "source": "Smith (2013)"}, {**FULL, "source": "Smith, 2013", "statement": "x"}]
    code, lines = refused(tmp_path, table(*rows, columns=[*FULL]))
    assert code == 1
    (line,) = lines
    assert line.startswith("row 3, column source: Smith, 2013 can hardly be told from Smith (2013) in row 2: make them")


def test_a_programme_and_a_source_of_one_name_are_reported(tmp_path: Path) -> None:
    for rows in ([FULL, {**FULL, "source": "clm", "statement": "x"}], [{**FULL, "source": "clm"}]):
        report, dossier = again(tmp_path, rows, CsvOptions(force=True, replace_all=True))
        assert "clm.source" in dossier.ids(Source) and "clm" in dossier.ids(Programme)
        assert any("both called clm" in line for line in report.localise(EN))
        (tmp_path / "out.json").unlink()


def test_what_is_invisible_makes_no_code_or_number_another(tmp_path: Path) -> None:
    row = {**FULL, "stance": "for\u200b", "dimension": "\ufeffOutcome\u00a0", "year": "2016\u200e", "id": "a\u00ad1"}
    _, dossier = again(tmp_path, [{**row, "figure": "f", "value": "1\u200b2"}], CsvOptions())
    (claim,) = dossier.records(Evidence)
    assert (claim.id, claim.stance, claim.dimension, claim.year) == ("a1", "supports", "outcome", 2016)
    assert claim.figures[0].value == 12


def test_adding_rows_in_another_language_changes_no_claim(tmp_path: Path) -> None:
    _, item = again(tmp_path, [FULL], CsvOptions())
    rows = [{**FULL, "statement": "", "statement_id": f"Klaim {n}."} for n in range(3)]
    _, two = again(tmp_path, [*rows, FULL], CsvOptions(force=True))
    assert two.meta.default_language == "en"
    (claim,) = item.records(Evidence)
    assert hash_of(two.record(Evidence, claim.id)) == hash_of(claim)


def test_more_than_is_kept_of_a_former_file_is_no_error(tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    for content in (b"precious", b"", b"{}", b'{"meta": 3}', b"\xff\xfe"):
        output.write_bytes(content)
        report, _ = again(tmp_path, [FULL], CsvOptions(force=True))
        assert report.comparison is None
        output.write_bytes(content)
        with pytest.raises(FileProblemsError):
            again(tmp_path, [FULL], CsvOptions())
