"""The words for what a dossier writes as codes: marks, labels and roles, shown alike on every screen."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

STANCES = {
    "supports": ("+", N_("for"), "for"),
    "contradicts": ("-", N_("against"), "against"),
    "context": ("·", N_("context"), "context"),
}
"""Stance: its mark, its word, its role."""

CONFIDENCE = {
    "high": N_("high (read in the source's own text)"),
    "medium": N_("medium (second-hand)"),
    "low": N_("low (weak)"),
}
"""Confidence: its word, and in brackets what it means."""

CONFIDENCE_WORDS = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
"""Confidence in a word, where there is no room for more."""

ORIGINS = {
    "thesis": N_("the thesis says so"),
    "source": N_("a publication says so"),
    "editor": N_("the editor's reading, not said by the source"),
    "iati": N_("published in IATI"),
    "observation": N_("observed in the field"),
}

DEGREES = {
    "principal": ("P", N_("principal")),
    "significant": ("S", N_("significant")),
    "not_targeted": ("0", N_("examined, not targeted")),
}
"""Degree of alignment: its mark in the matrix, its words."""

GAPS = {
    "none": N_("nothing recorded"),
    "untied": N_("nothing that counts at this tie level"),
    "own_only": N_("no voice known to be independent"),
    "one_voice": N_("one voice"),
    "one_side": N_("all in one direction"),
    "no_measure": N_("not measured before and after"),
    "one_source": N_("one source"),
    "one_stance": N_("one-sided"),
}

GAPS_IN_BRIEF = {
    **GAPS,
    "untied": N_("untied"),
    "own_only": N_("none independent"),
    "one_side": N_("one direction"),
    "no_measure": N_("not measured"),
}
"""The same in a line of a list."""

FIGURE_ROLES = {"baseline": N_("baseline"), "target": N_("target"), "actual": N_("actual")}

PROGRAMME_KINDS = {"programme": N_("programme"), "supporting_action": N_("supporting action")}

SOURCE_KINDS = {
    "evaluation": N_("evaluation"),
    "survey": N_("survey"),
    "statistics": N_("statistics"),
    "research": N_("research"),
    "monitoring": N_("monitoring report"),
    "project_document": N_("project document"),
    "supervisory": N_("supervision of conventions"),
    "law_or_plan": N_("law or plan"),
    "press": N_("press"),
    "ngo": N_("report of a non-governmental organisation"),
    "other": N_("another kind"),
}
"""Kinds of sources in schema 2; those of schema 1 are words of its own."""

STAKES = {
    "own": N_("its own work is judged"),
    "funder": N_("funder"),
    "implementer": N_("implementer"),
    "subject": N_("its own conduct is told of"),
    "none": N_("no stake in the answer"),
}
"""What interest an actor has in the answer."""

FINDING_KINDS = {
    "conclusion": N_("conclusion"),
    "recommendation": N_("recommendation"),
    "lesson": N_("lesson"),
    "good_practice": N_("good practice"),
}

SCALE_KINDS = {"nominal": N_("nominal (no order)"), "ordinal": N_("ordinal (ranked)")}

SCALES = {
    "verdict": N_("verdict"),
    "strength": N_("strength"),
    "effectiveness": N_("effectiveness"),
    "body-strength": N_("strength of all evidence"),
    "alignment": N_("alignment"),
    "priority": N_("priority"),
    "gap-priority": N_("priority of the gap"),
    "attribution": N_("attribution"),
    "bearing": N_("bearing"),
}
"""The names of the usual scales; another one's id is read as words."""

PLACE_GROUPS = {
    "province": N_("Provinces"),
    "below": N_("Below a province"),
    "abroad": N_("Abroad"),
    "national": N_("The country as a whole"),
    "unnamed": N_("Not among the dossier's names"),
    "none": N_("Without a place"),
}
"""Places by the level that the dossier gives them, in the order of lists; then what it does not name."""

PLACE_LEVELS = {
    "province": N_("province"),
    "below": N_("below a province"),
    "abroad": N_("abroad"),
    "national": N_("the country as a whole"),
}

SPECIAL = {
    "*policy": N_("about policies"),
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
    "actors": N_("Actors"),
    "aims": N_("Aims"),
    "findings": N_("Findings"),
}

RECORDS = {
    "programme": N_("Programme"),
    "aim": N_("Aim"),
    "dimension": N_("Dimension"),
    "evidence": N_("Evidence"),
    "indicator": N_("Indicator"),
    "policy": N_("Policy"),
    "alignment": N_("Alignment"),
    "suggestion": N_("Suggestion"),
    "finding": N_("Finding"),
    "actor": N_("Actor"),
    "source": N_("Source"),
    "scale": N_("Scale"),
    "gap": N_("Gap"),
    "cell": N_("Crossing"),
    "place": N_("Place"),
    "publisher": N_("Publisher"),
    "provision": N_("Provision"),
}
"""What one record of a kind is called."""

COPY_STATES = {
    "here": N_("copy here"),
    "altered": N_("copy altered"),
    "missing": N_("copy missing"),
    "impossible": N_("no copy possible"),
}
"""The state of a copy in a few words, for columns; nothing of a source that has none."""


def scale_name(tr: Translator, ident: str) -> str:
    """What a scale is called; the id of one that is not known is read as words."""
    return tr(SCALES[ident]) if ident in SCALES else slug_words(clean(ident))


def source_kind(tr: Translator, kind: str) -> str:
    """The kind of a source in words; what is no code of schema 2 is read as words."""
    return tr(SOURCE_KINDS[kind]) if kind in SOURCE_KINDS else slug_words(clean(kind))


def slug_words(slug: str) -> str:
    """A slug as words, where a dossier brings no label of its own."""
    return slug.replace("_", " ").replace("-", " ")
