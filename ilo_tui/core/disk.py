"""The system calls that a durable save makes, one a method, and what refuses them.

`core/files.py` says in which order they are made.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

Stamp = tuple[int, int, int, int, int]
"""Device, inode, size, time of the content and time of the last change to a file or its marks, in nanoseconds.

They tell that it is still the one that was written. The time of the content can be set back by anyone, the other not;
Windows has no such time (its `st_ctime` is when the file was made), and 0 stands there.
"""
KNOWS_CHANGE_TIME = sys.platform != "win32"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
_RETRY_SECONDS = 2.0


class Disk:
    """The real disk, one system call a method; tests stand in for single calls by overriding them."""

    read_only: ClassVar[bool] = False
    """Whether every call that would change something raises `ReadOnlyError`."""

    def create(self, path: Path) -> int:
        """Open a new file that only its owner may read; returns a descriptor."""
        return os.open(path, _NEW, 0o600)

    def create_shared(self, path: Path) -> int:
        """Open a new file that is as private as the user's other files are, since it is made to be handed on."""
        return os.open(path, _NEW, 0o666)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write what fits, and say how many bytes that were."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Have the content on the disk itself, not in a cache."""
        if sys.platform == "darwin":
            import fcntl

            # There fsync leaves the data in the drive's own cache.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Give the descriptor back."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target` in one step."""
        if sys.platform == "win32":
            _replace_patiently(source, target)
        else:
            source.replace(target)

    def publish(self, source: Path, target: Path) -> None:
        """Give `source` the name `target` in one step; `FileExistsError` where anything has that name already."""
        if sys.platform == "win32":
            source.rename(target)
            return
        try:
            os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # Sticks (FAT) know no second names: the name is taken by an empty file first, which nobody else can do.
            os.close(os.open(target, _NEW, 0o600))
            try:
                source.replace(target)
            except OSError:
                target.unlink()
                raise
        else:
            source.unlink()

    def sync_folder(self, folder: Path) -> None:
        """Have the names in a folder on the disk; Windows has no such call."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some network file systems know no such thing; then the rename is as durable as it can be.
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Take a file away."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make one folder that only its owner may open."""
        path.mkdir(mode=0o700)

    def make_shared_folder(self, path: Path) -> None:
        """Make one folder that is as private as the user's other folders are, since it is made to be handed on."""
        path.mkdir()

    def stamp(self, path: Path) -> Stamp | None:
        """What tells whether a file or folder is still the same; None where there is none."""
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        changed = status.st_ctime_ns if KNOWS_CHANGE_TIME else 0
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, changed


class ReadOnlyError(OSError):
    """Something was to be written although the program was started to read only."""

    def __init__(self, path: Path | None = None) -> None:
        """Refuse to touch `path`."""
        super().__init__(errno.EROFS, "started with --read-only", str(path) if path else None)


class LinkError(OSError):
    """A link stands where a folder of the program should be; `link` is it."""

    def __init__(self, link: Path) -> None:
        """Refuse to go through `link`."""
        super().__init__(errno.ELOOP, "a link where a folder of the program should be", str(link))
        self.link = link


class ReadOnlyDisk(Disk):
    """The disk of `--read-only`: looks at files, and raises `ReadOnlyError` at every call that would change one."""

    read_only = True

    def create(self, path: Path) -> int:
        """Refuse."""
        raise ReadOnlyError(path)

    def create_shared(self, path: Path) -> int:
        """Refuse."""
        raise ReadOnlyError(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Refuse."""
        raise ReadOnlyError

    def replace(self, source: Path, target: Path) -> None:
        """Refuse."""
        raise ReadOnlyError(target)

    def publish(self, source: Path, target: Path) -> None:
        """Refuse."""
        raise ReadOnlyError(target)

    def remove(self, path: Path) -> None:
        """Refuse."""
        raise ReadOnlyError(path)

    def make_folder(self, path: Path) -> None:
        """Refuse."""
        raise ReadOnlyError(path)

    def make_shared_folder(self, path: Path) -> None:
        """Refuse."""
        raise ReadOnlyError(path)


DISK = Disk()
READ_ONLY_DISK = ReadOnlyDisk()


def disk_for(*, read_only: bool) -> Disk:
    """The disk to give to whatever may write: the real one, or with `--read-only` the one that raises."""
    return READ_ONLY_DISK if read_only else DISK


def _replace_patiently(source: Path, target: Path) -> None:
    """On Windows a virus scanner or a sync program may hold the target open for a moment."""
    until = time.monotonic() + _RETRY_SECONDS
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
