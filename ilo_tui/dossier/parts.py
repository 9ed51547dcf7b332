"""What the records of a dossier are made of: forms of texts, and parts that have no id of their own in the file.

`Texts` is a text that a person reads, by language: `{"en": "...", "id": "..."}`. Dates are ISO strings, as precise as
known (`2016`, `2008-06`). References are ids of records; a provision is cited as `policy/provision`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import field

from ilo_tui.core.records import Part, form

Texts = dict[str, str]
Id = Annotated[str, form(r"[a-z0-9][a-z0-9._-]*")]
Date = Annotated[str, form(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")]
Key = Annotated[str, form(r"[0-9]")]
Hash = Annotated[str, form(r"[0-9a-f]{16}")]
PlaceLevel = Literal["national", "province", "below", "abroad"]


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
    """Words of the source itself, in the source's language, and the page on which they stand, as it is labelled."""

    lang: str
    text: str
    page: str | None = None


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
    reason: bool = False


class After(Part, frozen=True, kw_only=True):
    """Which answers to another scale a scale is asked after."""

    scale: Id
    codes: list[Id]


class NamedPeriod(Part, frozen=True, kw_only=True):
    """A period by which claims are told apart."""

    id: Id
    label: Texts
    start: Date
    end: Date | None = None


class Search(Part, frozen=True, kw_only=True):
    """A search for evidence: where, when, with what words, how many records came up and how many were taken in."""

    where: str
    when: Date
    words: str
    hits: int = field(name="found")
    retained: int = field(name="kept")


class About(Part, frozen=True, kw_only=True):
    """The front matter of an evaluation: what is judged, for whom, by whom, with what money."""

    object: Texts | None = None
    country: str | None = None
    type: str | None = None
    commissioner: str | None = None
    evaluators: list[str] = []
    period: Period | None = None
    dates: Period | None = None
    donor: str | None = None
    budget: str | None = None
    purpose: Texts | None = None
    users: Texts | None = None
    questions: list[Texts] = []
    how_to_cite: str | None = None


class Edition(Part, frozen=True, kw_only=True):
    """An edition that was published: on what it was based, and which drafts it took in, up to which record."""

    edition: str
    date: Date
    base_hash: Hash | None = None
    authors: list[str] = []
    note: str | None = None
    drafts: list[tuple[str, int]] = []


class Carried(Part, frozen=True, kw_only=True):
    """A record that changed in an edition so that what was decided on it still counts: its hash before and after."""

    table: str
    record: Id
    from_: Hash = field(name="from")
    to: Hash
    edition: str
    why: str


class PlaceName(Part, frozen=True, kw_only=True):
    """A place by the spelling that is used, with other spellings of it."""

    name: Texts
    level: PlaceLevel
    also: list[str] = []
