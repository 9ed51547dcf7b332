"""Review sessions in lines: the list, resuming, starting, and judging the page that was just read."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property

from ilo_tui.app.authoring import Authoring
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.session_list import Continuation, SessionList, SessionStep, continuation_of
from ilo_tui.core.settings import Settings, reviews_folder
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.frontends.plain.console_io import ConsoleIO
from ilo_tui.frontends.plain.form import fill_in
from ilo_tui.frontends.plain.judging import JudgingDialogue
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.observing import observation_target, observe
from ilo_tui.frontends.plain.record_reader import Reader, Targets
from ilo_tui.frontends.plain.summary import session_blocks
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.model import Role
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.targets import target
from ilo_tui.views.session_words import entry_line, is_shown_by_name

_GOING_ON: dict[Continuation, str] = {
    "resume": N_("g: go on where it was left"),
    "new_session": N_("g: go on with the rest in a new session of this machine"),
    "": "",
}


class Sessions:
    """What a reader does with sessions. Methods raise `ReviewError` where the folder or a queue does not allow it."""

    def __init__(self, console: ConsoleIO, settings: Settings, role: Role | None = None) -> None:
        """Nothing is read or written before it is asked for."""
        self.console, self.settings, self.role = console, settings, role

    @cached_property
    def reviewer_context(self) -> ReviewerContext:
        """Who reviews, and the folder of sessions."""
        return ReviewerContext(self.console.contexts, self.settings, self.role)

    @cached_property
    def authoring(self) -> Authoring:
        """What changes records of the dossier."""
        return Authoring(lambda: self.reviewer_context)

    def go_over(self, dossier: DossierReader) -> None:
        """Go on with an edition of the dossier that was just published."""
        self.authoring.close()
        for name in ("authoring", "reviewer_context", "session_list"):
            self.__dict__.pop(name, None)
        self.console.contexts.replace_dossier(dossier)
        self.load_decisions()

    def close(self) -> None:
        """Leave the draft to other programs."""
        self.authoring.close()

    def load_drafts(self) -> None:
        """Lay this reviewer's open drafts over the dossier, where there is anything in the folder."""
        if any(reviews_folder(self.settings).glob("*.json")):
            self.authoring.refresh()

    def load_decisions(self) -> None:
        """Show this reviewer's drafts and decisions; a fault that prevents reviewing is shown later, on demand."""
        with suppress(ReviewError):
            self.load_drafts()
            self.reviewer_context.decisions()
            self.reviewer_context.show_standing()

    def may_judge(self) -> bool:
        """Whether anything may be written and somebody reviews; else prints why not."""
        if self.settings.flag("read_only"):
            self.console.put(self.console.tr("Read only: nothing is written, so nothing can be judged."))
            return False
        return self.require_reviewer()

    def may_write(self) -> bool:
        """Whether records may be changed and it is known by whom; else prints why not."""
        if self.settings.flag("read_only"):
            self.console.put(self.console.tr("Read only: nothing is written, so nothing can be changed."))
            return False
        return self.require_reviewer()

    def require_reviewer(self) -> bool:
        """Ask who reviews where nobody is known yet; False where no name is given."""
        tr = self.console.tr
        while self.reviewer_context.reviewer is None:
            self.console.put(tr("Your name, as reviewer?"), tr("Kept on this computer. From another one: Name <id>"))
            if not (name := self.console.ask()):
                self.console.put(tr("Without a name nothing can be judged."))
                return False
            try:
                self.reviewer_context.introduce(name)
            except ReviewerError as error:
                self.console.put(*error.localise(tr))
        return True

    def judge(self, wanted: str | Choice) -> bool:
        """Judge an item or a queue, in the unfinished session with it or a new one; False where that cannot be."""
        if not self.may_judge() or self.reviewer_context.reviewer is None:
            return False
        self.load_drafts()
        session = self.reviewer_context.session_of(wanted, self.reviewer_context.reviewer)
        return self._open(session, wanted if isinstance(wanted, str) else None)

    def judge_page(self, ident: str) -> None:
        """Judge what the page of this id is about; prints why where that cannot be."""
        item = target(self.reviewer_context.items, ident)
        if item is None:
            self.console.put(self.console.tr("There is nothing to judge here."))
            return
        try:
            self.judge(item)
        except ReviewError as error:
            self.console.put(*error.localise(self.console.tr))

    def observe_page(self, ident: str) -> None:
        """Add an observation on what the page of this id is about; prints why where that cannot be."""
        try:
            item = observation_target(self.console, self.reviewer_context.items, ident)
            if item and self.may_judge() and self.reviewer_context.reviewer:
                observe(self.console, self.reviewer_context, item, self.reviewer_context.reviewer)
        except ReviewError as error:
            self.console.put(*error.localise(self.console.tr))

    def _open(self, session: ReviewSession, item: str | None = None) -> bool:
        saved = JudgingDialogue(self.console, self.reviewer_context, session, item).run()
        self.reviewer_context.show_standing()
        return saved

    @cached_property
    def session_list(self) -> SessionList:
        """The files in the folder of sessions, and what may be done with them."""
        return SessionList(self.reviewer_context)

    def _load(self) -> bool:
        """Look at the folder; prints why where it cannot be read."""
        if error := self.session_list.load():
            self.console.put(*error.localise(self.console.tr))
            return False
        return True

    def start_or_resume(self) -> None:
        """Go on with an unfinished session, or begin one by a form."""
        if not self.may_judge() or not self._load():
            return
        rows: list[SessionFile | None] = [*self.session_list.resumable(), None]
        if len(rows) == 1:
            self._start_new()
            return
        for entry in NumberedList(self.console, self.console.tr("Begin judging"), rows, self._row_line).choices():
            if entry:
                self._take(self.session_list.resume(entry.path.name))
            else:
                self._start_new()
            return

    def _row_line(self, entry: SessionFile | None) -> str:
        if entry is None:
            return self.console.tr("a new session")
        return entry_line(self.console.tr, self.reviewer_context.items, entry)

    def _take(self, step: SessionStep) -> None:
        """Judge in the session that was opened; where none was, print why."""
        tr = self.console.tr
        if step.error:
            self.console.put(*step.error.localise(tr))
        elif step.refusal:
            self.console.put(tr(step.refusal))
        elif step.judge:
            self._open(step.judge)

    def _start_new(self) -> None:
        choice = fill_in(self.console, self.reviewer_context)
        if choice and self.reviewer_context.reviewer:
            language = self.console.tr.language
            self._open(self.reviewer_context.repository.start(choice, self.reviewer_context.reviewer, language))

    def listing(self) -> None:
        """Every session file; a number opens one."""
        if not self._load():
            return
        sessions, items = self.session_list, self.reviewer_context.items
        listed = NumberedList(
            self.console,
            self.console.tr("Review sessions"),
            sessions.entries,
            lambda entry: entry_line(self.console.tr, items, entry),
        )
        for entry in listed.choices():
            self._show_session(entry)
            self._load()
            listed.all_rows = listed.rows = sessions.entries

    def _show_session(self, entry: SessionFile) -> None:
        """A session in full, and what can be done with it."""
        tr, targets = self.console.tr, self._print_session(entry)
        while (typed := self.console.command(self._help(entry))) not in {"b", "back"}:
            if typed == "g" and continuation_of(entry):
                if self.may_judge():
                    self._take(self.session_list.resume(entry.path.name))
                return
            if target := targets.find(typed):
                Reader(self.console, self.judge_page, self.observe_page).read(target)
                targets = self._print_session(entry)
                continue
            message = [tr("{typed} is nothing that can be opened here.", typed=clean(typed))] if typed else []
            self.console.put(*message, *self._help(entry))

    def _print_session(self, entry: SessionFile) -> Targets:
        """Print what is known of a session; what it leads to is numbered."""
        targets = Targets()
        self.console.put("", *entry.localise(self.console.tr))
        if entry.session and not is_shown_by_name(entry):
            progress = entry.progress(self.reviewer_context.items)
            filter_name = self.reviewer_context.filter_name(entry.session.queue)
            blocks = session_blocks(self.console.context, entry.session, progress, str(entry.path), filter_name)
            self.console.blocks(map(targets.numbered, blocks))
        return targets

    def _help(self, entry: SessionFile) -> list[str]:
        tr, going_on = self.console.tr, _GOING_ON[continuation_of(entry)]
        observed = [tr("A number: open what has that number in brackets")] if entry.history.observations() else []
        return [*([tr(going_on)] if going_on else []), *observed, tr("b: back")]
