"""The words for what a dossier writes as codes: marks, labels and roles, shown alike on every screen."""

from __future__ import annotations

from ilo_tui.i18n import N_

STANCES = {
    "supports": ("+", N_("for"), "for"),
    "contradicts": ("-", N_("against"), "against"),
    "context": ("·", N_("context"), "context"),
}
"""Stance: its mark, its word, its role."""

CONFIDENCE = {
    "high": N_("high: read in the source's own text"),
    "medium": N_("medium: second-hand"),
    "low": N_("low: weak"),
}

ORIGINS = {
    "thesis": N_("the thesis says so"),
    "source": N_("a publication says so"),
    "editor": N_("the editor's reading, not said by the source"),
    "iati": N_("published in IATI"),
}

DEGREES = {
    "principal": ("P", N_("principal")),
    "significant": ("S", N_("significant")),
    "not_targeted": ("0", N_("examined, not targeted")),
}
"""Degree of alignment: its mark in the matrix, its words."""

GAPS = {
    "none": N_("nothing recorded"),
    "one_source": N_("one source"),
    "one_stance": N_("one-sided"),
}

FIGURE_ROLES = {"baseline": N_("baseline"), "target": N_("target"), "actual": N_("actual")}

PROGRAMME_KINDS = {"programme": N_("programme"), "supporting_action": N_("supporting action")}

SCALE_KINDS = {"nominal": N_("nominal (no order)"), "ordinal": N_("ordinal (ranked)")}

SPECIAL = {
    "*policy": N_("by policy"),
    "*country": N_("country and framework"),
    "*unassigned": N_("unassigned"),
    "*total": N_("all evidence"),
}
"""Rows and columns of the gap map that are no record."""

TABLES = {
    "programmes": N_("Programmes"),
    "dimensions": N_("Dimensions"),
    "evidence": N_("Evidence"),
    "indicators": N_("Indicators"),
    "policies": N_("Policies"),
    "alignments": N_("Alignments"),
    "suggestions": N_("Suggestions"),
    "sources": N_("Sources"),
    "scales": N_("Scales"),
    "gaps": N_("Gaps"),
}

RECORDS = {
    "programme": N_("Programme"),
    "dimension": N_("Dimension"),
    "evidence": N_("Evidence"),
    "indicator": N_("Indicator"),
    "policy": N_("Policy"),
    "alignment": N_("Alignment"),
    "suggestion": N_("Suggestion"),
    "source": N_("Source"),
    "scale": N_("Scale"),
    "gap": N_("Gap"),
}
"""What one record of a kind is called."""


def slug_words(slug: str) -> str:
    """A slug as words, where a dossier brings no label of its own."""
    return slug.replace("_", " ").replace("-", " ")
