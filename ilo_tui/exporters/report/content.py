"""What a report says, as one frozen structure: every format is written from it, and JSON is exactly it.

Texts are in the language of the report; what is a code stays one (a stance, a scale's answer), with the scales and
their labels beside them. `JSON -> Report` with `msgspec.json.decode(data, type=Report)` gives an equal report. An item
is named as in a session: `evidence:ID`, `cell:PROGRAMME/DIMENSION`, `alignment:ID`, `suggestion:ID`, `gap:...`. Where
a field is None, what it would say is not known. Whoever changes a field raises `SCHEMA`; one that is only added has a
default, so that a report of an older program is still read.

Files keep the older names of some fields (`votes`, `judgements`, `claims`, `asked`), so that a report of any version is
read by any other: `field(name=...)` joins the two.
"""

from __future__ import annotations

import msgspec
from msgspec import field

from ilo_tui.copies.proof import QuoteState
from ilo_tui.exporters.report.dossier_content import (
    ActorLine,
    AimLine,
    AlignmentLine,
    CellLine,
    DimensionLine,
    DirectionLine,
    DirectionSummary,
    Edition,
    EvidenceLine,
    FindingLine,
    GapLine,
    Part,
    PlaceLine,
    PolicyLine,
    ProgrammeLine,
    ScaleLine,
    SearchLine,
    SourceLine,
    SuggestionLine,
    VoicesLine,
    WordsLine,
)
from ilo_tui.views.year_lines import YearLine

SCHEMA = 1
Tally = dict[str, int]
"""How often each code was given, in the order of its scale; a code that nobody gave is left out."""


class ReviewerLine(Part, frozen=True, kw_only=True):
    """A reviewer whose decisions count; `id` is `reviewer-a` where names are withheld.

    `judged` adds up their sessions: an item judged in two of them is in it twice.
    """

    id: str
    name: str
    role: str
    sessions: int
    judged: int
    first: str | None
    last: str | None
    check_codes: list[str]


class SessionLine(Part, frozen=True, kw_only=True):
    """A session that was read: review or adjudication.

    Times are UTC, of an anonymised report days; `withdrawn` are the records taken back. `dated_later` and `dated_early`
    are how many records no right clock can have dated so: later than the report was made, or before the edition.
    """

    id: str
    kind: str
    reviewer: str
    queue: str
    language: str
    items: int
    judged: int
    flagged: int
    skipped: int
    withdrawn: int
    changed: int
    removed: int
    started: str
    finished: str | None
    check_code: str | None
    dossier_edition: str
    dossier_hash: str
    state: str
    dated_later: int = 0
    dated_early: int = 0


class LeftOut(Part, frozen=True, kw_only=True):
    """A file in the folder of sessions whose decisions are not counted; `state` says why."""

    file: str
    state: str


class ItemRatings(Part, frozen=True, kw_only=True):
    """What the reviewers answered to one scale about one item, one counted rating a reviewer.

    `median` holds the code of the median of what has a rank: one code, two where it falls between them, none of a
    nominal scale or without a ranked answer. `ranked` is the number of ratings under it. `final_answer` is the code
    that an adjudication decided, else the one that all of at least two reviewers gave (`by`: adjudication, agreement).
    """

    item: str
    scale: str
    tally: Tally = field(name="votes")
    n: int
    ranked: int
    median: list[str]
    final_answer: str | None = field(name="consensus")
    by: str | None


class DecisionLine(Part, frozen=True, kw_only=True):
    """A reviewer's state of an item that counts. `applies_to` is `attribution` for that, else the item's kind.

    `judged`: every scale asked is answered, in a code that it has. `changed`: the dossier has changed the item since.
    `counted`: it is under the medians and figures; what is not judged or changed since is not.
    """

    item: str
    applies_to: str = field(name="asked")
    reviewer: str
    session: str
    seq: int
    at: str
    values: dict[str, str]
    basis: str
    judged: bool
    changed: bool
    counted: bool
    flagged: bool
    skipped: bool
    note: str


class ObservationLine(Part, frozen=True, kw_only=True):
    """What a reviewer saw in the field; `date` is as precise as they wrote it."""

    item: str
    reviewer: str
    session: str
    text: str
    place: str
    date: str
    at: str


class RepeatLine(Part, frozen=True, kw_only=True):
    """An item that a reviewer judged in more than one session; the last of `sessions` counts.

    `answers` are what was answered in each of them, by scale, and `times` when.
    """

    item: str
    applies_to: str = field(name="asked")
    reviewer: str
    sessions: list[str]
    answers: list[dict[str, str]] = []
    times: list[str] = []


