"""Tab 5: review sessions with their progress, drafts, and how much of the dossier this reviewer has judged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import Services, services
from ilo_tui.frontends.tui.tabs.list import ListTab
from ilo_tui.frontends.tui.widgets.page import Blocks, Page
from ilo_tui.frontends.tui.widgets.row_list import Rows
from ilo_tui.frontends.tui.widgets.sections import Section, SectionRows
from ilo_tui.views.markup import Block, Line, Span, block, fit, heading
from ilo_tui.views.pages.citation import field

if TYPE_CHECKING:
    from ilo_tui.app.session_list import SessionList, SessionStep
    from ilo_tui.frontends.tui.dialogs.choosing import Choices
    from ilo_tui.review.drafts.draft_file import DraftFile
    from ilo_tui.review.model import Reviewer
    from ilo_tui.review.session import ReviewSession
    from ilo_tui.review.session_file import SessionFile
    from ilo_tui.review.session_repository import SessionRepository


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
        return self.line_of(self.entries[index], width)

    def line_of(self, entry: SessionFile, width: int) -> Line:
        """The line of an entry."""
        from ilo_tui.views.session_words import STATES, is_shown_by_name, queue_name

        tr = self.tab.context.tr
        state = fit(tr(STATES[entry.state]), 14)
        if entry.session is None or is_shown_by_name(entry):
            return (Span(f" {state} ", "warn"), Span(fit(clean(entry.path.name), max(width - 16, 1))))
        counts, queue = entry.progress(self.tab.services.reviewing.items).counts(), entry.session.queue
        text = f"{counts.judged}/{counts.total} {clean(entry.session.reviewer.name)} · {queue_name(tr, queue)}"
        return (Span(f" {state} ", "mark"), Span(fit(text, max(width - 16, 1))))

    def target(self, index: int) -> str | None:
        """The file's name."""
        return self.entries[index].path.name


class DraftRows:
    """Drafts as lines: state, author, how much is in them."""

    def __init__(self, tab: ReviewTab) -> None:
        """The lines of drafts in `tab`."""
        self.tab = tab

    def line_of(self, entry: DraftFile, width: int) -> Line:
        """One draft, or a file that was one."""
        from ilo_tui.views.draft_changes import change_count, draft_state

        tr, author = self.tab.context.tr, self.tab.services.reviewing.reviewer
        state, room = fit(draft_state(tr, entry), 14), max(width - 16, 1)
        if entry.head is None or entry.fault:
            return (Span(f" {state} ", "warn"), Span(fit(clean(entry.path.name), room)))
        whose = tr("yours") if author and entry.is_of(author.id) else clean(entry.head.reviewer.name)
        return (Span(f" {state} ", "mark"), Span(fit(f"{change_count(tr, entry)} · {whose}", room)))


class _AppSessions:
    """The folder of sessions of the app, which finds out who reviews when it is first asked."""

    def __init__(self, app: Services) -> None:
        self._app = app

    @property
    def repository(self) -> SessionRepository:
        return self._app.reviewing.repository

    @property
    def reviewer(self) -> Reviewer | None:
        return self._app.reviewing.reviewer


_ON_A_SESSION = frozenset({"finish", "archive", "go_on"})
_MOST = 20
"""Changes of a draft that stand on its page here; Enter lists them all."""


