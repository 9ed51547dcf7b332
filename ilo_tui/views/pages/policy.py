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


def period(book: ViewContext, when: Period | None) -> str:
    """`from – to`, either end open where it is not known."""
    if when is None or not (when.start or when.end):
        return book.say("not known")
    start, end = (book.say.date(one) if one else "…" for one in (when.start, when.end))
    return f"{start} – {end}"


def provision_line(book: ViewContext, provision: Provision) -> str:
    """`Art. 5: monitoring mechanisms`."""
    return f"{clean(provision.ref)}: {book.say.text(provision.gist)}"


def degree(book: ViewContext, one: Alignment) -> str:
    """The degree that someone stated, or that none did."""
    if book.blinding.alignment(one):
        return book.say(AFTER)
    return book.say(DEGREES[one.degree][1]) if one.degree else book.say("none stated")


def alignment_blocks(book: ViewContext, one: Alignment) -> list[Block]:
    """One alignment: rationale, degree, who says so, source and place."""
    say = book.say
    return [
        block(say.text(one.rationale), indent=2),
        Block(
            (
                Span(say("Degree: "), "dim"),
                Span(degree(book, one)),
                Span(f" · {say(ORIGINS[one.origin])}", "dim"),
            ),
            2,
            2,
        ),
        *(
            Block(item.spans, item.indent + 2, item.hang, item.target)
            for item in source_blocks(book, one.source, one.locator)
        ),
        *book.own(f"alignment:{one.id}"),
    ]


def policy_cell_page(book: ViewContext, cell: PolicyCell) -> list[Block]:
    """A crossing of the matrix, provision by provision."""
    say = book.say
    blocks = [block(f"{book.name(cell.row)} × {book.name(cell.column)}", "title")]
    if not cell.alignments:
        blocks.append(block(say("No alignment is recorded here."), "warn"))
    for one in cell.alignments:
        provision = book.dossier.provision(one.policy, one.provision)
        name = provision_line(book, provision) if provision else say("The policy as a whole")
        blocks += [Block(), block(name, "heading", target=one.id), *alignment_blocks(book, one)]
    blocks += [Block(), field(say("Row"), book.name(cell.row), "link", cell.row)]
    return [*blocks, field(say("Policy"), book.name(cell.column), "link", cell.column)]


def alignment_page(book: ViewContext, one: Alignment) -> list[Block]:
    """One alignment with its two ends."""
    say = book.say
    row = one.programme or one.from_policy or ""
    provision = book.dossier.provision(one.policy, one.provision)
    blocks = [block(book.title(one), "title"), *alignment_blocks(book, one), Block()]
    blocks.append(field(say("Programme") if one.programme else say("From policy"), book.name(row), "link", row))
    blocks.append(field(say("Policy"), book.name(one.policy), "link", one.policy))
    return [*blocks, *([field(say("Provision"), provision_line(book, provision))] if provision else [])]


def policy_page(book: ViewContext, policy: Policy) -> list[Block]:
    """A policy: dates, provisions with who aligns, provisions that nobody serves, evidence."""
    say = book.say
    aligned = book.dossier.alignments_of("policy", policy.id)
    evidence = book.dossier.evidence_of("policy", policy.id)
    blocks = [
        block(say.text(policy.name), "title"),
        block(say.text(policy.summary)),
        Block(),
        field(say("Kind"), slug_words(clean(policy.kind))),
        field(say("Adopted"), say.date(policy.adopted) if policy.adopted else say("not known")),
        *([field(say("Ratified"), say.date(policy.ratified))] if policy.ratified else []),
        field(say("Period"), period(book, policy.period)),
        *source_blocks(book, policy.source, None)[:1],
        *note(book, policy.note),
        *_provisions(book, policy, aligned),
    ]
    for one in book.dossier.alignments_of("from_policy", policy.id):
        blocks += [
            Block(),
            block(say("Aligns with {name}", name=book.name(one.policy)), "heading", target=one.policy),
        ]
        blocks += alignment_blocks(book, one)
    if evidence:
        blocks += [Block(), Block((Span(say("Evidence"), "heading"), Span("  "), *counts(book, evidence)))]
        blocks += [claim_block(book, one) for one in evidence]
    return blocks


def _provisions(book: ViewContext, policy: Policy, aligned: list[Alignment]) -> list[Block]:
    say = book.say
    blocks = heading(say("Provisions and who aligns with them"))
    for provision in policy.provisions:
        served = [one for one in aligned if one.provision == provision.id]
        blocks.append(block(provision_line(book, provision), hang=2))
        blocks += [_who(book, one) for one in served]
        if not served:
            blocks.append(block(say("nobody's alignment names this provision"), "warn", indent=4))
    whole = [one for one in aligned if one.provision is None]
    if whole:
        blocks += [block(say("The policy as a whole")), *(_who(book, one) for one in whole)]
    return blocks


def _who(book: ViewContext, one: Alignment) -> Block:
    row = one.programme or one.from_policy or ""
    text = f"{book.code(row)}: {book.say.text(one.rationale)}"
    return Block((Span(text, "link"), Span(f" ({degree(book, one)})", "dim")), 4, 2, one.id)
