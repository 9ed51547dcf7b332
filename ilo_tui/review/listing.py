"""One line of the list of sessions: a file in the reviews folder and its state, whatever it turns out to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from ilo_tui.i18n import N_, Say
from ilo_tui.review.desk import Desk
from ilo_tui.review.faults import BadFile, UnreadableSessionError
from ilo_tui.review.history import History
from ilo_tui.review.items import Items
from ilo_tui.review.opening import OTHER_MACHINE, check_dossier
from ilo_tui.review.progress import Progress
from ilo_tui.review.reading import read_session
from ilo_tui.review.records import Session

State = Literal["open", "finished", "other_machine", "copy"] | BadFile
"""`open`: can be gone on with here. `copy`: the session stands under its own name as well, and counts there."""

_COPY = N_("this is a copy of the session {session}, which is here under its own name")


@dataclass(frozen=True)
class Entry:
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
    def counts_votes(self) -> bool:
        """Whether what is in it are votes on this dossier."""
        sound = self.state in {"open", "finished", "other_machine"}
        return sound and self.session is not None and self.session.kind == "review"

    @property
    def attribution(self) -> bool:
        """Whether it asks for attribution instead of what the items' kinds are asked."""
        return self.session is not None and self.session.queue.kind == "attribution"

    @cached_property
    def items(self) -> frozenset[str]:
        """The items of its queue."""
        return frozenset(self.session.queue.items) if self.session else frozenset()

    def progress(self, items: Items) -> Progress:
        """How far it is, against the dossier as it is now; only of an entry with a session."""
        if self.session is None:
            raise ValueError(f"{self.path} holds no session")
        return Progress(items, self.session.queue, self.history)

    def told(self, say: Say) -> list[str]:
        """Why the session is not one to go on with here, a line each; none of an open one."""
        if self.fault:
            return self.fault.told(say)
        if self.state == "copy" and self.session:
            return [say(_COPY, session=self.session.id)]
        return [OTHER_MACHINE.told(say)] if self.state == "other_machine" else []


def entry_of(desk: Desk, path: Path) -> Entry:
    """Read a file; never raises for what is in it."""
    try:
        loaded = read_session(path)
    except UnreadableSessionError as error:
        return Entry(path, error.state, fault=error)
    session, history = loaded.session, History(loaded.records)
    try:
        check_dossier(desk, path, loaded)
    except UnreadableSessionError as error:
        return Entry(path, error.state, session, history, error)
    state: State = "finished" if session.finished else "open" if session.writer == desk.writer else "other_machine"
    return Entry(path, state, session, history)


def mark_copies(entries: Sequence[Entry]) -> list[Entry]:
    """Of files that hold one session, keep the one under the session's own name; the others are copies."""
    times = Counter(entry.session.id for entry in entries if entry.session)
    return [
        replace(entry, state="copy")
        if entry.session and times[entry.session.id] > 1 and entry.path.stem != entry.session.id
        else entry
        for entry in entries
    ]
