"""The page of a finding: a conclusion, recommendation, lesson or good practice, with the claims that bear it."""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Evidence, Finding
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import FINDING_KINDS
from ilo_tui.views.markup import Block, block, heading
from ilo_tui.views.pages.citation import field
from ilo_tui.views.pages.evidence import evidence_block, source_notes
from ilo_tui.views.weights import voices_line

FIELD_NAMES = {
    "action": N_("Action"),
    "context": N_("Context"),
    "users": N_("Users"),
    "challenges": N_("Challenges and their causes"),
    "successes": N_("Successes and their causes"),
    "administrative": N_("Administrative issues"),
    "conditions": N_("Conditions and limits"),
    "cause_effect": N_("Cause and effect"),
    "measurable": N_("Measurable change"),
    "replication": N_("Who could do the same"),
    "links": N_("Links to programme or outcome"),
    "documents": N_("Documents"),
    "addressee": N_("Addressed to"),
    "timeframe": N_("By when"),
    "resources": N_("Resources"),
    "response_action": N_("Action agreed"),
    "response_by": N_("Who acts"),
    "status": N_("Status"),
}
"""What a finding says beside its text, field by field, in the order in which it is written down."""

PRIORITIES = {"high": N_("high"), "medium": N_("medium"), "low": N_("low")}
RESPONSES = {"accepted": N_("accepted"), "partly": N_("partly accepted"), "rejected": N_("rejected")}


def finding_page(context: ViewContext, finding: Finding) -> list[Block]:
    """A finding in full; what it says is hidden while the reviewer has claims or crossings to judge."""
    tr = context.tr
    kind = block(tr(FINDING_KINDS[finding.kind]), "dim")
    if context.blinding.hides_finding(finding):
        return [kind, block(tr(AFTER), "dim"), *_about(context, finding), *_evidence(context, finding)]
    return [
        block(tr.text(finding.title), "title"),
        kind,
        Block(),
        block(tr.text(finding.text)),
        Block(),
        *_details(context, finding),
        *_about(context, finding),
        field(tr("Signed by"), clean(finding.by) if finding.by else tr("nobody"), "" if finding.by else "warn"),
        *_evidence(context, finding),
    ]


def _details(context: ViewContext, finding: Finding) -> Iterator[Block]:
    tr = context.tr
    if finding.priority:
        yield field(tr("Priority"), tr(PRIORITIES[finding.priority]))
    if finding.response:
        yield field(tr("Response of the management"), tr(RESPONSES[finding.response]))
    for name, label in FIELD_NAMES.items():
        if text := getattr(finding, name):
            yield field(tr(label), tr.text(text))
    if finding.response_due:
        yield field(tr("Due"), tr.date(finding.response_due))


def _about(context: ViewContext, finding: Finding) -> Iterator[Block]:
    for label, ident in ((context.tr("Programme"), finding.programme), (context.tr("Dimension"), finding.dimension)):
        if ident:
            yield field(label, context.name(ident), "link", ident)


def _evidence(context: ViewContext, finding: Finding) -> list[Block]:
    """The claims that bear it."""
    evidence_list = [context.dossier.record(Evidence, ident) for ident in finding.evidence]
    if not evidence_list:
        return [Block(), block(context.tr("It is tied to no claim."), "warn")]
    return [
        *heading(context.tr.many("Rests on 1 claim", "Rests on {n} claims", len(evidence_list))),
        Block(voices_line(context, evidence_list)),
        *(evidence_block(context, evidence) for evidence in evidence_list),
        *source_notes(context, evidence_list),
    ]
