"""What is weak in a sound dossier of schema 2: whose doing it was, when, how it was read, and what is counted twice.

**Symmetry.** Sources credit donors for what went well, and nobody for what failed, so ties are inferred; that must not
be done on one side only. A state is a claim whose trend is better or worse, and untied where no source ties it: its tie
is inferred, none or not stated. It counts by inference where its tie is inferred and it is for or against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.facts import fact_id, facts_of
from ilo_tui.dossier.levels import OUTPUT, dimension_level
from ilo_tui.dossier.lint_findings import Kind, Weakness
from ilo_tui.dossier.lint_input import LintInput
from ilo_tui.dossier.model import SCHEMA, Evidence, Trend
from ilo_tui.dossier.parts import Figure, Texts
from ilo_tui.dossier.periods import span_of
from ilo_tui.dossier.reader import DossierReader

_UNTIED = {"inferred", "none", None}
_READ_IN_A_SOURCE = {"source", "iati"}


def _takes_sides(evidence: Evidence) -> bool:
    return evidence.stance != "context"


def _ties(subject: LintInput) -> Iterator[Weakness]:
    """Claims for and against of which nobody says by what they are tied; inferences without a reason."""
    for evidence in subject.dossier.records(Evidence):
        if subject.dossier.meta.evaluated and _takes_sides(evidence) and evidence.tie is None:
            yield subject.weakness("no_tie", evidence.id)
        if evidence.tie == "inferred" and not evidence.tie_why:
            yield subject.weakness("no_tie_why", evidence.id)


def _evaluated(subject: LintInput) -> Iterator[Weakness]:
    """Claims for and against in a dossier that does not say who is evaluated."""
    meta = subject.dossier.meta
    sides = sum(map(_takes_sides, subject.dossier.records(Evidence)))
    if sides and not meta.evaluated:
        yield subject.weakness("no_evaluated", meta.id, n=sides)


def _symmetry(subject: LintInput) -> Iterator[Weakness]:
    """Untied states that count by inference more often on one side than on the other."""
    (inferred_good, good), (inferred_bad, bad) = (inferred_states(subject.dossier, trend) for trend in _TRENDS)
    if inferred_good * bad != inferred_bad * good:
        counts = {"inferred_good": inferred_good, "good": good, "inferred_bad": inferred_bad, "bad": bad}
        yield subject.weakness("symmetry", subject.dossier.meta.id, **counts)


_TRENDS: tuple[Trend, Trend] = ("better", "worse")


def inferred_states(dossier: DossierReader, trend: Trend) -> tuple[int, int]:
    """How many untied states of a trend count by inference, and how many untied states of it there are."""
    states = [record for record in dossier.records(Evidence) if record.trend == trend and record.tie in _UNTIED]
    return sum(record.tie == "inferred" and _takes_sides(record) for record in states), len(states)


def _reading(subject: LintInput) -> Iterator[Weakness]:
    """Claims without a date, and those of which nobody says how they were read in their source."""
    for evidence in subject.dossier.records(Evidence):
        if span_of(evidence) is None:
            yield subject.weakness("undated", evidence.id)
        if evidence.origin in _READ_IN_A_SOURCE and evidence.reading is None:
            yield subject.weakness("no_reading", evidence.id)


def _outputs(subject: LintInput) -> Iterator[Weakness]:
    """Outputs that other actors put out: what the evaluated actor did is its own doing, or that of a part of it."""
    dossier, facets = subject.dossier, Facets(subject.dossier)
    for evidence in dossier.records(Evidence) if dossier.meta.evaluated else ():
        if dimension_level(dossier, evidence.dimension) != OUTPUT or not evidence.actor:
            continue
        if dossier.meta.evaluated not in set(facets.values(evidence, "actor")):
            yield subject.weakness("other_output", evidence.id, who=", ".join(evidence.actor))


def _voices(subject: LintInput) -> Iterator[Weakness]:
    """A voice that tells more than a third of all facts, those of the thesis, which has none, left out."""
    dossier, meta = subject.dossier, subject.dossier.meta
    claims = [record for record in dossier.records(Evidence) if dossier.voices.voice(record)]
    facts = facts_of(claims)
    for spoken in dossier.voices.by_voice(facts):
        count = len(facts_of(spoken.claims))
        if spoken.certain and count * 3 > len(facts):
            ident = spoken.voice.key if spoken.voice.kind == "actor" else meta.id
            name = dossier.voices.name(spoken.voice)
            yield subject.weakness("one_voice", ident, name=name, n=count, all=len(facts))


def _repeated(subject: LintInput, kind: Kind, key_of: Callable[[Evidence], object]) -> Iterator[Weakness]:
    """Claims that have a key of an earlier one, and are not said to tell the same fact; a key of None is none."""
    first: dict[object, Evidence] = {}
    for evidence in subject.dossier.records(Evidence):
        key = key_of(evidence)
        earlier = first.setdefault(key, evidence) if key is not None else evidence
        if fact_id(earlier) != fact_id(evidence):
            yield subject.weakness(kind, evidence.id, other=earlier.id)


def _counted_twice(subject: LintInput) -> Iterator[Weakness]:
    """Claims that state what another states, or give the figures that another gives from the same place."""
    language = subject.dossier.meta.default_language
    yield from _repeated(subject, "same_statement", lambda evidence: _key(evidence.statement, language))
    yield from _repeated(subject, "same_figures", partial(_figures_of, language=language))


def _key(texts: Texts, language: str) -> str:
    return name_key(texts.get(language, ""))


def _figures_of(evidence: Evidence, language: str) -> object:
    """Where a claim's figures stand and what they are, in whatever order; None where it has none."""
    if not evidence.figures:
        return None
    figures = frozenset(_figure(figure, evidence.year, language) for figure in evidence.figures)
    return evidence.source, name_key(evidence.locator or ""), figures


def _figure(figure: Figure, year: int | None, language: str) -> tuple[object, ...]:
    """What makes a figure that figure; what it is called may differ."""
    return figure.value, _key(figure.unit, language), figure.year or year, figure.start, figure.end


def lint_counts(dossier: DossierReader, tr: Translator) -> list[str]:
    """What is counted beside what is weak, a line each; nothing of a dossier of schema 1."""
    if dossier.meta.schema < SCHEMA:
        return []
    claims = dossier.count(Evidence)
    facts = len(facts_of(dossier.records(Evidence)))
    counted = N_("claims: {claims}; counted once where several tell the same fact: {facts}")
    states = N_(
        "states that no source ties to the evaluated actor and that count by inference: "
        "{inferred_good} of {good} that got better, {inferred_bad} of {bad} that got worse"
    )
    (inferred_good, good), (inferred_bad, bad) = (inferred_states(dossier, trend) for trend in _TRENDS)
    return [
        tr(counted, claims=claims, facts=facts),
        tr(states, inferred_good=inferred_good, good=good, inferred_bad=inferred_bad, bad=bad),
    ]


RULES_OF_SCHEMA_2: Iterable[Callable[[LintInput], Iterator[Weakness]]] = (
    _ties,
    _evaluated,
    _symmetry,
    _reading,
    _outputs,
    _voices,
    _counted_twice,
)
