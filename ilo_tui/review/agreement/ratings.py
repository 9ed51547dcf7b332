"""All reviewers' votes on a dossier: of each reviewer and item the one that counts, and what was left out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.clock import misdated
from ilo_tui.review.items import Items, asked_kind, kind_of
from ilo_tui.review.model import Decision, Reviewer
from ilo_tui.review.session_file import SessionFile

Key = tuple[AppliesTo, str]
"""What was asked, and the item: the attribution of a claim stands apart from the verdict on it."""
Ref = tuple[str, int]
"""A vote as an adjudication cites it: session and seq."""


class Rating(Struct, frozen=True):
    """A reviewer's answers on one item, every one that was asked."""

    reviewer: Reviewer
    session: str
    decision: Decision

    @property
    def ref(self) -> Ref:
        """Where the vote is recorded."""
        return self.session, self.decision.seq

    @property
    def order(self) -> tuple[str, str, int]:
        """Of a reviewer's votes on one item the highest counts."""
        return self.decision.at, self.session, self.decision.seq


@dataclass
class Ratings:
    """Who said what of which item, as the item stands in the dossier at hand.

    `by` has one vote per reviewer id; `repeats` all of those who judged an item more than once, the one that counts
    last; `changed` the votes on an item that says something else by now or is gone, which count nowhere.
    """

    by: dict[Key, dict[str, Rating]] = field(default_factory=dict)
    reviewers: dict[str, Reviewer] = field(default_factory=dict)
    repeats: dict[tuple[Key, str], list[Rating]] = field(default_factory=dict)
    changed: dict[Key, list[Rating]] = field(default_factory=dict)

    def of(self, item: str, asked: AppliesTo | None = None) -> list[Rating]:
        """The votes on an item, by reviewer id; `asked` is `attribution` for those, else the item's own kind."""
        found = self.by.get((asked or kind_of(item), item), {})
        return [found[reviewer] for reviewer in sorted(found)]

    @property
    def outdated(self) -> int:
        """How many decisions do not count since the dossier says something else of their items by now.

        One a reviewer and item; one after which the same reviewer judged the item anew, as it is now, is none of them.
        """
        latest = {
            (key, vote.reviewer.id): vote
            for key, votes in self.changed.items()
            for vote in sorted(votes, key=lambda one: one.order)
        }
        counted = ((vote, self.by.get(key, {}).get(reviewer)) for (key, reviewer), vote in latest.items())
        return sum(anew is None or anew.order < vote.order for vote, anew in counted)

    def add(self, key: Key, vote: Rating) -> None:
        """Count a vote, unless the same reviewer has a later one."""
        found = self.by.setdefault(key, {})
        before = found.get(vote.reviewer.id)
        if before is None:
            found[vote.reviewer.id] = vote
            return
        repeats = self.repeats.setdefault((key, vote.reviewer.id), [before])
        repeats.append(vote)
        repeats.sort(key=lambda one: one.order)
        found[vote.reviewer.id] = repeats[-1]


def misdated_repeats(votes: Ratings, now: datetime) -> list[tuple[Key, list[Rating]]]:
    """Items that a reviewer judged more than once, where a wrong clock may have decided which answer counts.

    Each with all its votes, the one that counts last, in order of reviewer and item.
    """
    found = [
        (key, reviewer, repeated)
        for (key, reviewer), repeated in votes.repeats.items()
        if misdated([vote.decision for vote in repeated], now)
    ]
    return [(key, repeated) for key, _, repeated in sorted(found, key=lambda one: (one[1], one[0]))]


def gather(entries: Iterable[SessionFile], items: Items) -> Ratings:
    """The votes in every review session that counts: not those in copies, damaged or foreign files, or adjudications.

    Only an item judged in full is voted on; a note, a flag or half an answer is no vote.
    """
    votes, changed = Ratings(), defaultdict[Key, list[Rating]](list)
    # In order of their beginning, so that a reviewer is called what they called themselves last.
    for entry in sorted(entries, key=lambda one: one.order):
        session = entry.session
        if session is None or not entry.counts_votes:
            continue
        for item, state in entry.history.states().items():
            asked = asked_kind(session.queue, item)
            if not items.is_judged(asked, state.values):
                continue
            vote = Rating(session.reviewer, session.id, state)
            if state.item_hash != items.hash_of(item):
                changed[asked, item].append(vote)
                continue
            votes.add((asked, item), vote)
            votes.reviewers[session.reviewer.id] = session.reviewer
    votes.changed = dict(changed)
    return votes
