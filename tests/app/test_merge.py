"""A merge as a machine: it plans, applies once, is stopped between two files, and says what keeps it from going on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.merge import STAGES, MergeState, MergeTask, typed_sources
from ilo_tui.core.disk import READ_ONLY_DISK
from ilo_tui.core.errors import PathError, UsageError
from ilo_tui.core.translator import Translator
from ilo_tui.review.lock import SessionLock
from ilo_tui.review.merge.scan import Stage
from tests.review.merge.help import ITEMS, QUICK, contents, placed, seen

EN = Translator("en")


def task_of(source: Path, into: Path) -> MergeTask:
    return MergeTask([source], into, ITEMS, QUICK)


def test_nothing_is_written_before_it_is_applied_and_then_once(tmp_path: Path) -> None:
    into = tmp_path / "into"
    task = task_of(placed(tmp_path / "stick", a=contents()["a2"], c=contents()["c"]), into)
    task.look()
    assert task.may_apply
    assert not into.exists()
    states = [task.apply(), task.apply()]
    assert states == [MergeState.FINISHED] * 2
    assert (task.outcome and task.outcome.written, task.exit_code) == (2, 0)
    assert len(seen(into)) == 2


def test_what_is_merged_cannot_be_applied_again(tmp_path: Path) -> None:
    task = task_of(placed(tmp_path / "stick", a=contents()["a2"]), tmp_path / "into")
    task.look()
    task.apply()
    assert not task.may_apply


def test_a_merge_with_nothing_new_has_nothing_to_apply(tmp_path: Path) -> None:
    source = placed(tmp_path / "stick", a=contents()["a2"])
    first = task_of(source, tmp_path / "into")
    first.look()
    first.apply()
    second = task_of(source, tmp_path / "into")
    assert second.look() is MergeState.PLANNED
    assert not second.may_apply
    assert second.exit_code == 0


def test_it_looks_once(tmp_path: Path) -> None:
    task = task_of(placed(tmp_path / "stick"), tmp_path / "into")
    task.look()
    with pytest.raises(RuntimeError):
        task.look()


def test_files_that_need_a_person_come_first_and_make_the_exit_code_1(tmp_path: Path) -> None:
    task = task_of(
        placed(tmp_path / "stick", a_sound=contents()["c"], b_cut=contents()["a5 cut"], c_newer=contents()["newer"]),
        tmp_path / "into",
    )
    task.look()
    assert [report.path.stem for report in task.reports()] == ["b_cut", "c_newer", "a_sound"]
    assert task.exit_code == 1


def test_a_source_that_is_not_there_refuses_it_and_says_so(tmp_path: Path) -> None:
    task = task_of(tmp_path / "nowhere", tmp_path / "into")
    assert task.look() is MergeState.REFUSED
    assert "no such file or folder" in task.fault_lines(EN)[0]
    assert task.reports() == []
    assert not task.may_apply
    assert task.apply() is MergeState.REFUSED
    assert task.exit_code == 2


def test_a_disk_that_is_only_read_plans_and_refuses_to_apply(tmp_path: Path) -> None:
    source = placed(tmp_path / "stick", a=contents()["a2"])
    task = MergeTask([source], tmp_path / "into", ITEMS, READ_ONLY_DISK)
    assert task.look() is MergeState.PLANNED
    assert task.apply() is MergeState.REFUSED
    assert "--read-only" in task.fault_lines(EN)[0]
    assert not (tmp_path / "into").exists()


def test_another_merge_into_the_folder_refuses_it(tmp_path: Path) -> None:
    into = placed(tmp_path / "into")
    other = SessionLock(into, "merge")
    assert other.acquire() is None
    task = task_of(placed(tmp_path / "stick", a=contents()["a2"]), into)
    task.look()
    try:
        assert task.apply() is MergeState.REFUSED
    finally:
        other.release()
    assert "another program is merging" in task.fault_lines(EN)[0]
    assert "a2.json" not in seen(into)


@pytest.mark.parametrize("stage", ["looking", "reading", "comparing"])
def test_stopped_while_it_looks_it_has_no_plan_and_says_nothing(tmp_path: Path, stage: Stage) -> None:
    task = task_of(placed(tmp_path / "stick", a=contents()["a2"], c=contents()["c"]), tmp_path / "into")

    def stop(at: Stage, count: int, total: int) -> None:
        if at == stage:
            task.stop()

    assert task.look(stop) in {MergeState.STOPPED, MergeState.PLANNED}
    if stage != "comparing":
        # What was asked for after the last session was compared comes too late: there is nothing more to look at.
        assert task.state is MergeState.STOPPED
        assert (task.plan, task.fault_lines(EN)) == (None, [])


def test_stopped_while_it_writes_what_is_done_is_whole_and_merging_again_does_the_rest(tmp_path: Path) -> None:
    source = placed(tmp_path / "stick", a=contents()["a2"], c=contents()["c"])
    into = tmp_path / "into"
    task = task_of(source, into)
    task.look()

    def stop(at: Stage, count: int, total: int) -> None:
        task.stop()

    assert task.apply(stop) is MergeState.STOPPED
    files = seen(into)
    assert set(files.values()) <= {contents()["a2"], contents()["c"]}
    again = task_of(source, into)
    again.look()
    again.apply()
    assert sorted(map(bytes, filter(None, seen(into).values()))) == sorted([contents()["a2"], contents()["c"]])


def test_typed_sources_are_paths_and_none_is_empty(tmp_path: Path) -> None:
    assert typed_sources([str(tmp_path)]) == [tmp_path]
    with pytest.raises(UsageError):
        typed_sources([str(tmp_path), ""])
    with pytest.raises(PathError):
        typed_sources(["~no-such-user-here/x"])


def test_every_stage_has_words() -> None:
    assert set(STAGES) == {"looking", "reading", "comparing", "writing"}
