"""What the commands say of wrong clocks, damaged names of dossiers, one name of two people, and odd sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.repository import Dossier
from tests.frontends.tui.together import ANA, contents, save_ratings

Captured = pytest.CaptureFixture[str]
HOLDS = {"verdict": "holds", "strength": "high"}
FAILS = {"verdict": "does_not_hold", "strength": "low"}
CLAIM = "evidence:clm-001"


def rewritten(path: Path, old: str, new: str) -> Path:
    """A file in which one text is another throughout."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.fixture
def clocks(tmp_path: Path, dossier: Dossier) -> Path:
    """Bora judges a claim twice: the first time on a machine whose clock stands at 2099; and Nary judges it once."""
    folder = tmp_path / "stick"
    first = save_ratings(folder, dossier, "Bora", {CLAIM: HOLDS})
    for moment in {record["at"] for record in json.loads(first.read_text("utf-8"))["decisions"].values()}:
        rewritten(first, moment, "2099-01-01T08:00:00Z")
    save_ratings(folder, dossier, "Bora", {CLAIM: FAILS})
    save_ratings(folder, dossier, "Nary", {CLAIM: HOLDS})
    return folder


def test_a_date_in_the_future_is_said_with_reviewer_session_and_date(
    clocks: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert run(["merge", str(clocks), "--into", str(tmp_path / "into")]) == 0
    captured = capsys.readouterr()
    (line,) = [line for line in captured.out.splitlines() if "clock" in line]
    assert "by Bora <bora-00ff>" in line
    assert "dated in the future (2099-01-01): the clock of that machine was wrong" in line
    assert "-bora-" in line
    assert "1 of them in a session whose clock was wrong" in captured.err
    # So it is told again of what lies in the folder already, when something else is merged.
    (clocks / "empty").mkdir()
    assert run(["merge", str(clocks / "empty"), "--into", str(tmp_path / "into")]) == 0
    assert "the clock of that machine was wrong" in capsys.readouterr().out


@pytest.mark.first_edition
def test_agreement_shows_both_answers_of_whoever_had_a_wrong_clock(clocks: Path, capsys: Captured) -> None:
    assert run(["agreement", "--reviews", str(clocks)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "clock" in line]
    assert line.startswith(f"Bora judged {CLAIM} more than once")
    before, after = line.split("; what counts: ")
    assert "Does not hold, Low" in before
    assert "Holds, High" in after and "(2099-01-01)" in after
    assert run(["agreement", "--reviews", str(clocks), "--anonymise"]) == 0
    assert "Bora" not in capsys.readouterr().out


def test_sessions_with_right_clocks_say_nothing_of_clocks(tmp_path: Path, dossier: Dossier, capsys: Captured) -> None:
    save_ratings(tmp_path / "stick", dossier, "Bora", {CLAIM: HOLDS})
    save_ratings(tmp_path / "stick", dossier, "Bora", {CLAIM: FAILS})
    assert run(["merge", str(tmp_path / "stick"), "--into", str(tmp_path / "into")]) == 0
    assert run(["agreement", "--reviews", str(tmp_path / "into")]) == 0
    captured = capsys.readouterr()
    assert "clock of" not in captured.out + captured.err
    assert "1 item was judged again" in captured.out


def test_a_flipped_bit_in_the_dossier_of_a_session_needs_a_person(
    tmp_path: Path, dossier: Dossier, capsys: Captured
) -> None:
    path = save_ratings(tmp_path / "stick", dossier, "Bora", {CLAIM: HOLDS})
    ident = dossier.meta.id
    flipped = f"{chr(ord(ident[0]) ^ 1)}{ident[1:]}"
    rewritten(path, f'"id":"{ident}"', f'"id":"{flipped}"')
    data, into = path.read_bytes(), tmp_path / "into"
    assert run(["merge", str(path), "--into", str(into)]) == 1
    captured = capsys.readouterr()
    assert f"on the dossier {flipped}, but what was judged in it is in {ident}" in captured.out
    assert "1 file needs a person" in captured.err
    assert data in contents(into).values()
    assert run(["sessions", "--reviews", str(path.parent)]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("other dossier")
    assert "Nothing in it counts until then." in captured.err
    assert run(["sessions", "--reviews", str(path.parent), "--json"]) == 1


@pytest.mark.parametrize("source", ["nowhere", "~nosuchuserhere/x", "", "x" * 5000])
@pytest.mark.parametrize("where", ["source", "into"])
def test_a_place_that_cannot_be_is_reported_in_a_line_or_two(
    tmp_path: Path, source: str, where: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stick").mkdir()
    names = {"source": [source, "--into", "into"], "into": ["stick", "--into", source]}[where]
    fine = where == "into" and source in {"nowhere", ""}
    assert run(["merge", *names]) == (0 if fine else 2)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert fine or 1 <= len(captured.err.splitlines()) <= 2
    assert [path.name for path in tmp_path.iterdir()] == ["stick"]


def test_answers_that_the_edition_lacks_are_said_beside_json(
    tmp_path: Path, dossier: Dossier, capsys: Captured
) -> None:
    save_ratings(tmp_path / "reviews", dossier, "Bora", {CLAIM: HOLDS})
    save_ratings(tmp_path / "reviews", dossier, "Nary", {CLAIM: HOLDS})
    other = tmp_path / "other.json"
    other.write_bytes(dossier.path.read_bytes().replace(b'"holds"', b'"is_true"'))
    options = ["--dossier", str(other), "--reviews", str(tmp_path / "reviews")]
    assert run(["agreement", *options]) == 0
    shown = "2 answers are in codes that this edition does not have, so that their decisions do not count: verdict:"
    assert shown in capsys.readouterr().out
    assert run(["agreement", *options, "--json"]) == 0
    captured = capsys.readouterr()
    assert shown in captured.err
    json.loads(captured.out)


def test_reviewers_of_one_name_are_told_apart_on_paper(tmp_path: Path, dossier: Dossier, capsys: Captured) -> None:
    folder = tmp_path / "reviews"
    save_ratings(folder, dossier, "Bora", {CLAIM: HOLDS})
    rewritten(save_ratings(folder, dossier, "Nary", {CLAIM: FAILS}), '"name":"Nary"', '"name":"bora"')
    assert run(["agreement", "--reviews", str(folder), "--reviewer", ANA]) == 0
    assert "Bora <bora-00ff>, bora <nary-00ff>" in capsys.readouterr().out
