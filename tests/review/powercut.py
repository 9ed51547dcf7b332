"""A disk that remembers what a power cut would leave: only what was flushed is sure, the rest may or may not be there.

It does everything on the real disk and keeps a model beside it. A file's content is sure once it was synced. Names
(new, renamed, removed) are sure once their folder was synced; before that any number of the first of them may have
reached the disk. After every system call the possible remains are handed to `look`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ilo_tui.core.disk import Disk

Remains = dict[Path, bytes]
"""What is found after a cut: content by path."""


@dataclass
class Inode:
    """A file as it is in memory and as it surely is on the disk; None where nothing of it was ever flushed."""

    content: bytearray = field(default_factory=bytearray)
    flushed: bytes | None = None

    def remains(self) -> list[bytes]:
        """What a cut may leave of it: the flushed, else nothing, zeros or half; or all, if luck has it."""
        written = bytes(self.content)
        if self.flushed == written:
            return [written]
        half = written[: len(written) // 2]
        return [self.flushed or b"", bytes(len(written)), half, written]


Change = tuple[str, Path, Path | None, Inode | None]
"""A change of names that may not be on the disk yet: what, of which name, to which, and the new file."""


class PowerCutDisk(Disk):
    """The real disk with its possible remains. `forget` names calls that are left out, to show that each is needed."""

    def __init__(self, look: Callable[[str, Iterator[Remains]], None], forget: frozenset[str] = frozenset()) -> None:
        """Call `look` with the name of every system call and what a cut right after it may leave."""
        self._look, self._forget = look, forget
        self._sure: dict[Path, Inode] = {}
        self._now: dict[Path, Inode] = {}
        self._pending: list[Change] = []
        self._open: dict[int, Inode] = {}

    def create(self, path: Path) -> int:
        descriptor = super().create(path)
        self._open[descriptor] = self._now[path] = inode = Inode()
        self._changed("create", ("create", path, None, inode))
        return descriptor

    def create_shared(self, path: Path) -> int:
        descriptor = super().create_shared(path)
        self._open[descriptor] = self._now[path] = inode = Inode()
        self._changed("create", ("create", path, None, inode))
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        # In three pieces, so that a cut may fall between them.
        write = super().write(descriptor, data[: max(1, len(data) // 3)])
        self._open[descriptor].content += data[:write]
        self._look("write", self.remains())
        return write

    def sync(self, descriptor: int) -> None:
        if "sync" not in self._forget:
            inode = self._open[descriptor]
            inode.flushed = bytes(inode.content)
        self._look("sync", self.remains())

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        del self._open[descriptor]
        self._look("close", self.remains())

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._now[target] = self._now.pop(source)
        self._changed("replace", ("replace", source, target, None))

    def publish(self, source: Path, target: Path) -> None:
        # A second name, and then the first goes: a cut may find both.
        super().publish(source, target)
        self._now[target] = self._now.pop(source)
        self._pending.append(("create", target, None, self._now[target]))
        self._changed("publish", ("remove", source, None, None))

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._now.pop(path, None)
        self._changed("remove", ("remove", path, None, None))

    def sync_folder(self, folder: Path) -> None:
        if "sync_folder" not in self._forget:
            for change in [item for item in self._pending if folder in {item[1].parent, (item[2] or item[1]).parent}]:
                apply(self._sure, change)
                self._pending.remove(change)
        self._look("sync_folder", self.remains())

    def _changed(self, call: str, change: Change) -> None:
        self._pending.append(change)
        self._look(call, self.remains())

    def remains(self) -> Iterator[Remains]:
        """Everything that a cut at this moment may leave."""
        for count in range(len(self._pending) + 1):
            names = dict(self._sure)
            for change in self._pending[:count]:
                apply(names, change)
            for luck in range(4):
                yield {path: name.remains()[min(luck, len(name.remains()) - 1)] for path, name in names.items()}


def apply(names: dict[Path, Inode], change: Change) -> None:
    """Carry out a change of names."""
    subject, path, target, inode = change
    if subject == "create" and inode is not None:
        names[path] = inode
    elif subject == "replace" and target is not None:
        if path in names:
            names[target] = names.pop(path)
    else:
        names.pop(path, None)
