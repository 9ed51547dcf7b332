"""Who publishes from within the program: choices between drafts go into the open draft, which ends with the edition."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ilo_tui.app.publisher_draft import changes_since, check_elsewhere, check_same, edit_of
from ilo_tui.dossier.editions.model import Change, Choice, Draft

if TYPE_CHECKING:
    from ilo_tui.app.authoring import Authoring
    from ilo_tui.app.publish_form import PublishForm
    from ilo_tui.app.reviewer_context import ReviewerContext
    from ilo_tui.review.model import Reviewer


class PublishingAuthor:
    """The `PublisherDraft` of an author whose draft may be open, so that no lock is in the way of it."""

    def __init__(self, authoring: Authoring, author: Reviewer) -> None:
        """Write into the draft of `authoring`, which is made with the first choice where there is none."""
        self._authoring, self._author = authoring, author

    def open(self, include: Collection[str] = ()) -> None:
        """Lock the author's draft, where there is one; those in `include` are not finished. See `PublisherDraft`."""
        check_elsewhere(self._authoring.drafts, self._author.id, include)
        self._authoring.existing_draft()

    def check(self, drafts: Sequence[Draft]) -> None:
        """Refuse to finish the draft where what is folded of it is in another file; raises `ReviewError`."""
        if draft := self._authoring.existing_draft():
            check_same(draft, drafts)

    def record(self, choices: Sequence[Choice]) -> Sequence[Change]:
        """Write choices as changes, durably, and return these; raises `ReviewError`."""
        draft = self._authoring.draft()
        first = draft.history.next_seq
        self._authoring.save([edit_of(draft, choice) for choice in choices])
        return changes_since(draft, first)

    def finish(self) -> None:
        """Close the draft for good, where there is one with anything in it; raises `ReviewError`."""
        self._authoring.finish()


def publish_form(reviewing: ReviewerContext, authoring: Authoring, author: Reviewer) -> PublishForm:
    """The form of an edition of the dossier that is open, for the drafts of the reviews folder; not looked at yet."""
    from ilo_tui.app.publish_form import PublishForm
    from ilo_tui.review.drafts.folder_drafts import folder_drafts

    drafts = partial(folder_drafts, authoring.drafts, reviewing.repository)
    publisher = PublishingAuthor(authoring, author)
    disk = reviewing.repository.environment.disk
    return PublishForm(authoring.published.path, drafts, author.id, publisher, disk)
