"""Writing a dossier: the published edition, the author's own open drafts laid over it, and changes made in them.

Nothing is read before somebody asks, and no file is made before the first change. Every front end changes records
here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Protocol

from ilo_tui.core.translator import N_

if TYPE_CHECKING:
    from datetime import datetime

    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.dossier.editions.overlay import RecordOverlay
    from ilo_tui.dossier.errors import Fault
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.review.drafts.draft import Draft, Edit
    from ilo_tui.review.drafts.draft_file import DraftFile
    from ilo_tui.review.drafts.history import DraftHistory
    from ilo_tui.review.drafts.model import Change, Document, DraftRecord, RecordKey
    from ilo_tui.review.drafts.published import DossierDocuments
    from ilo_tui.review.drafts.repository import DraftRepository
    from ilo_tui.review.drafts.unfinished import UnfinishedRecords
    from ilo_tui.review.model import Reviewer
    from ilo_tui.views.context import DraftTexts


LayOver = Callable[["DossierReader", "DraftTexts"], object]
"""Puts a dossier with drafts laid over it in force."""


class Authoring:
    """One for a running program; its methods may be called from any thread.

    After each change the dossier in force (`Contexts`) is the published one with the author's open drafts laid over it.
    What raises `ReviewError` does so as `Draft` and `DraftRepository` say.
    """

    def __init__(self, reviewing: Callable[[], ReviewerContext], show: LayOver | None = None) -> None:
        """Write in the name of whoever reviews; `reviewing` is asked for when it is needed.

        `show` puts a dossier with drafts laid over it in force, by default at once; a front end may do it beside its
        screen, since crossing all records of a large dossier again takes seconds.
        """
        self._reviewing, self._show = reviewing, show
        self._busy = RLock()
        self._draft: Draft | None = None
        self._overlays: Mapping[RecordKey, RecordOverlay] = {}
        self._by_record: Mapping[RecordKey, frozenset[str]] = {}
        self._incomplete: frozenset[RecordKey] = frozenset()

    @property
    def author(self) -> Reviewer | None:
        """In whose draft changes are made; None where nobody has said who writes (`ReviewerContext.introduce`)."""
        return self._reviewing().reviewer

    @property
    def published(self) -> DossierReader:
        """The edition that drafts are laid over."""
        return self._reviewing().contexts.published

    @cached_property
    def _documents(self) -> DossierDocuments:
        from ilo_tui.review.drafts.published import DossierDocuments

        return DossierDocuments(self.published.path)

    @cached_property
    def drafts(self) -> DraftRepository:
        """Everybody's drafts in the reviews folder."""
        from ilo_tui.review.drafts.repository import DraftRepository

        return DraftRepository(self._reviewing().repository.environment, self._documents)

    def document(self, table: str, record: str) -> Document | None:
        """A record as its file has it, with the author's open drafts laid over; None where there is none.

        Raises `UnreadableError` where the dossier's file cannot be read any more.
        """
        overlay = self._overlays.get((table, record))
        return overlay.after if overlay else self.published_document(table, record)

    def published_document(self, table: str, record: str) -> Document | None:
        """A record as it is published; None where it is not."""
        return self._documents.document(table, record)

    def new_id(self, table: str) -> str:
        """An id for a new record of a table, which no record of the dossier in force has."""
        from ilo_tui.review.drafts.new_ids import new_id

        return new_id(table, lambda ident: self._reviewing().contexts.current.dossier.find(ident) is not None)

    def changes(self) -> Mapping[RecordKey, Change]:
        """By record the last change of it in the author's open drafts, the unsaved included."""
        from ilo_tui.review.drafts.history import fold_drafts

        return fold_drafts(self._histories())

    def overlays(self) -> Mapping[RecordKey, RecordOverlay]:
        """Every record that the author's open drafts have otherwise than it is published."""
        return self._overlays

    @property
    def incomplete(self) -> frozenset[RecordKey]:
        """The drafted records of which the dossier in force does not show all, since that would not be sound."""
        return self._incomplete

    def save(self, edits: Iterable[Edit]) -> datetime:
        """Make changes in the author's draft, all or none of them, and return when they were saved.

        Raises `ReviewError`: where it is a `SaveFailedError` the changes are in `unsaved`, and shown all the same.
        """
        with self._busy:
            draft = self._open_draft()
            try:
                return draft.change_all(edits)
            finally:
                self.refresh()

    def undo(self) -> Change | None:
        """Withdraw the latest change of the author's draft; returns it, None where nothing stands. Raises like `save`.

        Where there is no draft, none is made.
        """
        with self._busy:
            draft = self.existing_draft()
            if draft is None:
                return None
            try:
                return draft.undo()
            finally:
                self.refresh()

    @property
    def unsaved(self) -> tuple[DraftRecord, ...]:
        """What no disk has yet; empty unless a save has failed."""
        return self._draft.unsaved if self._draft else ()

    def retry(self) -> datetime:
        """Try once more to save what is unsaved; raises like `save`."""
        with self._busy:
            return self._open_draft().retry()

    def save_elsewhere(self, folder: Path) -> Path:
        """Save the draft, the unsaved included, in another folder and go on there; returns the file. Raises."""
        with self._busy:
            return self._open_draft().save_elsewhere(folder)

    @property
    def unfinished(self) -> UnfinishedRecords:
        """Records half typed, which survive a kill; to keep one makes the draft's file. Raises like `save`."""
        with self._busy:
            return self._open_draft().unfinished

    def draft(self) -> Draft:
        """The author's draft, to be written in and finished by publishing; raises like `save`."""
        with self._busy:
            return self._open_draft()

    def existing_draft(self) -> Draft | None:
        """The author's draft, opened if there is one already; None where there is none. Raises like `save`."""
        with self._busy:
            if self._draft is None and (self.author is None or self.drafts.current(self.author.id) is None):
                return None
            return self._open_draft()

    def finish(self) -> None:
        """Close the author's draft for good: what is in it was published. Nothing where there is none; raises."""
        from ilo_tui.app.publisher_draft import finish_draft

        with self._busy:
            draft, author = self.existing_draft(), self.author
            if draft is None or author is None:
                return
            self._draft = None
            finish_draft(draft, self.drafts, author, self._reviewing().contexts.current.tr.language)
            self.refresh()

    def half_typed(self) -> Mapping[RecordKey, Document]:
        """What is half typed in the author's drafts here; nothing is opened or locked for it. Raises `ReviewError`."""
        from ilo_tui.review.drafts.unfinished import UnfinishedRecords

        if self._draft:
            return self._draft.unfinished.all()
        entry = self.drafts.current(self.author.id) if self.author else None
        if entry is None or entry.head is None:
            return {}
        folder, disk = entry.path.parent, self.drafts.environment.disk
        return UnfinishedRecords(folder, entry.head.id, lambda: entry.history, disk, read_only=True).all()

    def entries(self) -> list[DraftFile]:
        """Everybody's drafts, the latest begun first; raises `ReviewError` of a folder that cannot be read."""
        return self.drafts.entries()

    def _open_draft(self) -> Draft:
        """The author's draft, opened at the first change, which locks it; raises `ReviewError` where it may not be."""
        from ilo_tui.review.errors import ReadOnlySessionError, ReviewerError

        if self._draft is None:
            reviewing = self._reviewing()
            if reviewing.reviewer is None:
                raise ReviewerError(N_("nobody has said who writes"), N_("Say your name first."))
            draft = self.drafts.draft_of(reviewing.reviewer, reviewing.contexts.current.tr.language)
            if draft.read_only:
                # Another program is in it, and may leave it: it is tried again the next time.
                draft.close()
                from ilo_tui.review.drafts.read_only import mend_of

                raise ReadOnlySessionError(draft.path, draft.read_only, mend_of(draft.read_only))
            self._draft = draft
        return self._draft

    def _histories(self) -> dict[str, DraftHistory]:
        """What stands in the author's open drafts, by their ids; raises `ReviewError`."""
        histories: dict[str, DraftHistory] = {}
        if author := self.author:
            entries = self.drafts.open_of(author.id)
            histories = {entry.head.id: entry.history for entry in entries if entry.head}
        if self._draft:
            histories[self._draft.id] = self._draft.pending
        return histories

    def refresh(self) -> None:
        """Read the drafts again and lay them over the published dossier; what cannot be read is as it was.

        That the folder cannot be read is said where its drafts are listed.
        """
        from ilo_tui.review.errors import ReviewError

        with self._busy, suppress(ReviewError):
            self._lay_over(self._histories())

    def _lay_over(self, histories: Mapping[str, DraftHistory]) -> None:
        from ilo_tui.dossier.editions.overlay import lay_over
        from ilo_tui.review.drafts.history import fold_drafts
        from ilo_tui.views.drafted import DraftedRecords

        overlays = drafted_records(histories, self.published, self._documents)
        drafts = self._drafts_by_record(histories)
        if overlays == self._overlays and drafts == self._by_record:
            return
        self._overlays, self._by_record = overlays, drafts
        overlay = lay_over(self.published, list(overlays.values()), drafts)
        self._incomplete = overlay.incomplete
        show = self._show or self._reviewing().lay_over
        show(overlay.dossier, DraftedRecords(overlays, fold_drafts(histories), overlay.incomplete))

    def _drafts_by_record(self, histories: Mapping[str, DraftHistory]) -> dict[RecordKey, frozenset[str]]:
        """By record the drafts that add or change it, and `mine` and `all`; of everybody, as far as not published."""
        counting = {entry.head.id: entry.history for entry in self.drafts.entries() if entry.counts and entry.head}
        by_record: dict[RecordKey, set[str]] = {}
        for ident, change in unpublished_changes({**counting, **histories}, self.published):
            names = {ident, "all", *(["mine"] if ident in histories else [])}
            by_record.setdefault(change.key, set()).update(names)
        return {key: frozenset(names) for key, names in by_record.items()}

    def faults(self) -> list[Fault]:
        """What `check` says of the records that drafts have otherwise; goes through all of the dossier.

        Raises `UnreadableError` where its file cannot be read any more.
        """
        from ilo_tui.app.draft_faults import faults_of

        return faults_of(self.published.path, list(self._overlays.values()))

    def close(self) -> None:
        """Leave the draft to other programs; first try once more what is unsaved."""
        from ilo_tui.review.errors import ReviewError

        with self._busy:
            if self._draft:
                if self._draft.unsaved:
                    # Nobody can be asked any more.
                    with suppress(ReviewError):
                        self._draft.retry()
                self._draft.close()
                self._draft = None


