"""Which gaps a filter leaves: every term must hold for a gap, and its line, in any language, or its ids have all words.

A term that is about something no gap has, as `origin:`, no gap passes, unless it is turned round.
"""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.core.languages import language_codes
from ilo_tui.core.text import fold
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import Query, Term
from ilo_tui.dossier.gap_list import Gaps
from ilo_tui.dossier.gaps import Gap, GapKind
from ilo_tui.dossier.model import Dimension, Policy
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import GAPS_IN_BRIEF

_OF_REST = frozenset({"dimension", "policy", "kind"})
"""The keys that are about what a programme is crossed with, or what is missing there."""


def passing_gaps(context: ViewContext, gaps: Gaps, query: Query) -> Gaps:
    """The gaps that pass, decided once for each programme and once for each kind of gap at what it is crossed with.

    Each of both lacks the words that are not in its part of the line, and the terms that the other decides; what
    neither passes, the gap does not.
    """

    def of_programme(programme: str) -> int:
        terms = (_programme_lacks(term, programme) for term in query.terms)
        return _bits([*_lacking_words(query, _programme_text(context, programme)), *terms])

    def of_rest(crossed: str, kind: GapKind) -> int:
        key = "policy" if crossed in context.dossier.ids(Policy) else "dimension"
        terms = (_rest_lacks(term, {key: crossed, "kind": kind}) for term in query.terms)
        return _bits([*_lacking_words(query, _rest_text(context, crossed, kind)), *terms])

    return gaps.lacking(of_programme, of_rest) if query else gaps


def gap_words(context: ViewContext, gap: Gap) -> str:
    """The text of a gap's line in every language, and its ids: there words are looked for."""
    crossed = gap.dimension or gap.policy or ""
    return f"{_programme_text(context, gap.programme)} {_rest_text(context, crossed, gap.kind)}"


def _programme_text(context: ViewContext, programme: str) -> str:
    # No word goes over the blank between the two parts of a line, so that each can be looked at by itself.
    return f"{context.code(programme)} {programme}"


def _rest_text(context: ViewContext, crossed: str, kind: str) -> str:
    dimension = context.dossier.get(Dimension, crossed)
    names = dimension.name.values() if dimension else (context.code(crossed),)
    lacks = (tr(GAPS_IN_BRIEF[kind]) for tr in map(Translator, language_codes()))
    return " ".join((*names, *lacks, crossed, kind))


def _lacking_words(query: Query, text: str) -> Iterable[bool]:
    folded = fold(text)
    return (word not in folded for word in query.words)


def _programme_lacks(term: Term, programme: str) -> bool:
    if term.key == "programme":
        return (programme in term.values) == term.negated
    return term.key in _OF_REST or not term.negated


def _rest_lacks(term: Term, values: dict[str, str]) -> bool:
    if term.key in _OF_REST:
        return (values.get(term.key) in term.values) == term.negated
    return term.key == "programme" or not term.negated


def _bits(lacking: Iterable[bool]) -> int:
    return sum(1 << place for place, lacks in enumerate(lacking) if lacks)
