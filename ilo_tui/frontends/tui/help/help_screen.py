"""Help and palette: commands to look through, find by name and run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from ilo_tui.app.contexts import Contexts
from ilo_tui.core.key_names import key_label
from ilo_tui.core.text import fold
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui.dialog import Dialog, Words, words
from ilo_tui.frontends.tui.help.bindings_in_force import ActiveCommand
from ilo_tui.frontends.tui.widgets.input_line import InputLine
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.markup import Line, Span, fit


class Note(Struct, frozen=True):
    """Something to know that cannot be run: what stands in place of keys, its text, and more words for it."""

    before: str
    text: str
    words: str = ""


class CommandRows:
    """Commands as lines: keys, label, what it does."""

    def __init__(self, tr: Translator, entries: Sequence[ActiveCommand], notes: Sequence[Note] = ()) -> None:
        """The lines of `entries`, then notes on which the cursor does not rest."""
        self.tr, self.entries, self.notes = tr, entries, notes

    def __len__(self) -> int:
        """Commands and notes."""
        return len(self.entries) + len(self.notes)

    def line(self, index: int, width: int) -> Line:
        """One command, or one note."""
        if index >= len(self.entries):
            note = self.notes[index - len(self.entries)]
            return (Span(fit(f" {note.before}", 11), "dim"), Span(fit(note.text, max(width - 11, 1)), "dim"))
        entry = self.entries[index]
        keys = fit(f" {key_label(entry.keys)}", 11)
        return (Span(keys, "mark"), Span(fit(self.tr(entry.command.help), max(width - 11, 1))))

    def target(self, index: int) -> str | None:
        """The command's id; nothing for a note."""
        return self.entries[index].command.id if index < len(self.entries) else None


class HelpScreen(Dialog[ActiveCommand | None]):
    """Commands under a line to search them; Enter runs the one under the cursor."""

    CSS_PATH = "help_screen.tcss"

    def __init__(
        self, contexts: Contexts, title: Words, entries: Sequence[ActiveCommand], notes: Callable[[], Sequence[Note]]
    ) -> None:
        """Show `entries` under `title`, and below them `notes`; dismissed with the entry to run."""
        super().__init__()
        self.contexts, self.heading, self.entries, self.make_notes = contexts, title, entries, notes
        self.notes = notes()

    @property
    def tr(self) -> Translator:
        """The words of the language in force."""
        return self.context.tr

    def compose(self) -> ComposeResult:
        """Title, search line, commands."""
        with Vertical():
            yield Label("", markup=False)
            yield InputLine(compact=True)
            yield RowList(id="help-list")

    def on_mount(self) -> None:
        """Show everything."""
        self.write()
        self.query_one(Input).focus()

    def write(self) -> None:
        """Write every line anew; the words to find stay."""
        self.query_one(Label).update(words(self.heading))
        self.query_one(InputLine).hint(self.tr("type to find; Enter runs, Esc closes"))
        self.notes = self.make_notes()
        self.find(self.query_one(Input).value)

    def find(self, text: str) -> None:
        """Show the commands that have every word of `text`."""
        terms = fold(text).split()
        entries = [entry for entry in self.entries if all(word in self._words(entry) for word in terms)]
        notes = [entry for entry in self.notes if all(word in self._words_of(entry) for word in terms)]
        self.query_one(RowList).show(CommandRows(self.tr, entries, notes))

    def _words_of(self, note: Note) -> str:
        return fold(f"{note.before} {note.text} {note.words}")

    def _words(self, entry: ActiveCommand) -> str:
        command = entry.command
        return fold(f"{key_label(entry.keys)} {self.tr(command.label)} {self.tr(command.help)} {command.id}")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self.find(event.value)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Run what is under the cursor."""
        self.query_one(RowList).action_open()

    @on(RowList.Chosen)
    def run(self, event: RowList.Chosen) -> None:
        """Close, and hand back the command to run."""
        event.stop()
        self.dismiss(next(entry for entry in self.entries if entry.command.id == event.target))

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types; Esc closes."""
        rows = self.query_one(RowList)
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif not rows.has_focus and rows.move_by(event.key):
            event.stop()
