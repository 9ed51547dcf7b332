"""Judging in lines: one item, one question, one digit; "Saved" is printed only once it is on the disk."""

from __future__ import annotations

from collections.abc import Callable

from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.languages import next_language
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError, parse_number
from ilo_tui.frontends.plain.item_text import item_line, print_item, print_question
from ilo_tui.frontends.plain.lists import NumberedList, choose_row
from ilo_tui.frontends.plain.observing import ask_observation
from ilo_tui.frontends.plain.reading import Reader
from ilo_tui.frontends.plain.saving import ELSEWHERE, TRY, Saver
from ilo_tui.frontends.plain.summary import progress_line, session_blocks
from ilo_tui.review.model import Basis
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.targets import observed
from ilo_tui.views.blinding import Blinding, blinding_of, judging_blinding
from ilo_tui.views.pages.decisions import BASES, after_answer, answers_line, item_title

COMMANDS = {
    "n": ("note", N_("n TEXT: a note on this item")),
    "a": ("add", N_("a: an observation from the field on this item")),
    "s": ("skip", N_("s: skip this item for now")),
    "f": ("flag", N_("f: flag this item, or take the flag away")),
    "u": ("undo", N_("u: withdraw the latest decision and go to its item")),
    "b": ("back", N_("b: the item before this one")),
    "r": ("repeat", N_("r: this item again; an empty line: the question again")),
    "v": ("view", N_("v ID: read a record, whose id stands in brackets")),
    "o": ("items", N_("o: the items with their state; a number there goes to one")),
    "i": ("info", N_("i: how far this session is")),
    "B": ("basis", N_("B: on what your answers rest")),
    "L": ("language", N_("L: the other language")),
    "t": ("try", TRY),
    "x": ("elsewhere", ELSEWHERE),
    "p": ("pause", N_("p: pause; the same queue goes on where you stopped")),
    "F": ("finish", N_("finish: close the session for good and give its check code")),
}
"""The letters of the commands, the words that mean the same, and their help."""
_YES = {"y", "yes", "ya"}


