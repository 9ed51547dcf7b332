"""Unfinished notes: kept as durably as decisions, so that a kill in the middle of a sentence costs nothing.

A session has one writer of them, and so has a draft, whose records half typed are kept as texts here
(`drafts.unfinished`). Every text and every dropping takes a number when it is asked for, and what is not the
last word on its item by the time it could be written is not written: so the last text wins on the slowest disk, and
nothing that was dropped comes back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Condition, Lock, Thread

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import ensure_inner_folder, read_small, refuse_links, replace_file
from ilo_tui.core.ids import file_stem, hashed_stem
from ilo_tui.review.environment import replace_surrogates, stamp_of
from ilo_tui.review.errors import ReviewError, save_failed
from ilo_tui.review.journal_history import History
from ilo_tui.review.lock import HIDDEN
from ilo_tui.review.model import UNDECODABLE

LARGEST = 16 * 2**20
"""Bytes of one unfinished note that are read; a folder that holds four times as much is not read further."""
_MOST = 10_000


class UnfinishedNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note on an item that is not saved as one yet.

    `seq` is that of the record that would have come next when it was typed. Version 0.1 kept none; then `at` is when
    its file was written.
    """

    item: str
    text: str
    seq: int = 0
    at: str = ""

    def is_unfinished(self, history: History) -> bool:
        """Whether it was typed after the note of its item was saved, and says something else."""
        state, saved = history.state_of(self.item), history.noted(self.item)
        if self.text == (state.note if state else ""):
            return False
        return saved is None or self.is_after(saved.seq, saved.at)

    def is_after(self, seq: int, at: str) -> bool:
        """Whether it was typed after the record of this `seq` was saved, `at` this time; where nobody knows, it was."""
        if not (self.seq or self.at):
            return True
        return self.seq > seq if self.seq else self.at >= at


Failed = Callable[[ReviewError], object]


def _anywhere() -> int:
    """What lets a text be written at once, without a session."""
    return 0


