"""The question in force with its answers, for judging and for adjudication alike: one panel, laid out for its room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.tui.key_time import pressed_at
from ilo_tui.frontends.tui.question import LINES_BELOW, AnswerLayout, answer_blocks, layout_for, too_small
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.views.markup import Block

Rejection = Literal["too_small", "out_of_sight", "too_soon"]
"""Why a digit is no answer now: there is no room for the question, another pane is in its place, or a key bounced."""
_CLOSING_LINES = 4


class QuestionSource(Protocol):
    """What is being answered: a machine of `ilo_tui.app`."""

    def question(self) -> Scale | None:
        """The question in force; None where every one is answered."""

    def questions(self) -> Sequence[Scale]:
        """The questions for the longest of which there is to be room, so that the panel keeps its height."""

    def chosen(self, scale: Scale) -> str | None:
        """The answer to mark, as its code."""


class QuestionPanel(Page):
    """Shows the question of a `source`; keeps what of the screen has to give way to it, and guards its digits."""

    def __init__(
        self,
        source: QuestionSource,
        heading: Callable[[Scale], list[Block]],
        closing: Callable[[], list[Block]] = list,
        *,
        frame: int,
    ) -> None:
        """`heading` stands above the answers, `closing` where nothing is asked; `frame` lines belong to others."""
        super().__init__(id="question-page")
        self.source, self.heading, self.closing, self.frame = source, heading, closing, frame
        self.guard = AnswerGuard()
        self.layout_used: AnswerLayout | None = "labels"
        """How it is laid out; None where question and answers do not fit the terminal."""
        self.item_shown = False
        """Whether the item stands in place of the question, where they do not fit together."""
        self._lines = 0

    def write_question(self, tr: Translator) -> None:
        """Write the question in force, or what stands where nothing is asked."""
        scale = self.source.question()
        if scale is None:
            blocks = self.closing()
            if blocks:
                self._lay_out("labels", _CLOSING_LINES)
        else:
            blocks = self._fitted(tr, scale)
        self.write(lambda width: blocks)

    def _fitted(self, tr: Translator, scale: Scale) -> list[Block]:
        """The question in the fullest layout for which there is room, as high as the longest of its item's."""
        size = self.app.size

        def laid_out(scale: Scale, layout: AnswerLayout, chosen: str | None = None) -> list[Block]:
            return [*self.heading(scale), *answer_blocks(self, tr, scale, layout, chosen)]

        layout, lines = layout_for(size, self.source.questions(), laid_out, self.frame)
        self._lay_out(layout, lines)
        return laid_out(scale, layout, self.source.chosen(scale)) if layout else [too_small(tr, size, lines)]

    def _lay_out(self, layout: AnswerLayout | None, lines: int) -> None:
        """Show item and question together or one of them."""
        alone = layout in {"alone", None}
        self.layout_used, self.item_shown = layout, self.item_shown and alone
        self.screen.set_class(alone, "-alone")
        self.screen.set_class(self.item_shown, "-turned")
        lines = max(self.app.size.height - LINES_BELOW, 1) if alone else lines
        if lines != self._lines:
            # Another height lays out the whole screen.
            self._lines = lines
            self.styles.height = lines

    def turn(self) -> bool:
        """Show the item in place of the question, or the question again; False where both are there."""
        if self.layout_used not in {"alone", None}:
            return False
        self.item_shown = not self.item_shown
        self.screen.set_class(self.item_shown, "-turned")
        return True

    def rejection(self, key: str) -> Rejection | None:
        """Why a digit pressed just now is no answer; None where it may be one."""
        takes = self.guard.takes(key, pressed_at(self))
        if self.layout_used is None:
            return "too_small"
        if self.item_shown:
            return "out_of_sight"
        return None if takes else "too_soon"

    def answered(self) -> None:
        """Keep that the digit pressed just now was an answer."""
        self.guard.answered(pressed_at(self))
