"""Observations from the field as claims: what was seen, where and when, in the words of whoever saw it."""

from __future__ import annotations

from ilo_tui.app.record_form.prefill import claim_at, claim_from_observation
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.review.observations import FieldObservation
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.observations import when_and_where


def claim_of_observation(context: ViewContext, observation: FieldObservation) -> dict[str, object]:
    """The fields of a claim of what somebody saw, about what they saw it of.

    An observation does not say in which language it is: it is taken to be that of the screen, as far as the dossier has
    texts in it.
    """
    meta, content = context.dossier.meta, observation.record.observation
    language = context.tr.language if context.tr.language in meta.languages else meta.default_language
    kind, _, ident = observation.item.partition(":")
    begun = claim_at(context.dossier, observation.item if kind in {"cell", "gap"} else ident)
    return claim_from_observation(
        begun, content.text.strip(), language, place=observation.place.strip(), date=content.date
    )


def observation_words(tr: Translator, observation: FieldObservation) -> str:
    """An observation in a line: when, where, and how it begins."""
    return f"{when_and_where(tr, observation)}: {clean(observation.record.observation.text.strip())}"
