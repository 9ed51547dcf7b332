"""Ten flaws of evaluations, after a list of the Global Development Network of 2023, looked for in a dossier.

They are about this dossier and what reviewers answered on it, not about the evaluations that it cites. Each is told by
cases with their records: there is no total and no score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.review.flaws.bias import find_bias
from ilo_tui.review.flaws.description import find_missing
from ilo_tui.review.flaws.ignored import find_ignored
from ilo_tui.review.flaws.method import find_unreasoned
from ilo_tui.review.flaws.monitoring import find_causes, find_unevaluated
from ilo_tui.review.flaws.perspectives import find_perspectives
from ilo_tui.review.flaws.result import FLAW_NAMES, Findings, Flaw, FlawName, UnknownKind
from ilo_tui.review.flaws.subject import NOTHING_HIDDEN, FlawInput, Hidden
from ilo_tui.review.flaws.substance import find_unsubstantiated
from ilo_tui.review.flaws.sufficiency import find_general, find_insufficient
from ilo_tui.review.results import ReviewResults

_RULES: Mapping[FlawName, Callable[[FlawInput], Findings]] = {
    "description": find_missing,
    "monitoring_as_evaluation": find_unevaluated,
    "data_collection_as_method": find_unreasoned,
    "unsubstantiated": find_unsubstantiated,
    "insufficient": find_insufficient,
    "positive_bias": find_bias,
    "perspectives": find_perspectives,
    "others_ignored": find_ignored,
    "causal_on_monitoring": find_causes,
    "general_from_single": find_general,
}


_SHOW_ALL = frozenset({"perspectives"})
"""Flaws of which nothing is ever hidden: who speaks is shown before the answer, too."""


def find_flaws(
    dossier: DossierReader,
    results: ReviewResults | None = None,
    level: TieLevel = "direct",
    hidden: Hidden = NOTHING_HIDDEN,
) -> list[Flaw]:
    """The ten flaws, in their order; see `FlawInput` for what is given.

    Without results those flaws that need ratings say so, and have what the dossier alone shows.
    """
    subject = FlawInput(dossier, results, level, hidden)
    waiting: tuple[UnknownKind, ...] = ("waiting",) if subject.leaves_out else ()
    flaws = []
    for number, name in enumerate(FLAW_NAMES, 1):
        findings = _RULES[name](subject)
        unknown = (*findings.unknown, *(() if name in _SHOW_ALL else waiting))
        flaws.append(Flaw(number, name, findings.cases, unknown))
    return flaws
