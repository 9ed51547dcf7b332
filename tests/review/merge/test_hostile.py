"""Whatever ids, names and files say: any order, any grouping, twice, and between two offices give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.merge import plan
from tests.review.merge.help import ITEMS, merge, seen
from tests.review.merge.hostile import FILES, Forged, families
from tests.review.merge.test_order import counts_once

EN = Translator("en")
Home = dict[str, int]
"""Which of the sessions lies in the folder already, under which name."""


def laid(folder: Path, files: Sequence[tuple[str, Forged]]) -> Path:
    """A folder with these files, some of them further down."""
    for number, (name, item) in enumerate(files):
        below = folder / ("" if number % 3 else "x.json")
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number}{name}.json").write_bytes(item.data)
    return folder


def home_of(folder: Path, home: Home, family: Sequence[Forged]) -> Path:
    """A folder to merge into in which some of the sessions lie."""
    folder.mkdir()
    for name, number in home.items():
        (folder / f"{name}.json").write_bytes(family[number % len(family)].data)
    return folder


def prove(family: list[Forged], names: list[str], order: list[int], home: Home) -> None:
    """Merge at once, one by one in another order with repetitions, and by way of two offices; compare."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = [(names[number % len(names)], item) for number, item in enumerate(family)]
        sticks = [laid(folder / f"stick-{number}", [file]) for number, file in enumerate(files)]
        once, parts, third = (home_of(folder / name, home, family) for name in ("once", "parts", "third"))
        merge([laid(folder / "all", files)], once)
        turns = [number % len(sticks) for number in order]
        for number in (*turns, *reversed(range(len(sticks)))):
            merge([sticks[number]], parts)
        # Two offices that have each had a part hand on to a third.
        offices = [folder / "first", folder / "second"]
        for number, stick in enumerate(sticks):
            merge([stick], offices[number % 2])
        for office in (*offices[::-1], *offices):
            merge([office] if office.exists() else [], third)
        assert seen(once) == seen(parts) == seen(third)
        check(folder, once, [folder / "all", *sticks])


def check(folder: Path, into: Path, sources: Sequence[Path]) -> None:
    """What holds of a folder that was merged into: it stays so, its names are harmless, and nothing lies elsewhere."""
    again = plan([*sources, into], into, ITEMS)
    assert again.steps == []
    for line in (*again.lines(EN), *again.summary(EN)):
        assert clean(line) == line
    counts_once(into)
    my_own = {"all", "once", "parts", "third", "first", "second"}
    assert {path.name for path in folder.iterdir() if not path.name.startswith("stick-")} <= my_own


arguments = {
    "family": families(),
    "names": st.lists(st.sampled_from(FILES), min_size=1, max_size=4),
    "order": st.lists(st.integers(0, 9), max_size=6),
    "home": st.dictionaries(st.sampled_from(FILES), st.integers(0, 9), max_size=2),
}
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def nameless(records: int, form: str = "lines", end: str = "none") -> Forged:
    """A session whose id is the empty string."""
    return Forged("", "sok-dara-1a2b", "Sok Dara", "0123456789abcdef", records, "", end, form)


@settings(unhurried, max_examples=50)
@given(**arguments)
@example(family=[nameless(1), nameless(2)], names=["x"], order=[], home={})
@example(family=[nameless(1), nameless(2, "cut")], names=["x"], order=[1, 0, 1], home={"x": 0})
@example(family=[nameless(1, "marked"), nameless(1)], names=["x"], order=[], home={})
@example(family=[nameless(2, "flipped"), nameless(2)], names=["x"], order=[], home={})
def test_hostile_sessions_give_the_same_bytes_in_any_order(
    family: list[Forged], names: list[str], order: list[int], home: Home
) -> None:
    prove(family, names, order, home)


@pytest.mark.slow
@settings(unhurried, max_examples=1000)
@given(**arguments)
def test_and_so_in_1000_cases(family: list[Forged], names: list[str], order: list[int], home: Home) -> None:
    prove(family, names, order, home)
