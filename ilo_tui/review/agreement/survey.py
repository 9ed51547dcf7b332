"""Everything about agreement at once: the votes, the figures, the differences, and what is settled of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ilo_tui.review.adjudication import Consensus, consensus
from ilo_tui.review.agreement.disagreements import Disagreement, disagreements
from ilo_tui.review.agreement.figures import PAIRS, Figure, figures
from ilo_tui.review.agreement.lacking import Lacking, lacking
from ilo_tui.review.agreement.votes import Key, Votes, gather
from ilo_tui.review.items import Items
from ilo_tui.review.listing import Entry


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree, and where they do not.

    `differing` has the gravest disagreement first, and at its end what is but one step apart; `lacking` is what the
    edition has no place for.
    """

    votes: Votes
    figures: list[Figure]
    differing: list[Disagreement]
    agreed: dict[Key, Consensus]
    lacking: Lacking = field(default_factory=Lacking)

    @property
    def disagreements(self) -> list[Disagreement]:
        """What counts as a disagreement."""
        return [one for one in self.differing if not one.one_step]

    @property
    def one_step(self) -> list[Disagreement]:
        """What is one step apart: named, and never counted as a disagreement."""
        return [one for one in self.differing if one.one_step]


def survey(entries: Sequence[Entry], items: Items, *, pairs: int | None = PAIRS) -> Agreement:
    """The agreement in all sessions of a library; `pairs` as `figures` takes it."""
    votes = gather(entries, items)
    agreed = consensus(entries, items, votes)
    differing = disagreements(votes, items, agreed)
    return Agreement(votes, figures(votes, items, pairs=pairs), differing, agreed, lacking(entries, items))
