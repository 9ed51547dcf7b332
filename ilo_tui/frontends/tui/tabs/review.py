"""Tab 5: review sessions with their progress, and how much of the dossier this reviewer has judged."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import ComposeResult

from ilo_tui.core.text import clean, join_sentences
from ilo_tui.core.translator import N_
from ilo_tui.frontends.tui.base import TabView
from ilo_tui.frontends.tui.bindings_in_force import key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.widgets.page import Blocks, Page
from ilo_tui.frontends.tui.widgets.pane import Pane
from ilo_tui.frontends.tui.widgets.rows import RowList
from ilo_tui.views.markup import Block, Line, Span, block, fit, heading
from ilo_tui.views.pages.citation import field

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.review.session import ReviewSession
    from ilo_tui.review.session_file import SessionFile
    from ilo_tui.review.session_repository import SessionRepository

Result = TypeVar("Result")

STATES = {
    "open": N_("unfinished"),
    "finished": N_("finished"),
    "other_machine": N_("other machine"),
    "copy": N_("copy"),
    "foreign": N_("other dossier"),
    "damaged": N_("damaged"),
    "newer": N_("newer version"),
    "no_session": N_("no session"),
    "too_large": N_("too large"),
}


class SessionRows:
    """Sessions as lines: state, reviewer, queue, progress."""

    def __init__(self, tab: ReviewTab, entries: list[SessionFile]) -> None:
        """The lines of `entries`."""
        self.tab, self.entries = tab, entries

    def __len__(self) -> int:
        """How many files there are."""
        return len(self.entries)

    def line(self, index: int, width: int) -> Line:
        """One session, or a file that is none."""
        entry, tr = self.entries[index], self.tab.context.tr
        state = fit(tr(STATES[entry.state]), 14)
        if entry.session is None or entry.state == "foreign":
            return (Span(f" {state} ", "warn"), Span(fit(clean(entry.path.name), max(width - 16, 1))))
        counts = entry.progress(self.tab.ilo_app.reviewing.items).counts()
        text = f"{counts.judged}/{counts.total} {clean(entry.session.reviewer.name)} · {queue_name(self.tab, entry)}"
        return (Span(f" {state} ", "mark"), Span(fit(text, max(width - 16, 1))))

    def target(self, index: int) -> str | None:
        """The file's name."""
        return self.entries[index].path.name


def queue_name(tab: ReviewTab, entry: SessionFile) -> str:
    """What a session judges, in a few words."""
    if entry.session is None:
        return ""
    queue, tr = entry.session.queue, tab.context.tr
    if queue.loose:
        return tr("picked one by one")
    extra = [queue.where, queue.sample, tr("a list") if queue.listed else "", tr("flagged") if queue.flagged else ""]
    return " ".join(filter(None, [tr(QUEUES[queue.kind]), *(clean(part) for part in extra)]))


QUEUES = {
    "evidence": N_("evidence"),
    "cells": N_("gap-map cells"),
    "alignments": N_("alignments"),
    "suggestions": N_("suggestions"),
    "gaps": N_("gaps"),
    "attribution": N_("attribution"),
    "mixed": N_("mixed"),
}
"""Kinds of queues."""


