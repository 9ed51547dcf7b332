"""kill -9 at random moments of editing, importing and publishing: nothing acknowledged is lost, no edition is half.

The control acknowledges before it has done anything; that this is seen shows that the harness sees loss.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ilo_tui.app.publishing import PublishOptions
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from tests.app.publishers import CHAN, Laptop
from tests.app.publishing_worker import CLAIMS, State, begin, edition_files, state_of
from tests.review.test_kill import ROOT, rest, spin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix")
START = [sys.executable, "-m", "tests.app.publishing_worker"]
PHASES = {"edit", "undo", "half typed", "import", "publish", "publish a choice"}


class Killed:
    """What a killed process had acknowledged, and what it was at."""

    def __init__(self, lines: list[str]) -> None:
        """Read what it printed."""
        self.acknowledged = sum(line.startswith("ok ") for line in lines)
        self.editions = dict(line.split()[1:] for line in lines if line.startswith("edition "))
        self.states: list[State] = []
        self.phase = "between"
        for line in lines:
            if line.startswith("ok "):
                self.states, self.phase = [json.loads(line[3:])], "between"
            elif line.startswith("do "):
                phase, brace, state = line[3:].partition(" {")
                self.states, self.phase = [*self.states[-1:], json.loads(brace.strip() + state)], phase


def killed(folder: Path, seed: int, *more: str) -> Killed:
    """Kill a worker at a random moment after its first acknowledgements."""
    chance = random.Random(seed)
    process = subprocess.Popen([*START, str(folder), str(seed), *more], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    lines: list[bytes] = []
    with process, process.stdout as printed:
        wanted = chance.randrange(1, 8)
        while sum(line.startswith(b"ok ") for line in lines) < wanted:
            lines.append(printed.readline())
            assert lines[-1], "the worker ended by itself"
        spin(chance.random() * 0.06)
        process.kill()
        lines += rest(printed)
    return Killed([line.decode() for line in lines if line.endswith(b"\n")])


def check(folder: Path, trial: Killed) -> None:
    """Every edition is sound and as it was acknowledged, and what is published now is all that was."""
    for name, digest in trial.editions.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    for path in edition_files(folder):
        assert len(load(path).records(Evidence)) >= len(CLAIMS)
    laptop = begin(folder)
    state = publish_all(laptop)
    assert state in trial.states, f"{trial.phase}: {state} is none of {trial.states}"


def publish_all(laptop: Laptop) -> State:
    """Publish what is in the folder, whatever a kill has left undone; the state of the edition."""
    other = replace(laptop, reviewer=CHAN)
    for entry in other.drafts.open_of(CHAN.id):
        with closing(other.drafts.open(entry)) as draft:
            assert draft.read_only is None
            draft.finish()
    preferred = tuple(entry.head.id for entry in other.drafts.entries() if entry.is_of(CHAN.id) and entry.head)
    output = laptop.dossier.with_name(f"{int(laptop.dossier.stem) + 1}.json")
    assert laptop.publish(output, PublishOptions(prefer=preferred)).folded.conflicts == []
    assert [entry for entry in laptop.drafts.entries() if entry.state == "open" and entry.history.standing()] == []
    claims = load(output)
    typed = state_of(replace(laptop, dossier=output))
    return {**typed, **{ident: claims.record(Evidence, ident).locator or "" for ident in CLAIMS}}


def check_kills(folder: Path, count: int, each: int = 10) -> Counter[str]:
    """So many kills, several in each folder; how many came in which phase. Only those after the first "ok" count."""
    phases: Counter[str] = Counter()
    for number in range(count):
        place = folder / str(number // each)
        place.mkdir(exist_ok=True)
        begin(place)
        trial = killed(place, number)
        assert trial.acknowledged > 0
        check(place, trial)
        phases[trial.phase] += 1
    return phases


def test_6_kills_lose_nothing_and_leave_no_half_edition(tmp_path: Path) -> None:
    assert sum(check_kills(tmp_path, 6, each=3).values()) == 6


@pytest.mark.slow
def test_what_is_acknowledged_too_early_is_seen_to_be_lost(tmp_path: Path) -> None:
    def lost(number: int) -> bool:
        place = tmp_path / str(number)
        place.mkdir()
        begin(place)
        trial = killed(place, number, "hasty")
        return publish_all(begin(place)) not in trial.states

    assert any(lost(number) for number in range(100))


@pytest.mark.slow
def test_500_kills_lose_nothing_and_leave_no_half_edition(tmp_path: Path) -> None:
    phases = check_kills(tmp_path, 500)
    sys.stdout.write(f"{dict(phases)}\n")
    assert phases.keys() >= PHASES
