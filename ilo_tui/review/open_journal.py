"""An open journal: the head and the records of one file, of a session or of a draft, counted only once on the disk.

What could not be saved is kept in `unsaved` and goes with the next save. What the records say is known to whoever has
the journal, who also sees to it that saves happen one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from ilo_tui.core.disk import Disk
from ilo_tui.core.files import ensure_folder
from ilo_tui.review.errors import ReviewError, SaveFailedError, save_failed
from ilo_tui.review.journal import SessionStorage, layout, row


class Numbered(Protocol):
    """A record of a journal."""

    @property
    def seq(self) -> int:
        """Its number in the file, from 1."""
        ...


H = TypeVar("H")
R = TypeVar("R", bound=Numbered)


class Journal(Generic[H, R]):
    """One file with its `head`, the document of the table `session`, and its records, as rows of that file."""

    def __init__(
        self, storage: SessionStorage, head: H, rows: Sequence[bytes], disk: Disk, *, has_file: bool = True
    ) -> None:
        """Take over what was read from the file of `storage`, or what is to become of it."""
        self.head, self.has_file = head, has_file
        self._storage, self._rows, self._disk = storage, list(rows), disk
        self._unsaved: list[R] = []

    @property
    def path(self) -> Path:
        """The file; another one after `move`."""
        return self._storage.path

    @property
    def unsaved(self) -> tuple[R, ...]:
        """The records that no disk has yet; empty unless a save has failed."""
        return tuple(self._unsaved)

    def append(self, *records: R) -> None:
        """Have these records saved with the next `save`."""
        self._unsaved += records

    def save(self, head: H) -> list[R]:
        """Have everything on the disk, with this head; returns the records that now count. Raises `SaveFailedError`."""
        rows = self._rows_with_unsaved()
        self._storage.save(self._content(head, rows))
        self.head, self._rows, self.has_file = head, rows, True
        saved, self._unsaved = self._unsaved, []
        return saved

    def move(self, folder: Path, save: Callable[[], object]) -> SessionStorage | None:
        """Go on in another folder, where `save` is called to save everything; where that fails all is as it was.

        Returns the storage of before, to be closed; None where it is the folder of before. A file of this journal that
        is there already is replaced only if this one goes on from it. Raises `ReviewError`.
        """
        path = folder / self.path.name
        try:
            if folder.resolve() == self.path.parent.resolve():
                save()
                return None
            ensure_folder(folder, self._disk)
            storage = SessionStorage(path, self._disk)
        except (OSError, RuntimeError, ValueError) as error:
            # A loop of links is no OSError before Python 3.13, nor is a NUL in a name.
            raise save_failed(path, error) from error
        before = self._storage
        try:
            self._check_earlier(storage)
            self._storage = storage
            save()
        except OSError as error:
            self._return_to(before, storage)
            raise save_failed(path, error) from error
        except ReviewError:
            self._return_to(before, storage)
            raise
        return before

    def close(self) -> None:
        """Let others write."""
        self._storage.close()

    def _return_to(self, before: SessionStorage, storage: SessionStorage) -> None:
        self._storage = before
        storage.close()

    def _check_earlier(self, storage: SessionStorage) -> None:
        """Take the lock of a file of this journal elsewhere, and refuse to replace what this one does not go on from.

        Compared is all that is in the files, as merging does it: the head, the queue, whether it is finished, the
        records. Raises `ReviewError` or `OSError`.
        """
        # The comparison reads sessions, and stands above this module.
        from ilo_tui.review.drafts.reading import parse_journal
        from ilo_tui.review.merge.compare import earlier, state_in

        if storage.acquire() is not None:
            raise SaveFailedError(storage.path, "held")
        if not storage.path.exists():
            return
        present, content = storage.content(), self._content(self.head, self._rows_with_unsaved())
        parse_journal(storage.path, present)
        if not earlier(state_in(present), state_in(content)):
            raise SaveFailedError(storage.path, "other_state")

    def _rows_with_unsaved(self) -> list[bytes]:
        return [*self._rows, *(row(record.seq, msgspec.json.encode(record)) for record in self._unsaved)]

    def _content(self, head: H, rows: Sequence[bytes]) -> bytes:
        """The file with this head and these records."""
        return layout({"session": [row(1, msgspec.json.encode(head))], "decisions": rows})
