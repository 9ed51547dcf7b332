"""Pages about policies: one in full, an alignment, and the cells of the policy matrix."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.dossier.gapmap import PolicyCell
from ilo_tui.dossier.model import Alignment, Period, Policy, Provision
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES, ORIGINS, slug_words
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field, note, source_blocks
from ilo_tui.views.pages.evidence import claim_block, counts


def period(context: ViewContext, when: Period | None) -> str:
    """`from – to`, either end open where it is not known."""
    if when is None or not (when.start or when.end):
        return context.tr("not known")
    start, end = (context.tr.date(one) if one else "…" for one in (when.start, when.end))
    return f"{start} – {end}"


def provision_line(context: ViewContext, provision: Provision) -> str:
    """`Art. 5: monitoring mechanisms`."""
    return f"{clean(provision.ref)}: {context.tr.text(provision.gist)}"


def degree(context: ViewContext, one: Alignment) -> str:
    """The degree that someone stated, or that none did."""
    if context.blinding.alignment(one):
        return context.tr(AFTER)
    return context.tr(DEGREES[one.degree][1]) if one.degree else context.tr("none stated")


def alignment_blocks(context: ViewContext, one: Alignment) -> list[Block]:
    """One alignment: rationale, degree, who says so, source and place."""
    tr = context.tr
    return [
        block(tr.text(one.rationale), indent=2),
        Block(
            (
                Span(tr("Degree: "), "dim"),
                Span(degree(context, one)),
                Span(f" · {tr(ORIGINS[one.origin])}", "dim"),
            ),
            2,
            2,
        ),
        *(
            Block(item.spans, item.indent + 2, item.hang, item.target)
            for item in source_blocks(context, one.source, one.locator)
        ),
        *context.own(f"alignment:{one.id}"),
    ]


def policy_cell_page(context: ViewContext, cell: PolicyCell) -> list[Block]:
    """A crossing of the matrix, provision by provision."""
    tr = context.tr
    blocks = [block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title")]
    if not cell.alignments:
        blocks.append(block(tr("No alignment is recorded here."), "warn"))
    for one in cell.alignments:
        provision = context.dossier.provision(one.policy, one.provision)
        name = provision_line(context, provision) if provision else tr("The policy as a whole")
        blocks += [Block(), block(name, "heading", target=one.id), *alignment_blocks(context, one)]
    blocks += [Block(), field(tr("Row"), context.name(cell.row), "link", cell.row)]
    return [*blocks, field(tr("Policy"), context.name(cell.column), "link", cell.column)]


def alignment_page(context: ViewContext, one: Alignment) -> list[Block]:
    """One alignment with its two ends."""
    tr = context.tr
    row = one.programme or one.from_policy or ""
    provision = context.dossier.provision(one.policy, one.provision)
    blocks = [block(context.title(one), "title"), *alignment_blocks(context, one), Block()]
    blocks.append(field(tr("Programme") if one.programme else tr("From policy"), context.name(row), "link", row))
    blocks.append(field(tr("Policy"), context.name(one.policy), "link", one.policy))
    return [*blocks, *([field(tr("Provision"), provision_line(context, provision))] if provision else [])]


def policy_page(context: ViewContext, policy: Policy) -> list[Block]:
    """A policy: dates, provisions with who aligns, provisions that nobody serves, evidence."""
    tr = context.tr
    aligned = context.dossier.alignments_of("policy", policy.id)
    evidence = context.dossier.evidence_of("policy", policy.id)
    blocks = [
        block(tr.text(policy.name), "title"),
        block(tr.text(policy.summary)),
        Block(),
        field(tr("Kind"), slug_words(clean(policy.kind))),
        field(tr("Adopted"), tr.date(policy.adopted) if policy.adopted else tr("not known")),
        *([field(tr("Ratified"), tr.date(policy.ratified))] if policy.ratified else []),
        field(tr("Period"), period(context, policy.period)),
        *source_blocks(context, policy.source, None)[:1],
        *note(context, policy.note),
        *_provisions(context, policy, aligned),
    ]
    for one in context.dossier.alignments_of("from_policy", policy.id):
        blocks += [
            Block(),
            block(tr("Aligns with {name}", name=context.name(one.policy)), "heading", target=one.policy),
        ]
        blocks += alignment_blocks(context, one)
    if evidence:
        blocks += [Block(), Block((Span(tr("Evidence"), "heading"), Span("  "), *counts(context, evidence)))]
        blocks += [claim_block(context, one) for one in evidence]
    return blocks


def _provisions(context: ViewContext, policy: Policy, aligned: list[Alignment]) -> list[Block]:
    tr = context.tr
    blocks = heading(tr("Provisions and who aligns with them"))
    for provision in policy.provisions:
        served = [one for one in aligned if one.provision == provision.id]
        blocks.append(block(provision_line(context, provision), hang=2))
        blocks += [_who(context, one) for one in served]
        if not served:
            blocks.append(block(tr("nobody's alignment names this provision"), "warn", indent=4))
    whole = [one for one in aligned if one.provision is None]
    if whole:
        blocks += [block(tr("The policy as a whole")), *(_who(context, one) for one in whole)]
    return blocks


def _who(context: ViewContext, one: Alignment) -> Block:
    row = one.programme or one.from_policy or ""
    text = f"{context.code(row)}: {context.tr.text(one.rationale)}"
    return Block((Span(text, "link"), Span(f" ({degree(context, one)})", "dim")), 4, 2, one.id)
