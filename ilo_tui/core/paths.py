"""Paths that a person typed, the user's own folders, and reading a file that may be anything."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from ilo_tui.core.errors import PathError
from ilo_tui.core.translator import N_

SMALL = 4 * 2**20
"""The largest file of settings or of remembered things that is read, in bytes."""
STDOUT = Path("-")
"""What `output_path` makes of `-`."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def expand(text: str) -> Path:
    """The path that somebody typed, `~` and `~name` being home folders; raises `PathError` of none that can be."""
    try:
        if b"\0" in os.fsencode(text):
            raise PathError(N_("no path can hold a NUL"), N_("Write it without."), text)
    except UnicodeEncodeError:
        message = N_("this computer cannot write such a name")
        raise PathError(message, N_("Take another name."), text) from None
    # Of the text, not of a `Path`, which takes away the `./` before a name that begins with `~`.
    expanded = os.path.expanduser(text)  # noqa: PTH111
    if text.startswith("~") and expanded.startswith("~"):
        message = N_("there is no user of that name on this computer")
        raise PathError(message, N_("Write the whole path; a name that begins with ~ as ./~name."), text)
    return Path(expanded)


def output_path(text: str) -> Path:
    """Where to write, as typed after `-o`: `STDOUT` of `-` alone, else as `expand`. A file of that name is `./-`."""
    path = expand(text)
    return path.absolute() if path == STDOUT and text != str(STDOUT) else path


def home() -> Path:
    """The user's home folder; where there is none, the folder in which the program was started."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def state_folder() -> Path:
    """Where this installation remembers itself."""
    from platformdirs import user_state_path

    return user_state_path("ilo-tui")


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
