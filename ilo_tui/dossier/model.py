"""The records of a dossier file of schema 2, as frozen structs: one class a table, their parts in `parts`.

What a file of schema 1 lacks of them is in `schema1`.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import msgspec

from ilo_tui.core.records import Part
from ilo_tui.dossier.parts import (
    About,
    After,
    Carried,
    Cite,
    Conclusion,
    Date,
    Edition,
    Excerpt,
    Figure,
    Id,
    NamedPeriod,
    Organisation,
    Period,
    PlaceName,
    Provision,
    Search,
    Segment,
    Texts,
    Value,
)

Stance = Literal["supports", "contradicts", "context"]
Confidence = Literal["high", "medium", "low"]
Origin = Literal["thesis", "source", "editor", "iati", "observation"]
Degree = Literal["principal", "significant", "not_targeted"]
AppliesTo = Literal["evidence", "cell", "alignment", "suggestion", "gap", "attribution", "bearing"]
Stake = Literal["own", "funder", "implementer", "subject", "none"]
Tie = Literal["direct", "related", "inferred", "aim", "none"]
Trend = Literal["better", "worse", "mixed", "no_change"]
Reading = Literal["direct", "excerpt", "second_hand"]
AimReached = Literal["yes", "no", "open"]
Level = Literal["output", "outcome", "impact"]
FindingKind = Literal["conclusion", "recommendation", "lesson", "good_practice"]
SourceKind = Literal[
    "evaluation",
    "survey",
    "statistics",
    "research",
    "monitoring",
    "project_document",
    "supervisory",
    "law_or_plan",
    "press",
    "ngo",
    "other",
]

CodedKind = Annotated[str, msgspec.Meta(extra_json_schema={"enum": list(get_args(SourceKind))})]
"""A `SourceKind` in schema 2, any word in schema 1; checking tells."""

SCHEMA = 2
"""The schema that is written; files of schema 1 are read too."""


class Record(Part, frozen=True, kw_only=True):
    """A document of a table: it has an id that is unique over all tables."""

    id: Id


class Meta(Record, frozen=True, kw_only=True):
    """What dossier this is."""

    schema: int
    edition: str
    title: Texts
    languages: list[str]
    default_language: str
    licence: str | None = None
    evaluated: Id | None = None
    periods: list[NamedPeriod] = []
    searches: list[Search] = []
    about: About | None = None
    history: list[Edition] = []
    carried: list[Carried] = []
    place_names: list[PlaceName] = []
    office_key: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """Who acts, changes or speaks; `voice_of` with whose voice, `stake` what interest there is in the answer."""

    name: Texts
    voice_of: Id | None = None
    stake: Stake | None = None
    parent: Id | None = None


class Aim(Record, frozen=True, kw_only=True):
    """What a programme set itself, in a cited source."""

    programme: Id
    text: Texts
    source: Id
    target: int | float | None = None
    unit: Texts | None = None
    place: Texts | None = None
    places: list[Texts] = []
    due: Date | None = None
    locator: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """A publication. The title stays in the publication's language."""

    title: str
    kind: CodedKind
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    note: Texts | None = None
    voice: Id | None = None
    data_of: Id | None = None
    no_copy: Texts | None = None


class Programme(Record, frozen=True, kw_only=True):
    """Something done, whose effect is asked after."""

    code: str
    kind: Literal["programme", "supporting_action"]
    name: Texts
    summary: Texts
    sources: list[Id]
    period: Period | None = None
    places: list[Texts] = []
    partners: list[str] = []
    identifier: str | None = None
    status: str | None = None
    orgs: list[Organisation] = []
    related: list[str] = []


class Dimension(Record, frozen=True, kw_only=True):
    """A question by which programmes are judged; `order` is causal, `level` which of Biermann's three it is."""

    order: int
    name: Texts
    definition: Texts
    question: Texts
    conclusion: Conclusion
    source: Id
    level: Level | None = None


