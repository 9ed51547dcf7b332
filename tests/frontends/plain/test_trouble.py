"""Disk full, folder gone, no rights, interrupted: it is told, nothing that was typed is lost, nothing is left half."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pexpect
import pytest

from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.model import Observation, Seen
from ilo_tui.review.session_reading import read_session
from tests.frontends.plain.help import DRIVER, ROOT, Piped, reviewed
from tests.frontends.plain.test_review import SAVED, decisions, file_of
from tests.review.help import dossier_of
from tests.review.test_obstacles import without_privilege

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits another process, as only Linux does")


def begun(reviews: Path) -> Piped:
    """A session of five items in a process of its own."""
    return Piped("review", "--reviewer", "Sok Dara", "--reviews", str(reviews), "--sample", "5")


def limit(plain: Piped, size: int) -> None:
    """Let the process write files of so many bytes and no more, as a full disk does; -1 takes the limit away."""
    import resource

    resource.prlimit(plain.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.first_edition
@linux
def test_a_full_disk_is_reported_and_the_answer_is_kept_until_there_is_room(tmp_path: Path) -> None:
    plain = begun(tmp_path)
    assert SAVED.search(plain.type("1"))
    limit(plain, 100)
    failed = plain.type("2")
    assert failed.startswith("NOT SAVED:")
    assert "the disk is full" in failed.replace("\n  ", " ")
    assert not SAVED.search(failed)
    assert len(decisions(tmp_path)) == 1
    assert "NOT SAVED" in plain.type("t")
    assert "The same again leaves" in plain.type("p")
    assert "NOT SAVED" in plain.type("n what I saw")
    limit(plain, -1)
    again = plain.type("t")
    assert SAVED.search(again)
    assert "Item 2 of 5" in again
    assert plain.end() == 0
    assert [len(decision.values) for decision in decisions(tmp_path)] == [1, 2, 2]
    assert decisions(tmp_path)[-1].note == "what I saw"


@pytest.mark.share(3)
@linux
@pytest.mark.parametrize("leave", ["p", "q", ""])
def test_leaving_what_is_not_saved_takes_a_second_word_and_exit_code_1(tmp_path: Path, leave: str) -> None:
    plain = begun(tmp_path)
    limit(plain, 100)
    plain.type("1")
    if leave:
        assert "The same again leaves" in plain.type(leave)
        assert plain.process.poll() is None
        plain.type(leave)
        assert plain.exit_code() == 1
    else:
        assert plain.end() == 1
    assert plain.printed.count("NOT SAVED") >= 2
    assert decisions(tmp_path) == []


@linux
def test_a_folder_that_cannot_be_is_reported_and_what_is_not_saved_stays(tmp_path: Path) -> None:
    plain = begun(tmp_path / "reviews")
    limit(plain, 100)
    assert "NOT SAVED" in plain.type("1")
    assert "there is no user of that name" in plain.type("x ~nosuchperson/stick").replace("\n  ", " ")
    limit(plain, -1)
    assert "Saved in" in plain.type(f"x {tmp_path / 'other'}")
    assert plain.end() == 0
    assert len(decisions(tmp_path / "other")) == 1


def test_a_pulled_stick_and_the_session_goes_on_in_another_folder(tmp_path: Path) -> None:
    stick, home = tmp_path / "stick", tmp_path / "home folder"
    plain = begun(stick)
    plain.type("0")
    stick.rename(tmp_path / "pulled")
    failed = plain.type("0")
    assert "the folder is no longer there" in " ".join(failed.split())
    saved = plain.type(f"x {home}")
    assert "Saved in" in saved
    assert "Item 3 of 5" in saved
    assert SAVED.search(plain.type("0"))
    assert plain.end() == 0
    assert len(decisions(home)) == 3
    assert not stick.exists()


def observing(reviews: Path, *seen: str) -> tuple[Piped, str]:
    """A reader who has written an observation on the first programme's second dimension, and what that told."""
    plain = Piped("--reviewer", "Sok Dara", "--reviews", str(reviews))
    for line in ("1", "1", "a", "2"):
        plain.type(line)
    return plain, [plain.type(line) for line in seen][-1]


@pytest.mark.slow
def test_an_observation_waits_for_a_folder_to_write_it_in(tmp_path: Path) -> None:
    reviews = tmp_path / "r"
    reviews.write_bytes(b"")
    plain, shown = observing(reviews, "Two children at the kiln", "Kampot", "2026-11")
    assert "Saved" not in shown
    assert "t: try again" in shown
    reviews.unlink()
    assert SAVED.search(plain.type("t"))
    assert plain.end() == 0
    (record,) = read_session(file_of(reviews)).records
    assert isinstance(record, Observation)
    assert record.item == "cell:clm/outcome"
    assert record.observation == Seen(text="Two children at the kiln", place="Kampot", date="2026-11")


