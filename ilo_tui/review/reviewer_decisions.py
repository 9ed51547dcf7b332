"""What one reviewer has said in all their sessions: of each item the state that counts, and what was judged twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.items import Items, asked_kind, kind_of
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, Observation, Session

AFFIRMED = frozenset({"holds", "holds_in_part"})
"""The codes of a verdict that leave something to attribute."""


@dataclass(frozen=True)
class ReviewerDecision:
    """A reviewer's state of an item in one session, and whether it answers every scale asked there."""

    session: str
    decision: Decision
    judged: bool

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """What decides between a reviewer's states of one item: judged before not judged, then the latest."""
        return self.judged, self.decision.at, self.session, self.decision.seq


@dataclass
class ReviewerDecisions:
    """One reviewer's votes, by what was asked and the item: verdicts and attributions of a claim stand apart."""

    votes: dict[tuple[AppliesTo, str], ReviewerDecision] = field(default_factory=dict)
    repeats: dict[tuple[AppliesTo, str], list[ReviewerDecision]] = field(default_factory=dict)
    observations: dict[str, list[Observation]] = field(default_factory=dict)

    def vote(self, item: str, asked: AppliesTo | None = None) -> ReviewerDecision | None:
        """The vote that counts on an item; `asked` is `attribution` for that, else the item's own kind."""
        return self.votes.get((asked or kind_of(item), item))

    def judged(self, item: str, asked: AppliesTo | None = None) -> bool:
        """Whether the reviewer has judged an item in any session."""
        vote = self.vote(item, asked)
        return vote is not None and vote.judged

    def affirmed(self, item: str, verdict: str) -> bool:
        """Whether the reviewer's verdict on a claim is that it holds, at least in part; `verdict` is the scale."""
        vote = self.vote(item)
        return vote is not None and vote.decision.values.get(verdict) in AFFIRMED


def own_of(items: Items, sessions: Iterable[tuple[Session, History]]) -> ReviewerDecisions:
    """The votes in a reviewer's sessions; of an item judged in several, `repeats` has all, the one that counts last."""
    found: defaultdict[tuple[AppliesTo, str], list[ReviewerDecision]] = defaultdict(list)
    observations: defaultdict[str, list[Observation]] = defaultdict(list)
    for session, history in sessions:
        for item, state in history.states().items():
            asked = asked_kind(session.queue, item)
            vote = ReviewerDecision(session.id, state, items.is_judged(asked, state.values))
            found[asked, item].append(vote)
        for one in history.observations():
            observations[one.item].append(one)
    own = ReviewerDecisions(observations=dict(observations))
    for key, votes in found.items():
        votes.sort(key=lambda vote: vote.order)
        own.votes[key] = votes[-1]
        judged = [vote for vote in votes if vote.judged]
        if len(judged) > 1:
            own.repeats[key] = judged
    return own


def coverage(items: Items, own: ReviewerDecisions) -> dict[tuple[str, str], tuple[int, int]]:
    """By row and column of the gap map: how many of its claims the reviewer has judged, and how many can be judged."""
    votes = own.votes.items()
    judged = {item.partition(":")[2] for (asked, item), vote in votes if asked == "evidence" and vote.judged}
    return {
        crossing: (sum(claim in judged for claim in claims) if judged else 0, len(claims))
        for crossing, claims in items.judgeable.items()
    }
