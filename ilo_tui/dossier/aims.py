"""Whether aims were reached: aims are counted, not claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ilo_tui.dossier.model import Aim, Evidence
from ilo_tui.dossier.reader import DossierReader

AimState = Literal["reached", "not_reached", "disputed", "open"]


def state_of(evidence_list: Iterable[Evidence]) -> AimState:
    """What claims on an aim come to: reached if some say yes and none no, the other way round, or both, else open."""
    answers = {evidence.aim_reached for evidence in evidence_list}
    if {"yes", "no"} <= answers:
        return "disputed"
    return "reached" if "yes" in answers else "not_reached" if "no" in answers else "open"


def aim_state(dossier: DossierReader, aim: Aim) -> AimState:
    """Whether an aim was reached, by all claims on it."""
    return state_of(dossier.evidence_of("aim", aim.id))


def aims_of(dossier: DossierReader, programme: str) -> list[Aim]:
    """The aims that a programme set itself, in the order of the file."""
    return [aim for aim in dossier.records(Aim) if aim.programme == programme]
