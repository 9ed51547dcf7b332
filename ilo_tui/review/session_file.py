"""One line of the list of sessions: a file in the reviews folder and its state, whatever it turns out to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from ilo_tui.core.ids import file_stem
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.clock import Misdated, misdated_session
from ilo_tui.review.drafts.model import DraftHead, DraftRecord
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import BadFile, MisnamedDossierError, UnreadableDraftError, UnreadableSessionError
from ilo_tui.review.hashing import check_code
from ilo_tui.review.item_kinds import BESIDE, QUEUES
from ilo_tui.review.items import Items
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import JournalRecord, Session
from ilo_tui.review.opening import OTHER_MACHINE, check_dossier
from ilo_tui.review.progress import Progress
from ilo_tui.review.session_reading import read_session

State = Literal["open", "finished", "other_machine", "copy"] | BadFile
"""`open`: can be gone on with here. `copy`: the session is in another file as well, and counts there."""
Code = Literal["ok", "none", "wrong"]
"""Whether the check code of a session fits what is in it; an unfinished one has none."""

_COPY = N_("this is a copy of the session {session}, which counts in another file here")


@dataclass(frozen=True)
class SessionFile:
    """A session file. Where it cannot be used, `session` is None (but for a foreign one) and `fault` says why."""

    path: Path
    state: State
    session: Session | None = None
    history: History = field(default_factory=History)
    fault: UnreadableSessionError | None = None

    @property
    def order(self) -> tuple[str, str]:
        """When it was begun, as far as can be told, and the file's name."""
        return self.session.started if self.session else self.path.name, self.path.name

    @property
    def counts_ratings(self) -> bool:
        """Whether what is in it are ratings on this dossier."""
        return self._is_usable and self.session is not None and self.session.kind == "review"

    @property
    def adjudicates(self) -> bool:
        """Whether what is in it was agreed on this dossier in an adjudication."""
        return self._is_usable and self.session is not None and self.session.kind == "adjudication"

    @property
    def _is_usable(self) -> bool:
        return self.state in {"open", "finished", "other_machine"}

    @property
    def beside(self) -> AppliesTo | None:
        """What it asks of claims beside the verdict, attribution or bearing; None where it asks items of any kind."""
        spec = QUEUES.get(self.session.queue.kind) if self.session else None
        return spec.scales if spec and spec.scales in BESIDE else None

    @cached_property
    def items(self) -> frozenset[str]:
        """The items of its queue."""
        return frozenset(self.session.queue.items) if self.session else frozenset()

    def progress(self, items: Items) -> Progress:
        """How far it is, against the dossier as it is now; only of an entry with a session."""
        if self.session is None:
            raise ValueError(f"{self.path} holds no session")
        return Progress(items, self.session.queue, self.history, self.session.dossier.edition)

    def misdated(self, now: datetime) -> Misdated:
        """The times in it that no right clock can have given."""
        return misdated_session(self.session, self.history.records, now) if self.session else Misdated()

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, or was one before it was damaged, and so stands in no list of sessions."""
        return isinstance(self.fault, UnreadableDraftError)

    @property
    def misnamed(self) -> bool:
        """Whether only the id of its dossier is damaged, so that a person has to look at it."""
        return isinstance(self.fault, MisnamedDossierError)

    def localise(self, tr: Translator) -> list[str]:
        """Why the session is not one to go on with here, a line each; none of an open one."""
        if self.fault:
            return self.fault.localise(tr)
        if self.state == "copy" and self.session:
            return [tr(_COPY, session=self.session.id)]
        return [OTHER_MACHINE.localise(tr)] if self.state == "other_machine" else []


def read_entry(environment: ReviewEnvironment, path: Path) -> SessionFile:
    """Read a file; never raises for what is in it."""
    try:
        loaded = read_session(path)
    except UnreadableSessionError as error:
        return SessionFile(path, error.state, fault=error)
    session, history = loaded.session, History(loaded.records)
    try:
        check_dossier(environment, path, loaded)
    except UnreadableSessionError as error:
        return SessionFile(path, error.state, session, history, error)
    state: State = (
        "finished" if session.finished else "open" if session.writer == environment.writer else "other_machine"
    )
    return SessionFile(path, state, session, history)


def code_of(session: Session | DraftHead, records: Sequence[JournalRecord | DraftRecord]) -> Code:
    """Whether the check code of a session or a draft is that of its content; an unfinished one has none."""
    if session.finished is None and session.check_code is None:
        return "none"
    return "ok" if session.finished and session.check_code == check_code(session, records) else "wrong"


def branch_rank(code: Code, records: int) -> tuple[int, int]:
    """What decides which branch of a session counts, the smallest first: its code fits, then it has more records."""
    return ("ok", "none", "wrong").index(code), -records


def mark_copies(entries: Sequence[SessionFile]) -> list[SessionFile]:
    """Of files that hold one session on this dossier, keep the one that counts; the others are copies."""
    counted = [
        Counted(entry.path, entry.session, entry.history.records)
        for entry in entries
        if entry.session and entry.state != "foreign"
    ]
    copies = copies_among(counted)
    return [replace(entry, state="copy") if entry.path in copies else entry for entry in entries]


class Counted(NamedTuple):
    """A file that may be the one that counts among others of the same session or draft."""

    path: Path
    head: Session | DraftHead
    records: Sequence[JournalRecord | DraftRecord]

    @property
    def rank(self) -> tuple[bool, tuple[int, int], str]:
        """The smallest first: the one under its own name; where there is none, by weight and then by name."""
        if self.path.stem == file_stem(self.head.id):
            return False, (0, 0), ""
        return True, branch_rank(code_of(self.head, self.records), len(self.records)), self.path.name


def copies_among(files: Iterable[Counted]) -> set[Path]:
    """The files that hold what counts in another one."""
    same: defaultdict[str, list[Counted]] = defaultdict(list)
    for file in files:
        same[file.head.id].append(file)
    ranked = (sorted(group, key=lambda file: file.rank) for group in same.values() if len(group) > 1)
    return {file.path for group in ranked for file in group[1:]}
