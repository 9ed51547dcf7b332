"""The two bars: tabs above, keys below. Both leave out what does not fit and never overflow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ilo_tui.app.contexts import Contexts, InContext
from ilo_tui.core.key_names import key_label
from ilo_tui.dossier.weighing import NARROWEST
from ilo_tui.views.markup import clip, width_of


class TabBar(Widget):
    """Tabs in one line: key and name; where names do not fit, only the open tab has one."""

    COMPONENT_CLASSES = {"tabs--open", "tabs--key"}

    tabs: reactive[tuple[tuple[str, str, str], ...]] = reactive(())
    open: reactive[str] = reactive("")

    @dataclass
    class Picked(Message):
        """A tab was clicked."""

        tab: str

    def labels(self) -> list[tuple[str, str]]:
        """Tab ids and what is written for each, at the width at hand."""
        full = [(tab, f" {key} {name}") for tab, key, name in self.tabs]
        if sum(width_of(label) for _, label in full) <= self.size.width:
            return full
        short = sum(len(key) + 1 for tab, key, _ in self.tabs if tab != self.open)
        room = self.size.width - short
        return [(tab, clip(f" {key} {name}", room) if tab == self.open else f" {key}") for tab, key, name in self.tabs]

    def render(self) -> Text:
        """The tabs, the open one set off."""
        text = Text(no_wrap=True, overflow="crop")
        for tab, label in self.labels():
            style = self.get_component_rich_style("tabs--open" if tab == self.open else "tabs--key")
            text.append(" ")
            text.append(label[1:], style)
        return text

    def on_click(self, event: events.Click) -> None:
        """Post which tab was clicked."""
        edge = 0
        for tab, label in self.labels():
            edge += width_of(label)
            if event.x < edge:
                self.post_message(self.Picked(tab))
                return


_ROOM_FOR_ENDS = 60
"""Cells that the ends of three lines and the key after a filter may take."""


class FilterBar(InContext, Widget):
    """The filter in force and what is counted, in words, on as many lines as they need, up to three.

    It is not there without a filter where there is nothing to choose in what is counted.
    """

    MOST = 3
    QUIET = "-quiet"
    """Its class where no filter is in force, and all is counted as at first."""

    words: reactive[str] = reactive("", layout=True)

    def __init__(self, contexts: Contexts) -> None:
        """Worded in the language in force."""
        super().__init__()
        self.contexts = contexts

    def show(self, words: str, weighing: str = "") -> None:
        """Show a filter in words, cut where there is no room for how to be rid of it, and what is counted."""
        width = self.app.size.width
        room = self.MOST * width - _ROOM_FOR_ENDS - width_of(weighing)
        words = clip(words, max(room, width // 2))
        filtered = self.context.tr("{filter} · {key} shows all", filter=words, key=self._key()) if words else ""
        self.words = " · ".join(filter(None, (filtered, weighing)))
        self.set_class(not words and self.context.weighing == NARROWEST, self.QUIET)
        self.display = bool(self.words)

    def _key(self) -> str:
        known = {active.binding.id: key for key, active in self.screen.active_bindings.items()}
        return key_label(known.get("clear-filter", "F"))

    def render(self) -> Content:
        """The words, literal, never markup."""
        return Content(f" {self.words}")


class KeyBar(Widget):
    """The next keys in one line, most useful first; at most seven, and only whole ones."""

    COMPONENT_CLASSES = {"keys--key"}
    MOST = 7

    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())

    def shown(self) -> Sequence[tuple[str, str]]:
        """The keys and labels for which there is room; the last one (help) is always among them."""
        if not self.keys:
            return ()
        last = self.keys[-1]
        room = self.size.width - _room(last)
        keys: list[tuple[str, str]] = []
        for key in self.keys[:-1]:
            room -= _room(key)
            if room < 0 or len(keys) == self.MOST - 1:
                break
            keys.append(key)
        return [*keys, last]

    def render(self) -> Text:
        """Keys, each followed by what it does."""
        text = Text(no_wrap=True, overflow="crop")
        for key, label in self.shown():
            text.append(f" {key}", self.get_component_rich_style("keys--key"))
            text.append(f" {label} ")
        return text


def _room(key: tuple[str, str]) -> int:
    return width_of(key[0]) + width_of(key[1]) + 3
