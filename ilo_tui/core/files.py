"""The system calls that a durable save makes, and the order in which it makes them.

A file is replaced so that at any moment, kill or power cut, the old or the new content is found whole: write a
temporary file in the same folder, flush it to the disk, rename it over the old one, flush the folder.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Stamp = tuple[int, int, int, int, int]
"""Device, inode, size, time of the content and time of the last change to a file or its marks, in nanoseconds.

They tell that it is still the one that was written. The time of the content can be set back by anyone, the other not;
Windows has no such time (its `st_ctime` is when the file was made), and 0 stands there.
"""
KNOWS_CHANGE_TIME = sys.platform != "win32"

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
SMALL = 4 * 2**20
"""The largest file of settings or of remembered things that is read, in bytes."""
_RETRY_SECONDS = 2.0
_LONGEST_STEM = 200
"""So many bytes of a name leave room, of the 255 that folders take, for what is put behind it."""

SyncFolder = Callable[[Path], None]
"""Has the names in a folder on the disk, or sees to it that they come there."""


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
