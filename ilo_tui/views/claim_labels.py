"""The words for what schema 2 says of a claim: how it is tied, which way things moved, how it was read, its aim."""

from __future__ import annotations

from ilo_tui.core.translator import N_

TIE_MARK = "○"
"""Stands before the word for a tie that is not direct."""

NOT_STATED = "not_stated"
"""What stands for a tie of which nothing is said."""

TIES = {
    "direct": N_("direct"),
    "related": N_("related"),
    "inferred": N_("inferred"),
    "aim": N_("aim only"),
    "none": N_("not tied to {actor}"),
    NOT_STATED: N_("tie not stated"),
}
"""How a claim is tied to the evaluated actor, in a word or two behind the claim."""

TIE_MEANINGS = {
    "direct": N_("direct: the source ties it to {actor}"),
    "related": N_("related: the source ties it to the organisation of {actor}, not to {actor} itself"),
    "inferred": N_("inferred: only the thesis or an editor ties it to {actor}"),
    "aim": N_("aim only: it tells whether an aim was reached; no source ties the cause to {actor}"),
    "none": N_("not tied to {actor}"),
    NOT_STATED: N_("not stated"),
}
"""The same in full."""

TRENDS = {
    "better": N_("better"),
    "worse": N_("worse"),
    "mixed": N_("mixed"),
    "no_change": N_("no change"),
}
"""Which way a state of the world or of rules moved."""

READINGS = {
    "direct": N_("read in the source's text"),
    "excerpt": N_("only an excerpt was read"),
    "second_hand": N_("second-hand"),
}
"""How a claim was read: where it comes from, not how strong it is."""

AIM_REACHED = {"yes": N_("reached"), "no": N_("not reached"), "open": N_("still open")}
"""What a claim says of an aim."""

AIM_STATES = {
    "reached": N_("reached"),
    "not_reached": N_("not reached"),
    "disputed": N_("disputed"),
    "open": N_("still open"),
}
"""What all claims together say of an aim."""
