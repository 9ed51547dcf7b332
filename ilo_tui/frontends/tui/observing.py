"""Observing from wherever one is: an observation is asked for until it is saved, or given up."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from ilo_tui.app.observations import NewObservation, ObservationForm, save_observation, subjects_of
from ilo_tui.app.saving import Leaving, SessionSaver
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.review_flow import items_of, judging_of, off_screen, reviewing_of
from ilo_tui.frontends.tui.unsaved import ask_about_unsaved, ask_folder
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.model import Reviewer

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.frontends.tui.app import IloApp


async def observe(app: IloApp, ident: str | None) -> None:
    """Write an observation about a claim, or about a programme's crossing; nothing that was typed is lost."""
    if (items := items_of(app)) is None:
        return
    judging = judging_of(app)
    if judging and judging.judging.read_only:
        app.show_message(judging.judging.read_only.localise(app.context.tr), bad=True)
        return
    about = judging.item if judging and app.screen == judging else ident
    subjects = subjects_of(items, about)
    if not subjects:
        app.show_message(app.context.tr("An observation is about a programme, a claim, or a cell of the gap map."))
    elif parties := await reviewing_of(app):
        await _write_observation(app, *parties, ObservationForm(items, subjects[0]))


async def _write_observation(
    app: IloApp, reviewing: ReviewerContext, reviewer: Reviewer, form: ObservationForm
) -> None:
    """Ask for an observation and save it; where that fails, it is asked for again as it was written."""
    from ilo_tui.frontends.tui.dialogs.observe import ObserveScreen

    while observation := await app.push_screen_wait(ObserveScreen(app.contexts, form)):
        judging = judging_of(app)
        if judging:
            # No other session may have it open meanwhile; what no disk takes stays there.
            form.error = await judging.observe(observation)
        else:
            form.error = await _save_observation(app, reviewing, reviewer, observation)
        if form.error is None:
            return


async def _save_observation(
    app: IloApp, reviewing: ReviewerContext, reviewer: Reviewer, observation: NewObservation
) -> ReviewError | None:
    """Save an observation in the reviewer's session for it; why it is not saved, if it is not."""
    tr = app.context.tr
    result = await off_screen(app, lambda: save_observation(reviewing.repository, reviewer, tr.language, observation))
    if result.saver:
        saved = await _save_rest(app, result.saver)
        result.saver.close()
        if not saved:
            return result.error
        app.rewrite()
    elif result.value:
        app.show_message(tr("Saved {time}", time=tr.clock(result.value)))
        app.rewrite()
    return None if result.saver else result.error


async def _save_rest(app: IloApp, saver: SessionSaver) -> bool:
    """Ask what becomes of an observation that is on no disk; False where it is to be written on."""
    leaving = Leaving(saver)
    while not leaving.may_leave():
        choice = await ask_about_unsaved(app.screen, app.contexts, saver.unsaved_count, saver.unsaved_items())
        folder = await ask_folder(app.screen, app.contexts) if choice == "elsewhere" else None
        if choice is None:
            saver.given_up = True
            return False
        if choice != "elsewhere" or folder:
            result = await to_thread(leaving.choose, choice, folder)
            if result.saved and choice != "lose":
                app.show_message(
                    app.context.tr("Saved in {path}; this session goes on there.", path=clean(str(saver.session.path)))
                )
    return True
