"""Pages about policies: one in full, an alignment, and the cells of the policy matrix."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Alignment, Policy
from ilo_tui.dossier.parts import Period, Provision
from ilo_tui.dossier.policy_matrix import PolicyCell
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.claim_head import tie_meaning
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import DEGREES, ORIGINS, slug_words
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field, note, source_blocks
from ilo_tui.views.pages.evidence import evidence_block
from ilo_tui.views.weights import voices_line


def period(context: ViewContext, when: Period | None) -> str:
    """`from – to`, either end open where it is not known."""
    if when is None or not (when.start or when.end):
        return context.tr("not known")
    start, end = (context.tr.date(date) if date else "…" for date in (when.start, when.end))
    return f"{start} – {end}"


def provision_line(context: ViewContext, provision: Provision) -> str:
    """`Art. 5: monitoring mechanisms`."""
    return f"{clean(provision.ref)}: {context.tr.text(provision.gist)}"


def degree(context: ViewContext, alignment: Alignment) -> str:
    """The degree that someone stated, or that none did."""
    if context.blinding.hides_degree(alignment):
        return context.tr(AFTER)
    return context.tr(DEGREES[alignment.degree][1]) if alignment.degree else context.tr("none stated")


def degree_word(context: ViewContext, alignment: Alignment) -> str:
    """The same behind a line that does not say that it is a degree."""
    if alignment.degree or context.blinding.hides_degree(alignment):
        return degree(context, alignment)
    return context.tr("no degree stated")


def alignment_blocks(context: ViewContext, alignment: Alignment) -> list[Block]:
    """One alignment: rationale, degree, who says so, source and place."""
    tr = context.tr
    return [
        block(tr.text(alignment.rationale), indent=2),
        Block(
            (
                Span(tr("Degree: "), "dim"),
                Span(degree(context, alignment)),
                Span(f" · {tr(ORIGINS[alignment.origin])}", "dim"),
            ),
            2,
            2,
        ),
        *(_indented(line) for line in source_blocks(context, alignment.source, alignment.locator)),
        *(
            _indented(line)
            for cite in alignment.other_sources
            for line in source_blocks(context, cite.source, cite.locator, tr("Also"))
        ),
        *map(_indented, alignment_notes(context, alignment)),
        *context.decision_blocks(f"alignment:{alignment.id}"),
    ]


def _indented(line: Block) -> Block:
    return Block(line.spans, line.indent + 2, line.hang, line.target)


def alignment_notes(context: ViewContext, alignment: Alignment) -> list[Block]:
    """What the dossier's editors make of an alignment, which is hidden before the answer: its tie, their note."""
    if not context.names_actors:
        return []
    tr = context.tr
    if context.blinding.hides_degree(alignment):
        return [field(tr("Tie and the editors' note"), tr(AFTER))]
    tie = [Block((Span(tr("Tie: "), "dim"), tie_meaning(context, alignment)), 0, 2)] if alignment.tie else []
    return [*tie, *note(context, alignment.note)]


def policy_cell_page(context: ViewContext, cell: PolicyCell) -> list[Block]:
    """A crossing of the matrix, provision by provision."""
    tr = context.tr
    blocks = [block(f"{context.name(cell.row)} × {context.name(cell.column)}", "title")]
    if not cell.alignments:
        blocks.append(block(tr("No alignment is recorded here."), "warn"))
    for alignment in cell.alignments:
        provision = context.dossier.provision(alignment.policy, alignment.provision)
        name = provision_line(context, provision) if provision else tr("The policy as a whole")
        blocks += [Block(), block(name, "heading", target=alignment.id), *alignment_blocks(context, alignment)]
    blocks += [Block(), field(tr("Row"), context.name(cell.row), "link", cell.row)]
    blocks.append(field(tr("Policy"), context.name(cell.column), "link", cell.column))
    return [*blocks, *(line for alignment in cell.alignments for line in context.observation_blocks(alignment.id))]


