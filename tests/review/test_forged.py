"""Sessions that somebody forged never have anything changed outside the folders that are worked in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.ids import file_stem

ROOT = Path(__file__).parents[2]
COUNTS = {
    "looked at", "half noted", "noted", "observed", "judged", "saved elsewhere", "finished", "merged", "gone on with",
    "moved aside", "unfinished notes found",
}  # fmt: skip


def handled(folder: Path, count: int) -> dict[str, Any]:
    """What a process did that handled so many forged sessions, and what it changed outside its folders."""
    command = [sys.executable, "-m", "tests.review.forged", str(folder), str(count), "1"]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    loads: dict[str, Any] = json.loads(
        subprocess.run(command, cwd=ROOT, env=quiet, check=True, capture_output=True).stdout
    )
    return loads


def check(folder: Path, count: int) -> None:
    """Nothing was changed outside, and everything was done often."""
    shown = handled(folder, count)
    assert shown["outside"] == []
    assert not (folder / "outside").exists()
    assert set(shown["done"]) == COUNTS
    assert shown["done"]["half noted"] > count
    assert shown["done"]["moved aside"] > count / 2


@pytest.mark.slow
def test_60_forged_sessions_change_nothing_outside_their_folder(tmp_path: Path) -> None:
    check(tmp_path, 60)


@pytest.mark.slow
def test_5000_forged_sessions_change_nothing_outside_their_folder(tmp_path: Path) -> None:
    check(tmp_path, 5000)


@pytest.mark.parametrize(
    "ident",
    [
        "", ".", "..", "../x", "/x", "a/b", "CON", "x\0", "x" * 300, "2026-11-24-sok-dara-1a2b3c4d\n",
        "2026-11-24-SOK",
        "\u0662\u0660\u0662\u0666-11-24-sok-dara-1a2b3c4d", "2026-11-24-..", "2026-11-24-sok/dara",
        "2026-11-24-" + "x" * 101,
    ],
)  # fmt: skip
def test_an_id_that_is_not_as_ours_are_gives_a_hash(ident: str) -> None:
    stem = file_stem(ident)
    assert stem.startswith("session-")
    assert len(stem) == 24
    assert set(stem.removeprefix("session-")) <= set("0123456789abcdef")


def test_an_id_of_ours_is_the_name_that_version_0_1_gave_it() -> None:
    assert file_stem("2026-11-24-sok-dara-1a2b3c4d") == "2026-11-24-sok-dara-1a2b3c4d"
