"""The draft of whoever publishes: locked before anything is folded, finished once the edition is written.

What keeps it from being finished is said before anything is written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import N_
from ilo_tui.dossier.editions.model import Change, Choice, Draft
from ilo_tui.review.drafts.documents import is_minor_possible
from ilo_tui.review.drafts.draft import Draft as OpenDraft
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.review.drafts.folder_drafts import change_in
from ilo_tui.review.drafts.published import last_published
from ilo_tui.review.drafts.read_only import DRAFT_ELSEWHERE
from ilo_tui.review.drafts.repository import DraftRepository
from ilo_tui.review.errors import ReadOnly, ReadOnlySessionError, ReviewError
from ilo_tui.review.model import Reviewer

_PUBLISH_THERE = N_("Publish there; or take in what is in it, and leave it open, with --include {draft}.")
_LEAVE = N_("Nothing was written. Leave the draft there, and publish again.")
_MERGE = N_("Nothing was written. Merge the two files first: ilo-tui merge, with the folder of both.")


def check_elsewhere(drafts: DraftRepository, reviewer: str, include: Collection[str] = ()) -> None:
    """Refuse to publish past a draft of `reviewer`, an id, that another machine writes and that is not included.

    Raises `ReadOnlySessionError`.
    """
    for entry in drafts.open_of(reviewer):
        ident = entry.head.id if entry.head else ""
        if entry.state == "other_machine" and ident not in include and _has_news(drafts, entry, ident):
            why = ReadOnly(DRAFT_ELSEWHERE.code, DRAFT_ELSEWHERE.message, {"draft": ident})
            raise ReadOnlySessionError(entry.path, why, _PUBLISH_THERE)


def _has_news(drafts: DraftRepository, entry: DraftFile, ident: str) -> bool:
    return bool(entry.history.after(last_published(drafts.environment.items.dossier, ident)).standing())


def check_same(draft: OpenDraft, folded: Sequence[Draft]) -> None:
    """Refuse to finish a draft where what is folded of it is in another file; raises `ReviewError`."""
    changes = [change_in(draft.head, change) for change in draft.history.standing()]
    if any(other.id == draft.id and not other.branches and other.changes != changes for other in folded):
        message = N_("this draft goes on in another file of the folder")
        raise ReviewError(message, _MERGE, draft.path)


def edit_of(draft: OpenDraft, choice: Choice) -> Edit:
    """A choice as an edit of the publisher's draft, in which more may be other than what was chosen between."""
    before = draft.document(choice.table, choice.record)
    minor = choice.minor and is_minor_possible(before, choice.document)
    return Edit(choice.table, choice.record, choice.document, minor=minor, resolves=tuple(choice.resolves))


def changes_since(draft: OpenDraft, first: int) -> list[Change]:
    """The changes of a draft from this seq on, as they are folded."""
    return [change_in(draft.head, change) for change in draft.history.standing() if change.seq >= first]


def finish_draft(draft: OpenDraft, drafts: DraftRepository, reviewer: Reviewer, language: str) -> None:
    """Close a draft for good, since it is published; what is half typed goes on in a new one; raises `ReviewError`."""
    try:
        if draft.pending.records:
            draft.finish()
    finally:
        draft.close()
    if draft.unfinished.all():
        drafts.draft_of(reviewer, language).close()


class RepositoryPublisher:
    """The `PublisherDraft` of a reviewer in a folder; closed with `close`."""

    def __init__(self, drafts: DraftRepository, reviewer: Reviewer | None, language: str) -> None:
        """Publish in the name of `reviewer`; None where nobody is known, who then has no draft and can choose nothing.

        Nothing is opened yet.
        """
        self._drafts, self._reviewer, self._language = drafts, reviewer, language
        self._draft: OpenDraft | None = None

    def open(self, include: Collection[str] = ()) -> None:
        """Lock the reviewer's open draft, where there is one; those in `include` are taken in without being finished.

        Raises `ReviewError` of a draft that cannot be finished here: another program is in it, another machine writes
        it, or nothing may be written.
        """
        if self._reviewer is None:
            return
        check_elsewhere(self._drafts, self._reviewer.id, include)
        if current := self._drafts.current(self._reviewer.id):
            self._draft = self._drafts.open(current)
            if self._draft.read_only:
                mend = _LEAVE if self._draft.read_only.code == "held" else N_("Nothing was written.")
                raise ReadOnlySessionError(self._draft.path, self._draft.read_only, mend)

    def check(self, drafts: Sequence[Draft]) -> None:
        """Refuse to finish the draft where what is folded of it is in another file; raises `ReviewError`."""
        if self._draft:
            check_same(self._draft, drafts)

    def record(self, choices: Sequence[Choice]) -> Sequence[Change]:
        """Write choices as changes of the draft, which is made where there is none; see `PublisherDraft`."""
        draft = self._draft_to_write()
        first = draft.history.next_seq
        draft.change_all([edit_of(draft, choice) for choice in choices])
        return changes_since(draft, first)

    def _draft_to_write(self) -> OpenDraft:
        if self._draft is None:
            if self._reviewer is None:
                message = N_("--prefer: who chooses is not known, and the choice is written into a draft of theirs")
                raise UsageError(message, N_("Say who you are with --reviewer."))
            self._draft = self._drafts.draft_of(self._reviewer, self._language)
        return self._draft

    def finish(self) -> None:
        """Close the draft, since it is published; what is half typed goes on in a new one; raises `ReviewError`."""
        if self._draft is None or self._reviewer is None:
            return
        draft, self._draft = self._draft, None
        finish_draft(draft, self._drafts, self._reviewer, self._language)

    def close(self) -> None:
        """Leave the draft to other programs."""
        if self._draft:
            self._draft.close()
            self._draft = None
