"""What is counted: claims that are tied closely enough, in one of the dossier's periods or whenever they were.

Both are chosen by whoever looks, and are carried from tab to tab.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.periods import UNDATED, periods_of
from ilo_tui.dossier.ties import LEVELS, TieLevel, are_stated, counts_at

if TYPE_CHECKING:
    from ilo_tui.dossier.model import Evidence
    from ilo_tui.dossier.reader import DossierReader


class Weighing(Struct, frozen=True):
    """From which tie level on claims count, and in which period: its id, `UNDATED`, or None for all of time."""

    level: TieLevel = "direct"
    period: str | None = None

    def wider(self) -> Weighing:
        """The same at the next wider level; after the widest comes the narrowest."""
        return replace(self, level=LEVELS[(LEVELS.index(self.level) + 1) % len(LEVELS)])

    def step(self, dossier: DossierReader, by: int) -> Weighing:
        """The same in a period that lies `by` steps later: all of time, each period, what is undated, all of time."""
        periods = period_choices(dossier)
        at = periods.index(self.period) if self.period in periods else 0
        return replace(self, period=periods[(at + by) % len(periods)])


NARROWEST = Weighing()
"""What is counted at first."""


def period_choices(dossier: DossierReader) -> list[str | None]:
    """The periods in which one can count, in their order: None for all of time first, `UNDATED` last."""
    return [None, *(period.id for period in dossier.meta.periods), UNDATED]


def makes_difference(dossier: DossierReader) -> bool:
    """Whether the tie level does: where nobody is evaluated, all claims count as tied."""
    return are_stated(dossier)


def can_be_weighed(dossier: DossierReader) -> bool:
    """Whether there is anything to choose: a tie level, or one of several periods."""
    return makes_difference(dossier) or bool(dossier.meta.periods)


def in_period(dossier: DossierReader, evidence: Sequence[Evidence], period: str | None) -> Sequence[Evidence]:
    """The claims that fall into a period; all of them where it is None."""
    if period is None:
        return evidence
    return [claim for claim in evidence if period in periods_of(claim, dossier.meta.periods)]


def facts_at(dossier: DossierReader, facts: Iterable[Fact], level: TieLevel) -> list[Fact]:
    """The facts that count at a level, each by the tie of the claim by which it counts."""
    return [fact for fact in facts if counts_at(dossier, fact.claim, level)]


def counted_facts(dossier: DossierReader, evidence: Sequence[Evidence], weighing: Weighing) -> list[Fact]:
    """The facts that claims tell and that count: in the period first, since another claim may tell them there."""
    return facts_at(dossier, facts_of(in_period(dossier, evidence, weighing.period)), weighing.level)
