"""Sessions in lines: the list, going on, beginning, finishing, and judging what one has just read."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from ilo_tui.core.settings import Settings
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.form import NewSession
from ilo_tui.frontends.plain.judging import Judging
from ilo_tui.frontends.plain.lists import Numbered
from ilo_tui.frontends.plain.observing import observe, observed_on
from ilo_tui.frontends.plain.reviewer_context import ReviewerContext
from ilo_tui.frontends.plain.summary import entry_line, session_blocks
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.model import Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.targets import target


class Sessions:
    """What a reader does with sessions. Methods raise `ReviewError` where the folder or a queue does not allow it."""

    def __init__(self, talk: ConsoleIO, settings: Settings, role: Role | None = None) -> None:
        """Nothing is read or written before it is asked for."""
        self.talk, self.settings, self.role = talk, settings, role

    @cached_property
    def sitting(self) -> ReviewerContext:
        """Who reviews, and the folder of sessions."""
        return ReviewerContext(self.talk, self.settings, self.role)

    def show_own(self) -> None:
        """Let pages tell what this reviewer has decided; what keeps one from reviewing is told when it is wanted."""
        if not self.settings.flag("read_only"):
            with suppress(ReviewError):
                self.sitting.own()

    def may_judge(self) -> bool:
        """Whether anything may be written and somebody reviews; else it is told why not."""
        if self.settings.flag("read_only"):
            self.talk.put(self.talk.tr("Read only: nothing is written, so nothing can be judged."))
            return False
        return self.sitting.someone() is not None

    def judge(self, what: str | Choice) -> bool:
        """Judge an item or a queue, in the unfinished session with it or a new one; False where that cannot be."""
        if not self.may_judge() or self.sitting.reviewer is None:
            return False
        session = self.sitting.session_of(what, self.sitting.reviewer)
        return self._open(session, what if isinstance(what, str) else None)

    def judge_page(self, ident: str) -> None:
        """Judge what the page of this id is about; what keeps one from it is told."""
        what = target(self.sitting.items, ident)
        if what is None:
            self.talk.put(self.talk.tr("There is nothing to judge here."))
            return
        try:
            self.judge(what)
        except ReviewError as error:
            self.talk.put(*error.localise(self.talk.tr))

    def observe_page(self, ident: str) -> None:
        """Add an observation on what the page of this id is about; what keeps one from it is told."""
        try:
            item = observed_on(self.talk, self.sitting.items, ident)
            if item and self.may_judge() and self.sitting.reviewer:
                observe(self.talk, self.sitting, item, self.sitting.reviewer)
        except ReviewError as error:
            self.talk.put(*error.localise(self.talk.tr))

    def _open(self, session: ReviewSession, item: str | None = None) -> bool:
        return Judging(self.talk, self.sitting, session, item).run()

    def begin(self) -> None:
        """Go on with an unfinished session, or begin one by a form."""
        if not self.may_judge() or self.sitting.reviewer is None:
            return
        tr, own = self.talk.tr, self.sitting.library.sessions_of(self.sitting.reviewer.id)
        rows: list[SessionFile | None] = [*(one for one in own if one.state == "open"), None]
        if len(rows) == 1:
            self._begin_new()
            return
        picked = Numbered(self.talk, tr("Begin judging"), rows, self._begin_line).chosen()
        for entry in picked:
            if entry:
                self._open(self.sitting.library.open(entry))
            else:
                self._begin_new()
            return

    def _begin_line(self, entry: SessionFile | None) -> str:
        return entry_line(self.talk.tr, self.sitting.items, entry) if entry else self.talk.tr("a new session")

    def _begin_new(self) -> None:
        form = NewSession(self.talk, self.sitting)
        choice = form.filled()
        if choice and self.sitting.reviewer:
            language = self.talk.tr.language
            self._open(self.sitting.library.start(choice, self.sitting.reviewer, language))

    def listing(self) -> None:
        """Every session file; a number opens one."""
        tr, items = self.talk.tr, self.sitting.items
        entries = self.sitting.library.entries()
        listed = Numbered(self.talk, tr("Review sessions"), entries, lambda one: entry_line(self.talk.tr, items, one))
        for entry in listed.chosen():
            self._about(entry)
            listed.every = listed.rows = self.sitting.library.entries()

    def _about(self, entry: SessionFile) -> None:
        """A session in full, and what can be done with it."""
        tr = self.talk.tr
        self.talk.put("", *entry.localise(tr))
        if entry.session and entry.state != "foreign":
            progress = entry.progress(self.sitting.items)
            self.talk.blocks(session_blocks(self.talk.context, entry.session, progress, str(entry.path)))
        while (typed := self.talk.command(self._help(entry))) not in {"b", "back"}:
            if typed == "g" and self._going(entry):
                self._go_on(entry)
                return
            told = [tr("{typed} is nothing that can be opened here.", typed=clean(typed))] if typed else []
            self.talk.put(*told, *self._help(entry))

    def _going(self, entry: SessionFile) -> str:
        """What going on with a session means; empty where it cannot be, as with an adjudication."""
        going = {
            "open": N_("g: go on where it was left"),
            "other_machine": N_("g: go on with the rest in a new session of this machine"),
        }
        return going.get(entry.state, "") if entry.counts_votes else ""

    def _help(self, entry: SessionFile) -> list[str]:
        tr, going = self.talk.tr, self._going(entry)
        return [*([tr(going)] if going else []), tr("b: back")]

    def _go_on(self, entry: SessionFile) -> None:
        if not self.may_judge():
            return
        library = self.sitting.library
        self._open(library.open(entry) if entry.state == "open" else library.go_on_with(entry))
