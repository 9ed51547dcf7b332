"""A disk, and locks, that number every call: stop a process after any of them, or keep what a power cut would leave."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from filelock import UnixFileLock

from ilo_tui.core.disk import Disk
from tests.review.powercut import PowerCutDisk, Remains

_SESSION = re.compile(r"\d{4}-\d\d-\d\d-[a-z-]+-[0-9a-f]{8}")
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.[0-9a-f]{8}\.tmp")
_HASH = re.compile(r"(?<=S-)[0-9a-f]{8}(?=[-.])|(?<=[-/.])[0-9a-f]{16}(?=\.)")


def named(path: Path, folder: Path) -> str:
    """A path as the table has it: sessions are called S, hashes and what is random #."""
    if _TEMPORARY.fullmatch(path.name):
        path = path.with_name(".#.tmp")
    return _HASH.sub("#", _SESSION.sub("S", path.relative_to(folder).as_posix()))


class Points(PowerCutDisk):
    """A disk, and a lock, that number their calls once `recording`; a process may be ended right after one of them."""

    def __init__(self, folder: Path, stop: int = 0, forget: frozenset[str] = frozenset()) -> None:
        """End the process after call `stop`; 0 never does, and keeps what a power cut may leave after each call.

        Calls of the names in `forget` are left out, to show that their lack is seen.
        """
        super().__init__(self._look_at, forget)
        self.calls: list[str] = []
        self.cuts: list[list[Remains]] = []
        self.recording = False
        self.folder, self._stop, self._about = folder, stop, ""
        self._paths: dict[int, Path] = {}

    def passed(self, call: str) -> None:
        """A call is done."""
        if not self.recording:
            return
        self.calls.append(call)
        if self._stop == len(self.calls):
            os._exit(0)
        if not self._stop:
            self.cuts.append(_each_once(self.remains()))

    def _look_at(self, call: str, remains: Iterator[Remains]) -> None:
        self.passed(self._about)

    def _announce(self, action: str, path: Path, target: Path | None = None) -> None:
        to = f" to `{named(target, self.folder)}`" if target else ""
        self._about = f"{action} `{named(path, self.folder)}`{to}"

    def create(self, path: Path) -> int:
        self._announce("create", path)
        descriptor = super().create(path)
        self._paths[descriptor] = path
        return descriptor

    def create_shared(self, path: Path) -> int:
        self._announce("create", path)
        descriptor = super().create_shared(path)
        self._paths[descriptor] = path
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        """In two pieces, so that a stop may fall between them."""
        inode = self._open[descriptor]
        piece, subject = (data, "write the rest of") if inode.content else (data[: len(data) // 2], "write half of")
        self._announce(subject, self._paths[descriptor])
        write = Disk.write(self, descriptor, piece)
        inode.content += piece[:write]
        self.passed(self._about)
        return write

    def sync(self, descriptor: int) -> None:
        self._announce("flush", self._paths[descriptor])
        super().sync(descriptor)

    def close(self, descriptor: int) -> None:
        self._announce("close", self._paths[descriptor])
        super().close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._announce("rename", source, target)
        super().replace(source, target)

    def publish(self, source: Path, target: Path) -> None:
        self._announce("publish", source, target)
        super().publish(source, target)

    def remove(self, path: Path) -> None:
        self._announce("remove", path)
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._announce("flush the folder", folder)
        super().sync_folder(folder)

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self._announce("make the folder", path)
        self.passed(self._about)

    @contextmanager
    def locks(self) -> Iterator[None]:
        """Number the calls of locks as well: taking and giving back."""
        passed, folder = self.passed, self.folder

        class Lock(UnixFileLock):
            def _acquire(self) -> None:
                super()._acquire()
                passed(f"lock `{named(Path(self.lock_file), folder)}`")

            def _release(self) -> None:
                super()._release()
                passed(f"unlock `{named(Path(self.lock_file), folder)}`")

        with patch("filelock.FileLock", Lock):
            yield


def _each_once(all_remains: Iterator[Remains]) -> list[Remains]:
    return [dict(item) for item in {tuple(sorted(remains.items())): None for remains in all_remains}]
