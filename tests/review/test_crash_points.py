"""A save stopped between any two of its calls: the table in docs/crash-points.md is what is found, and never a loss.

The table is made in a process of its own, since every point of it takes a process that ends itself.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.core.disk import DISK
from tests.review.merge.help import contents, merge, placed, seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process is forked for every point")
ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "crash-points.md"


def printed(*arguments: str) -> str:
    """What the script prints."""
    start = [sys.executable, "-m", "tests.review.crashpoints", *arguments]
    return subprocess.run(start, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def cells(line: str) -> list[str]:
    """The cells of a row of the table."""
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "operation",
    ["A later decision", "Saving a note", "Saving elsewhere", "Merging: a session that is new", "A later change"],
)
def test_at_points_of_an_operation_the_old_or_the_new_state_is_found(operation: str) -> None:
    """A share of the document, which is made anew whole by the slow test."""
    shown = printed("--only", operation)
    assert "BROKEN" not in shown
    assert shown.strip() in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.slow
def test_at_every_point_the_old_or_the_new_state_is_found_and_the_document_says_so() -> None:
    shown = printed()
    assert "BROKEN" not in shown
    assert shown == DOCUMENT.read_text(encoding="utf-8"), "make it anew: its first lines say how"


def test_what_is_acknowledged_stays() -> None:
    operations = DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]
    last = {operation.split("\n")[0]: cells(operation.strip().split("\n")[-1])[2:] for operation in operations}
    assert len(last) > 20
    assert last.pop("Giving up a half-typed note") == ["new", "old / new"]
    assert last.pop("Saving a note") == ["new", "session new, note old / new"]
    assert last.pop("Saving a record that was half typed") == ["new", "draft new, note old / new"]
    assert last.pop("Leaving") == ["as it was", "as it was"]
    assert {tuple(states) for states in last.values()} == {("new", "new")}


def test_without_flushing_the_file_it_sees_a_loss() -> None:
    assert "BROKEN" in printed("--only", "A later decision", "--forget", "sync")


@pytest.mark.slow
def test_without_flushing_the_folder_it_sees_what_was_acknowledged_go() -> None:
    lines = printed("--only", "A later decision", "--forget", "sync_folder").strip().split("\n")
    assert "old" in cells(lines[-1])[3]


def test_a_merge_after_which_no_damaged_file_is_left_ends_well_on_the_real_disk(tmp_path: Path) -> None:
    # Its folder goes with the last of them, and was flushed after that: the merge ended in an error.
    into = tmp_path / "office"
    merge([placed(tmp_path / "first", a=contents()["a5 cut"])], into, disk=DISK)
    _, outcome = merge([placed(tmp_path / "second", a=contents()["a5"])], into, disk=DISK)
    assert (outcome.written, outcome.retired, outcome.skipped) == (1, 1, [])
    assert [*seen(into).values()] == [contents()["a5"]]
