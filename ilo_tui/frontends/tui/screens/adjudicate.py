"""Going through a disagreement: every decision and note side by side, then the final answer, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal

from ilo_tui.app.adjudication import Adjudication
from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.saving import LeaveChoice, SaveResult
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.status import StatusScreen
from ilo_tui.frontends.tui.unsaved import ask_about_answers, ask_about_unsaved, ask_folder
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane, StatusLine
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel
from ilo_tui.frontends.tui.workers import work
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.model import Reviewer
from ilo_tui.views.agreement_rows import reviewer_labels
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import BASES, label_of
from ilo_tui.views.pages.disagreement import disagreement_blocks
from ilo_tui.views.pages.judging import question_lines

_FRAME = 2
"""Lines besides decisions and question: what was saved, the keys."""


class AdjudicationScreen(StatusScreen):
    """Disagreements, one after another.

    Nothing of an item is recorded before every question has an answer and a note says why. No decision is changed.
    """

    BINDINGS = bindings("answers", "adjudicate")
    CSS_PATH = "adjudicate.tcss"

    def __init__(  # noqa: PLR0913 - who, over what, from where
        self,
        contexts: Contexts,
        reviewing: ReviewerContext,
        reviewer: Reviewer,
        agreement: Agreement,
        disagreement: Disagreement,
        *,
        hidden: bool,
    ) -> None:
        """Begin with one `disagreement` of the `agreement`; with letters for reviewers if names are `hidden`."""
        super().__init__(contexts)
        self.reviewing, self.hidden = reviewing, hidden
        self.adjudication = Adjudication(contexts, reviewing.repository, reviewer, agreement, disagreement)

    @property
    def item(self) -> str:
        """The item on which decisions differ."""
        return self.adjudication.disagreement.item

    @property
    def answering(self) -> Adjudication:
        """The answers so far."""
        return self.adjudication

    def compose(self) -> ComposeResult:
        """The decisions, the question, what was saved, keys."""
        with Horizontal(id="beside"):
            yield Pane(Page(id="item-page"), id="item", first=True)
        yield QuestionPanel(self.adjudication, self._heading, self._ending, frame=_FRAME)
        yield StatusLine(id="saved")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the first one."""
        self.query_one("#item-page", Page).focus()
        self.adjudication.resume()
        self.write()

    def on_unmount(self) -> None:
        """Try once more to save what is not: nobody can be asked any more."""
        self.adjudication.close()

    def write(self) -> None:
        """The decisions, and the question that is open."""
        self.close_source(unless_of=self.item)
        if not self.is_drawn(self.adjudication.disagreement.key, self.context.tr.language):
            self._write_decisions()
        self.write_heads()
        self.write_question()
        self.write_status()

    def write_heads(self) -> None:
        """Which disagreement of how many, and the basis."""
        tr, disagreement, alike = self.context.tr, self.adjudication.disagreement, self.adjudication.alike()
        place, count = alike.index(disagreement) + 1, len(alike)
        if disagreement.one_step:
            title = tr("One step apart, {n} of {all}: {item}", n=place, all=count, item=disagreement.item)
        else:
            title = tr("Disagreement {n} of {all}: {item}", n=place, all=count, item=disagreement.item)
        basis = tr("basis: {basis}", basis=tr(BASES[self.adjudication.basis]))
        self.query_one("#item", Pane).set_title(f"{title}  {basis}")

    def _write_decisions(self) -> None:
        agreement = self.adjudication.agreement
        names = reviewer_labels(agreement.ratings, self.hidden, self.context.tr, agreement.final_answers.values())
        blocks = disagreement_blocks(
            self.context, self.reviewing.items, agreement.ratings, self.adjudication.disagreement, names
        )
        self.query_one("#item-page", Page).write(lambda width: blocks)

    def _answered_so_far(self) -> list[Block]:
        tr, values = self.context.tr, self.adjudication.values
        answers = [label_of(tr, self.context.dossier.get(Scale, name), code) for name, code in values.items()]
        return [block(tr("Answered so far: {answers}", answers=", ".join(answers)), "mark")] if answers else []

    def _heading(self, scale: Scale) -> list[Block]:
        tr = self.context.tr
        return [
            *self._answered_so_far(),
            block(tr("Final answer: {question}", question=tr.text(scale.question)), "heading"),
            *question_lines(self.context, self.reviewing.items, self.item, scale.applies_to),
        ]

    def _ending(self) -> list[Block]:
        text = self.context.tr("{key} writes why, and records the final answer", key=key_of(self, "why"))
        return [*self._answered_so_far(), block(text, "heading")]

    def action_answer(self, key: str) -> None:
        """Answer the open question; after the last one comes the note."""
        if self.rejects(key):
            return
        if self.adjudication.answer(key) is None:
            self.announce_no_answer(key)
            return
        self.panel.answered()
        self._show_message("")
        if self.adjudication.question() is None:
            self.action_why()

    def _show_message(self, words: Words, *, bad: bool = False) -> None:
        """Say something, and write the question that is open now."""
        self.show_status(words, bad=bad)
        self.write()

    def action_take_back(self) -> None:
        """Take the last answer back; what is recorded stays."""
        self.adjudication.take_back()
        self._show_message("")

    @work
    async def action_why(self) -> None:
        """Ask why, and record the final answer."""
        if await self._ask_why():
            self._go_on(self.words)

    async def _ask_why(self) -> bool:
        """Ask why, and record the final answer; True once that is on the disk."""
        adjudication = self.adjudication
        if adjudication.question() is not None:
            self.announce(self.context.tr("Answer the question first."), bad=True)
            return False

        def hint() -> str:
            return self.context.tr("Who decided, and for what reason. Enter records it, Esc does not.")

        prompt = Prompt(lambda: self.context.tr("Why is this the final answer?"), adjudication.note, hint)
        note = await self.app.push_screen_wait(prompt)
        if not note:
            self.show_status(self._not_recorded, bad=True)
            return False
        return await self._save(lambda: adjudication.record(note))

    def _not_recorded(self) -> str:
        return self.context.tr("Not recorded: a final answer says why. {key} asks again.", key=key_of(self, "why"))

    async def _save(self, save: Callable[[], SaveResult[datetime]]) -> bool:
        """Save beside the screen; what is not on the disk is said, and stays to be saved."""

        def not_saved(why: str) -> str:
            # What mends it comes first: the end of a long reason may be cut off.
            return self.context.tr("NOT SAVED: {key} tries again. {why}", key=key_of(self, "why"), why=why)

        return (await self.save(save, not_saved, refused=True)).saved

    def _go_on(self, words: Callable[[], str]) -> None:
        if self.adjudication.advance():
            self._show_message(words)
            return
        end = self.context.tr("Every disagreement is gone through.")
        self.dismiss()
        # Now that it can lie over no question.
        self.app.notify(f"{words()} · {end}", markup=False)

    def action_leave(self) -> None:
        """Go back to the list, or from a source to the question."""
        if self.back():
            return
        services(self).leave.ask(lambda: self.dismiss(None), [self])

    @property
    def unsaved(self) -> bool:
        """Whether a final answer could not be saved."""
        return self.adjudication.at_stake == "unsaved"

    def holds(self) -> bool:
        """Whether leaving now would lose answers: those on the screen, or what could not be saved."""
        return self.adjudication.at_stake is not None

    async def may_close(self) -> bool:
        """Ask what becomes of the answers, until they are recorded or given up, or one stays."""
        while self.adjudication.at_stake:
            choice = await self._ask_before_leaving()
            if choice is None:
                return False
            if choice == "lose":
                self.adjudication.give_up()
            elif not await self._keep(elsewhere=choice == "elsewhere") and not self.unsaved:
                return False
        return True

    async def _ask_before_leaving(self) -> LeaveChoice | None:
        if saver := self.adjudication.saver:
            return await ask_about_unsaved(self, self.contexts, saver.unsaved_count, saver.unsaved_items())
        return await ask_about_answers(self, self.contexts, self.item)

    async def _keep(self, *, elsewhere: bool) -> bool:
        """Record the final answer, or save what could not be saved: where it belongs, or in another folder."""
        if not self.unsaved:
            return await self._ask_why()
        if not elsewhere:
            return await self._save(self.adjudication.retry)
        folder = await ask_folder(self, self.contexts)
        return folder is not None and await self._save(lambda: self.adjudication.save_elsewhere(folder))
