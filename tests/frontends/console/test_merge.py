"""`merge`, `agreement` and `report` as they are typed: what they print, what they write, and how they end."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pexpect
import pytest
from platformdirs import user_data_path

from benchmarks.reviewers import Crowd, Disorder, Generated
from ilo_tui.cli import run
from ilo_tui.core.text import fold
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.adjudication import record_final_answer, start_adjudication
from ilo_tui.review.agreement.analysis import analyse
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.reviewers import parse_reviewer
from ilo_tui.review.session_repository import SessionRepository
from tests.frontends.tui.together import ANA, NAMES, agreement_rows, contents, crowd, merged_folder, stick_of

pytestmark = pytest.mark.first_edition

Captured = pytest.CaptureFixture[str]
MERGE_FIELDS = {
    "file", "session", "reviewer", "state", "decisions", "changed_items", "removed_items", "check_code",
    "misdated", "needs_person", "kept_as",
}  # fmt: skip
AGREEMENT_FIELDS = {"scale", "pair", "items", "reviewers", "missing", "percent", "alpha", "ac1"}
SESSION_FIELDS = {
    "file", "id", "kind", "reviewer", "queue", "items", "judged", "flagged", "started", "finished", "check_code",
    "misdated", "state", "edition", "counting", "again", "removed", "observations",
}  # fmt: skip
FORMS = ("html", "md", "csv", "json", "xlsx")


@pytest.fixture(scope="module")
def generated(dossiers: Mapping[bool, Dossier]) -> list[Generated]:
    """The sessions of three reviewers of the first edition, as is everything here."""
    return crowd(dossiers[True])


@pytest.fixture
def stick(tmp_path: Path, generated: list[Generated]) -> Path:
    """A stick with three sessions among copies, halves, a foreign one and a file of zeros."""
    return stick_of(tmp_path / "stick", generated)


@pytest.fixture
def reviews(tmp_path: Path, dossier: Dossier, generated: list[Generated]) -> Path:
    """Three sessions, and an adjudication of what they differ on, with one final answer."""
    folder = merged_folder(tmp_path / "reviews", generated)
    items, ana = Items(dossier), parse_reviewer(ANA)
    assert ana is not None
    desk = ReviewEnvironment(folder, items, "0123456789abcdef")
    item = analyse(SessionRepository(desk).entries(), items).differing[0]
    session = start_adjudication(desk, [item.key], ana, "en")
    record_final_answer(session, item.ratings, item.item, item.ratings[0].decision.values, "They met and agreed")
    session.close()
    return folder


def saved(path: Path) -> str:
    """All that a report says; of a workbook what is in its parts."""
    if path.is_dir():
        return "".join(path.read_text("utf-8-sig") for path in sorted(path.iterdir()))
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with ZipFile(path) as context:
        return "".join(context.read(name).decode() for name in context.namelist())


def identified(text: str) -> list[str]:
    """Whom a text names, by name or by id."""
    shown = fold(text)
    people = [name.lower() for name in (*NAMES, "Ana Lim")]
    return [name for name in people if name in shown or name.replace(" ", "-") in shown]


def test_merge_prints_a_line_for_each_file_and_merges_every_session(
    stick: Path, generated: list[Generated], tmp_path: Path, capsys: Captured
) -> None:
    before, into = contents(stick), tmp_path / "into"
    assert run(["merge", str(stick), "--into", str(into)]) == 1
    captured = capsys.readouterr()
    files = list(stick.rglob("*.json"))
    assert len(captured.out.splitlines()) == len(files)
    assert all(f"{path}: " in captured.out for path in files)
    assert "new: 3" in captured.err
    assert captured.err.splitlines()[-1] == "1 file needs a person"
    assert "zeros-0.json: damaged: left as it is; the file holds nothing but zeros" in captured.out
    complete = {item.name: item.data for item in generated}
    assert {name: data for name, data in contents(into).items() if name in complete} == complete
    assert contents(stick) == before


def test_merge_of_sound_sessions_is_done_and_again_changes_nothing(
    reviews: Path, tmp_path: Path, capsys: Captured
) -> None:
    into = tmp_path / "into"
    assert run(["merge", str(reviews), "--into", str(into)]) == 0
    held = contents(into)
    assert held.keys() >= {path.name for path in reviews.glob("*.json")}
    capsys.readouterr()
    assert run(["merge", str(reviews), "--into", str(into)]) == 0
    assert "already there: 4" in capsys.readouterr().err
    assert contents(into) == held


def test_a_dry_run_says_the_same_and_writes_nothing(stick: Path, tmp_path: Path, capsys: Captured) -> None:
    into = tmp_path / "into"
    assert run(["merge", str(stick), "--into", str(into), "--dry-run"]) == 1
    dry = capsys.readouterr()
    assert dry.err.endswith("Nothing was written: this is a dry run.\n")
    assert not into.exists()
    assert run(["merge", str(stick), "--into", str(into)]) == 1
    captured = capsys.readouterr()
    assert captured.out == dry.out
    assert dry.err.startswith(captured.err)


def test_merge_as_json(stick: Path, generated: list[Generated], tmp_path: Path, capsys: Captured) -> None:
    assert run(["merge", str(stick), "--into", str(tmp_path / "into"), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) == MERGE_FIELDS for row in rows)
    assert {row["session"] for row in rows if row["state"] == "new"} == {item.session.id for item in generated}
    assert {"new", "there", "earlier", "damaged_copy", "foreign", "damaged"} == {row["state"] for row in rows}
    assert [row["file"] for row in rows if row["needs_person"]] == [str(next(stick.rglob("zeros-0.json")))]


def test_without_into_merge_merges_in_the_reviews_folder(stick: Path, tmp_path: Path) -> None:
    assert run(["merge", str(stick), "--reviews", str(tmp_path / "mine")]) == 1
    assert len(list((tmp_path / "mine").glob("*.json"))) == 3
    assert run(["merge", str(stick)]) == 1
    assert len(list((user_data_path("ilo-tui") / "reviews").glob("*.json"))) == 3


def test_read_only_merges_nothing(stick: Path, tmp_path: Path, capsys: Captured) -> None:
    into = tmp_path / "into"
    assert run(["merge", str(stick), "--into", str(into), "--read-only"]) == 2
    assert "--dry-run says what would be done" in capsys.readouterr().err
    assert run(["--read-only", "merge", str(stick), "--into", str(into), "--dry-run"]) == 1
    assert not into.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["merge", "nowhere"], "nowhere: there is no such file or folder"),
        (["merge", "stick", "--into", "letter.txt/in"], "letter.txt/in: not saved"),
        (["agreement", "--pairs", "-1"], "--pairs: -1 is no number of pairs"),
        (["agreement", "--reviews", "letter.txt"], "letter.txt: the sessions cannot be listed"),
        (["report", "--format", "md", "-o", "letter.txt"], "letter.txt: this file exists already"),
        (["report", "--format", "md", "-o", "no/r.md"], "its folder does not exist"),
        (["report", "--format", "md", "-o", "~nobody-of-this-name/r.md"], "there is no user of that name"),
        (["report", "--format", "csv", "-o", "stick"], "stick: this folder is not empty"),
        (["report", "--format", "csv", "-o", "letter.txt"], "letter.txt: this is a file"),
        (["report", "--format", "md", "-o", "r.md", "--excel"], "--excel is about csv only."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_reported_and_changes_nothing(
    arguments: list[str], words: str, stick: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(stick.parent)
    Path("letter.txt").write_text("precious")
    before = contents(stick.parent)
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert contents(stick.parent) == before


@pytest.mark.parametrize("arguments", [["merge"], ["report", "-o", "r"], ["report", "--format", "pdf", "-o", "r"]])
def test_what_is_missing_is_asked_for(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    assert ended.value.code == 2


def test_sessions_as_json(reviews: Path, capsys: Captured) -> None:
    assert run(["sessions", "--json", "--reviews", str(reviews)]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 4
    assert all(set(row) == SESSION_FIELDS for row in rows)
    assert sorted(row["kind"] for row in rows) == ["adjudication", "review", "review", "review"]


def test_agreement_as_text_and_as_json_says_the_same(reviews: Path, capsys: Captured) -> None:
    rows = agreement_rows(capsys, reviews)
    assert all(set(row) == AGREEMENT_FIELDS for row in rows)
    every = next(row for row in rows if row["scale"] == "verdict" and row["pair"] == "all")
    assert run(["agreement", "--reviews", str(reviews)]) == 0
    out = capsys.readouterr().out
    (line, *_) = re.findall(r"^all \(3\) .*$", out, re.MULTILINE)
    lines = [
        every["items"],
        every["missing"],
        f"{every['percent']:.1%}",
        f"{every['alpha']:.3f}",
        f"{every['ac1']:.3f}",
    ]
    assert line.split()[2:7] == [str(item) for item in lines]
    headings = re.findall(r"^(Reversals|Other disagreements|One step apart).*\((\d+)\)$", out, re.MULTILINE)
    assert [name for name, _ in headings] == ["Reversals", "Other disagreements", "One step apart"]
    # One of them differs only in that a reviewer could not tell.
    assert sum(int(n) for _, n in headings) == 58
    assert out.count("[not adjudicated]") == 57
    assert out.count("[adjudicated]") == 1


def test_agreement_lists_so_many_pairs(reviews: Path, capsys: Captured) -> None:
    assert {row["pair"] for row in agreement_rows(capsys, reviews, "--pairs", "0")} == {"all"}
    verdicts = [row for row in agreement_rows(capsys, reviews, "--pairs", "2") if row["scale"] == "verdict"]
    assert [row["pair"] == "all" for row in verdicts] == [True, False, False]
    assert run(["agreement", "--pairs", "1", "--reviews", str(reviews)]) == 0
    assert "2 more pairs with fewer shared items" in capsys.readouterr().out


def test_agreement_without_names(reviews: Path, capsys: Captured) -> None:
    named = agreement_rows(capsys, reviews)
    rows = agreement_rows(capsys, reviews, "--anonymise")
    assert not identified(json.dumps(rows))
    people = {person for row in rows if row["pair"] != "all" for person in row["pair"]}
    assert people == {"Reviewer A", "Reviewer B", "Reviewer C"}
    assert [{**row, "pair": ""} for row in rows] == [{**row, "pair": ""} for row in named]
    assert run(["agreement", "--anonymise", "--reviews", str(reviews)]) == 0
    captured = capsys.readouterr()
    assert not identified(captured.out + captured.err)


def test_agreement_without_sessions_is_no_error(capsys: Captured) -> None:
    assert run(["agreement"]) == 0
    assert "No item is judged yet." in capsys.readouterr().out
    assert run(["agreement", "--lang", "id"]) == 0
    assert "Belum ada butir yang dinilai." in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.share(6)
@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_written_once_and_replaced_only_by_force(
    form: str, reviews: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / ("tables" if form == "csv" else f"report.{form}")
    command = ["report", "--format", form, "-o", str(path), "--reviews", str(reviews)]
    assert run(command) == 0
    assert capsys.readouterr() == ("", f"written: {path}\n")
    printed = saved(path)
    assert len(identified(printed)) == 4
    assert "They met and agreed" in printed
    assert run(command) == 2
    assert "add --force to replace" in capsys.readouterr().err
    assert saved(path) == printed
    assert run([*command, "--force", "--anonymise"]) == 0
    assert identified(saved(path)) == []
    assert "They met and agreed" in saved(path)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_excel_opens_the_tables(reviews: Path, tmp_path: Path) -> None:
    plain, excel = tmp_path / "plain", tmp_path / "excel"
    command = ["report", "--format", "csv", "--reviews", str(reviews), "-o"]
    assert run([*command, str(plain)]) == 0
    assert run([*command, str(excel), "--excel"]) == 0
    assert [path.name for path in sorted(plain.iterdir())] == [path.name for path in sorted(excel.iterdir())]
    for path in excel.iterdir():
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            (head, *_) = csv.reader(file, delimiter=";")
        with (plain / path.name).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == head


def test_a_workbook_without_the_library_for_it_is_reported(reviews: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    arguments = ["report", "--format", "xlsx", "-o", str(path), "--reviews", str(reviews)]
    code = f"import sys; sys.modules['xlsxwriter'] = None; from ilo_tui.cli import run; sys.exit(run({arguments!r}))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stdout) == (2, "")
    assert "xlsx" in result.stderr.lower()
    assert result.stderr.count("\n") == 1
    assert not path.exists()


@pytest.fixture(scope="module")
def thousand(
    tmp_path_factory: pytest.TempPathFactory, dossiers: Mapping[bool, Dossier]
) -> tuple[Path, dict[str, bytes]]:
    """A stick with the sessions of a thousand reviewers, each with two more states, and each file by its name."""
    created = crowd(dossiers[True], Crowd(reviewers=1000, decisions=20))
    stick = stick_of(tmp_path_factory.mktemp("thousand") / "stick", created, Disorder(1, 1, 0, foreign=0, zeros=0))
    return stick, {item.name: item.data for item in created}


def in_terminal(*arguments: str) -> pexpect.spawn[str]:
    """The program in a terminal of 80 columns."""
    command = [sys.executable, "-m", "ilo_tui", *arguments]
    return pexpect.spawn(command[0], command[1:], dimensions=(24, 80), encoding="utf-8", timeout=60)


def ended(child: pexpect.spawn[str]) -> int | None:
    """Read to the end; the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    status: int | None = child.exitstatus
    return status


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_merge_leaves_whole_files_and_merging_again_brings_the_rest(
    thousand: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    stick, complete = thousand
    into = tmp_path / "into"
    command = [sys.executable, "-m", "ilo_tui", "merge", str(stick), "--into", str(into)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (into.exists() and any(into.glob("*.json"))):
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")
    result = {path.name: path.read_bytes() for path in into.glob("*") if path.is_file()}
    assert 0 < len(result) < len(complete)
    assert result.items() <= complete.items()
    assert not [path for path in into.rglob("*") if "tmp" in path.suffix]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert {path.name: path.read_bytes() for path in into.glob("*.json")} == complete


@pytest.mark.slow
def test_a_long_merge_and_report_tell_how_far_they_are_and_take_it_away(
    thousand: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    stick, complete = thousand
    into = tmp_path / "into"
    child = in_terminal("merge", str(stick), "--into", str(into))
    child.expect(r"\r\[#*\.*\] (reading|comparing|writing) \d+ of \d000")
    child.expect("3000 files looked at")
    assert re.search(r"\r +\r", child.before or "")
    assert ended(child) == 0
    assert len(list(into.glob("*.json"))) == len(complete)
    path = tmp_path / "report.xlsx"
    for step in (r"\r\w+ing the \w+", r"\rWriting the report"):
        child = in_terminal("report", "--format", "xlsx", "-o", str(path), "--reviews", str(into))
        # However long a step takes and says nothing more of itself, it is told.
        child.expect(step)
        child.sendintr()
        assert ended(child) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["into"]


@pytest.mark.slow
def test_without_a_terminal_no_progress_is_reported(thousand: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ilo_tui", "merge", str(thousand[0]), "--into", str(tmp_path / "in"), "--dry-run"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ}, timeout=60)
    assert result.returncode == 0
    assert "\r" not in result.stdout + result.stderr
    assert result.stderr.splitlines()[0] == "3000 files looked at: new: 1000, already there: 2000"