class Documents(Protocol):
    """Where the published documents are looked up."""

    def document(self, table: str, record: str) -> Document | None:
        """The document of a record; None where the edition has none such."""
        ...


def drafted_records(
    histories: Mapping[str, DraftHistory], published: DossierReader, documents: Documents
) -> dict[RecordKey, RecordOverlay]:
    """By record what drafts, given by their ids, make of it; what the edition has taken in already is passed over."""
    from ilo_tui.dossier.editions.overlay import record_overlay

    by_record: dict[RecordKey, list[Change]] = {}
    for _, change in unpublished_changes(histories, published):
        by_record.setdefault(change.key, []).append(change)
    overlays = (record_overlay(key, documents.document(*key), changes) for key, changes in by_record.items())
    return {overlay.key: overlay for overlay in overlays if overlay}


def unpublished_changes(histories: Mapping[str, DraftHistory], published: DossierReader) -> list[tuple[str, Change]]:
    """The changes of drafts that an edition has not taken in, each with its draft, in the order of their making."""
    from ilo_tui.review.drafts.history import changes_in_order
    from ilo_tui.review.drafts.published import last_published

    taken_in = {ident: last_published(published, ident) for ident in histories}
    return [(ident, change) for ident, change in changes_in_order(histories) if change.seq > taken_in[ident]]
