"""Reviewers and their ratings for the tests of agreement: a session each, saved and read again like any other."""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.review.adjudication import FinalAnswer, final_answers
from ilo_tui.review.agreement.ratings import Key, Ratings, collect_ratings
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.model import Queue, QueueKind, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, SOK

DARA = Reviewer(id="dara-keo-5e6f", name="Dara Keo", role="partner")
PEOPLE = (SOK, CHAN, DARA)


def save_ratings(
    desk: ReviewEnvironment,
    reviewer: Reviewer,
    answers: Mapping[str, Mapping[str, str]],
    kind: QueueKind = "mixed",
    note: str = "",
) -> str:
    """A session in which a reviewer gives these answers, by item and scale; its id."""
    session = create_session(desk, SessionSpec(reviewer, "en", Queue(kind=kind, items=list(answers))))
    for item, values in answers.items():
        session.decide(item, values, note=note)
    session.close()
    return session.id


def claims(verdicts: str, strengths: str = "") -> dict[str, dict[str, str]]:
    """Answers on the claims e1, e2 ... from a letter each: `h`olds, in `p`art, does `n`ot, cannot `t`ell, `.` nothing.

    Strengths are `h`igh, `m`oderate, `l`ow; all high where none are given.
    """
    verdict = {"h": "holds", "p": "holds_in_part", "n": "does_not_hold", "t": "cannot_tell"}
    strength = {"h": "high", "m": "moderate", "l": "low"}
    result: dict[str, dict[str, str]] = {}
    for number, letter in enumerate(verdicts, 1):
        if letter != ".":
            how = strength[strengths[number - 1]] if strengths and strengths[number - 1] != "." else "high"
            second = {} if letter == "t" else {"strength": how}
            result[f"evidence:e{number}"] = {"verdict": verdict[letter], **second}
    return result


def ratings_in(desk: ReviewEnvironment) -> Ratings:
    """The ratings in the desk's folder."""
    return collect_ratings(SessionRepository(desk).entries(), desk.items)


def agreed(desk: ReviewEnvironment) -> dict[Key, FinalAnswer]:
    """What adjudications in the desk's folder have decided."""
    return final_answers(SessionRepository(desk).entries(), desk.items, ratings_in(desk))