class Breakdown(Part, frozen=True, kw_only=True):
    """Verdicts on a programme's claims (`row`; `*total`: on all), `by` the basis or the role of reviewers."""

    row: str
    scale: str
    by: str
    key: str
    tally: Tally = field(name="votes")


class AgreementLine(Part, frozen=True, kw_only=True):
    """How far reviewers agree on a scale: `pair` names two reviewers, or none: all of them.

    `items` were judged by two of them at least. `percent`, `alpha` (Krippendorff's) and `ac1` (Gwet's) go to 1 and are
    None where they are not defined; `few`: the items are too few for a figure to lean on. `pairs_left` of all is the
    number of pairs that are not listed.
    """

    scale: str
    pair: list[str]
    items: int
    reviewers: int
    missing: int
    percent: float | None
    alpha: float | None
    ac1: float | None
    few: bool
    pairs_left: int


class BearingLine(Part, frozen=True, kw_only=True):
    """How far reviewers, asked blind for or against, read claims as the editors do: claims counted once each.

    `agreeing` of `compared` claims; `differing` are the others of these. On `cannot` claims reviewers cannot tell, on
    `divided` ones they differ among themselves.
    """

    scale: str
    agreeing: int
    compared: int
    cannot: int
    divided: int
    differing: list[str] = []


class DisagreementLine(Part, frozen=True, kw_only=True):
    """An item on which reviewers answered a scale differently; the gravest difference of all first.

    `tier` is 1 for a reversal, 2 for another disagreement, 3 for one step, which is no disagreement; `distance` is the
    mean over pairs of answers, `minority` the share outside the largest group, `width` how wide the answers lie, all to
    1. `decided` is what an adjudication answered, with its note and by whom; `stale`: something changed since.
    """

    item: str
    applies_to: str = field(name="asked")
    scale: str
    tally: Tally = field(name="votes")
    width: float
    decided: str | None
    by: str | None
    session: str | None
    note: str
    stale: bool
    tier: int = 0
    distance: float = 0.0
    minority: float = 0.0


class Limit(Part, frozen=True, kw_only=True):
    """Something that the report cannot say, or that weakens what it says; `text` is in the report's language."""

    code: str
    n: int
    text: str


class FlawLine(Part, frozen=True, kw_only=True):
    """Something that was found of one of the ten flaws, or that cannot be told of it; `text` in the report's language.

    `flaw` is its number, `kind` what was found, or `nothing`, `unknown`, or `counted`: at which tie level claims count.
    `records` are ids, and crossings as `cell:PROGRAMME/DIMENSION`. There is no total and no score.
    """

    flaw: int
    name: str
    kind: str
    text: str
    records: list[str] = []


class ProofLine(Part, frozen=True, kw_only=True):
    """How many excerpts stand in the copies of their sources, or do not; `text` in the report's language."""

    state: QuoteState
    n: int
    text: str


class Report(Part, frozen=True, kw_only=True):
    """Everything a report says.

    `date` is the day of the latest record in UTC, or the one given; `latest_decision` is the time of the latest
    decision, UTC, of an anonymised report its day. None: there is none.
    """

    schema: int
    language: str
    date: str | None
    anonymised: bool
    dossier: Edition
    reviewers: list[ReviewerLine]
    sessions: list[SessionLine]
    left_out: list[LeftOut]
    dimensions: list[DimensionLine]
    programmes: list[ProgrammeLine]
    policies: list[PolicyLine]
    scales: list[ScaleLine]
    cells: list[CellLine]
    evidence: list[EvidenceLine] = field(name="claims")
    alignments: list[AlignmentLine]
    suggestions: list[SuggestionLine]
    gaps: list[GapLine]
    sources: list[SourceLine]
    ratings: list[ItemRatings] = field(name="judgements")
    decisions: list[DecisionLine] = field(name="votes")
    observations: list[ObservationLine]
    repeats: list[RepeatLine]
    breakdowns: list[Breakdown]
    agreement: list[AgreementLine]
    disagreements: list[DisagreementLine]
    limits: list[Limit]
    actors: list[ActorLine] = []
    aims: list[AimLine] = []
    findings: list[FindingLine] = []
    directions: list[DirectionLine] = []
    direction_summaries: list[DirectionSummary] = []
    places: list[PlaceLine] = []
    timeline: list[YearLine] = []
    latest_decision: str | None = None
    bearing: BearingLine | None = None
    voices: list[VoicesLine] = []
    words: list[WordsLine] = []
    searches: list[SearchLine] = []
    flaws: list[FlawLine] = []
    proofs: list[ProofLine] = []


def as_json(report: Report) -> bytes:
    """The report itself; `from_json` gives an equal one."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def from_json(data: bytes) -> Report:
    """The report in a JSON file; raises `msgspec.MsgspecError` of what is none."""
    return msgspec.json.decode(data, type=Report)
