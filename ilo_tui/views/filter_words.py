"""A filter in words, so that nobody wonders why so little is on the screen; and an example of one."""

from __future__ import annotations

from collections.abc import Collection

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.filter_aliases import code_word, key_label, value_labels, value_words
from ilo_tui.dossier.filter_values import is_range
from ilo_tui.dossier.filters import Query, Term
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES, GAPS, PLACE_LEVELS, PROGRAMME_KINDS, STANCES, slug_words

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
    "actor": N_("actor {values}"),
    "said_by": N_("said by {values}"),
    "tie": N_("tie {values}"),
    "trend": N_("trend {values}"),
    "reading": N_("reading {values}"),
    "period": N_("period {values}"),
    "place": N_("place {values}"),
    "level": N_("level {values}"),
    "publisher": N_("published by {values}"),
    "aim": N_("aim {values}"),
    "finding": N_("finding {values}"),
    "stake": N_("stake {values}"),
    "voices": N_("number of voices {values}"),
    "gap": N_("gap {values}"),
    "draft": N_("in drafts {values}"),
}
_CODES: dict[str, dict[str, str]] = {
    "stance": {code: word for code, (_, word, _) in STANCES.items()},
    "degree": {code: word for code, (_, word) in DEGREES.items()},
    "kind": {**PROGRAMME_KINDS, **GAPS},
    "level": PLACE_LEVELS,
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
        "actor": N_("an actor"),
        "said_by": N_("a speaker"),
        "tie": N_("a tie"),
        "trend": N_("a trend"),
        "aim": N_("an aim"),
        "aim_reached": N_("whether the aim was reached"),
        "reading": N_("a reading"),
        "same_as": N_("a fuller record of the same fact"),
        "data_of": N_("data of another source"),
        "alignment": N_("an alignment"),
    },
    "gap": GAPS,
}
_NAMED = {"dimension", "actor", "said_by", "aim"}
_WORDS = {"kind", "origin", "place", "publisher"}
_FEW = 3


def filter_phrases(context: ViewContext, query: Query) -> str:
    """What a filter asks for, e.g. `programme CLM, speaks against, "trafficking"`."""
    phrases = [_phrase(context, term) for term in query.terms]
    return ", ".join([*phrases, *(f"“{clean(word)}”" for word in query.words)])


def _phrase(context: ViewContext, term: Term) -> str:
    if term.negated and term.key == "has":
        return context.tr("without {values}", values=_values(context, term))
    phrase = context.tr(_PHRASES[term.key], values=_values(context, term))
    return context.tr("not: {phrase}", phrase=phrase) if term.negated else phrase


def _values(context: ViewContext, term: Term) -> str:
    if is_range(term.key):
        return clean(term.written).replace("..", "–")
    if len(term.values) > _FEW:
        return f"{clean(term.written)}…"
    return context.tr(" or ").join(_value(context, term.key, value) for value in sorted(term.values))


def _value(context: ViewContext, key: str, value: str) -> str:
    if word := _CODES.get(key, {}).get(value) or code_word(key, value):
        return context.tr(word)
    if key in {"programme", "policy", "from_policy"}:
        return context.code(value)
    if key in _NAMED:
        return context.name(value)
    label = next((period.label for period in context.dossier.meta.periods if period.id == value), None)
    if key == "period" and label:
        return context.tr.text(label)
    return clean(slug_words(value) if key in _WORDS else value)


def filter_example(tr: Translator, dossier: DossierReader, keys: Collection[str]) -> str:
    """`e.g. programme:clm dimension:output year:2012..2016`: what can be typed where a filter may have these keys.

    It names what this dossier has, in the language in force.
    """
    values = {
        "programme": next(iter(dossier.ids(Programme)), ""),
        "dimension": _first_label(tr, dossier, "dimension") or next(iter(dossier.ids(Dimension)), ""),
        "degree": _first_label(tr, dossier, "degree"),
        "year": "2012..2016",
    }
    terms = [f"{key_label(key, tr)}:{clean(value)}" for key, value in values.items() if value and key in keys]
    return tr("e.g. {filter}", filter=" ".join(terms)) if terms else ""


def _first_label(tr: Translator, dossier: DossierReader, key: str) -> str:
    """The word for the first value of a key, where it can be typed: a text in another language says so beside it."""
    typed = value_words(key, dossier)
    return next((label for label in value_labels(key, dossier, tr)[:1] if label in typed), "")
