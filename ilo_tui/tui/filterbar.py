"""The filter line: what is typed narrows the list at hand with every key; Tab completes keys and values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from ilo_tui.exchange.pages.line import clip
from ilo_tui.i18n import Say
from ilo_tui.text import clean
from ilo_tui.tui.widgets.inputline import InputLine


class FilterLine(ModalScreen[None]):
    """Two lines over the key bar: what may come next, and the filter; Enter keeps it, Esc takes it away."""

    CSS_PATH = "filterbar.tcss"

    def __init__(
        self,
        say: Say,
        text: str,
        narrow: Callable[[str], str],
        complete: Callable[[str], Sequence[str]],
        wrong: Callable[[], str] = str,
    ) -> None:
        """Begin with `text`; `narrow` is told of every change, and says how much is left or what is wrong.

        `complete` gives the words that the last word of a text may become, `wrong` what is wrong with what was typed
        last: how much a filter before that leaves may be told only then.
        """
        super().__init__()
        self.say, self.text, self.narrow, self.complete, self.wrong = say, text, narrow, complete, wrong

    def compose(self) -> ComposeResult:
        """What may come next, above a label and the line."""
        yield Label("", classes="next", markup=False)
        with Horizontal():
            yield Label(self.say("filter: "), markup=False)
            yield InputLine(self.text, placeholder=self.say("words; Enter keeps, Esc clears"), compact=True)
            yield Label("", classes="told", markup=False)

    def on_mount(self) -> None:
        """Say what may be typed before anything is."""
        self._offer(self.text)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Narrow the list by what stands there now."""
        self.tell_left(self.narrow(event.value))
        self._offer(event.value)

    def tell_left(self, text: str) -> None:
        """Say how much is left; what is wrong stands above the line, where there is room."""
        self.query_one(".told", Label).update("" if self.wrong() else text)

    def _offer(self, text: str) -> None:
        """Show what is wrong, else what may come next, the first of it completed by Tab."""
        line = self.query_one(".next", Label)
        line.set_class(bool(self.wrong()), "-wrong")
        line.update(clip(self.wrong() or self._next(text), max(self.app.size.width - 2, 1)))

    def _next(self, text: str) -> str:
        words = self.complete(text)
        shown = " ".join(clean(word) if word.endswith(":") else clean(word.partition(":")[2]) for word in words)
        if words:
            return self.say("Tab: {words}", words=shown)
        if text:
            return ""
        return self.say("words, or keys such as programme: dimension: stance: year:2012..2016 has:figures")

    def action_complete(self) -> None:
        """Complete the last word: as far as all agree, else with the first of them."""
        line = self.query_one(Input)
        words = self.complete(line.value)
        if not words:
            return
        before, space, last = line.value.rpartition(" ")
        agreed = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
        common = "".join(letters[0] for letters in agreed)
        made = common if len(common) > len(last) else words[0]
        line.value = f"{before}{space}{made}{'' if made.endswith(':') or len(words) > 1 else ' '}"
        line.cursor_position = len(line.value)

    @on(Input.Submitted)
    def keep(self) -> None:
        """Keep the filter and go back to the list."""
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
