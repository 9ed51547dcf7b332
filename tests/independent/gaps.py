"""What is missing in a dossier, as METHOD 3 has it."""

from __future__ import annotations

from tests.independent.crossings import (
    UNASSIGNED,
    Document,
    Fact,
    Tables,
    asks_for_change,
    crossing,
    facts_of,
    level_of,
    tied_facts,
)
from tests.independent.voices import Directory, by_stance, independent_range, voice_range


def gap(tables: Tables, row: str, column: str, level: str) -> str | None:
    """The first kind that fits a crossing of a programme and a dimension; elsewhere there is none."""
    if column == UNASSIGNED or row not in {programme["id"] for programme in tables["programmes"]}:
        return None
    facts = facts_of(crossing(tables, row, column))
    tied = tied_facts(tables, facts, level)
    if not tied:
        return "untied" if facts else "none"
    if not asks_for_change(tables, column):
        return None
    return gap_of_voices(tables, tied) or (None if is_measured(tables, row, column) else "no_measure")


def gap_of_voices(tables: Tables, tied: list[Fact]) -> str | None:
    """What the voices of tied facts lack."""
    spoken = by_stance(Directory(tables), tied)
    voices = voice_range(spoken["all"])[0]
    if any(actor.get("stake") for actor in tables["actors"]) and not independent_range(spoken["all"])[0]:
        return "own_only"
    if voices == 1:
        return "one_voice"
    return "one_side" if voices >= 2 and not (spoken["supports"] and spoken["contradicts"]) else None


def is_measured(tables: Tables, row: str, column: str) -> bool:
    """Whether a segment begins early in a programme's period and reaches its end; only an impact needs that."""
    if level_of(tables, column) != "impact":
        return True
    programme = next(programme for programme in tables["programmes"] if programme["id"] == row)
    period = programme.get("period") or {}
    if not (period.get("start") and period.get("end")):
        return False
    start, end = int(period["start"][:4]), int(period["end"][:4])
    measured = [
        indicator
        for indicator in tables["indicators"]
        if row in indicator["programmes"] and indicator.get("dimension") in (None, column)
    ]
    return any(_reaches(segment, start, end) for indicator in measured for segment in indicator["segments"])


def _reaches(segment: Document, start: int, end: int) -> bool:
    years = list(enumerate(point["year"] for point in segment["points"]))
    early = [place for place, year in years if 3 * (year - start) <= end - start]
    late = [place for place, year in years if year >= end]
    return any(place != other for place in early for other in late)


def policy_gaps(tables: Tables) -> list[str]:
    """PROGRAMME/POLICY where a policy is expected of a programme and no alignment says anything of the two."""
    aligned = {(row.get("programme"), row["policy"]) for row in tables["alignments"]}
    return [
        f"{programme['id']}/{policy['id']}"
        for programme in tables["programmes"]
        for policy in tables["policies"]
        if _is_expected(policy, programme["id"]) and (programme["id"], policy["id"]) not in aligned
    ]


def _is_expected(policy: Document, programme: str) -> bool:
    expected = policy.get("expected_of") or []
    return expected == "all" or programme in expected
