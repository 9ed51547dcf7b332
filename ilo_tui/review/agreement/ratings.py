"""All reviewers' ratings on a dossier: of each reviewer and item the one that counts, and what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.clock import misdated
from ilo_tui.review.item_kinds import kind_of
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.model import Decision, Reviewer
from ilo_tui.review.session_file import SessionFile

Key = tuple[AppliesTo, str]
"""What was asked, and the item: the attribution of a claim stands apart from the verdict on it."""
Ref = tuple[str, int]
"""A rating as an adjudication cites it: session and seq."""


class Rating(Struct, frozen=True):
    """A reviewer's answers on one item, every one that was asked; `decision` has those that count alone."""

    reviewer: Reviewer
    session: str
    decision: Decision

    @property
    def ref(self) -> Ref:
        """Where the rating is recorded."""
        return self.session, self.decision.seq

    @property
    def order(self) -> tuple[str, str, int]:
        """Of a reviewer's ratings on one item the highest counts."""
        return self.decision.at, self.session, self.decision.seq


@dataclass
class Ratings:
    """Who said what of which item, as the item stands in the dossier at hand.

    `by` has one rating per reviewer id; `repeats` all of those who judged an item more than once, the one that counts
    last; `changed` the ratings on an item that says something else by now or is gone, which count nowhere.
    """

    by: dict[Key, dict[str, Rating]] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    repeats: dict[tuple[Key, str], list[Rating]] = field(default_factory=dict)
    changed: dict[Key, list[Rating]] = field(default_factory=dict)

    def of(self, item: str, kind: AppliesTo | None = None) -> list[Rating]:
        """The ratings on an item, by reviewer id; `kind` is `attribution` for those, else the item's own kind."""
        by_reviewer = self.by.get((kind or kind_of(item), item), {})
        return [by_reviewer[reviewer] for reviewer in sorted(by_reviewer)]

    @property
    def outdated(self) -> int:
        """How many decisions do not count since the dossier says something else of their items by now.

        One a reviewer and item; one after which the same reviewer judged the item anew, as it is now, is none of them.
        """
        latest = {
            (key, rating.reviewer.id): rating
            for key, ratings in self.changed.items()
            for rating in sorted(ratings, key=lambda rating: rating.order)
        }
        counted = ((rating, self.by.get(key, {}).get(reviewer)) for (key, reviewer), rating in latest.items())
        return sum(anew is None or anew.order < rating.order for rating, anew in counted)

    def add(self, key: Key, rating: Rating) -> None:
        """Count a rating, unless the same reviewer has a later one."""
        by_reviewer = self.by.setdefault(key, {})
        before = by_reviewer.get(rating.reviewer.id)
        if before is None:
            by_reviewer[rating.reviewer.id] = rating
            return
        repeats = self.repeats.setdefault((key, rating.reviewer.id), [before])
        repeats.append(rating)
        repeats.sort(key=lambda rating: rating.order)
        by_reviewer[rating.reviewer.id] = repeats[-1]


def misdated_repeats(ratings: Ratings, now: datetime) -> list[tuple[Key, list[Rating]]]:
    """Items that a reviewer judged more than once, where a wrong clock may have decided which answer counts.

    Each with all its ratings, the one that counts last, in order of reviewer and item.
    """
    results = [
        (key, reviewer, repeated)
        for (key, reviewer), repeated in ratings.repeats.items()
        if misdated([rating.decision for rating in repeated], now)
    ]
    return [(key, repeated) for key, _, repeated in sorted(results, key=lambda result: (result[1], result[0]))]


def collect_ratings(entries: Iterable[SessionFile], items: Items) -> Ratings:
    """The ratings in every review session that counts: not those in copies, damaged or foreign files, or adjudications.

    Only an item judged in full is rated; a note, a flag or half an answer is no rating.
    """
    ratings, changed = Ratings(), defaultdict[Key, list[Rating]](list)
    # In order of their beginning, so that a reviewer is called what they called themselves last.
    for entry in sorted(entries, key=lambda entry: entry.order):
        session = entry.session
        if session is None or not entry.counts_ratings:
            continue
        for item, state in entry.history.states().items():
            kind = question_kind(session.queue, item)
            if not items.is_judged(kind, state.values):
                continue
            rating = Rating(session.reviewer, session.id, items.counted(kind, state))
            if not items.is_current(item, state.item_hash):
                changed[kind, item].append(rating)
                continue
            ratings.add((kind, item), rating)
            ratings.reviewers[session.reviewer.id] = session.reviewer
    ratings.changed = dict(changed)
    return ratings
