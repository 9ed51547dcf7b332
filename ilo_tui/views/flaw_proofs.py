"""What copies of sources say of excerpts, as part of the flaw that nothing shows what a claim rests on.

The rules of flaws know no copies; so this comes in where both are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ilo_tui.dossier.model import Evidence
from ilo_tui.review.flaws.result import Case, Flaw
from ilo_tui.views.context import ViewContext

if TYPE_CHECKING:
    from ilo_tui.copies.proof import QuoteCheck

_COMPARED = frozenset({"proven", "elsewhere", "absent"})


def compared_excerpts(context: ViewContext) -> Sequence[QuoteCheck]:
    """The excerpts that were looked for in the text of a copy."""
    return [check for check in context.proofs.values() if check.state in _COMPARED]


def excerpt_count(context: ViewContext) -> int:
    """How many claims have an excerpt with words in it."""
    claims = context.dossier.records(Evidence)
    return len([claim for claim in claims if claim.excerpt and claim.excerpt.text.strip()])


def with_proofs(context: ViewContext, flaw: Flaw) -> Flaw:
    """The flaw with how many excerpts stand in copies, and the claims whose excerpts do not; if any was compared.

    What was not compared stays among what cannot be told.
    """
    compared = compared_excerpts(context) if "proof" in flaw.unknown else ()
    if not compared:
        return flaw
    absent = tuple(check.evidence for check in compared if check.state == "absent")
    case = Case("excerpts_stand", absent, {"n": len(compared) - len(absent), "all": len(compared)})
    unknown = flaw.unknown
    if len(compared) == excerpt_count(context):
        unknown = tuple(kind for kind in unknown if kind != "proof")
    return replace(flaw, cases=(*flaw.cases, case), unknown=unknown)
