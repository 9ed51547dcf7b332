"""A walk past every screen, always the same: to look at each in every theme, in ASCII, or as text."""

from __future__ import annotations

import asyncio
from contextlib import chdir
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from rich.segment import Segment

from ilo_tui.core.folders import state_folder
from ilo_tui.core.theme_names import THEMES
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow
from ilo_tui.frontends.tui.widgets.bars import KeyBar
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewers import writer_id
from ilo_tui.review.session_repository import SessionRepository
from tests.frontends.tui.starting import FIRST, OTHER, keys, quiet, started, until_idle
from tests.frontends.tui.vision import drawn

SHIPPED = load(default_path())
"""What the walk goes through: the dossier that ships."""
Names = tuple[tuple[str, str], ...]
"""Keys and labels of a key bar."""

STEPS: dict[str, tuple[str, ...]] = {
    "programmes": ("1", "j"),
    "dimensions": ("2", "g l"),
    "policies": ("3",),
    "suggestions": ("4", "j"),
    "sessions": ("5",),
    "cell": ("2", "enter", "j"),
    "record": ("enter", "j", "enter"),
    "policy-cell": ("3", "enter"),
    "policy": ("G", "enter"),
    "indicators": ("i",),
    "timeline": ("t", "l"),
    "search": ("1", "slash", "t r a f f i c k"),
    "search-nothing": ("x",),
    "help": ("escape", "question_mark"),
    "palette": ("escape", "colon", "c o l o u r s"),
    "filter-key": ("escape", "f", "d"),
    "filter-value": ("tab", "p backspace"),
    "filtered": ("o u t c o m e", "enter"),
    "filtered-dimensions": ("2",),
    "observation": ("F", "a"),
    "judging": ("escape", "5", "j", "enter"),
    "note": ("n",),
    "items": ("escape", "o"),
    "prompt": ("escape", "x"),
    "form": ("escape", "escape", "5", "n"),
    "summary": ("escape", "F"),
    "agreement": ("escape", "d"),
    "disagreement": ("j", "enter"),
    "report": ("escape", "escape", "1", "e"),
    "copied": ("escape", "y"),
    "folders": ("5", "m"),
}
"""Every screen, by what is pressed on the one before it."""

IN_EVERY_THEME = {"programmes", "search", "filtered", "observation", "judging", "copied"}
"""Screens that have everything among them that is styled; all others are drawn in the first theme only."""

OF_THIS_MACHINE = {"prompt", "report", "copied", "folders"}
"""Screens that name folders or tools, which are others on every machine."""


def sessions(folder: Path) -> Path:
    """Sessions of two reviewers who differ on one claim, always with the same ids and times."""
    desk = ReviewEnvironment(
        folder, Items(SHIPPED), writer_id(state_folder()), clock=lambda: datetime(2026, 11, 24, 8, tzinfo=UTC)
    )
    for reviewer, verdict in ((FIRST, "holds"), (OTHER, "does_not_hold")):
        session = SessionRepository(desk).start(Choice(where="programme:clm"), reviewer, "en")
        session.decide("evidence:clm-001", {"verdict": verdict, "strength": "high"})
        session.flag("evidence:clm-003", on=True)
        session.close()
        fixed = f"2026-11-24-{reviewer.name}-0000abcd"
        (folder / f"{fixed}.json").write_text(session.path.read_text("utf-8").replace(session.id, fixed), "utf-8")
        session.path.unlink()
    return folder


class Seen(Struct):
    """What was seen of one screen: its text, its key bars in both languages, its stretches of text by theme."""

    text: str
    bars: set[Names]
    inks: dict[str, list[Segment]]


@cache
def walked() -> dict[str, Seen]:
    """Every screen at 80x24 in ASCII; the walk is made once, whoever asks. Needs the home folder of a test."""
    with TemporaryDirectory() as folder, chdir(folder):
        # Some screens name the folder of sessions: that has to be the same one everywhere.
        sessions(Path("reviews"))
        app = started(opened=SHIPPED, lang="en", ascii=True, reviews="reviews", reviewer=f"{FIRST.name} <{FIRST.id}>")
        return asyncio.run(_walk(app))


async def _walk(app: IloApp) -> dict[str, Seen]:
    result = {}
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        for name, pressed in STEPS.items():
            await keys(pilot, *pressed)
            # A screen that shows through another one is laid out by its own clock.
            await pilot.pause()
            result[name] = seen = Seen(await until_idle(pilot), bars_of(app), {})
            for theme in (*THEMES[1:], THEMES[0]) if name in IN_EVERY_THEME else (THEMES[0],):
                app.theme = theme
                await quiet(pilot)
                seen.inks[theme] = drawn(app)
        assert app.return_code is None
    return result


def bars_of(app: IloApp) -> set[Names]:
    """What the key bar of the screen on top says in both languages, were there room for all of it."""
    result = set()
    for bar in app.screen.query(KeyBar):
        for language in ("id", "en"):
            app.contexts.switch_language(language)
            if isinstance(bar, KeysBelow):
                bar.follow(app.screen)
            result.add(bar.keys)
    return result
