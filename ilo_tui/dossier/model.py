"""The records of a dossier file, as frozen structs: one class a table, fields in the order of the file format.

`Texts` is a text that a person reads, by language: `{"en": "...", "id": "..."}`. Dates are ISO strings, as precise as
known (`2016`, `2008-06`). References are ids of other records; a provision is cited as `policy/provision`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from ilo_tui.core.records import Part, form

Texts = dict[str, str]
Id = Annotated[str, form(r"[a-z0-9][a-z0-9._-]*")]
Date = Annotated[str, form(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")]
Key = Annotated[str, form(r"[0-9]")]
Stance = Literal["supports", "contradicts", "context"]
Confidence = Literal["high", "medium", "low"]
Origin = Literal["thesis", "source", "editor", "iati"]
Degree = Literal["principal", "significant", "not_targeted"]
AppliesTo = Literal["evidence", "cell", "alignment", "suggestion", "gap", "attribution"]

SCHEMA = 1


class Period(Part, frozen=True, kw_only=True):
    """From when to when; either end may be unknown."""

    start: Date | None = None
    end: Date | None = None


class Cite(Part, frozen=True, kw_only=True):
    """A source and the place in it; no locator means that it is not recorded."""

    source: Id
    locator: str | None = None


class Figure(Part, frozen=True, kw_only=True):
    """One number that a source gives. `value` is in `unit`; `role` tells targets from results."""

    name: Texts
    value: int | float
    unit: Texts
    year: int | None = None
    role: Literal["baseline", "target", "actual"] | None = None
    start: Date | None = None
    end: Date | None = None
    place: Texts | None = None
    note: Texts | None = None


class Organisation(Part, frozen=True, kw_only=True):
    """An organisation and its role in a programme, as IATI names it."""

    name: str
    role: str


class Excerpt(Part, frozen=True, kw_only=True):
    """Words of the source itself, in the source's language."""

    lang: str
    text: str


class Conclusion(Part, frozen=True, kw_only=True):
    """What the thesis concludes on a dimension."""

    text: Texts
    source: Id
    locator: str | None = None


class Point(Part, frozen=True, kw_only=True):
    """One measured value of an indicator."""

    year: int
    value: int | float
    source: Id


class Segment(Part, frozen=True, kw_only=True):
    """Points of an indicator that may be compared with one another, and with no others."""

    label: Texts
    points: list[Point]


class Provision(Part, frozen=True, kw_only=True):
    """One article, target or aim of a policy; its id is unique within the policy."""

    id: Id
    ref: str
    gist: Texts


class Value(Part, frozen=True, kw_only=True):
    """One answer of a scale. No `rank`: it cannot be ordered ("cannot tell")."""

    code: Id
    key: Key
    label: Texts
    definition: Texts
    rank: int | None = None


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


class Source(Record, frozen=True, kw_only=True):
    """A publication. The title stays in the publication's language."""

    title: str
    kind: str
    publisher: str | None = None
    year: int | None = None
    url: str | None = None
    note: Texts | None = None


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
    """Output, outcome or impact; `order` is causal."""

    order: int
    name: Texts
    definition: Texts
    question: Texts
    conclusion: Conclusion
    source: Id


class Evidence(Record, frozen=True, kw_only=True):
    """One claim, with where it stands."""

    stance: Stance
    statement: Texts
    source: Id
    confidence: Confidence
    origin: Origin
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


class Scale(Record, frozen=True, kw_only=True):
    """A question to reviewers and the answers it allows; `order` is the order of asking."""

    kind: Literal["nominal", "ordinal"]
    applies_to: AppliesTo
    order: int
    question: Texts
    values: list[Value]


TABLES: dict[str, type[Record]] = {
    "meta": Meta,
    "sources": Source,
    "programmes": Programme,
    "dimensions": Dimension,
    "evidence": Evidence,
    "indicators": Indicator,
    "policies": Policy,
    "alignments": Alignment,
    "suggestions": Suggestion,
    "scales": Scale,
}
"""The tables of a dossier file, in the order of the format."""
