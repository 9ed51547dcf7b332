"""The filter line: what is typed narrows the list at hand with every key; Tab completes keys and values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.text import clean
from ilo_tui.frontends.tui.dialog import Dialog
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.views.markup import clip


class TypedFilter(Protocol):
    """A filter as it is typed; what is wrong with what was typed last may concern another text than that in force."""

    @property
    def text(self) -> str:
        """The text in force."""
        ...

    @property
    def error(self) -> str:
        """What is wrong with what was typed last; empty where nothing is."""
        ...

    @property
    def warning(self) -> str:
        """What a person should know of a filter that is read all the same."""
        ...


_RAGGED = 6
"""Cells at the end of a wrapped line that a long word may leave empty."""


class FilterLine(Dialog[None]):
    """What may come next, or what is wrong, above the filter; Enter keeps what is right, Esc takes all of it away."""

    CSS_PATH = "filter_line.tcss"
    MOST = 7
    """Lines that help and what is wrong may take, so that no key that may be used is cut off."""

    def __init__(
        self,
        contexts: Contexts,
        typed: TypedFilter,
        narrow: Callable[[str], str],
        complete: Callable[[str], Sequence[str]],
    ) -> None:
        """Begin with the filter in force; `narrow` is called at every change, and says how much is left.

        `complete` gives the words that the last word of a text may become.
        """
        super().__init__()
        self.contexts, self.typed, self.narrow, self.complete = contexts, typed, narrow, complete

    def compose(self) -> ComposeResult:
        """What may come next, above a label and the line."""
        yield Label("", classes="next", markup=False)
        with Horizontal():
            yield Label("", classes="name", markup=False)
            yield InputLine(self.typed.text, compact=True)
            yield Label("", classes="count", markup=False)

    def on_mount(self) -> None:
        """Say what may be typed before anything is."""
        self.write()

    def write(self) -> None:
        """Name the line and say what may come next; what was typed stays."""
        self.query_one(".name", Label).update(self.context.tr("filter: "))
        self.query_one(InputLine).hint(self.context.tr("words; Enter keeps, Esc clears"))
        self._offer(self.query_one(Input).value)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Narrow the list by what stands there now."""
        self.show_count(self.narrow(event.value))

    def show_count(self, text: str) -> None:
        """Say how much is left; what is wrong stands above the line, where there is room."""
        self.query_one(".count", Label).update("" if self.typed.error else text)
        self._offer(self.query_one(Input).value)

    def _offer(self, text: str) -> None:
        """Show what is wrong, else what may come next, the first of it completed by Tab."""
        line = self.query_one(".next", Label)
        line.set_class(bool(self.typed.error), "-wrong")
        room = max(self.app.size.width - 2, 1)
        completing = not self.typed.error and bool(self.complete(text))
        line.update(clip(self.typed.error or self._next(text), room if completing else self.MOST * (room - _RAGGED)))

    def _next(self, text: str) -> str:
        words = self.complete(text)
        offered = " ".join(clean(word) if word.endswith(":") else clean(word.rpartition(":")[2]) for word in words)
        if words:
            return self.context.tr("Tab: {words}", words=offered)
        if text:
            return self.typed.warning
        return self.context.tr("words, or keys such as programme: dimension: stance: year:2012..2016 has:figures")

    def action_complete(self) -> None:
        """Complete the last word: as far as all agree, else with the first of them."""
        line = self.query_one(Input)
        words = self.complete(line.value)
        if not words:
            return
        before, space, last = line.value.rpartition(" ")
        agreed = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
        common = "".join(letters[0] for letters in agreed)
        word = common if len(common) > len(last) else words[0]
        line.value = f"{before}{space}{word}{'' if word.endswith(':') or len(words) > 1 else ' '}"
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def keep(self) -> None:
        """Keep the filter and go back to the list; what cannot be meant is not kept, and stays to be mended."""
        if not self.typed.error:
            self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """Esc shows everything again; Tab completes."""
        if event.key == "escape":
            event.stop()
            self.narrow("")
            self.dismiss()
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            self.action_complete()
