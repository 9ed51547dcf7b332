"""What crossing the records of one dossier gives: gap map, policy matrix, gaps. Made once, when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.dossier.gap_list import Gaps
    from ilo_tui.dossier.gapmap import GapMap
    from ilo_tui.dossier.gazetteer import Gazetteer
    from ilo_tui.dossier.places import Places
    from ilo_tui.dossier.policy_matrix import PolicyMatrix
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.dossier.ties import TieLevel
    from ilo_tui.dossier.timeline import Timeline
    from ilo_tui.dossier.weighing import Weighing


def _no_pause() -> None:
    """Go on at once."""


class Crossings:
    """Belongs to one dossier, and is shared by everything that reads it; nothing of it depends on a language."""

    # Imported when it is needed: the first rows of a dossier are shown without any of it.

    def __init__(self, dossier: DossierReader) -> None:
        """Cross the records of `dossier`."""
        self._dossier = dossier
        self._gaps: dict[TieLevel, Gaps] = {}
        self._timeline: tuple[Weighing, Timeline] | None = None

    @cached_property
    def gap_map(self) -> GapMap:
        """Programmes x dimensions."""
        from ilo_tui.dossier.gapmap import GapMap

        return GapMap(self._dossier)

    @cached_property
    def matrix(self) -> PolicyMatrix:
        """Programmes and policies x policies."""
        from ilo_tui.dossier.policy_matrix import PolicyMatrix

        return PolicyMatrix(self._dossier)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Which place a text means."""
        from ilo_tui.dossier.gazetteer import Gazetteer

        return Gazetteer(self._dossier.meta)

    @cached_property
    def places(self) -> Places:
        """Every place with what is said of it."""
        from ilo_tui.dossier.places import Places

        return Places(self._dossier)

    def gaps(self, level: TieLevel) -> Gaps:
        """Every gap at a tie level, with the suggestions that cover it; made once for each level."""
        from ilo_tui.dossier.gap_list import Gaps

        if level not in self._gaps:
            self._gaps[level] = Gaps(self._dossier, self.gap_map, self.matrix, level)
        return self._gaps[level]

    def timeline(self, weighing: Weighing) -> Timeline:
        """All years; that of the latest weighing is kept, with what was counted of it."""
        from ilo_tui.dossier.timeline import full_timeline

        if self._timeline is None or self._timeline[0] != weighing:
            self._timeline = weighing, full_timeline(self._dossier, weighing)
        return self._timeline[1]

    @cached_property
    def has_context_only(self) -> bool:
        """Whether some programme has evidence of which none is for or against it, as all that IATI says is."""
        from ilo_tui.dossier.model import Programme

        evidence_lists = (self._dossier.evidence_of("programme", ident) for ident in self._dossier.ids(Programme))
        return any(
            evidence_list and all(evidence.stance == "context" for evidence in evidence_list)
            for evidence_list in evidence_lists
        )

    def precompute(self, pause: Callable[[], None] = _no_pause) -> None:
        """Make all of it, and the ways to look records up, now; for a worker, before others use the dossier.

        `pause` is called at every row: it may let others run, or raise to stop.
        """
        from ilo_tui.dossier.gapmap import TOTAL
        from ilo_tui.dossier.weighing import Weighing

        weighing = Weighing()
        for column in (*self.gap_map.columns, TOTAL):
            self.gap_map.tally(TOTAL, column, weighing)
            pause()
        for row in self.gap_map.rows:
            self.gap_map.tally(row, TOTAL, weighing)
            self.gap_map.lacking(row, weighing.level)
            pause()
        len(self.gaps(weighing.level).uncovered)
        self._dossier.evidence_of("", "")
        pause()
        self._dossier.evidence_of("actor", "")
        self._dossier.alignments_of("", "")
        bool(self.has_context_only)