class Evidence(Record, frozen=True, kw_only=True):
    """One claim, with where it stands. `confidence` is of schema 1, where it is required."""

    stance: Stance
    statement: Texts
    source: Id
    origin: Origin
    confidence: Confidence | None = None
    programme: Id | None = None
    policy: Id | None = None
    indicator: Id | None = None
    suggestion: Id | None = None
    dimension: Id | None = None
    excerpt: Excerpt | None = None
    figures: list[Figure] = []
    place: Texts | None = None
    year: int | None = None
    locator: str | None = None
    other_sources: list[Cite] = []
    actor: list[Id] = []
    said_by: Id | None = None
    tie: Tie | None = None
    tie_why: Texts | None = None
    aim: Id | None = None
    aim_reached: AimReached | None = None
    trend: Trend | None = None
    note: Texts | None = None
    same_as: Id | None = None
    places: list[Texts] = []
    start: Date | None = None
    end: Date | None = None
    data_of: Id | None = None
    reading: Reading | None = None


class Indicator(Record, frozen=True, kw_only=True):
    """A measured series, in segments within which points are comparable."""

    name: Texts
    unit: Texts
    definition: Texts
    programmes: list[Id]
    segments: list[Segment]
    dimension: Id | None = None
    note: Texts | None = None


class Policy(Record, frozen=True, kw_only=True):
    """A convention, plan, law or agenda."""

    code: str
    kind: str
    name: Texts
    summary: Texts
    source: Id
    provisions: list[Provision]
    adopted: Date | None = None
    ratified: Date | None = None
    period: Period | None = None
    note: Texts | None = None
    other_sources: list[Cite] = []
    expected_of: list[Id] | Literal["all"] = []


class Alignment(Record, frozen=True, kw_only=True):
    """A programme's, or a policy's, link to a policy. A degree is only what someone stated."""

    policy: Id
    rationale: Texts
    origin: Origin
    source: Id
    programme: Id | None = None
    from_policy: Id | None = None
    provision: Id | None = None
    degree: Degree | None = None
    locator: str | None = None
    tie: Tie | None = None
    note: Texts | None = None
    other_sources: list[Cite] = []


class Suggestion(Record, frozen=True, kw_only=True):
    """A question for further research; no programmes = all, no dimensions or policies = none."""

    title: Texts
    text: Texts
    sub_questions: list[Texts]
    programmes: list[Id]
    dimensions: list[Id]
    policies: list[Id]
    origin: Origin
    source: Id
    locator: str | None = None
    editor_questions: list[Texts] = []


class Finding(Record, frozen=True, kw_only=True):
    """A conclusion, recommendation, lesson or good practice, tied to claims; `by` is who signs it.

    Then the fields of a lesson, of a good practice, and of a recommendation with the response of the management.
    """

    kind: FindingKind
    title: Texts
    text: Texts
    evidence: list[Id]
    programme: Id | None = None
    dimension: Id | None = None
    by: str | None = None
    action: Texts | None = None
    context: Texts | None = None
    users: Texts | None = None
    challenges: Texts | None = None
    successes: Texts | None = None
    administrative: Texts | None = None
    conditions: Texts | None = None
    cause_effect: Texts | None = None
    measurable: Texts | None = None
    replication: Texts | None = None
    links: Texts | None = None
    documents: Texts | None = None
    addressee: Texts | None = None
    priority: Literal["high", "medium", "low"] | None = None
    timeframe: Texts | None = None
    resources: Texts | None = None
    response: Literal["accepted", "partly", "rejected"] | None = None
    response_action: Texts | None = None
    response_by: Texts | None = None
    response_due: Date | None = None
    status: Texts | None = None


class Scale(Record, frozen=True, kw_only=True):
    """A question to reviewers and the answers it allows; `order` is the order of asking, `after` when it is asked."""

    kind: Literal["nominal", "ordinal"]
    applies_to: AppliesTo
    order: int
    question: Texts
    values: list[Value]
    after: After | None = None


TABLES: dict[str, type[Record]] = {
    "meta": Meta,
    "actors": Actor,
    "aims": Aim,
    "sources": Source,
    "programmes": Programme,
    "dimensions": Dimension,
    "evidence": Evidence,
    "indicators": Indicator,
    "policies": Policy,
    "alignments": Alignment,
    "suggestions": Suggestion,
    "findings": Finding,
    "scales": Scale,
}
"""The tables of a dossier file, in the order of the format."""
