"""The claims of a dossier by row, column, period, tie and fact, as METHOD 1 and 2 and DESIGN 4 have them.

Everything here goes by the raw tables; a file of schema 1 has only the fields that it knew.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Document = dict[str, Any]
Tables = dict[str, list[Document]]

LEVELS = ("direct", "related", "inferred", "everything")
"""From the narrowest to the widest; each has in it what the one before has."""
STANCES = ("supports", "contradicts", "context")
POLICY, COUNTRY, UNASSIGNED = "*policy", "*country", "*unassigned"
ALWAYS, UNDATED = "all", "undated"
SINCE_SCHEMA_2 = {
    "meta": ("evaluated", "periods", "searches", "about", "place_names"),
    "sources": ("voice", "data_of", "no_copy"),
    "dimensions": ("level",),
    "evidence": (
        *("actor", "said_by", "tie", "tie_why", "aim", "aim_reached", "trend", "note", "same_as", "places"),
        *("start", "end", "data_of", "reading"),
    ),
    "policies": ("other_sources", "expected_of"),
    "alignments": ("tie", "note", "other_sources"),
}
"""Fields that are unknown keys in a file of schema 1, so not read."""
NEW_TABLES = ("actors", "aims", "findings")


class Fact(NamedTuple):
    """Claims that name one fullest record, as far as they are among those that are counted."""

    counted: Document
    """The lead, or where it is not among them the first: by its stance, tie and trend the fact counts."""
    members: list[Document]


def tables_of(dossier: dict[str, dict[str, Document]]) -> Tables:
    """The rows of each table in the order of the file, without what the schema of the file does not know."""
    tables = {name: list(rows.values()) for name, rows in dossier.items()}
    names = ("actors", "aims", "sources", "programmes", "dimensions", "evidence", "indicators", "policies")
    tables = {name: [] for name in (*names, "alignments")} | tables
    if tables["meta"][0]["schema"] != 1:
        return tables
    tables |= {name: [] for name in NEW_TABLES}
    return tables | {name: [_without(row, keys) for row in tables[name]] for name, keys in SINCE_SCHEMA_2.items()}


def _without(row: Document, keys: tuple[str, ...]) -> Document:
    return {key: value for key, value in row.items() if key not in keys}


def rows_of(tables: Tables) -> list[str]:
    """The programmes, then what is about policies, then the rest."""
    return [*(row["id"] for row in tables["programmes"]), POLICY, COUNTRY]


def columns_of(tables: Tables) -> list[str]:
    """The dimensions in causal order, then what has none."""
    return [*(row["id"] for row in sorted(tables["dimensions"], key=lambda row: row["order"])), UNASSIGNED]


def row_of(claim: Document) -> str:
    """Where a claim is filed."""
    return str(claim.get("programme") or (POLICY if claim.get("policy") else COUNTRY))


def crossing(tables: Tables, row: str, column: str) -> list[Document]:
    """The claims filed there, in the order of the file."""
    return [
        claim
        for claim in tables["evidence"]
        if row_of(claim) == row and (claim.get("dimension") or UNASSIGNED) == column
    ]


def level_of(tables: Tables, column: str) -> str | None:
    """What a dimension is a dimension of: its `level`; in schema 1 its id, where that is a level; else nothing."""
    named = next((row.get("level") for row in tables["dimensions"] if row["id"] == column), None)
    old = tables["meta"][0]["schema"] == 1 and column in ("output", "outcome", "impact")
    return column if old else named


def asks_for_change(tables: Tables, column: str) -> bool:
    """Whether it is a dimension of outcome or impact, or of no level: for these outcome's rules hold."""
    return column != UNASSIGNED and level_of(tables, column) != "output"


# Ties and facts


def tie_level(tables: Tables, claim: Document) -> str:
    """The narrowest level at which a claim counts as tied."""
    if not tables["meta"][0].get("evaluated"):
        return LEVELS[0]
    return claim["tie"] if claim.get("tie") in LEVELS[:3] else LEVELS[3]


def is_tied(tables: Tables, claim: Document, level: str) -> bool:
    """Whether a claim counts at this level."""
    return LEVELS.index(tie_level(tables, claim)) <= LEVELS.index(level)


def facts_of(claims: list[Document]) -> list[Fact]:
    """The claims by fact."""
    groups: dict[str, list[Document]] = {}
    for claim in claims:
        groups.setdefault(claim.get("same_as") or claim["id"], []).append(claim)
    return [
        Fact(next((member for member in members if member["id"] == lead), members[0]), members)
        for lead, members in groups.items()
    ]


def tied_facts(tables: Tables, facts: list[Fact], level: str) -> list[Fact]:
    """The facts that count at a level, by the tie of the member counted."""
    return [fact for fact in facts if is_tied(tables, fact.counted, level)]


# Periods


def period_ids(tables: Tables) -> list[str]:
    """Every step: all, each period of the dossier, undated."""
    return [ALWAYS, *(period["id"] for period in tables["meta"][0].get("periods", [])), UNDATED]


def in_period(tables: Tables, claims: list[Document], period: str) -> list[Document]:
    """The claims of a step."""
    if period == ALWAYS:
        return claims
    if period == UNDATED:
        return [claim for claim in claims if span_of(claim) is None]
    named = next(row for row in tables["meta"][0]["periods"] if row["id"] == period)
    return [claim for claim in claims if _overlaps(span_of(claim), named)]


def span_of(claim: Document) -> tuple[str, str] | None:
    """First and last day of what a claim tells, as ISO dates that sort; nothing where it has no date."""
    if claim.get("year") is not None:
        return _first_day(claim["year"]), _last_day(claim["year"])
    ends = [claim[key] for key in ("start", "end") if claim.get(key)]
    return (_first_day(ends[0]), _last_day(ends[-1])) if ends else None


def _overlaps(span: tuple[str, str] | None, period: Document) -> bool:
    if span is None:
        return False
    started = not period.get("start") or span[1] >= _first_day(period["start"])
    return started and (not period.get("end") or span[0] <= _last_day(period["end"]))


def _first_day(date: str | int) -> str:
    return str(date) + "-01-01"[len(str(date)) - 4 :]


def _last_day(date: str | int) -> str:
    """The last day of a year; of a month the 31st, which sorts after all of it whether it exists or not."""
    return str(date) + "-12-31"[len(str(date)) - 4 :]
