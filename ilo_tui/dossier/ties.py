"""How a claim is tied to the actor that is evaluated, and from which level on it counts.

Levels go from narrow to wide: `direct`, `related`, `inferred`, `everything`; each holds what the narrower ones hold. A
claim of tie `aim` or `none`, and one whose tie is not stated, counts only at `everything`. Where a dossier states no
evaluated actor there is nothing to be tied to: all its claims count as tied, and whoever shows counts says so.
"""

from __future__ import annotations

from typing import Literal, get_args

from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.reader import DossierReader

TieLevel = Literal["direct", "related", "inferred", "everything"]

LEVELS: tuple[TieLevel, ...] = get_args(TieLevel)
"""The levels, from narrow to wide."""

_FROM: dict[str | None, TieLevel] = {"direct": "direct", "related": "related", "inferred": "inferred"}


def are_stated(dossier: DossierReader) -> bool:
    """Whether a dossier says which actor is evaluated; where it does not, all claims count as tied."""
    return dossier.meta.evaluated is not None


def tie_level(dossier: DossierReader, record: Evidence | Alignment) -> TieLevel:
    """The narrowest level at which a claim or an alignment counts."""
    return _FROM.get(record.tie, "everything") if are_stated(dossier) else "direct"


def counts_at(dossier: DossierReader, record: Evidence | Alignment, level: TieLevel) -> bool:
    """Whether a claim or an alignment counts at a level."""
    return LEVELS.index(tie_level(dossier, record)) <= LEVELS.index(level)


def is_tied(dossier: DossierReader, record: Evidence | Alignment) -> bool:
    """Whether a claim or an alignment is tied to the evaluated actor in any way."""
    return tie_level(dossier, record) != "everything"
