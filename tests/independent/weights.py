"""What the evidence of a dossier weighs, counted from its file by the text of METHOD 1, 2, 3, 4 and 6 alone.

`expected` gives all of it, ready for JSON; the other modules beside this one do the counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

from tests.independent.crossings import (
    LEVELS,
    STANCES,
    Document,
    Fact,
    Tables,
    asks_for_change,
    columns_of,
    crossing,
    facts_of,
    in_period,
    period_ids,
    rows_of,
    tables_of,
    tied_facts,
)
from tests.independent.directions import directions
from tests.independent.gaps import gap, policy_gaps
from tests.independent.voices import Directory, by_stance, independent_range, voice_range
from tests.independent.words import words

NO_CLAIMS: frozenset[str] = frozenset()


def expected(dossier: dict[str, dict[str, Document]], verified: AbstractSet[str] = NO_CLAIMS) -> Document:
    """Every number of a dossier: `cells` by "ROW/COLUMN", `policy_gaps`, `aims` by programme.

    A cell has its `gap` by tie level, its `aims`, and `counts` by period and tie level, see `count`. `verified` are
    the ids of claims that reviews verified.
    """
    tables = tables_of(dossier)
    return {
        "cells": {
            f"{row}/{column}": cell(tables, row, column, verified)
            for row in rows_of(tables)
            for column in columns_of(tables)
        },
        "policy_gaps": policy_gaps(tables),
        "aims": {programme["id"]: aims_of_programme(tables, programme["id"]) for programme in tables["programmes"]},
    }


def cell(tables: Tables, row: str, column: str, verified: AbstractSet[str] = NO_CLAIMS) -> Document:
    """All of one crossing."""
    claims = crossing(tables, row, column)
    counts = {
        period: {level: count(tables, column, in_period(tables, claims, period), level, verified) for level in LEVELS}
        for period in period_ids(tables)
    }
    gaps = {level: gap(tables, row, column, level) for level in LEVELS}
    return {"gap": gaps, "aims": aims_reached(claims), "counts": counts}


def count(
    tables: Tables, column: str, claims: list[Document], level: str, verified: AbstractSet[str] = NO_CLAIMS
) -> Document:
    """Facts, thesis facts (which are among the facts), voices, independent voices, words and directions.

    Voices are `[low, high]` by stance and in all. Words and directions are of outcome and impact only, else nothing.
    """
    facts = facts_of(claims)
    tied = tied_facts(tables, facts, level)
    spoken = by_stance(Directory(tables), tied)
    asked_for = asks_for_change(tables, column)
    return {
        "facts": _stances(tied),
        "thesis": _stances([fact for fact in tied if fact.counted["origin"] == "thesis"]),
        "voices": {key: voice_range(speakings) for key, speakings in spoken.items()},
        "independent": {key: independent_range(speakings) for key, speakings in spoken.items()},
        "words": words(tables, tied, NO_CLAIMS) if asked_for else None,
        "verified_words": words(tables, tied, verified) if asked_for else None,
        "directions": directions(tables, facts, level) if asked_for else None,
    }


def _stances(facts: list[Fact]) -> dict[str, int]:
    counts = Counter(fact.counted["stance"] for fact in facts)
    return {stance: counts[stance] for stance in STANCES}


def aims_of_programme(tables: Tables, programme: str) -> dict[str, str]:
    """The aims that a programme set itself, each with what all claims of the dossier say of it."""
    statuses = aims_reached(tables["evidence"])
    idents = [aim["id"] for aim in tables["aims"] if aim["programme"] == programme]
    return {ident: statuses.get(ident, "open") for ident in idents}


def aims_reached(claims: list[Document]) -> dict[str, str]:
    """The aims that claims tell of: reached, not reached, disputed or open by what these claims say."""
    answers: dict[str, set[str]] = {}
    for claim in claims:
        if claim.get("aim"):
            answers.setdefault(claim["aim"], set()).add(claim.get("aim_reached") or "open")
    return {aim: aim_status(given_answers) for aim, given_answers in answers.items()}


def aim_status(answers: set[str]) -> str:
    """What answers come to."""
    if {"yes", "no"} <= answers:
        return "disputed"
    return "reached" if "yes" in answers else "not_reached" if "no" in answers else "open"
