"""Journals moved aside, out of every count and list: into the archive, or under a name that is not tried again."""

from __future__ import annotations

import os
from pathlib import Path

from ilo_tui.core.files import ensure_inner_folder, move_file
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReadOnlySessionError, save_failed
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.opening import STARTED_READ_ONLY, held_reason

ARCHIVE = "archive"


def archive(environment: ReviewEnvironment, path: Path) -> Path:
    """Move a journal into `archive/`; returns where it is now. Raises `ReadOnlySessionError` or `SaveFailedError`."""
    return _move(environment, path, environment.reviews / ARCHIVE, path.stem, ".json")


def set_aside(environment: ReviewEnvironment, path: Path) -> Path:
    """Give an unreadable file a name under which it is not tried again; returns it. Its content stays as it is."""
    return _move(environment, path, environment.reviews, path.name, ".unreadable")


def _move(environment: ReviewEnvironment, path: Path, folder: Path, stem: str, suffix: str) -> Path:
    if environment.read_only:
        raise ReadOnlySessionError(path, STARTED_READ_ONLY)
    try:
        storage = SessionStorage(path, environment.disk)
    except OSError as error:
        raise save_failed(path, error) from error
    try:
        if (holder := storage.acquire()) is not None:
            raise ReadOnlySessionError(path, held_reason(holder))
        ensure_inner_folder(environment.reviews, folder, environment.disk)
        target = folder / f"{stem}{suffix}"
        while target.exists():
            target = folder / f"{stem}.{os.urandom(2).hex()}{suffix}"
        move_file(path, target, environment.disk)
    except OSError as error:
        raise save_failed(path, error) from error
    finally:
        storage.close()
    return target
