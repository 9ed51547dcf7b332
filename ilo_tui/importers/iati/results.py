"""Results of an activity as evidence: a claim for each indicator, or for a result that has none.

The stance is left open and no figure is judged: what was aimed at and what was reached stand side by side for the
reader. Values that are no numbers, comments and descriptions are kept as words of the source, each behind the name of
its element.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Confidence, Evidence
from ilo_tui.dossier.parts import Cite, Excerpt, Figure, Texts
from ilo_tui.importers.iati.activity import Activity, first_title, place_of
from ilo_tui.importers.iati.codelists import RESULT_TYPES, known
from ilo_tui.importers.iati.figures import Measured, dates_of, measured
from ilo_tui.importers.iati.languages import texts_of
from ilo_tui.importers.iati.sources import SourceRegistry
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.framework import Framework
from ilo_tui.importers.tables.ids import digest, slug
from ilo_tui.importers.tables.phrases import combine, in_all_languages
from ilo_tui.importers.tables.upgrade import as_schema1

_UNTITLED = N_("The file gives this result no title.")
_READABLE = 32


class _Subject(NamedTuple):
    """What a claim is made of: a result and perhaps one of its indicators, with the documents that bear it."""

    result: Node
    dimension: str | None
    documents: list[str]
    indicator: Node | None = None

    @property
    def parts(self) -> list[Node]:
        """The result, and the indicator if there is one."""
        return [self.result, *([self.indicator] if self.indicator else [])]

    @property
    def where(self) -> str:
        """The place in the activity, by the titles: others may come before it in the next file."""
        return "/".join(place_of(node) for node in self.parts)

    @property
    def key(self) -> str:
        """What makes it this claim in any file: its references and titles, and of what type the result is."""
        return _joined(self.result.get("type"), *(text for node in self.parts for text in _names(node)))


def evidence_of(activity: Activity, source_registry: SourceRegistry, framework: Framework) -> list[Evidence]:
    """The claims of an activity, in the order of the file; documents are added to `source_registry`.

    The type of a result is the level of its dimension in the `framework`.
    """
    return _identified(activity, list(_candidates(activity, source_registry, framework)))


def _candidates(
    activity: Activity, source_registry: SourceRegistry, framework: Framework
) -> Iterator[tuple[_Subject, Evidence]]:
    """Claims that have no id yet."""
    for result in activity.node.all("result"):
        documents = source_registry.documents(result.all("document-link"), activity)
        subject = _Subject(result, framework.dimension_of(_type(activity, result)), documents)
        indicators = list(result.all("indicator"))
        if not indicators:
            yield subject, _evidence(activity, subject)
        for indicator in indicators:
            activity.report.read["indicators"] += 1
            linked = source_registry.documents(_documents(indicator), activity)
            cited = list(dict.fromkeys([*linked, *documents]))
            measured_subject = subject._replace(documents=cited, indicator=indicator)
            yield measured_subject, _evidence(activity, measured_subject)


def _identified(activity: Activity, candidates: list[tuple[_Subject, Evidence]]) -> list[Evidence]:
    """Claims with ids of what they say. Copies that say the very same are counted: which is the second is all one."""
    copies: Counter[str] = Counter()
    identified = []
    for (subject, evidence), key in zip(candidates, _keys(candidates), strict=True):
        last = subject.parts[-1]
        ident = f"{activity.id}.{slug(first_title(last), last.tag)[:_READABLE].strip('-_')}-{digest(key)}"
        copies[ident] += 1
        if copies[ident] > 1:
            message = N_("result or indicator that says the same as one before")
            activity.report.add_doubt(message, last.line, subject.where)
            ident = f"{ident}-{copies[ident]}"
        identified.append(replace(evidence, id=ident))
    return identified


def _keys(candidates: list[tuple[_Subject, Evidence]]) -> list[str]:
    """What makes each claim this one: its titles; where others share them, the dates of periods too; else all of it."""
    keys = [subject.key for subject, _ in candidates]
    counts = Counter(keys)
    shared = [place for place, key in enumerate(keys) if counts[key] > 1]
    contents = {place: msgspec.json.encode(candidates[place][1], order="sorted").decode() for place in shared}
    dates = {place: "\n".join(_dates(candidates[place][0])) for place in shared}
    for more in (dates, contents):
        different = Counter(key for key, _ in {(keys[place], contents[place]) for place in shared})
        shared = [place for place in shared if different[keys[place]] > 1]
        for place in shared:
            keys[place] = _joined(keys[place], more[place])
    return keys


def _names(node: Node) -> Iterator[str]:
    """The references of a result or indicator, and its title."""
    for reference in sorted((ref.get("vocabulary"), ref.get("code")) for ref in node.all("reference")):
        yield _joined(*reference)
    yield first_title(node)


def _dates(subject: _Subject) -> list[str]:
    """When the values of an indicator were taken, in the order of time."""
    periods = subject.indicator.all("period") if subject.indicator else ()
    return sorted("/".join(dates_of(period)) for period in periods)


def _joined(*parts: str) -> str:
    return "\n".join(map(name_key, parts))


def _type(activity: Activity, result: Node) -> str:
    """The type of a result; "other", no type and an unknown one, each counted, are of no dimension."""
    written = result.get("type")
    kind = (known(RESULT_TYPES, written) or "unknown") if written else "absent"
    activity.report.read["results"] += 1
    activity.report.read[f"results {kind}"] += 1
    if kind == "unknown":
        activity.report.add_doubt(N_("result of an unknown type, left unassigned"), result.line, written)
    return kind


def _documents(indicator: Node) -> Iterator[Node]:
    """The document links of an indicator, of its periods and of its values."""
    for node in (indicator, *indicator.all("period")):
        yield from node.all("document-link")
        for value in node.all("baseline", "target", "actual"):
            yield from value.all("document-link")


def _evidence(activity: Activity, subject: _Subject) -> Evidence:
    indicator, documents = subject.indicator, subject.documents
    measures = measured(activity, indicator, subject.result) if indicator else Measured()
    first, *others = documents or [activity.source]
    start, end = _period(measures)
    return Evidence(
        id=activity.id,
        programme=activity.id,
        dimension=subject.dimension,
        stance="context",
        statement=_statement(activity, subject.result, indicator),
        excerpt=_excerpt(subject.result, indicator, measures.words),
        figures=measures.figures,
        year=None if start else _year(measures.figures),
        start=start,
        end=end,
        places=measures.places,
        source=first,
        locator=None if documents else f"{activity.identifier}: {subject.where}".removeprefix(": "),
        other_sources=[Cite(source=document) for document in others],
        origin="iati",
        actor=[activity.reporter] if activity.reporter else [],
        tie="direct",
        # The activity was read; a document that it links to was not.
        reading="second_hand" if documents else "direct",
    )


def as_version_0_1(evidence: Evidence) -> Evidence:
    """A claim as version 0.1 made it of the same result: trusted as it was read, dated by what was reached."""
    confidence: Confidence = "high" if evidence.reading == "direct" else "medium"
    return replace(as_schema1(evidence), confidence=confidence, year=_year(evidence.figures))


def is_titled(evidence: Evidence) -> bool:
    """Whether a claim says what the file says; else the file gives its result no title."""
    return evidence.statement != in_all_languages(_UNTITLED)


def _statement(activity: Activity, result: Node, indicator: Node | None) -> Texts:
    """Title of the result and of the indicator, in all languages of either."""
    title = texts_of(result.all("title"))
    measure = texts_of(indicator.all("title")) if indicator else {}
    statement = combine(title, measure) or texts_of(result.all("description"))
    if not statement:
        activity.report.add_doubt(N_("result without any title"), result.line)
    return statement or in_all_languages(_UNTITLED)


def _excerpt(result: Node, indicator: Node | None, words: list[str]) -> Excerpt | None:
    """The descriptions, and what the values say in words; in the first language, others behind their code."""
    described = [("result/description", description) for description in result.all("description")]
    described += [
        ("indicator/description", description) for description in (indicator.all("description") if indicator else ())
    ]
    lines: list[str] = []
    language = result.lang
    for name, node in described:
        for spoken, text in texts_of([node]).items():
            if not lines:
                language = spoken
            lines.append(f"{name}: {text}" if spoken == language else f"{name} [{spoken}]: {text}")
    if indicator and indicator.get("ascending").lower() in {"0", "false"}:
        # Whoever compares target and actual has to know that less is better here.
        lines.append(f"indicator/@ascending: {indicator.get('ascending')}")
    lines += words
    return Excerpt(lang=language, text="\n".join(lines)) if lines else None


def _period(measures: Measured) -> tuple[str | None, str | None]:
    """From when to when something was reached, or where nothing was, was to be; none without such a period."""
    spans = [span for span in measures.spans if span[0] == "actual"] or measures.spans
    starts, ends = [start for _, start, _ in spans], [end for _, _, end in spans]
    return (min(starts), max(ends)) if spans else (None, None)


def _year(figures: list[Figure]) -> int | None:
    """The one year of everything that was reached, where it is one."""
    years = {figure.year for figure in figures if figure.role == "actual"}
    return years.pop() if len(years) == 1 else None
