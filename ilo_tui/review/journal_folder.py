"""The journals of a folder, by whatever reads them: sessions, or drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from ilo_tui.core.disk import Disk, Stamp
from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ReviewError

E = TypeVar("E")


class JournalFolder(Generic[E]):
    """What is in the files of a folder. They are read again only where they have changed."""

    def __init__(self, folder: Path, disk: Disk, read: Callable[[Path], E]) -> None:
        """Look at `folder`, which need not be there yet; `read` never raises for what is in a file."""
        self._folder, self._disk, self._read = folder, disk, read
        self._cache: dict[Path, tuple[Stamp | None, E]] = {}

    def entries(self) -> list[E]:
        """What is in every file that may be a journal; raises `ReviewError` of a folder it cannot read."""
        try:
            return [self._entry(path) for path in self._folder.iterdir() if _may_be_journal(path)]
        except FileNotFoundError:
            return []
        except OSError as error:
            message, mend = N_("the sessions cannot be listed ({reason})"), N_("Check the rights to this folder.")
            raise ReviewError(message, mend, self._folder, reason=error.strerror or error) from error

    def _entry(self, path: Path) -> E:
        try:
            stamp = self._disk.stamp(path)
        except OSError:
            # It cannot be looked at, and so not be read either, which the entry says.
            stamp = None
        cached = self._cache.get(path)
        if cached is None or stamp is None or cached[0] != stamp:
            cached = self._cache[path] = stamp, self._read(path)
        return cached[1]


def _may_be_journal(path: Path) -> bool:
    """Whether a name in the folder is worth reading; what begins with a dot is half a save or another program's."""
    if path.suffix != ".json" or path.name.startswith("."):
        return False
    try:
        return path.is_file()
    except OSError:
        # Nobody may look at it: it is listed, and said to be unreadable.
        return True
