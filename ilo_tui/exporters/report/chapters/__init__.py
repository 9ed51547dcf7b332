"""The chapters of a report, in their order: each a module that gives its parts, from which every format is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ilo_tui.core.translator import N_
from ilo_tui.exporters.report.chapters import (
    agreement,
    audit,
    directions,
    disagreements,
    findings,
    flaws,
    gap_map,
    gaps,
    limits,
    method,
    observations,
    places,
    policy_matrix,
    sources,
    summary,
    timeline,
)
from ilo_tui.exporters.report.parts import Part
from ilo_tui.exporters.report.view import ReportView

CHAPTERS: Mapping[str, tuple[str, Callable[[ReportView], Iterator[Part]]]] = {
    "summary": (N_("Summary"), summary.parts),
    "method": (N_("Scope and method"), method.parts),
    "gap-map": (N_("Gap map"), gap_map.parts),
    "effect-direction": (N_("Effect direction"), directions.parts),
    "policy-matrix": (N_("Policy matrix"), policy_matrix.parts),
    "timeline": (N_("Timeline"), timeline.parts),
    "findings": (N_("Findings by programme"), findings.parts),
    "places": (N_("Places"), places.parts),
    "observations": (N_("Observations from the field"), observations.parts),
    "disagreements": (N_("Disagreements and final answers"), disagreements.parts),
    "agreement": (N_("Agreement between reviewers"), agreement.parts),
    "gaps": (N_("Gaps and suggestions"), gaps.parts),
    "limits": (N_("Limits: what this report cannot say"), limits.parts),
    "flaws": (N_("Ten flaws of the evidence"), flaws.parts),
    "sources": (N_("Sources"), sources.parts),
    "audit": (N_("Audit trail"), audit.parts),
}
"""Title and parts of each chapter, by the name with which it can be linked to."""
