"""Numbers that may be two: decided by their file and said, or refused by row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.model import Evidence
from ilo_tui.importers.tables.numbers import both_meanings, convention_of
from ilo_tui.importers.tables.values import decimal_in, may_be_two, number
from tests.importers.tables.test_tables import EN, ROW, imported, refused, table


def figures(*values: str, delimiter: str = ",") -> str:
    rows = [{"figure": f"f{place}", "value": value} for place, value in enumerate(values)]
    return table({**ROW, **rows[0]}, *rows[1:], delimiter=delimiter)


@pytest.mark.parametrize(
    ("values", "delimiter", "read"),
    [
        # Indonesian, and as German and Spanish write.
        (["429.380", "1.234.567"], ",", [429380, 1234567]),
        (["429.380", "28,7"], ",", [429380, 28.7]),
        (["429,380", "28,7"], ",", [429.38, 28.7]),
        (["-429.380", "5"], ";", [-429380, 5]),
        (["12.500 %"], ";", [12500]),
        # French: spaces of any kind between thousands.
        (["429\u202f380", "1\u00a0234,5", "3,125"], ",", [429380, 1234.5, 3.125]),
        # English, and as in Switzerland.
        (["429,380", "28.7"], ",", [429380, 28.7]),
        (["429.380", "1,234,567"], ",", [429.38, 1234567]),
        (["1'000", "1’234.5", "2,000"], ",", [1000, 1234.5, 2000]),
        # A number decides it against the delimiter: the file may have been saved again elsewhere.
        (["429.380", "28.7"], ";", [429.38, 28.7]),
    ],
)
def test_a_file_settles_its_numbers(tmp_path: Path, values: list[str], delimiter: str, read: list[float]) -> None:
    report, dossier = imported(tmp_path, figures(*values, delimiter=delimiter))
    (claim,) = dossier.records(Evidence)
    assert [figure.value for figure in claim.figures] == read
    matches = [line for line in report.localise(EN) if "is read as" in line]
    assert len(matches) == sum(map(may_be_two, values))


def test_it_is_said_how_and_why(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, figures("429.380", "5", "28,7"))
    assert "in.csv: 429.380 is read as 429380, because 28,7 in row 4 is written so" in report.localise(EN)
    (tmp_path / "out.json").unlink()
    report, _ = imported(tmp_path, figures("429,380", delimiter=";"))
    assert any(line.startswith("in.csv: 429,380 is read as 429.38, because semicolons") for line in report.localise(EN))


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_without_anything_that_settles_them_every_cell_is_listed(tmp_path: Path, delimiter: str) -> None:
    code, lines = refused(tmp_path, figures("429.380", "12", "429,380", "3.125", delimiter=delimiter))
    assert code == 1
    assert [line.partition(", and nothing")[0] for line in lines] == [
        "row 2, column value: 429.380 may be 429380 or 429.38",
        "row 4, column value: 429,380 may be 429380 or 429.38",
        "row 5, column value: 3.125 may be 3125 or 3.1250",
    ]


def test_a_file_with_both_ways_settles_nothing(tmp_path: Path) -> None:
    _, lines = refused(tmp_path, figures("28,7", "28.7", "1.234", delimiter=";"))
    assert [line.partition(" may")[0] for line in lines] == ["row 4, column value: 1.234"]


def test_each_file_is_decided_by_itself(tmp_path: Path) -> None:
    first, two, output = tmp_path / "1.csv", tmp_path / "2.csv", tmp_path / "out.json"
    first.write_text(figures("1.500", "0,5"), encoding="utf-8")
    two.write_text(figures("1.500", "0.5").replace("Inspectors", "Others"), encoding="utf-8")
    from ilo_tui.dossier.repository import load
    from ilo_tui.importers.tables.import_csv import import_csv

    import_csv([first, two], output)
    assert [[figure.value for figure in claim.figures] for claim in load(output).records(Evidence)] == [
        [1500, 0.5],
        [1.5, 0.5],
    ]


def test_years_and_places_in_a_source_are_left_alone(tmp_path: Path) -> None:
    row = {**ROW, "year": "2016", "locator": "p. 1.234", "figure": "f", "value": "1,5"}
    _, dossier = imported(tmp_path, table(row, columns=[*row]))
    (claim,) = dossier.records(Evidence)
    assert (claim.locator, claim.year) == ("p. 1.234", 2016)


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"), st.sampled_from(["", "-"]))
def test_what_is_proposed_means_one_number(thousands: int, part: int, sign: str, minus: str) -> None:
    written = f"{minus}{thousands}{sign}{part:03}"
    assert may_be_two(written) and not decimal_in(written)
    proposed = both_meanings(written)
    assert number(str(proposed["whole"])) == number(written, {".": ",", ",": "."}[sign])
    assert number(str(proposed["part"])) == number(written, sign)
    assert not any(may_be_two(str(item)) for item in proposed.values())


@given(st.lists(st.text("0123456789.,' -%", max_size=10)), st.sampled_from(",;\t"))
def test_any_values_are_decided_the_same_in_any_order(values: list[str], delimiter: str) -> None:
    rows = list(enumerate(values))
    forth, back = convention_of(rows, delimiter), convention_of(rows[::-1], delimiter)
    assert forth.decimal == back.decimal
    assert [forth.number(value) for value in values] == [back.number(value) for value in values]
