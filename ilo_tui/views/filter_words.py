"""A filter in words, so that nobody wonders why so little is on the screen."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.filters import Query, Term
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES, GAPS, PROGRAMME_KINDS, STANCES, slug_words

_PHRASES = {
    "programme": N_("programme {values}"),
    "dimension": N_("dimension {values}"),
    "policy": N_("policy {values}"),
    "from_policy": N_("policy {values}"),
    "indicator": N_("indicator {values}"),
    "suggestion": N_("suggestion {values}"),
    "source": N_("source {values}"),
    "year": N_("year {values}"),
    "confidence": N_("confidence {values}"),
    "origin": N_("origin {values}"),
    "degree": N_("degree {values}"),
    "kind": N_("kind {values}"),
    "applies_to": N_("asked of {values}"),
    "has": N_("with {values}"),
    "stance": N_("speaks {values}"),
}
_CODES: dict[str, dict[str, str]] = {
    "stance": {code: word for code, (_, word, _) in STANCES.items()},
    "degree": {code: word for code, (_, word) in DEGREES.items()},
    "kind": {**PROGRAMME_KINDS, **GAPS},
    "confidence": {"high": N_("high"), "medium": N_("medium"), "low": N_("low")},
    "has": {
        "figures": N_("figures"),
        "locator": N_("a locator"),
        "excerpt": N_("an excerpt"),
        "place": N_("a place"),
        "year": N_("a year"),
        "note": N_("a note"),
        "degree": N_("a degree"),
        "provision": N_("a provision"),
        "other_sources": N_("other sources"),
        "points": N_("points"),
    },
}
_FEW = 3


def filter_phrases(context: ViewContext, query: Query) -> str:
    """What a filter asks for, e.g. `programme CLM, speaks against, "trafficking"`."""
    phrases = [context.tr(_PHRASES[term.key], values=_values(context, term)) for term in query.terms]
    return ", ".join([*phrases, *(f"“{clean(word)}”" for word in query.words)])


def _values(context: ViewContext, term: Term) -> str:
    if term.key == "year":
        return clean(term.written).replace("..", "–")
    if len(term.values) > _FEW:
        return f"{clean(term.written)}…"
    return context.tr(" or ").join(_value(context, term.key, value) for value in sorted(term.values))


def _value(context: ViewContext, key: str, value: str) -> str:
    if word := _CODES.get(key, {}).get(value):
        return context.tr(word)
    if key in {"programme", "policy", "from_policy"}:
        return context.code(value)
    return (
        context.name(value) if key == "dimension" else clean(slug_words(value) if key in {"kind", "origin"} else value)
    )
