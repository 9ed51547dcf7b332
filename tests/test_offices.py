"""Two offices share a reviews folder by file replication: a session is one file with one writer, so nothing conflicts.

Proved on real engines: two nodes of Syncthing whose link is cut and restored while reviewers decide at both ends, and
git with a shared repository. What must hold after it: every decision that the program called saved is in both folders,
no copy of a conflict is there, and both offices see the same sessions and the same agreement.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from operator import gt
from pathlib import Path

import pytest

from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.repository import Dossier
from tests.offices.link import Cut, Link
from tests.offices.office import Office
from tests.offices.reviewer import Busy
from tests.offices.syncthing import PROGRAM, Node

CUTS: tuple[Cut, ...] = ("broken", "silent") * 5


@dataclass(frozen=True)
class Pair:
    """Two offices that are joined: their nodes, the link between these, and who reviews there."""

    offices: tuple[Office, Office]
    nodes: tuple[Node, Node]
    link: Link
    reviewers: tuple[Busy, Busy]

    def count_line(self, sep: str = "/") -> str:
        """How many decisions were acknowledged at each end."""
        return sep.join(f"{reviewer.count}" for reviewer in self.reviewers)

    def crossed(self) -> tuple[int, int]:
        """How many decisions of each reviewer the other office has."""
        first, second = self.reviewers
        return len(first.kept_in(self.offices[1])), len(second.kept_in(self.offices[0]))

    def more_than(self, counts: tuple[int, int]) -> None:
        """Wait until more of each reviewer's decisions have crossed than these."""
        for node in self.nodes:
            node.wait(lambda: all(map(gt, self.crossed(), counts)), ["ItemFinished"])

    def in_conflict(self) -> bool:
        """Whether both offices have a copy of a conflict."""
        return all(any("sync-conflict" in name for name in office.files()) for office in self.offices)

    def counts(self) -> tuple[int, int]:
        """How many decisions are acknowledged now, at each end."""
        return self.reviewers[0].count, self.reviewers[1].count


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Phnom Penh and Battambang, whose Syncthing calls the other's over a link of ours."""
    if PROGRAM is None:
        pytest.skip("syncthing is not installed; Debian and Ubuntu have it as the package syncthing")
    place, present = (Office(tmp_path / name, tmp_path / name / "reviews") for name in ("phnom-penh", "battambang"))
    first, second = (Node(item.home / "syncthing", item.reviews) for item in (place, present))
    with ExitStack() as stack:
        second.start(first.device, None)
        stack.callback(second.stop)
        link = Link(second.port)
        stack.callback(link.close)
        first.start(second.device, link.port)
        stack.callback(first.stop)
        yield Pair((place, present), (first, second), link, (Busy(place, "Sok Dara", 1), Busy(present, "Chan Thy", 2)))


def _git(office: Office, *arguments: str) -> None:
    person = ("-c", f"user.name={office.home.name}", "-c", f"user.email={office.home.name}@example.org")
    subprocess.run(["git", "-C", str(office.reviews), *person, *arguments], check=True, capture_output=True)


def _handed_over(office: Office) -> None:
    """What an office does at the end of the day."""
    _git(office, "add", "--all")
    _git(office, "commit", "--quiet", "--allow-empty", "--message", "Reviewed")
    _git(office, "pull", "--quiet", "--no-rebase", "--no-edit")
    _git(office, "push", "--quiet")


