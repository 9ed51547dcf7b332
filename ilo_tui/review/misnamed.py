"""Whether a session that names another dossier is about this one all the same: then the name in it is damaged.

One flipped bit in the id of the dossier would else take a reviewer's whole work out of every count, without a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.review.drafts.model import Change, DraftHead, DraftRecord
from ilo_tui.review.hashing import check_code
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import JournalRecord, Session


def is_misnamed(items: Items, session: Session | DraftHead, records: Sequence[JournalRecord | DraftRecord]) -> bool:
    """Whether the dossier has another id than `session` says, and yet half or more of what was judged in it, unchanged.

    Half, because the dossier may have come out anew since. Of a session in which nothing is judged the hash of the
    whole dossier decides, and so it does of a draft. Where the check code fits, the id is the one that was written.
    """
    finished = session.finished is not None and session.check_code == check_code(session, records)
    if session.dossier.id == items.dossier.meta.id or finished:
        return False
    states = History(record for record in records if not isinstance(record, Change)).states()
    if not states:
        return session.dossier.hash == items.ref.hash
    fitting = sum(items.is_current(item, state.item_hash) for item, state in states.items())
    return fitting > 0 and 2 * fitting >= len(states)
