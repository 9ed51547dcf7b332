"""Writing records in lines: `edit ID`, `new TABLE`, from wherever one reads, but not while one judges."""

from __future__ import annotations

from ilo_tui.app.authoring import Authoring
from ilo_tui.app.contexts import InContext
from ilo_tui.app.record_form.fields import tables_of
from ilo_tui.app.record_form.form import RecordForm
from ilo_tui.app.record_form.prefill import record_at
from ilo_tui.app.record_form.unfinished import unfinished_new
from ilo_tui.app.record_form.words import TABLE_LABELS
from ilo_tui.app.removal import removal_of
from ilo_tui.core.text import clean, fold
from ilo_tui.core.translator import N_
from ilo_tui.frontends.plain.console_io import ConsoleCommand, ConsoleIO
from ilo_tui.frontends.plain.record_questions import RecordQuestions
from ilo_tui.frontends.plain.sessions import Sessions
from ilo_tui.frontends.plain.signals import deferred_signals
from ilo_tui.review.errors import ReviewError, SaveFailedError

_CLAIM, _DESCRIPTION = "evidence", "meta"
_END = (
    N_("s: save"),
    N_("m: save as minor; decisions on it go on to count"),
    N_("e: through the questions again"),
    N_("b: leave it unfinished; it is kept, and gone on with"),
    N_("x: give up what is not saved"),
)


class RecordWriter(InContext):
    """Asks for a record by questions, and saves it in the draft of whoever writes."""

    def __init__(self, console: ConsoleIO, sessions: Sessions) -> None:
        """Write in the draft of whoever reviews in `sessions`."""
        self._console, self.contexts = console, console.contexts
        self._sessions = sessions

    @property
    def _authoring(self) -> Authoring:
        """What changes records: another after an edition was published."""
        return self._sessions.authoring

    def add_commands(self) -> None:
        """Let records be written from wherever commands are typed."""
        self._console.commands |= {
            "edit": ConsoleCommand(N_("edit ID: change a record; edit alone: this one"), self._edit),
            "new": ConsoleCommand(N_("new: write a claim; new TABLE: another record"), self._new),
        }

    def _edit(self, named: str) -> None:
        tr = self._console.tr
        ident = named or self._console.subject
        removal = removal_of(self.context.dossier, ident)
        if ident in {_DESCRIPTION, self.context.dossier.meta.id}:
            self._write((_DESCRIPTION, self.context.dossier.meta.id))
        elif removal:
            self._write((removal.table, removal.record.id))
        else:
            self._console.put(tr("there is no record {id}", id=clean(ident or tr("nothing"))))

    def _new(self, named: str) -> None:
        tr = self._console.tr
        tables = tables_of(self.context.dossier.meta.schema)
        names = {fold(name): table for table in tables for name in (table, tr(TABLE_LABELS[table]))}
        table = names.get(fold(named), "") if named else _CLAIM
        if table:
            self._write((table, ""))
        else:
            self._console.put(
                tr("{name} is no table. There are: {tables}", name=clean(named), tables=", ".join(tables))
            )

    def _write(self, key: tuple[str, str]) -> None:
        """Ask for a record, one after another until it is saved or left; says why where it cannot be."""
        if self.contexts.is_blinded:
            self._console.put(self._console.tr("Not while you judge: go back first."))
            return
        if not self._sessions.may_write():
            return
        try:
            form = self._form(key)
            self._dialogue(form)
        except ReviewError as error:
            self._console.put(*error.localise(self._console.tr))

    def _form(self, key: tuple[str, str]) -> RecordForm:
        table, record = key
        begun = record_at(self.context.dossier, table, self._console.subject) if not record else {}
        if not record and (unfinished := unfinished_new(self._authoring, table)):
            record, begun = unfinished[0], {}
        return RecordForm(self.contexts, self._authoring, (table, record), prefill=begun)

    def _dialogue(self, form: RecordForm) -> None:
        tr = self._console.tr
        self._console.put("", f"{tr(TABLE_LABELS[form.table])} {clean(form.record)}")
        self._console.put(tr("One field a question: Enter keeps, ? explains, . ends the questions."))
        if form.resumed:
            self._console.put(tr("Gone on with what was unfinished."))
        questions = RecordQuestions(self._console, form)
        try:
            questions.ask_all()
            while not self._end(form, questions):
                pass
        finally:
            form.flush()

    def _end(self, form: RecordForm, questions: RecordQuestions) -> bool:
        """Ask what becomes of the record; True once it is saved or left."""
        tr = self._console.tr
        faults = [(place, fault) for place, faults in form.faults().items() for fault in faults]
        self._console.put("", tr("Changed: {fields}", fields=", ".join(form.changed()) or tr("nothing")))
        self._console.put(*(f"! {clean(place)}: {fault.line(tr)}" for place, fault in faults))
        self._console.put(*(tr(line) for line in _END))
        match self._console.ask():
            case "s" | "m" as typed:
                return self._save(form, minor=typed == "m")
            case "e":
                questions.ask_all()
            case "x":
                form.discard()
                return True
            case "b":
                if form.unfinished:
                    text = tr("{record} is unfinished: it is kept, and gone on with.", record=clean(form.record))
                    self._console.put(text)
                return True
        return False

    def _save(self, form: RecordForm, *, minor: bool) -> bool:
        tr = self._console.tr
        if refusal := form.obstacle(minor=minor):
            self._console.put(*refusal.localise(tr))
            return False
        self._console.put(tr("Why? (may be empty)"))
        why = self._console.ask()
        try:
            with deferred_signals():
                saved = form.save(why, minor=minor)
        except SaveFailedError as error:
            self._console.put(*error.localise(tr))
            return self._try_again()
        self._console.put(tr("Saved in your draft {time}: {record}", time=tr.clock(saved), record=clean(form.record)))
        return True

    def _try_again(self) -> bool:
        """Try to save what no disk took until it is saved, or the reader leaves it for the next change."""
        tr = self._console.tr
        while self._authoring.unsaved:
            self._console.put(tr("t: try again to save"), tr("b: back"))
            if self._console.ask() != "t":
                return True
            try:
                self._authoring.retry()
            except ReviewError as error:
                self._console.put(*error.localise(tr))
        return True
