"""An open draft: one author's changes to a dossier, each acknowledged only once it is on the disk.

As in a session, what could not be saved is kept in `unsaved` and tried again with the next save, by `retry`, or in
another folder by `save_elsewhere`. Methods may be called from any thread; saves happen one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.review.drafts.documents import check_change, document_hash, laid_over, old_values, storable
from ilo_tui.review.drafts.history import DraftHistory
from ilo_tui.review.drafts.model import Change, Document, DraftHead, DraftRecord, RecordKey
from ilo_tui.review.drafts.published import PublishedDocuments, last_published
from ilo_tui.review.drafts.read_only import DRAFT_FINISHED, mend_of
from ilo_tui.review.drafts.reading import LoadedDraft
from ilo_tui.review.drafts.unfinished import UnfinishedRecords
from ilo_tui.review.environment import ReviewEnvironment, replace_surrogates, stamp_of
from ilo_tui.review.errors import ChangeError, ReadOnly, ReadOnlySessionError
from ilo_tui.review.hashing import check_code
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.model import Withdrawal
from ilo_tui.review.open_journal import Journal


@dataclass(frozen=True)
class Edit:
    """What an author wants a record to be; `document` is None to remove it. See `Change` for the rest."""

    table: str
    record: str
    document: Mapping[str, object] | None
    why: str = ""
    minor: bool = False
    resolves: Sequence[tuple[str, int]] = ()


class Draft:
    """An open draft, whose file is made with the first thing that is to be kept.

    Open one through `DraftRepository`.
    """

    def __init__(  # noqa: PLR0913 - where it is, what is in it, what it is made on, and who may write
        self,
        environment: ReviewEnvironment,
        storage: SessionStorage,
        loaded: LoadedDraft,
        published: PublishedDocuments,
        read_only: ReadOnly | None,
        *,
        has_file: bool = True,
        begin: Callable[[Callable[[], datetime]], datetime] = lambda save: save(),
    ) -> None:
        """Take over a sound file; `storage` holds its lock unless the draft is `read_only` or not yet `has_file`.

        `begin` carries out the save with which the file is made, or raises `SaveFailedError`.
        """
        self.read_only = read_only
        self.history = DraftHistory(loaded.records)
        self._environment, self._published, self._begin = environment, published, begin
        self._journal = Journal[DraftHead, DraftRecord](
            storage, loaded.head, loaded.rows, environment.disk, has_file=has_file
        )
        # The history as it will be once the unsaved is saved: later records build on it.
        self._pending = DraftHistory(loaded.records)
        self._last_published = last_published(environment.items.dossier, loaded.head.id)
        self._busy = RLock()
        self.unfinished = self._unfinished_in(storage.path.parent)
        """Records half typed, which survive a kill."""

    @property
    def head(self) -> DraftHead:
        """What draft this is."""
        return self._journal.head

    @property
    def id(self) -> str:
        """The draft's id, which is also its file's name."""
        return self.head.id

    @property
    def has_file(self) -> bool:
        """Whether there is a file of it on the disk."""
        return self._journal.has_file

    @property
    def path(self) -> Path:
        """The file; another one after `save_elsewhere`."""
        return self._journal.path

    @property
    def unsaved(self) -> tuple[DraftRecord, ...]:
        """The records that no disk has yet; empty unless a save has failed."""
        return self._journal.unsaved

    @property
    def pending(self) -> DraftHistory:
        """The history as it will be once the unsaved is saved: what the screen shows while saving fails."""
        return self._pending

    def state(self) -> dict[RecordKey, Document | None]:
        """By record what is saved of it in this draft, None of a removed one."""
        return self.history.state()

    def pending_state(self) -> dict[RecordKey, Document | None]:
        """The same, the unsaved included: what the screen shows while saving fails."""
        return self._pending.state()

    def document(self, table: str, record: str) -> Document | None:
        """A record as it stands with this draft laid over the published edition; None where there is none.

        Of a draft that was begun on an earlier edition, what this one has taken in already is not laid over it again.
        """
        changes = [change for change in self._pending.changes_of((table, record)) if change.seq > self._last_published]
        return laid_over(self._published.document(table, record), changes)

    @property
    def is_published(self) -> bool:
        """Whether the edition has all that stands here: then only the end of the draft was cut off."""
        latest = self._pending.latest()
        return bool(self._last_published) and (latest is None or latest.seq <= self._last_published)

    def change(  # noqa: PLR0913 - the parts of a change
        self,
        table: str,
        record: str,
        document: Mapping[str, object] | None,
        why: str = "",
        *,
        minor: bool = False,
        resolves: Sequence[tuple[str, int]] = (),
    ) -> datetime:
        """Give a record a new state, None to remove it, and return when that was saved.

        Raises `SaveFailedError` (then the change is in `unsaved`), `ChangeError` or `ReadOnlySessionError`.
        """
        return self.change_all([Edit(table, record, document, why, minor, resolves)])

    def change_all(self, edits: Iterable[Edit]) -> datetime:
        """Make several changes, in this order, in one save, all or none of them; each is undone alone."""
        with self._busy:
            self._require_writable()
            changes: dict[RecordKey, Change] = {}
            records: list[Change] = []
            for edit in edits:
                # Each builds on those before it, and none counts if one of them is refused.
                key = (edit.table, edit.record)
                before = changes[key].document if key in changes else self.document(*key)
                change = self._change_of(edit, before, self._pending.next_seq + len(records))
                changes[change.key] = change
                records.append(change)
            saved = self._add(*records)
            for table, record in changes:
                self.unfinished.drop(table, record)
            return saved

    def undo(self) -> Change | None:
        """Withdraw the latest change that stands; returns it, None where nothing stands. Raises like `change`.

        What the edition has taken in is not withdrawn any more: it is changed anew.
        """
        with self._busy:
            self._require_writable()
            latest = self._pending.latest()
            if latest is None or latest.seq <= self._last_published:
                return None
            self._add(Withdrawal(seq=self._pending.next_seq, withdraws=latest.seq, at=self._now()))
            return latest

    def create_file(self) -> None:
        """Have the draft's file made now, before there is a change in it; like `change`."""
        with self._busy:
            self._require_writable()
            if not self.has_file:
                self._save(self.head)

    def retry(self) -> datetime:
        """Try once more to save what is unsaved; returns when it was saved, raises like `change`."""
        with self._busy:
            self._require_writable()
            return self._save(self.head) if self.has_file or self.unsaved else self._environment.clock()

    def finish(self) -> str:
        """Close the draft for good, as publishing does, and return its check code; raises like `change`."""
        with self._busy:
            self._require_writable()
            if not self._pending.records:
                raise ChangeError(N_("there is no change in this draft"), N_("Change a record first."))
            finished = msgspec.structs.replace(self.head, finished=self._now())
            code = check_code(finished, self._pending.records)
            self._save(msgspec.structs.replace(finished, check_code=code))
            self.read_only = DRAFT_FINISHED
            return code

    def save_elsewhere(self, folder: Path) -> Path:
        """Save the draft, the unsaved included, in another folder and go on there; returns the new file.

        A file of this draft that is there already is replaced only if this one goes on from it, else
        `SaveFailedError` is raised. Records half typed come along.
        """
        with self._busy:
            self._require_writable()
            before = self.unfinished
            storage_before = self._journal.move(folder, lambda: self._save_now(self.head))
            if storage_before is None:
                return self.path
            self.unfinished = self._unfinished_in(folder)
            self.unfinished.take_over(before)
        # Its writer may wait for this draft, and writes where it was until then.
        before.close()
        storage_before.close()
        return self.path

    def close(self) -> None:
        """Leave the draft, once what was typed is on the disk, so that another program may go on with it."""
        self.unfinished.close()
        self._journal.close()

    def _unfinished_in(self, folder: Path) -> UnfinishedRecords:
        disk, read_only = self._environment.disk, self.read_only is not None
        return UnfinishedRecords(folder, self.id, lambda: self._pending, disk, self._begin_record, read_only=read_only)

    def _begin_record(self) -> int:
        """See to it that a record half typed is found again: by a file of its draft."""
        with self._busy:
            self.create_file()
            return self._pending.next_seq

    def _require_writable(self) -> None:
        if self.read_only:
            raise ReadOnlySessionError(self.path, self.read_only, mend_of(self.read_only))

    def _change_of(self, edit: Edit, before: Document | None, seq: int) -> Change:
        """The change that an edit makes of a document, None where there is none; raises `ChangeError`."""
        document = None if edit.document is None else storable(edit.document)
        change = Change(
            seq=seq,
            table=edit.table,
            record=edit.record,
            base=None if before is None else document_hash(before),
            was=old_values(before, document),
            document=document,
            why=replace_surrogates(edit.why),
            minor=edit.minor,
            resolves=list(edit.resolves),
            at=self._now(),
        )
        check_change(change)
        return change

    def _now(self) -> str:
        return stamp_of(self._environment.clock())

    def _add(self, *records: DraftRecord) -> datetime:
        self._journal.append(*records)
        for record in records:
            self._pending.add(record)
        return self._save(self.head)

    def _save(self, head: DraftHead) -> datetime:
        """Have everything on the disk, and only then count it as changed."""
        return self._save_now(head) if self.has_file else self._begin(lambda: self._save_now(head))

    def _save_now(self, head: DraftHead) -> datetime:
        for record in self._journal.save(head):
            self.history.add(record)
        return self._environment.clock()
