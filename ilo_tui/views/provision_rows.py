"""Provisions as rows of a list: what each says, and how many alignments serve it."""

from __future__ import annotations

from ilo_tui.dossier.provisions import PolicyProvision, is_served_by, provisions
from ilo_tui.views.context import ViewContext


def provision_rows(context: ViewContext) -> list[PolicyProvision]:
    """Every provision with what serves it; an alignment whose degree is hidden counts, whatever that is."""
    hides = context.blinding.hides_degree
    return provisions(context.dossier, lambda alignment: hides(alignment) or is_served_by(alignment))
