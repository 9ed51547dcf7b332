"""A disk whose folders are flushed when asked, once for many files, instead of once for each.

A file's content is still flushed before it gets its name, so each is found whole. Only what depends on a name being
there, as a replacement depends on the old state being kept aside, waits for `flush`.
"""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.files import Disk, Stamp


class DeferredDisk(Disk):
    """The calls of a `real` disk, with the flushes of folders put off."""

    def __init__(self, real: Disk) -> None:
        """Put off the flushes of `real`."""
        self.real = real
        self._unsure: dict[Path, None] = {}

    def flush(self) -> None:
        """Have all names on the disk that were given since the last time."""
        while self._unsure:
            self.real.sync_folder(next(iter(self._unsure)))
            del self._unsure[next(iter(self._unsure))]

    def sync_folder(self, folder: Path) -> None:
        """Remember the folder until `flush`."""
        self._unsure[folder] = None

    def forget(self, folder: Path) -> None:
        """A folder was taken away: there is nothing to flush in it any more, but in the one above."""
        self._unsure.pop(folder, None)
        self._unsure[folder.parent] = None

    def create(self, path: Path) -> int:
        """As the real disk."""
        return self.real.create(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        """As the real disk."""
        return self.real.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """As the real disk."""
        self.real.sync(descriptor)

    def close(self, descriptor: int) -> None:
        """As the real disk."""
        self.real.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """As the real disk."""
        self.real.replace(source, target)

    def remove(self, path: Path) -> None:
        """As the real disk."""
        self.real.remove(path)

    def make_folder(self, path: Path) -> None:
        """As the real disk; a new folder is flushed into the one above at once, before any file in it."""
        self.real.make_folder(path)
        self.real.sync_folder(path.parent)

    def stamp(self, path: Path) -> Stamp | None:
        """As the real disk."""
        return self.real.stamp(path)
