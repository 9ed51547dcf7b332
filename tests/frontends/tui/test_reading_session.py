"""A session judged in a real terminal, the source of every second claim read: the keys, and bases in the file."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.cli import run
from tests.copies.help import files
from tests.frontends.tui.pty import Terminal, terminal

EXAMPLE = Path(__file__).parents[3] / "docs" / "example" / "water.json"
GAP = AnswerGuard.GAP


def source_and_back(shown: Terminal) -> int:
    """Read the source of the claim on the screen, and go back to its question; how many keys that took."""
    keys = ["v", "\x1b"]
    shown.press(keys[0], "Excerpt: stands on")
    shown.press(keys[1], "basis: source read", "is the statement true?")
    return len(keys)


def answer(shown: Terminal, number: int, of: int) -> None:
    """Answer both questions, each in time."""
    for key, words in (("3", "be relied on"), ("2", f"{number} of {of}")):
        shown.complete_screen()
        time.sleep(GAP)
        shown.press(key, words)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "claims"), [((80, 24), 20), ((120, 40), 20)])
def test_every_second_claim_is_judged_on_its_source_two_keys_away_and_no_other_is(
    tmp_path: Path, size: tuple[int, int], claims: int
) -> None:
    dossier = Path(shutil.copy(EXAMPLE, tmp_path))
    shutil.copytree(EXAMPLE.with_suffix(".sources"), dossier.with_suffix(".sources"))
    reviews, read = tmp_path / "reviews", dict[str, bool]()
    options = ("--dossier", str(dossier), "--reviews", str(reviews), "--reviewer", "Sok Dara", "review")
    with terminal(*options, "--sample", str(claims), environment={}, size=size) as shown:
        shown.until("is the statement true?")
        for number in range(1, claims + 1):
            (item,) = re.findall(r"evidence:[\w-]+", shown.text)[:1]
            read[item] = number % 2 == 1
            assert not read[item] or source_and_back(shown) <= 4
            answer(shown, number, claims)
    (path,) = reviews.glob("*.json")
    decisions = json.loads(path.read_text(encoding="utf-8"))["decisions"].values()
    bases = {decision["item"]: decision["basis"] for decision in decisions}
    assert bases == {item: "source_read" if was_read else "dossier_only" for item, was_read in read.items()}
    assert len(bases) == claims


def is_running(process: int) -> bool:
    """Whether a process is there, and no mere entry that nobody has waited for."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and ") Z " not in stat.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_kill_while_a_document_is_read_for_the_first_time_leaves_nothing_half(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    dossier, reviews = Path(shutil.copy(EXAMPLE, tmp_path)), tmp_path / "reviews"
    long = tmp_path / "long.txt"
    long.write_text("\n".join(f"{line} lines of a text that takes long to read" for line in range(100_000)))
    for source in ("mid-term-review", "final-evaluation"):
        assert run(["--dossier", str(dossier), "attach", source, str(long)]) == 0
    copies = dossier.with_suffix(".sources")
    before = files(copies)
    options = (
        "--dossier",
        str(dossier),
        "--reviews",
        str(reviews),
        "--reviewer",
        "Sok Dara",
        "review",
        "--sample",
        "3",
    )
    with terminal(*options, environment={}, size=size) as shown:
        shown.until("is the statement true?")
        answer(shown, 1, 3)
        (session,) = reviews.glob("*.json")
        saved = session.read_bytes()
        shown.press("v", "reading the document: page")
        tasks = Path(f"/proc/{shown.child.pid}/task").glob("*/children")
        readers = [int(child) for task in tasks for child in task.read_text(encoding="utf-8").split()]
        assert readers
        os.kill(shown.child.pid or 0, signal.SIGKILL)
        shown.child.wait()
    end = time.monotonic() + 10
    while any(map(is_running, readers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_running, readers))
    assert files(copies) == before
    assert session.read_bytes() == saved
    with terminal(*options, environment={}, size=size) as shown:
        shown.until("1 of 3 judged")
        shown.press("v", "lines of a text that takes long", "Esc back")
    assert files(copies).keys() - before.keys() == {f"{next(iter(before))[:16]}.text.json"}
