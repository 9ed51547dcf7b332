"""Screens that ask for answers: messages stand on a line above the keys, and no toast lies over the question."""

from __future__ import annotations

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.help.bindings_in_force import key_of
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.frontends.tui.widgets.question_panel import QuestionPanel


class StatusScreen(RecordScreen):
    """A screen with a question panel, and a line `#saved` that says what happened last until something else happens."""

    def __init__(self, contexts: Contexts) -> None:
        """No message yet."""
        super().__init__(contexts)
        self.message, self.bad, self._not_saved = "", False, ""

    @property
    def panel(self) -> QuestionPanel:
        """The question in force."""
        return self.query_one(QuestionPanel)

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
            hint = self.context.tr(
                "{tab} shows what is asked about, and the question again.", tab=key_of(self, "next-pane")
            )
            self.show_status(hint)

    def turn(self, by: int) -> bool:
        """Show the item in place of the question, or the question again; False where both are there."""
        return self.panel.turn()

    def write_status(self) -> None:
        """Write the line."""
        line = self.query_one("#saved", StatusLine)
        line.show(self.message, wrap=self.bad)
        line.set_class(self.bad, "-bad")
