"""Sessions of several reviewers, their screens, and waiting for what is done beside a screen."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from benchmarks.reviewers import Crowd, Disorder, Generated, sessions, spread
from ilo_tui.cli import run
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.queues import Choice
from ilo_tui.review.session_repository import SessionRepository
from tests.frontends.tui.screen import press, screen_text

CROWD = Crowd(reviewers=3, decisions=100, noise=0.3)
"""Three reviewers whose sessions have some hundred items and dozens of disagreements."""
NAMES = ("Sok Dara", "Chea Dara", "Kim Dara")
ANA = "Ana Lim <ana-lim-00aa>"
DISORDER = Disorder(copies=1.0, earlier=1.0, truncated=1.0)


def crowd(dossier: Dossier, wanted: Crowd = CROWD) -> list[Generated]:
    """The sessions of a crowd."""
    return list(sessions(Items(dossier), wanted))


def merged_folder(folder: Path, generated: Sequence[Generated]) -> Path:
    """A folder with the sessions of others, as a merge leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in generated:
        (folder / item.name).write_bytes(item.data)
    return folder


def stick_of(folder: Path, generated: Sequence[Generated], disorder: Disorder = DISORDER) -> Path:
    """A stick with the sessions in two folders, among copies, earlier states, halves, and what belongs elsewhere."""
    spread(generated, [folder / "one", folder / "two"], disorder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def save_ratings(folder: Path, dossier: Dossier, name: str, ratings: Mapping[str, Mapping[str, str]]) -> Path:
    """A session of a reviewer of this name, on another machine, with these answers by item; returns its file."""
    reviewer = Reviewer(id=f"{name.lower()}-00ff", name=name, role="staff")
    desk = ReviewEnvironment(folder, Items(dossier), f"{sum(name.encode()):016x}")
    session = SessionRepository(desk).start(Choice(kind="mixed", listed=tuple(ratings)), reviewer, "en")
    for item, values in ratings.items():
        session.decide(item, values)
    session.close()
    return session.path


def adjudications(folder: Path) -> list[dict[str, Any]]:
    """The adjudications in a folder, each read as stock TinyDB would: `session` and `decisions`."""
    tables = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    return [table for table in tables if table["session"]["1"]["kind"] == "adjudication"]


def agreement_rows(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> list[dict[str, Any]]:
    """What `agreement --json` prints."""
    capsys.readouterr()
    assert run(["agreement", "--json", "--reviews", str(folder), *more]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def flat(text: str) -> str:
    """A text without the ends of its lines, which depend on the width, and without boxes."""
    return " ".join(text.replace("│", "").split())


async def until(pilot: Pilot[Any], *words: str) -> str:
    """Wait until these words stand on the screen; returns the screen."""
    end = monotonic() + 20
    while monotonic() < end:
        text = screen_text(pilot.app)
        if all(word in flat(text) for word in words):
            return text
        # What is waited for is done by another thread.
        await asyncio.sleep(0.01)
        await pilot.pause()
    raise AssertionError(f"{words} never came:\n{text}")


async def to_line(pilot: Pilot[Any], target: str) -> None:
    """Go down the list that has the focus to the line of a target."""
    rows = pilot.app.screen.focused
    assert isinstance(rows, RowList)
    await press(pilot, "g")
    for _ in range(len(rows.rows)):
        if rows.target == target:
            return
        await press(pilot, "j")
    raise AssertionError(f"no line of {target}")


def page_text(page: Page) -> str:
    """All lines of a page, those out of view as well."""
    lines = (page.rows.line(index, page.width) for index in range(len(page.rows)))
    return "\n".join("".join(span.text for span in line) for line in lines)
