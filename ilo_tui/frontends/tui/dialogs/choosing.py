"""Choosing one of a few lines, or a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from ilo_tui.core.folders import home
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui.dialog import Dialog, Words, words
from ilo_tui.frontends.tui.widgets.row_list import FixedRows, RowList
from ilo_tui.views.markup import Line, Span, fit

_MOUNT_POINTS = ("/media", "/run/media", "/mnt", "/Volumes")
_MOST = 500
THIS_FOLDER = "."


Choices = Sequence[tuple[str, Words]]
"""What each line stands for, and what it says."""


class Choose(Dialog[str | None]):
    """A few lines under a title; dismissed with what the chosen one stands for, or None on Esc."""

    CSS_PATH = "choosing.tcss"

    def __init__(self, title: Words, lines: Choices) -> None:
        """Offer `lines`."""
        super().__init__()
        self.heading, self.lines = title, lines

    def compose(self) -> ComposeResult:
        """Title and lines."""
        with Vertical():
            yield Label(words(self.heading), markup=False)
            yield RowList()

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(RowList).focus()
        self.show_choices()

    def show_choices(self) -> None:
        """Offer the first lines."""
        self.fill(self.heading, self.lines)

    def write(self) -> None:
        """Say the lines again; the cursor stays on the one it is on."""
        at = self.query_one(RowList).target
        self.show_choices()
        if at:
            self.query_one(RowList).point(at)

    def fill(self, title: Words, lines: Choices) -> None:
        """Offer other lines."""
        self.query_one(Label).update(words(title))
        rows = self.query_one(RowList)
        rows.show(FixedRows([(_line(words(text)), target) for target, text in lines]))
        rows.action_top()

    @on(RowList.Chosen)
    def chosen(self, event: RowList.Chosen) -> None:
        """Close with the choice."""
        event.stop()
        self.take(event.target)

    def take(self, target: str) -> None:
        """What choosing a line does."""
        self.dismiss(target)

    def on_key(self, event: events.Key) -> None:
        """Esc chooses nothing."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


def _line(text: str) -> Callable[[int], Line]:
    return lambda width: (Span(fit(f" {text}", width)),)


class ChooseFolder(Choose):
    """Goes through folders: Enter on a folder opens it, Enter on the first line takes the one at hand."""

    def __init__(self, tr: Callable[[], Translator], title: Words, start: Path) -> None:
        """Begin in `start`."""
        super().__init__(title, ())
        self.tr, self.start, self.folder = tr, start, start

    def show_choices(self) -> None:
        """Offer what is in the folder at hand."""
        self._show()

    def take(self, target: str) -> None:
        """Take the folder at hand, or go into another."""
        if target == THIS_FOLDER:
            self.dismiss(str(self.folder))
            return
        before, self.folder = self.folder, Path(target)
        self._show()
        # Whoever goes up sees from where; whoever goes into a folder stands on the line that takes it.
        if self.folder == before.parent:
            self.query_one(RowList).point(str(before))

    def _show(self) -> None:
        folders, sessions, fault = _contents(self.folder)
        take_this = self.tr().many(
            "take this folder and those in it (1 file here)",
            "take this folder and those in it ({n} files here)",
            sessions,
        )
        inside = [(str(path), f"{clean(path.name)}{os.sep}") for path in folders]
        sticks = [(str(path), clean(str(path))) for path in _removable_folders() if path != self.folder]
        # A home folder may hold more than a screenful: where sticks are is seen first of all.
        others = [*sticks, *inside] if self.folder == self.start else [*inside, *sticks]
        self.fill(
            f"{words(self.heading)}: {clean(str(self.folder))}",
            [(THIS_FOLDER, fault or take_this), *self._up(), *others],
        )

    def _up(self) -> list[tuple[str, str]]:
        return [] if self.folder == self.folder.parent else [(str(self.folder.parent), "..")]


def _contents(folder: Path) -> tuple[list[Path], int, str]:
    """The folders in a folder, how many session files may be in it, and why it cannot be looked into."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name.lower())
        folders = [Path(entry.path) for entry in entries if not entry.name.startswith(".") and entry.is_dir()]
    except OSError as error:
        return [], 0, error.strerror or str(error)
    return folders[:_MOST], sum(entry.name.endswith(".json") for entry in entries), ""


def _removable_folders() -> list[Path]:
    """Where sticks are found: the folders in which systems mount them, and the home folder."""
    folders = [home()]
    for root in map(Path, _MOUNT_POINTS):
        for folder in _contents(root)[0]:
            inside = _contents(folder)[0] if root.name == "media" else []
            folders += [folder, *inside]
    return folders
