"""One line of the list of drafts: a file in the reviews folder and its state, whatever it turns out to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from ilo_tui.core.translator import N_, Translator
from ilo_tui.review.clock import Misdated, misdated_session
from ilo_tui.review.drafts.history import DraftHistory
from ilo_tui.review.drafts.model import DraftHead
from ilo_tui.review.drafts.read_only import DRAFT_ELSEWHERE, DRAFT_FINISHED
from ilo_tui.review.drafts.reading import LoadedDraft, parse_draft
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import BadFile, UnreadableDraftError, UnreadableSessionError
from ilo_tui.review.journal_reading import read_bytes
from ilo_tui.review.session_file import Code, Counted, code_of, copies_among

DraftState = Literal["open", "finished", "other_machine", "copy"] | BadFile
"""`open`: can be gone on with here, by its author. `copy`: the draft is in another file as well, and counts there."""

_COPY = N_("this is a copy of the draft {draft}, which counts in another file here")


@dataclass(frozen=True)
class DraftFile:
    """A draft's file. Where it cannot be used, `head` is None (but for a foreign one) and `fault` says why."""

    path: Path
    state: DraftState
    head: DraftHead | None = None
    history: DraftHistory = field(default_factory=DraftHistory)
    fault: UnreadableSessionError | None = None

    @property
    def order(self) -> tuple[str, str]:
        """When it was begun, as far as can be told, and the file's name."""
        return self.head.started if self.head else self.path.name, self.path.name

    @property
    def counts(self) -> bool:
        """Whether what is in it are changes to this dossier."""
        return self.state in {"open", "finished", "other_machine"}

    @property
    def code(self) -> Code:
        """Whether its check code fits what is in it; an unfinished draft has none."""
        return code_of(self.head, self.history.records) if self.head else "none"

    @property
    def last_change(self) -> str:
        """When the last change or undo was made, "" where there is none."""
        return self.history.records[-1].at if self.history.records else ""

    def is_of(self, reviewer: str) -> bool:
        """Whether the reviewer of this id is its author."""
        return self.head is not None and self.head.reviewer.id == reviewer

    def misdated(self, now: datetime) -> Misdated:
        """The times in it that no right clock can have given."""
        return misdated_session(self.head, self.history.records, now) if self.head else Misdated()

    def localise(self, tr: Translator) -> list[str]:
        """Why the draft is not one to go on with here, a line each; none of an open one."""
        if self.fault:
            return self.fault.localise(tr)
        if self.state == "copy" and self.head:
            return [tr(_COPY, draft=self.head.id)]
        reasons = {"other_machine": DRAFT_ELSEWHERE, "finished": DRAFT_FINISHED}
        return [reasons[self.state].localise(tr)] if self.state in reasons else []


def read_draft_file(environment: ReviewEnvironment, path: Path) -> DraftFile | None:
    """Read a file; None of one that is no draft, as a session. Never raises for what is in it."""
    try:
        loaded = parse_draft(path, read_bytes(path))
    except UnreadableDraftError as error:
        return DraftFile(path, error.state, fault=error)
    except UnreadableSessionError:
        # Nobody can tell what it is; it is listed among the sessions.
        return None
    if loaded is None:
        return None
    history = DraftHistory(loaded.records)
    try:
        check_dossier_of(environment, path, loaded)
    except UnreadableSessionError as error:
        return DraftFile(path, error.state, loaded.head, history, error)
    return DraftFile(path, _state(environment, loaded.head), loaded.head, history)


def _state(environment: ReviewEnvironment, head: DraftHead) -> DraftState:
    if head.finished:
        return "finished"
    return "open" if head.writer == environment.writer else "other_machine"


def check_dossier_of(environment: ReviewEnvironment, path: Path, loaded: LoadedDraft) -> None:
    """Refuse a draft on another dossier than the one that is open; raises `UnreadableDraftError`."""
    ours, theirs = environment.items.dossier.meta.id, loaded.head.dossier.id
    if ours != theirs:
        message, mend = N_("it is on the dossier {theirs}, and {ours} is open"), N_("Open it with that dossier.")
        raise UnreadableDraftError(path, "foreign", message, mend, theirs=theirs, ours=ours)


def mark_draft_copies(entries: Sequence[DraftFile]) -> list[DraftFile]:
    """Of files that hold one draft of this dossier, keep the one that counts; the others are copies."""
    copies = copies_among(Counted(entry.path, entry.head, entry.history.records) for entry in entries if entry.head)
    return [replace(entry, state="copy") if entry.path in copies else entry for entry in entries]
