"""Judging in lines: one item, one question, one digit; "Saved" is printed only once it is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from ilo_tui.app.finishing import Finishing
from ilo_tui.app.judging import Judging, Step
from ilo_tui.app.observations import ObservationForm
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.languages import next_language
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError, parse_number
from ilo_tui.frontends.plain.item_text import item_line, print_item, print_question
from ilo_tui.frontends.plain.numbered_list import NumberedList, choose_row
from ilo_tui.frontends.plain.observing import ask_observation
from ilo_tui.frontends.plain.record_reader import Reader
from ilo_tui.frontends.plain.saving import ELSEWHERE, TRY, ConsoleSaver
from ilo_tui.frontends.plain.source_reader import SourceReader
from ilo_tui.frontends.plain.summary import session_blocks
from ilo_tui.review.edition_change import edition_change
from ilo_tui.review.model import Basis
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.pages.decisions import BASES, after_answer, answers_line, item_title
from ilo_tui.views.pages.judging import progress_parts, question_lines
from ilo_tui.views.session_words import edition_line

COMMANDS = {
    "n": ("note", N_("n TEXT: a note on this item")),
    "a": ("add", N_("a: an observation from the field on this item")),
    "s": ("skip", N_("s: skip this item for now")),
    "f": ("flag", N_("f: flag this item, or take the flag away")),
    "u": ("undo", N_("u: withdraw the latest decision and go to its item")),
    "b": ("back", N_("b: the item before this one")),
    "r": ("repeat", N_("r: this item again; an empty line: the question again")),
    "v": ("view", N_("v ID: read a record, whose id stands in brackets")),
    "src": ("source", N_("src: read the source of this item, which is judged on it then")),
    "o": ("items", N_("o: the items with their state; a number there goes to one")),
    "i": ("info", N_("i: how far this session is")),
    "B": ("basis", N_("B: on what your answers rest")),
    "L": ("language", N_("L: the next language")),
    "t": ("try", TRY),
    "x": ("elsewhere", ELSEWHERE),
    "p": ("pause", N_("p: pause; the same queue goes on where you stopped")),
    "F": ("finish", N_("finish: close the session for good and give its check code")),
}
"""The letters of the commands, the words that mean the same, and their help."""
_YES = {"y", "yes", "ya"}


class JudgingDialogue:
    """Judges the items of a session, one after another. The session is closed when `run` is over."""

    def __init__(
        self, console: ConsoleIO, reviewer_context: ReviewerContext, session: ReviewSession, item: str | None = None
    ) -> None:
        """Begin with `item`, else where the session was left."""
        self.console, self.reviewer_context, self.session = console, reviewer_context, session
        waiting = reviewer_context.unanswered(except_for=session.id)
        self.judging = Judging(reviewer_context.items, session, item, waiting)
        self.saving = ConsoleSaver(console, self.judging.leaving)
        self.finished = False
        self._actions: dict[str, Callable[[str], None]] = {
            "n": self._note, "a": self._observe, "s": self._skip, "f": self._flag, "u": self._undo,
            "b": self._back, "r": self._repeat, "v": self._view, "src": self._source,
            "o": self._items, "i": self._info, "B": self._basis, "L": self._language,
            "t": self._try, "x": self._elsewhere, "p": self._pause, "F": self._finish,
        }  # fmt: skip

    def run(self) -> bool:
        """Judge until the reader pauses or finishes; False where they left something that is saved nowhere.

        Raises `EOFError` at the end of the input and `QuitError` on `q`; the session is paused then.
        """
        unblind = self.console.contexts.blind(self.judging.blinding)
        try:
            if self.judging.read_only:
                self.console.put(self.judging.read_only.localise(self.console.tr))
            change = edition_change(self.session.document, self.session.progress)
            self.console.put(*filter(None, [edition_line(self.console.tr, change)]))
            self._show()
            while not self.finished:
                self._step()
        except EOFError:
            if not self.saving.save_rest():
                self.saving.print_unsaved()
                raise QuitError(1) from None
            self.saving.print_paused()
            raise
        except (KeyboardInterrupt, SystemExit):
            self.saving.save_rest()
            raise
        finally:
            unblind()
            self.judging.saver.close()
            self.reviewer_context.refresh()
        return not self.judging.saver.unsaved

    def _step(self) -> None:
        try:
            self._execute(self.console.command(self._help()))
        except QuitError:
            if self.saving.may_leave():
                self.saving.print_paused()
                raise QuitError(1 if self.judging.saver.unsaved else 0) from None

    def _help(self) -> list[str]:
        tr = self.console.tr
        scale = self.judging.question()
        lines = [tr("A digit: your answer. {allowed}", allowed=self._allowed(scale))] if scale else []
        return [*lines, *(tr(help_text) for _, help_text in COMMANDS.values())]

    def _execute(self, typed: str) -> None:
        """Run what was typed: an answer, a command, or something unknown."""
        word, *rest = typed.split(None, 1) or [""]
        name = next((key for key, (alias, _) in COMMANDS.items() if word in {key, alias}), None)
        number = parse_number(typed)
        if name != "p":
            # Only pausing twice in a row leaves without what is not saved.
            self.judging.leaving.withdraw()
        if not typed:
            self._ask()
        elif number is not None:
            self._answer(str(number))
        elif name:
            self._actions[name](*rest or [""])
        else:
            self._refuse(typed)

    def _refuse(self, typed: str) -> None:
        """Print what is allowed instead."""
        tr, scale = self.console.tr, self.judging.question()
        sentences = [tr("{key} is no answer here", key=clean(typed))]
        sentences += [tr("Allowed: {allowed}", allowed=self._allowed(scale))] if scale else []
        self.console.put(". ".join(sentences) + ".", tr("?: every command"))

    def _allowed(self, scale: Scale) -> str:
        return ", ".join(f"{value.key} {self.console.tr.text(value.label)}" for value in scale.values)

    def _show(self) -> None:
        """Print the item and its question; at the end, the state of the session and what to do."""
        tr, session = self.console.tr, self.session
        if self.judging.item is None:
            self._info("")
            if not session.read_only:
                self.console.put("", tr("Nothing is left to judge."), *(tr(COMMANDS[name][1]) for name in "Fpou"))
            return
        print_item(self.console, self.reviewer_context.items, session, self.judging.item)
        self.console.put("", ", ".join(progress_parts(tr, session.progress, self.judging.basis)))
        self._ask()

    def _ask(self) -> None:
        """Print the question alone."""
        if (scale := self.judging.question()) and (item := self.judging.item):
            about = question_lines(self.console.context, self.reviewer_context.items, item, scale.applies_to)
            print_question(self.console, scale, self.judging.chosen(scale), about)

    def _answer(self, key: str) -> None:
        tr = self.console.tr
        if self.judging.value_of(key) is None:
            self._refuse(key)
            return
        reason = ""
        if self.judging.needs_reason(key):
            self.console.put(tr("This answer needs a reason, in one line; an empty line takes the answer back."))
            if not (reason := self.console.ask().strip()):
                self._ask()
                return
        self._go_on(self.saving.run(lambda: self.judging.answer(key, reason)))

    def _go_on(self, step: Step) -> None:
        """To the item's next question, or to the next item; then the dossier's own opinion may be shown."""
        if not step.saved or step.item is None:
            return
        state, context = self.session.saved_state(step.item), self.console.context
        if not step.complete or state is None:
            self._ask()
            return
        opinion = after_answer(context, self.reviewer_context.items, step.item)
        self.console.put("; ".join(filter(None, [answers_line(context.tr, context.dossier, state), opinion])))
        self.finished = step.over
        if not step.over:
            self._show()

    def _note(self, text: str) -> None:
        tr = self.console.tr
        if self.judging.item is None:
            self._show()
            return
        if not text:
            self.console.put(tr("Your note, in one line; an empty line leaves it as it is."))
            text = self.console.ask()
        if text:
            self.saving.run(lambda: self.judging.note(text))

    def _observe(self, rest: str) -> None:
        """Add an observation on the item at hand, in this very session."""
        subject = self.judging.observation_subject()
        if subject is None:
            self.console.put(self.console.tr("An observation is about a programme, a claim, or a cell of the gap map."))
            return
        if self.judging.read_only:
            self.console.put(self.judging.read_only.localise(self.console.tr))
            return
        form = ObservationForm(self.reviewer_context.items, subject)
        ended = ask_observation(self.console, form)
        if observation := form.observation():
            self.saving.run(lambda: self.judging.observe(observation))
        if ended:
            raise EOFError
        self._ask()

    def _skip(self, rest: str) -> None:
        if self.judging.item is None or self.saving.run(self.judging.skip).saved:
            self._show()

    def _flag(self, rest: str) -> None:
        tr = self.console.tr
        if self.judging.item is None:
            self._show()
        elif self.saving.run(self.judging.flag).saved:
            flagged = self.judging.state is not None and self.judging.state.flagged
            self.console.put(tr("flagged") if flagged else tr("not flagged any more"))

    def _undo(self, rest: str) -> None:
        tr = self.console.tr
        step = self.saving.run(self.judging.undo)
        if not step.saved:
            return
        if step.item is None:
            self.console.put(tr("Nothing is left to undo."))
            return
        title = item_title(self.console.context, self.reviewer_context.items, step.item)
        self.console.put(tr("Withdrawn: {title}", title=title))
        if step.item == self.judging.item:
            self._show()

    def _back(self, rest: str) -> None:
        if self.judging.previous():
            self._show()
        else:
            self.console.put(self.console.tr("This is the first item."))

    def _repeat(self, rest: str) -> None:
        self._show()

    def _view(self, ident: str) -> None:
        Reader(self.console).read(ident)
        self._ask()

    def _source(self, rest: str) -> None:
        item = self.judging.item
        if item:
            SourceReader(self.console, lambda: self.judging.source_shown(item)).read(item)
            self.console.put(self.console.tr("basis: {basis}", basis=self.console.tr(BASES[self.judging.basis])))
        self._ask()

    def _items(self, rest: str) -> None:
        order = self.session.progress.order
        item = self.judging.item
        start = order.index(item) if item in self.session.progress and item else 0
        listed = NumberedList(self.console, self.console.tr("Items"), order, self._item_line)
        if chosen := next(listed.choices(start), None):
            self.judging.go_to(chosen)
            self._show()
        else:
            self._ask()

    def _item_line(self, item: str) -> str:
        return item_line(self.console, self.reviewer_context.items, self.session, item)

    def _info(self, rest: str) -> None:
        session = self.session
        self.console.put("")
        self.console.blocks(session_blocks(self.console.context, session.document, session.progress, str(session.path)))
        if notes := session.unfinished_notes():
            self.console.put(f"{self.console.tr('Unfinished notes')}: {len(notes)} ({', '.join(map(clean, notes))})")

    def _basis(self, rest: str) -> None:
        names: tuple[Basis, ...] = get_args(Basis)
        tr = self.console.tr
        basis = choose_row(self.console, tr("Basis"), names, lambda name: tr(BASES[name]))
        if basis:
            self.judging.basis = basis
        self.console.put(tr("basis: {basis}", basis=tr(BASES[self.judging.basis])))
        self._ask()

    def _language(self, rest: str) -> None:
        self.console.contexts.switch_language(next_language(self.console.tr.language))
        self._show()

    def _try(self, rest: str) -> None:
        if self.judging.saver.unsaved:
            self._go_on(self.saving.run(self.judging.retry))
        else:
            self.console.put(self.console.tr("Everything is saved."))

    def _elsewhere(self, folder: str) -> None:
        unsaved = self.judging.saver.unsaved
        self.saving.save_elsewhere(folder)
        if unsaved and not self.judging.saver.unsaved:
            # Where saving had failed, it goes on.
            self._go_on(self.judging.resume())

    def _pause(self, rest: str) -> None:
        if self.saving.may_leave():
            self.saving.print_paused()
            self.finished = True

    def _finish(self, rest: str) -> None:
        finishing = Finishing(self.session)
        if not self.judging.read_only and not self._may_finish(finishing):
            return
        tr, result = self.console.tr, self.saving.run(finishing.finish)
        if result.value:
            self.finished = True
            self.console.put(
                tr("Check code: {code}", code=result.value),
                tr("File: {path}", path=clean(str(self.session.path))),
                tr("Read it over the phone when you hand the file in: it proves that the file arrived whole."),
                tr("Next: copy the file to the office, on a stick or in a shared folder."),
            )

    def _may_finish(self, finishing: Finishing) -> bool:
        """Whether the reader wants to finish for good, and nothing stands in the way."""
        tr, counts = self.console.tr, self.session.progress.counts()
        if finishing.obstacle == "empty":
            self.console.put(tr("Nothing was judged in this session: there is nothing to finish."))
            return False
        if finishing.obstacle == "unfinished_notes" and not self._resolve_notes(finishing):
            return False
        self.console.put(tr("{judged} of {total} judged", judged=counts.judged, total=counts.total) + ".")
        self.console.put(tr("Finishing is for good: nothing can be changed afterwards. yes finishes."))
        if self.console.ask().lower() in _YES:
            return True
        self._ask()
        return False

    def _resolve_notes(self, finishing: Finishing) -> bool:
        """Whether it may be finished, once the reader decided what becomes of the notes that are unfinished."""
        tr, notes = self.console.tr, finishing.notes
        self.console.put(
            tr.many("1 note was typed and never saved", "{n} notes were typed and never saved", len(notes))
        )
        self.console.put(*(f"{clean(item)}: {text}" for item, text in notes.items()))
        self.console.put(
            tr("save: save as notes. without: finish without them. An empty line goes to the first of them.")
        )
        typed = self.console.ask().lower()
        if typed == "save":
            return self.saving.run(finishing.save_notes).saved
        if typed != "without":
            self.judging.go_to(next(iter(notes)))
            self._show()
        return typed == "without"
