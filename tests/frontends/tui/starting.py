"""Apps started as the program starts them: settings from options, variables and a config file, one state folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot

from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.search import SearchScreen
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewers import writer_id
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from tests.editions import FIRST_EDITION
from tests.frontends.tui.screen import screen_text

DEFAULT = load(FIRST_EDITION)
"""What these apps open where no other dossier is named."""
FIRST, OTHER = (Reviewer(id=f"{name}-000{n}", name=name, role="staff") for n, name in enumerate(("sok", "chan"), 1))


def started(config: Path | None = None, opened: Dossier = DEFAULT, **options: Any) -> IloApp:
    """An app over a dossier, with a config file where one is given, and options as on the command line."""
    settings = load_settings(options, {"ILO_TUI_CONFIG": str(config or "none.toml")})
    return IloApp(ViewContext(opened, Translator(settings.language, opened.meta.default_language)), settings)


def two_sessions(folder: Path) -> Path:
    """A folder with an unfinished session of each of two reviewers, who differ on the first claim."""
    repository = SessionRepository(
        ReviewEnvironment(folder, Items(DEFAULT), writer_id(state_folder()), clock=lambda: datetime.now(UTC))
    )
    for reviewer, verdict in ((FIRST, "holds"), (OTHER, "does_not_hold")):
        session = repository.start(Choice(where="programme:clm"), reviewer, "en")
        session.decide("evidence:clm-001", {"verdict": verdict, "strength": "high"})
        session.close()
    return folder


async def quiet(pilot: Pilot[Any]) -> None:
    """Wait until every widget has done what was asked of it, and what that asked of others.

    Pilot's own pause waits on the clock, too, until the process seems idle; a thread at work makes that long.
    """
    for _ in range(5):
        await pilot.pause(0)


async def until_idle(pilot: Pilot[Any]) -> str:
    """Wait for what goes on in threads, too, and read the screen; what waits for a person is not waited for."""
    await quiet(pilot)
    # Workers without a thread of their own wait for an answer on a screen.
    threads = [worker for worker in pilot.app.workers if worker._thread_worker and worker.is_running]
    if threads:
        await pilot.app.workers.wait_for_complete(threads)
        await quiet(pilot)
    return screen_text(pilot.app)


async def to_the_end(pilot: Pilot[Any]) -> str:
    """Wait until pages are wrapped to their ends, which scrollbars show, and read the screen."""
    await quiet(pilot)
    while not all(page._wrapped.complete for page in pilot.app.screen.query(Page) if page._wrapped_to):
        await pilot.pause(0.01)
    return await keys(pilot)


async def type_fast(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after another without looking at the screen in between."""
    for key in keys:
        char = key if len(key) == 1 else " " if key == "space" else key_to_character(key)
        pilot.app.post_message(Key(key, char if char and len(char) == 1 else None))
    await quiet(pilot)


async def keys(pilot: Pilot[Any], *groups: str) -> str:
    """Press groups of keys, named as in the table of commands with blanks between; read the screen after the last."""
    await quiet(pilot)
    for group in groups:
        await type_fast(pilot, *group.split())
    return screen_text(pilot.app)


async def typed(pilot: Pilot[Any], text: str) -> str:
    """Type a text letter by letter, and read the screen."""
    await type_fast(pilot, *("space" if char == " " else char for char in text))
    return screen_text(pilot.app)


async def ranked(pilot: Pilot[Any]) -> str:
    """Wait for the pause after which hits are put into order, and for that."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    while screen._later is not None and screen._later._task is not None and not screen._later._task.done():
        await pilot.pause(0.02)
    return await until_idle(pilot)


def signs(app: App[Any]) -> tuple[object, ...]:
    """All that a key may change: screens, texts, the focus, cursor, what was told."""
    focused = app.focused
    return (
        tuple(type(screen).__name__ for screen in app.screen_stack),
        screen_text(app),
        focused.id if focused else None,
        getattr(focused, "cursor", None),
        getattr(focused, "column", None),
        app.theme,
        [notification.message for notification in app._notifications],
        app.return_code,
    )
