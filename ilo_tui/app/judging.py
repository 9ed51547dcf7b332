"""Judging the items of a queue: which item, which question, what an answer brings about.

A state machine that knows no screen. Each step saves before it moves on, and returns what came of it; an item is left
only once what was said of it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ilo_tui.app.item_basis import ItemBasis, basis_to_resume
from ilo_tui.app.item_state import ItemState, item_state
from ilo_tui.app.observations import NewObservation
from ilo_tui.app.saving import Leaving, SaveResult, SessionSaver
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.parts import Value
from ilo_tui.review.errors import ReadOnly
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis
from ilo_tui.review.session import DecisionExtras, ReviewSession
from ilo_tui.review.targets import observed
from ilo_tui.views.blinding import Blinding, blinding_of, judging_blinding

T = TypeVar("T")


@dataclass(frozen=True)
class Step(SaveResult[object]):
    """What came of one thing that a reviewer did; `item` is what it was about, None where there was nothing."""

    item: str | None = None
    complete: bool = False
    """Whether every question of the item has an answer on the disk: then the dossier's own opinion may be shown."""
    over: bool = False
    """Whether a session of items picked one by one has nothing left to ask, so that it is left."""


class Judging:
    """Goes through the items of a session. An `item` of None is the end of the queue: nothing is left to judge."""

    def __init__(
        self, items: Items, session: ReviewSession, item: str | None = None, elsewhere: frozenset[str] = frozenset()
    ) -> None:
        """Begin with `item`, else where the session was left; what waits for an answer `elsewhere` is hidden too."""
        self.items, self.session, self.elsewhere = items, session, elsewhere
        self.item = item or session.progress.resume_item()
        self.saver = SessionSaver(session)
        self.leaving = Leaving(self.saver)
        self._bases = ItemBasis(basis_to_resume(session.history))

    @property
    def read_only(self) -> ReadOnly | None:
        """Why nothing can be said in this session; None where something can."""
        return self.session.read_only

    @property
    def state(self) -> ItemState | None:
        """What was done so far with the item at hand."""
        return item_state(self.session, self.item) if self.item else None

    def blinding(self) -> Blinding:
        """What must not be shown now: what waits for an answer, in this session and elsewhere."""
        if self.item is None:
            return blinding_of(self.elsewhere)
        return judging_blinding(self.session, self.item, self.elsewhere)

    def questions(self) -> Sequence[Scale]:
        """Every question that may be asked of the item at hand, in order."""
        return self.items.scales(self.session.progress.question_kind(self.item)) if self.item else ()

    def question(self) -> Scale | None:
        """The question in force; of an item that is judged, its first question again."""
        if self.item is None:
            return None
        return self.session.question(self.item) or next(iter(self.questions()), None)

    def chosen(self, scale: Scale) -> str | None:
        """The answer given to a question of the item at hand, as its code."""
        return self.session.answers(self.item).get(scale.id) if self.item else None

    def value_of(self, key: str) -> Value | None:
        """The answer that a key stands for now; None where it is no answer."""
        scale = self.question()
        return next((value for value in scale.values if value.key == key), None) if scale else None

    def needs_reason(self, key: str) -> bool:
        """Whether the answer of a key is taken only with a note that says why, and the item has no note yet."""
        item, scale, value = self.item, self.question(), self.value_of(key)
        if item is None or scale is None or value is None:
            return False
        standing = {} if self.session.judged(item) else self.session.answers(item)
        values = {**standing, scale.id: value.code}
        due = self.items.reasons_due(self.session.progress.question_kind(item), values)
        return bool(due) and not (self.state and self.state.note.strip())

    def answer(self, key: str, reason: str = "") -> Step:
        """Give the answer of a key, one of `value_of`, then go to the next question or item.

        With a `reason` that is saved with it as the note. A key that is no answer gives a step about no item.
        """
        item, scale, value = self.item, self.question(), self.value_of(key)
        if item is None or scale is None or value is None:
            return Step()
        extras = DecisionExtras(basis=self.basis)
        if reason.strip():
            extras["note"] = reason
        if self.session.judged(item):
            # Another answer to the first question asks the later ones anew.
            result = self.saver.run(lambda: self.session.decide(item, {scale.id: value.code}, **extras))
        else:
            result = self.saver.run(lambda: self.session.answer(item, scale.id, value.code, **extras))
        if "note" in extras and result.saved:
            self.session.note_files.drop(item)
        return self._continue(item, result) if result.saved else _step(item, result)

    def _continue(self, item: str, result: SaveResult[object]) -> Step:
        """After a save: to the next item, if this one has every answer."""
        complete, over = self.session.judged(item), False
        if complete:
            following = self.session.progress.next_item(item)
            over = following is None and self.session.document.queue.loose
            if not over:
                self.item = following
        return Step(result.value, result.error, item, complete, over)

    def skip(self) -> Step:
        """Pass the item over for now."""
        step = self._save(self.session.skip)
        if step.saved and step.item:
            self.item = self.session.progress.next_item(step.item)
        return step

    def flag(self) -> Step:
        """Mark the item to come back to, or take the mark away."""
        state = self.state
        on = not (state and state.flagged)
        return self._save(lambda item: self.session.flag(item, on))

    def note(self, text: str) -> Step:
        """Save a note on the item, in place of the one before."""
        return self._save(lambda item: self.session.note(item, text))

    def observation_subject(self) -> str | None:
        """The claim or cell that an observation at hand is about; None where there can be none."""
        return observed(self.items, self.item)

    def observe(self, observation: NewObservation) -> Step:
        """Save an observation in the session at hand, which no other may have open meanwhile."""
        return _step(observation.item, self.saver.run(lambda: observation.save_in(self.session)))

    def undo(self) -> Step:
        """Withdraw the latest decision and go to its item, if that is in the queue; `item` None: nothing is left."""
        result = self.saver.run(self.session.undo)
        if result.value in self.session.progress:
            self.item = result.value
        return Step(result.value, result.error, result.value)

    def retry(self) -> Step:
        """Try once more to save what is unsaved, and go on where saving had failed."""
        result = self.saver.retry()
        return self._continue(self.item, result) if self.item and result.saved else _step(self.item, result)

    def resume(self) -> Step:
        """Go on where saving had failed, once that is mended."""
        return self._continue(self.item, SaveResult()) if self.item else Step()

    def previous(self) -> bool:
        """Go to the item before this one, from the end to the last one; False where there is none."""
        progress = self.session.progress
        item = progress.before(self.item) if self.item else next(iter(progress.order[::-1]), None)
        self.item = item or self.item
        return item is not None

    def go_to(self, item: str) -> None:
        """Go to an item of the session."""
        self.item = item

    @property
    def basis(self) -> Basis:
        """On what the item at hand is judged."""
        return self._bases.of(self.item)

    @basis.setter
    def basis(self, basis: Basis) -> None:
        self._bases.choose(basis, self.item)

    def source_shown(self, item: str) -> None:
        """A page of the source of an item is on the screen: its basis is that now, and that of no other item."""
        self._bases.source_shown(item)

    def _save(self, save: Callable[[str], T]) -> Step:
        """Save something about the item at hand; nothing where there is none."""
        item = self.item
        self.session.basis = self.basis
        return _step(item, self.saver.run(lambda: save(item))) if item else Step()


def _step(item: str | None, result: SaveResult[object]) -> Step:
    return Step(result.value, result.error, item)
