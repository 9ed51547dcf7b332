"""A watch on folders: everything that shows that a file or folder was touched, made or taken away."""

from __future__ import annotations

from pathlib import Path

Marks = dict[str, tuple[int, ...]]
"""By path: kind and rights, inode, size, and the times of content and of the last change, in nanoseconds."""


def marks(*folders: Path) -> Marks:
    """What is below some folders, and the folders themselves. Reading changes nothing of it."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    found = {str(path): path.lstat() for path in paths}
    return {
        name: (one.st_mode, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for name, one in found.items()
    }
