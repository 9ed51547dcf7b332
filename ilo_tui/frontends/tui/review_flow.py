"""Beginning to review from wherever one is: who reviews, which session, which item."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ilo_tui.app.review_flow import NoTarget, Opened, ReviewFlow, review_target
from ilo_tui.core.commands import first_key
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.filter_state import MANY
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.notices import Notices
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer, Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession

T = TypeVar("T")

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.screens.judge import JudgeScreen


def judging_of(app: IloApp) -> JudgeScreen | None:
    """The screen on which this person judges, wherever in the stack it is; there is never another."""
    from ilo_tui.frontends.tui.screens.judge import JudgeScreen

    return next((screen for screen in app.screen_stack if isinstance(screen, JudgeScreen)), None)


def _may_begin(app: IloApp) -> bool:
    """Whether judging can begin here; while one judges it is told that a session is open already."""
    if judging_of(app) is None:
        return True
    app.show_message(app.context.tr("You are judging already. {back} goes back to it.", back=key_of(app, "back")))
    return False


def items_of(app: IloApp) -> Items | None:
    """What can be judged; what keeps one from it is told."""
    try:
        return app.reviewing.items
    except ReviewError as error:
        app.show_message(error.line(app.context.tr), bad=True)
        return None


async def reviewing_of(app: IloApp, role: Role | None = None) -> tuple[ReviewerContext, Reviewer] | None:
    """The reviewing of the app and who reviews, asked once where nobody knows yet."""
    if app.settings.flag("read_only"):
        app.show_message(app.context.tr("Read only: nothing is written, so nothing can be judged."), bad=True)
        return None
    try:
        flow = ReviewFlow(app.reviewing)
    except ReviewError as error:
        app.show_message(error.line(app.context.tr), bad=True)
        return None
    if flow.needs_name:
        await ask_name(app, flow, role)
    elif fault := flow.take_role(role):
        app.show_message(fault.line(app.context.tr), bad=True)
        return None
    reviewer = flow.reviewers.reviewer
    return (flow.reviewers, reviewer) if reviewer else None


async def ask_name(app: IloApp, flow: ReviewFlow, role: Role | None) -> None:
    """Ask who reviews until that is a name, or is given up; why it is none stands where it was typed."""
    typed, why = "", ""

    def question() -> str:
        return app.context.tr("Your name, as reviewer?")

    def hint() -> str:
        return why or app.context.tr("Kept on this computer. From another one: Name <id>")

    while name := await app.push_screen_wait(Prompt(question, typed, hint)):
        error = flow.introduce(name, role)
        if error is None:
            return
        typed, why = name, error.line(app.context.tr)


async def review(app: IloApp, ident: str | None) -> None:
    """Judge the thing of this id."""
    if not _may_begin(app) or (items := items_of(app)) is None:
        return
    wanted = review_target(items, ident)
    if isinstance(wanted, NoTarget):
        app.show_message(_nothing(app.context.tr, wanted))
    elif parties := await reviewing_of(app):
        await judge(app, *parties, wanted)


def _nothing(tr: Translator, reason: NoTarget) -> str:
    """Why there is nothing to judge, and what there is instead."""
    if reason is NoTarget.NO_ALIGNMENT:
        return tr(
            "There is nothing to judge here: no alignment is recorded. As a gap it can be judged in the tab {tab}.",
            tab=tr("Research suggestions"),
        )
    if reason is NoTarget.NO_EVIDENCE:
        return tr("There is nothing to judge here: no claim is recorded.")
    return tr("There is nothing to judge under the cursor.")


async def judge(app: IloApp, reviewing: ReviewerContext, reviewer: Reviewer, wanted: str | Choice) -> None:
    """Open the judging screen on an item, or on the session of a queue, which is gone on with where there is one."""
    await _open(app, reviewing, lambda: ReviewFlow(reviewing).open(wanted))


async def _open(app: IloApp, reviewing: ReviewerContext, find: Callable[[], Opened]) -> None:
    opened = await off_screen(app, find)
    if opened.error:
        app.show_message(opened.error.line(app.context.tr), bad=True)
    elif opened.session:
        open_session(app, reviewing, opened.session, opened.item)


async def off_screen(app: IloApp, call: Callable[[], T]) -> T:
    """What is called, beside the screen where the dossier is large: all of it is gone through for its hash."""
    if app.context.dossier.count(Evidence) <= MANY:
        return call()
    # It would cover the answers.
    with Notices(app).during(app.context.tr("Preparing the review ...")):
        return await to_thread(call)


async def start_session(app: IloApp, reviewing: ReviewerContext, reviewer: Reviewer, choice: Choice) -> None:
    """Begin a new session and judge its first item."""
    await _open(app, reviewing, lambda: ReviewFlow(reviewing).start(choice))


async def review_list(app: IloApp, items: tuple[str, ...]) -> None:
    """Judge a list as it stands on the screen."""
    if _may_begin(app) and (parties := await reviewing_of(app)):
        await start_session(app, *parties, Choice(kind="evidence", listed=items))


def open_session(app: IloApp, reviewing: ReviewerContext, session: ReviewSession, item: str | None = None) -> None:
    """Push the judging screen of a session, unless one is there already: then a key was pressed twice."""
    from ilo_tui.frontends.tui.screens.judge import JudgeScreen

    if judging_of(app):
        session.close()
        return
    if item is None and not session.progress.order:
        # One of observations alone: nothing was ever put into its queue.
        session.close()
        app.show_message(app.context.tr("Nothing is left to judge."))
        return
    app.push_screen(JudgeScreen(app.contexts, reviewing, session, item), lambda _: app.rewrite())


def announce_interrupted(app: IloApp) -> None:
    """Say where one was, if judging was cut off or a note was left half typed."""
    from ilo_tui.app.unfinished import interrupted

    reviewing, tr = app.reviewing, app.context.tr
    if reviewing.reviewer is None or reviewing.fault:
        return
    if unfinished := interrupted(reviewing.repository, reviewing.reviewer.id):
        keys = app.settings.keys
        way = tr(
            "{tab} lists the session, {open} goes on.", tab=first_key(keys, "review-tab"), open=first_key(keys, "open")
        )
        app.show_message(f"{unfinished.line(tr, reviewing.items)} {way}")
