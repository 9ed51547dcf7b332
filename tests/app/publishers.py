"""People who publish, each on a laptop of their own, with a dossier and a folder of journals that they may share."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ilo_tui.app.publisher_draft import RepositoryPublisher
from ilo_tui.app.publishing import Publishing, PublishOptions
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.dossier.repository import load
from ilo_tui.review.drafts.draft import Draft, Edit
from ilo_tui.review.drafts.folder_drafts import folder_drafts
from ilo_tui.review.drafts.model import Document
from ilo_tui.review.drafts.published import DossierDocuments
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, SOK, WRITER, Clock

__all__ = ["CHAN", "SOK", "Laptop"]


@dataclass
class Laptop:
    """Somebody at a laptop, which `writer` is the id of."""

    dossier: Path
    reviewer: Reviewer | None = SOK
    writer: str = WRITER
    reviews: Path | None = None
    disk: Disk = DISK
    read_only: bool = False

    @property
    def drafts(self) -> DraftRepository:
        """The drafts of the folder, which lies beside the dossier."""
        folder = self.reviews or self.dossier.parent / "reviews"
        items = Items(load(self.dossier))
        environment = ReviewEnvironment(folder, items, self.writer, self.read_only, self.disk, Clock())
        return DraftRepository(environment, DossierDocuments(self.dossier))

    def draft(self) -> Draft:
        """The open draft, to be closed."""
        assert self.reviewer
        return self.drafts.draft_of(self.reviewer, "en")

    def document(self, ident: str, table: str = "evidence") -> Document:
        """A record as the draft has it."""
        with closing(self.draft()) as draft:
            return draft.document(table, ident) or {}

    def put(self, ident: str, **fields: object) -> None:
        """Change fields of a claim in the draft."""
        with closing(self.draft()) as draft:
            draft.change("evidence", ident, {**(draft.document("evidence", ident) or {"id": ident}), **fields})

    def remove(self, ident: str) -> None:
        """Remove a claim."""
        with closing(self.draft()) as draft:
            draft.change_all([Edit("evidence", ident, None)])

    def finish(self) -> None:
        """Finish the draft without publishing it, as it comes from others."""
        with closing(self.draft()) as draft:
            draft.finish()

    def states(self) -> list[str]:
        """The states of the drafts in the folder."""
        return sorted(entry.state for entry in self.drafts.entries())

    def publish(
        self,
        output: Path,
        options: PublishOptions | None = None,
        *,
        dry_run: bool = False,
        force: bool = False,
        before_write: Callable[[], object] = lambda: None,
    ) -> Publishing:
        """Publish what is in the folder, as the command does; raises `AppError`."""
        options, drafts = options or PublishOptions(), self.drafts
        with closing(RepositoryPublisher(drafts, self.reviewer, "en")) as publisher:
            if not dry_run:
                publisher.open(options.include)
            on_disk = folder_drafts(drafts, SessionRepository(drafts.environment))
            reviewer = self.reviewer.id if self.reviewer else ""
            publishing = Publishing(self.dossier, on_disk.drafts, reviewer, options)
            if not dry_run and not publishing.folded.conflicts:
                before_write()
                publisher.check(publishing.drafts)
                publishing.write(output, force=force, publisher=publisher, disk=self.disk)
        return publishing
