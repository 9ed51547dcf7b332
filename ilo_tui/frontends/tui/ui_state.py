"""What is kept of a dossier from one start to the next: the tab, cursors, filters, language and colours."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import msgspec
from msgspec import Struct

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import ensure_folder, new_file, read_small
from ilo_tui.core.ids import hashed_stem
from ilo_tui.core.output import json_bytes
from ilo_tui.frontends.tui.navigation import Location

_MOST_FILES = 50
_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class UiState(Struct, frozen=True, omit_defaults=True):
    """What is kept for one dossier. The keys in the file are those of version 0.1."""

    tab: str = ""
    cursors: dict[str, str] = msgspec.field(default_factory=dict, name="spots")
    filters: dict[str, str] = {}
    language: str = ""
    theme: str = ""

    @staticmethod
    def load(folder: Path, dossier: str) -> UiState:
        """What the state folder `folder` has of a dossier; nothing, where there is no file or it is broken."""
        with suppress(OSError, *_BROKEN):
            content = msgspec.json.decode(_read(_file(folder, dossier)), type=_StateFile)
            if content.dossier == dossier:
                return content.state
        with suppress(OSError, *_BROKEN):
            # Version 0.1 had all dossiers in one file, which two programs wrote over each other.
            old = msgspec.json.decode(_read(folder / "places.json"), type=dict[str, UiState])
            return old.get(dossier, UiState())
        return UiState()

    def save(self, folder: Path, dossier: str, disk: Disk = DISK) -> None:
        """Write it in place of what the folder has of the dossier; a folder that cannot be written to forgets."""
        path = _file(folder, dossier)
        # Where one was is a comfort: nothing to wait for a disk for, nor to trouble anybody with.
        with suppress(OSError):
            fresh = not path.exists()
            ensure_folder(path.parent, disk)
            with new_file(path, disk, flushed=False) as file:
                # The cursor may be on a session whose file name is no Unicode.
                file.write(json_bytes(_StateFile(dossier, self)))
            if fresh:
                _forget_oldest(path.parent, disk)


class _StateFile(Struct, frozen=True):
    """The content of the file of one dossier: its id, which the file's name does not tell, and the state."""

    dossier: str
    state: UiState = msgspec.field(name="place")


class UiStateKeeper:
    """Keeps the state of one dossier without a write at every key.

    It is written where a location is left, at most once in `PAUSE` seconds, and at the end.
    """

    PAUSE = 1.0

    def __init__(self, folder: Path, dossier: str, disk: Disk = DISK, clock: Callable[[], float] = monotonic) -> None:
        """Keep it in the state folder `folder`."""
        self._folder, self._dossier, self._disk, self._clock = folder, dossier, disk, clock
        self.state = UiState.load(folder, dossier)
        self._location: Location | None = None
        self._next_save = 0.0

    def visit(self, location: Location | None, state: UiState) -> None:
        """One is at a location, as `state` says; None is a screen to which one does not come back."""
        if location is None or (self._location and self._location.same(location)):
            return
        self._location = location
        if self._clock() >= self._next_save:
            self.save(state)

    def save(self, state: UiState) -> None:
        """Write it, unless it is there already."""
        if state != self.state:
            self.state = state
            state.save(self._folder, self._dossier, self._disk)
            self._next_save = self._clock() + self.PAUSE


def _read(path: Path) -> bytes:
    """All of a file, without the mark that some editors put at its beginning."""
    return read_small(path).removeprefix(BOM_UTF8)


def _file(folder: Path, dossier: str) -> Path:
    """The file of one dossier, whose id may be no file name. Each has its own, so that no program writes another's."""
    return folder / "places" / f"{hashed_stem(dossier)}.json"


def _forget_oldest(folder: Path, disk: Disk) -> None:
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in files[:-_MOST_FILES]:
        disk.remove(path)
