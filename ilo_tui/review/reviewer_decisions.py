"""What one reviewer has said in all their sessions: of each item the state that counts, and what was judged twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from ilo_tui.dossier.model import AppliesTo
from ilo_tui.review.item_kinds import kind_of
from ilo_tui.review.items import Items, question_kind
from ilo_tui.review.journal_history import History
from ilo_tui.review.model import Decision, Observation, Session


def _no_final_answer(item: str, scale: str) -> str | None:
    return None


@dataclass(frozen=True)
class ReviewerDecision:
    """A reviewer's state of an item in one session, with the answers that count; `judged` where none is lacking."""

    session: str
    decision: Decision
    judged: bool

    @property
    def order(self) -> tuple[bool, str, str, int]:
        """What decides between a reviewer's states of one item: judged before not judged, then the latest."""
        return self.judged, self.decision.at, self.session, self.decision.seq


@dataclass
class ReviewerDecisions:
    """One reviewer's decisions, by what was asked and the item: verdicts and attributions of a claim stand apart."""

    latest: dict[tuple[AppliesTo, str], ReviewerDecision] = field(default_factory=dict)
    repeats: dict[tuple[AppliesTo, str], list[ReviewerDecision]] = field(default_factory=dict)
    observations: dict[str, list[Observation]] = field(default_factory=dict)
    final: Callable[[str, str], str | None] = _no_final_answer
    """The final answer to a scale on an item, by its code, whoever judged; None where there is none."""

    def decision_on(self, item: str, kind: AppliesTo | None = None) -> ReviewerDecision | None:
        """The decision that counts on an item; `kind` is that of the scales, else the item's own."""
        return self.latest.get((kind or kind_of(item), item))

    def judged(self, item: str, kind: AppliesTo | None = None) -> bool:
        """Whether the reviewer has judged an item in any session."""
        decision = self.decision_on(item, kind)
        return decision is not None and decision.judged

    def answered(self, item: str, scale: str, codes: Collection[str]) -> bool:
        """Whether the reviewer's answer to a scale on an item is one of these codes."""
        decision = self.decision_on(item)
        return decision is not None and decision.decision.values.get(scale) in codes


def reviewer_decisions(items: Items, sessions: Iterable[tuple[Session, History]]) -> ReviewerDecisions:
    """What a reviewer said in some sessions; of an item judged in several, `repeats` has all, the counting one last."""
    by_item: defaultdict[tuple[AppliesTo, str], list[ReviewerDecision]] = defaultdict(list)
    observations: defaultdict[str, list[Observation]] = defaultdict(list)
    for session, history in sessions:
        for item, state in history.states().items():
            kind = question_kind(session.queue, item)
            counted = items.counted(kind, state)
            decision = ReviewerDecision(session.id, counted, items.is_judged(kind, state.values))
            by_item[kind, item].append(decision)
        for observation in history.observations():
            observations[observation.item].append(observation)
    result = ReviewerDecisions(observations=dict(observations))
    for key, decisions in by_item.items():
        decisions.sort(key=lambda decision: decision.order)
        result.latest[key] = decisions[-1]
        judged = [decision for decision in decisions if decision.judged]
        if len(judged) > 1:
            result.repeats[key] = judged
    return result


def coverage(items: Items, decisions: ReviewerDecisions) -> dict[tuple[str, str], tuple[int, int]]:
    """By row and column of the gap map: how many of its claims the reviewer has judged, and how many can be judged."""
    latest = decisions.latest.items()
    judged = {item.partition(":")[2] for (kind, item), decision in latest if kind == "evidence" and decision.judged}
    return {
        crossing: (sum(claim in judged for claim in claims) if judged else 0, len(claims))
        for crossing, claims in items.judgeable.items()
    }
