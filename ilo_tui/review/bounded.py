"""Reading files that somebody else may have put there: regular ones only, and none that is larger than it can be.

A pipe or a device under the name of a session would be waited for, and a sparse file of 40 GB takes no room on a stick.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bounded(path: Path, limit: int) -> bytes | None:
    """All of a file, or None where it has more than `limit` bytes; raises `OSError`, also of what is no file.

    Looked at before it is opened, which some devices take as an order, and again after: it may be another by then.
    """
    _check_regular(path.stat(), path)
    with os.fdopen(os.open(path, _READ), "rb") as file:
        found = os.fstat(file.fileno())
        _check_regular(found, path)
        if found.st_size > limit:
            return None
        # It may be growing, and a buffer as large as the limit is not to be made for it.
        data = file.read(found.st_size + 1)
        while len(data) > found.st_size and len(data) <= limit and (more := file.read(2**16)):
            data += more
    return None if len(data) > limit else data


def _check_regular(found: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