class Judging:
    """Judges the items of a session, one after another. The session is closed when `run` is over."""

    def __init__(
        self, console: ConsoleIO, reviewer_context: ReviewerContext, session: ReviewSession, item: str | None = None
    ) -> None:
        """Begin with `item`, else where the session was left; an item of None is the end, where nothing is left."""
        self.console, self.reviewer_context, self.session = console, reviewer_context, session
        self.item = item or session.progress.resume_item()
        self.saver = Saver(console, session)
        self.finished = False
        self._waiting = reviewer_context.unanswered(except_for=session.id)
        self._actions: dict[str, Callable[[str], None]] = {
            "n": self._note, "a": self._observe, "s": self._skip, "f": self._flag, "u": self._undo,
            "b": self._back, "r": self._repeat,
            "v": self._view, "o": self._items, "i": self._info, "B": self._basis, "L": self._language,
            "t": self._try, "x": self._elsewhere, "p": self._pause, "F": self._finish,
        }  # fmt: skip

    def run(self) -> bool:
        """Judge until the reader pauses or finishes; False where they left something that is saved nowhere.

        Raises `EOFError` at the end of the input and `QuitError` on `q`; the session is paused then.
        """
        unblind = self.console.contexts.blind(self._blinding)
        try:
            if self.session.read_only:
                self.console.put(self.session.read_only.localise(self.console.tr))
            self._show()
            while not self.finished:
                self._step()
        except EOFError:
            if not self.saver.save_rest():
                self.saver.print_unsaved()
                raise QuitError(1) from None
            self.saver.print_paused()
            raise
        except (KeyboardInterrupt, SystemExit):
            self.saver.save_rest()
            raise
        finally:
            unblind()
            self.session.close()
            self.reviewer_context.refresh()
        return not self.session.unsaved

    def _blinding(self) -> Blinding:
        """What is hidden at this item, also on pages that are read meanwhile."""
        if self.item is None:
            return blinding_of(self._waiting)
        return judging_blinding(self.session, self.item, self._waiting)

    def _step(self) -> None:
        try:
            self._execute(self.console.command(self._help()))
        except QuitError:
            if self.saver.may_leave():
                self.saver.print_paused()
                raise QuitError(1 if self.session.unsaved else 0) from None

    def _help(self) -> list[str]:
        tr = self.console.tr
        scale = self._question()
        lines = [tr("A digit: your answer. {allowed}", allowed=self._allowed(scale))] if scale else []
        return [*lines, *(tr(help_text) for _, help_text in COMMANDS.values())]

    def _execute(self, typed: str) -> None:
        """Run what was typed: an answer, a command, or something unknown."""
        word, *rest = typed.split(None, 1) or [""]
        name = next((key for key, (alias, _) in COMMANDS.items() if word in {key, alias}), None)
        number = parse_number(typed)
        # Only pausing twice in a row leaves without what is not saved.
        self.saver.warned = self.saver.warned and name == "p"
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
        tr, scale = self.console.tr, self._question()
        sentences = [tr("{key} is no answer here", key=clean(typed))]
        sentences += [tr("Allowed: {allowed}", allowed=self._allowed(scale))] if scale else []
        self.console.put(". ".join(sentences) + ".", tr("?: every command"))

    def _allowed(self, scale: Scale) -> str:
        return ", ".join(f"{value.key} {self.console.tr.text(value.label)}" for value in scale.values)

    def _question(self) -> Scale | None:
        """The question in force; of an item that is judged, its first question again."""
        if self.item is None:
            return None
        first = next(iter(self.reviewer_context.items.scales(self.session.progress.question_kind(self.item))), None)
        return self.session.question(self.item) or first

    def _show(self) -> None:
        """Print the item and its question; at the end, the state of the session and what to do."""
        tr, session = self.console.tr, self.session
        if self.item is None:
            self._info("")
            if not session.read_only:
                self.console.put("", tr("Nothing is left to judge."), *(tr(COMMANDS[name][1]) for name in "Fpou"))
            return
        print_item(self.console, self.reviewer_context.items, session, self.item)
        self.console.put("", progress_line(tr, session.progress, session.basis))
        self._ask()

    def _ask(self) -> None:
        """Print the question alone."""
        scale = self._question()
        if scale and self.item:
            print_question(self.console, scale, self.session.answers(self.item).get(scale.id))

    def _go(self, item: str | None) -> None:
        self.item = item
        self._show()

    def _answer(self, key: str) -> None:
        item, scale = self.item, self._question()
        value = next((value for value in scale.values if value.key == key), None) if scale else None
        if item is None or scale is None or value is None:
            self._refuse(key)
            return
        revision = self.session.judged(item)
        with self.saver.saving():
            # Another answer to the first question asks the later ones anew.
            self.saver.acknowledge(
                self.session.decide(item, {scale.id: value.code})
                if revision
                else self.session.answer(item, scale.id, value.code)
            )
            self._go_on(item)

    def _go_on(self, item: str) -> None:
        """To the item's next question, or to the next item; then the dossier's own opinion may be shown."""
        state, tr = self.session.saved_state(item), self.console.tr
        if not self.session.judged(item) or state is None:
            self._ask()
            return
        parts = [
            answers_line(tr, self.console.context.dossier, state),
            after_answer(self.console.context, self.reviewer_context.items, item),
        ]
        self.console.put("; ".join(filter(None, parts)))
        next_item = self.session.progress.next_item(item)
        if next_item is None and self.session.document.queue.loose:
            self.finished = True
        else:
            self._go(next_item)

    def _note(self, text: str) -> None:
        tr = self.console.tr
        if self.item is None:
            self._show()
            return
        if not text:
            self.console.put(tr("Your note, in one line; an empty line leaves it as it is."))
            text = self.console.ask()
        if text:
            with self.saver.saving():
                self.saver.acknowledge(self.session.note(self.item, text))

    def _observe(self, rest: str) -> None:
        """Add an observation on the item at hand, in this very session."""
        about = observed(self.reviewer_context.items, self.item)
        if about is None:
            self.console.put(self.console.tr("An observation is about a programme, a claim, or a cell of the gap map."))
            return
        if self.session.read_only:
            self.console.put(self.session.read_only.localise(self.console.tr))
            return
        observation = ask_observation(self.console, self.reviewer_context.items, about)
        if observation.text:
            with self.saver.saving():
                self.saver.acknowledge(
                    self.session.observe(about, observation.text, observation.place, observation.date)
                )
        if observation.ended:
            raise EOFError
        self._ask()

    def _skip(self, rest: str) -> None:
        if (item := self.item) is None:
            self._show()
            return
        with self.saver.saving():
            self.saver.acknowledge(self.session.skip(item))
            self._go(self.session.progress.next_item(item))

    def _flag(self, rest: str) -> None:
        if self.item is None:
            self._show()
            return
        state, tr = self.session.pending_state(self.item), self.console.tr
        on = not (state and state.flagged)
        with self.saver.saving():
            self.saver.acknowledge(self.session.flag(self.item, on))
            self.console.put(tr("flagged") if on else tr("not flagged any more"))

    def _undo(self, rest: str) -> None:
        tr = self.console.tr
        with self.saver.saving():
            item = self.session.undo()
            if item is None:
                self.console.put(tr("Nothing is left to undo."))
                return
            title = item_title(self.console.context, self.reviewer_context.items, item)
            self.console.put(tr("Withdrawn: {title}", title=title))
            if item in self.session.progress:
                self._go(item)

    def _back(self, rest: str) -> None:
        order = self.session.progress.order
        item = self.session.progress.before(self.item) if self.item else (order[-1] if order else None)
        if item:
            self._go(item)
        else:
            self.console.put(self.console.tr("This is the first item."))

    def _repeat(self, rest: str) -> None:
        self._show()

    def _view(self, ident: str) -> None:
        Reader(self.console).read(ident)
        self._ask()

    def _items(self, rest: str) -> None:
        order = self.session.progress.order
        at = order.index(self.item) if self.item in self.session.progress and self.item else 0
        listed = NumberedList(self.console, self.console.tr("Items"), order, self._item_line)
        item = next(listed.choices(at), None)
        if item:
            self._go(item)
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
        names: list[Basis] = ["source_read", "own_observation", "interview", "dossier_only", "other"]
        tr = self.console.tr
        basis = choose_row(self.console, tr("Basis"), names, lambda name: tr(BASES[name]))
        if basis:
            self.session.basis = basis
        self.console.put(tr("basis: {basis}", basis=tr(BASES[self.session.basis])))
        self._ask()

    def _language(self, rest: str) -> None:
        self.console.contexts.switch_language(next_language(self.console.tr.language))
        self._show()

    def _try(self, rest: str) -> None:
        if not self.session.unsaved:
            self.console.put(self.console.tr("Everything is saved."))
            return
        with self.saver.saving():
            self.saver.acknowledge(self.session.retry())
            self._after_trouble()

    def _elsewhere(self, folder: str) -> None:
        trouble = bool(self.session.unsaved)
        self.saver.save_elsewhere(folder)
        if trouble and not self.session.unsaved:
            self._after_trouble()

    def _after_trouble(self) -> None:
        """Go on where saving had failed."""
        if self.item:
            self._go_on(self.item)

    def _pause(self, rest: str) -> None:
        if self.saver.may_leave():
            self.saver.print_paused()
            self.finished = True

    def _finish(self, rest: str) -> None:
        tr, counts = self.console.tr, self.session.progress.counts()
        if not self.session.read_only:
            if not self.session.has_file:
                self.console.put(tr("Nothing was judged in this session: there is nothing to finish."))
                return
            if not self._notes_resolved():
                return
            self.console.put(tr("{judged} of {total} judged", judged=counts.judged, total=counts.total) + ".")
            self.console.put(tr("Finishing is for good: nothing can be changed afterwards. yes finishes."))
            if self.console.ask().lower() not in _YES:
                self._ask()
                return
        with self.saver.saving():
            code = self.session.finish()
            self.finished = True
            self.console.put(
                tr("Check code: {code}", code=code),
                tr("File: {path}", path=clean(str(self.session.path))),
                tr("Read it over the phone when you hand the file in: it proves that the file arrived whole."),
                tr("Next: copy the file to the office, on a stick or in a shared folder."),
            )

    def _notes_resolved(self) -> bool:
        """Whether no note is unfinished, or the reader decided what becomes of those that are."""
        tr, notes = self.console.tr, self.session.unfinished_notes()
        if not notes:
            return True
        self.console.put(
            tr.many("1 note was typed and never saved", "{n} notes were typed and never saved", len(notes))
        )
        self.console.put(*(f"{clean(item)}: {text}" for item, text in notes.items()))
        self.console.put(
            tr("save: save as notes. without: finish without them. An empty line goes to the first of them.")
        )
        typed = self.console.ask().lower()
        if typed == "save":
            with self.saver.saving():
                for item, text in notes.items():
                    self.saver.acknowledge(self.session.note(item, text))
            return not self.session.unsaved
        if typed != "without":
            self._go(next(iter(notes)))
        return typed == "without"
