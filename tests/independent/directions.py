"""Which way things moved, voice by voice, as METHOD 6 has it."""

from __future__ import annotations

from collections import Counter

from tests.independent.crossings import LEVELS, Document, Fact, Tables, is_tied
from tests.independent.voices import Directory, Speaker

TRENDS = ("better", "worse", "no_change", "mixed")


def direction(counts: Counter[str]) -> str | None:
    """The direction of 70 % or more, else mixed; nothing of nothing."""
    if not counts.total():
        return None
    return next((trend for trend in TRENDS if 10 * counts[trend] >= 7 * counts.total()), "mixed")


def directions(tables: Tables, facts: list[Fact], level: str) -> Document:
    """The rows by voice, the claims that cannot be drawn, and what the tied voices come to.

    What is tied in no way stays apart at the widest level, too: there is none at which it would be tied.
    """
    directory = Directory(tables)
    level = LEVELS[-2] if level == LEVELS[-1] else level
    groups = {
        "tied": [fact for fact in facts if is_tied(tables, fact.counted, level)],
        "untied": [fact for fact in facts if not is_tied(tables, fact.counted, level)],
    }
    rows: dict[str, Document] = {}
    for group, members in groups.items():
        for fact in members:
            if fact.counted.get("trend"):
                _add(rows, group, fact.counted["trend"], speakers_of(directory, fact))
    return {
        "rows": {voice: _row(row) for voice, row in sorted(rows.items())},
        "without_trend": {group: sum(not fact.counted.get("trend") for fact in groups[group]) for group in groups},
        "summary": _summary(rows),
    }


def speakers_of(directory: Directory, fact: Fact) -> list[Speaker]:
    """Those who certainly speak in any member; if nobody does, the first who may."""
    members = sorted(fact.members, key=lambda member: member is not fact.counted)
    speakers = [speaker for member in members for speaker in directory.speakers(member)]
    return [speaker for speaker in speakers if speaker.certain] or speakers[:1]


def _add(rows: dict[str, Document], group: str, trend: str, speakers: list[Speaker]) -> None:
    for speaker in speakers:
        empty = {"stakes": set(), "certain": False, "tied": Counter[str](), "untied": Counter[str]()}
        row = rows.setdefault(speaker.voice, empty)
        row["stakes"].add(speaker.stake or "not stated")
        row["certain"] |= speaker.certain
    for voice in {speaker.voice for speaker in speakers}:
        rows[voice][group][trend] += 1


def _row(row: Document) -> Document:
    drawn = {group: {"direction": direction(row[group])} | _counts(row[group]) for group in ("tied", "untied")}
    return {"stakes": sorted(row["stakes"]), "certain": row["certain"]} | drawn


def _counts(counts: Counter[str]) -> dict[str, int]:
    return {trend: counts[trend] for trend in TRENDS}


def _summary(rows: dict[str, Document]) -> Document:
    """How many tied voices, by the low end, go which way; below three no direction of them all."""
    counts = Counter(way for row in rows.values() if row["certain"] and (way := direction(row["tied"])))
    return {"direction": direction(counts) if counts.total() >= 3 else None} | _counts(counts)
