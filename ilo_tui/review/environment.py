"""What every session of a reviewer shares: the reviews folder, the dossier, and the installation that writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ilo_tui.core.disk import DISK, READ_ONLY_DISK, Disk
from ilo_tui.review.items import Items


def now() -> datetime:
    """The time by this machine's clock, in UTC."""
    return datetime.now(UTC)


def stamp_of(moment: datetime) -> str:
    """A time as review files have it: UTC, ISO, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def replace_surrogates(text: str) -> str:
    """Typed text as it may stand in a file: what is no Unicode, which terminals can send, becomes `?`."""
    return text.encode("utf-8", "replace").decode()


@dataclass(frozen=True)
class ReviewEnvironment:
    """The surroundings of every session; `disk` and `clock` are replaced only by tests.

    `read_only` (the option `--read-only`) lets sessions be looked at and nothing be written: the disk raises then.
    """

    reviews: Path
    items: Items
    writer: str
    read_only: bool = False
    disk: Disk = DISK
    clock: Callable[[], datetime] = now

    def __post_init__(self) -> None:
        """Give whatever works in this environment the disk that raises, where nothing may be written."""
        if self.read_only:
            object.__setattr__(self, "disk", READ_ONLY_DISK)
