"""Screens that ask for answers on an item: messages stand on a line above the keys, no toast lies over the question."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.containers import Horizontal

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.saving import SaveResult
from ilo_tui.frontends.tui.base import WIDE, RecordScreen
from ilo_tui.frontends.tui.basis import choose_basis
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel
from ilo_tui.frontends.tui.workers import error_line
from ilo_tui.review.model import Basis
from ilo_tui.views.cited import cited_places
from ilo_tui.views.pages.decisions import BASES

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.widgets.copy_pane import CopyPane

R = TypeVar("R", bound=SaveResult[object])


class Answering(Protocol):
    """What takes the answers: a machine of `ilo_tui.app`."""

    basis: Basis
    """On what one answers."""

    def source_shown(self, item: str) -> None:
        """A page of the source of an item is on the screen."""


class StatusScreen(RecordScreen):
    """A screen with a question panel, and a line `#saved` that says what happened last until something else happens."""

    def __init__(self, contexts: Contexts) -> None:
        """No message yet."""
        super().__init__(contexts)
        self._words: Words = ""
        self.bad, self._not_saved = False, ""
        self._drawn: tuple[object, ...] = ()
        self._read_of = ""
        """The item beside which a source is open; empty while none is."""

    @property
    def words(self) -> Callable[[], str]:
        """What makes the message that is shown now, in the language that is spoken by then."""
        words = self._words
        return words if callable(words) else lambda: words

    @property
    def message(self) -> str:
        """What happened last."""
        return self.words()

    @property
    def item(self) -> str:
        """The key of the item on which answers are given."""
        raise NotImplementedError

    @property
    def answering(self) -> Answering:
        """The machine that takes the answers."""
        raise NotImplementedError

    def write_heads(self) -> None:
        """Write the lines that say on what basis one answers."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """How high the question is, and what stands beside the item, depends on the room."""
        self._show_beside()
        self.write()

    def is_drawn(self, *content: object) -> bool:
        """Whether the page of the item shows this `content`; if not, it is taken to do so from now on.

        It is left alone while only the question changes: it stays where it was scrolled to.
        """
        before, self._drawn = self._drawn, content
        return content == before

    def show_source(self) -> bool:
        """Open the source of the item, or of what is under the cursor, beside it; then the next one that is cited.

        Without room beside the item it lies over it. The question keeps the focus.
        """
        subject = self.current() or self.item
        if not cited_places(self.context.dossier, subject):
            self.announce(self.context.tr("Nothing under the cursor cites a source: move to a claim."))
        elif self.app.size.width < WIDE:
            self._show_source_over(subject)
        elif self._read_of and self._copy_pane().subject == subject:
            self._copy_pane().next_source()
        else:
            self._read_of = self.item
            self._copy_pane().open(subject)
            self._show_beside()
        return True

    def _show_beside(self) -> None:
        """Where there is room beside the item, the source that is open, else what else is said.

        A class would have everything styled anew, which takes longer than to draw it.
        """
        wide, reading = self.app.size.width >= WIDE, bool(self._read_of)
        for pane in self.query("#copy"):
            pane.display = wide and reading
        for pane in self.query("#neighbours"):
            pane.display = wide and not reading

    def _show_source_over(self, subject: str) -> None:
        from ilo_tui.frontends.tui.screens.reading import show_reading

        show_reading(self.app, self.contexts, subject, lambda: self._source_shown(subject))

    def _copy_pane(self) -> CopyPane:
        """The pane beside the item, which is made when a source is first read."""
        from ilo_tui.frontends.tui.widgets.copy_pane import CopyPane

        if not self.query(CopyPane):
            self.query_one("#beside", Horizontal).mount(CopyPane(self.contexts, id="copy"))
        return self.query_one(CopyPane)

    def source_in_view(self) -> str | None:
        """The source that is open beside the item."""
        return self._copy_pane().source if self._read_of else None

    def write_source(self) -> None:
        """Write what is said of the source that is open, where the language is another now."""
        if self._read_of:
            self._copy_pane().write_head()

    def on_copy_pane_shown(self, event: CopyPane.Shown) -> None:
        """A page of a source was on the screen, beside the item."""
        event.stop()
        if event.subject == self._copy_pane().subject:
            self._source_shown(event.subject)

    def _source_shown(self, subject: str) -> None:
        """The item is answered on its source now; a neighbour's source is not its own, those below a cell are."""
        if subject == self.item or not cited_places(self.context.dossier, self.item):
            self.answering.source_shown(self.item)
            self.write_heads()

    def close_source(self, *, unless_of: str = "") -> bool:
        """Take the source away that is open beside an item, `unless_of` this one; False where none was."""
        if not self._read_of or self._read_of == unless_of:
            return False
        self._read_of = ""
        self._copy_pane().close()
        self._show_beside()
        self.query_one("#item-page", Page).focus()
        self.refresh_bindings()
        return True

    def back(self) -> bool:
        """From the source back to the question."""
        return self.close_source()

    @property
    def panel(self) -> QuestionPanel:
        """The question in force."""
        return self.query_one(QuestionPanel)

    def show_status(self, words: Words, *, bad: bool = False) -> None:
        """Show something on the line above the keys."""
        self._words, self.bad = words, bad
        if self.is_mounted:
            self.write_status()

    def show_not_saved(self, text: str) -> None:
        """Show that saving failed; it stays beside what is announced until everything is saved."""
        self._not_saved = text
        self.show_status(text, bad=True)

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Show what did not come of an answer; while something is unsaved, that stays behind it."""
        unsaved = self._not_saved if self.unsaved else ""
        self.show_status(" · ".join(filter(None, [text, unsaved])), bad=bad or self.unsaved)

    @property
    def unsaved(self) -> bool:
        """Whether saving has failed and something is on no disk."""
        raise NotImplementedError

    def rejects(self, key: str) -> bool:
        """Whether a digit is no answer now, too soon or with the question out of sight; the line says so then."""
        tr, rejection = self.context.tr, self.panel.rejection(key)
        if rejection == "too_small":
            self.announce(tr("{key} was not taken: make the window larger.", key=key))
        elif rejection == "out_of_sight":
            self.announce(tr("{key} was not taken: {tab} shows the question.", key=key, tab=key_of(self, "next-pane")))
        elif rejection == "too_soon":
            # What was saved just now stays to be read.
            hint = tr("{key} came too soon and was not taken", key=key)
            earlier = self.message.removeprefix(hint).removeprefix(" · ")
            self.show_status(" · ".join(filter(None, [hint, earlier])), bad=self.bad)
        return rejection is not None

    def write_question(self) -> None:
        """Write the question in force; how to see what it is about where there is no room for both."""
        self.panel.write_question(self.context.tr)
        if self.panel.layout_used == "alone" and not self.message:
            hint = self.context.tr("{tab}: what it is about, and back", tab=key_of(self, "next-pane"))
            self.show_status(hint)

    def turn(self, by: int) -> bool:
        """Show the item in place of the question, or the question again; False where both are there."""
        return self.panel.turn()

    async def save(self, do: Callable[[], R], not_saved: Callable[[str], str], *, refused: bool = False) -> R:
        """Save without freezing the screen; what is not on the disk is said as `not_saved` puts the reason, and stays.

        So is what was `refused`, where that can be tried again.
        """
        tr, result = self.context.tr, await to_thread(do)
        if result.error and (result.pending or refused):
            self.show_not_saved(not_saved(error_line(result.error, tr)))
        elif result.error:
            self.announce(error_line(result.error, tr), bad=True)
        elif isinstance(result.value, datetime):
            self.show_status(self.saved_words(result.value))
        return result

    def saved_words(self, when: datetime) -> Callable[[], str]:
        """What says that something was saved, in the language that is spoken when it is drawn."""
        return lambda: self.context.tr("Saved {time}", time=self.context.tr.clock(when))

    def announce_no_answer(self, key: str) -> None:
        """Show that a digit which was pressed in time is none of the answers."""
        self.announce(self.context.tr("{key} is no answer here", key=key), bad=True)

    def action_basis(self) -> None:
        """Choose on what one answers from now on."""

        def take(basis: Basis) -> None:
            self.answering.basis = basis
            self.write_heads()
            self.announce(self.context.tr("basis from now on: {basis}", basis=self.context.tr(BASES[basis])))

        choose_basis(self, self.contexts, self.answering.basis, take)

    def current(self) -> str | None:
        """What the cursor is on, else the item."""
        return self.query_one("#item-page", Page).target or self.item

    def cited(self) -> str | None:
        """What a citation is taken of: the item's record."""
        return self.item.partition(":")[2]

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", StatusLine)
        line.show(self.message, wrap=self.bad)
        line.set_class(self.bad, "-bad")
