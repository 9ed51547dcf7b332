"""Typing into a field in its place: one line, or a text in each language, side by side or one below another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input, Label, TextArea

from ilo_tui.frontends.tui.widgets.input_line import InputLine

WIDE_CLASS = "-side-by-side"
LINE = ""
"""The name of the field that is typed in one line."""


class TextField(TextArea):
    """A text of several lines in which Enter ends the typing."""

    def __init__(self, code: str) -> None:
        """For the language of this code."""
        super().__init__("", soft_wrap=True, tab_behavior="focus", compact=True)
        self.code = code

    class Accepted(Message):
        """Enter was pressed."""

    def on_key(self, event: events.Key) -> None:
        """Enter ends the typing; any other key is the area's."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Accepted())


class FieldEditor(Container):
    """Hidden until `begin`; posts what is typed, and how it ends."""

    # Before the keys behind it are given to a field: what is typed fast goes into the field for which it was meant.
    BINDINGS = [Binding("tab,shift+tab", "next_language", show=False, priority=True)]

    @dataclass
    class Typed(Message):
        """A letter was typed: the field, a language or `LINE`, and all that stands in it now."""

        code: str
        text: str

    @dataclass
    class Ended(Message):
        """The typing has ended; it is accepted unless Esc was pressed."""

        accepted: bool

    def __init__(self, languages: list[str]) -> None:
        """For texts in these languages."""
        super().__init__()
        self.languages = languages
        self.display = False
        self._active: list[Input | TextField] = []

    def compose(self) -> ComposeResult:
        """The line, and an area a language."""
        yield InputLine(compact=True)
        for code in self.languages:
            with Container(classes="language"):
                yield Label(code, markup=False)
                yield TextField(code)

    @property
    def is_typing(self) -> bool:
        """Whether something is typed now."""
        return bool(self._active)

    def begin_line(self, text: str) -> None:
        """Type in one line."""
        line = self.query_one(InputLine)
        self._show([line])
        line.value = text
        line.cursor_position = len(text)

    def begin_texts(self, texts: Mapping[str, str]) -> None:
        """Type a text in each of these languages, the first at once."""
        areas = [area for area in self.query(TextField) if area.code in texts]
        self._show(list(areas))
        for area in areas:
            area.load_text(texts[area.code])
            area.move_cursor(area.document.end)

    def begin_long(self, text: str) -> None:
        """Type one text of several lines."""
        area = self.query(TextField).first()
        self._show([area])
        area.load_text(text)
        area.move_cursor(area.document.end)

    def _show(self, active: list[Input | TextField]) -> None:
        self._active = active
        line, single = self.query_one(InputLine), len(active) == 1
        line.display = line in active
        for area in self.query(TextField):
            box = area.parent
            if isinstance(box, Container):
                box.display = area in active
                box.query_one(Label).display = not single
        self.display = True
        # Now, not later: the next letter belongs into it.
        self.screen.set_focus(active[0], scroll_visible=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def changed(self, event: Input.Changed | TextArea.Changed) -> None:
        """Hand on what stands there now; what was put there before the typing began is no news."""
        event.stop()
        control = event.control
        if control in self._active:
            code = control.code if isinstance(control, TextField) and len(self._active) > 1 else LINE
            self.post_message(self.Typed(code, control.text if isinstance(control, TextArea) else control.value))

    def on_key(self, event: events.Key) -> None:
        """Esc does not take what is typed."""
        if event.key == "escape":
            event.stop()
            self.end(accepted=False)

    def action_next_language(self) -> None:
        """Type in the next language."""
        if len(self._active) > 1:
            focused = self.screen.focused
            number = next((place for place, field in enumerate(self._active) if field is focused), 0)
            self.screen.set_focus(self._active[(number + 1) % len(self._active)], scroll_visible=False)

    @on(Input.Submitted)
    @on(TextField.Accepted)
    def submitted(self, event: Message) -> None:
        """Enter."""
        event.stop()
        self.end(accepted=True)

    def end(self, *, accepted: bool) -> None:
        """Hide, and say how it ended."""
        self._active = []
        self.display = False
        self.post_message(self.Ended(accepted))