def alignment_page(context: ViewContext, alignment: Alignment) -> list[Block]:
    """One alignment with its two ends."""
    tr = context.tr
    row = alignment.programme or alignment.from_policy or ""
    provision = context.dossier.provision(alignment.policy, alignment.provision)
    blocks = [block(context.title(alignment), "title"), *alignment_blocks(context, alignment), Block()]
    blocks.append(field(tr("Programme") if alignment.programme else tr("From policy"), context.name(row), "link", row))
    blocks.append(field(tr("Policy"), context.name(alignment.policy), "link", alignment.policy))
    blocks += [field(tr("Provision"), provision_line(context, provision))] if provision else []
    return [*blocks, *context.observation_blocks(alignment.id)]


def policy_page(context: ViewContext, policy: Policy) -> list[Block]:
    """A policy: dates, provisions with who aligns, provisions that nobody serves, evidence."""
    tr = context.tr
    aligned = context.dossier.alignments_of("policy", policy.id)
    evidence_list = context.dossier.evidence_of("policy", policy.id)
    blocks = [
        block(tr.text(policy.name), "title"),
        block(tr.text(policy.summary)),
        Block(),
        field(tr("Kind"), slug_words(clean(policy.kind))),
        field(tr("Adopted"), tr.date(policy.adopted) if policy.adopted else tr("not known")),
        *([field(tr("Ratified"), tr.date(policy.ratified))] if policy.ratified else []),
        field(tr("Period"), period(context, policy.period)),
        *source_blocks(context, policy.source, None)[:1],
        *(
            line
            for cite in policy.other_sources
            for line in source_blocks(context, cite.source, cite.locator, tr("Also"))
        ),
        *note(context, policy.note),
        *_provisions(context, policy, aligned),
    ]
    for alignment in context.dossier.alignments_of("from_policy", policy.id):
        blocks += [
            Block(),
            block(tr("Aligns with {name}", name=context.name(alignment.policy)), "heading", target=alignment.policy),
        ]
        blocks += alignment_blocks(context, alignment)
    if evidence_list:
        blocks += [
            Block(),
            Block((Span(tr("Evidence"), "heading"), Span("  "), *voices_line(context, evidence_list))),
        ]
        blocks += [evidence_block(context, evidence) for evidence in evidence_list]
    return [*blocks, *context.observation_blocks(policy.id)]


def provision_page(context: ViewContext, ident: str) -> list[Block] | None:
    """A provision, `POLICY/PROVISION`, and who aligns with it; None where the dossier has no such provision."""
    tr, (policy, _, name) = context.tr, ident.partition("/")
    provision = context.dossier.provision(policy, name) if policy in context.dossier.ids(Policy) else None
    if provision is None:
        return None
    aligned = [link for link in context.dossier.alignments_of("policy", policy) if link.provision == name]
    blocks = [
        block(f"{context.code(policy)} {provision_line(context, provision)}", "title"),
        field(tr("Policy"), context.name(policy), "link", policy),
    ]
    if not aligned:
        blocks.append(block(tr("nobody's alignment names this provision"), "warn"))
    for alignment in aligned:
        row = alignment.programme or alignment.from_policy or ""
        blocks += [Block(), block(context.name(row), "heading", target=alignment.id)]
        blocks += alignment_blocks(context, alignment)
    return blocks


def _provisions(context: ViewContext, policy: Policy, aligned: Sequence[Alignment]) -> list[Block]:
    tr = context.tr
    blocks = heading(tr("Provisions and who aligns with them"))
    for provision in policy.provisions:
        served = [alignment for alignment in aligned if alignment.provision == provision.id]
        blocks.append(block(provision_line(context, provision), hang=2))
        blocks += [_alignment_line(context, alignment) for alignment in served]
        if not served:
            blocks.append(block(tr("nobody's alignment names this provision"), "warn", indent=4))
    unspecified = [alignment for alignment in aligned if alignment.provision is None]
    if unspecified:
        blocks += [
            block(tr("The policy as a whole")),
            *(_alignment_line(context, alignment) for alignment in unspecified),
        ]
    return blocks


def _alignment_line(context: ViewContext, alignment: Alignment) -> Block:
    row = alignment.programme or alignment.from_policy or ""
    text = f"{context.code(row)}: {context.tr.text(alignment.rationale)}"
    return Block((Span(text, "link"), Span(f" ({degree_word(context, alignment)})", "dim")), 4, 2, alignment.id)
