"""The judging screen: one item, one question, one digit; saved before the next item comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.text import clean, join_sentences
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.dialogs.observe import NewObservation
from ilo_tui.frontends.tui.key_time import pressed_at
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.question import AnswerLayout, answer_blocks, layout_for, too_small
from ilo_tui.frontends.tui.status import StatusScreen
from ilo_tui.frontends.tui.unsaved import ask_about_unsaved, ask_folder
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane, PaneTitle, StatusLine
from ilo_tui.frontends.tui.workers import error_line, work
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Basis
from ilo_tui.review.progress import seconds_left, seconds_spent
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.blinding import Blinding, judging_blinding
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import (
    BASES,
    after_answer,
    answers_line,
    item_blocks,
    item_title,
    label_of,
    neighbours,
    observation_line,
)

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
        """Begin with `item`, else where the session was left."""
        super().__init__(contexts)
        self.reviewing, self.session = reviewing, session
        self.item = item or session.progress.resume_item() or session.progress.order[0]
        self._given_up = False
        self._question_height = 0
        self._elsewhere = reviewing.unanswered(except_for=session.id)
        self._unblind = contexts.blind(self._blinding)
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Progress, the item with its neighbours, the question, what was saved, keys."""
        yield PaneTitle(id="progress")
        with Horizontal():
            yield Pane(Page(id="item-page"), id="item", first=True)
            yield Pane(Page(id="neighbour-page"), id="neighbours")
        yield Page(id="question-page")
        yield StatusLine(id="saved")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the item."""
        self.query_one("#item-page", Page).focus()
        if self.session.read_only:
            self.show_status(self.session.read_only.localise(self.context.tr), bad=True)
        self.write()

    def on_unmount(self) -> None:
        """Leave the session to other programs."""
        self._unblind()
        if self.session.unsaved and not self._given_up:
            # The terminal is gone, or the program was told to end: nobody can be asked any more.
            with suppress(ReviewError):
                self.session.retry()
        self.session.close()

    def _blinding(self) -> Blinding:
        """What is hidden at this item, here and on whatever lies over this screen."""
        return judging_blinding(self.session, self.item, self._elsewhere)

    def on_resize(self) -> None:
        """Neighbours stand beside the item where there is room, else below it."""
        self.write()

    def write(self) -> None:
        """Write the item, its question, and where one is."""
        judged = self.session.judged(self.item) and not self.context.blinding.hides(self.item)
        state = self.session.pending_state(self.item)
        note, beside = state.note if state else "", (self._unfinished_note(), len(self._observations()))
        content = (self.item, judged, note, *beside, self.app.size, self.context.tr.language)
        if content != self._drawn:
            self._drawn = content
            self._write_item(judged)
        self.query_one("#item", Pane).set_title(self._title())
        self.query_one("#neighbours", Pane).set_title(self.context.tr("What else is said"))
        self.query_one("#progress", PaneTitle).text = self._progress()
        self._write_question()
        self.write_status()

    def _write_item(self, judged: bool) -> None:
        """The item and what else is said; left alone while only the question changes."""
        wide = self.app.size.width >= 120
        about, beside = self._about(judged), neighbours(self.context, self.reviewing.items, self.item)
        self.query_one("#item-page", Page).write(lambda width: about if wide else [*about, *beside])
        self.query_one("#neighbour-page", Page).write(lambda width: beside if wide else [])

    def _title(self) -> str:
        tr, progress = self.context.tr, self.session.progress
        state = self.session.pending_state(self.item)
        marks = [answers_line(tr, self.context.dossier, state)] if state and (state.values or state.skipped) else []
        marks += [tr("unfinished note")] if self._unfinished_note() else []
        marks += [tr("note")] if state and state.note else []
        marks += [tr("flagged")] if state and state.flagged and not marks else []
        marks += [tr("changed since you judged it")] if progress.changed(self.item) else []
        return " · ".join([self.item, *marks])

    def _unfinished_note(self) -> str:
        """The text of a note on the item that was typed and never saved as one."""
        if self.session.drafts.load(self.item) is None:
            return ""
        return self.session.unfinished_notes().get(self.item, "")

    def _observations(self) -> list[str]:
        """What was observed on the item in this session, each with its place and date."""
        return [observation_line(observation) for observation in self.session.history.observations(self.item)]

    def _about(self, judged: bool) -> list[Block]:
        tr = self.context.tr
        blocks = item_blocks(self.context, self.reviewing.items, self.item)
        if judged and (text := after_answer(self.context, self.reviewing.items, self.item)):
            blocks = [*blocks, Block(), block(text, "dim")]
        state = self.session.pending_state(self.item)
        if state and state.note:
            blocks = [*blocks, Block(), block(tr("Your note: ") + state.note.replace("\n", " "), "mark")]
        if observations := self._observations():
            blocks = [
                *blocks,
                Block(),
                *(block(tr("Your observation: ") + observation, "mark") for observation in observations),
            ]
        if self._unfinished_note():
            # Above everything, where it cannot be scrolled out of view.
            text = tr("An unfinished note is here: {key} shows it.", key=key_of(self, "note"))
            blocks = [block(text, "warn"), *blocks]
        return blocks

    def _progress(self) -> str:
        tr, counts = self.context.tr, self.session.progress.counts()
        records = self.session.history.records
        filled = round(10 * counts.judged / counts.total) if counts.total else 0
        parts = [
            tr("{judged} of {total} judged", judged=counts.judged, total=counts.total),
            "█" * filled + "·" * (10 - filled),
        ]
        if counts.flagged:
            parts.append(tr("{n} flagged", n=counts.flagged))
        parts.append(tr("basis: {basis}", basis=tr(BASES[self.session.basis])))
        seconds = seconds_left(records, counts.total - counts.judged)
        if seconds and counts.judged:
            pace = seconds_spent(records) // max(counts.judged, 1)
            parts.append(tr("{pace} s each, about {left} min left", pace=pace, left=max(round(seconds / 60), 1)))
        return "  ".join(parts)

    def question(self) -> Scale | None:
        """What is asked now; of an item that is judged, its first question again."""
        scale = self.session.question(self.item)
        if scale is None:
            scale = next(iter(self.reviewing.items.scales(self.session.progress.question_kind(self.item))), None)
        return scale

    def _write_question(self) -> None:
        scale, page = self.question(), self.query_one("#question-page", Page)
        if scale is None:
            page.write(lambda width: [])
            return
        # As high as the longest of the item's questions: another height would lay out the screen at every key.
        scales = self.reviewing.items.scales(self.session.progress.question_kind(self.item))
        layout, height = layout_for(self.app.size, scales, self._scale_blocks, _FRAME)
        answer = self.session.answers(self.item).get(scale.id)
        small = [too_small(self.context.tr, self.app.size, height)]
        blocks = self._scale_blocks(scale, layout, answer) if layout else small
        height = self.lay_out(layout, height)
        if height != self._question_height:
            self._question_height = height
            page.styles.height = height
        page.write(lambda width: blocks)

    def _scale_blocks(self, scale: Scale, layout: AnswerLayout, answer: str | None = None) -> list[Block]:
        """A question and its answers, the one given marked."""
        tr = self.context.tr
        return [block(tr.text(scale.question), "heading"), *answer_blocks(self, tr, scale, layout, answer)]

    async def _save(self, save: Callable[[], datetime | str | None]) -> tuple[bool, Any]:
        """Save without freezing the screen; what is not on the disk is said, and stays."""
        tr = self.context.tr
        try:
            outcome = await asyncio.to_thread(save)
        except SaveFailedError as error:
            # What mends it comes first: the end of a long path and reason may be cut off.
            why = join_sentences(error.localise(tr))
            message = tr(
                "NOT SAVED, kept on this screen: {key} saves it elsewhere. {why}",
                why=why,
                key=key_of(self, "elsewhere"),
            )
            self.show_not_saved(message)
            self.write()
            return False, None
        except ReviewError as error:
            self.announce(error_line(error, tr), bad=True)
            return False, None
        if isinstance(outcome, datetime):
            self.show_status(tr("Saved {time}", time=tr.clock(outcome)))
        return True, outcome

    async def action_answer(self, key: str) -> None:
        """Give the answer of a key; saved at once, then the next question or item comes."""
        if self.rejects(key):
            return
        scale = self.question()
        value = next((choice for choice in scale.values if choice.key == key), None) if scale else None
        if scale is None or value is None:
            self.announce(self.context.tr("{key} is no answer here", key=key), bad=True)
            return
        self.guard.answered(pressed_at(self))
        item = self.item
        again = self.session.judged(item)

        def save() -> datetime:
            # Another answer to the first question asks the later ones anew.
            return (
                self.session.decide(item, {scale.id: value.code})
                if again
                else self.session.answer(item, scale.id, value.code)
            )

        saved, _ = await self._save(save)
        if not saved:
            return
        if self.session.judged(item):
            answer = label_of(self.context.tr, scale, value.code)
            opinion = after_answer(self.context, self.reviewing.items, item)
            self.show_status(" · ".join(filter(None, [self.message, answer, opinion])))
            self._go_on(item)
        self.write()

    def _go_on(self, answered: str) -> None:
        item = self.session.progress.next_item(answered)
        if item is not None:
            self.item = item
        elif self.session.document.queue.loose:
            self.dismiss()
            # Now that it can lie over no question.
            self.app.notify(self.message, markup=False)
        else:
            self._summary()

    def _summary(self) -> None:
        from ilo_tui.frontends.tui.screens.summary import SummaryScreen

        self.app.push_screen(SummaryScreen(self.contexts, self.reviewing, self.session, self.go_to_item))

    def go_to_item(self, item: str) -> None:
        """Show an item of the session."""
        self.item = item
        self.write()

    async def action_skip(self) -> None:
        """Pass the item over for now."""
        item = self.item
        saved, _ = await self._save(lambda: self.session.skip(item))
        if saved and (following := self.session.progress.next_item(item)):
            self.item = following
        self.write()

    async def action_flag(self) -> None:
        """Mark the item to come back to, or take the mark away."""
        state = self.session.pending_state(self.item)
        on = not (state and state.flagged)
        await self._save(lambda: self.session.flag(self.item, on))
        self.write()

    async def action_undo(self) -> None:
        """Withdraw the latest decision and go to its item."""
        saved, item = await self._save(self.session.undo)
        if saved and item is None:
            self.show_status(self.context.tr("Nothing is left to undo."))
        elif saved:
            self.show_status(
                self.context.tr("Withdrawn: {title}", title=item_title(self.context, self.reviewing.items, item))
            )
            self.item = item
        self.write()

    def action_previous(self) -> None:
        """To the item before this one."""
        if item := self.session.progress.before(self.item):
            self.item = item
            self.write()

    def action_basis(self) -> None:
        """Choose on what is judged from now on."""
        from ilo_tui.frontends.tui.basis import choose_basis

        def take(basis: Basis) -> None:
            self.session.basis = basis
            self.query_one("#progress", PaneTitle).text = self._progress()
            self.announce(self.context.tr("basis from now on: {basis}", basis=self.context.tr(BASES[basis])))

        choose_basis(self, self.contexts, self.session.basis, take)

    def action_note(self) -> None:
        """Write a note on the item."""
        from ilo_tui.frontends.tui.dialogs.note import NoteScreen

        if self.session.read_only:
            self.show_status(self.session.read_only.localise(self.context.tr), bad=True)
            return
        item = self.item

        async def save_note(text: str | None) -> None:
            if text is not None:
                await self._save(lambda: self.session.note(item, text))
            self.write()

        self.app.push_screen(NoteScreen(self.contexts, self.session, item), save_note)

    async def observe(self, observation: NewObservation) -> None:
        """Save an observation in the session at hand, which no other may have open meanwhile."""
        await self._save(
            lambda: self.session.observe(observation.item, observation.text, observation.place, observation.date)
        )
        self.write()

    def action_items(self) -> None:
        """List the items with their state; Enter goes to one."""
        from ilo_tui.frontends.tui.screens.items import ItemsScreen

        def go(item: str | None) -> None:
            if item:
                self.item = item
            self.write()

        self.app.push_screen(ItemsScreen(self.contexts, self.reviewing, self.session, self.item), go)

    @work
    async def action_elsewhere(self) -> None:
        """Save the session in another folder and go on there."""
        await self._save_elsewhere()

    async def _save_elsewhere(self) -> None:
        typed, why = "", ""
        while folder := await ask_folder(self, self.contexts, typed, why):
            try:
                path = await asyncio.to_thread(self.session.save_elsewhere, folder)
            except ReviewError as error:
                # Said where it was typed: the session is as it was, and what is said of it stays true.
                typed, why = str(folder), join_sentences(error.localise(self.context.tr))
                continue
            self.show_status(self.context.tr("Saved in {path}; this session goes on there.", path=clean(str(path))))
            break
        self.write()

    @property
    def unsaved(self) -> bool:
        """Whether decisions are saved nowhere."""
        return bool(self.session.unsaved)

    def holds(self) -> bool:
        """Whether leaving now would lose decisions."""
        return self.unsaved

    async def may_close(self) -> bool:
        """Ask what becomes of the decisions that are saved nowhere, until they are saved or given up, or one stays."""
        while unsaved := self.session.unsaved:
            match await ask_about_unsaved(self, self.contexts, [getattr(record, "item", "") for record in unsaved]):
                case "try":
                    await self._save(self.session.retry)
                case "elsewhere":
                    await self._save_elsewhere()
                case "lose":
                    self._given_up = True
                    return True
                case _:
                    return False
        # Read on the screen that comes after this one: on this one no toast is shown.
        self.app.notify(self.message, markup=False)
        return True

    def current(self) -> str | None:
        """What the cursor is on, else the item."""
        return self.query_one("#item-page", Page).target or self.item

    def cited(self) -> str | None:
        """What a citation is taken of: the item's record."""
        return self.item.partition(":")[2]
