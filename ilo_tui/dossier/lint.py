"""What is weak in a sound dossier: nothing that keeps anybody from using it, but what a critic would ask about first.

Each rule is a function that gives the weak spots of one kind. The rule that takes the most judgement:

**Impact claims whose evidence is an output.** Impact is what changed in the world; how many people were trained or
places inspected is what the organisation did. A claim counts here if its dimension is of the level impact, it
supports, and either names an indicator whose dimension is of the level output, or has figures of which every one counts
an activity. A figure does that if its name or unit has a word for one, in English or Indonesian (the list is
`activities.json`, whole words). A single figure that counts something else clears the claim, and a claim without
figures is left alone: from its words alone nothing is inferred.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

import msgspec

from ilo_tui.core.text import fold, name_key
from ilo_tui.core.translator import Translator
from ilo_tui.dossier import schema1
from ilo_tui.dossier.checks.texts import missing_languages
from ilo_tui.dossier.codec import Tables
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.gaps import covers
from ilo_tui.dossier.levels import IMPACT, OUTPUT, dimension_level
from ilo_tui.dossier.lint_findings import KINDS, Weakness
from ilo_tui.dossier.lint_input import LintInput
from ilo_tui.dossier.lint_schema2 import RULES_OF_SCHEMA_2, lint_counts
from ilo_tui.dossier.model import (
    SCHEMA,
    Alignment,
    AppliesTo,
    Dimension,
    Evidence,
    Indicator,
    Policy,
    Programme,
    Record,
    Scale,
    Source,
    Suggestion,
)
from ilo_tui.dossier.parts import Figure
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.strings import strings

_WORD = re.compile(r"\w+")
_CITING = ("source", "sources", "other_sources", "conclusion", "segments")


def lint(tables: Tables, path: Path) -> list[Weakness]:
    """Every weak spot of a sound dossier, kind by kind, within a kind in the order of the file."""
    subject = LintInput(tables, path)
    rules = (*_RULES, *RULES_OF_SCHEMA_2) if subject.dossier.meta.schema >= SCHEMA else _RULES
    weaknesses = [weakness for rule in rules for weakness in rule(subject)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(weaknesses, key=lambda weakness: order[weakness.kind])


def counts(tables: Tables, path: Path, tr: Translator) -> list[str]:
    """What is counted beside what is weak, a line each."""
    return lint_counts(LintInput(tables, path).dossier, tr)


def _evidence(subject: LintInput) -> Iterator[Weakness]:
    """Places that are not recorded; claims in no dimension; impact shown by activities."""
    for evidence in subject.dossier.records(Evidence):
        cited = [(evidence.source, evidence.locator), *((cite.source, cite.locator) for cite in evidence.other_sources)]
        for source in dict.fromkeys(source for source, locator in cited if not (locator or "").strip()):
            yield subject.weakness("locator", evidence.id, source=source)
        if evidence.programme and not evidence.dimension:
            yield subject.weakness("no_dimension", evidence.id)
        if activity := _activity(subject.dossier, evidence):
            yield subject.weakness("impact_by_activity", evidence.id, what=activity)


def _activity(dossier: DossierReader, evidence: Evidence) -> object:
    """The activity by which a claim would show an impact (see the top of this module); None where it does not."""
    if evidence.stance != "supports" or dimension_level(dossier, evidence.dimension) != IMPACT:
        return None
    indicator = dossier.get(Indicator, evidence.indicator or "")
    if indicator and dimension_level(dossier, indicator.dimension) == OUTPUT:
        return indicator.name
    return evidence.figures[0].name if evidence.figures and all(map(counts_activity, evidence.figures)) else None


def counts_activity(figure: Figure) -> bool:
    """Whether a figure counts what somebody did, by the words of its name and unit in any language."""
    words = {word for text in (*figure.name.values(), *figure.unit.values()) for word in _WORD.findall(fold(text))}
    return not words.isdisjoint(_activities())


@lru_cache(maxsize=1)
def _activities() -> frozenset[str]:
    listed = msgspec.json.decode(files(__package__).joinpath("activities.json").read_bytes(), type=dict[str, list[str]])
    return frozenset(word for words in listed.values() for word in words)


def _figures(subject: LintInput) -> Iterator[Weakness]:
    """Figures of which nobody knows when, or in what."""
    for evidence in subject.dossier.records(Evidence):
        for figure in evidence.figures:
            if {evidence.year, figure.year, figure.start, figure.end} == {None}:
                yield subject.weakness("figure_year", evidence.id, what=figure.name)
            if not any(char.isalnum() or char in "%‰‱°$€£¥" for text in figure.unit.values() for char in text):
                yield subject.weakness("figure_unit", evidence.id, what=figure.name, unit=figure.unit)


def _crossings(subject: LintInput) -> Iterator[Weakness]:
    """Crossings that hold evidence, but of one side, of one source or of low confidence only."""
    for cell in subject.cells:
        name = subject.dossier.record(Dimension, cell.column).name
        supports, contradicts, _ = cell.counts
        if supports and not contradicts:
            yield subject.weakness("support_only", cell.row, dimension=name, n=supports)
        if "one_source" in subject.gap_map.former_kinds(cell.row, cell.column):
            source = sources_of(cell.evidence[0])[0]
            yield subject.weakness("one_source", cell.row, dimension=name, source=source)
        if all(evidence.confidence == "low" for evidence in cell.evidence):
            yield subject.weakness("low_confidence", cell.row, dimension=name, n=len(cell.evidence))


def _programmes(subject: LintInput) -> Iterator[Weakness]:
    """Programmes of which nothing is known."""
    for programme in subject.dossier.records(Programme):
        if not subject.dossier.evidence_of("programme", programme.id):
            yield subject.weakness("no_evidence", programme.id)
        if not programme.sources:
            yield subject.weakness("no_programme_source", programme.id)


def _indicators(subject: LintInput) -> Iterator[Weakness]:
    """Indicators that hold no point."""
    for indicator in subject.dossier.records(Indicator):
        if not any(segment.points for segment in indicator.segments):
            yield subject.weakness("no_points", indicator.id)


def _policies(subject: LintInput) -> Iterator[Weakness]:
    """Policies that no alignment names, and alignments that cannot be looked up."""
    dossier = subject.dossier
    served = {alignment.policy for alignment in dossier.records(Alignment)}
    for policy in dossier.ids(Policy):
        if policy not in served:
            yield subject.weakness("no_alignment", policy)
    for alignment in dossier.records(Alignment):
        if not (alignment.locator or "").strip():
            yield subject.weakness("alignment_locator", alignment.id, source=alignment.source)


def _sources(subject: LintInput) -> Iterator[Weakness]:
    """Sources that nothing rests on."""
    cited = {ident for rows in subject.tables.values() for record in rows.values() for ident in _cited(record)}
    for source in subject.dossier.ids(Source):
        if source not in cited:
            yield subject.weakness("unused_source", source)


def _cited(record: Record) -> Iterator[str]:
    """Every string in the fields of a record that cite: the ids of its sources, and words that are no ids."""
    if isinstance(record, Alignment):
        yield record.source
        return
    for name in _CITING:
        yield from strings(getattr(record, name, None))


def _suggestions(subject: LintInput) -> Iterator[Weakness]:
    """Suggestions in whose scope no gap lies."""
    for suggestion in subject.dossier.records(Suggestion):
        if not any(covers(suggestion, gap) for gap in subject.gaps):
            yield subject.weakness("covers_nothing", suggestion.id)


def _scales(subject: LintInput) -> Iterator[Weakness]:
    """Kinds of items for which the dossier brings no scale."""
    answered = {scale.applies_to for scale in subject.dossier.records(Scale)}
    meta = subject.dossier.meta
    for kind in get_args(AppliesTo if meta.schema >= SCHEMA else schema1.AppliesTo):
        if kind not in answered:
            yield subject.weakness("no_scale", meta.id, asked=kind)


def _languages(subject: LintInput) -> Iterator[Weakness]:
    """Texts that lack a language of the dossier, collected by record."""
    lacking: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fault in missing_languages(subject.tables):
        lacking[fault.id, str(fault.values["language"])].append(str(fault.values["field"]))
    for (ident, language), fields in lacking.items():
        yield subject.weakness("language", ident, language=language, fields=", ".join(fields))


def _names(subject: LintInput) -> Iterator[Weakness]:
    """Records of one table that a reader cannot tell apart: their names differ in nothing that is seen."""
    for rows in subject.tables.values():
        known: dict[tuple[str, ...], str] = {}
        for record in rows.values():
            # A name that nobody sees is a fault of its own.
            names = {key: text for key, text in _names_of(record) if any(key[1:])}
            if alike := next((key for key in names if known.get(key, record.id) != record.id), None):
                yield subject.weakness("same_name", record.id, name=names[alike], other=known[alike])
            for key in names:
                known.setdefault(key, record.id)


def _names_of(record: Record) -> Iterator[tuple[tuple[str, ...], str]]:
    """By what a record is known, and how that is written; a source by title, publisher, year and address together."""
    # An activity is named as a programme already.
    if isinstance(record, Source) and record.kind != "iati-activity" and not record.id.endswith(".iati"):
        written = (record.title, record.publisher or "", str(record.year), record.url or "")
        yield ("title", *map(name_key, written)), record.title
    if isinstance(record, Programme | Policy):
        yield ("code", name_key(record.code)), record.code
    if isinstance(record, Programme | Policy | Dimension | Indicator | Suggestion):
        texts = record.title if isinstance(record, Suggestion) else record.name
        for language, text in texts.items():
            yield (language, name_key(text)), text


_RULES: tuple[Callable[[LintInput], Iterator[Weakness]], ...] = (
    _evidence,
    _figures,
    _crossings,
    _programmes,
    _indicators,
    _policies,
    _sources,
    _suggestions,
    _scales,
    _languages,
    _names,
)