class UnfinishedNotes:
    """The unfinished notes of one session, a file each in `<reviews>/.ilo-tui/drafts/<session>/`.

    Methods may be called from any thread. Files are read once, when first asked for, and known from memory then.
    """

    def __init__(
        self,
        reviews: Path,
        session: str,
        disk: Disk = DISK,
        next_seq: Callable[[], int] = _anywhere,
        *,
        read_only: bool = False,
    ) -> None:
        """Nothing is made before the first text, and nothing at all, nor removed, where they are `read_only`.

        `next_seq` is called before a text is written, gives its `seq`, and raises `ReviewError` where it may not be.
        """
        self._reviews, self.folder = reviews, reviews / HIDDEN / "drafts" / file_stem(session)
        self._disk, self._next_seq, self._read_only = disk, next_seq, read_only
        self._cache: dict[str, UnfinishedNote] | None = None
        self._numbers: dict[str, int] = {}
        self._waiting: dict[str, tuple[int, str, Failed | None]] = {}
        self._in_hand = self._working = self._failing = False
        self._change, self._writing = Condition(), Lock()

    def keep(self, item: str, text: str, failed: Failed | None = None) -> None:
        """Have a text written beside whatever else is done, in place of one that still waits; returns at once.

        Where that fails, `failed` is called from the writer's thread, once until it goes well again.
        """
        with self._change:
            self._waiting[item] = (self._take_number(item, text), text, failed)
            if not self._working:
                self._working = True
                Thread(target=self._work, name="unfinished-notes", daemon=True).start()

    def flush(self) -> None:
        """Wait until everything that was to be kept is on the disk, or has failed."""
        with self._change:
            self._change.wait_for(lambda: not (self._waiting or self._in_hand))

    def close(self) -> None:
        """Flush, and write nothing more: somebody else may have the session from now on."""
        self.flush()
        self._read_only = True

    def save(self, item: str, text: str) -> None:
        """Keep what is typed so far, durably when this returns; raises `ReviewError`.

        Nothing is done where a later text has come, or the note was dropped, by the time this one could be written.
        """
        with self._change:
            number = self._take_number(item, text)
        self._write(item, text, number)

    def load(self, item: str) -> str | None:
        """What was typed, or None; a draft that cannot be read is none."""
        note = self._notes().get(item)
        return note.text if note else None

    def drop(self, item: str) -> None:
        """Forget a draft, after its note was saved or given up; no text from before comes back."""
        if self._read_only:
            return
        with self._change:
            self._take_number(item, None)
            self._waiting.pop(item, None)
        with self._writing, suppress(OSError):
            # One that stays behind is told from an unfinished one by its seq.
            refuse_links(self._reviews, self.folder)
            self._disk.remove(self._path(item))

    def items(self) -> list[str]:
        """The items with a draft."""
        return [note.item for note in self.all()]

    def all(self) -> list[UnfinishedNote]:
        """Every draft of the session."""
        with self._change:
            return list(self._notes().values())

    def _path(self, item: str) -> Path:
        return self.folder / _file_name(item)

    def _notes(self) -> dict[str, UnfinishedNote]:
        with self._change:
            if self._cache is None:
                self._cache = {note.item: note for note in _read_folder(self.folder)}
            return self._cache

    def _take_number(self, item: str, text: str | None) -> int:
        """The number of the last word on an item, which this is now; in `_change`."""
        self._remember(item, text)
        self._numbers[item] = self._numbers.get(item, 0) + 1
        return self._numbers[item]

    def _remember(self, item: str, text: str | None, seq: int = 0) -> None:
        if text is None:
            self._notes().pop(item, None)
        elif not self._read_only:
            self._notes()[item] = UnfinishedNote(item, replace_surrogates(text), seq)

    def _work(self) -> None:
        """Write what waits until nothing does."""
        try:
            while self._work_once():
                pass
        except BaseException:
            with self._change:
                self._working = self._in_hand = False
                self._change.notify_all()
            raise

    def _work_once(self) -> bool:
        """Write one text; False where none waits, and then the thread is over."""
        with self._change:
            self._in_hand = self._working = bool(self._waiting)
            if not self._working:
                return False
            item = next(iter(self._waiting))
            number, text, failed = self._waiting.pop(item)
        error = self._attempt(item, text, number)
        with self._change:
            self._in_hand = False
            self._change.notify_all()
        # Whoever is told may be the very one who waits in `flush`.
        if error and failed:
            failed(error)
        return True

    def _attempt(self, item: str, text: str, number: int) -> ReviewError | None:
        """Write a text; the error to tell of, if there is one that nobody was told of yet."""
        try:
            self._write(item, text, number)
        except ReviewError as error:
            failing = self._failing
            # What comes of a text that is not the last concerns nobody.
            self._failing = failing or number == self._numbers[item]
            return error if self._failing and not failing else None
        self._failing = False
        return None

    def _write(self, item: str, text: str, number: int) -> None:
        # Asked before the writer is taken, since a session that saves a note has itself and waits for the writer.
        seq, path = self._next_seq(), self._path(item)
        with self._writing:
            if number != self._numbers[item] or self._read_only:
                return
            try:
                ensure_inner_folder(self._reviews, self.folder, self._disk)
                replace_file(path, msgspec.json.encode(UnfinishedNote(item, replace_surrogates(text), seq)), self._disk)
            except OSError as error:
                raise save_failed(path, error) from error
        with self._change:
            if number == self._numbers[item]:
                self._remember(item, text, seq)


def _file_name(item: str) -> str:
    """Names of items hold what file names may not."""
    return f"{hashed_stem(item)}.json"


def _read_folder(folder: Path) -> Iterator[UnfinishedNote]:
    """The notes in a folder in which anything may lie, in order of their names; what is none is passed over."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in islice(entries, _MOST) if entry.name.endswith(".json"))
    except OSError:
        return
    budget = 4 * LARGEST
    for name in names:
        note, size = _read(folder / name, min(budget, LARGEST))
        budget -= size
        if note and name == _file_name(note.item):
            yield note


def _read(path: Path, limit: int) -> tuple[UnfinishedNote | None, int]:
    """A draft, and how many bytes were read for it."""
    data = b""
    try:
        data = read_small(path, limit)
        note = msgspec.json.decode(data, type=UnfinishedNote)
        if not note.seq:
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            note = msgspec.structs.replace(note, at=stamp_of(written))
    except (OSError, OverflowError, ValueError, *UNDECODABLE):
        return None, len(data)
    return note, len(data)
