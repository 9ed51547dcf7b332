"""Screens that ask for answers: what is told stands on a line above the keys, and no toast lies over the question."""

from __future__ import annotations

from ilo_tui.frontends.tui.answer_guard import AnswerGuard, pressed_at
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.bindings_in_force import key_of
from ilo_tui.frontends.tui.question import LINES_BELOW, AnswerLayout
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.views.context import ViewContext


class StatusScreen(RecordScreen):
    """A screen with a line `#saved`, which says what happened last and stays until something else is said."""

    def __init__(self, context: ViewContext) -> None:
        """Nothing is told yet."""
        super().__init__(context)
        self.told, self.bad, self._not_saved = "", False, ""
        self.guard = AnswerGuard()
        self.too_small = False
        """Whether question and answers do not fit, so that no digit answers."""
        self.turned = False
        """Whether the item is shown in place of the question, where they do not fit together."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Say something on the line above the keys."""
        self.told, self.bad = text, bad
        if self.is_mounted:
            self.write_status()

    def tell_not_saved(self, text: str) -> None:
        """Say that saving failed; it stays beside what is announced until everything is saved."""
        self._not_saved = text
        self.tell(text, bad=True)

    def announce(self, text: str, *, bad: bool = False) -> None:
        """Say what did not come of an answer; while something is unsaved, that stays behind it."""
        unsaved = self._not_saved if self.unsaved else ""
        self.tell(" · ".join(filter(None, [text, unsaved])), bad=bad or self.unsaved)

    @property
    def unsaved(self) -> bool:
        """Whether saving has failed and something is on no disk."""
        raise NotImplementedError

    def passed_over(self, key: str) -> bool:
        """Whether a digit is no answer now, as it came too soon or the question cannot be seen; that is said then."""
        tr, takes = self.context.tr, self.guard.takes(key, pressed_at(self))
        if self.too_small:
            self.announce(tr("{key} was not taken: make the window larger.", key=key))
        elif self.turned:
            self.announce(tr("{key} was not taken: {tab} shows the question.", key=key, tab=key_of(self, "next-pane")))
        elif not takes:
            # What was saved just now stays to be read.
            hint = tr("{key} came too soon and was not taken", key=key)
            before = self.told.removeprefix(hint).removeprefix(" · ")
            self.tell(" · ".join(filter(None, [hint, before])), bad=self.bad)
        else:
            return False
        return True

    def lay_out(self, style: AnswerLayout | None, lines: int) -> int:
        """Show item and question together or one of them, as the style says; returns the lines of the question."""
        alone = style in {"alone", None}
        self.too_small, self.turned = style is None, self.turned and alone
        self.set_class(alone, "-alone")
        self.set_class(self.turned, "-turned")
        if style == "alone" and not self.told:
            told = self.context.tr(
                "{tab} shows what is asked about, and the question again.", tab=key_of(self, "next-pane")
            )
            self.tell(told)
        return max(self.app.size.height - LINES_BELOW, 1) if alone else lines

    def turn(self, by: int) -> bool:
        """Show the item in place of the question, or the question again; False where both are there."""
        if not self.has_class("-alone"):
            return False
        self.turned = not self.turned
        self.set_class(self.turned, "-turned")
        return True

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", StatusLine)
        line.tr(self.told, whole=self.bad)
        line.set_class(self.bad, "-bad")
