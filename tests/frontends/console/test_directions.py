"""Effect directions from the command line: listed in every form, filtered, and the plot of a crossing shown."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.effect_direction import effect_directions
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.model import Programme
from ilo_tui.dossier.repository import Dossier

Printed = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """What a command prints; it must end well."""

    def call(*arguments: str) -> str:
        assert run(list(arguments)) == 0
        return capsys.readouterr().out

    return call


def listed(printed: Printed, *where: str) -> list[dict[str, Any]]:
    terms = ["--where", *where] if where else []
    rows: list[dict[str, Any]] = json.loads(printed("list", "directions", *terms, "--json"))
    return rows


def test_json_has_a_row_for_each_voice_of_each_plot_tied_or_not(printed: Printed, dossier: Dossier) -> None:
    expected = []
    gap_map = dossier.crossings.gap_map
    for programme in dossier.ids(Programme):
        for column in ("outcome", "impact"):
            plot = effect_directions(dossier, facts_of(gap_map.cell(programme, column).evidence), "direct")
            expected += [(programme, column, drawn.voice.key, tied, drawn.direction) for drawn, tied in plot.rows]
    rows = listed(printed)
    assert [tuple(row[name] for name in ("row", "column", "voice", "tied", "direction")) for row in rows] == expected
    assert len(expected) > 30 and {row["level"] for row in rows} == {"direct"}
    counted = ("better", "worse", "no_change", "mixed")
    assert all(sum(row[name] for name in counted) == row["facts"] == len(row["claims"]) for row in rows)


def test_rows_are_filtered_by_crossing_stake_direction_and_words(printed: Printed) -> None:
    rows = listed(printed)
    assert listed(printed, "programme:tbp", "dimension:outcome") == [
        row for row in rows if (row["row"], row["column"]) == ("tbp", "outcome")
    ]
    assert listed(printed, "stake:funder", "not:trend:better") == [
        row for row in rows if row["stake"] == "funder" and row["direction"] != "better"
    ]
    assert {row["voice"] for row in listed(printed, "world", "bank")} == {"world-bank"}
    assert listed(printed, "stake:subject", "trend:worse") == []


def test_the_table_says_direction_tie_and_counts_in_words(printed: Printed) -> None:
    lines = printed("list", "directions", "--where", "programme:tbp", "--lang", "en").splitlines()
    assert [line.split("  ")[0] for line in lines] == ["tbp"] * 6
    assert "▲▲" in lines[0] and "better" in lines[0] and "tied directly" in lines[0] and "2 of 2 better" in lines[0]
    assert "(─)" in lines[3] and "no change" in lines[3] and "not tied directly" in lines[3]
    assert lines[3].endswith("US Department of Labor · funder")


def test_csv_has_a_column_for_each_field_and_no_formula(printed: Printed) -> None:
    rows = listed(printed)
    table = list(csv.DictReader(StringIO(printed("list", "directions", "--format", "csv"))))
    assert [(row["row"], row["voice"], row["mixed"], row["tied"]) for row in table] == [
        (row["row"], row["voice"], str(row["mixed"]), str(row["tied"]).lower()) for row in rows
    ]
    assert list(table[0]) == list(rows[0])
    assert table[0]["claims"] == "; ".join(rows[0]["claims"])


def test_a_crossing_and_its_plot_are_shown_by_their_addresses(printed: Printed) -> None:
    cell = printed("show", "cell:tbp/outcome", "--lang", "en")
    assert cell.startswith("Time-Bound Programme × Outcome\n")
    assert "Directions: 2▲ better; not tied directly: 2 voices [directions:tbp/outcome]" in cell
    plot = printed("show", "directions:tbp/outcome", "--lang", "en")
    assert plot.startswith("Time-Bound Programme × Outcome: effect direction\n")
    assert "  ▲▲     better (2 of 2 better): Government of Cambodia" in plot and "[government]" in plot
    assert json.loads(printed("show", "directions:tbp/outcome", "--json")) == listed(
        printed, "programme:tbp", "dimension:outcome"
    )
    weighed = json.loads(printed("show", "cell:tbp/outcome", "--json"))
    assert (weighed["row"], weighed["column"], weighed["claims"]) == ("tbp", "outcome", 9) and len(
        weighed["evidence"]
    ) == 9


def test_what_has_no_plot_says_so_in_a_line(printed: Printed) -> None:
    shown = printed("show", "directions:tbp/output", "--lang", "en").splitlines()
    assert shown[1:] == ["What was done moved nothing yet: an output has no effect direction."]
    assert json.loads(printed("show", "directions:tbp/output", "--json")) == []
    assert "one programme and an outcome or impact cross" in printed("show", "directions:*total/impact", "--lang", "en")


@pytest.mark.parametrize(
    "ident", ["cell:tbp/nothing", "cell:nothing/outcome", "directions:tbp", "cell:", "directions:/"]
)
def test_a_crossing_that_is_none_is_refused(ident: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", ident]) == 2
    assert "there is no record" in capsys.readouterr().err


@pytest.mark.first_edition
def test_a_dossier_that_says_no_trend_has_no_row_and_says_so(printed: Printed) -> None:
    assert listed(printed) == []
    shown = printed("show", "directions:clm/outcome", "--lang", "en")
    assert "No voice tells here which way things moved." in shown
    assert "Directions:" not in printed("show", "cell:clm/outcome", "--lang", "en")
