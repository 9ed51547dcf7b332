"""What the copies of its sources say of a dossier's claims: of their excerpts, and of the figures in them.

Texts come through `TextOfSource`, so that nothing here knows of folders or of how a document is read. The copies are
gone through source by source, so that one text at a time is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeVar, get_args

import msgspec

from ilo_tui.copies.excerpts import find_excerpt
from ilo_tui.copies.figures import Figure, figures_on
from ilo_tui.copies.model import DocumentText
from ilo_tui.copies.passages import Passage, SearchableText
from ilo_tui.copies.places import cited_pages, figures_of_claim
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.reader import DossierReader

NoText = Literal["no_copy", "impossible", "damaged"]
"""Why there is no text: no copy is here, none can be had, or what is here is missing, altered or cannot be read."""
TextOfSource = Callable[[str], DocumentText | NoText]
"""The text of the copy of a source, by its id."""
QuoteState = Literal["proven", "elsewhere", "absent", "no_text", "no_copy", "impossible", "damaged"]
"""`no_text`: there is a copy, but no text in it, as in a scan."""
FigureState = Literal["present", "missing", "no_text", "no_copy", "impossible", "damaged"]
WithoutText = Literal["no_text", "no_copy", "impossible", "damaged"]
C = TypeVar("C")


class PageName(msgspec.Struct, frozen=True):
    """A page of a copy as people name it."""

    number: int
    label: str
    """As printed, or the heading of a part; empty where there is none."""
    is_printed: bool
    """Whether it is a page of print; else it is a part of a document without pages."""


class QuoteCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What the copy of its source says of the excerpt of a claim."""

    evidence: str
    source: str
    state: QuoteState
    cited: tuple[PageName, ...] = ()
    """The pages to which the claim's excerpt and locator lead."""
    pages: tuple[PageName, ...] = ()
    """Where the words stand, or what comes nearest to them."""
    words: str = ""
    """What stands there, as it was extracted: hostile text."""


class FigureCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Which figures of a claim stand nowhere on the pages that it cites; a hint, since a figure may be worked out."""

    evidence: str
    source: str
    state: FigureState
    missing: tuple[str, ...] = ()
    """As the claim spells them; never a year or a word, which say too little."""
    cited: tuple[PageName, ...] = ()
    """The pages that were looked at; empty where the claim names none that the copy has: then it was all of it."""


def page_names_of(document: DocumentText, numbers: Iterable[int]) -> tuple[PageName, ...]:
    """The pages of these numbers as people name them, each once; what the document has no page of is left out."""
    by_number = {page.number: page for page in document.pages}
    pages = (by_number.get(number) for number in dict.fromkeys(numbers))
    return tuple(PageName(page.number, page.label, document.has_printed_pages) for page in pages if page)


class _Copy:
    """The copy of a source, for as long as its claims are looked at."""

    def __init__(self, text: DocumentText) -> None:
        self.text = SearchableText(text)

    @cached_property
    def readings(self) -> Mapping[int, frozenset[str]]:
        """What the figures on each page can be."""
        return {
            page.number: frozenset(reading for figure in figures_on(page.text) for reading in figure.readings)
            for page in self.text.pages
        }


def check_quotes(dossier: DossierReader, text_of: TextOfSource) -> list[QuoteCheck]:
    """The excerpt of every claim that has one, in the order of the dossier."""
    claims = [evidence for evidence in dossier.records(Evidence) if evidence.excerpt and evidence.excerpt.text.strip()]
    return _by_source(claims, text_of, _check_quote, _quote_without_text)


def check_figures(dossier: DossierReader, text_of: TextOfSource) -> list[FigureCheck]:
    """The figures of every claim that has some which are not weak, in the order of the dossier."""
    claims = [evidence for evidence in dossier.records(Evidence) if _strong_figures(evidence)]
    return _by_source(claims, text_of, _check_figures, _figures_without_text)


def proof_counts(checks: Iterable[QuoteCheck]) -> Mapping[QuoteState, int]:
    """How many excerpts there are of each state, every state named."""
    counts = Counter(check.state for check in checks)
    return {state: counts[state] for state in get_args(QuoteState)}


def _by_source(
    claims: Iterable[Evidence],
    text_of: TextOfSource,
    check: Callable[[_Copy, Evidence], C],
    without_text: Callable[[Evidence, WithoutText], C],
) -> list[C]:
    """A check of each claim, in their order; the text of each source is asked for once."""
    by_source: defaultdict[str, list[tuple[int, Evidence]]] = defaultdict(list)
    for place, evidence in enumerate(claims):
        by_source[evidence.source].append((place, evidence))
    checks: list[tuple[int, C]] = []
    for source, cited in by_source.items():
        text = text_of(source)
        if isinstance(text, DocumentText) and any(page.text.strip() for page in text.pages):
            copy = _Copy(text)
            checks += ((place, check(copy, evidence)) for place, evidence in cited)
        else:
            state: WithoutText = "no_text" if isinstance(text, DocumentText) else text
            checks += ((place, without_text(evidence, state)) for place, evidence in cited)
    return [result for _, result in sorted(checks, key=lambda item: item[0])]


def _quote_without_text(evidence: Evidence, state: WithoutText) -> QuoteCheck:
    return QuoteCheck(evidence=evidence.id, source=evidence.source, state=state)


def _figures_without_text(evidence: Evidence, state: WithoutText) -> FigureCheck:
    return FigureCheck(evidence=evidence.id, source=evidence.source, state=state)


def _check_quote(copy: _Copy, evidence: Evidence) -> QuoteCheck:
    proof = find_excerpt(
        copy.text, evidence.excerpt.text if evidence.excerpt else "", cited_pages(copy.text, evidence).numbers
    )
    passages = proof.passages or proof.nearest
    return QuoteCheck(
        evidence=evidence.id,
        source=evidence.source,
        state=proof.state,
        cited=page_names_of(copy.text.document, proof.cited_pages),
        pages=page_names_of(copy.text.document, _numbers(passages)),
        words=copy.text.passage_text(passages),
    )


def _numbers(passages: Iterable[Passage]) -> Iterator[int]:
    return (passage.page_number for passage in passages)


def _check_figures(copy: _Copy, evidence: Evidence) -> FigureCheck:
    numbers = dict.fromkeys(cited_pages(copy.text, evidence).numbers)
    if numbers and evidence.excerpt:
        numbers |= dict.fromkeys(_numbers(find_excerpt(copy.text, evidence.excerpt.text, tuple(numbers)).passages))
    present = frozenset[str]().union(*(copy.readings[number] for number in numbers or copy.readings))
    missing = tuple(figure.spelling for figure in _strong_figures(evidence) if figure.readings.isdisjoint(present))
    return FigureCheck(
        evidence=evidence.id,
        source=evidence.source,
        state="missing" if missing else "present",
        missing=missing,
        cited=page_names_of(copy.text.document, numbers),
    )


def _strong_figures(evidence: Evidence) -> list[Figure]:
    return [figure for figure in figures_of_claim(evidence) if not figure.weak]
