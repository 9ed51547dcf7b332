"""However files are spread, in whatever order and how often they are merged: the same bytes, and nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.merge import plan
from ilo_tui.review.merge.compare import earlier, holds_remnant, remnant, state_of
from ilo_tui.review.merge.content import Content, Reader
from ilo_tui.review.session_file import mark_copies, read_entry
from tests.review.help import WRITER
from tests.review.merge.help import ITEMS, contents, ident_of, merge, seen

NAMES = sorted(contents())
IDENT = {name: ident_of(name) for name in ("a0", "c", "l1")}
PLACES = ["x", "notes", *IDENT.values(), *(ident.upper() for ident in IDENT.values())]

Stick = list[str]
"""The names of the contents on it."""

FAMILY = [name for name in NAMES if name[0] in "ab" and name != "a dossier"]
sticks = st.lists(st.sampled_from(FAMILY) | st.sampled_from(NAMES), min_size=1, max_size=8)
homes = st.dictionaries(st.sampled_from(PLACES), st.sampled_from([*NAMES, "a folder"]), max_size=4)
archives = st.lists(st.sampled_from(["a2", "a5", "af", "c", "a5 cut"]), max_size=1)


def write(folder: Path, stick: Stick) -> Path:
    """A folder with files named without regard to what they are, some further down."""
    for number, name in enumerate(stick):
        below = folder / ("" if number % 3 else "deep")
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number}-{'.unreadable' if number == 5 else 'file.json'}").write_bytes(contents()[name])
    return folder


def furnish(folder: Path, home: dict[str, str], archive: Stick) -> Path:
    """A folder to merge into, as people leave it."""
    folder.mkdir()
    for place, name in home.items():
        if name == "a folder":
            (folder / f"{place}.json").mkdir()
        else:
            (folder / f"{place}.json").write_bytes(contents()[name])
    for name in archive:
        (folder / "archive").mkdir()
        (folder / "archive" / "old.json").write_bytes(contents()[name])
    return folder


def read(data: bytes, folder: Path) -> Content:
    """A content as a merge sees it."""
    path = folder / sha256(data).hexdigest()
    path.write_bytes(data)
    return Reader(ITEMS).read(path)


def unheld(wanted: Sequence[str], into: Path, scratch: Path) -> list[str]:
    """The contents of which something is in no file that one sees in the folder."""
    result = [read(data, scratch) for data in seen(into).values() if data is not None]
    complete = [state_of(item) for item in result if item.kind == "intact"]
    bytes_ = {item.sha for item in result}
    lost = []
    for name in wanted:
        item = read(contents()[name], scratch)
        if item.kind == "intact":
            held = any(earlier(state_of(item), state) for state in complete)
        else:
            held = (
                item.kind != "damaged"
                or item.sha in bytes_
                or any(holds_remnant(remnant(item), state) for state in complete)
            )
        if not held:
            lost.append(name)
    return lost


def prove(all_sticks: list[Stick], order: Sequence[int], home: dict[str, str], archive: Stick) -> None:
    """Merge at once, and in parts in another order with repetitions: compare, and look for what is lost."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [write(folder / f"stick-{number}", stick) for number, stick in enumerate(all_sticks)]
        before = {path: path.read_bytes() for source in sources for path in source.rglob("*") if path.is_file()}
        once, parts = furnish(folder / "once", home, archive), furnish(folder / "parts", home, archive)
        merge(sources, once)
        for number in (*order, *range(len(sources))):
            _, outcome = merge([sources[number % len(sources)]], parts)
            assert outcome.skipped == []
        assert seen(once) == seen(parts)
        for into in (once, parts):
            planned = plan([*sources, into], into, ITEMS)
            assert planned.steps == []
        (folder / "scratch").mkdir()
        wanted = [item for stick in all_sticks for item in stick] + [
            item for item in home.values() if item != "a folder"
        ]
        assert archive or unheld(wanted, once, folder / "scratch") == []
        assert {path: path.read_bytes() for source in sources for path in source.rglob("*") if path.is_file()} == before
        counts_once(once)


def counts_once(into: Path) -> None:
    """Of each session exactly one file counts in the repository."""
    desk = ReviewEnvironment(into, ITEMS, WRITER)
    entries = mark_copies([read_entry(desk, path) for path in into.glob("*.json") if path.is_file()])
    sessions = [entry.session.id for entry in entries if entry.counts_ratings and entry.session]
    every = {entry.session.id for entry in entries if entry.session and entry.state != "foreign"}
    assert sorted(sessions) == sorted(every)


arguments = {
    "all_sticks": st.lists(sticks, min_size=1, max_size=4),
    "order": st.lists(st.integers(0, 3), max_size=6),
    "home": homes,
    "archive": archives,
}
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(unhurried, max_examples=40)
@given(**arguments)
def test_any_split_order_and_repetition_gives_the_same_bytes(
    all_sticks: list[Stick], order: list[int], home: dict[str, str], archive: Stick
) -> None:
    prove(all_sticks, order, home, archive)


@pytest.mark.slow
@settings(unhurried, max_examples=500)
@given(**arguments)
def test_and_so_in_500_cases(all_sticks: list[Stick], order: list[int], home: dict[str, str], archive: Stick) -> None:
    prove(all_sticks, order, home, archive)
