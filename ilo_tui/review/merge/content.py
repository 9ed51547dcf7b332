"""What a file holds, judged once for each content however many copies of it there are."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from sys import intern
from typing import Literal

import msgspec

from ilo_tui.core.files import read_small
from ilo_tui.core.translator import N_
from ilo_tui.review.clock import Misdated, misdated_session
from ilo_tui.review.drafts.model import DraftHead, DraftRecord
from ilo_tui.review.drafts.reading import LoadedDraft, parse_journal
from ilo_tui.review.errors import BadFile, ReviewError, UnreadableSessionError
from ilo_tui.review.item_kinds import BESIDE
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.journal import LARGEST_SESSION
from ilo_tui.review.journal_history import History
from ilo_tui.review.journal_reading import without_mark
from ilo_tui.review.merge.salvage import decode_salvaged, salvage
from ilo_tui.review.misnamed import is_misnamed
from ilo_tui.review.model import JournalRecord, Session
from ilo_tui.review.session_file import Code, code_of
from ilo_tui.review.session_reading import Loaded

LIMIT = LARGEST_SESSION
_PEEKED = 4096
_MISNAMED = N_("it says that it is on the dossier {theirs}, but what was judged in it is in {ours}")

Kind = Literal["intact", "not_read"] | BadFile


@dataclass(frozen=True)
class Content:
    """What is in a file. `path` is where it can be read again, `sha` the hex SHA-256 of what is kept ("" if not read).

    That is all of the file, but of a sound session without a byte order mark: an editor's mark makes no other session.
    `session` is without its queue, which may be long; of a draft it is the draft's head. `records` counts those of the
    decisions table, of a damaged file what can be read of it. `judged` are the items that are, each with what was
    asked before it where that was attribution or bearing; `misdated` are the times that no right clock can have given.
    `misnamed` is the id that the session's dossier must have, where another stands there that is damaged.
    """

    path: Path
    kind: Kind
    sha: str = ""
    session: Session | DraftHead | None = None
    records: int = 0
    code: Code = "none"
    changed: int = 0
    removed: int = 0
    judged: tuple[str, ...] = ()
    misdated: Misdated = field(default_factory=Misdated)
    misnamed: str = ""
    fault: ReviewError | None = None

    @property
    def ident(self) -> str | None:
        """The id of the session or draft, which may be any text and none; None where it cannot be told."""
        return self.session.id if self.session else None

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, as far as can be told."""
        return isinstance(self.session, DraftHead)


class Reader:
    """Reads files, each content once."""

    def __init__(self, items: Items, now: datetime | None = None) -> None:
        """Judge against the dossier of `items`, and against the time that it is `now`; None is this machine's clock."""
        self.items = items
        self._now = now or datetime.now(UTC)
        self._cache: dict[str, Content] = {}

    def read(self, path: Path) -> Content:
        """What is in a file; never raises for it."""
        try:
            data = read_small(path, LIMIT)
        except OSError as error:
            if error.errno == errno.EFBIG:
                return _too_large(path)
            message, mend = N_("it cannot be read ({reason})"), N_("Check the rights to it, and its disk.")
            fault = ReviewError(message, mend, path, reason=error.strerror or error)
            return Content(path, "not_read", fault=fault)
        sha = sha256(data).hexdigest()
        if sha not in self._cache:
            self._cache[sha] = self._classify(path, data, sha)
        return self._cache[sha]

    def _classify(self, path: Path, data: bytes, sha: str) -> Content:
        dossier = self.items.dossier.meta.id
        try:
            loaded = parse_journal(path, data)
        except UnreadableSessionError as fault:
            if fault.state != "damaged":
                return Content(path, fault.state, sha, fault=fault)
            rest = salvage(data)
            if rest.session is None or rest.session.dossier.id == dossier:
                return Content(path, "damaged", sha, _without_items(rest.session), len(rest.rows), fault=fault)
            return self._of_other_dossier(
                path, sha, rest.session, [decode_salvaged(row) for _, row in rest.rows], fault
            )
        head = loaded.session if isinstance(loaded, Loaded) else loaded.head
        if head.dossier.id != dossier:
            return self._of_other_dossier(path, sha, head, loaded.records)
        sha = sha256(without_mark(data)).hexdigest()
        return self._intact(path, sha, loaded) if isinstance(loaded, Loaded) else self._intact_draft(path, sha, loaded)

    def _of_other_dossier(
        self,
        path: Path,
        sha: str,
        session: Session | DraftHead,
        records: Sequence[JournalRecord | DraftRecord],
        fault: ReviewError | None = None,
    ) -> Content:
        """A session that names another dossier; of one on this all the same only the name is damaged."""
        dossier = self.items.dossier.meta.id
        if not is_misnamed(self.items, session, records):
            return Content(path, "foreign", sha, _without_items(session), len(records), fault=fault)
        fault = ReviewError(_MISNAMED, "", path, theirs=session.dossier.id, ours=dossier)
        return Content(path, "damaged", sha, _without_items(session), len(records), fault=fault, misnamed=dossier)

    def _intact_draft(self, path: Path, sha: str, loaded: LoadedDraft) -> Content:
        head, records = loaded.head, loaded.records
        misdated = misdated_session(head, records, self._now)
        return Content(path, "intact", sha, head, len(records), code_of(head, records), misdated=misdated)

    def _intact(self, path: Path, sha: str, loaded: Loaded) -> Content:
        session, changed, removed = loaded.session, 0, 0
        judged: list[str] = []
        for item, state in History(loaded.records).states().items():
            present = self.items.hash_of(item) is not None
            removed += not present
            changed += present and not self.items.is_current(item, state.item_hash)
            kind = question_kind(session.queue, item)
            if self.items.is_judged(kind, state.values):
                judged.append(intern(f"{kind} {item}" if kind in BESIDE else item))
        return Content(
            path,
            "intact",
            sha,
            _without_items(session),
            len(loaded.records),
            code_of(session, loaded.records),
            changed,
            removed,
            tuple(judged),
            misdated_session(session, loaded.records, self._now),
        )


def _too_large(path: Path) -> Content:
    try:
        with path.open("rb") as file:
            # Other large JSON on a stick is nobody's concern.
            looks_like_session = b'"session"' in file.read(_PEEKED)
    except OSError:
        looks_like_session = True
    return Content(path, "too_large" if looks_like_session else "no_session")


def _without_items(session: Session | DraftHead | None) -> Session | DraftHead | None:
    """A session without its items: of a merge all sessions are in memory at a time, and no queue is needed."""
    if not isinstance(session, Session):
        return session
    return msgspec.structs.replace(session, queue=msgspec.structs.replace(session.queue, items=[]))


def read_again(content: Content) -> bytes:
    """What is kept of a content, once more; raises `ReviewError` where the file is gone or another."""
    try:
        data = stored_bytes(read_small(content.path, LIMIT), content)
    except OSError:
        data = None
    if data is None or sha256(data).hexdigest() != content.sha:
        message = N_("it was changed or taken away while it was being merged")
        raise ReviewError(message, N_("Merge once more; nothing is lost."), content.path)
    return data


def stored_bytes(data: bytes, content: Content) -> bytes:
    """What is kept of a file's bytes: of a sound session all but a byte order mark."""
    return without_mark(data) if content.kind == "intact" else data
