"""The rows of effect direction plots, as lists and filters see them."""

from __future__ import annotations

from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.effect_direction import VoiceDirection
from ilo_tui.dossier.model import Stake, Trend


class DirectionRow(Derived, frozen=True):
    """A row of the effect direction plot of a crossing, tied or not; filters ask for what it has under their keys."""

    programme: str
    dimension: str
    drawn: VoiceDirection
    tied: bool

    @property
    def id(self) -> str:
        """The id of the plot."""
        return f"directions:{self.programme}/{self.dimension}"

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
