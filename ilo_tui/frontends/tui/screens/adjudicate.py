"""Going through a disagreement: every decision and note side by side, then what is agreed, and why."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from textual.app import ComposeResult

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.app.saving import SessionSaver
from ilo_tui.core.errors import PathError
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.help.bindings_in_force import KeysBelow, key_of
from ilo_tui.frontends.tui.keys import bindings
from ilo_tui.frontends.tui.protocols import services
from ilo_tui.frontends.tui.status import StatusScreen
from ilo_tui.frontends.tui.unsaved import ask_about_answers, ask_about_unsaved, ask_folder
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import Pane, StatusLine
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel
from ilo_tui.frontends.tui.workers import error_line, work
from ilo_tui.review.adjudication import record_final_answer, start_adjudication, unfinished_adjudication
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.errors import ReviewError, SaveFailedError
from ilo_tui.review.model import Basis, Decision, Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.agreement_rows import reviewer_labels
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import BASES, label_of
from ilo_tui.views.pages.disagreement import disagreement_blocks

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
        """Begin with the disagreement `first` of those `found`; with letters for reviewers if names are `hidden`."""
        super().__init__(contexts)
        self.reviewing, self.reviewer = reviewing, reviewer
        self.agreement, self.hidden = agreement, hidden
        self.disagreement = disagreement
        self.values: dict[str, str] = {}
        self.why = ""
        self.basis: Basis = "dossier_only"
        self.recorded: set[tuple[str, str]] = set()
        self.failed: ReviewSession | None = None
        """The adjudication that holds what could not be saved."""
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """The decisions, the question, what was saved, keys."""
        yield Pane(Page(id="item-page"), id="item", first=True)
        yield QuestionPanel(self, self._heading, self._ending, frame=_FRAME)
        yield StatusLine(id="saved")
        yield KeysBelow(self.contexts)

    def on_mount(self) -> None:
        """Show the first one."""
        self.query_one("#item-page", Page).focus()
        # An adjudication that is gone on with keeps its last basis.
        with suppress(ReviewError):
            if before := unfinished_adjudication(
                self.reviewing.library.entries(), self.reviewer.id, self.disagreement.key
            ):
                self.basis = before.history.last_basis
        self.write()

    def on_unmount(self) -> None:
        """Try once more to save what is not: nobody can be asked any more."""
        if self.failed:
            with suppress(ReviewError):
                self.failed.retry()
            self.failed.close()

    def on_resize(self) -> None:
        """How high the question is depends on the room."""
        self.write()

    def write(self) -> None:
        """The decisions, and the question that is open."""
        content = (self.disagreement.key, self.context.tr.language)
        if content != self._drawn:
            # Left alone while one answers: it stays where it was scrolled to.
            self._drawn = content
            self._write_decisions()
        self._entitle()
        self.write_question()
        self.write_status()

    def _entitle(self) -> None:
        tr, alike = self.context.tr, self._comparable()
        place, count = alike.index(self.disagreement) + 1, len(alike)
        if self.disagreement.one_step:
            title = tr("One step apart, {n} of {all}: {item}", n=place, all=count, item=self.disagreement.item)
        else:
            title = tr("Disagreement {n} of {all}: {item}", n=place, all=count, item=self.disagreement.item)
        basis = tr("basis: {basis}", basis=tr(BASES[self.basis]))
        self.query_one("#item", Pane).set_title(f"{title}  {basis}")

    def _write_decisions(self) -> None:
        names = reviewer_labels(
            self.agreement.ratings, self.hidden, self.context.tr, self.agreement.final_answers.values()
        )
        blocks = disagreement_blocks(
            self.context, self.reviewing.items, self.agreement.ratings, self.disagreement, names
        )
        self.query_one("#item-page", Page).write(lambda width: blocks)

    def question(self) -> Scale | None:
        """What is asked now; None once all is answered."""
        return self.reviewing.items.question(self.disagreement.kind, self.values)

    def _agreed_so_far(self) -> list[Block]:
        tr = self.context.tr
        answers = [label_of(tr, self.context.dossier.get(Scale, name), code) for name, code in self.values.items()]
        return [block(tr("Agreed so far: {answers}", answers=", ".join(answers)), "mark")] if answers else []

    def questions(self) -> Sequence[Scale]:
        """The question in force alone: what is agreed so far stands above it, so no two are alike in height."""
        scale = self.question()
        return [scale] if scale else []

    def chosen(self, scale: Scale) -> str | None:
        """No answer is marked: one that was given is no longer asked for."""
        return None

    def _heading(self, scale: Scale) -> list[Block]:
        tr = self.context.tr
        return [*self._agreed_so_far(), block(tr("Consensus: {question}", question=tr.text(scale.question)), "heading")]

    def _ending(self) -> list[Block]:
        text = self.context.tr("{key} writes why, and records the consensus", key=key_of(self, "why"))
        return [*self._agreed_so_far(), block(text, "heading")]

    def action_answer(self, key: str) -> None:
        """Answer the open question; after the last one comes the note."""
        if self.rejects(key):
            return
        scale = self.question()
        value = next((choice for choice in scale.values if choice.key == key), None) if scale else None
        if scale is None or value is None:
            self.announce(self.context.tr("{key} is no answer here", key=key), bad=True)
            return
        self.panel.answered()
        self.values[scale.id] = value.code
        self._show_message("")
        if self.question() is None:
            self.action_why()

    def _show_message(self, text: str, *, bad: bool = False) -> None:
        """Say something, and write the question that is open now."""
        self.show_status(text, bad=bad)
        self.write()

    def action_basis(self) -> None:
        """Choose on what is agreed from now on."""
        from ilo_tui.frontends.tui.basis import choose_basis

        def take(basis: Basis) -> None:
            self.basis = basis
            self._entitle()
            self.announce(self.context.tr("basis from now on: {basis}", basis=self.context.tr(BASES[basis])))

        choose_basis(self, self.contexts, self.basis, take)

    def action_take_back(self) -> None:
        """Take the last answer back; what is recorded stays."""
        if self.values:
            self.values.popitem()
        self._show_message("")

    @work
    async def action_why(self) -> None:
        """Ask why, and record what is agreed."""
        if self.question() is not None:
            self.announce(self.context.tr("Answer the question first."), bad=True)
        elif await self._ask_why():
            self._go_on(self.message)

    async def _ask_why(self) -> bool:
        """Ask why, and record what is agreed; True once that is on the disk."""

        def hint() -> str:
            return self.context.tr("Who agreed, and for what reason. Enter records it, Esc does not.")

        prompt = Prompt(lambda: self.context.tr("Why is this agreed?"), self.why, hint)
        why = await self.app.push_screen_wait(prompt)
        if not why:
            message = self.context.tr("Not recorded: a consensus says why. {key} asks again.", key=key_of(self, "why"))
            self.show_status(message, bad=True)
            return False
        self.why = why
        return await self._save(lambda: self._record(why))

    async def _save(self, save: Callable[[], datetime]) -> bool:
        """Save beside the screen; what is not on the disk is said, and stays to be saved."""
        tr = self.context.tr
        try:
            saved = await asyncio.to_thread(save)
        except (ReviewError, PathError) as error:
            # What mends it comes first: the end of a long reason may be cut off.
            message = tr("NOT SAVED: {key} tries again. {why}", key=key_of(self, "why"), why=error_line(error, tr))
            self.show_not_saved(message)
            return False
        self.recorded.add(self.disagreement.key)
        self.values, self.why = {}, ""
        self.show_status(tr("Saved {time}", time=tr.clock(saved)))
        return True

    def _record(self, why: str) -> datetime:
        """Record in the unfinished adjudication that has the item, else in a new one of all that is open."""
        session = self.failed or self._session()
        session.basis = self.basis
        try:
            if self._is_recorded(session, why):
                saved = session.retry()
            else:
                saved = record_final_answer(
                    session, self.disagreement.ratings, self.disagreement.item, self.values, why
                )
        except SaveFailedError:
            self.failed = session
            raise
        except ReviewError:
            self._close(session)
            raise
        self._close(session)
        return saved

    def _close(self, session: ReviewSession) -> None:
        if not session.unsaved:
            self.failed = None
            session.close()

    def _is_recorded(self, session: ReviewSession, why: str) -> bool:
        """Whether what is agreed stands among what could not be saved."""
        latest = session.unsaved[-1] if session.unsaved else None
        return (
            isinstance(latest, Decision)
            and latest.item == self.disagreement.item
            and (latest.values, latest.note, latest.basis) == (self.values, why, self.basis)
        )

    def _session(self) -> ReviewSession:
        library = self.reviewing.library
        if entry := unfinished_adjudication(library.entries(), self.reviewer.id, self.disagreement.key):
            return library.open(entry)
        alike = [
            disagreement.key
            for disagreement in self._remaining()
            if (disagreement.kind == "attribution") == (self.disagreement.kind == "attribution")
        ]
        keys = list(dict.fromkeys([self.disagreement.key, *alike]))
        return start_adjudication(library.environment, keys, self.reviewer, self.context.tr.language)

    def _comparable(self) -> list[Disagreement]:
        """What is gone through together: disagreements, or what is but one step apart if one began there."""
        return self.agreement.one_step if self.disagreement.one_step else self.agreement.disagreements

    def _remaining(self) -> list[Disagreement]:
        return [
            disagreement
            for disagreement in self._comparable()
            if not disagreement.adjudicated and disagreement.key not in self.recorded
        ]

    def _go_on(self, message: str) -> None:
        remaining = self._remaining()
        if not remaining:
            end = self.context.tr("Every disagreement is gone through.")
            self.dismiss()
            # Now that it can lie over no question.
            self.app.notify(f"{message} · {end}", markup=False)
            return
        after = self.agreement.differing.index(self.disagreement)
        self.disagreement = next(
            (disagreement for disagreement in remaining if self.agreement.differing.index(disagreement) > after),
            remaining[0],
        )
        self._show_message(message)

    def action_leave(self) -> None:
        """Go back to the list."""
        services(self).leave.ask(lambda: self.dismiss(None), [self])

    @property
    def unsaved(self) -> bool:
        """Whether a consensus could not be saved."""
        return bool(self.failed and self.failed.unsaved)

    def holds(self) -> bool:
        """Whether leaving now would lose answers: those on the screen, or what could not be saved."""
        return bool(self.values) or self.unsaved

    async def may_close(self) -> bool:
        """Ask what becomes of the answers, until they are recorded or given up, or one stays."""
        while self.holds():
            if self.failed:
                saver = SessionSaver(self.failed)
                fate = await ask_about_unsaved(self, self.contexts, saver.unsaved_count, saver.unsaved_items())
            else:
                fate = await ask_about_answers(self, self.contexts, self.disagreement.item)
            if fate is None:
                return False
            if fate == "lose":
                return self._give_up()
            if not await self._try_to_save(elsewhere=fate == "elsewhere") and not self.failed:
                return False
        return True

    def _give_up(self) -> bool:
        if self.failed:
            self.failed.close()
        self.failed, self.values = None, {}
        return True

    async def _try_to_save(self, *, elsewhere: bool) -> bool:
        """Record what is agreed where it belongs, or save the adjudication in another folder."""
        if self.question() is not None:
            self.announce(self.context.tr("Answer the question first."), bad=True)
            return False
        if not elsewhere:
            why = self.why
            return await self._save(lambda: self._record(why)) if self.failed else await self._ask_why()
        folder, session = await ask_folder(self, self.contexts), self.failed
        if not folder or session is None:
            return False

        def save() -> datetime:
            session.save_elsewhere(folder)
            saved = session.retry()
            self._close(session)
            return saved

        return await self._save(save)

    def current(self) -> str | None:
        """What the cursor is on, else the item."""
        return self.query_one("#item-page", Page).target or self.disagreement.item

    def cited(self) -> str | None:
        """What a citation is taken of: the item's record."""
        return self.disagreement.item.partition(":")[2]
