"""kill -9 at random moments while a process changes a draft: every acknowledged record is there, and the file is whole.

The control takes flushing and replacing out; that it does lose shows that the harness sees loss.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.review.drafts.model import DraftRecord, decode_change
from ilo_tui.review.drafts.reading import require_draft
from ilo_tui.review.errors import UnreadableSessionError
from tests.review.drafts.changer import TYPED
from tests.review.drafts.help import begin, drafts_at, note
from tests.review.test_kill import ROOT, rest, spin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix")
START = [sys.executable, "-m", "tests.review.drafts.changer"]
AT_ONCE = 3
"""So many records are in the largest save."""


def acknowledged_until_killed(folder: Path, seed: int, *more: str) -> tuple[Path, list[bytes]]:
    """Start an author, kill it at a random moment after the first acknowledgement; its file, and what it printed."""
    chance = random.Random(seed)
    process = subprocess.Popen([*START, str(folder), str(seed), *more], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process, process.stdout as printed:
        path = Path(printed.readline().decode().strip())
        lines = [printed.readline() for _ in range(chance.randrange(1, 25))]
        spin(chance.random() * 0.004)
        process.kill()
        lines += rest(printed)
    return path, [line for line in lines if line.endswith(b"\n")]


def fault(folder: Path, path: Path, lines: list[bytes]) -> str | None:
    """What is missing after the kill of what was acknowledged, and whether half a save is there."""
    known: list[DraftRecord] = [decode_change(line) for line in lines if line.startswith(b"{")]
    try:
        records = require_draft(path, path.read_bytes()).records
    except (UnreadableSessionError, OSError) as error:
        return str(error)
    if known and list(records[known[0].seq - 1 :][: len(known)]) != known:
        return "an acknowledged record is missing"
    if known and len(records) > known[-1].seq + AT_ONCE:
        return "more than the records that were being saved"
    draft = begin(drafts_at(folder))
    typed = draft.unfinished.load(*TYPED) or {"n": 0}
    draft.close()
    wanted = max([int(line.split()[1]) for line in lines if line.startswith(b"typed")], default=0)
    return None if typed["n"] in {wanted, wanted + 1} or not wanted else f"{typed['n']} typed, not {wanted}"


def check_kills(folder: Path, count: int) -> None:
    """So many kills, ten of each draft, that it grows: nothing is lost, and each draft can be gone on with."""
    acknowledged = 0
    for number in range(count):
        place = folder / str(number // 10)
        place.mkdir(exist_ok=True)
        path, lines = acknowledged_until_killed(place, number)
        assert fault(place, path, lines) is None
        acknowledged += len(lines)
        drafts = drafts_at(place)
        assert [entry.path for entry in drafts.entries()] == [path]
        draft = begin(drafts)
        assert draft.read_only is None
        note(draft, "e8", f"after kill {number}")
        draft.close()
    assert acknowledged > 5 * count


def test_3_kills_lose_nothing(tmp_path: Path) -> None:
    check_kills(tmp_path, 3)


@pytest.mark.slow
def test_300_kills_lose_nothing(tmp_path: Path) -> None:
    check_kills(tmp_path, 300)


@pytest.mark.slow
def test_without_flush_and_replace_kills_do_lose(tmp_path: Path) -> None:
    def lost(number: int) -> bool:
        place = tmp_path / str(number)
        place.mkdir()
        return fault(place, *acknowledged_until_killed(place, number, "careless")) is not None

    assert any(lost(number) for number in range(200))
