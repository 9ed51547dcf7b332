"""Going through disagreements: a session of its own kind whose decisions say what was agreed, why, on which ratings.

It changes no rating, and agreement is figured without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings, Ref, collect_ratings
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import AnswerError, ChoiceError
from ilo_tui.review.item_kinds import BESIDE, QUEUES, kind_of
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.model import Decision, Queue, QueueKind, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_file import SessionFile


@dataclass(frozen=True)
class FinalAnswer:
    """What was agreed on an item: the decision, with its note, who recorded it, and the ratings that were seen."""

    decision: Decision
    reviewer: Reviewer
    session: str
    new_ratings: tuple[Ref, ...] = ()
    """The ratings that count now and were not seen: they came in, or were changed, since."""
    changed: bool = False
    """Whether the item says something else now, or is gone."""

    @property
    def inputs(self) -> tuple[Ref, ...]:
        """The ratings that were seen."""
        return tuple(self.decision.inputs)

    @property
    def stale(self) -> bool:
        """Whether it has to be gone through again."""
        return self.changed or bool(self.new_ratings)


def start_adjudication(
    environment: ReviewEnvironment, keys: Sequence[Key], reviewer: Reviewer, language: str
) -> ReviewSession:
    """An adjudication of these disagreements, in this order; raises `ChoiceError` or like `create_session`.

    Attribution and bearing, which are asked of claims beside the verdict, take a session of their own.
    """
    kinds = {kind for kind, _ in keys}
    if not keys:
        raise ChoiceError(N_("there is no disagreement to go through"), N_("Merge more sessions first."))
    if len({beside(kind) for kind in kinds}) > 1:
        message = N_("attribution and bearing are each gone through in a session of their own")
        raise ChoiceError(message, N_("Choose one or the other."))
    queue = Queue(kind=_queue_kind(kinds), items=[item for _, item in keys], listed=True)
    return create_session(environment, SessionSpec(reviewer, language, queue, kind="adjudication"))


def beside(kind: AppliesTo) -> AppliesTo | None:
    """The kind itself where it is asked of claims beside the verdict; all other kinds go together, as None."""
    return kind if kind in BESIDE else None


def _queue_kind(kinds: set[AppliesTo]) -> QueueKind:
    """The queue that asks just this; a mixed one if it is several kinds."""
    return next((queue for queue, spec in QUEUES.items() if kinds == {spec.scales}), "mixed")


def unfinished_adjudication(entries: Iterable[SessionFile], reviewer: str, key: Key) -> SessionFile | None:
    """The latest adjudication with this item that the reviewer can go on with here."""
    for entry in sorted(entries, key=lambda entry: entry.order, reverse=True):
        session = entry.session
        by_reviewer = session is not None and session.kind == "adjudication" and session.reviewer.id == reviewer
        if by_reviewer and entry.state == "open" and key[1] in entry.items and entry.beside == beside(key[0]):
            return entry
    return None


def record_final_answer(
    session: ReviewSession, ratings: Sequence[Rating], item: str, values: Mapping[str, str], note: str
) -> datetime:
    """Record what was agreed on an item and return when it was saved; raises like `ReviewSession.decide`.

    `ratings` are those that were on the screen, `values` the answers to every scale asked, and `note` says why. The
    basis is the session's.
    """
    if not session.progress.items.is_judged(session.progress.question_kind(item), values):
        raise AnswerError(N_("a final answer covers every question"), N_("Answer the rest as well."))
    inputs = [rating.ref for rating in ratings]
    return session.decide(item, values, note=note, inputs=inputs)


def final_answers(entries: Iterable[SessionFile], items: Items, ratings: Ratings) -> dict[Key, FinalAnswer]:
    """The final answers, the latest of each item, whoever recorded it; `ratings` are those that count."""
    answers: dict[Key, FinalAnswer] = {}
    for entry in entries:
        session = entry.session
        if session is None or not entry.adjudicates:
            continue
        for item, state in entry.history.states().items():
            key = question_kind(session.queue, item), item
            if not items.is_judged(key[0], state.values):
                continue
            now = ratings.by.get(key, {}).values()
            new_ratings = tuple(sorted({rating.ref for rating in now} - set(state.inputs)))
            changed = not items.is_current(item, state.item_hash)
            counted = items.counted(key[0], state)
            answer = FinalAnswer(counted, session.reviewer, session.id, new_ratings, changed)
            if key not in answers or _order(answers[key]) < _order(answer):
                answers[key] = answer
    return answers


class FinalCodes:
    """The final answer to a scale on an item, by its code: what was adjudicated, else what all of several answered.

    They are worked out when one is first asked for, which may raise as `entries` does.
    """

    def __init__(self, entries: Callable[[], Iterable[SessionFile]], items: Items) -> None:
        """Of the sessions that `entries` gives."""
        self._entries, self._items = entries, items

    @cached_property
    def _known(self) -> tuple[Ratings, Mapping[Key, FinalAnswer]]:
        entries = list(self._entries())
        ratings = collect_ratings(entries, self._items)
        return ratings, final_answers(entries, self._items, ratings)

    def __call__(self, item: str, scale: str) -> str | None:
        """The code; None where there is none, or what was adjudicated has changed since."""
        ratings, answers = self._known
        key = kind_of(item), item
        answer = answers.get(key)
        if answer and not answer.stale:
            return answer.decision.values.get(scale)
        codes = [rating.decision.values.get(scale) for rating in ratings.of(item)]
        return codes[0] if len(codes) > 1 and len(set(codes)) == 1 else None


def _order(answer: FinalAnswer) -> tuple[str, str, int]:
    return answer.decision.at, answer.session, answer.decision.seq
