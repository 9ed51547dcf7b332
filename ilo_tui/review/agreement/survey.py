"""Everything about agreement at once: the votes, the figures, the differences, and what is settled of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilo_tui.review.adjudication import Consensus, consensus
from ilo_tui.review.agreement.disagreements import Disagreement, disagreements
from ilo_tui.review.agreement.figures import PAIRS, Figure, figures
from ilo_tui.review.agreement.votes import Key, Votes, gather
from ilo_tui.review.items import Items
from ilo_tui.review.listing import Entry


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree, and where they do not, the widest disagreement first."""

    votes: Votes
    figures: list[Figure]
    differing: list[Disagreement]
    agreed: dict[Key, Consensus]


def survey(entries: Sequence[Entry], items: Items, *, pairs: int | None = PAIRS) -> Agreement:
    """The agreement in all sessions of a library; `pairs` as `figures` takes it."""
    votes = gather(entries, items)
    agreed = consensus(entries, items, votes)
    return Agreement(votes, figures(votes, items, pairs=pairs), disagreements(votes, items, agreed), agreed)