class ReviewTab(ListTab):
    """Sessions on the left, the one under the cursor on the right, coverage below it."""

    BINDINGS = bindings("sessions")
    PANES = ("sessions", "session")
    LIST = "session-list"
    LISTS_FILES = True
    _drafts: Sequence[DraftFile] = ()
    _drawn: tuple[tuple[object, ...], Blocks] | None = None
    """The coverage as it was drawn last, and what it was drawn of."""

    @property
    def services(self) -> Services:
        """Who reviews, and the commands of reviewing."""
        return services(self)

    @cached_property
    def sessions(self) -> SessionList:
        """The files in the folder, and what may be done with them."""
        from ilo_tui.app.session_list import SessionList

        return SessionList(_AppSessions(self.services))

    def write(self) -> None:
        """List the sessions; the page follows the cursor."""
        if error := self.sessions.load():
            lines = error.localise(self.context.tr)
            self.query_one("#session-page", Page).write(lambda width: [block(line, "warn") for line in lines])
            return
        entries, self._drafts = self.sessions.entries, self._load_drafts()
        self.list_detail.show(self._rows(entries))
        self.screen.refresh_bindings()
        self.set_title("sessions", f"{self.context.tr('Review sessions')} ({len(entries)})")
        self.set_title("session", self.context.tr("Session and coverage"))

    def _load_drafts(self) -> Sequence[DraftFile]:
        """The drafts of the folder; none where nothing is in it."""
        from ilo_tui.review.errors import ReviewError

        try:
            return self.services.authoring.entries()
        except ReviewError:
            # What is wrong with the folder is shown in the place of the sessions.
            return []

    def _rows(self, entries: list[SessionFile]) -> Rows:
        """The sessions; where there are drafts, both under headings."""
        sessions = SessionRows(self, entries)
        if not self._drafts:
            return sessions
        tr, drafts = self.context.tr, DraftRows(self)
        head = f"{tr('Drafts')} ({len(self._drafts)})"
        return SectionRows(
            [
                Section(tr("Review sessions"), entries, sessions.line_of, lambda entry: entry.path.name),
                Section(head, self._drafts, drafts.line_of, lambda entry: entry.path.name),
            ]
        )

    def _draft(self, name: str | None) -> DraftFile | None:
        return next((entry for entry in self._drafts if entry.path.name == name), None)

    def is_on_session(self) -> bool:
        """Whether the cursor is on a session's file."""
        return self.sessions.find(self.rows.target) is not None

    def offers(self, action: str) -> bool:
        """What is done with a session is in the key bar where there is one; else its key says that there is none."""
        return bool(self.sessions.entries) or action not in _ON_A_SESSION

    def write_pages(self, target: str | None) -> None:
        """Write what is known of a session file, and how much this reviewer has judged."""
        from ilo_tui.review.errors import ReviewError

        drawn: Blocks | None = None
        try:
            blocks, drawn = self._blocks(target), self._coverage()
        except ReviewError as error:
            blocks = [block(line, "warn") for line in error.localise(self.context.tr)]
        self.query_one("#session-page", Page).write(lambda width: [*blocks, *(drawn(width) if drawn else ())])

    def _blocks(self, name: str | None) -> list[Block]:
        from ilo_tui.frontends.tui.coverage import session_blocks

        tr = self.context.tr
        entry, draft = self.sessions.find(name), self._draft(name)
        blocks: list[Block] = []
        if draft:
            blocks += self._draft_blocks(draft)
        elif entry is None:
            text = tr(
                "No session yet. {new} begins one; {review} in any other tab judges what is under the cursor.",
                new=key_of(self, "new-session"),
                review=key_of(self, "review"),
            )
            blocks.append(block(text))
        else:
            blocks += session_blocks(self.services.reviewing, entry)
        if reviewer := self.services.reviewing.reviewer:
            blocks += [*heading(tr("You")), field(tr("Reviewer"), f"{clean(reviewer.name)} <{reviewer.id}>")]
        return blocks

    def _draft_blocks(self, draft: DraftFile) -> list[Block]:
        from ilo_tui.views.draft_changes import draft_blocks, listed_changes

        tr, reviewer = self.context.tr, self.services.reviewing.reviewer
        lines = listed_changes(self.context, draft, _MOST)
        if lines:
            hint = tr("{open} lists every change.", open=key_of(self, "open"))
            lines = [*heading(tr("Latest changes")), block(hint, "dim"), *lines]
        return [*draft_blocks(self.context, draft, reviewer.id if reviewer else ""), *lines]

    def _coverage(self) -> Blocks | None:
        """What the reviewer has judged, drawn for a width, once for each state; None where nobody is known."""
        from ilo_tui.frontends.tui.coverage import coverage_page

        if not self.services.reviewing.reviewer:
            return None
        state = (self.services.reviewing.coverage(), self.context.gap_map, self.context.tr.language)
        if self._drawn is None or any(value is not other for value, other in zip(self._drawn[0], state, strict=True)):
            self._drawn = state, coverage_page(self.services.reviewing)
        return self._drawn[1]

    def open(self, target: str) -> None:
        """Go on at the very item where the session was left; a finished one shows its summary, a draft its changes."""
        if draft := self._draft(target):
            from ilo_tui.frontends.tui.screens.draft import DraftScreen

            self.services.open_screen(DraftScreen(self.contexts, draft.path.name))
            return
        self._take(self.sessions.enter(target))

    def _take(self, step: SessionStep, item: str | None = None) -> None:
        """Show what came of acting on a session; of one that is opened for judging, this item first."""
        if step.error:
            self.services.show_message(step.error.line(self.context.tr), bad=True)
        elif step.refusal:
            self.services.show_message(self.context.tr(step.refusal))
        elif step.agreement:
            self.action_agreement()
        elif step.summary:
            self._sum_up(step.summary)
        elif step.judge:
            self.services.review.open_session(step.judge, item)
        elif step.to_move:
            self._ask_to_archive(step.to_move)
        elif step.moved_to:
            self.services.show_message(self.context.tr("Moved to {path}", path=clean(str(step.moved_to))))
            self.write()

    def _sum_up(self, session: ReviewSession) -> None:
        from ilo_tui.frontends.tui.screens.summary import SummaryScreen

        def close(_: None) -> None:
            session.close()
            self.write()

        def go(item: str) -> None:
            session.close()
            self._take(self.sessions.judge(session.path.name), item)

        self.app.push_screen(SummaryScreen(self.contexts, self.services.reviewing, session, go), close)

    def action_merge(self) -> None:
        """Merge session files from a stick or folder."""
        self.services.review.merge_sessions()

    def action_agreement(self) -> None:
        """Show how far reviewers agree, and where they differ."""
        from ilo_tui.frontends.tui.screens.agreement import AgreementScreen
        from ilo_tui.review.errors import ReviewError

        try:
            reviewing = self.services.reviewing
        except ReviewError as error:
            self.services.show_message(error.line(self.context.tr), bad=True)
            return
        # A folder that cannot be read is said there, in the place of the figures.
        self.app.push_screen(AgreementScreen(self.contexts, reviewing), lambda _: self.services.rewrite())

    def action_new_session(self) -> None:
        """Begin a session by a form."""
        self.services.review.new_session()

    def action_finish(self) -> None:
        """Show the summary of the session under the cursor, from which it can be finished."""
        self._take(self.sessions.sum_up(self.rows.target))

    def action_archive(self) -> None:
        """Move the file aside, into the archive folder, where that is confirmed; nothing is deleted."""
        self._take(self.sessions.ask_to_archive(self.rows.target))

    def _ask_to_archive(self, entry: SessionFile) -> None:
        from ilo_tui.frontends.tui.options import SafeChoice

        def take(choice: str | None) -> None:
            if choice == "archive":
                self._take(self.sessions.archive(entry.path.name))

        ways: Choices = [
            ("keep", lambda: self.context.tr("leave it where it is")),
            ("archive", lambda: self.context.tr("move it aside")),
        ]
        self.app.push_screen(SafeChoice(lambda: self._archive_question(entry), ways), take)

    def _archive_question(self, entry: SessionFile) -> str:
        from ilo_tui.views.session_words import entry_line

        tr = self.context.tr
        if entry.session:
            effect = tr("Move it into the archive folder, where it is neither listed nor counted?")
        else:
            effect = tr("Give it a name under which it is not tried again? Its content stays as it is.")
        return f"{entry_line(tr, self.services.reviewing.items, entry)}\n{effect}"

    def action_go_on(self) -> None:
        """Go on with another machine's session in a new one, whose queue is the rest."""
        self._take(self.sessions.go_on(self.rows.target))
