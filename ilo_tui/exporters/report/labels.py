"""The words for what a report holds as codes, beyond those that the screens share."""

from __future__ import annotations

from ilo_tui.core.translator import N_

STATES = {
    "copy": N_("a copy of a session that is counted under its own name"),
    "foreign": N_("a session on another dossier"),
    "damaged": N_("damaged: it cannot be read"),
    "newer": N_("written by a newer program"),
    "no_session": N_("no review session"),
    "too_large": N_("too large for a review session"),
}
"""Why a file is left out."""

SESSIONS = {"review": N_("review session"), "adjudication": N_("adjudication")}

APPLIES_TO = {
    "evidence": N_("asked of a claim"),
    "cell": N_("asked of a crossing of the gap map"),
    "alignment": N_("asked of an alignment"),
    "suggestion": N_("asked of a suggestion"),
    "gap": N_("asked of a gap"),
    "attribution": N_("asked of claims for an outcome or impact that hold"),
}
"""What a scale is asked of."""

BY = {"adjudication": N_("decided in adjudication"), "agreement": N_("all agree")}
"""How a consensus came about."""

AGREEMENT = (
    N_("percent: of the pairs of answers to an item the share that agrees, over all items."),
    N_("alpha: Krippendorff's, nominal for scales without order and ordinal for ranked ones."),
    N_("AC1: Gwet's, which takes every difference for the same on ranked scales too."),
    N_(
        "An answer that a question cannot be answered has no rank: on a ranked scale it is missing, on one without "
        "order it is an answer like the others."
    ),
    N_("Alpha is not defined where all answers are the same. Consensus decisions change no figure."),
)
"""How the figures of agreement are made."""

CHAPTERS = {
    "summary": N_("Summary"),
    "method": N_("Scope and method"),
    "gap-map": N_("Gap map"),
    "policy-matrix": N_("Policy matrix"),
    "findings": N_("Findings by programme"),
    "observations": N_("Observations from the field"),
    "disagreements": N_("Disagreements and consensus"),
    "agreement": N_("Agreement between reviewers"),
    "gaps": N_("Gaps and suggestions"),
    "limits": N_("Limits: what this report cannot say"),
    "sources": N_("Sources"),
    "audit": N_("Audit trail"),
}
"""The chapters, by the name of their template."""
