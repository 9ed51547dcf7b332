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
    "attribution": N_("asked of claims of an outcome or impact that hold"),
    "bearing": N_("asked of a sample of claims, without their stance"),
}
"""What a scale is asked of."""

BY = {"adjudication": N_("decided in adjudication"), "agreement": N_("all agree")}
"""How a final answer came about."""
