"""Which way things moved, by voice: the effect direction plot of one crossing of an outcome or an impact.

A direction is that of the trend of claims, never of their stance, and a fact counts once. A voice of whose facts 70 %
or more moved one way has that direction, else it is mixed; so have all voices of a crossing together. After Hilton Boon
and Thomson, "The effect direction plot revisited", Research Synthesis Methods 12 (2021), doi:10.1002/jrsm.1458. No
significance is tested: these voices are not a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Stake, Trend
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel, counts_at
from ilo_tui.dossier.voices import Speaker, Voice

DIRECTIONS: tuple[Trend, ...] = get_args(Trend)
_FEWEST = 3
"""Voices from which on they have a direction together."""


class VoiceDirection(Struct, frozen=True):
    """A row of the plot: which way things moved as one voice tells it.

    `certain` is whether it is known that this voice speaks; `counts` how many of its `facts` moved which way.
    """

    voice: Voice
    stake: Stake | None
    certain: bool
    facts: tuple[Fact, ...]
    counts: Mapping[Trend, int]

    @property
    def direction(self) -> Trend:
        """The direction of most of its facts."""
        return direction_of(self.counts)


class EffectDirections(Struct, frozen=True):
    """The plot: the voices of facts that count at a tie level, those of all others, and facts that are not drawn.

    Not drawn are `without_trend`, and facts that no voice tells: those of the thesis alone.
    """

    tied: tuple[VoiceDirection, ...]
    untied: tuple[VoiceDirection, ...]
    without_trend: int
    of_thesis: int

    @property
    def summary(self) -> Summary:
        """What the voices of the facts that count come to."""
        return Summary(_counts(row.direction for row in self.tied))


class Summary(Struct, frozen=True):
    """How many voices tell of which direction."""

    counts: Mapping[Trend, int]

    @property
    def direction(self) -> Trend | None:
        """The direction of all voices together; None where they are fewer than three."""
        return direction_of(self.counts) if sum(self.counts.values()) >= _FEWEST else None


def direction_of(counts: Mapping[Trend, int]) -> Trend:
    """The direction that 70 % or more have, else mixed; of no counts at all mixed."""
    n = sum(counts.values())
    return next((trend for trend in DIRECTIONS if counts[trend] * 10 >= n * 7 and n), "mixed")


def has_plot(dossier: DossierReader, dimension: str) -> bool:
    """Whether a dimension has a plot: an output is no change in anything."""
    return dimension_level(dossier, dimension) != OUTPUT


def effect_directions(dossier: DossierReader, facts: Sequence[Fact], level: TieLevel) -> EffectDirections:
    """The plot of the facts of a crossing, of which those that count at `level` are tied."""
    drawn = [fact for fact in facts if fact.claim.trend]
    voiced = [fact for fact in drawn if _speakers(dossier, fact)]
    tied = [fact for fact in voiced if counts_at(dossier, fact.claim, level)]
    untied = [fact for fact in voiced if not counts_at(dossier, fact.claim, level)]
    return EffectDirections(
        _rows(dossier, tied), _rows(dossier, untied), len(facts) - len(drawn), len(drawn) - len(voiced)
    )


def _rows(dossier: DossierReader, facts: Iterable[Fact]) -> tuple[VoiceDirection, ...]:
    """A row a voice, in the order in which each is first heard."""
    by_voice: dict[Voice, list[tuple[Fact, Speaker]]] = {}
    for fact in facts:
        for speaker in _speakers(dossier, fact):
            by_voice.setdefault(speaker.voice, []).append((fact, speaker))
    return tuple(_row(voice, spoken) for voice, spoken in by_voice.items())


def _speakers(dossier: DossierReader, fact: Fact) -> list[Speaker]:
    """The voices that certainly tell a fact, each once; where none does, the first that may."""
    speakers = [speaker for claim in fact.members for speaker in dossier.voices.speakers(claim)]
    certain = [speaker for speaker in speakers if speaker.certain]
    return list({speaker.voice: speaker for speaker in certain or speakers[:1]}.values())


def _row(voice: Voice, spoken: Sequence[tuple[Fact, Speaker]]) -> VoiceDirection:
    stakes = {speaker.stake for _, speaker in spoken}
    return VoiceDirection(
        voice,
        stake=next((stake for stake in get_args(Stake) if stake in stakes), None),
        certain=any(speaker.certain for _, speaker in spoken),
        facts=tuple(fact for fact, _ in spoken),
        counts=_counts(fact.claim.trend for fact, _ in spoken),
    )


def _counts(trends: Iterable[Trend | None]) -> Mapping[Trend, int]:
    counted = Counter(trends)
    return {trend: counted[trend] for trend in DIRECTIONS}
