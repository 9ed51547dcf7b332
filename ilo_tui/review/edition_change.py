"""What of a session still counts where the dossier is another edition than the one it was begun on.

Items that are unchanged, or carried, count. Changed ones are offered again, and so are those whose answers this edition
cannot place. What is no longer in the dossier is named. Nothing of it leaves the journal.

Where the dossier is the very one on which the session was begun, such items were judged as a draft has them which is
not here: they count once that is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ilo_tui.review.agreement.ratings import Ratings
from ilo_tui.review.items import Items
from ilo_tui.review.model import Session
from ilo_tui.review.progress import Progress
from ilo_tui.review.session_file import SessionFile


@dataclass(frozen=True)
class EditionChange:
    """So many decisions count, so many are offered `again`; these items are no longer there.

    `before` are the editions on which was begun, `now` is that of the dossier at hand; they are the same where a
    dossier was changed without another edition.
    """

    before: tuple[str, ...] = ()
    now: str = ""
    counting: int = 0
    again: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    """The items that were judged in a draft that is not here."""

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.again or self.removed or self.drafted or (self.counting and self.before != (self.now,)))


def edition_change(session: Session, progress: Progress) -> EditionChange:
    """What became of a session's items; false where it is on this edition and nothing of it has changed."""
    edition, now = session.dossier.edition, progress.items.dossier.meta.edition
    again = tuple(item for item in progress.order if progress.offered_again(item))
    counting = sum(progress.counts_still(item) for item in progress.order)
    removed = tuple(progress.removed())
    if (again or removed) and is_on_this(session, progress.items):
        changed = set(progress.changes())
        rest = tuple(item for item in again if item not in changed)
        return EditionChange((edition,), now, counting, rest, drafted=(*sorted(changed), *removed))
    return EditionChange((edition,), now, counting, again, removed)


def is_on_this(session: Session, items: Items) -> bool:
    """Whether a session was begun on the very dossier that is published here, which nobody has changed since."""
    published = items.ref
    return (session.dossier.edition, session.dossier.hash) == (published.edition, published.hash)


def edition_changes(entries: Iterable[SessionFile], items: Items, ratings: Ratings) -> EditionChange:
    """The same of all review sessions on other editions that count, taken together.

    What its reviewer has judged anew since, in whatever session, is not offered again; `ratings` are those that count.
    """
    now = items.dossier.meta.edition
    before, again, removed, counting = dict[str, None](), list[str](), dict[str, None](), 0
    for entry in entries:
        if entry.session is None or not entry.counts_ratings:
            continue
        if entry.session.dossier.edition == now:
            continue
        progress = entry.progress(items)
        if change := edition_change(entry.session, progress):
            reviewer = entry.session.reviewer.id
            keys = ((progress.question_kind(item), item) for item in change.again)
            again += [key[1] for key in keys if reviewer not in ratings.by.get(key, {})]
            before |= dict.fromkeys(change.before)
            removed |= dict.fromkeys(change.removed)
            counting += change.counting
    return EditionChange(tuple(sorted(before)), now, counting, tuple(again), tuple(removed))
