"""Half-typed notes: saved as durably as decisions, so that a kill in the middle of a sentence costs nothing."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from ilo_tui.paths import read_small
from ilo_tui.review.desk import sound
from ilo_tui.review.disk import DISK, Disk, ensure_folder, replace_file
from ilo_tui.review.faults import save_failed
from ilo_tui.review.lock import HIDDEN
from ilo_tui.review.records import UNDECODABLE


class Draft(msgspec.Struct, frozen=True):
    """A note on an item that is not saved as one yet."""

    item: str
    text: str


class Drafts:
    """The drafts of one session, a file each in `<reviews>/.ilo-tui/drafts/<session>/`."""

    def __init__(self, reviews: Path, session: str, disk: Disk = DISK) -> None:
        """Nothing is made before the first draft."""
        self.folder = reviews / HIDDEN / "drafts" / session
        self._disk = disk

    def _path(self, item: str) -> Path:
        # Names of items hold what file names may not.
        return self.folder / f"{sha256(item.encode()).hexdigest()[:16]}.json"

    def save(self, item: str, text: str) -> None:
        """Keep what is typed so far, durably; raises `SaveFailedError`."""
        path = self._path(item)
        try:
            ensure_folder(self.folder, self._disk)
            replace_file(path, msgspec.json.encode(Draft(item, sound(text))), self._disk)
        except OSError as error:
            raise save_failed(path, error) from error

    def load(self, item: str) -> str | None:
        """What was typed, or None; a draft that cannot be read is none."""
        found = _read(self._path(item))
        return found.text if found and found.item == item else None

    def drop(self, item: str) -> None:
        """Forget a draft, after its note was saved or given up."""
        with suppress(OSError):
            # A draft that stays behind is offered again, which harms nobody.
            self._disk.remove(self._path(item))

    def all(self) -> list[Draft]:
        """Every draft of the session."""
        return [draft for path in sorted(self.folder.glob("*.json")) if (draft := _read(path))]


def _read(path: Path) -> Draft | None:
    try:
        return msgspec.json.decode(read_small(path), type=Draft)
    except (OSError, *UNDECODABLE):
        return None
