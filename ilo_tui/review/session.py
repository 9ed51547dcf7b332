"""A review session: one reviewer's decisions on one queue, each acknowledged only once it is on the disk.

What a method acknowledges is durable. What could not be saved is kept in `unsaved` and tried again with the next save,
by `retry`, or in another folder by `save_elsewhere`. Methods may be called from any thread; saves happen one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TypedDict, Unpack

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Scale
from ilo_tui.review.environment import ReviewEnvironment, replace_surrogates, stamp_of
from ilo_tui.review.errors import AnswerError, ReadOnly, ReadOnlySessionError
from ilo_tui.review.hashing import check_code
from ilo_tui.review.journal import SessionStorage
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Basis, Decision, JournalRecord, Observation, Seen, Session, Withdrawal
from ilo_tui.review.open_journal import Journal
from ilo_tui.review.progress import Progress
from ilo_tui.review.session_reading import Loaded
from ilo_tui.review.unfinished_notes import UnfinishedNotes

NO_REASON = N_("the answer {answer} needs a reason")
FINISHED = ReadOnly("finished", N_("this session is finished"))


class DecisionExtras(TypedDict, total=False):
    """What a decision says besides the answers; what is not given stays as it was (`skipped` and `inputs`: none).

    `inputs` are the ratings that an adjudication saw, as `(session, seq)`.
    """

    basis: Basis
    note: str
    flagged: bool
    skipped: bool
    inputs: Sequence[tuple[str, int]]


class _Marks(TypedDict, total=False):
    """What is beside the answers, and can be changed without giving any."""

    note: str
    flagged: bool
    skipped: bool


class ReviewSession:
    """An open session, whose file is made with the first thing that is to be kept.

    Make one with `opening.open_session`, `opening.create_session` or a `Library`.
    """

    def __init__(
        self,
        environment: ReviewEnvironment,
        storage: SessionStorage,
        loaded: Loaded,
        read_only: ReadOnly | None,
        *,
        has_file: bool = True,
    ) -> None:
        """Take over a sound file; `storage` holds its lock unless the session is `read_only` or not yet `has_file`."""
        self.read_only = read_only
        self.history = History(loaded.records)
        edition = loaded.session.dossier.edition
        self.progress = Progress(environment.items, loaded.session.queue, self.history, edition)
        self._environment = environment
        self._journal = Journal[Session, JournalRecord](
            storage, loaded.session, loaded.rows, environment.disk, has_file=has_file
        )
        self.note_files = self._note_files_in(storage.path.parent, loaded.session.id)
        # The history as it will be once the unsaved is saved: later records build on it.
        self._pending = History(loaded.records)
        self._busy = RLock()
        self.basis: Basis = self.history.last_basis

    @property
    def document(self) -> Session:
        """What session this is, with its queue as it stands now."""
        return self._journal.head

    @property
    def id(self) -> str:
        """The session's id, which is also its file's name."""
        return self.document.id

    @property
    def has_file(self) -> bool:
        """Whether there is a file of it on the disk."""
        return self._journal.has_file

    @property
    def path(self) -> Path:
        """The file; another one after `save_elsewhere`."""
        return self._journal.path

    @property
    def unsaved(self) -> tuple[JournalRecord, ...]:
        """The records that no disk has yet; empty unless a save has failed."""
        return self._journal.unsaved

    def saved_state(self, item: str) -> Decision | None:
        """The saved state of an item."""
        return self.history.state_of(item)

    def pending_state(self, item: str) -> Decision | None:
        """The state of an item, the unsaved included: what the screen shows while saving fails."""
        return self._pending.state_of(item)

    def judged(self, item: str) -> bool:
        """Whether every scale asked of an item has a saved answer."""
        return self.progress.judged(item)

    def create_file(self) -> None:
        """Have the session's file made now, so that it is found again, before anything is said in it; like `decide`."""
        with self._busy:
            self._require_writable()
            if not self.has_file:
                self._save(self.document)

    def enqueue(self, item: str) -> None:
        """Put an item into a loose queue, to be saved with the first decision on it; `AnswerError` elsewhere."""
        if item in self.progress:
            return
        if not self.document.queue.loose:
            raise AnswerError(N_("{item} is not in this queue"), N_("Review it in another session."), item=item)
        self._hash(item)
        with self._busy:
            queue = self.document.queue
            grown = msgspec.structs.replace(queue, items=[*queue.items, item])
            self._journal.head = msgspec.structs.replace(self.document, queue=grown)
            self.progress.grow(item)

    def decide(self, item: str, values: Mapping[str, str], **extras: Unpack[DecisionExtras]) -> datetime:
        """Give an item a new state and return when it was saved.

        `values` are all answers, code by scale id. Raises `SaveFailedError` (then the record is in `unsaved`),
        `AnswerError` (also where an answer needs a note and there is none) or `ReadOnlySessionError`.
        """
        with self._busy:
            self._require_writable()
            self.enqueue(item)
            before = self.pending_state(item) or self._initial_state(item)
            checked = self._environment.items.checked(self.progress.question_kind(item), values)
            self._check_reason(item, checked, extras.get("note", before.note))
            self.basis = extras.get("basis", self.basis)
            changed = msgspec.structs.replace(
                before,
                item_hash=self._hash(item),
                values=checked,
                basis=self.basis,
                flagged=extras.get("flagged", before.flagged),
                skipped=extras.get("skipped", False),
                note=replace_surrogates(extras.get("note", before.note)),
                inputs=list(extras.get("inputs", ())),
            )
            return self._record(changed)

    def answers(self, item: str) -> dict[str, str]:
        """The answers given that still count: none where the item or the scale has changed since."""
        state, items = self.pending_state(item), self._environment.items
        if state is None or not items.is_current(item, state.item_hash):
            return {}
        return items.known_values(self.progress.question_kind(item), state.values)

    def question(self, item: str) -> Scale | None:
        """The scale to ask next of an item; None when every one asked is answered on what it says now."""
        return self._environment.items.question(self.progress.question_kind(item), self.answers(item))

    def answer(self, item: str, scale: str, code: str, **extras: Unpack[DecisionExtras]) -> datetime:
        """Answer one scale of an item, the other answers as they are; like `decide`."""
        with self._busy:
            return self.decide(item, {**self.answers(item), scale: code}, **extras)

    def skip(self, item: str) -> datetime:
        """Pass an item over for now; like `decide`."""
        with self._busy:
            return self._mark(item, skipped=True)

    def flag(self, item: str, on: bool) -> datetime:
        """Mark an item to come back to, or take the mark away; like `decide`."""
        with self._busy:
            return self._mark(item, flagged=on)

    def note(self, item: str, text: str) -> datetime:
        """Save a note on an item, in place of the one before, and drop the unfinished one; like `decide`.

        A note that an answer needs can be changed, and not be taken away.
        """
        with self._busy:
            state = self.pending_state(item)
            if state and state.note.strip():
                # An answer of another program, or of before, may be without: then nothing is taken away from it.
                self._check_reason(item, state.values, text)
            saved = self._mark(item, note=replace_surrogates(text))
            self.note_files.drop(item)
            return saved

    def observe(self, item: str, text: str, place: str = "", date: str = "") -> datetime:
        """Add an observation from the field about any item of the dossier; like `decide`."""
        if not text.strip():
            raise AnswerError(N_("an observation needs a text"), N_("Say what was seen, without names."))
        with self._busy:
            self._require_writable()
            self._hash(item)
            content = Seen(
                text=replace_surrogates(text), place=replace_surrogates(place), date=replace_surrogates(date)
            )
            return self._add(Observation(seq=self._pending.next_seq, item=item, observation=content, at=self._now()))

    def unfinished_notes(self) -> dict[str, str]:
        """By item, in order of the queue: the notes half typed that say something else than what was saved since."""
        texts = {note.item: note.text for note in self.note_files.all() if note.is_unfinished(self._pending)}
        return {item: texts[item] for item in self.progress.in_order(texts)}

    def undo(self) -> str | None:
        """Withdraw the latest record that stands; returns its item, None where nothing stands. Raises like `decide`."""
        with self._busy:
            self._require_writable()
            latest = self._pending.latest()
            if latest is None:
                return None
            self._add(Withdrawal(seq=self._pending.next_seq, withdraws=latest.seq, at=self._now()))
            return latest.item

    def retry(self) -> datetime:
        """Try once more to save what is unsaved; returns when it was saved, raises like `decide`."""
        with self._busy:
            self._require_writable()
            # Nothing is made of a session in which nothing was said.
            return self._save(self.document) if self.has_file or self.unsaved else self._environment.clock()

    def finish(self) -> str:
        """Close the session for good and return its check code; raises like `decide`."""
        with self._busy:
            self._require_writable()
            finished = msgspec.structs.replace(self.document, finished=self._now())
            code = check_code(finished, self._pending.records)
            self._save(msgspec.structs.replace(finished, check_code=code))
            self.read_only = FINISHED
            return code

    def save_elsewhere(self, folder: Path) -> Path:
        """Save the whole session, the unsaved included, in another folder and go on there; returns the new file.

        A file of this session that is there already is replaced only if this one goes on from it: never a finished one,
        a later one or a branch, which raises `SaveFailedError`. Unfinished notes come along.
        """
        with self._busy:
            self._require_writable()
            note_files_before = self.note_files
            storage_before = self._journal.move(folder, lambda: self._save(self.document))
            if storage_before is None:
                return self.path
            self._take_notes_along(folder)
        # Its writer may wait for this session, and writes where it was until then.
        note_files_before.close()
        storage_before.close()
        return self.path

    def _take_notes_along(self, folder: Path) -> None:
        """What was half typed goes on beside the session; where it cannot, it is still where it was."""
        typed = self.note_files.all()
        self.note_files = self._note_files_in(folder, self.id)
        for note in typed:
            if note.is_unfinished(self._pending):
                self.note_files.keep(note.item, note.text)

    def close(self) -> None:
        """Leave the session, once what was typed is on the disk, so that another program may go on with it."""
        self.note_files.close()
        self._journal.close()

    def _note_files_in(self, folder: Path, ident: str) -> UnfinishedNotes:
        return UnfinishedNotes(
            folder, ident, self._environment.disk, self._begin_note, read_only=self.read_only is not None
        )

    def _begin_note(self) -> int:
        """See to it that a note half typed is found again: by a file of its session."""
        with self._busy:
            self.create_file()
            return self._pending.next_seq

    def _require_writable(self) -> None:
        if self.read_only:
            raise ReadOnlySessionError(self.path, self.read_only)

    def _check_reason(self, item: str, values: Mapping[str, str], note: str) -> None:
        """Refuse answers that need a note which says why without it."""
        due = self._environment.items.reasons_due(self.progress.question_kind(item), values)
        if due and not note.strip():
            raise AnswerError(NO_REASON, N_("Say why, in a note."), answer=due[0].label)

    def _initial_state(self, item: str) -> Decision:
        """The state before the first decision."""
        current = self._hash(item)
        return Decision(
            seq=1,
            item=item,
            item_hash=current,
            values={},
            basis=self.basis,
            flagged=False,
            skipped=False,
            at=self._now(),
        )

    def _mark(self, item: str, **marks: Unpack[_Marks]) -> datetime:
        """Change what is beside the answers. Hash, basis and the ratings seen stay those on which they were given."""
        self._require_writable()
        self.enqueue(item)
        self._hash(item)
        before = self.pending_state(item) or self._initial_state(item)
        basis = before.basis if before.values else self.basis
        return self._record(msgspec.structs.replace(before, basis=basis, **marks))

    def _record(self, state: Decision) -> datetime:
        """Save the new state of an item as the next record."""
        changed = msgspec.structs.replace(state, seq=self._pending.next_seq, at=self._now())
        if self.document.kind == "adjudication" and changed.values:
            _check_reasons(changed)
        return self._add(changed)

    def _hash(self, item: str) -> str:
        current = self._environment.items.hash_of(item)
        if current is None:
            raise AnswerError(N_("{item} is not in this dossier"), N_("Go on with the next item."), item=item)
        return current

    def _now(self) -> str:
        return stamp_of(self._environment.clock())

    def _add(self, record: JournalRecord) -> datetime:
        self._journal.append(record)
        self._pending.add(record)
        return self._save(self.document)

    def _save(self, document: Session) -> datetime:
        """Have everything on the disk, and only then count it as said."""
        for record in self._journal.save(document):
            if item := self.history.add(record):
                self.progress.update(item)
        return self._environment.clock()


def _check_reasons(decision: Decision) -> None:
    """Refuse a final answer that does not say why, or on which ratings."""
    if not decision.note.strip():
        raise AnswerError(N_("a final answer needs a note that says why"), N_("Write the note first."))
    if not decision.inputs:
        raise AnswerError(N_("a final answer needs decisions to go by"), N_("Merge the reviewers' sessions first."))