@pytest.mark.slow
@linux
def test_an_observation_is_kept_while_the_disk_is_full(tmp_path: Path) -> None:
    first, shown = observing(tmp_path, "One", "", "")
    assert SAVED.search(shown)
    assert first.end() == 0
    plain, _ = observing(tmp_path, "None any more", "")
    limit(plain, 100)
    assert plain.type("").startswith("NOT SAVED")
    assert "NOT SAVED" in plain.type("t")
    assert "The same again leaves" in plain.type("b")
    limit(plain, -1)
    assert plain.type(f"x {tmp_path / 'other'}").startswith("Saved in")
    assert plain.end() == 0
    assert [len(read_session(file_of(item)).records) for item in (tmp_path, tmp_path / "other")] == [1, 2]


def test_a_place_that_cannot_be_written_is_reported_before_the_first_question(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    code, shown = reviewed(dossier, "1", reviews=str(tmp_path / "file" / "below"))
    assert code == 2
    assert "Item 1" not in shown
    assert str(tmp_path / "file") in shown.replace("\n  ", "")
    with without_privilege() as folder:
        folder.chmod(0o500)
        code, shown = reviewed(dossier, "1", reviews=str(folder / "reviews"), reviewer="")
    assert code == 2
    assert "Item 1" not in shown


@pytest.mark.slow
def test_what_another_program_holds_may_be_looked_at(dossier: Dossier, tmp_path: Path) -> None:
    first = Piped("review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path))
    first.type("1")
    second = Piped("review", "--reviewer", "Sok Dara", "--reviews", str(tmp_path))
    assert "another program" in second.first.replace("\n  ", " ")
    assert "Start a new session" in second.type("1")
    assert second.end() == 0
    assert SAVED.search(first.type("1"))
    assert first.end() == 0
    assert len(decisions(tmp_path)) == 2


def test_a_dossier_without_a_question_and_a_bad_filter_are_reported(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, {"scales": []})
    code, shown = reviewed(dossier, "1", reviews=str(tmp_path / "r"))
    assert code == 2
    assert "no scale for this queue" in shown
    assert not (tmp_path / "r").exists()


def spawned(command: str, reviews: Path, columns: int = 80) -> pexpect.spawn[str]:
    """Plain mode in a terminal of so many columns."""
    queue = [command, "--sample", "5"] if command else []
    arguments = [*DRIVER, *queue, "--reviewer", "Sok Dara", "--reviews", str(reviews)]
    return pexpect.spawn(
        sys.executable, arguments, cwd=str(ROOT), dimensions=(24, columns), encoding="utf-8", timeout=30
    )


def test_ctrl_c_leaves_with_130_and_nothing_half(tmp_path: Path) -> None:
    child = spawned("review", tmp_path)
    child.expect("> $")
    child.sendline("1")
    child.expect(r"Saved \d\d:\d\d:\d\d")
    child.expect("> $")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert len(decisions(tmp_path)) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [file_of(tmp_path).name]


@pytest.mark.slow
def test_interrupts_while_it_saves_never_leave_a_half_file(tmp_path: Path) -> None:
    acknowledged = 0
    for _ in range(5):
        plain = begun(tmp_path)
        plain.send("0")
        plain.send("s")
        plain.process.send_signal(signal.SIGINT)
        plain.read_on()
        plain.read_on()
        plain.read_on()
        assert plain.exit_code() == 130
        acknowledged += len(SAVED.findall(plain.printed))
        assert not list(tmp_path.glob(".*tmp"))
        files = list(tmp_path.glob("*.json"))
        assert sum(len(read_session(path).records) for path in files) >= acknowledged


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("columns", [24, 40, 100])
def test_on_a_terminal_there_are_lines_and_nothing_else(tmp_path: Path, columns: int) -> None:
    child = spawned("", tmp_path, columns)
    child.setecho(False)
    for line in ("1", "1", "8", "b", "b", "b", "12", "10", "1"):
        child.expect("> $")
        child.sendline(line)
    child.expect("> $")
    child.sendeof()
    seen = str(child.before) + child.read()
    child.close()
    assert child.exitstatus == 0
    assert "\x1b" not in seen
    assert "\r" not in seen.replace("\r\n", "")
    assert max(len(line) for line in seen.splitlines()) <= columns
