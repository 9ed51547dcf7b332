"""Aims: the page of one, and how many of a programme's aims were reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ilo_tui.dossier.aims import aim_state, aims_of
from ilo_tui.dossier.model import Aim, Evidence, Programme
from ilo_tui.views.blinding import AFTER
from ilo_tui.views.claim_labels import AIM_REACHED, AIM_STATES
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field, source_blocks
from ilo_tui.views.pages.evidence import evidence_block


def aim_page(context: ViewContext, aim: Aim) -> list[Block]:
    """An aim: what was to be reached, by when and where, whose it was, whether it was reached, and by which claims."""
    tr = context.tr
    blocks = [
        block(tr.text(aim.text), "title"),
        field(tr("Programme"), context.name(aim.programme), "link", aim.programme),
    ]
    if aim.target is not None:
        blocks.append(field(tr("Target"), f"{tr.number(aim.target)} {tr.text(aim.unit)}".rstrip()))
    if aim.due:
        blocks.append(field(tr("Due"), tr.date(aim.due)))
    if aim.place:
        blocks.append(field(tr("Place"), tr.text(aim.place)))
    blocks += source_blocks(context, aim.source, aim.locator)
    blocks.append(field(tr("By the claims on it"), aim_word(context, aim)))
    return [*blocks, *_claims(context, context.dossier.evidence_of("aim", aim.id))]


def aim_word(context: ViewContext, aim: Aim) -> str:
    """Whether an aim was reached, by all claims on it; hidden while the reviewer has claims or crossings to judge."""
    if context.blinding.hides_aim(aim):
        return context.tr(AFTER)
    return context.tr(AIM_STATES[aim_state(context.dossier, aim)])


def _claims(context: ViewContext, evidence_list: Sequence[Evidence]) -> list[Block]:
    """What claims say of an aim; which claims these are would give away what the reviewer is to say of them."""
    tr = context.tr
    if context.blinding.conclusions:
        return [*heading(tr("Claims on it")), block(tr(AFTER), "dim")]
    if not evidence_list:
        return [Block(), block(tr("No claim says whether it was reached."), "dim")]
    blocks = heading(f"{tr('Claims on it')} ({len(evidence_list)})")
    for evidence in evidence_list:
        line = evidence_block(context, evidence)
        reached = tr(AIM_REACHED[evidence.aim_reached or "open"])
        blocks.append(Block((Span(f"{reached}: ", "mark"), *line.spans), line.indent, line.hang, line.target))
    return blocks


def programme_aims(context: ViewContext, programme: Programme) -> list[Block]:
    """A programme's aims, each to follow, under how many of them were reached; nothing where none is known."""
    aims = aims_of(context.dossier, programme.id)
    return aim_list(context, context.tr("Aims"), aims) if aims else []


def aim_list(context: ViewContext, title: str, aims: Sequence[Aim]) -> list[Block]:
    """Aims, each to follow, under how many of them were reached."""
    lines = [
        Block((Span(f"{aim_word(context, aim)}: ", "mark"), Span(context.title(aim), "link")), 0, 2, aim.id)
        for aim in aims
    ]
    return [*heading(title), block(aim_counts(context, aims), "dim"), *lines]


def aim_counts(context: ViewContext, aims: Sequence[Aim]) -> str:
    """`4 aims: 1 reached, 3 not reached`; aims are counted, not claims."""
    tr = context.tr
    total = tr.many("1 aim", "{n} aims", len(aims))
    if any(context.blinding.hides_aim(aim) for aim in aims):
        return f"{total}: {tr(AFTER)}"
    counts: Counter[str] = Counter(aim_state(context.dossier, aim) for aim in aims)
    parts = [f"{counts[state]} {tr(word)}" for state, word in AIM_STATES.items() if counts[state]]
    return f"{total}: {', '.join(parts)}"
