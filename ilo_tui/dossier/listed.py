"""What lists are made of besides records: what is derived and has no table in the file."""

from __future__ import annotations

from msgspec import Struct

from ilo_tui.dossier.effect_direction import VoiceDirection
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.model import Record, Stake, Trend
from ilo_tui.dossier.places import Place


class DirectionRow(Struct, frozen=True):
    """A row of the effect direction plot of a crossing, tied or not; filters ask for what it has under their keys."""

    programme: str
    dimension: str
    drawn: VoiceDirection
    tied: bool

    @property
    def stake(self) -> Stake | None:
        """What interest the voice has in the answer."""
        return self.drawn.stake

    @property
    def trend(self) -> Trend:
        """The direction of the row."""
        return self.drawn.direction

    @property
    def words(self) -> tuple[str, ...]:
        """In what words are looked for."""
        return self.programme, self.dimension, self.drawn.voice.key, self.trend


Listed = Record | Gap | Place
"""What is listed, found by its id, and opened as a page."""

Filterable = Listed | DirectionRow
"""Whatever a filter looks at."""
