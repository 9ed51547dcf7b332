"""Answers to a question that is asked of a claim only where it was given certain answers before, and no longer is.

Attribution is asked of claims that hold. Whoever finds later that a claim does not hold has nothing to attribute in it:
the answer stays in the journal, and counts nowhere, until the verdict is another one again.
"""

from __future__ import annotations

from collections.abc import Mapping

from ilo_tui.dossier.parts import After
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.ratings import Key, Ratings
from ilo_tui.review.item_kinds import BESIDE
from ilo_tui.review.items import Items


def drop_moot(ratings: Ratings, items: Items, answers: Mapping[Key, FinalAnswer]) -> None:
    """Take the ratings out that rest on a verdict which their reviewer has changed since; `answers` are the final ones.

    Who gave no verdict is asked for the sake of the final answer, or judged elsewhere: that counts.
    """
    for kind in BESIDE:
        after = next((scale.after for scale in items.scales(kind)), None)
        if after is not None:
            for item in [item for question, item in ratings.by if question == kind]:
                if not _adjudicated(answers.get(("evidence", item)), after):
                    _drop(ratings, (kind, item), after)


def _drop(ratings: Ratings, key: Key, after: After) -> None:
    """Take the ratings on one claim out whose reviewers gave another verdict."""
    _, item = key
    for reviewer, rating in ratings.by.get(("evidence", item), {}).items():
        if rating.decision.values.get(after.scale) not in after.codes:
            ratings.by[key].pop(reviewer, None)
    if not ratings.by[key]:
        del ratings.by[key]


def _adjudicated(final: FinalAnswer | None, after: After) -> bool:
    """Whether the final answer is one after which is asked, whatever reviewers said before."""
    return final is not None and not final.stale and final.decision.values.get(after.scale) in after.codes
