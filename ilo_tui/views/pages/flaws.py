"""The ten flaws as pages: what each means, what this dossier shows with its records, and what cannot be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import CELL
from ilo_tui.dossier.model import Evidence
from ilo_tui.review.flaws.find import find_flaws
from ilo_tui.review.flaws.result import Case, CaseKind, Flaw
from ilo_tui.review.flaws.subject import Hidden
from ilo_tui.review.results import ReviewResults
from ilo_tui.views.context import ViewContext
from ilo_tui.views.flaw_proofs import with_proofs
from ilo_tui.views.flaw_words import (
    FLAWS,
    case_text,
    flaw_title,
    full_text,
    level_text,
    nothing_text,
    spread_name,
    unknown_text,
)
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.pages.gap import gap_block

FLAW = "flaw:"
"""Begins the address of a case, `flaw:NUMBER/CASE`, whose claims are shown as a list of their own."""

_BY_LEVEL = frozenset({"insufficient", "general_from_single"})
"""Flaws for which the tie level in force makes a difference."""
_LISTS: frozenset[CaseKind] = frozenset({
    "no_reason", "no_locator", "no_excerpt", "second_hand", "excerpts_stand", "by_stake", "by_tie", "by_period",
    "speaks", "silent", "no_other_cause", "cause_on_monitoring", "cause_on_dossier", "cause_on_segments",
})  # fmt: skip
"""Cases that mean all their records alike; the first record of any other is what it is about."""


def flaws_in(context: ViewContext, results: ReviewResults | None, waiting: Collection[str] = ()) -> list[Flaw]:
    """The ten flaws at the tie level in force, without what is hidden; `waiting` are items whose answers are, too."""
    blinding = context.blinding
    hidden = Hidden(blinding.hides, waiting.__contains__, blinding.conclusions)
    return [with_proofs(context, flaw) for flaw in find_flaws(context.dossier, results, context.weighing.level, hidden)]


def goes_by_level(flaw: Flaw) -> bool:
    """Whether the tie level in force makes a difference for a flaw."""
    return flaw.name in _BY_LEVEL


def flaw_page(context: ViewContext, flaw: Flaw) -> Iterator[Block]:
    """A flaw in full, below its title; a case that means many claims alike leads to a list of them, by its address."""
    tr, words = context.tr, FLAWS[flaw.name]
    yield block(tr(words.meaning))
    yield block(tr("Looked for: {what}", what=tr(words.looked_for)), "dim")
    if goes_by_level(flaw):
        yield block(level_text(context), "dim")
    nothing = nothing_text(context, flaw)
    if flaw.cases or nothing:
        yield from heading(tr("What this dossier shows"))
        yield from [block(nothing, "dim")] if nothing else _cases(context, flaw)
    if flaw.unknown:
        yield from heading(tr("What cannot be told"))
        yield from (block(unknown_text(context, unknown), hang=2) for unknown in flaw.unknown)


def _cases(context: ViewContext, flaw: Flaw) -> Iterator[Block]:
    """The cases, those of a kind that spreads for and against under what it spreads them by."""
    for name, group in groupby(enumerate(flaw.cases), lambda pair: spread_name(context, pair[1])):
        if name:
            yield block(f"{name}:")
        for place, case in group:
            yield from _case(context, case, f"{FLAW}{flaw.number}/{place}", 2 if name else 0)


def _case(context: ViewContext, case: Case, address: str, indent: int) -> Iterator[Block]:
    """A case in a line, below it the records that it means, unless the line leads to a list of them."""
    about, rest = subject_of(case)
    listed = about is None and any(context.dossier.get(Evidence, ident) for ident in rest[:1])
    lead = address if listed else about
    yield Block((Span(case_text(context, case), "link" if lead else "mark"),), indent, 2, lead)
    yield from (record_block(context, ident, indent + 2) for ident in (() if listed else rest))


def subject_of(case: Case) -> tuple[str | None, Sequence[str]]:
    """What a case is about, where that is one record, and the other records that it means."""
    return (None, case.records) if case.kind in _LISTS else (case.records[0], case.records[1:])


def record_block(context: ViewContext, ident: str, indent: int = 0) -> Block:
    """A record that a case means, in a line to follow."""
    if claim := context.dossier.get(Evidence, ident):
        return evidence_block(context, claim, indent)
    if gap := context.gaps.find(ident) if ident.startswith("gap:") else None:
        return Block(gap_block(context, gap).spans, indent, 2, ident)
    row, slash, column = ident.removeprefix(CELL).partition("/")
    crossing = ident.startswith(CELL) and slash
    name = f"{context.code(row)} × {context.name(column)}" if crossing else context.name(ident)
    return block(name, "link", indent=indent, hang=2, target=ident)


def case_claims(context: ViewContext, flaws: Sequence[Flaw], address: str) -> tuple[str, list[Evidence]]:
    """What a case at an address says, and its claims; nothing where there is no such case by now."""
    number, _, place = address.removeprefix(FLAW).partition("/")
    cases = flaws[int(number) - 1].cases if flaws else ()
    if int(place) >= len(cases):
        return "", []
    case = cases[int(place)]
    claims = (context.dossier.get(Evidence, ident) for ident in case.records)
    return case_text(context, case), [claim for claim in claims if claim]


def case_page(context: ViewContext, flaws: Sequence[Flaw], address: str) -> list[Block]:
    """The claims of the case at an address, below what it says."""
    text, claims = case_claims(context, flaws, address)
    return [block(text, "title"), *(evidence_block(context, claim) for claim in claims)]


def flaw_lines(context: ViewContext, flaw: Flaw, shown: int) -> Iterator[str]:
    """A flaw as plain lines: what it means, a line a case with the ids of its first records, what cannot be told."""
    tr = context.tr
    yield f"{flaw_title(context, flaw)}. {tr(FLAWS[flaw.name].meaning)}"
    for case in flaw.cases:
        ids = [clean(ident) for ident in case.records[:shown]]
        if more := len(case.records) - len(ids):
            ids.append(tr("... and {n} more", n=more))
        yield f"  {full_text(context, case)}" + (f" [{', '.join(ids)}]" if ids else "")
    if nothing := nothing_text(context, flaw):
        yield f"  {nothing}"
    if flaw.unknown:
        yield f"  {tr('What cannot be told')}:"
        yield from (f"    {unknown_text(context, unknown)}" for unknown in flaw.unknown)


def flaw_fields(context: ViewContext, flaw: Flaw) -> dict[str, object]:
    """A flaw as plain values, in codes and in words."""
    tr, words = context.tr, FLAWS[flaw.name]
    return {
        "flaw": flaw.number,
        "name": flaw.name,
        "title": tr(words.title),
        "meaning": tr(words.meaning),
        "looked_for": tr(words.looked_for),
        "findings": [
            {
                "kind": case.kind,
                "text": full_text(context, case),
                "numbers": case.numbers,
                "records": [clean(ident) for ident in case.records],
            }
            for case in flaw.cases
        ],
        "unknown": [{"kind": unknown, "text": unknown_text(context, unknown)} for unknown in flaw.unknown],
    }
