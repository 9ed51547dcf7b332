"""How a claim is tied to the actor that is evaluated, and from which level on it counts.

Levels go from narrow to wide: `direct`, `related`, `inferred`, `everything`; each holds what the narrower ones hold. A
claim of tie `aim` or `none`, and one whose tie is not stated, counts only at `everything`. Where a dossier states no
evaluated actor there is nothing to be tied to: all its claims count as tied, and whoever shows counts says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from ilo_tui.dossier.model import Alignment, Evidence
from ilo_tui.dossier.reader import DossierReader

Level = Literal["direct", "related", "inferred", "everything"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Every level, the narrowest first."""

_FROM: dict[str | None, Level] = {"direct": "direct", "related": "related", "inferred": "inferred"}


def are_stated(dossier: DossierReader) -> bool:
    """Whether a dossier says which actor is evaluated; where it does not, all claims count as tied."""
    return dossier.meta.evaluated is not None


def level_of(dossier: DossierReader, record: Evidence | Alignment) -> Level:
    """The narrowest level at which a claim or an alignment counts."""
    return _FROM.get(record.tie, "everything") if are_stated(dossier) else "direct"


def is_tied(dossier: DossierReader, record: Evidence | Alignment) -> bool:
    """Whether a claim or an alignment is tied to the evaluated actor in any way."""
    return level_of(dossier, record) != "everything"


def counts_at(dossier: DossierReader, record: Evidence | Alignment, level: Level) -> bool:
    """Whether a claim or an alignment counts at a level."""
    return LEVELS.index(level_of(dossier, record)) <= LEVELS.index(level)


def at_level(dossier: DossierReader, evidence: Iterable[Evidence], level: Level) -> list[Evidence]:
    """The claims that count at a level, in their order."""
    return [claim for claim in evidence if counts_at(dossier, claim, level)]
