"""Opening and making sessions: who may write is decided here, before the first question."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ilo_tui.core.translator import N_
from ilo_tui.review.environment import ReviewEnvironment, stamp_of
from ilo_tui.review.errors import (
    MisnamedDossierError,
    ReadOnly,
    ReadOnlySessionError,
    UnreadableSessionError,
    save_failed,
)
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.lock import Holder
from ilo_tui.review.misnamed import is_misnamed
from ilo_tui.review.model import Order, Queue, Reviewer, Session, SessionKind, Share, schema_of
from ilo_tui.review.reviewers import slug_of
from ilo_tui.review.session import FINISHED, ReviewSession
from ilo_tui.review.session_reading import Loaded, parse_session, read_session

OTHER_MACHINE = ReadOnly("other_machine", N_("this session belongs to another machine, which alone writes it"))
STARTED_READ_ONLY = ReadOnly("asked", N_("the program was started with --read-only"))


@dataclass(frozen=True)
class SessionSpec:
    """What a new session is of: who judges, in which language, which queue in which order."""

    reviewer: Reviewer
    language: str
    queue: Queue
    order: Order = "dossier"
    seed: int = 0
    share: Share | None = None
    kind: SessionKind = "review"


def create_session(environment: ReviewEnvironment, start: SessionSpec) -> ReviewSession:
    """A new session, whose file is made with the first thing that is said in it, so that none is left behind empty.

    Raises `SaveFailedError` where nothing could be written, before anybody has begun to think.
    """
    if environment.read_only:
        raise ReadOnlySessionError(environment.reviews, STARTED_READ_ONLY)
    moment = stamp_of(environment.clock())
    session = Session(
        schema=schema_of(start.queue),
        id=f"{moment[:10]}-{slug_of(start.reviewer)}-{os.urandom(4).hex()}",
        kind=start.kind,
        reviewer=start.reviewer,
        writer=environment.writer,
        dossier=environment.items.ref,
        queue=start.queue,
        order=start.order,
        seed=start.seed,
        language=start.language,
        started=moment,
        share=start.share,
    )
    path = environment.reviews / f"{session.id}.json"
    try:
        storage = SessionStorage(path, environment.disk)
        check_writable(storage)
    except OSError as error:
        raise save_failed(path, error) from error
    return ReviewSession(environment, storage, Loaded(session, (), ()), None, has_file=False)


def check_writable(storage: SessionStorage) -> None:
    """Refuse a place where nothing can be made, without making anything; raises `OSError`."""
    folder = storage.path.parent
    if folder.exists():
        storage.probe()
        return
    above = next(parent for parent in folder.absolute().parents if parent.exists())
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(above))
    if not os.access(above, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))


def open_session(environment: ReviewEnvironment, path: Path) -> ReviewSession:
    """Open a session to go on with it, or read-only where `read_only` says why; raises `UnreadableSessionError`."""
    # Ours or not is decided before the lock, and the lock is taken before reading: so what is read stays.
    why = _not_ours(environment, read_session(path))
    try:
        storage = SessionStorage(path, environment.disk)
    except OSError as error:
        raise save_failed(path, error) from error
    why = why or lock_reason(storage)
    try:
        loaded = parse_session(path, storage.content())
        check_dossier(environment, path, loaded)
    except OSError as error:
        storage.close()
        raise save_failed(path, error) from error
    except UnreadableSessionError:
        storage.close()
        raise
    return ReviewSession(environment, storage, loaded, _not_ours(environment, loaded) or why)


def check_dossier(environment: ReviewEnvironment, path: Path, loaded: Loaded) -> None:
    """Refuse a session on another dossier than the one that is open."""
    dossier, named_dossier = environment.items.dossier.meta.id, loaded.session.dossier.id
    if is_misnamed(environment.items, loaded.session, loaded.records):
        message = N_("it says that it is on the dossier {theirs}, but what was judged in it is in {ours}")
        mend = N_("That name is probably damaged: have somebody look at the file. Nothing in it counts until then.")
        raise MisnamedDossierError(path, "foreign", message, mend, theirs=named_dossier, ours=dossier)
    if dossier != named_dossier:
        message = N_("it is on the dossier {theirs}, and {ours} is open")
        mend = N_("Open it with that dossier.")
        raise UnreadableSessionError(path, "foreign", message, mend, theirs=named_dossier, ours=dossier)


def _not_ours(environment: ReviewEnvironment, loaded: Loaded) -> ReadOnly | None:
    if loaded.session.finished:
        return FINISHED
    if loaded.session.writer != environment.writer:
        return OTHER_MACHINE
    return STARTED_READ_ONLY if environment.read_only else None


def lock_reason(storage: SessionStorage) -> ReadOnly | None:
    """Take the lock, or say why it cannot be had."""
    try:
        if (holder := storage.acquire()) is not None:
            return held_reason(holder)
        storage.probe()
    except OSError as error:
        storage.close()
        message = N_("the folder of this session cannot be written to ({reason})")
        return ReadOnly("folder", message, {"reason": error.strerror or error})
    return None


def held_reason(holder: Holder) -> ReadOnly:
    """The reason that another program is in the session, with what is known of it."""
    if not holder.pid:
        return ReadOnly("held", N_("another program is in this session"))
    message = N_("another program is in this session: process {pid} on {host}, since {since}")
    values = {"pid": holder.pid, "host": holder.host, "since": _since(holder)}
    return ReadOnly("held", message, dict(values))


def _since(holder: Holder) -> object:
    """When a program came into the session; what stands beside the lock may be anything."""
    try:
        return datetime.fromisoformat(holder.since)
    except ValueError:
        return holder.since
