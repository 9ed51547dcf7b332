"""Paths that a person typed, and small files that the program keeps: what every part of the program shares of them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from ilo_tui.i18n import N_, Say
from ilo_tui.text import clean

SMALL = 4 * 2**20
"""The largest file of settings or of remembered things that is read, in bytes."""
STDOUT = "-"
"""What `-o` takes for stdout. A file of this name is `./-`."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class PathError(Exception):
    """A path that leads nowhere, as typed in `text`; `told` gives the line."""

    def __init__(self, text: str, message: str, mend: str) -> None:
        """Say a marked `message` of `text`, then how to `mend` it."""
        super().__init__(message)
        self.text, self.message, self.mend = text, message, mend

    def told(self, say: Say) -> str:
        """One line in the reader's language: what, and how to mend it."""
        return f"{clean(self.text)}: {say(self.message)}. {say(self.mend)}"


def expand(text: str) -> Path:
    """The path that somebody typed, `~` and `~name` being home folders; raises `PathError` of none that can be."""
    if "\0" in text:
        raise PathError(text, N_("no path can hold a NUL"), N_("Write it without."))
    try:
        return Path(text).expanduser()
    except RuntimeError:
        message = N_("this computer knows no user of that name, and no home folder of theirs")
        raise PathError(text, message, N_("Write the folder in full; a name that begins with ~ as ./~name.")) from None


def read_small(path: Path, limit: int = SMALL) -> bytes:
    """All of a file; raises `OSError`, also of what is no file and of more than `limit` bytes.

    A pipe or a device of that name is never waited for, and a file is never read on and on.
    """
    descriptor = os.open(path, _READ)
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        if found.st_size > limit:
            raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit} bytes", str(path))
    return data
