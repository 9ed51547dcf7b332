"""One program at a time in a session: an operating-system lock, which a kill or a power cut releases by itself.

The lock stands beside the sessions in `.ilo-tui/locks/`, not on the session file, whose inode changes with every save.
Another small file says who holds it, for people only.
"""

from __future__ import annotations

import os
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ilo_tui.review.disk import DISK, Disk, ensure_folder
from ilo_tui.review.records import UNDECODABLE

if TYPE_CHECKING:
    from filelock import BaseFileLock

HIDDEN = ".ilo-tui"
"""The folder inside a reviews folder for locks and drafts, never merged or synced."""


class Holder(msgspec.Struct, frozen=True):
    """The program that is in a session; all empty where it cannot be told."""

    pid: int = 0
    host: str = ""
    since: str = ""


class SessionLock:
    """The lock of one session in a reviews folder."""

    def __init__(self, reviews: Path, session: str, disk: Disk = DISK) -> None:
        """Nothing is opened or locked yet."""
        self.folder = reviews / HIDDEN / "locks"
        self._path = self.folder / f"{session}.lock"
        self._told = self.folder / f"{session}.holder"
        self._disk = disk
        self._lock: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> Holder | None:
        """Take the lock at once: None when it is ours, else who holds it. `OSError` where none can be made."""
        from filelock import FileLock, Timeout

        ensure_folder(self.folder, self._disk)
        # Saves run in a worker thread, and closing in another: the lock belongs to the process.
        lock = FileLock(self._path, thread_local=False)
        try:
            with warnings.catch_warnings():
                # Without flock, filelock says on stderr that it falls back to a plain lock file.
                warnings.simplefilter("ignore")
                lock.acquire(blocking=False)
        except Timeout:
            return self.holder()
        self._lock = lock
        self._tell()
        return None

    def holder(self) -> Holder:
        """Who last took the lock, as far as it is told."""
        try:
            return msgspec.json.decode(self._told.read_bytes(), type=Holder)
        except (OSError, *UNDECODABLE):
            return Holder()

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        if self._lock is None:
            return
        with suppress(OSError):
            self._told.unlink()
        with suppress(OSError):
            self._lock.release()
        self._lock = None

    def _tell(self) -> None:
        import socket

        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # Not knowing who holds a lock keeps nobody from reviewing.
        with suppress(OSError):
            self._told.write_bytes(msgspec.json.encode(Holder(os.getpid(), socket.gethostname(), since)))
