"""Folders are flushed when asked, once for many files, instead of once for each.

A file's content is still flushed before it gets its name, so each is found whole. Only what depends on a name being
there, as a replacement depends on the old state being kept aside, waits for `flush`.
"""

from __future__ import annotations

from pathlib import Path

from ilo_tui.core.files import SyncFolder


class DeferredFlush:
    """The folders in which names were given that may not be on the disk yet."""

    def __init__(self, sync_folder: SyncFolder) -> None:
        """Put off what `sync_folder`, of the real disk, does."""
        self._sync_folder = sync_folder
        self._pending: dict[Path, None] = {}

    def put_off(self, folder: Path) -> None:
        """Remember the folder until `flush`."""
        self._pending[folder] = None

    def forget(self, folder: Path) -> None:
        """A folder was taken away: there is nothing to flush in it any more, but in the one above."""
        self._pending.pop(folder, None)
        self._pending[folder.parent] = None

    def flush(self) -> None:
        """Have all names on the disk that were given since the last time; after an `OSError` the rest waits."""
        while self._pending:
            folder = next(iter(self._pending))
            self._sync_folder(folder)
            del self._pending[folder]
