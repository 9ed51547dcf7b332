"""How the screens look on which the sessions of several reviewers come together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from benchmarks.reviewers import Disorder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.dialogs import choosing
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press
from tests.frontends.tui.together import ANA, crowd, merged_folder, stick_of, to_line, until

STICK = Path("house", "stick")
Steps = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home and a stick that have the same names everywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "house")
    monkeypatch.setattr(choosing, "_MOUNT_POINTS", ("sticks",))
    Path("sticks", "BLUE").mkdir(parents=True)
    STICK.mkdir(parents=True)


async def folder(pilot: Pilot[Any]) -> None:
    """The folder picker, in a home folder."""
    await press(pilot, "5", "m")


async def preview(pilot: Pilot[Any]) -> None:
    """What merging from a stick would do."""
    await press(pilot, "5", "m")
    await to_line(pilot, str(STICK))
    await press(pilot, "enter", "enter")
    await until(pilot, "8 file")


async def merged(pilot: Pilot[Any]) -> None:
    """What merging did."""
    await preview(pilot)
    await press(pilot, "m")
    await until(pilot, "4 file")


async def figures(pilot: Pilot[Any]) -> None:
    """Figures of agreement, and the disagreements."""
    await press(pilot, "5", "d")
    await until(pilot, "AC1")


async def differing(pilot: Pilot[Any]) -> None:
    """A disagreement with everybody's name."""
    await figures(pilot)
    await to_line(pilot, "2")


async def hidden(pilot: Pilot[Any]) -> None:
    """A disagreement with letters for names."""
    await differing(pilot)
    await press(pilot, "H")


async def adjudicating(pilot: Pilot[Any]) -> None:
    """A disagreement with its first question."""
    await differing(pilot)
    await press(pilot, "enter")


async def report(pilot: Pilot[Any]) -> None:
    """The forms of the report."""
    await press(pilot, "5", "e")


MERGE: list[Steps] = [folder, preview, merged]
AGREEMENT: list[Steps] = [figures, differing, hidden, adjudicating, report]


@pytest.fixture
def reviews(dossier: Dossier, request: pytest.FixtureRequest) -> Path:
    """The sessions of three reviewers: still on their stick where they are to be merged, else in the folder."""
    if request.getfixturevalue("steps") not in MERGE:
        return merged_folder(Path("reviews"), crowd(dossier))
    stick_of(STICK, crowd(dossier), Disorder(copies=0.4, earlier=0.4, truncated=0.4))
    return Path("reviews")


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("steps", [*MERGE, *AGREEMENT], ids=lambda steps: steps.__name__)
def test_at_80x24(
    snap_compare: Callable[..., bool], make_app: MakeApp, reviews: Path, steps: Steps, language: str
) -> None:
    app = make_app(language, reviews=str(reviews), reviewer=ANA)
    assert snap_compare(app, run_before=steps, terminal_size=(80, 24))


@pytest.mark.share(6)
@pytest.mark.parametrize("steps", [*MERGE, *AGREEMENT], ids=lambda steps: steps.__name__)
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, reviews: Path, steps: Steps) -> None:
    app = make_app(reviews=str(reviews), reviewer=ANA)
    assert snap_compare(app, run_before=steps, terminal_size=(120, 40))
