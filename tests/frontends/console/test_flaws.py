"""`check --flaws`: what it prints, for whom it hides something, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.review.reviewers import reviewer_for
from tests.dossier.small import written
from tests.review.flaws.built import desk_on, flawed, review_flawed, save_answers, sound


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    """The sessions on the flawed dossier, which is `tmp_path/dossier.json`."""
    review_flawed(desk_on(tmp_path, flawed()))
    return tmp_path / "reviews"


def flaws_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[int, dict[str, Any]]:
    """The flaws as JSON, by number."""
    assert run(["check", "--flaws", "--json", *arguments]) == 0
    return {flaw["flaw"]: flaw for flaw in json.loads(capsys.readouterr().out)}


def kinds(flaw: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(finding["kind"] for finding in flaw["findings"]))


def test_flaws_are_no_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, flawed())
    assert run(["check", str(path), "--flaws"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert [line.split()[0] for line in lines if line[:1].isdigit()] == [str(number) for number in range(1, 11)]
    assert (
        "  TWO: not recorded: period, place, partner, aim, a figure on its claims, an output tied directly [two]"
        in lines
    )
    assert "    No ratings: nothing can be told of rated crossings." in lines
    assert printed.err == "Counted: voices tied directly, over all of time.\n"


def test_sessions_are_those_of_the_folder_that_is_named(
    reviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "dossier.json")
    alone = flaws_of(capsys, path)
    assert kinds(alone[2]) == [] and [item["kind"] for item in alone[2]["unknown"]] == ["no_ratings"]
    rated = flaws_of(capsys, path, "--reviews", str(reviews))
    assert kinds(rated[2]) == ["monitoring_kinds", "interested_voices"] and rated[2]["unknown"] == []
    assert rated[5]["findings"][0]["records"] == ["cell:one/outcome"]


def test_sessions_on_another_dossier_count_nothing(
    reviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = sound()
    plain["meta"]["1"]["id"] = "another"
    other = flaws_of(capsys, str(written(tmp_path, plain, "other.json")), "--reviews", str(reviews))
    assert [item["kind"] for item in other[2]["unknown"]] == ["no_ratings"]


def test_without_a_file_it_is_the_dossier_in_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, sound())
    assert kinds(flaws_of(capsys, "--dossier", str(path))[1]) == []


def test_long_lines_name_some_records_and_json_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, sound())
    run(["check", str(path), "--flaws", "--lang", "id"])
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("  pihak lain: "))
    assert line.endswith("[done, done-two, changed, not-so]")
    (speaks,) = (
        case for case in flaws_of(capsys, str(path))[7]["findings"] if case["text"].startswith("the evaluated")
    )
    assert speaks["numbers"] == {"n": 1, "all": 12} and speaks["records"] == ["own-word"]


def test_a_faulty_dossier_is_told_its_faults_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = flawed()
    plain["evidence"]["1"]["source"] = "nowhere"
    path = str(written(tmp_path, plain))
    assert run(["check", path, "--flaws"]) == 1
    printed = capsys.readouterr()
    assert "evidence/1 (done)" in printed.out and "Description" not in printed.out
    assert printed.err == "1 fault\nThe ten flaws are looked for once there are no faults.\n"
    assert run(["check", path, "--flaws", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["id"] == "done"


@pytest.mark.parametrize(
    "arguments",
    [
        ("missing.json", "--flaws"),
        ("broken.json", "--flaws"),
        ("dossier.json", "--flaws", "--reviews", "missing"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, flawed())
    (tmp_path / "broken.json").write_text("{")
    assert run(["check", *arguments]) == 2
    assert capsys.readouterr().out == ""


def test_lint_and_flaws_are_asked_for_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["check", "--lint", "--flaws"])
    assert ended.value.code == 2 and "not allowed with argument" in capsys.readouterr().err


def test_what_waits_for_the_reviewer_is_left_out_unless_that_is_asked_for(
    reviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_on(tmp_path, flawed())
    mine = reviewer_for(state_folder(), "Ana Lim")
    save_answers(desk, mine, [("evidence:planned", {}, "dossier_only", "Look it up")])
    options = (str(tmp_path / "dossier.json"), "--reviews", str(reviews), "--reviewer", "Ana Lim")
    hidden = flaws_of(capsys, *options)
    assert kinds(hidden[2]) == [] and "waiting" in {item["kind"] for item in hidden[2]["unknown"]}
    assert [case["records"] for case in hidden[8]["findings"] if case["kind"] == "nobody_else"] == []
    shown = flaws_of(capsys, *options, "--unblind")
    assert kinds(shown[2]) == ["monitoring_kinds", "interested_voices"]
    assert "waiting" not in {item["kind"] for flaw in shown.values() for item in flaw["unknown"]}
    run(["check", "--flaws", *options])
    assert "waits for your answer in an unfinished session" in capsys.readouterr().err
