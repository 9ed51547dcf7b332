"""Going through disagreements: which one, its questions, the answers so far, why, and recording them.

Nothing of an item is recorded before every question has an answer and a note says why. No rating is changed. What could
not be saved stays in its session until it is saved, here or elsewhere, or given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.item_basis import ItemBasis, basis_to_resume
from ilo_tui.app.saving import SaveResult, SessionSaver
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.parts import Value
from ilo_tui.review.adjudication import beside, record_final_answer, start_adjudication, unfinished_adjudication
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.ratings import Key
from ilo_tui.review.errors import AnswerError, ReviewError
from ilo_tui.review.model import Basis, Decision, Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository

AtStake = Literal["answers", "unsaved"]
"""What leaving would lose: answers that are not recorded, or a final answer that is on no disk."""


class Adjudication:
    """One pass through the disagreements of an agreement, by one reviewer."""

    def __init__(
        self,
        contexts: Contexts,
        repository: SessionRepository,
        reviewer: Reviewer,
        agreement: Agreement,
        first: Disagreement,
    ) -> None:
        """Begin with `first`, which is one of the `agreement`; nothing is read or written before it is needed."""
        self.repository, self.reviewer, self.agreement = repository, reviewer, agreement
        self.disagreement = first
        self.values: dict[str, str] = {}
        """The answers so far, code by scale, in the order in which they were given."""
        self.note = ""
        """Why, as it was last written; kept while it could not be saved."""
        self._bases = ItemBasis()
        self.recorded: set[Key] = set()
        self.saver: SessionSaver | None = None
        """Holds the session with what could not be saved; None where nothing is pending."""
        self._contexts, self._items = contexts, repository.environment.items

    def resume(self) -> None:
        """Take over the last basis of an adjudication that is gone on with; one that cannot be read changes nothing."""
        with suppress(ReviewError):
            if entry := self._unfinished():
                self._bases = ItemBasis(basis_to_resume(entry.history))

    @property
    def basis(self) -> Basis:
        """On what the disagreement at hand is decided."""
        return self._bases.of(self.disagreement.item)

    @basis.setter
    def basis(self, basis: Basis) -> None:
        self._bases.choose(basis, self.disagreement.item)

    def source_shown(self, item: str) -> None:
        """A page of the source of an item is on the screen: its final answer rests on that now."""
        self._bases.source_shown(item)

    def questions(self) -> Sequence[Scale]:
        """The question in force alone: the answers so far stand above it, so no two are alike in height."""
        scale = self.question()
        return [scale] if scale else []

    def question(self) -> Scale | None:
        """What is asked now; None once all is answered, and the note is due."""
        return self._items.question(self.disagreement.kind, self.values)

    def chosen(self, scale: Scale) -> str | None:
        """No answer is marked: a question that was answered is no longer asked."""
        return None

    def answer(self, key: str) -> Value | None:
        """Answer the question at hand by the key of a value, and give that; None where the key is no answer now."""
        scale = self.question()
        value = next((value for value in scale.values if value.key == key), None) if scale else None
        if scale and value:
            self.values[scale.id] = value.code
        return value

    def take_back(self) -> None:
        """Take the last answer back; what is recorded stays."""
        if self.values:
            self.values.popitem()

    def record(self, note: str) -> SaveResult[datetime]:
        """Record the answers, and why: in the unfinished adjudication of the item, else a new one of all that is open.

        The same answers that could not be saved before are only saved again. Saved, the answers are gone from here;
        `advance` goes on.
        """
        self.note = note
        if self.question() is not None:
            return _refused(AnswerError(N_("a final answer covers every question"), N_("Answer the rest as well.")))
        if not note.strip():
            return _refused(AnswerError(N_("a final answer needs a note that says why"), N_("Write the note first.")))
        try:
            saver = self.saver or SessionSaver(self._session())
        except ReviewError as error:
            return _refused(error)
        session, item = saver.session, self.disagreement.item
        session.basis = self.basis
        if self._is_pending(session):
            return self._conclude(saver, saver.retry())
        values, ratings = dict(self.values), self.disagreement.ratings
        return self._conclude(saver, saver.run(lambda: record_final_answer(session, ratings, item, values, note)))

    def retry(self) -> SaveResult[datetime]:
        """Try once more to save what is pending, as it was recorded."""
        return self._conclude(self.saver, self.saver.retry()) if self.saver else SaveResult()

    def save_elsewhere(self, folder: Path) -> SaveResult[datetime]:
        """Save the session that holds what is pending in another folder instead."""
        saver = self.saver
        if saver is None:
            return SaveResult()
        moved = saver.save_elsewhere(folder)
        return self._conclude(saver, saver.retry() if moved.saved else SaveResult(error=moved.error))

    def _conclude(self, saver: SessionSaver, result: SaveResult[datetime]) -> SaveResult[datetime]:
        """Keep a session that holds something unsaved, close any other; answers that are on the disk are forgotten."""
        if saver.unsaved:
            self.saver = saver
            return result
        self.saver = None
        if result.saved:
            self.recorded.add(self.disagreement.key)
            state = saver.session.saved_state(self.disagreement.item)
            # Answers that were changed after a save failed are not what was saved: they are asked about on leaving.
            if state is None or state.values.items() <= self.values.items():
                self.values, self.note = {}, ""
        saver.session.close()
        return result

    def _is_pending(self, session: ReviewSession) -> bool:
        """Whether these very answers stand among what could not be saved."""
        latest = session.unsaved[-1] if session.unsaved else None
        return (
            isinstance(latest, Decision)
            and latest.item == self.disagreement.item
            and (latest.values, latest.note, latest.basis) == (self.values, self.note, self.basis)
        )

    def _session(self) -> ReviewSession:
        if entry := self._unfinished():
            return self.repository.open(entry)
        alike = [entry.key for entry in self.remaining() if beside(entry.kind) == beside(self.disagreement.kind)]
        keys = list(dict.fromkeys([self.disagreement.key, *alike]))
        language = self._contexts.current.tr.language
        return start_adjudication(self.repository.environment, keys, self.reviewer, language)

    def _unfinished(self) -> SessionFile | None:
        return unfinished_adjudication(self.repository.entries(), self.reviewer.id, self.disagreement.key)

    def alike(self) -> list[Disagreement]:
        """What is gone through together: disagreements, or what is but one step apart if one began there."""
        return self.agreement.one_step if self.disagreement.one_step else self.agreement.disagreements

    def remaining(self) -> list[Disagreement]:
        """Those that have no final answer yet."""
        return [entry for entry in self.alike() if not entry.adjudicated and entry.key not in self.recorded]

    def advance(self) -> Disagreement | None:
        """Go on with the next that remains, going round; None where none does."""
        remaining, listed = self.remaining(), self.agreement.differing
        if not remaining:
            return None
        place = listed.index(self.disagreement)
        self.disagreement = next((entry for entry in remaining if listed.index(entry) > place), remaining[0])
        return self.disagreement

    @property
    def at_stake(self) -> AtStake | None:
        """What leaving now would lose; None where nothing."""
        if self.saver and self.saver.unsaved:
            return "unsaved"
        return "answers" if self.values else None

    def give_up(self) -> None:
        """Lose what is not recorded or not saved, since the person said so."""
        if self.saver:
            self.saver.given_up = True
        self.close()
        self.values, self.note = {}, ""

    def close(self) -> None:
        """Leave it to other programs; first try once more what is unsaved, unless it was given up."""
        if self.saver:
            self.saver.close()
            self.saver = None


def _refused(error: ReviewError) -> SaveResult[datetime]:
    return SaveResult(error=error)
