"""Who publishes from within the program: choices between drafts go into the open draft, which ends with the edition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ilo_tui.dossier.editions.model import Change, Choice
from ilo_tui.review.drafts.draft import Edit

if TYPE_CHECKING:
    from ilo_tui.app.authoring import Authoring
    from ilo_tui.app.publish_form import PublishForm
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.review.drafts.draft import Draft
    from ilo_tui.review.drafts.model import Change as DraftChange
    from ilo_tui.review.model import Reviewer


class PublishingAuthor:
    """The `PublisherDraft` of an author whose draft may be open, so that no lock is in the way of it."""

    def __init__(self, authoring: Authoring) -> None:
        """Write into the draft of `authoring`, which is made with the first choice where there is none."""
        self._authoring = authoring

    def record(self, choices: Sequence[Choice]) -> Sequence[Change]:
        """Write choices as changes, durably, and return these; raises `ReviewError`."""
        self._authoring.save([_edit(choice) for choice in choices])
        draft = self._authoring.draft()
        recorded = (draft.history.change_of((choice.table, choice.record)) for choice in choices)
        return [_published_as(draft, change) for change in recorded if change]

    def finish(self) -> None:
        """Close the draft for good, where there is one with anything in it; raises `ReviewError`."""
        self._authoring.finish()


def _edit(choice: Choice) -> Edit:
    return Edit(choice.table, choice.record, choice.document, minor=choice.minor, resolves=tuple(choice.resolves))


def _published_as(draft: Draft, change: DraftChange) -> Change:
    return Change(
        table=change.table,
        record=change.record,
        document=change.document,
        at=change.at,
        draft=draft.id,
        seq=change.seq,
        author=draft.head.reviewer.name,
        base=change.base,
        was=change.was,
        why=change.why,
        minor=change.minor,
        resolves=change.resolves,
    )


def publish_form(reviewing: ReviewerContext, authoring: Authoring, author: Reviewer) -> PublishForm:
    """The form of an edition of the dossier that is open, for the drafts of the reviews folder; not looked at yet."""
    from ilo_tui.app.draft_files import drafts_on
    from ilo_tui.app.publish_form import PublishForm

    dossier, folder = authoring.published, reviewing.folder
    disk = reviewing.repository.environment.disk
    load = partial(drafts_on, dossier.meta.id, folder)
    return PublishForm(dossier.path, load, author.id, PublishingAuthor(authoring), disk)
