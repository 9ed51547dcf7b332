"""Drafts in lines: whose there are and what is in them, undoing a change, publishing an edition by questions."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.app.authoring import Authoring
from ilo_tui.app.next_edition import load_edition
from ilo_tui.app.publish_form import PublishForm
from ilo_tui.app.publishing_author import publish_form
from ilo_tui.core.errors import AppError
from ilo_tui.core.text import clean
from ilo_tui.dossier.editions.model import Conflict
from ilo_tui.frontends.plain.console_io import ConsoleIO, for_speech, parse_number
from ilo_tui.frontends.plain.numbered_list import NumberedList
from ilo_tui.frontends.plain.record_reader import Reader, Targets
from ilo_tui.frontends.plain.sessions import Sessions
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.views.draft_changes import change_blocks, change_count, change_line, draft_blocks, draft_state
from ilo_tui.views.markup import Block
from ilo_tui.views.publish_blocks import applied_line_of, conflict_blocks, may_choose, waiting_title


class Drafts:
    """What a reader does with drafts. Methods raise `ReviewError` where the folder does not allow it."""

    def __init__(self, console: ConsoleIO, sessions: Sessions, reader: Reader) -> None:
        """For whoever reviews in `sessions`; nothing is read before it is asked for."""
        self.console, self.sessions, self.reader = console, sessions, reader

    @property
    def authoring(self) -> Authoring:
        """What changes records."""
        return self.sessions.authoring

    def listing(self) -> None:
        """Everybody's drafts; a number reads the changes of one."""
        title, entries = self.console.tr("Drafts"), self.authoring.entries()
        for entry in NumberedList(self.console, title, entries, self._line).choices():
            self._read(entry)

    def _line(self, entry: DraftFile) -> str:
        tr = self.console.tr
        if entry.head is None or entry.fault:
            return f"{draft_state(tr, entry)}: {clean(entry.path.name)}"
        return f"{draft_state(tr, entry)}: {change_count(tr, entry)}, {clean(entry.head.reviewer.name)}"

    def _read(self, entry: DraftFile) -> None:
        """A draft with all its changes, the latest first; what they are of can be opened."""
        targets = self._print(entry)
        tr = self.console.tr
        help_ = [tr("A number: open what has that number in brackets"), tr("b: back")]
        while (typed := self.console.command(help_)) not in {"b", "back"}:
            if target := targets.find(typed):
                self.reader.read(target)
            elif typed:
                self.console.put(tr("{typed} is nothing that can be opened here.", typed=clean(typed)), *help_)
                continue
            targets = self._print(entry)

    def _print(self, entry: DraftFile) -> Targets:
        targets, author = Targets(), self.authoring.author
        context, name = self.console.context, entry.head.reviewer.name if entry.head else ""
        blocks = draft_blocks(context, entry, author.id if author else "")
        for change in entry.history.standing()[::-1]:
            blocks += [Block(), *change_blocks(context, change, name)]
        self.console.put("")
        self.console.blocks(map(targets.numbered, for_speech(self.console.tr, blocks)))
        return targets

    def undo(self) -> None:
        """Withdraw the latest change, and say which that was."""
        tr = self.console.tr
        if not self.sessions.may_write():
            return
        if change := self.authoring.undo():
            self.console.put(tr("Undone: {change}", change=change_line(self.console.context, change)))
        else:
            self.console.put(tr("There is nothing to undo: no change of yours stands in an open draft."))

    def publish(self) -> None:
        """Say what will be in the edition, ask about each conflict, then how it is called and where it goes."""
        author = self.authoring.author if self.sessions.may_write() else None
        if author is None:
            return
        form = publish_form(self.sessions.reviewer_context, self.authoring, author)
        form.look()
        if not (self._include(form) and self._choose(form)):
            return
        self._print_edition(form)
        if form.may_write and self._name(form):
            self._write(form)

    def _fault(self, form: PublishForm) -> bool:
        """Print what keeps something from being done; whether there is such a thing."""
        fault, form.fault = form.fault, None
        if fault:
            self.console.put(*fault.localise(self.console.tr))
        return fault is not None

    def _include(self, form: PublishForm) -> bool:
        """Ask of each open draft of somebody else whether it goes in; False on `b`."""
        tr = self.console.tr
        if self._fault(form):
            return False
        for path in form.unreadable:
            self.console.put(
                tr("{name}: it cannot be read: if it is a draft, it does not go in", name=clean(path.name))
            )
        for draft in list(form.waiting):
            self.console.put(waiting_title(draft, tr, included=False), tr("Take it in? y: yes; Enter: no; b: back"))
            typed = self.console.command([tr("y: yes"), tr("b: back")])
            if typed in {"b", "back"}:
                return False
            if self._is_yes(typed):
                form.include(draft.id)
        return not self._fault(form)

    def _is_yes(self, typed: str) -> bool:
        return typed.lower() in {"y", "yes", self.console.tr("yes").lower()}

    def _choose(self, form: PublishForm) -> bool:
        """Ask about each conflict until there is none any more; False where one stays."""
        while (conflict := self._open_conflict(form)) is not None:
            context, tr = self.console.context, self.console.tr
            blocks = conflict_blocks(context, conflict, form.before, None)
            self.console.put("")
            self.console.blocks(Block(paragraph.spans, paragraph.indent, paragraph.hang) for paragraph in blocks)
            if not may_choose(context, conflict):
                self.console.put(tr("Nothing was written."))
                return False
            help_ = [tr("A number from 1 to {n}: choose that side", n=len(conflict.sides)), tr("b: back")]
            self.console.put(*help_)
            typed = self.console.command(help_)
            if typed in {"b", "back"}:
                return False
            form.choose(conflict, parse_number(typed) or 0)
            if self._fault(form):
                return False
        return True

    def _open_conflict(self, form: PublishForm) -> Conflict | None:
        return next((conflict for conflict in form.conflicts if form.chosen(conflict) is None), None)

    def _print_edition(self, form: PublishForm) -> None:
        tr = self.console.tr
        if not form.applied:
            self.console.put(tr("There is nothing to publish: no draft has a change that is not in the dossier."))
            return
        records = tr.many("1 record changed", "{n} records changed", len(form.applied))
        self.console.put("", tr("Edition {edition}: {changes}.", edition=clean(form.name), changes=records))
        self.console.put(*(applied_line_of(self.console.context, entry) for entry in form.applied))

    def _name(self, form: PublishForm) -> bool:
        """Ask how it is called; False on `b`."""
        tr = self.console.tr
        while True:
            self.console.put(tr("Name of the edition? Enter: {name}; b: back", name=clean(form.name)))
            typed = self.console.ask()
            if typed in {"b", "back"}:
                return False
            if not typed or form.call(typed):
                return True
            self._fault(form)

    def _write(self, form: PublishForm) -> None:
        """Ask where it goes until it is written there, or that is given up."""
        tr = self.console.tr
        while True:
            suggested = form.suggested_path()
            self.console.put(tr("Write it where? Enter: {path}; b: back", path=clean(str(suggested))))
            typed = self.console.ask()
            if typed in {"b", "back"}:
                self.console.put(tr("Nothing was written."))
                return
            path = form.place(typed) if typed else suggested
            if path and form.write(path, force=self._may_replace(path)):
                self._go_over(path)
                return
            self._fault(form)

    def _may_replace(self, path: Path) -> bool:
        if not path.is_file():
            return False
        tr = self.console.tr
        self.console.put(tr("{path} exists already. Replace it?", path=clean(str(path))), tr("y: yes; Enter: no"))
        return self._is_yes(self.console.ask())

    def _go_over(self, path: Path) -> None:
        """Go on with the edition that was written."""
        tr = self.console.tr
        try:
            dossier = load_edition(path)
        except AppError as error:
            self.console.put(*error.localise(tr))
            return
        self.sessions.go_over(dossier)
        edition = clean(dossier.meta.edition)
        self.console.put(
            tr("Published: edition {edition}, in {path}.", edition=edition, path=clean(str(path))),
            tr("It is open now; start with --dossier and this file the next time."),
        )
