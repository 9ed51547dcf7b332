"""kill -9 at random moments while documents are attached: what was acknowledged is here, and nothing is half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.copies.help import DOSSIER, folder_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix")
ROOT = Path(__file__).parents[2]
_ATTACHER = f"""
import sys
from pathlib import Path
from ilo_tui.copies.attaching import attach
from ilo_tui.copies.folder import CopiesFolder
folder = Path(sys.argv[1])
for number in range(10_000):
    path = folder / "document.pdf"
    path.write_bytes(b"%PDF-1.4 " + str((sys.argv[2], number)).encode() * 20_000 + b"%%EOF")
    copies = CopiesFolder(folder / "d.sources", {DOSSIER!r})
    link = attach(copies, f"s{{number}}", path, by="", added="2026-03-01T08:00:00Z").link
    print(link.source, link.sha256, flush=True)
"""


def fault_after_kill(folder: Path, seed: int) -> str | None:
    """Attach in a process, kill it at a random moment, and say what is wrong then."""
    chance = random.Random(seed)
    process = subprocess.Popen([sys.executable, "-c", _ATTACHER, folder, str(seed)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    with process, process.stdout as printed:
        lines = [printed.readline() for _ in range(chance.randrange(1, 6))]
        until = time.perf_counter() + chance.random() * 0.012
        while time.perf_counter() < until:
            os.sched_yield()
        process.kill()
        lines += [line for line in printed.read().splitlines(keepends=True) if line.endswith(b"\n")]
    copies = folder_at(folder / "d.sources")
    acknowledged = {tuple(line.decode().split()) for line in lines}
    if lost := acknowledged - {(link.source, link.sha256) for link in copies.links()}:
        return f"acknowledged and lost: {lost}"
    if faults := copies.contents().faults:
        return str(faults)
    if broken := [link for link in copies.links() if not copies.is_intact(link)]:
        return f"linked and not intact: {broken}"
    halves = [
        path.name
        for path in (folder / "d.sources").glob("*.pdf")
        if sha256(path.read_bytes()).hexdigest()[:16] != path.stem
    ]
    return f"half: {halves}" if halves else None


def check(folder: Path, count: int) -> None:
    """Nothing is wrong after so many kills, whatever was there before."""
    for seed in range(count):
        place = folder / str(seed // 5)
        place.mkdir(exist_ok=True)
        assert fault_after_kill(place, seed) is None


def test_4_kills_leave_nothing_half_and_lose_nothing(tmp_path: Path) -> None:
    check(tmp_path, 4)


@pytest.mark.slow
def test_300_kills_leave_nothing_half_and_lose_nothing(tmp_path: Path) -> None:
    check(tmp_path, 300)
