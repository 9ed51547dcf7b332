"""The drafts of the reviews folder: everybody's, and the open one of an author, which there is once a dossier."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from ilo_tui.core.ids import hashed_stem
from ilo_tui.review.drafts.draft import Draft
from ilo_tui.review.drafts.draft_file import (
    DraftFile,
    check_dossier_of,
    mark_draft_copies,
    read_draft_file,
)
from ilo_tui.review.drafts.history import fold_drafts
from ilo_tui.review.drafts.model import Change, Document, DraftHead, RecordKey
from ilo_tui.review.drafts.published import PublishedDocuments, last_published
from ilo_tui.review.drafts.read_only import DRAFT_ELSEWHERE, DRAFT_FINISHED, mend_of, reason_for_draft
from ilo_tui.review.drafts.reading import LoadedDraft, require_draft
from ilo_tui.review.drafts.unfinished import UnfinishedRecords
from ilo_tui.review.environment import ReviewEnvironment, stamp_of
from ilo_tui.review.errors import (
    ReadOnly,
    ReadOnlySessionError,
    SaveFailedError,
    UnreadableSessionError,
    save_failed,
)
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.journal_folder import JournalFolder
from ilo_tui.review.journal_reading import read_bytes
from ilo_tui.review.lock import SessionLock
from ilo_tui.review.model import SCHEMA, Reviewer
from ilo_tui.review.moving_aside import archive, set_aside
from ilo_tui.review.opening import STARTED_READ_ONLY, check_writable, lock_reason
from ilo_tui.review.reviewers import slug_of


class DraftRepository:
    """The drafts in one folder. Files are read again only where they have changed."""

    def __init__(self, environment: ReviewEnvironment, published: PublishedDocuments) -> None:
        """Look at `environment.reviews`, which need not be there yet; `published` is what new changes are made on."""
        self.environment, self._published = environment, published
        self._folder = JournalFolder(environment.reviews, environment.disk, partial(read_draft_file, environment))

    def entries(self) -> list[DraftFile]:
        """Every draft's file, sound or not, the latest begun first; raises `ReviewError` of an unreadable folder."""
        entries = [entry for entry in self._folder.entries() if entry is not None]
        return mark_draft_copies(sorted(entries, key=lambda entry: entry.order, reverse=True))

    def find(self, ident: str) -> DraftFile | None:
        """The file in which the draft of this id counts."""
        return next((entry for entry in self.entries() if entry.counts and entry.head and entry.head.id == ident), None)

    def open_of(self, reviewer: str) -> list[DraftFile]:
        """The drafts of an author that are not finished, also those that another machine writes."""
        return [entry for entry in self.entries() if entry.state in {"open", "other_machine"} and entry.is_of(reviewer)]

    def current(self, reviewer: str) -> DraftFile | None:
        """The draft of an author that can be gone on with here; the first begun, if ever there are two."""
        return next((entry for entry in reversed(self.open_of(reviewer)) if entry.state == "open"), None)

    def changes_of(self, reviewer: str) -> dict[RecordKey, Change]:
        """By record the last change of it in an author's open drafts that the edition has not taken in."""
        dossier = self.environment.items.dossier
        heads = {entry.head.id: entry.history for entry in self.open_of(reviewer) if entry.head}
        return fold_drafts({ident: history.after(last_published(dossier, ident)) for ident, history in heads.items()})

    def open(self, entry: DraftFile) -> Draft:
        """Open a draft to go on with it, or read-only where `read_only` says why; raises `UnreadableSessionError`."""
        environment, path = self.environment, entry.path
        # Ours or not is decided before the lock, and the lock is taken before reading: so what is read stays.
        why = self._not_ours(require_draft(path, read_bytes(path)))
        try:
            storage = SessionStorage(path, environment.disk)
        except OSError as error:
            raise save_failed(path, error) from error
        if why is None and (locked := lock_reason(storage)):
            why = reason_for_draft(locked)
        try:
            loaded = require_draft(path, storage.content())
            check_dossier_of(environment, path, loaded)
        except OSError as error:
            storage.close()
            raise save_failed(path, error) from error
        except UnreadableSessionError:
            storage.close()
            raise
        return Draft(environment, storage, loaded, self._published, self._not_ours(loaded) or why)

    def draft_of(self, reviewer: Reviewer, language: str) -> Draft:
        """The author's draft to make changes in: the open one, else a new one, whose file the first change makes.

        An open one that the edition has taken in completely is finished first: that was cut off when it was published.
        What was half typed in it comes along. It may be read-only, since another program is in it. Raises
        `SaveFailedError` or `ReadOnlySessionError`.
        """
        while entry := self.current(reviewer.id):
            draft = self.open(entry)
            if draft.read_only:
                return draft
            if not draft.is_published:
                return self._with_half_typed(draft)
            try:
                draft.finish()
            finally:
                draft.close()
        return self._with_half_typed(self._new(reviewer, language))

    def _with_half_typed(self, draft: Draft) -> Draft:
        """A draft, and in it what is still half typed in finished ones of its author here; raises `SaveFailedError`.

        What is half typed or changed in it as well is later.
        """
        head = draft.head
        finished = [entry for entry in self.entries() if entry.state == "finished" and entry.is_of(head.reviewer.id)]
        for entry in finished:
            if entry.head and entry.head.writer == head.writer:
                before = self._half_typed_in(entry, entry.head.id)
                for key, fields in before.all().items():
                    if draft.unfinished.load(*key) is None and draft.history.change_of(key) is None:
                        self._keep(draft, key, fields)
                    before.drop(*key)
        return draft

    def _keep(self, draft: Draft, key: RecordKey, fields: Document) -> None:
        """Keep what is half typed in a draft, which is left where that fails; raises `SaveFailedError`."""
        try:
            draft.unfinished.save(*key, fields)
        except SaveFailedError:
            draft.close()
            raise

    def _half_typed_in(self, entry: DraftFile, ident: str) -> UnfinishedRecords:
        return UnfinishedRecords(entry.path.parent, ident, lambda: entry.history, self.environment.disk)

    def archive(self, entry: DraftFile) -> Path:
        """Move a draft into `archive/`, where it is neither listed, laid over nor published; returns where it is now.

        Raises `ReadOnlySessionError` or `SaveFailedError`.
        """
        return self._moved(archive, entry)

    def set_aside(self, entry: DraftFile) -> Path:
        """Give an unreadable draft a name under which it is not tried again; returns it. Its content stays as it is."""
        return self._moved(set_aside, entry)

    def _moved(self, move: Callable[[ReviewEnvironment, Path], Path], entry: DraftFile) -> Path:
        try:
            return move(self.environment, entry.path)
        except ReadOnlySessionError as error:
            why = reason_for_draft(error.why)
            raise ReadOnlySessionError(entry.path, why, mend_of(why)) from None

    def _new(self, reviewer: Reviewer, language: str) -> Draft:
        environment = self.environment
        if environment.read_only:
            raise ReadOnlySessionError(environment.reviews, STARTED_READ_ONLY, mend_of(STARTED_READ_ONLY))
        moment = stamp_of(environment.clock())
        head = DraftHead(
            schema=SCHEMA,
            id=f"{moment[:10]}-{slug_of(reviewer)}-{os.urandom(4).hex()}",
            kind="draft",
            reviewer=reviewer,
            writer=environment.writer,
            dossier=environment.items.ref,
            language=language,
            started=moment,
        )
        path = environment.reviews / f"{head.id}.json"
        try:
            storage = SessionStorage(path, environment.disk)
            check_writable(storage)
        except OSError as error:
            raise save_failed(path, error) from error
        begin = partial(self._begin, head, storage)
        loaded = LoadedDraft(head, (), ())
        return Draft(environment, storage, loaded, self._published, None, has_file=False, begin=begin)

    def _begin(self, head: DraftHead, storage: SessionStorage, save: Callable[[], datetime]) -> datetime:
        """Make a new draft's file, unless the author has an open one by now: no two programs do this at a time."""
        author = f"draft-{hashed_stem(f'{head.dossier.id} {head.reviewer.id}')}"
        lock = SessionLock(self.environment.reviews, author, self.environment.disk)
        try:
            # With the lock of the draft comes the folder for that of its author.
            if storage.acquire() or lock.acquire() or self.current(head.reviewer.id):
                raise SaveFailedError(storage.path, "begun")
            return save()
        except OSError as error:
            raise save_failed(storage.path, error) from error
        finally:
            lock.release()

    def _not_ours(self, loaded: LoadedDraft) -> ReadOnly | None:
        if loaded.head.finished:
            return DRAFT_FINISHED
        if loaded.head.writer != self.environment.writer:
            return DRAFT_ELSEWHERE
        return STARTED_READ_ONLY if self.environment.read_only else None
