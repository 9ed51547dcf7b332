"""The system calls that a durable save makes, and the order in which it makes them.

A file is replaced so that at any moment, kill or power cut, the old or the new content is found whole: write a
temporary file in the same folder, flush it to the disk, rename it over the old one, flush the folder.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Device, inode, size and change time of a file: what tells that it is still the one that was written."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_RETRY_SECONDS = 2.0


class Disk:
    """The real disk, one system call a method; tests stand in for single calls by overriding them."""

    def create(self, path: Path) -> int:
        """Open a new file that only its owner may read; returns a descriptor."""
        return os.open(path, _NEW, 0o600)

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

    def stamp(self, path: Path) -> Stamp | None:
        """What tells whether a file or folder is still the same; None where there is none."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


DISK = Disk()


def temporary_of(path: Path) -> Path:
    """Where the new content of a file is written before it takes the old one's place."""
    return path.with_name(f".{path.name}.tmp")


def replace_file(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Make `data` the durable content of `path`; on an `OSError` the old content is still whole.

    There must be one writer at a time: the temporary file has a fixed name, so that what a kill left is cleared later.
    """
    temporary = temporary_of(path)
    try:
        _write_new(temporary, data, disk)
        disk.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            disk.remove(temporary)
        raise
    disk.sync_folder(path.parent)


def _write_new(path: Path, data: bytes, disk: Disk) -> None:
    try:
        descriptor = disk.create(path)
    except FileExistsError:
        disk.remove(path)
        descriptor = disk.create(path)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[disk.write(descriptor, rest) :]
        disk.sync(descriptor)
    finally:
        disk.close(descriptor)


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


def move_file(source: Path, target: Path, disk: Disk = DISK) -> None:
    """Give a file another name, durably; the caller sees to it that `target` is free."""
    disk.replace(source, target)
    disk.sync_folder(target.parent)
    if source.parent != target.parent:
        disk.sync_folder(source.parent)


def ensure_folder(path: Path, disk: Disk = DISK) -> None:
    """Make a folder and those above it that are missing, durably and for the owner alone."""
    if path.is_dir():
        return
    ensure_folder(path.parent, disk)
    with suppress(FileExistsError):
        disk.make_folder(path)
    disk.sync_folder(path.parent)
