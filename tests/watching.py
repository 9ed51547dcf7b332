"""A watch on folders: everything that shows that a file or folder was touched, made or taken away."""

from __future__ import annotations

from pathlib import Path

Marks = dict[str, tuple[int, ...]]
"""By path: kind and rights, inode, size, and the times of content and of the last change, in nanoseconds."""


def marks(*folders: Path) -> Marks:
    """What is below some folders, and the folders themselves. Reading changes nothing of it."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    result = {str(path): path.lstat() for path in paths}
    return {
        name: (item.st_mode, item.st_ino, item.st_size, item.st_mtime_ns, item.st_ctime_ns)
        for name, item in result.items()
    }
