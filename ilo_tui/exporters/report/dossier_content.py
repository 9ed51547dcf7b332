"""The lines of a report that come from the dossier alone: what it holds, before anybody judged it.

Texts are in the language of the report, codes stay codes. Files keep the older names of some fields:
`field(name=...)` joins the two.
"""

from __future__ import annotations

from msgspec import Struct, field

from ilo_tui.copies.state import StateKind
from ilo_tui.dossier.model import Trend
from ilo_tui.dossier.ties import TieLevel


class Part(Struct, frozen=True, kw_only=True):
    """Base of everything in a report: immutable, built by keyword, every field written."""


class Edition(Part, frozen=True, kw_only=True):
    """Which dossier the report is about; `hash` is of its whole content now.

    `evaluated` is the actor whose work is judged; where none is stated all claims count as tied.
    """

    id: str
    edition: str
    title: str
    hash: str
    licence: str | None
    languages: list[str]
    evaluated: str | None = None


class DimensionLine(Part, frozen=True, kw_only=True):
    """A dimension of the framework; `id` may be `*unassigned`, which has no texts."""

    id: str
    name: str
    definition: str
    question: str
    conclusion: str
    conclusion_source: str | None
    conclusion_locator: str | None


class ProgrammeLine(Part, frozen=True, kw_only=True):
    """A row of the gap map: a programme, or `*policy` and `*country` for claims about none."""

    id: str
    code: str
    kind: str | None
    name: str
    summary: str
    period: str | None
    places: list[str]
    partners: list[str]


class PolicyLine(Part, frozen=True, kw_only=True):
    """A policy: a column of the policy matrix, and a row where it aligns with others."""

    id: str
    code: str
    kind: str
    name: str


class ScaleValue(Part, frozen=True, kw_only=True):
    """An answer of a scale; without a rank it stands outside the order. `cannot`: the question can't be answered."""

    code: str
    label: str
    definition: str
    rank: int | None
    cannot: bool


class ScaleLine(Part, frozen=True, kw_only=True):
    """A question to reviewers and its answers."""

    id: str
    kind: str
    applies_to: str
    question: str
    values: list[ScaleValue]


class EvidenceLine(Part, frozen=True, kw_only=True):
    """A claim of the dossier. `row` is its row of the gap map; `judgeable`: reviewers are asked for a verdict.

    From `actor` on the fields are those of a dossier of schema 2, in its codes; `statement` of a claim of origin
    `thesis` is what the thesis says.
    """

    id: str
    row: str
    column: str
    stance: str
    statement: str
    figures: list[str]
    place: str | None
    year: int | None
    source: str
    locator: str | None
    other_sources: list[str]
    confidence: str | None
    origin: str
    judgeable: bool
    actor: list[str] = []
    said_by: str | None = None
    tie: str | None = None
    tie_why: str | None = None
    aim: str | None = None
    aim_reached: str | None = None
    trend: str | None = None
    note: str | None = None
    same_as: str | None = None
    places: list[str] = []
    start: str | None = None
    end: str | None = None
    data_of: str | None = None
    reading: str | None = None


class ActorLine(Part, frozen=True, kw_only=True):
    """Who acts, changes or speaks. `voice` is the actor with whose voice it counts, itself where that is its own."""

    id: str
    name: str
    stake: str | None
    voice: str
    parent: str | None


class AimLine(Part, frozen=True, kw_only=True):
    """What a programme set itself; `state` is what all claims on it come to."""

    id: str
    programme: str
    text: str
    target: int | float | None
    unit: str | None
    place: str | None
    due: str | None
    source: str
    locator: str | None
    state: str


class FindingLine(Part, frozen=True, kw_only=True):
    """A conclusion, recommendation, lesson or good practice, with the claims that bear it; `by` is who signed it."""

    id: str
    kind: str
    title: str
    text: str
    programme: str | None
    dimension: str | None
    evidence: list[str] = field(name="claims")
    by: str | None


class VoicesLine(Part, frozen=True, kw_only=True):
    """The voices of a crossing at a tie level, at least and at most.

    `count` says of which claims: all as `recorded`; as `reviewed`, without those that are not true or that their source
    does not say by the final answer; or those of them that are `verified`.
    """

    row: str
    column: str
    level: str
    count: str
    supports: int
    supports_high: int
    contradicts: int
    contradicts_high: int
    independent_supports: int
    independent_contradicts: int
    thesis_supports: int
    thesis_contradicts: int


