"""Documents read without trust: regular files only, within a size, and compared with their hash."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

LARGEST_DOCUMENT = 200 * 2**20
"""Bytes of a document that are taken."""
_CHUNK = 2**20
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def open_document(path: Path) -> Iterator[BinaryIO]:
    """A regular file to read; raises `OSError`, also of what is too large, and of pipes and devices, never opened."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _no_file(path)
    descriptor = os.open(path, _READ)
    with os.fdopen(descriptor, "rb") as file:
        # What was a file a moment ago may be a pipe now.
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path)
        if status.st_size > LARGEST_DOCUMENT:
            raise _too_large()
        yield file


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """The content piece by piece; raises `OSError` of too much, however large the file said it is."""
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > LARGEST_DOCUMENT:
            raise _too_large()
        yield chunk


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's content; raises `OSError`."""
    digest = sha256()
    with open_document(path) as file:
        for chunk in chunks(file):
            digest.update(chunk)
    return digest.hexdigest()


def _no_file(path: Path) -> OSError:
    return OSError(errno.EINVAL, "not a regular file", str(path))


def _too_large() -> OSError:
    return OSError(errno.EFBIG, f"larger than {LARGEST_DOCUMENT} bytes")
