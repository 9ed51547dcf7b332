"""Make the pictures of the README and the tutorial: the week of the tutorial, played in the app itself, as SVG.

Run with `make pictures`. Clock and chance are replaced, so that the same program makes the same bytes; a slow test
plays the week again and compares. Whoever changes a step here changes docs/tutorial.md and docs/tutorial.id.md too.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest import mock

from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.app import reviewer_context
from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.core.key_names import key_name
from ilo_tui.core.languages import SOURCE
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.review import merge
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.queues import Choice
from ilo_tui.views.context import ViewContext

FOLDER = Path(__file__).parent / "pictures"
SIZE = (100, 30)
LATER = 0.6
"""Seconds."""
QUEUE = "programme:campaigns dimension:outcome"
WORDS = {"en": "microfinance", "id": "keuangan mikro"}
REASON = {
    "en": "Read together: the source says so for 2020.",
    "id": "Dibaca bersama: sumbernya menyatakan demikian untuk 2020.",
}


class Scene(NamedTuple):
    """Somebody sits at the app: who, in which folder, and keys; a step `=name` takes a picture of that name."""

    reviewer: str
    folder: str
    steps: tuple[str, ...]
    where: str = ""
    """The filter of the queue that `ilo-tui review` opens; empty opens the tabs."""


def week(language: str) -> tuple[Scene, ...]:
    """The tutorial, scene by scene. A step is a key, `=picture`, or `"text` to type."""
    form = ("5", "n", '"Sok Dara', "enter", "j", "enter", "j", "j", "enter", f'"{QUEUE}', "enter", "=form")
    return (
        Scene("", "week/dara", ("=programmes", "j", "2", "l", "=gap-map", "/", f'"{WORDS[language]}', "=search")),
        Scene("", "week/dara", (*form, "G", "enter", "=judging", "3", "=strength", "2", "=answered", "3", "3")),
        Scene("", "week/dara", ("5", "=sessions", "enter", *"22133220", "F", "=summary")),
        Scene("Chan Thy", "week/thy", (*"3231223233220", "F"), QUEUE),
        Scene("Heng Maly", "week/office", ("5", "d", "=agreement", "j", "enter", "=disagreement")),
        Scene(
            "Heng Maly",
            "week/office",
            ("5", "d", "j", "enter", *"33", f'"{REASON[language]}', "=why", "enter", "escape", "=adjudicated"),
        ),
    )


class Clock:
    """A clock that goes on by four seconds whenever somebody looks at it."""

    def __init__(self) -> None:
        """It is a Monday morning in the month of the edition: earlier than that, a clock would be called wrong."""
        self._looks = count()

    def __call__(self) -> datetime:
        """The next time."""
        return datetime(2026, 11, 30, 8, tzinfo=UTC) + timedelta(seconds=4 * next(self._looks))


class Chance:
    """Bytes that look random and are the same in every run."""

    def __init__(self) -> None:
        """Begin anew."""
        self._calls = count()

    def __call__(self, size: int) -> bytes:
        """The next `size` bytes."""
        return sha256(str(next(self._calls)).encode()).digest()[:size]


@contextlib.contextmanager
def fresh_home(language: str) -> Iterator[None]:
    """A home with nothing in it but the note that the tour was shown; the working folder is there, too."""
    clock = Clock()
    with TemporaryDirectory() as home, contextlib.chdir(home):
        names = {f"XDG_{name}_HOME": str(Path(home, name.lower())) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
        state = Path(home, "state", "ilo-tui")
        state.mkdir(parents=True)
        (state / "tour-shown").touch()
        variables = {
            "HOME": home,
            "TZ": "UTC",
            "COLORTERM": "truecolor",
            "TERM": "xterm-256color",
            "ILO_TUI_LANG": language,
        }
        with (
            mock.patch.dict(os.environ, {**names, **variables}),
            mock.patch("os.urandom", Chance()),
            mock.patch.object(reviewer_context, "ReviewEnvironment", partial(ReviewEnvironment, clock=clock)),
        ):
            os.environ.pop("NO_COLOR", None)
            time.tzset()
            yield
    time.tzset()


def merge_sessions(dossier: Dossier) -> None:
    """What `ilo-tui merge week/dara week/thy --into week/office` does."""
    sources = [Path("week/dara"), Path("week/thy")]
    merge.apply_plan(merge.plan(sources, Path("week/office"), Items(dossier)))


async def stand_still(pilot: Pilot[Any]) -> None:
    """Wait until nothing moves on the screen any more, and no thread is at work for it."""
    for line in pilot.app.screen.query(Input):
        # A cursor that blinks would be there in one picture and not in the next.
        line.cursor_blink = False
    before, same = "", 0
    while same < 6:
        await pilot.pause(0.03)
        busy = [worker for worker in pilot.app.workers if worker._thread_worker and not worker.is_finished]
        shown = "" if busy else pilot.app.export_screenshot()
        same = same + 1 if shown and shown == before else 0
        before = shown


def picture(app: IloApp) -> str:
    """The screen as SVG that asks no other computer for its letters."""
    drawn = app.export_screenshot(title="ilo-tui")
    return re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL)


async def play(scene: Scene, language: str, dossier: Dossier) -> dict[str, str]:
    """Play one scene; the pictures taken in it, by name."""
    options = {"reviews": scene.folder, "reviewer": scene.reviewer or None}
    choice = Choice(where=scene.where) if scene.where else None
    app = IloApp(
        ViewContext(dossier, Translator(language, dossier.meta.default_language)), load_settings(options), choice
    )
    images: dict[str, str] = {}
    # Nobody waits here as long as a finger does between two answers.
    AnswerGuard.GAP = 0.0
    async with app.run_test(size=SIZE) as pilot:
        await stand_still(pilot)
        for step in scene.steps:
            if step.startswith("="):
                # What is found is put in order after a pause.
                await pilot.pause(LATER)
                await stand_still(pilot)
                images[step[1:]] = picture(app)
            else:
                await pilot.press(*([_key(sign) for sign in step[1:]] if step.startswith('"') else [step]))
                await stand_still(pilot)
    return images


def _key(sign: str) -> str:
    return {" ": "space"}.get(sign) or key_name(sign) or sign


def pictures(language: str) -> dict[str, str]:
    """Every picture of the week in a language, by name."""
    dossier = load(default_path())
    images: dict[str, str] = {}
    with fresh_home(language):
        for scene in week(language):
            if scene.folder == "week/office" and not Path(scene.folder).exists():
                merge_sessions(dossier)
            images |= asyncio.run(play(scene, language, dossier))
    return images


def file_of(name: str, language: str) -> Path:
    """Where a picture is kept."""
    return FOLDER / (f"{name}.svg" if language == SOURCE else f"{name}.{language}.svg")


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(exist_ok=True)
    for language in WORDS:
        for name, drawn in pictures(language).items():
            file_of(name, language).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