def _shared_by_git(folder: Path, offices: Sequence[Office]) -> None:
    """Every office's reviews folder is a clone of one repository."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(folder)], check=True)
    first, *others = offices
    first.reviews.mkdir(parents=True)
    _git(first, "clone", "--quiet", str(folder), ".")
    (first.reviews / ".gitignore").write_text("/.ilo-tui/\n.*.tmp\n")
    (first.reviews / ".gitattributes").write_text("*.json -text\n")
    _git(first, "checkout", "--quiet", "-B", "main")
    _git(first, "add", "--all")
    _git(first, "commit", "--quiet", "--message", "What git leaves alone")
    _git(first, "push", "--quiet", "--set-upstream", "origin", "main")
    for other in others:
        other.reviews.mkdir(parents=True)
        _git(other, "clone", "--quiet", str(folder), ".")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_offices_over_git_that_push_at_the_same_time(tmp_path: Path) -> None:
    place, present = (Office(tmp_path / name, tmp_path / name / "reviews") for name in ("phnom-penh", "battambang"))
    _shared_by_git(tmp_path / "shared.git", (place, present))
    for day in (("3",), ("2", "finish", "yes")):
        # Both go on from what they had in the morning, so that the second push always meets the first one.
        for name, office in (("Sok Dara", place), ("Chan Thy", present)):
            program = office.lines(name, "--queue", "suggestions")
            for line in day:
                program.type(line)
            assert program.end() == 0
        for office in (place, present, place):
            _handed_over(office)
    assert place.files() == present.files()
    rows = place.table("sessions")
    assert rows == present.table("sessions")
    assert [(row["judged"], row["state"]) for row in rows] == [(2, "finished")] * 2
    agreement = place.table("agreement")
    assert agreement == present.table("agreement")
    assert [(row["items"], row["percent"]) for row in agreement if row["pair"] == "all"] == [(2, 1.0)]


@pytest.mark.slow
def test_two_offices_over_syncthing_with_a_link_that_is_cut_ten_times(
    pair: Pair, dossier: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(2) as pool, ExitStack() as stack:
        working = [pool.submit(reviewer.work) for reviewer in pair.reviewers]
        # Whatever happens, they are told to stop, and what went wrong with them is what went wrong.
        for future, item in zip(working, pair.reviewers, strict=True):
            stack.callback(future.result)
            stack.callback(item.stop)
        log = [_cut_and_restored(pair, number, kind) for number, kind in enumerate(CUTS, 1)]
    _converged(pair)
    place, present = pair.offices
    files = place.files()
    assert files == present.files()
    assert not [name for name in files if "conflict" in name]
    assert len(files) == sum(len(reviewer.codes) for reviewer in pair.reviewers)
    for item in pair.reviewers:
        for office in pair.offices:
            assert _stored_answers(office, item, dossier) == _by_item(item.acknowledged)
            assert len(item.kept_in(office)) == item.count
    sessions, agreement = place.table("sessions"), place.table("agreement")
    assert sessions == present.table("sessions")
    assert agreement == present.table("agreement")
    assert {row["state"] for row in sessions} == {"finished"}
    assert max(row["items"] for row in agreement) > 0
    assert place.run("agreement").stdout == present.run("agreement").stdout
    _two_writers_conflict(pair)
    log.append(
        f"end: decisions {pair.count_line()}, in both folders {len(files)} sessions, 0 conflicts, the same agreement"
    )
    with capsys.disabled():
        print(
            "", "cut  kind    decisions at each end: cut, restored; of the other's; s until caught up", *log, sep="\n"
        )


def _cut_and_restored(pair: Pair, number: int, kind: Cut) -> str:
    """Cut the link while both decide, restore it while both decide, and see that what was decided meanwhile crosses."""
    before = pair.counts()
    for item, count in zip(pair.reviewers, before, strict=True):
        item.until(count + 2)
    pair.link.cut(kind)
    at_cut, carried = pair.counts(), pair.link.carried
    if kind == "broken":
        for node in pair.nodes:
            node.wait(node.cut_off, ["DeviceDisconnected"])
    for item, count in zip(pair.reviewers, at_cut, strict=True):
        item.until(count + 3)
    crossed, restored = pair.crossed(), pair.counts()
    # One decision may have been saved and not yet counted when the link was cut.
    assert all(got <= known + 1 for got, known in zip(crossed, at_cut, strict=True))
    assert pair.link.carried == carried
    began = time.monotonic()
    pair.link.restore()
    if kind == "broken":
        pair.nodes[0].call_again()
    pair.more_than((at_cut[0] + 1, at_cut[1] + 1))
    took = time.monotonic() - began
    shown = [f"{a}/{b}" for a, b in (at_cut, restored, crossed)]
    return f"{number:>3}  {kind:6}  {shown[0]:>8} {shown[1]:>8}   {shown[2]:>8}   {took:4.1f}"


def _converged(pair: Pair) -> None:
    """Both nodes have looked at their folders, and each was told by the other that it has everything."""
    for node in pair.nodes:
        node.scan()
    for node in pair.nodes:
        node.wait(node.peer_has_all, ["FolderCompletion", "RemoteIndexUpdated"])


def _two_writers_conflict(pair: Pair) -> None:
    """The other way round: a file that both offices write while they are apart does come to a conflict here."""
    pair.link.cut("silent")
    for office, node in zip(pair.offices, pair.nodes, strict=True):
        (office.reviews / "minutes.txt").write_text(f"as {office.home.name} has it")
        node.scan()
    pair.link.restore()
    for node in pair.nodes:
        node.wait(pair.in_conflict, ["ItemFinished"])


def _by_item(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The keys typed on each item, in order."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for item, key in pairs:
        result[item].append(key)
    return dict(result)


def _stored_answers(office: Office, busy: Busy, dossier: Dossier) -> dict[str, list[str]]:
    """The same from what lies in an office: each decision adds one answer to those before it."""
    keys = {scale.id: {value.code: value.key for value in scale.values} for scale in dossier.records(Scale)}
    latest = ((row["item"], list(row["values"].items())[-1]) for row in busy.kept_in(office))
    return _by_item((item, keys[scale][code]) for item, (scale, code) in latest)
