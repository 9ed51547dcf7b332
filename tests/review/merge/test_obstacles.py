"""What comes in the way of a merge: open sessions, full disks, sticks that are pulled, people who stop it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.lock import SessionLock
from ilo_tui.review.merge import apply_plan, plan
from ilo_tui.review.merge.content import Reader
from ilo_tui.review.merge.scan import Stage
from tests.review.help import begun, desk_at, judge
from tests.review.merge.help import ITEMS, QUICK, QuickDisk, contents, ident_of, merge, placed, seen

ROOT = Path(__file__).parents[3]
IDENT = f"{ident_of('a0')}.json"
EN = Translator("en")
MERGE = """
import sys, time
from pathlib import Path
from ilo_tui.review.merge import apply_plan, plan
from tests.review.merge.help import ITEMS
source, into = map(Path, sys.argv[1:])
def progress(stage, done, total):
    if stage == "writing":
        # Lines so long that the pipe is soon full: the merge can be only a few files ahead of who reads.
        print(done, " " * 16000, flush=True)
try:
    apply_plan(plan([source], into, ITEMS), progress)
except KeyboardInterrupt:
    sys.exit(130)
"""


def crowd(folder: Path, count: int) -> Path:
    """A folder with so many sessions, alike but for the id."""
    text = contents()["af"].decode()
    files = {f"s{n}": text.replace(ident_of("a0"), f"2026-11-24-sok-dara-{n:08x}").encode() for n in range(count)}
    return placed(folder, **files)


@pytest.mark.parametrize("linked", ["damaged", ".ilo-tui", ".ilo-tui/aside"])
def test_a_link_in_the_way_is_reported_before_anything_is_written(tmp_path: Path, linked: str) -> None:
    outside, into = tmp_path / "outside", placed(tmp_path / "into", a=contents()["a2"])
    outside.mkdir()
    (into / linked).parent.mkdir(exist_ok=True)
    (into / linked).symlink_to(outside)
    (into / "a.json").rename(into / IDENT)
    from_ = placed(tmp_path / "stick", longer=contents()["af"], c=contents()["c"], bad=contents()["c"][:50])
    before = seen(into)
    with pytest.raises(SaveFailedError) as raised:
        merge([from_], into)
    assert (raised.value.reason, raised.value.path) == ("link", into / linked)
    assert seen(into) == before
    assert list(outside.iterdir()) == []


def test_a_session_that_is_open_here_is_never_replaced_and_the_rest_is_done(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    text = session.path.read_text()
    document = json.loads(text)
    latest = {**document["decisions"]["2"], "seq": 3, "note": "later"}
    longer = {**document, "decisions": {**document["decisions"], "3": latest}}
    from_ = placed(tmp_path / "stick", longer=json.dumps(longer).encode(), c=contents()["c"])
    planned, outcome = merge([from_], desk.reviews)
    assert [report.state.code for report in planned.reports] == ["new", "longer"]
    assert outcome.needs_person
    assert outcome.localise(EN)[0] == f"{session.path}: another program is in this session: left as it is"
    assert session.path.read_text() == text
    assert (desk.reviews / f"{ident_of('c')}.json").read_bytes() == contents()["c"]
    # The session goes on, and once it is closed, the merge does.
    judge(session, "evidence:e2")
    session.close()
    planned, outcome = merge([from_], desk.reviews)
    assert not outcome.needs_person
    assert planned.needs_person
    assert {report.state.code for report in planned.reports} == {"different", "there"}


def test_nothing_goes_aside_before_the_file_that_holds_it_is_written(tmp_path: Path) -> None:
    into = tmp_path / "office"
    merge([placed(tmp_path / "first", a=contents()["a5"], b=contents()["b5f"])], into)
    lock = SessionLock(into, ident_of("a0"))
    assert lock.acquire() is None
    # What a5 went on to would take the place of b5f, which cannot be replaced now: so a5 stays as well.
    _, outcome = merge([placed(tmp_path / "more", af=contents()["af"])], into)
    assert len(outcome.skipped) == 2
    assert outcome.retired == 0
    assert set(seen(into).values()) == {contents()["a5"], contents()["b5f"]}
    lock.release()
    _, outcome = merge([tmp_path / "more"], into)
    assert (outcome.skipped, outcome.retired) == ([], 1)
    assert set(seen(into).values()) == {contents()["af"], contents()["b5f"]}
    assert plan([tmp_path / "more"], into, ITEMS).steps == []


def test_a_file_that_changes_between_planning_and_writing_is_left(tmp_path: Path) -> None:
    into = placed(tmp_path / "office", **{ident_of("a0"): contents()["a2"]})
    from_ = placed(tmp_path / "stick", a=contents()["a5"], c=contents()["c"])
    planned = plan([from_], into, ITEMS)
    (into / IDENT).write_bytes(contents()["b4"])
    (into / f"{ident_of('c')}.json").write_bytes(b"somebody's")
    outcome = apply_plan(planned, disk=QUICK)
    assert sorted(path.name for path, _ in outcome.skipped) == sorted([IDENT, f"{ident_of('c')}.json"])
    assert seen(into) == {IDENT: contents()["b4"], f"{ident_of('c')}.json": b"somebody's"}


def test_a_file_that_is_taken_away_between_planning_and_writing_is_not_written_anew(tmp_path: Path) -> None:
    into = placed(tmp_path / "office", **{ident_of("a0"): contents()["a2"]})
    planned = plan([placed(tmp_path / "stick", a=contents()["a5"], c=contents()["c"])], into, ITEMS)
    (into / IDENT).unlink()
    outcome = apply_plan(planned, disk=QUICK)
    assert outcome.localise(EN)[0] == f"{into / IDENT}: it was changed or taken away meanwhile: left as it is"
    assert seen(into) == {f"{ident_of('c')}.json": contents()["c"]}


def test_a_folder_that_is_taken_away_while_a_stick_is_looked_through_is_said_and_the_rest_is_done(
    tmp_path: Path,
) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"])
    for number in range(1, 6):
        placed(from_ / f"folder {number}", **{f"c{number}": contents()["c"]})

    def pull(stage: str, completed: int, total: int) -> None:
        for number in (1, 3, 5):
            shutil.rmtree(from_ / f"folder {number}", ignore_errors=True)

    planned = plan([from_], tmp_path / "office", ITEMS, pull)
    codes = {report.path.name: report.state.code for report in planned.reports}
    # Whichever the disk has first, one that is gone comes before one that is there.
    assert (codes["folder 3"], planned.needs_person) == ("unlisted", True)
    assert {"a.json", "c2.json", "c4.json"} <= codes.keys()


def test_what_is_compared_with_nothing_need_not_be_there_until_it_is_written(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"], c=contents()["c"])

    def pull(stage: str, completed: int, total: int) -> None:
        if (stage, completed) == ("reading", total):
            (from_ / "a.json").unlink()

    planned = plan([from_], tmp_path / "office", ITEMS, pull)
    assert {report.path.name: report.state.code for report in planned.reports} == {"a.json": "new", "c.json": "new"}
    assert [path.name for path, _ in apply_plan(planned, disk=QUICK).skipped] == [IDENT]
    assert seen(tmp_path / "office") == {f"{ident_of('c')}.json": contents()["c"]}


def test_a_stick_that_is_pulled_leaves_whole_files_and_is_said(tmp_path: Path) -> None:
    from_ = crowd(tmp_path / "stick", 5)
    planned = plan([from_], tmp_path / "office", ITEMS)
    shutil.rmtree(from_)
    outcome = apply_plan(planned, disk=QUICK)
    assert len(outcome.skipped) == 5
    assert "changed or taken away" in outcome.localise(EN)[0]
    assert seen(tmp_path / "office") == {}


def test_two_merges_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    planned = plan([placed(tmp_path / "stick", a=contents()["a5"])], tmp_path / "office", ITEMS)
    (tmp_path / "office").mkdir()
    lock = SessionLock(tmp_path / "office", "merge")
    assert lock.acquire() is None
    with pytest.raises(ReviewError, match="another program is merging"):
        apply_plan(planned, disk=QUICK)
    lock.release()
    assert apply_plan(planned, disk=QUICK).written == 1


class StoppedError(Exception):
    """What a screen raises to stop a merge."""


class FullDisk(QuickDisk):
    """A disk on which so many files can be written."""

    def __init__(self, files: int) -> None:
        self.files = files

    def write(self, descriptor: int, data: memoryview) -> int:
        if self.files == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.files -= 1
        return super().write(descriptor, data)


def test_a_full_disk_is_said_and_merging_again_goes_on(tmp_path: Path) -> None:
    from_, into = crowd(tmp_path / "stick", 6), tmp_path / "office"
    with pytest.raises(SaveFailedError) as raised:
        # The first is the note that says who holds the lock.
        merge([from_], into, disk=FullDisk(4))
    assert raised.value.reason == "full"
    assert len(seen(into)) == 3
    assert [path.name for path in into.iterdir() if path.name.startswith(".")] == [".ilo-tui"]
    _, outcome = merge([from_], into)
    assert outcome.written == 3
    assert set(seen(into).values()) == {path.read_bytes() for path in from_.iterdir()}


def test_a_full_disk_while_replacing_leaves_the_old_one(tmp_path: Path) -> None:
    into = placed(tmp_path / "office", **{ident_of("a0"): contents()["a2"]})
    from_ = placed(tmp_path / "stick", a=contents()["a5"])
    for files in (0, 1):
        with pytest.raises(SaveFailedError):
            merge([from_], into, disk=FullDisk(files))
        assert seen(into) == {IDENT: contents()["a2"]}
    merge([from_], into)
    assert seen(into) == {IDENT: contents()["a5"]}


def test_sources_that_may_only_be_read_are_enough_and_stay_as_they_are(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick" / "below", a=contents()["a5"], z=contents()["zeros"]).parent
    for path in [*from_.rglob("*.json"), from_ / "below", from_]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in [from_, *from_.rglob("*")]}
    merge([from_], tmp_path / "office")
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ctime_ns) for path in [from_, *from_.rglob("*")]} == before
    for path in (from_, from_ / "below"):
        path.chmod(0o700)


def test_planning_touches_nothing(tmp_path: Path) -> None:
    into = placed(tmp_path / "office", **{ident_of("a0"): contents()["a2"]})
    from_ = placed(tmp_path / "stick", a=contents()["a5"])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    plan([from_], into, ITEMS)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_progress_is_reported_of_every_stage_and_may_stop_it(tmp_path: Path) -> None:
    from_, into = crowd(tmp_path / "stick", 8), tmp_path / "office"
    lines: list[tuple[Stage, int, int]] = []

    def progress(stage: Stage, result: int, total: int) -> None:
        lines.append((stage, result, total))
        if (stage, result) == ("writing", 5):
            raise StoppedError

    planned = plan([from_], into, ITEMS, progress)
    with pytest.raises(StoppedError):
        apply_plan(planned, progress, QUICK)
    assert [item for item in lines if item[0] == "reading"] == [("reading", number, 8) for number in range(1, 9)]
    assert ("comparing", 8, 8) in lines
    assert len(seen(into)) == 5
    apply_plan(plan([from_], into, ITEMS), disk=QUICK)
    assert len(seen(into)) == 8


def test_progress_goes_from_the_first_to_the_last_file_of_every_stage(tmp_path: Path) -> None:
    into = tmp_path / "office"
    merge([placed(tmp_path / "before", a2=contents()["a2"])], into)
    cut = [placed(tmp_path / name, cut=contents()["c cut in the session"]) for name in ("stick", "other")]
    placed(tmp_path / "stick", a5=contents()["a5"], l2=contents()["l2"])
    calls: list[tuple[Stage, int, int]] = []

    def progress(stage: Stage, completed: int, total: int) -> None:
        calls.append((stage, completed, total))

    planned = plan(cut, into, ITEMS, progress)
    # Four files in the sources and one in the folder, of two sessions and of what is no session any more.
    assert [call for call in calls if call[0] == "looking"] == [("looking", number, 0) for number in range(1, 5)]
    assert [call for call in calls if call[0] == "reading"] == [("reading", number, 5) for number in range(1, 6)]
    assert [call for call in calls if call[0] == "comparing"] == [("comparing", number, 2) for number in (1, 2)]
    calls.clear()
    outcome = apply_plan(planned, progress, QUICK)
    assert calls == [("writing", number, 3) for number in (1, 2, 3)]
    assert (outcome.written, outcome.retired, outcome.needs_person) == (3, 0, False)
    assert outcome.localise(Translator("en")) == []


class StoppedDisk(QuickDisk):
    """A disk during whose n-th call somebody presses Ctrl+C."""

    def __init__(self, calls: int) -> None:
        self.calls = calls

    def _count(self) -> None:
        self.calls -= 1
        if self.calls == 0:
            raise KeyboardInterrupt

    def create(self, path: Path) -> int:
        self._count()
        return super().create(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        self._count()
        return super().write(descriptor, data[:700])

    def sync(self, descriptor: int) -> None:
        self._count()

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._count()


def test_stopped_at_any_call_no_half_file_stays_and_no_lock(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"], b=contents()["b5f"], c=contents()["c"])
    complete = [contents()[name] for name in ("a2", "a5", "b5f", "c")]
    for calls in range(1, 200):
        into = placed(tmp_path / f"office-{calls}", **{ident_of("a0"): contents()["a2"]})
        planned = plan([from_], into, ITEMS)
        try:
            apply_plan(planned, disk=StoppedDisk(calls))
        except KeyboardInterrupt:
            assert not list(into.rglob("*.tmp"))
            assert contents()["a2"] in seen(into).values() or contents()["a5"] in seen(into).values()
            assert all(data in complete for data in seen(into).values())
            _, outcome = merge([from_], into)
            assert outcome.skipped == []
            continue
        break
    assert calls > 20


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("after", [1, 12, 40])
def test_ctrl_c_stops_cleanly_and_merging_again_ends_with_the_same(tmp_path: Path, after: int) -> None:
    from_, into = crowd(tmp_path / "stick", 400), tmp_path / "office"
    command = [sys.executable, "-c", MERGE, str(from_), str(into)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    while int(child.stdout.readline()) < after:
        pass
    os.kill(child.pid, signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert (child.returncode, errors) == (130, "")
    complete = {path.read_bytes() for path in from_.iterdir()}
    stopped = seen(into)
    assert after <= len(stopped) < 400
    assert set(stopped.values()) <= complete
    assert [path.name for path in into.iterdir() if path.name.startswith(".")] == [".ilo-tui"]
    merge([from_], into)
    merge([from_], tmp_path / "at-once")
    assert seen(into) == seen(tmp_path / "at-once")


def test_why_a_file_cannot_be_read_is_said_in_the_words_of_the_system(tmp_path: Path) -> None:
    content = Reader(desk_at(tmp_path).items).read(tmp_path)
    assert content.kind == "not_read" and content.fault is not None
    assert content.fault.localise(Translator("en"))[0] == f"{tmp_path}: it cannot be read (Is a directory)"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_and_the_rest_is_done(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"], c=contents()["c"])
    (from_ / "c.json").chmod(0)
    (from_ / "closed").mkdir(mode=0)
    planned, outcome = merge([from_], tmp_path / "office")
    assert {report.path.name: report.state.code for report in planned.reports} == {
        "a.json": "new",
        "c.json": "not_read",
        "closed": "unlisted",
    }
    assert planned.needs_person
    assert outcome.written == 1
    (from_ / "closed").chmod(0o700)
