"""The durable file of a session, as a TinyDB storage: every write is on the disk before it returns, or it raises.

The layout is TinyDB's own, two tables, with one document a line. A stock `TinyDB(path)` reads it. A session keeps its
records encoded and has them joined, so that a decision costs the same work whether it is the tenth or the thousandth.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from ilo_tui.core.disk import DISK, KNOWS_CHANGE_TIME, Disk, Stamp
from ilo_tui.core.files import clear_temporaries, ensure_folder, read_small, replace_file, temporary_of
from ilo_tui.review.errors import SaveFailedError, save_failed
from ilo_tui.review.lock import Holder, SessionLock

MARK = b"\xef\xbb\xbf"
"""The byte order mark that some editors put before a text. It is no content, and is not written again."""
LARGEST_SESSION = 64 * 2**20
"""The largest session file that is read, in bytes: one of 50,000 decisions is a quarter of it."""


def row(doc: int | str, encoded: bytes) -> bytes:
    """One document of a table as a line of the file: `"12":{...}`."""
    return b'"%b":%b' % (str(doc).encode(), encoded)


def layout(tables: Mapping[str, Sequence[bytes]]) -> bytes:
    """The bytes of a file from the rows of its tables."""
    # Large tables are copied twice here and no more: this is most of what a decision costs besides the disk.
    parts: list[bytes] = []
    for name, rows in tables.items():
        parts += [b",\n" if parts else b"{", msgspec.json.encode(name), b":{\n", b",\n".join(rows), b"\n}"]
    return b"".join([*parts, b"}\n" if parts else b"{}\n"])


class SessionStorage(Storage):
    """Reads and durably replaces one session file, under the session's lock.

    What was last written is remembered only to tell whether somebody else has changed the file; `read` always reads the
    file, since TinyDB changes what it has read before it writes it.
    """

    def __init__(self, path: str | Path, disk: Disk = DISK) -> None:
        """Nothing is opened, locked or made yet."""
        self.path = Path(path)
        self.lock = SessionLock(self.path.parent, self.path.stem, disk)
        self._disk = disk
        self._written: list[bytes] = []
        self._stamp: Stamp | None = None
        self._folder = _identity(disk.stamp(self.path.parent))

    def acquire(self) -> Holder | None:
        """Become the one writer: None when it is so, else who is; `OSError` where no lock can be made."""
        if self.lock.held:
            return None
        self._enter()
        return self.lock.acquire()

    def probe(self) -> None:
        """Try whether files can be made beside the session's; raises `OSError`."""
        clear_temporaries(self.path, self._disk)
        beside = temporary_of(self.path)
        self._disk.close(self._disk.create(beside))
        self._disk.remove(beside)

    def close(self) -> None:
        """Let others write."""
        self.lock.release()

    def content(self) -> bytes:
        """The file as it is now, which is from here on the one that may be replaced; raises `OSError`."""
        self._stamp = self._disk.stamp(self.path)
        self._written = [read_small(self.path, LARGEST_SESSION)]
        return self._written[0]

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Plain dicts by table and document id, as TinyDB expects; None where there is no file or it is empty."""
        if self._disk.stamp(self.path) is None:
            return None
        data = self.content()
        data = data.removeprefix(MARK)
        return msgspec.json.decode(data, type=dict[str, dict[str, Any]]) if data.strip() else None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file by TinyDB's tables, durably; raises `SaveFailedError`."""
        encode = msgspec.json.encode
        self.save(
            layout(
                {table: [row(doc, encode(document)) for doc, document in rows.items()] for table, rows in data.items()}
            )
        )

    def save(self, data: bytes) -> None:
        """Have `data` on the disk before this returns; on a `SaveFailedError` nothing is acknowledged."""
        try:
            if self.acquire() is not None:
                raise SaveFailedError(self.path, "held")
            self._look()
            # A save may fail after the new content is in place: then that content is ours as well.
            self._written.append(data)
            replace_file(self.path, data, self._disk)
            self._stamp = self._disk.stamp(self.path)
        except OSError as error:
            raise save_failed(self.path, error) from error
        self._written = [data]

    def _enter(self) -> None:
        """Make the folder if there never was one; in the empty place of a stick that is gone nothing is made."""
        folder = _identity(self._disk.stamp(self.path.parent))
        if self._folder is None:
            ensure_folder(self.path.parent, self._disk)
            self._folder = _identity(self._disk.stamp(self.path.parent))
        elif folder != self._folder and not (folder and any(self.path.parent.iterdir())):
            raise _missing(self.path)
        elif not self._written:
            # The session has no file that could be missing: what lies here now is the folder.
            self._folder = folder

    def _look(self) -> None:
        """Refuse to overwrite what somebody else wrote, or to write into the empty place of a stick that is gone."""
        stamp = self._disk.stamp(self.path)
        folder = _identity(self._disk.stamp(self.path.parent))
        if stamp is not None and self._may_be_changed(stamp) and self._content_now() not in self._written:
            raise SaveFailedError(self.path, "changed")
        if folder == self._folder:
            return
        if stamp is None:
            raise _missing(self.path)
        # The stick is back, perhaps under another device number; the lock was on the old one.
        self.lock.release()
        if self.lock.acquire() is not None:
            raise SaveFailedError(self.path, "held")
        self._folder = folder

    def _may_be_changed(self, stamp: Stamp) -> bool:
        """Whether the file may hold something else than what we wrote: where the system cannot tell, it may."""
        return stamp != self._stamp or not KNOWS_CHANGE_TIME

    def _content_now(self) -> bytes | None:
        """What the file holds; None of a pipe, a device or more than a session is, none of which we wrote."""
        try:
            return read_small(self.path, LARGEST_SESSION)
        except FileNotFoundError:
            raise
        except OSError as error:
            if error.errno in {errno.EINVAL, errno.EFBIG, errno.EISDIR}:
                return None
            raise


def _missing(path: Path) -> FileNotFoundError:
    return FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))


def _identity(stamp: Stamp | None) -> tuple[int, int] | None:
    """Device and inode of a folder, whose other marks change with every file in it."""
    return stamp[:2] if stamp else None
