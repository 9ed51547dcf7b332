"""Files written durably, in the order of calls that this takes, and small ones read.

A file is replaced so that at any moment, kill or power cut, the old or the new content is found whole: write a
temporary file in the same folder, flush it to the disk, rename it over the old one, flush the folder.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.disk import DISK, Disk, LinkError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
SMALL = 4 * 2**20
"""The largest file of settings or of remembered things that is read, in bytes."""
_LONGEST_STEM = 200
"""So many bytes of a name leave room, of the 255 that folders take, for what is put behind it."""

SyncFolder = Callable[[Path], None]
"""Has the names in a folder on the disk, or sees to it that they come there."""


def short_stem(name: str) -> str:
    """A name as the beginning of the names of files beside it: itself, or where that is too long a hash of it."""
    return name if len(os.fsencode(name)) <= _LONGEST_STEM else _digest(name)


def temporary_of(path: Path) -> Path:
    """A fresh name beside `path`, of a length that fits every folder, for content that is to take its place."""
    return path.with_name(f"{_temporary_prefix(path)}{os.urandom(4).hex()}.tmp")


def _digest(name: str) -> str:
    # Loaded where a file is written: every command loads this module, and hashlib loads all of OpenSSL.
    from hashlib import sha256

    return sha256(os.fsencode(name)).hexdigest()


def _temporary_prefix(path: Path) -> str:
    return f".{_digest(path.name)[:16]}."


def clear_temporaries(path: Path, disk: Disk = DISK) -> None:
    """Take away what writers of `path` that were killed have left; only whoever is its one writer may call this."""
    prefix = _temporary_prefix(path)
    with os.scandir(path.parent) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(prefix) and entry.name.endswith(".tmp")]
    # The fixed name is that of version 0.1.
    for name in (*names, f".{path.name}.tmp"):
        with suppress(OSError):
            disk.remove(path.with_name(name))


def replace_file(path: Path, data: bytes, disk: Disk = DISK, *, sync_folder: SyncFolder | None = None) -> None:
    """Make `data` the durable content of `path`, for its owner alone; after an `OSError` the old one is still whole.

    `sync_folder` as in `new_file`.
    """
    with new_file(path, disk, sync_folder=sync_folder) as file:
        file.write(data)


class NewFile(RawIOBase):
    """Content on its way to a place that it is to take, to be buffered like any file; `new_file` makes it."""

    def __init__(self, descriptor: int, disk: Disk) -> None:
        """Write to `descriptor`, which whoever opened it closes."""
        super().__init__()
        self._descriptor, self._disk = descriptor, disk

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write all of `data`; raises `OSError`."""
        if self.closed:
            # The descriptor may be another file's by now.
            raise ValueError("write to a closed file")
        rest = memoryview(data).cast("B")
        size = len(rest)
        while rest:
            rest = rest[self._disk.write(self._descriptor, rest) :]
        return size

    def sync(self) -> None:
        """Have what was written on the disk now, so that putting it in its place cannot fail for lack of room."""
        self._disk.sync(self._descriptor)


@contextmanager
def new_file(  # noqa: PLR0913 - what kind of file, and how durable
    path: Path,
    disk: Disk = DISK,
    *,
    shared: bool = False,
    fresh: bool = False,
    flushed: bool = True,
    sync_folder: SyncFolder | None = None,
) -> Iterator[NewFile]:
    """The durable new content of `path`, which is in its place, whole and flushed, when this ends without an error.

    On any error, which is passed on, what was there is still whole and nothing is left beside it. A `shared` file is
    as private as the user's others are, any other for its owner alone. A `fresh` one never replaces anything: where
    something has the name by then, that is a `FileExistsError`. One that is not `flushed` is whole or not there after a
    kill, but after a power cut it may be gone or damaged; nobody may have been told that it is written. In place of
    the disk's, `sync_folder` is called, by whoever flushes the names of many files at a time.
    """
    temporary = temporary_of(path)
    try:
        descriptor = disk.create_shared(temporary) if shared else disk.create(temporary)
        try:
            with NewFile(descriptor, disk) as file:
                yield file
                if flushed:
                    file.sync()
        finally:
            disk.close(descriptor)
        if fresh:
            disk.publish(temporary, path)
        else:
            disk.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            disk.remove(temporary)
        raise
    if flushed:
        (sync_folder or disk.sync_folder)(path.parent)


def move_file(source: Path, target: Path, disk: Disk = DISK, *, sync_folder: SyncFolder | None = None) -> None:
    """Give a file another name, durably; the caller sees to it that `target` is free.

    `sync_folder` as in `new_file`.
    """
    sync_folder = sync_folder or disk.sync_folder
    disk.replace(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def ensure_inner_folder(root: Path, folder: Path, disk: Disk = DISK) -> None:
    """As `ensure_folder`, for a folder of the program inside one that a person chose; raises like `refuse_links`."""
    refuse_links(root, folder)
    ensure_folder(folder, disk)


def refuse_links(root: Path, folder: Path) -> None:
    """Raise `LinkError` where a folder of the program inside `root`, or one between the two, is a link.

    It came with the sessions, perhaps on a stick, and may lead anywhere. `root` itself a person has chosen.
    """
    depth = len(folder.relative_to(root).parts)
    for inner in (folder, *folder.parents)[:depth]:
        if inner.is_symlink():
            raise LinkError(inner)


def ensure_folder(path: Path, disk: Disk = DISK) -> None:
    """Make a folder and those above it that are missing, durably and for the owner alone."""
    if path.is_dir():
        return
    ensure_folder(path.parent, disk)
    with suppress(FileExistsError):
        disk.make_folder(path)
    disk.sync_folder(path.parent)


def read_small(path: Path, limit: int = SMALL) -> bytes:
    """All of a file; raises `OSError`, also of what is no file and of more than `limit` bytes.

    A pipe or a device of that name is never waited for, and a file is never read on and on.
    """
    descriptor = os.open(path, _READ)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if status.st_size > limit:
            raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
    return data
