"""The judging screen: one item, one question, one digit; saved before the next item comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.item_state import ItemState, item_state
from ilo_tui.app.judging import Judging
from ilo_tui.app.observations import NewObservation
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.saving import SaveResult
from ilo_tui.app.unfinished import NoteForm
from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.status import StatusScreen
from ilo_tui.frontends.tui.unsaved import ask_about_unsaved, ask_folder
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane, PaneTitle, StatusLine
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel
from ilo_tui.frontends.tui.workers import error_line, work
from ilo_tui.review.edition_change import edition_change
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import after_answer, afterwards, item_blocks, item_title, label_of, neighbours
from ilo_tui.views.pages.judging import decision_marks, progress_parts, question_lines, remark_blocks
from ilo_tui.views.session_words import edition_line

R = TypeVar("R", bound=SaveResult[object])
_FRAME = 3
"""Lines besides item and question: how far it is, what was saved, the keys."""


class JudgeScreen(StatusScreen):
    """Judges the items of a session, one after another."""

    BINDINGS = bindings("judge", "answers")
    JUDGES = True
    """No other screen of this kind comes over it: a session has one writer."""
    CSS_PATH = "judge.tcss"

    def __init__(
        self, contexts: Contexts, reviewing: ReviewerContext, session: ReviewSession, item: str | None = None
    ) -> None:
        """Begin with `item`, else where the session was left; where all is judged, with its first item."""
        super().__init__(contexts)
        self.reviewing = reviewing
        waiting = reviewing.unanswered(except_for=session.id)
        self.judging = Judging(reviewing.items, session, item, waiting)
        if self.judging.item is None:
            self.judging.go_to(session.progress.order[0])
        self._unblind = contexts.blind(self.judging.blinding)

    @property
    def session(self) -> ReviewSession:
        """The session in which one judges."""
        return self.judging.session

    @property
    def item(self) -> str:
        """The item at hand; the screen never stays without one."""
        return self.judging.item or self.session.progress.order[-1]

    @property
    def answering(self) -> Judging:
        """The session's answers."""
        return self.judging

    def compose(self) -> ComposeResult:
        """Progress, the item with its neighbours, the question, what was saved, keys."""
        yield PaneTitle(id="progress")
        with Horizontal(id="beside"):
            yield Pane(Page(id="item-page"), id="item", first=True)
            yield Pane(Page(id="neighbour-page"), id="neighbours")
        yield QuestionPanel(self.judging, self._heading, frame=_FRAME)
        yield StatusLine(id="saved")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the item."""
        self.query_one("#item-page", Page).focus()
        if self.judging.read_only:
            self.show_status(self.judging.read_only.localise(self.context.tr), bad=True)
        elif change := edition_change(self.session.document, self.session.progress):
            self.show_status(lambda: edition_line(self.context.tr, change))
        self.write()

    def on_unmount(self) -> None:
        """Leave the session to other programs."""
        self._unblind()
        self.judging.saver.close()

    def write(self) -> None:
        """Write the item, its question, and where one is."""
        self.close_source(unless_of=self.item)
        state = item_state(self.session, self.item)
        opinion = state.judged and not self.context.blinding.hides(self.item)
        shown_state = (opinion, state.note, state.unfinished_note, len(state.observations))
        if not self.is_drawn(self.item, *shown_state, self.app.size, self.context.tr.language):
            self._write_item(state, opinion=opinion)
        self.write_source()
        self.query_one("#item", Pane).set_title(self._title(state))
        self.query_one("#neighbours", Pane).set_title(self.context.tr("What else is said"))
        self.write_heads()
        self.write_question()
        self.write_status()

    def _write_item(self, state: ItemState, *, opinion: bool) -> None:
        """The item and what else is said, beside it where there is room."""
        wide = self.app.size.width >= 120
        about = self._about(state, opinion=opinion)
        beside = neighbours(self.context, self.reviewing.items, self.item)
        self.query_one("#item-page", Page).write(lambda width: about if wide else [*about, *beside])
        self.query_one("#neighbour-page", Page).write(lambda width: beside if wide else [])

    def _title(self, state: ItemState) -> str:
        unfinished = bool(state.unfinished_note)
        marks = decision_marks(
            self.context.tr, self.context.dossier, state.decision, unfinished=unfinished, changed=state.changed
        )
        return " · ".join([self.item, *marks])

    def _about(self, state: ItemState, *, opinion: bool) -> list[Block]:
        tr = self.context.tr
        blocks = item_blocks(self.context, self.reviewing.items, self.item)
        if opinion and (text := after_answer(self.context, self.reviewing.items, self.item)):
            blocks = [*blocks, Block(), block(text, "dim"), *afterwards(self.context, self.reviewing.items, self.item)]
        blocks = [*blocks, *remark_blocks(tr, state.note, state.observations)]
        if state.unfinished_note:
            # Above everything, where it cannot be scrolled out of view.
            text = tr("An unfinished note is here: {key} shows it.", key=key_of(self, "note"))
            blocks = [block(text, "warn"), *blocks]
        return blocks

    def write_heads(self) -> None:
        """How far it is, in words and as a bar, and the basis."""
        progress = self.session.progress
        counts = progress.counts()
        filled = round(10 * counts.judged / counts.total) if counts.total else 0
        judged, *rest = progress_parts(self.context.tr, progress, self.judging.basis)
        text = "  ".join([judged, "█" * filled + "·" * (10 - filled), *rest])
        self.query_one("#progress", PaneTitle).text = text

    def _heading(self, scale: Scale) -> list[Block]:
        about = question_lines(self.context, self.reviewing.items, self.item, scale.applies_to)
        return [block(self.context.tr.text(scale.question), "heading"), *about]

    async def _run(self, do: Callable[[], R]) -> R:
        """Do something without freezing the screen; what is not on the disk is said, and stays."""

        def not_saved(why: str) -> str:
            # What mends it comes first: the end of a long path and reason may be cut off.
            return self.context.tr(
                "NOT SAVED, kept on this screen: {key} saves it elsewhere. {why}",
                why=why,
                key=key_of(self, "elsewhere"),
            )

        result = await self.save(do, not_saved)
        if result.pending:
            self.write()
        return result

    async def action_answer(self, key: str) -> None:
        """Give the answer of a key; saved at once, then the next question or item comes."""
        if self.rejects(key):
            return
        scale, value = self.judging.question(), self.judging.value_of(key)
        if scale is None or value is None:
            self.announce_no_answer(key)
            return
        self.panel.answered()
        if self.judging.needs_reason(key):
            self._ask_reason(key, scale, value.code)
        else:
            await self._answer(key, scale, value.code)

    def _ask_reason(self, key: str, scale: Scale, code: str) -> None:
        """Open the note line for an answer that needs a reason; without that the answer is taken back."""
        from ilo_tui.frontends.tui.dialogs.prompt import Prompt

        typed = NoteForm(self.session, self.item).text.replace("\n", " ")

        async def save_answer(reason: str | None) -> None:
            if reason:
                # It is answered with Enter: a digit that was still typed into the line is no answer to what comes next.
                self.panel.answered()
                await self._answer(key, scale, code, reason)
            else:
                tr = self.context.tr
                self.announce(tr("Taken back: {answer} needs a reason.", answer=label_of(tr, scale, code)))

        def question() -> str:
            return self.context.tr("{answer}: why?", answer=label_of(self.context.tr, scale, code))

        def hint() -> str:
            return self.context.tr("Enter saves the answer with this note, Esc takes the answer back.")

        self.app.push_screen(Prompt(question, typed, hint), save_answer)

    async def _answer(self, key: str, scale: Scale, code: str, reason: str = "") -> None:
        """Save an answer, and go on."""
        item = self.item
        step = await self._run(lambda: self.judging.answer(key, reason))
        if not step.saved:
            return
        if step.complete:
            self.show_status(self._answered(self.words, item, scale, code))
            self._go_on(item, over=step.over)
        self.write()

    def _answered(self, saved: Callable[[], str], item: str, scale: Scale, code: str) -> Callable[[], str]:
        """When it was saved, what was answered, and then only what the dossier itself says."""

        def words() -> str:
            answer = label_of(self.context.tr, scale, code)
            return " · ".join(filter(None, [saved(), answer, after_answer(self.context, self.reviewing.items, item)]))

        return words

    def _go_on(self, item: str, *, over: bool) -> None:
        """After the last item: back to where one was, or to the numbers of the session."""
        if over:
            self.dismiss()
            # Now that it can lie over no question.
            self.app.notify(self.message, markup=False)
        elif self.judging.item is None:
            self.judging.go_to(item)
            self._summary()

    def _summary(self) -> None:
        from ilo_tui.frontends.tui.screens.summary import SummaryScreen

        self.app.push_screen(SummaryScreen(self.contexts, self.reviewing, self.session, self.go_to_item))

    def go_to_item(self, item: str) -> None:
        """Show an item of the session."""
        self.judging.go_to(item)
        self.write()

    async def action_skip(self) -> None:
        """Pass the item over for now."""
        item = self.item
        await self._run(self.judging.skip)
        if self.judging.item is None:
            self.judging.go_to(item)
        self.write()

    async def action_flag(self) -> None:
        """Mark the item to come back to, or take the mark away."""
        await self._run(self.judging.flag)
        self.write()

    async def action_undo(self) -> None:
        """Withdraw the latest decision and go to its item."""
        step = await self._run(self.judging.undo)
        if step.saved and step.item is None:
            self.show_status(lambda: self.context.tr("Nothing is left to undo."))
        elif step.saved and (item := step.item):
            self.show_status(lambda: self._withdrawn(item))
        self.write()

    def _withdrawn(self, item: str) -> str:
        title = item_title(self.context, self.reviewing.items, item)
        return self.context.tr("Withdrawn: {title}", title=title)

    def action_previous(self) -> None:
        """To the item before this one."""
        if self.judging.previous():
            self.write()

    def action_note(self) -> None:
        """Write a note on the item."""
        from ilo_tui.frontends.tui.dialogs.note import NoteScreen

        if self.judging.read_only:
            self.show_status(self.judging.read_only.localise(self.context.tr), bad=True)
            return

        async def save_note(text: str | None) -> None:
            if text is not None:
                await self._run(lambda: self.judging.note(text))
            self.write()

        self.app.push_screen(NoteScreen(self.contexts, NoteForm(self.session, self.item)), save_note)

    async def observe(self, observation: NewObservation) -> ReviewError | None:
        """Save an observation in the session at hand; why it was refused. What no disk takes is kept here."""
        result = await self._run(lambda: self.judging.observe(observation))
        self.write()
        return None if result.pending else result.error

    def action_items(self) -> None:
        """List the items with their state; Enter goes to one."""
        from ilo_tui.frontends.tui.screens.items import ItemsScreen

        def go(item: str | None) -> None:
            if item:
                self.judging.go_to(item)
            self.write()

        self.app.push_screen(ItemsScreen(self.contexts, self.reviewing, self.session, self.item), go)

    @work
    async def action_elsewhere(self) -> None:
        """Save the session in another folder and go on there."""
        await self._save_elsewhere()

    async def _save_elsewhere(self) -> None:
        leaving = self.judging.leaving
        typed, why = "", ""
        while folder := await ask_folder(self, self.contexts, typed, why):
            result = await asyncio.to_thread(leaving.choose, "elsewhere", folder)
            if result.error is None:
                path = clean(str(self.session.path))
                self.show_status(self.context.tr("Saved in {path}; this session goes on there.", path=path))
                break
            # Said where it was typed: the session is as it was, and what is said of it stays true.
            typed, why = str(folder), error_line(result.error, self.context.tr)
        self.write()

    @property
    def unsaved(self) -> bool:
        """Whether decisions are saved nowhere."""
        return self.judging.saver.unsaved

    def holds(self) -> bool:
        """Whether leaving now would lose decisions."""
        return not self.judging.leaving.may_leave()

    async def may_close(self) -> bool:
        """Ask what becomes of the decisions that are saved nowhere, until they are saved or given up, or one stays."""
        saver, leaving = self.judging.saver, self.judging.leaving
        while not leaving.may_leave():
            match await ask_about_unsaved(self, self.contexts, saver.unsaved_count, saver.unsaved_items()):
                case "try":
                    await self._run(lambda: leaving.choose("try"))
                case "elsewhere":
                    await self._save_elsewhere()
                case "lose":
                    leaving.choose("lose")
                    return True
                case _:
                    return False
        # Read on the screen that comes after this one: on this one no toast is shown.
        self.app.notify(self.message, markup=False)
        return True
