"""Before and after a change: who writes, and what becomes of what could not be saved."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from ilo_tui.app.review_flow import ReviewFlow
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.frontends.tui.options import SafeChoice
from ilo_tui.frontends.tui.review_flow import ask_name
from ilo_tui.frontends.tui.unsaved import ask_folder
from ilo_tui.frontends.tui.writing import reviewing_to_write
from ilo_tui.review.errors import ReviewError, SaveFailedError

if TYPE_CHECKING:
    from pathlib import Path

    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.dialogs.choosing import Choices
    from ilo_tui.review.model import Reviewer

T = TypeVar("T")
UnsavedChoice = Literal["try", "elsewhere", "later"]


async def author_of(app: IloApp) -> Reviewer | None:
    """Who writes, asked once where nobody knows yet; None where nothing may be written, which is said. In a worker."""
    tr = app.context.tr
    reviewing = reviewing_to_write(app, tr("Read only: nothing is written, so nothing can be changed."))
    if reviewing is None:
        return None
    flow = ReviewFlow(reviewing)
    if flow.needs_name:
        await ask_name(app, flow, None)
    return reviewing.reviewer


async def write_change(app: IloApp, change: Callable[[], T]) -> T | None:
    """Change something beside the screen, and write all screens again; None where it was refused, which is said.

    What no disk took is asked about; it is kept and shown until the program ends. In a worker.
    """
    try:
        result = await to_thread(change)
    except SaveFailedError as error:
        app.rewrite()
        await ask_about_unsaved_changes(app, error)
        return None
    except ReviewError as error:
        app.show_message(join_sentences(error.localise(app.context.tr)), bad=True)
        return None
    app.rewrite()
    return result


async def ask_about_unsaved_changes(app: IloApp, error: ReviewError) -> bool:
    """Ask what becomes of changes that are on no disk, until they are saved or put off; whether they are saved."""
    failure: ReviewError | None = error
    while failure is not None:
        choice = await app.push_screen_wait(SafeChoice(_question(app, failure), _ways(app)))
        folder = await ask_folder(app.screen, app.contexts) if choice == "elsewhere" else None
        if choice not in {"try", "elsewhere"}:
            return False
        if choice == "try" or folder:
            failure = await to_thread(_save, app, folder)
    tr = app.context.tr
    app.show_message(tr("Saved in {path}.", path=clean(str(app.authoring.draft().path))))
    return True


def _question(app: IloApp, error: ReviewError) -> Callable[[], str]:
    return lambda: join_sentences(error.localise(app.context.tr))


def _ways(app: IloApp) -> Choices:
    tr = app.context.tr
    return [
        ("try", lambda: tr("try again to save")),
        ("elsewhere", lambda: tr("save the draft in another folder, and go on there")),
        ("later", lambda: tr("go on; it is tried again with the next change, and lost if the program ends before")),
    ]


def _save(app: IloApp, folder: Path | None) -> ReviewError | None:
    """Save what is unsaved, here or in a folder; why that failed, if it did."""
    try:
        if folder is None:
            app.authoring.retry()
        else:
            app.authoring.save_elsewhere(folder)
    except ReviewError as error:
        return error
    return None
