"""The commands of reviewing: judge, observe, begin a session, merge, adjudicate; each runs beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, ParamSpec

from ilo_tui.frontends.tui.workers import start_worker

P = ParamSpec("P")

if TYPE_CHECKING:
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.review.model import Reviewer, Role
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.session import ReviewSession


class ReviewCommands:
    """Begins what a reviewer can do. What reviewing needs is imported when it is first asked for."""

    def __init__(self, app: IloApp) -> None:
        """Over the screens of `app`."""
        self._app = app

    def _start(self, call: Callable[P, Coroutine[None, None, None]], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something beside the screen, unless a dialog is open by then: a key typed twice at once asks once."""

        async def once() -> None:
            if not self._app.screen.is_modal:
                await call(*args, **kwargs)

        start_worker(self._app, once)

    async def identify(self, role: Role | None = None) -> tuple[ReviewerContext, Reviewer] | None:
        """Who reviews, asked once where nobody knows yet; None where nobody can or wants to."""
        from ilo_tui.frontends.tui import review_flow

        return await review_flow.reviewing_of(self._app, role)

    def show_decisions(self, *, starting: bool = False) -> None:
        """Where something was reviewed before, show this reviewer's own decisions in every tab.

        At the start (`starting`) also where one was, if judging was cut off.
        """
        from ilo_tui.core.settings import reviews_folder
        from ilo_tui.review.errors import ReviewError

        if any(reviews_folder(self._app.settings).glob("*.json")) and self._app.main:
            try:
                self._app.rewrite()
                if starting:
                    from ilo_tui.frontends.tui.review_flow import announce_interrupted

                    announce_interrupted(self._app)
            except ReviewError as error:
                self._app.show_message(error.line(self._app.context.tr), bad=True)

    def judge_queue(self, choice: Choice, role: Role | None = None) -> None:
        """Judge a queue, in the session of it that is unfinished or in a new one."""
        self._start(self._judge_queue, choice, role)

    async def _judge_queue(self, choice: Choice, role: Role | None) -> None:
        from ilo_tui.frontends.tui import review_flow

        if parties := await self.identify(role):
            await review_flow.judge(self._app, *parties, choice)

    def judge(self, ident: str | None) -> None:
        """Judge a thing, in the session that has it or in a loose one."""
        self._start(self._judge, ident)

    async def _judge(self, ident: str | None) -> None:
        from ilo_tui.frontends.tui import review_flow

        await review_flow.review(self._app, ident)

    def judge_list(self, items: tuple[str, ...]) -> None:
        """Judge a list as it stands on the screen."""
        self._start(self._judge_list, items)

    async def _judge_list(self, items: tuple[str, ...]) -> None:
        from ilo_tui.frontends.tui import review_flow

        await review_flow.review_list(self._app, items)

    def open_session(self, session: ReviewSession, item: str | None = None) -> None:
        """Judge in a session that is open, at an item of it or where it was left."""
        from ilo_tui.frontends.tui import review_flow

        review_flow.open_session(self._app, self._app.reviewing, session, item)

    def observe(self, ident: str | None) -> None:
        """Add an observation from the field about a programme, a claim or a crossing."""
        self._start(self._observe, ident)

    async def _observe(self, ident: str | None) -> None:
        from ilo_tui.frontends.tui import observing

        await observing.observe(self._app, ident)

    def new_session(self) -> None:
        """Ask what to review, then begin."""
        self._start(self._new_session)

    async def _new_session(self) -> None:
        from ilo_tui.frontends.tui import review_flow
        from ilo_tui.frontends.tui.screens.new_session import NewSession

        if (parties := await self.identify()) is None:
            return
        reviewing, reviewer = parties
        choice = await self._app.push_screen_wait(NewSession(self._app.contexts, reviewing))
        if choice is not None:
            await review_flow.start_session(self._app, reviewing, reviewer, choice)

    def merge_sessions(self) -> None:
        """Pick a folder, and show what merging its session files would do."""
        self._start(self._merge_sessions)

    async def _merge_sessions(self) -> None:
        from ilo_tui.frontends.tui.screens.merge import merge_from

        await merge_from(self._app)

    def report(self) -> None:
        """Write the report."""
        self._start(self._report)

    async def _report(self) -> None:
        from ilo_tui.frontends.tui.screens.reporting import report

        await report(self._app)