class ReviewTab(TabView):
    """Sessions on the left, the one under the cursor on the right, coverage below it."""

    BINDINGS = bindings("sessions")
    PANES = ("sessions", "session")
    _drawn: tuple[tuple[object, ...], Blocks] | None = None
    """The coverage as it was drawn last, and what it was drawn of."""

    def compose(self) -> ComposeResult:
        """The list and the page."""
        yield Pane(RowList(id="session-list"), id="sessions", first=True)
        yield Pane(Page(id="session-page"), id="session")

    @property
    def ilo_app(self) -> IloApp:
        """The app, as what it is."""
        from ilo_tui.frontends.tui.app import IloApp

        assert isinstance(self.app, IloApp)
        return self.app

    def write(self) -> None:
        """List the sessions; the page follows the cursor."""
        from ilo_tui.review.errors import ReviewError

        try:
            entries = self.ilo_app.reviewing.library.entries()
        except ReviewError as error:
            lines = error.localise(self.context.tr)
            self.query_one("#session-page", Page).write(lambda width: [block(line, "warn") for line in lines])
            return
        rows = self.query_one("#session-list", RowList)
        rows.show(SessionRows(self, entries), rows.target)
        self.set_title("sessions", f"{self.context.tr('Review sessions')} ({len(entries)})")
        self.set_title("session", self.context.tr("Session and coverage"))
        self._about(rows.target)

    def entry(self, name: str | None) -> SessionFile | None:
        """The session of a file's name."""
        entries = self.ilo_app.reviewing.library.entries()
        return next((entry for entry in entries if entry.path.name == name), None)

    @on(RowList.Highlighted, "#session-list")
    def follow(self, event: RowList.Highlighted) -> None:
        """Write the page of the session under the cursor."""
        event.stop()
        self.after_paint.schedule(lambda: self._about(event.target))

    def _about(self, name: str | None) -> None:
        from ilo_tui.review.errors import ReviewError

        drawn: Blocks | None = None
        try:
            blocks, drawn = self._blocks(name), self._coverage()
        except ReviewError as error:
            blocks = [block(line, "warn") for line in error.localise(self.context.tr)]
        self.query_one("#session-page", Page).write(lambda width: [*blocks, *(drawn(width) if drawn else ())])

    def _blocks(self, name: str | None) -> list[Block]:
        from ilo_tui.frontends.tui.coverage import session_blocks

        tr = self.context.tr
        entry = self._listed(name)
        blocks: list[Block] = []
        if entry is None:
            text = tr(
                "No session yet. {new} begins one; {review} in any other tab judges what is under the cursor.",
                new=key_of(self, "new-session"),
                review=key_of(self, "review"),
            )
            blocks.append(block(text))
        else:
            blocks += session_blocks(self.ilo_app.reviewing, entry)
        if reviewer := self.ilo_app.reviewing.reviewer:
            blocks += [*heading(tr("You")), field(tr("Reviewer"), f"{clean(reviewer.name)} <{reviewer.id}>")]
        return blocks

    def _coverage(self) -> Blocks | None:
        """What the reviewer has judged, drawn for a width, once for each state; None where nobody is known."""
        from ilo_tui.frontends.tui.coverage import coverage_page

        if not self.ilo_app.reviewing.reviewer:
            return None
        state = (self.ilo_app.reviewing.coverage(), self.context.gap_map, self.context.tr.language)
        if self._drawn is None or any(value is not other for value, other in zip(self._drawn[0], state, strict=True)):
            self._drawn = state, coverage_page(self.ilo_app.reviewing)
        return self._drawn[1]

    @on(RowList.Chosen, "#session-list")
    def enter(self, event: RowList.Chosen) -> None:
        """Go on at the very item where the session was left; a finished one shows its summary."""
        event.stop()
        self._open(event.target)

    def _tried(self, do: Callable[[SessionRepository], Result]) -> Result | None:
        """What the library does; what keeps it from that is shown, and nothing comes back."""
        from ilo_tui.review.errors import ReviewError

        try:
            return do(self.ilo_app.reviewing.library)
        except ReviewError as error:
            self.ilo_app.show_message(join_sentences(error.localise(self.context.tr)), bad=True)
            return None

    def _listed(self, name: str | None) -> SessionFile | None:
        """The session of a file's name as the list shows it: to look at every file again would hold up the cursor."""
        rows = self.query_one("#session-list", RowList).rows
        entries = rows.entries if isinstance(rows, SessionRows) else []
        return next((entry for entry in entries if entry.path.name == name), None)

    def _under_cursor(self, states: Collection[str], otherwise: str) -> SessionFile | None:
        """The session under the cursor if it is in one of these states; else `otherwise` is shown.

        Where the folder cannot be read, that is shown, and nothing else.
        """
        name = self.query_one("#session-list", RowList).target
        attempt = self._tried(lambda _: (self.entry(name),))
        if attempt and (attempt[0] is None or attempt[0].state not in states):
            self.ilo_app.show_message(otherwise)
            return None
        return attempt[0] if attempt else None

    def _open(self, name: str) -> None:
        from ilo_tui.frontends.tui.review_flow import open_session

        entry = self._tried(lambda _: self.entry(name))
        if entry is None or entry.session is None or entry.state not in {"open", "finished", "other_machine"}:
            return
        if entry.session.kind == "adjudication":
            # What was agreed is gone through beside the ratings.
            self.action_agreement()
            return
        session = self._tried(lambda library: library.open(entry))
        if session and (entry.state == "finished" or not session.progress.order):
            # One that holds nothing but observations has no item to stand at.
            self._sum_up(session)
        elif session:
            open_session(self.ilo_app, self.ilo_app.reviewing, session)

    def _sum_up(self, session: ReviewSession) -> None:
        from ilo_tui.frontends.tui.screens.summary import SummaryScreen

        def close(_: None) -> None:
            session.close()
            self.write()

        def go(item: str) -> None:
            session.close()
            self._open_at(session.path.name, item)

        self.app.push_screen(SummaryScreen(self.context, self.ilo_app.reviewing, session, go), close)

    def _open_at(self, name: str, item: str) -> None:
        """Judge an item of the session of a file's name."""
        from ilo_tui.frontends.tui.review_flow import open_session

        entry = self._tried(lambda _: self.entry(name))
        if entry and (session := self._tried(lambda library: library.open(entry))):
            open_session(self.ilo_app, self.ilo_app.reviewing, session, item)

    def action_gather(self) -> None:
        """Merge session files from a stick or folder."""
        self.ilo_app.merge_sessions()

    def action_agreement(self) -> None:
        """Show how far reviewers agree, and where they differ."""
        from ilo_tui.frontends.tui.screens.agreement import AgreementScreen

        if self._tried(lambda library: library):
            self.app.push_screen(
                AgreementScreen(self.context, self.ilo_app.reviewing), lambda _: self.ilo_app.rewrite()
            )

    def action_new_session(self) -> None:
        """Begin a session by a form."""
        self.ilo_app.new_session()

    def action_finish(self) -> None:
        """Show the summary of the session under the cursor, from which it can be finished."""
        entry = self._under_cursor({"open"}, self.context.tr("Only an open session can be finished."))
        if entry and (session := self._tried(lambda library: library.open(entry))):
            self._sum_up(session)

    def action_archive(self) -> None:
        """Move the file aside, into the archive folder; nothing is deleted."""
        entry = self._under_cursor(STATES, self.context.tr("There is no session here to move aside."))
        if entry is None:
            return
        path = self._tried(lambda library: library.archive(entry) if entry.session else library.set_aside(entry))
        if path:
            self.ilo_app.show_message(self.context.tr("Moved to {path}", path=clean(str(path))))
            self.write()

    def action_go_on(self) -> None:
        """Go on with another machine's session in a new one, whose queue is the rest."""
        from ilo_tui.frontends.tui.review_flow import open_session

        otherwise = self.context.tr("Only a session of another machine is gone on with in a new one.")
        entry = self._under_cursor({"other_machine"}, otherwise)
        if entry and (session := self._tried(lambda library: library.continue_session(entry))):
            open_session(self.ilo_app, self.ilo_app.reviewing, session)
