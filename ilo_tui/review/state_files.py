"""Writing what an installation keeps for itself in the state folder, into which several programs may write at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilo_tui.core.disk import Disk
from ilo_tui.core.files import clear_temporaries, ensure_folder, replace_file
from ilo_tui.review.errors import save_failed
from ilo_tui.review.lock import SessionLock

_PATIENCE = 2.0
"""Seconds to wait for another program that writes in the state folder just now."""


@contextmanager
def exclusive(state: Path, disk: Disk) -> Iterator[bool]:
    """Keep other programs from writing here meanwhile, so that none loses what another adds; says whether they are.

    Nobody waits long: a program that was stopped in the middle may hold it for ever.
    """
    lock = SessionLock(state, "state", disk)
    until = time.monotonic() + _PATIENCE
    try:
        while not disk.read_only and lock.acquire() is not None and time.monotonic() < until:
            time.sleep(0.01)
    except OSError as error:
        raise save_failed(state, error) from error
    try:
        yield lock.held
    finally:
        lock.release()


def store(path: Path, data: bytes, disk: Disk) -> None:
    """Make `data` the durable content of a file that is written `exclusive`ly; raises `SaveFailedError`."""
    try:
        ensure_folder(path.parent, disk)
        clear_temporaries(path, disk)
        replace_file(path, data, disk)
    except OSError as error:
        raise save_failed(path, error) from error
