"""The command line over broken dossiers: exit codes, plain lines on stderr, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.translator import Translator
from tests.dossier.broken import FAULTY, UNREADABLE, Broken
from tests.dossier.small import both, claim, numbered, small, written

SEVERAL = next(case for case in FAULTY if case.name == "several faults at once")
NEWER = next(case for case in UNREADABLE if case.name == "a newer schema")
EVERY = FAULTY + UNREADABLE


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a person starts it, without a terminal."""
    command = [sys.executable, "-m", "ilo_tui", *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, **environment}, timeout=30
    )


def test_there_are_enough_broken_dossiers() -> None:
    assert len(EVERY) >= 14
    assert len({case.name for case in EVERY}) == len(EVERY)


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_check_tells_what_is_wrong(case: Broken, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(case.write(tmp_path))]) == case.code
    captured = capsys.readouterr()
    shown = captured.out if case.code == 1 else captured.err
    for words in case.words:
        assert words in shown
    assert (captured.out == "") is (case.code == 2)


@pytest.mark.share(5)
@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_the_app_refuses_to_start(case: Broken, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = case.write(tmp_path)
    assert run(["--dossier", str(path)]) == case.code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(path) in captured.err
    if case.code == 1:
        assert captured.err.splitlines()[-1] == f"All of them: ilo-tui check {path}"


def test_the_app_shows_the_first_faults_and_counts_the_rest(tmp_path: Path) -> None:
    path = SEVERAL.write(tmp_path)
    result = program("--dossier", str(path))
    lines = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (1, "")
    assert lines[0].startswith(f"{path}: ")
    assert len(lines) <= 8
    assert lines[-1] == f"All of them: ilo-tui check {path}"
    assert all(line.startswith("  ") for line in lines[1:-1])


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--dossier", "gone.json"), 2, "gone.json: there is no such file"),
        (("check", "gone.json"), 2, "gone.json: there is no such file"),
        (("list", "evidence", "--dossier", "."), 2, ".: this is a folder"),
        (
            ("--dossier", "~nosuchperson/db.json", "show", "clm"),
            2,
            "~nosuchperson/db.json: there is no user of that name",
        ),
        (("list", "nothing"), 2, "invalid choice: 'nothing'"),
        (("nothing",), 2, "invalid choice: 'nothing'"),
        (("list",), 2, "KIND"),
        (("--lang", "fr"), 2, "invalid choice: 'fr'"),
        (("--no-such-option",), 2, "--no-such-option"),
        (("show", "no-such-record"), 2, "there is no record no-such-record"),
        (("show", "c182/no-such-article"), 2, "there is no record c182/no-such-article"),
        (("show", "gap:clm/nowhere:none"), 2, "there is no record gap:clm/nowhere:none"),
        (("show", "\x1b[31mred"), 2, "there is no record ␛[31mred"),
        (("show", "\udcff"), 2, r"there is no record \xff"),
        (("list", "evidence", "--where", "stance:\x1b[31m"), 2, "nothing begins with ␛[31m for stance"),
    ],
)
def test_wrong_use_is_reported_in_plain_lines(arguments: tuple[str, ...], code: int, words: str) -> None:
    result = program(*arguments)
    assert result.returncode == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr and "\x1b" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("case", [SEVERAL, NEWER], ids=lambda case: case.name)
@pytest.mark.parametrize("command", [["list", "evidence"], ["list", "gaps", "--json"], ["show", "ev-1"], []])
def test_no_command_works_on_a_broken_dossier(
    case: Broken, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--dossier", str(case.write(tmp_path))]) == case.code
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") >= 2


@pytest.mark.parametrize("command", [["check"], ["check", "--lint"], ["list", "evidence", "--dossier"], ["--dossier"]])
def test_a_file_larger_than_any_dossier_is_reported_and_not_read(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(40 * 2**30)
    result = program(*command, str(path))
    assert (result.returncode, result.stdout) == (2, "")
    assert "it is larger than" in result.stderr
    assert "Traceback" not in result.stderr


def test_faults_are_reported_in_indonesian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(SEVERAL.write(tmp_path))
    run(["check", path, "--lang", "id"])
    indonesian = capsys.readouterr()
    run(["check", path])
    english = capsys.readouterr()
    assert len(indonesian.out.splitlines()) == len(english.out.splitlines()) == 6
    assert not set(indonesian.out.splitlines()) & set(english.out.splitlines())
    assert Translator("id").many("1 fault", "{n} faults", 6) in indonesian.err


def test_warnings_are_reported_and_the_dossier_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = claim("ev-1", statement={"en": "Half"}, mood="glad")
    path = str(written(tmp_path, {**small(), "evidence": numbered(half)}))
    assert run(["check", path]) == 0
    captured = capsys.readouterr()
    assert [line.split(":")[0] for line in captured.out.splitlines()] == ["warning", "warning"]
    assert captured.err == "sound (2 warnings)\n"
    assert run(["list", "evidence", "--dossier", path, "--lang", "id"]) == 0
    assert "[en] Half" in capsys.readouterr().out


def test_check_without_a_file_checks_the_dossier_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    assert capsys.readouterr() == ("", "sound\n")
    assert run(["check", "--dossier", str(SEVERAL.write(tmp_path))]) == 1


def test_a_dossier_in_a_terminal_without_its_letters_is_still_listed(tmp_path: Path) -> None:
    khmer = claim("ev-1", statement=both("ពលកម្ម"))
    path = written(tmp_path, {**small(), "evidence": numbered(khmer)})
    result = program("list", "evidence", "--dossier", str(path), PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "\\u1796" in result.stdout
    assert "Traceback" not in result.stderr


def test_a_dossier_may_have_any_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, SEVERAL.write(tmp_path).read_bytes(), "ដំណើរ \x1b[31m.json")
    assert run(["--dossier", str(path)]) == 1
    printed = capsys.readouterr().err
    assert "\x1b" not in printed and "ដំណើរ ␛[31m.json" in printed


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/zero and sparse files")
@pytest.mark.parametrize(
    ("kind", "words"),
    [("pipe", "no file but a pipe"), ("device", "no file but a pipe"), ("sparse", "larger than 2048 MB")],
)
@pytest.mark.parametrize("command", [["check"], ["check", "--lint"], ["list", "gaps", "--dossier"], ["--dossier"]])
def test_what_no_dossier_can_be_is_refused_at_once(
    command: list[str], kind: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("/dev/zero") if kind == "device" else tmp_path / "d.json"
    if kind == "pipe":
        os.mkfifo(path)
    if kind == "sparse":
        with path.open("wb") as file:
            file.truncate(40 << 30)
    assert run([*command, str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"{path}: it is ")
    assert words in captured.err
    assert captured.out == ""
