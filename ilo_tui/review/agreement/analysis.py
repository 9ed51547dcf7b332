"""Everything about agreement at once: the votes, the figures, the differences, and what is settled of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ilo_tui.review.adjudication import Consensus, consensus
from ilo_tui.review.agreement.disagreements import Disagreement, disagreements
from ilo_tui.review.agreement.figures import PAIRS, Figure, figures
from ilo_tui.review.agreement.lacking import Lacking, lacking
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings, gather, misdated_repeats
from ilo_tui.review.items import Items
from ilo_tui.review.session_file import SessionFile


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree, and where they do not.

    `differing` has the gravest disagreement first, and at its end what is but one step apart; `lacking` is what the
    edition has no place for, `misdated` what `misdated_repeats` found.
    """

    votes: Ratings
    figures: list[Figure]
    differing: list[Disagreement]
    agreed: dict[Key, Consensus]
    lacking: Lacking = field(default_factory=Lacking)
    misdated: list[tuple[Key, list[Rating]]] = field(default_factory=list)

    @property
    def disagreements(self) -> list[Disagreement]:
        """What counts as a disagreement."""
        return [one for one in self.differing if not one.one_step]

    @property
    def one_step(self) -> list[Disagreement]:
        """What is one step apart: named, and never counted as a disagreement."""
        return [one for one in self.differing if one.one_step]


def analyse(
    entries: Sequence[SessionFile], items: Items, *, pairs: int | None = PAIRS, now: datetime | None = None
) -> Agreement:
    """The agreement in all sessions of a library; `pairs` as `figures` takes it, `now` by this machine's clock."""
    votes = gather(entries, items)
    agreed = consensus(entries, items, votes)
    differing = disagreements(votes, items, agreed)
    wrong = misdated_repeats(votes, now or datetime.now(UTC))
    return Agreement(votes, figures(votes, items, pairs=pairs), differing, agreed, lacking(entries, items), wrong)
