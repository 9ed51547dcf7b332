"""When a crossing is a gap: the first of six kinds that fits, at a tie level.

- `none`: there is no claim.
- `untied`: there are claims, and none counts at this level.
- `own_only`: no voice is known to be independent, or only the thesis says so. Where a dossier states no actor's stake,
  nobody can be told to have none, and a voice is enough.
- `one_voice`: only one voice is certain.
- `one_side`: two voices or more, and not both for and against.
- `no_measure`: an impact without two points of one segment of an indicator of this programme, one before or in the
  first third of its period, one at or after its end; the years of period and points are compared.

A crossing of an output can only be `none` or `untied`. A gap is one of this dossier, and says nothing of the world.
"""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.facts import Fact, facts_of
from ilo_tui.dossier.gaps import FormerKind, GapKind
from ilo_tui.dossier.levels import IMPACT, OUTPUT, dimension_level
from ilo_tui.dossier.model import Evidence, Indicator, Programme, Stance
from ilo_tui.dossier.parts import Segment
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import facts_at


def gap_kind(
    dossier: DossierReader, programme: str, dimension: str, evidence: Sequence[Evidence], level: TieLevel
) -> GapKind | None:
    """What the crossing of a programme and a dimension lacks, of which `evidence` is all that is claimed."""
    if not evidence:
        return "none"
    facts = facts_at(dossier, facts_of(evidence), level)
    if not facts:
        return "untied"
    dimension_is = dimension_level(dossier, dimension)
    if dimension_is == OUTPUT:
        return None
    if few := _few_voices(dossier, facts):
        return few
    return "no_measure" if dimension_is == IMPACT and not is_measured(dossier, programme, dimension) else None


def _few_voices(dossier: DossierReader, facts: Sequence[Fact]) -> GapKind | None:
    voices = dossier.voices
    count = voices.count(facts)
    if not count.voices.high or (voices.are_stakes_stated and not count.independent.low):
        return "own_only"
    if count.voices.low == 1:
        return "one_voice"

    def speak(stance: Stance) -> bool:
        return any(voices.speakers(claim) for fact in facts if fact.claim.stance == stance for claim in fact.members)

    return None if speak("supports") and speak("contradicts") else "one_side"


def is_measured(dossier: DossierReader, programme: str, dimension: str) -> bool:
    """Whether an indicator of a programme tells, within one segment, how it was before or early and at or after it."""
    period = dossier.record(Programme, programme).period
    if period is None or period.start is None or period.end is None:
        return False
    start, end = int(period.start[:4]), int(period.end[:4])
    segments = (
        segment
        for indicator in dossier.records(Indicator)
        if programme in indicator.programmes and indicator.dimension in {dimension, None}
        for segment in indicator.segments
    )
    return any(_spans(segment, start + (end - start) / 3, end) for segment in segments)


def _spans(segment: Segment, early: float, late: int) -> bool:
    """Whether of two points of a segment one is of the year `early` or before, the other of `late` or after."""
    years = [point.year for point in segment.points]
    return len(years) > 1 and min(years) <= early and max(years) >= late


def former_kinds(evidence: Sequence[Evidence]) -> tuple[GapKind | FormerKind, ...]:
    """What the crossing of a programme and a dimension lacked by the rules of version 0.1."""
    if not evidence:
        return ("none",)
    kinds: list[FormerKind] = []
    if len({source for record in evidence for source in sources_of(record)}) == 1:
        kinds.append("one_source")
    # Context takes no side, so it does not make a second one.
    if len({record.stance for record in evidence} - {"context"}) < 2:
        kinds.append("one_stance")
    return tuple(kinds)
