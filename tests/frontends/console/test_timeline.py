"""`list timeline`: a line a year, as a table, JSON and CSV, through filters and without what waits for an answer."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.timeline import full_timeline
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.reviewers import reviewer_for
from ilo_tui.views.year_lines import YearLine, year_lines
from tests.dossier.small import opened
from tests.dossier.timeline_case import timeline_tables


@pytest.fixture
def case(tmp_path: Path) -> Dossier:
    return opened(tmp_path, timeline_tables())


def printed(capsys: pytest.CaptureFixture[str], case: Dossier, *arguments: str, code: int = 0) -> tuple[str, str]:
    """What the command prints on stdout and stderr."""
    assert run(["list", "timeline", "--dossier", str(case.path), *arguments]) == code
    result = capsys.readouterr()
    return result.out, result.err


def test_a_line_a_year_has_both_counts_of_voices_and_what_happens(
    case: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = printed(capsys, case)
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines()}
    assert list(lines) == ["1999", "2005", "2006", "2007", "2008", "2009", "2012", "2016", "undated"]
    assert lines["2005"] == "+2 -0 ·0 ¦ +2 -1 ·0 2 claims (3 with repeats) Programmes: ONE (begins)"
    assert lines["2008"] == "+0 -0 ·0 ¦ +0 -0 ·0 0 claims Programmes: LATER (end not recorded). Policies: PLAN"
    assert lines["undated"] == "+1 -0 ·0 ¦ +1 -0 ·0 1 claim"
    assert "voices tied directly · all periods · as recorded. A claim is in every year" in err


def test_json_and_csv_say_what_the_timeline_does(case: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    expected = year_lines(full_timeline(case, Weighing()))
    parsed = msgspec.json.decode(printed(capsys, case, "--json")[0], type=list[YearLine])
    assert parsed == expected
    rows = list(csv.DictReader(StringIO(printed(capsys, case, "--format", "csv")[0])))
    assert [row["year"] for row in rows] == [str(line.year or "") for line in expected]
    assert rows[3]["runs"] == "one; plan" and rows[3]["due"] == "aim-reach" and rows[3]["claims"] == "1"
    assert list(rows[0]) == list(YearLine.__struct_fields__)


def test_a_filter_is_that_which_is_carried_from_tab_to_tab(case: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    lines = json.loads(printed(capsys, case, "--json", "--where", "programme:one", "policy:plan")[0])
    # No programme is aligned with it; the policy itself stays.
    assert {line["claims"] for line in lines} == {0}
    assert {ident for line in lines for ident in line["runs"] + line["adopted"]} == {"plan"}
    lines = json.loads(printed(capsys, case, "--json", "--where", "programme:one", "not:year:2006")[0])
    assert {line["year"]: line["claims"] for line in lines if line["claims"]} == {2005: 1}
    assert not any("later" in line["may_run"] for line in lines)
    assert "foo is no key here" in printed(capsys, case, "--where", "foo:bar", code=2)[1]


def test_the_dossier_that_ships_answers_what_happened_when_with_one_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["list", "timeline"]) == 0
    out = capsys.readouterr().out
    assert "Programmes: EFA (ends), VOC (ends), TBP (2 aims due), CSR, SD. Policies: NPA08 (begins, adopted)" in out


@pytest.mark.slow
def test_what_waits_for_an_answer_is_only_counted(case: Dossier, tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    environment = ReviewEnvironment(folder, Items(case), "0" * 16)
    queue = Queue(kind="mixed", items=["evidence:a", "evidence:c"])
    session = create_session(environment, SessionSpec(reviewer_for(state_folder(), "Sok Dara"), "en", queue))
    # Its file is written with the first record.
    session.flag("evidence:a", on=True)
    session.close()

    def lines(*arguments: str) -> dict[int | None, dict[str, object]]:
        command = [sys.executable, "-m", "ilo_tui", "--reviews", str(folder), "--dossier", str(case.path)]
        result = subprocess.run(
            [*command, "list", "timeline", "--json", *arguments], capture_output=True, text=True, check=True
        )
        return {line["year"]: line for line in json.loads(result.stdout)}

    year = lines()[2005]
    assert (year["voices_supports"], year["tied_contradicts"], year["claims"], year["hidden"]) == (0, 1, 3, 2)
    assert 2005 not in lines("--where", "stance:for")
    year = lines("--unblind")[2005]
    assert (year["voices_supports"], year["claims"], year["hidden"]) == (2, 2, 0)
