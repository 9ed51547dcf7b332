"""Screens that ask for answers: messages stand on a line above the keys, and no toast lies over the question."""

from __future__ import annotations

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.bindings_in_force import key_of
from ilo_tui.frontends.tui.key_time import pressed_at
from ilo_tui.frontends.tui.question import LINES_BELOW, AnswerLayout
from ilo_tui.frontends.tui.widgets.pane import StatusLine


class StatusScreen(RecordScreen):
    """A screen with a line `#saved`, which says what happened last and stays until something else happens."""

    def __init__(self, contexts: Contexts) -> None:
        """No message yet."""
        super().__init__(contexts)
        self.message, self.bad, self._not_saved = "", False, ""
        self.guard = AnswerGuard()
        self.too_small = False
        """Whether question and answers do not fit, so that no digit answers."""
        self.item_shown = False
        """Whether the item is shown in place of the question, where they do not fit together."""

    def show_status(self, text: str, *, bad: bool = False) -> None:
        """Show something on the line above the keys."""
        self.message, self.bad = text, bad
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
        tr, takes = self.context.tr, self.guard.takes(key, pressed_at(self))
        if self.too_small:
            self.announce(tr("{key} was not taken: make the window larger.", key=key))
        elif self.item_shown:
            self.announce(tr("{key} was not taken: {tab} shows the question.", key=key, tab=key_of(self, "next-pane")))
        elif not takes:
            # What was saved just now stays to be read.
            hint = tr("{key} came too soon and was not taken", key=key)
            earlier = self.message.removeprefix(hint).removeprefix(" · ")
            self.show_status(" · ".join(filter(None, [hint, earlier])), bad=self.bad)
        else:
            return False
        return True

    def lay_out(self, style: AnswerLayout | None, lines: int) -> int:
        """Show item and question together or one of them, as the style says; returns the lines of the question."""
        alone = style in {"alone", None}
        self.too_small, self.item_shown = style is None, self.item_shown and alone
        self.set_class(alone, "-alone")
        self.set_class(self.item_shown, "-turned")
        if style == "alone" and not self.message:
            hint = self.context.tr(
                "{tab} shows what is asked about, and the question again.", tab=key_of(self, "next-pane")
            )
            self.show_status(hint)
        return max(self.app.size.height - LINES_BELOW, 1) if alone else lines

    def turn(self, by: int) -> bool:
        """Show the item in place of the question, or the question again; False where both are there."""
        if not self.has_class("-alone"):
            return False
        self.item_shown = not self.item_shown
        self.set_class(self.item_shown, "-turned")
        return True

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", StatusLine)
        line.show(self.message, wrap=self.bad)
        line.set_class(self.bad, "-bad")