class SearchLine(Part, frozen=True, kw_only=True):
    """A search for evidence: where, when, with what words, how many records came up and how many were taken in."""

    where: str
    when: str
    words: str
    hits: int
    retained: int


class WordsLine(Part, frozen=True, kw_only=True):
    """The words that a rule proposes for a crossing at the tie level of the report; nobody set them."""

    row: str
    column: str
    evidence: str
    independent: int
    direct: int
    kinds: list[str]
    verified: int
    agreement: str | None
    supports: int
    contradicts: int
    mixed: int


class PlaceLine(Part, frozen=True, kw_only=True):
    """A place: what the dossier calls it, else as it is written; `level` is None of what the dossier does not name.

    `programmes` were there by their own record. Voices are counted by both ends of their ranges, at the tie level
    `tie` (None: all claims count as tied); claims (`supports`, `contradicts`, `context`) of every tie, each fact once.
    `place` is `told:...` of a source's words that name no place, and `none:` of what has none.
    """

    place: str
    name: str
    level: str | None
    spellings: list[str]
    programmes: list[str]
    aims: list[str]
    tie: TieLevel | None
    voices_supports: int
    voices_supports_high: int
    voices_contradicts: int
    voices_contradicts_high: int
    voices_context: int
    voices_context_high: int
    supports: int
    contradicts: int
    context: int
    observations: int = 0


class CellLine(Part, frozen=True, kw_only=True):
    """A crossing of the gap map: claims by stance, what it lacks at the report's tie level."""

    row: str
    column: str
    supports: int
    contradicts: int
    context: int
    gaps: list[str]
    judged: int
    judgeable: int


class DirectionLine(Part, frozen=True, kw_only=True):
    """A row of the effect direction plot of a crossing: which way things moved as one voice tells it.

    `tied` facts count from the tie level `level` on, others are drawn apart; `certain`: it is known that this voice
    speaks. `better` to `mixed` are facts. `strength` holds the codes of the median of `strength_n` answers, as in
    `judgements`; none where there are fewer than two.
    """

    row: str
    column: str
    voice: str
    name: str
    stake: str | None
    certain: bool
    level: str
    tied: bool
    direction: Trend
    facts: int
    better: int
    worse: int
    no_change: int
    mixed: int
    strength: list[str]
    strength_n: int


class DirectionSummary(Part, frozen=True, kw_only=True):
    """What the voices of a crossing come to, where facts count from the tie level `level` on.

    `better` to `mixed` are voices, `apart` of them are own and funder ones, `uncertain` ones are not counted.
    `direction` is None of fewer than three. Facts `without_trend`, and those `of_thesis` alone, are not drawn.
    """

    row: str
    column: str
    level: str
    voices: int
    better: int
    worse: int
    no_change: int
    mixed: int
    direction: Trend | None
    apart: int
    uncertain: int
    untied: int
    without_trend: int
    of_thesis: int


class AlignmentLine(Part, frozen=True, kw_only=True):
    """A programme's or policy's (`row`) link to a policy (`column`); `degree` is what someone stated, else None."""

    id: str
    row: str
    column: str
    provision: str | None
    degree: str | None
    rationale: str
    origin: str
    source: str
    locator: str | None
    tie: str | None = None
    note: str | None = None


class SuggestionLine(Part, frozen=True, kw_only=True):
    """A question for further research; `gaps` is how many gaps its scope contains."""

    id: str
    title: str
    text: str
    sub_questions: list[str]
    origin: str
    source: str
    locator: str | None
    gaps: int
    editor_questions: list[str] = []


class GapLine(Part, frozen=True, kw_only=True):
    """Something not known: of `kind`, at a programme crossed with a dimension or a policy."""

    item: str
    kind: str
    programme: str
    crossed: str
    of: str
    suggestions: list[str]


class SourceLine(Part, frozen=True, kw_only=True):
    """A publication, cited in full, with the number of claims and alignments that rest on it.

    `note` is what is noted on it, above all what of it was read; `voice` the actor in whose voice it speaks. `copy` is
    the state of its document on the computer on which the report was made: `here`, `altered`, `missing`, `impossible`
    (none can be had, `no_copy` says why) or `none`.
    """

    id: str
    reference: str
    kind: str
    evidence_count: int = field(name="claims")
    alignments: int
    note: str | None = None
    voice: str | None = None
    copy: StateKind = "none"
    no_copy: str | None = None
