"""What stands beside a claim wherever it is listed: who acts, who speaks, how it was read, that it is not tied."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.views.claim_labels import NOT_STATED, READINGS, TIE_MARK, TIE_MEANINGS, TIES
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Span

_FEW = 3
"""Actors that are named in a list."""


def actor_names(context: ViewContext, evidence: Evidence) -> str:
    """Who acts in a claim, in a few words; empty where nobody is named."""
    names = [context.short_name(ident) for ident in evidence.actor[:_FEW]]
    more = len(evidence.actor) - len(names)
    return ", ".join([*names, context.tr("{n} more", n=more)] if more > 0 else names)


def provenance(context: ViewContext, evidence: Evidence, *, source: bool = True) -> str:
    """Who acts, who is said to say so, from which `source`, and that it was not read in the source's own text."""
    speaker, tr = evidence.said_by, context.tr
    parts = [
        actor_names(context, evidence),
        tr("according to {name}", name=context.short_name(speaker)) if speaker else "",
        clean(evidence.source) if source else "",
        reading_word(context, evidence) if evidence.reading != "direct" else "",
    ]
    return "; ".join(filter(None, parts))


def reading_word(context: ViewContext, evidence: Evidence) -> str:
    """How a claim was read; empty where that is not recorded, and of the thesis's own claims."""
    if evidence.reading is None or evidence.origin == "thesis":
        return ""
    return context.tr(READINGS[evidence.reading])


def tie_word(context: ViewContext, evidence: Evidence) -> str:
    """How a claim is tied to the evaluated actor, in a word or two.

    Empty before the reviewer's answer, and where the dossier does not say who is evaluated: then all claims count as
    tied.
    """
    evaluated = context.dossier.meta.evaluated
    if evaluated is None or context.blinding.hides_stance(evidence):
        return ""
    return context.tr(TIES[evidence.tie or NOT_STATED], actor=context.short_name(evaluated))


def tie_mark(context: ViewContext, evidence: Evidence) -> str:
    """The mark and the word of a tie that is not direct, as it stands behind a claim; else empty."""
    word = tie_word(context, evidence) if evidence.tie != "direct" else ""
    return f"{TIE_MARK} {word}" if word else ""


def in_words(context: ViewContext, evidence: Evidence) -> str:
    """A claim with who acts and who says so, and its tie where it is not direct; without marks, for the ear."""
    title, beside = context.title(evidence), provenance(context, evidence, source=False)
    tie = tie_word(context, evidence) if evidence.tie != "direct" else ""
    return ", ".join(filter(None, [f"{title} ({beside})" if beside else title, tie]))


def tie_spans(context: ViewContext, evidence: Evidence) -> tuple[Span, ...]:
    """The same behind a claim, if there is any."""
    mark = tie_mark(context, evidence)
    return (Span(" "), Span(mark, "warn")) if mark else ()


def tie_meaning(context: ViewContext, record: Evidence | Alignment) -> Span:
    """How a claim or an alignment is tied to the evaluated actor, in full; where nobody is, that all count as tied."""
    tr, evaluated = context.tr, context.dossier.meta.evaluated
    if evaluated is None:
        return Span(tr("the dossier does not say who is evaluated: all claims count as tied"))
    word = tr(TIE_MEANINGS[record.tie or NOT_STATED], actor=context.short_name(evaluated))
    return Span(word) if record.tie == "direct" else Span(f"{TIE_MARK} {word}", "warn")
