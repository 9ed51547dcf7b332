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

from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.model import Dimension, Programme, Stake, Trend
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel, counts_at
from ilo_tui.dossier.voices import Speaker, Voice

DIRECTIONS: tuple[Trend, ...] = ("better", "worse", "no_change", "mixed")
"""The directions, in the order in which counts of them are shown."""
DIRECTIONS_OF = "directions:"
"""What stands before `ROW/COLUMN` in the address of a plot."""
_APART = frozenset({"own", "funder"})
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

    @property
    def size(self) -> int:
        """How large it is drawn."""
        return size_of(len(self.facts))

    @property
    def is_apart(self) -> bool:
        """Whether it is the voice of whoever is judged or pays for it, and stands apart from the others."""
        return self.stake in _APART


class DirectionRow(Derived, frozen=True):
    """A row of the effect direction plot of a crossing, tied or not; filters ask for what it has under their keys."""

    programme: str
    dimension: str
    drawn: VoiceDirection
    tied: bool

    @property
    def id(self) -> str:
        """The id of the plot."""
        return f"{DIRECTIONS_OF}{self.programme}/{self.dimension}"

    @property
    def stake(self) -> Stake | None:
        """What interest the voice has in the answer."""
        return self.drawn.stake

    @property
    def trend(self) -> Trend:
        """The direction of the row."""
        return self.drawn.direction

    def words(self) -> tuple[str, ...]:
        """In what words are looked for."""
        return self.programme, self.dimension, self.drawn.voice.key, self.trend

    def fields(self) -> dict[str, object]:
        """What is crossed, and which way things moved there."""
        return {"row": self.programme, "column": self.dimension, "direction": self.trend, "tied": self.tied}


class EffectDirections(Struct, frozen=True):
    """The plot: the voices of facts that are tied, those of all others, and facts that are not drawn.

    Not drawn are `without_trend`, and facts that no voice tells: those of the thesis alone.
    """

    tied: tuple[VoiceDirection, ...]
    untied: tuple[VoiceDirection, ...]
    without_trend: int
    of_thesis: int

    @property
    def rows(self) -> list[tuple[VoiceDirection, bool]]:
        """Every row with whether it is tied: those that are first, and of each own and funder voices last."""
        rows = [*((row, True) for row in self.tied), *((row, False) for row in self.untied)]
        return sorted(rows, key=lambda row: (not row[1], row[0].is_apart))

    @property
    def summary(self) -> Summary:
        """What the voices of the facts that are tied come to.

        A voice of which it is not known that it speaks may be one that is counted already, so it is not counted.
        """
        certain = [row for row in self.tied if row.certain]
        return Summary(
            counts=_counts(row.direction for row in certain),
            uncertain=len(self.tied) - len(certain),
            apart=sum(row.is_apart for row in certain),
        )


class Summary(Struct, frozen=True):
    """How many voices tell of which direction; `uncertain` are not counted, `apart` are own and funder ones."""

    counts: Mapping[Trend, int]
    uncertain: int
    apart: int

    @property
    def voices(self) -> int:
        """How many voices are counted."""
        return sum(self.counts.values())

    @property
    def direction(self) -> Trend | None:
        """The direction of all voices together; None where they are fewer than three."""
        return direction_of(self.counts) if self.voices >= _FEWEST else None


def direction_of(counts: Mapping[Trend, int]) -> Trend:
    """The direction that 70 % or more have, else mixed; of no counts at all mixed."""
    n = sum(counts.values())
    return next((trend for trend in DIRECTIONS if counts[trend] * 10 >= n * 7 and n), "mixed")


def size_of(facts: int) -> int:
    """How large a row is drawn: 1 of one fact, 2 of two or three, 3 of four and more."""
    return 1 if facts == 1 else 2 if facts < 4 else 3


def has_plot(dossier: DossierReader, row: str, column: str) -> bool:
    """Whether a row and a column of the gap map have a plot: a programme, and a dimension that is no output.

    An output is no change in anything; rows and columns that are no record bring together what is of several things.
    """
    is_crossing = row in dossier.ids(Programme) and column in dossier.ids(Dimension)
    return is_crossing and dimension_level(dossier, column) != OUTPUT


def plot_level(level: TieLevel) -> TieLevel:
    """From which level on facts are drawn as tied, where those of `level` count: what is tied in no way never is."""
    return "inferred" if level == "everything" else level


def effect_directions(dossier: DossierReader, facts: Sequence[Fact], level: TieLevel) -> EffectDirections:
    """The plot of the facts of a crossing, where those that count at `level` are tied."""
    drawn = [fact for fact in facts if fact.claim.trend]
    voiced = [fact for fact in drawn if _speakers(dossier, fact)]
    tied = [fact for fact in voiced if counts_at(dossier, fact.claim, plot_level(level))]
    untied = [fact for fact in voiced if not counts_at(dossier, fact.claim, plot_level(level))]
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
    """The voices that certainly tell a fact, each once; where none does, that of its fullest record, or of the next."""
    claims = sorted(fact.members, key=lambda claim: (claim is not fact.claim, claim.id))
    speakers = [speaker for claim in claims for speaker in dossier.voices.speakers(claim)]
    certain = [speaker for speaker in speakers if speaker.certain]
    return _each_voice_once(certain or speakers[:1])


def _each_voice_once(speakers: Iterable[Speaker]) -> list[Speaker]:
    """The speakers of a fact, of one voice the most interested."""
    by_voice: dict[Voice, Speaker] = {}
    for speaker in speakers:
        known = by_voice.get(speaker.voice)
        by_voice[speaker.voice] = min((known, speaker), key=_interest) if known else speaker
    return list(by_voice.values())


def _interest(speaker: Speaker) -> int:
    stakes = get_args(Stake)
    return stakes.index(speaker.stake) if speaker.stake else len(stakes)


def _row(voice: Voice, spoken: Sequence[tuple[Fact, Speaker]]) -> VoiceDirection:
    return VoiceDirection(
        voice,
        stake=min((speaker for _, speaker in spoken), key=_interest).stake,
        certain=any(speaker.certain for _, speaker in spoken),
        facts=tuple(fact for fact, _ in spoken),
        counts=_counts(fact.claim.trend for fact, _ in spoken),
    )


def _counts(trends: Iterable[Trend | None]) -> Mapping[Trend, int]:
    counted = Counter(trends)
    return {trend: counted[trend] for trend in DIRECTIONS}
