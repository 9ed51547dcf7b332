"""Which of Biermann's three a dimension is: output, outcome or impact, whatever the dossier calls it."""

from __future__ import annotations

from typing import Final, get_args

from ilo_tui.dossier.model import SCHEMA, Dimension, Level
from ilo_tui.dossier.reader import DossierReader

OUTPUT: Final = "output"
IMPACT: Final = "impact"
_BY_ID: dict[str, Level] = {level: level for level in get_args(Level)}


def dimension_level(dossier: DossierReader, ident: str | None) -> Level | None:
    """The level that a dimension states, in schema 1 its id; None where it is none of the three, or no dimension."""
    dimension = dossier.get(Dimension, ident)
    if dimension is None:
        return None
    return dimension.level if dossier.meta.schema >= SCHEMA else _BY_ID.get(dimension.id)
