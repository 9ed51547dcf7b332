"""One program at a time in a session: an operating-system lock, which a kill or a power cut releases by itself.

The lock stands beside the sessions in `.ilo-tui/locks/`, not on the session file, whose inode changes with every save.
Another small file says who holds it, for people only.
"""

from __future__ import annotations

import os
import stat
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ilo_tui.core.disk import DISK, Disk, ReadOnlyError
from ilo_tui.core.files import NewFile, ensure_inner_folder, read_small, short_stem
from ilo_tui.review.model import UNDECODABLE

if TYPE_CHECKING:
    from filelock import BaseFileLock

HIDDEN = ".ilo-tui"
"""The folder inside a reviews folder for locks and unfinished notes, never merged or synced."""
_HOLDER_SIZE = 4096


class Holder(msgspec.Struct, frozen=True):
    """The program that is in a session; all empty where it cannot be told."""

    pid: int = 0
    host: str = ""
    since: str = ""


class SessionLock:
    """The lock of one session in a reviews folder."""

    def __init__(self, reviews: Path, session: str, disk: Disk = DISK) -> None:
        """Nothing is opened or locked yet."""
        self._reviews, self.folder = reviews, reviews / HIDDEN / "locks"
        stem = short_stem(session)
        self._path = self.folder / f"{stem}.lock"
        self._holder_path = self.folder / f"{stem}.holder"
        self._disk = disk
        self._lock: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> Holder | None:
        """Take the lock at once: None when it is ours, else who holds it. `OSError` where none can be made."""
        from filelock import FileLock, Timeout

        if self._disk.read_only:
            raise ReadOnlyError(self._path)
        ensure_inner_folder(self._reviews, self.folder, self._disk)
        self._clear()
        # Saves run in a worker thread, and closing in another: the lock belongs to the process.
        lock = FileLock(self._path, mode=0o600, thread_local=False)
        try:
            with warnings.catch_warnings():
                # Without flock, filelock says on stderr that it falls back to a plain lock file.
                warnings.simplefilter("ignore")
                lock.acquire(blocking=False)
        except Timeout:
            return self.holder()
        self._lock = lock
        try:
            self._write_holder()
        except BaseException:
            # Ctrl+C just now: whoever called never learns that the lock is theirs to give back.
            self.release()
            raise
        return None

    def holder(self) -> Holder:
        """Who last took the lock, as far as it is told."""
        try:
            return msgspec.json.decode(read_small(self._holder_path, _HOLDER_SIZE), type=Holder)
        except (OSError, *UNDECODABLE):
            return Holder()

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        if self._lock is None:
            return
        with suppress(OSError):
            self._disk.remove(self._holder_path)
        with suppress(OSError):
            self._lock.release()
        self._lock = None

    def _clear(self) -> None:
        """Take away a link, pipe or folder of the lock's name: a lock is a file of its own, or it guards nothing."""
        with suppress(FileNotFoundError):
            status = self._path.lstat()
            if stat.S_ISDIR(status.st_mode):
                self._path.rmdir()
            elif not stat.S_ISREG(status.st_mode) or (status.st_nlink > 1 and status.st_size):
                # Ours are empty; some versions of the lock empty what they find, which may be anybody's.
                self._path.unlink()

    def _write_holder(self) -> None:
        """Say who holds the lock, in a file made anew: what has its name may be a link to, or a pipe from, anywhere."""
        import socket

        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # Not knowing who holds a lock keeps nobody from reviewing.
        with suppress(OSError):
            with suppress(FileNotFoundError):
                self._disk.remove(self._holder_path)
            descriptor = self._disk.create(self._holder_path)
            try:
                holder = Holder(os.getpid(), socket.gethostname(), since)
                NewFile(descriptor, self._disk).write(msgspec.json.encode(holder))
            finally:
                self._disk.close(descriptor)
