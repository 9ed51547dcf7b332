"""What claims weigh, in words: voices for and against, how they are tied, in which period; never how many sentences.

Before the reviewer's answer a claim weighs nothing here, and it is said how many are hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from msgspec import Struct

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.aims import aim_state
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gapmap import Cell
from ilo_tui.dossier.model import Aim, Evidence, Stance
from ilo_tui.dossier.ties import LEVELS, TieLevel
from ilo_tui.dossier.voices import Range, Tally, Voice
from ilo_tui.dossier.weighing import Weighing, facts_at, in_period, makes_difference
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Line, Span

_STEPS: dict[TieLevel, str] = {
    "direct": N_("direct {counts}"),
    "related": N_("with related {counts}"),
    "inferred": N_("with inferred {counts}"),
    "everything": N_("everything {counts}"),
}


class Weight(Struct, frozen=True):
    """What the claims weigh that may be shown, and how many more are hidden."""

    tally: Tally
    hidden: int


def weight_of(context: ViewContext, evidence: Sequence[Evidence], level: TieLevel | None = None) -> Weight:
    """What these claims weigh, of whatever period they are, at a `level` or at that in force."""
    shown = context.blinding.unlinked_claims(evidence)
    facts = facts_at(context.dossier, facts_of(shown), level or context.weighing.level)
    return Weight(context.dossier.voices.tally(facts), len(evidence) - len(shown))


def cell_weight(context: ViewContext, cell: Cell, level: TieLevel | None = None) -> Weight:
    """What a crossing of the gap map weighs in the period in force.

    It is counted once where nothing of it is hidden and no filter is in force.
    """
    if not context.blinding.is_open or is_narrowed(context, cell):
        return weight_of(context, in_period(context.dossier, cell.evidence, context.weighing.period), level)
    weighing = Weighing(level or context.weighing.level, context.weighing.period)
    return Weight(context.gap_map.tally(cell.row, cell.column, weighing), 0)


def is_narrowed(context: ViewContext, cell: Cell) -> bool:
    """Whether a crossing is without claims that a filter hides."""
    return context.gap_map.cell(cell.row, cell.column).evidence != cell.evidence


def range_text(count: Range) -> str:
    """`2`, or `2–4` where some links are uncertain."""
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def pair(tally: Tally, *, exact: bool = False) -> str:
    """`+2 -1`: voices for and against by the low end, or where `exact` by both ends."""
    counts = (tally.supports.voices, tally.contradicts.voices)
    supports, contradicts = (range_text(count) if exact else str(count.low) for count in counts)
    return f"+{supports} -{contradicts}"


def voices_fields(tally: Tally, before: str = "", stances: Sequence[Stance] = get_args(Stance)) -> dict[str, int]:
    """Voices by stance under the names that they have in files: `supports` is the low end, `supports_high` the high."""
    counts = ((stance, getattr(tally, stance).voices) for stance in stances)
    return {f"{before}{name}{end}": n for name, count in counts for end, n in (("", count.low), ("_high", count.high))}


def counts_spans(tr: Translator, supports: Range, contradicts: Range) -> Line:
    """`2–4 for, 1 against`."""
    return (
        Span(tr("{n} for", n=range_text(supports)), "for"),
        Span(", "),
        Span(tr("{n} against", n=range_text(contradicts)), "against"),
    )


def voices_line(context: ViewContext, evidence: Sequence[Evidence]) -> Line:
    """`voices: 2 for, 1 against; claims: 8 for, 2 against, 24 context` of these claims, whatever their period.

    How many of them wait for the reviewer's answer stands behind it.
    """
    return (*tally_spans(context, weight_of(context, evidence).tally), Span("; "), *claims_line(context, evidence))


def tally_spans(context: ViewContext, tally: Tally) -> Line:
    """`voices: 2 for, 1 against`, and what the thesis says beside them."""
    tr = context.tr
    heading = tr("voices tied directly:") if _is_narrowest(context) else tr("voices:")
    voices = (Span(f"{heading} "), *counts_spans(tr, tally.supports.voices, tally.contradicts.voices))
    return (*voices, *thesis_spans(tr, tally))


def _is_narrowest(context: ViewContext) -> bool:
    return makes_difference(context.dossier) and context.weighing.level == "direct"


def thesis_spans(tr: Translator, tally: Tally) -> Line:
    """What the thesis says beside the voices, of which it is none."""
    supports, contradicts = tally.thesis["supports"], tally.thesis["contradicts"]
    if not supports and not contradicts:
        return ()
    return (
        Span(" "),
        Span(tr("(thesis +{supports} -{contradicts})", supports=supports, contradicts=contradicts), "dim"),
    )


def claims_line(context: ViewContext, evidence: Iterable[Evidence]) -> Line:
    """`claims: 8 for, 2 against, 24 context` of these, of every tie, and how many more wait for the answer."""
    return claims_spans(context.tr, *context.blinding.counts(evidence))


def claims_spans(tr: Translator, counts: tuple[int, int, int], hidden: int) -> Line:
    """`claims: 8 for, 2 against, 24 context`, and how many are hidden."""
    supports, contradicts, neutral = counts
    spans = (
        Span(tr("claims:") + " "),
        Span(tr("{n} for", n=supports), "for"),
        Span(", "),
        Span(tr("{n} against", n=contradicts), "against"),
        Span(", "),
        Span(tr("{n} context", n=neutral), "context"),
    )
    return (*spans, *((Span(", "), Span(tr("{n} hidden until judged", n=hidden), "dim")) if hidden else ()))


def levels_text(context: ViewContext, cell: Cell) -> str:
    """`direct +2 -0, with related +4 -5, with inferred +4 -6, aims 1 of 3`: a crossing at each level."""
    tr = context.tr
    parts = level_texts(context, lambda level: cell_weight(context, cell, level).tally)
    if hidden := cell_weight(context, cell).hidden:
        parts.append(tr("{n} hidden until judged", n=hidden))
    return ", ".join([*parts, *aims_text(context, cell.evidence)])


def level_texts(context: ViewContext, tally_at: Callable[[TieLevel], Tally]) -> list[str]:
    """`direct +2 -0`, `with related +4 -5`, ...: voices at each level; where levels make no difference once."""
    tr = context.tr
    if not makes_difference(context.dossier):
        return [tr("voices {counts}", counts=pair(tally_at(context.weighing.level), exact=True))]
    levels = LEVELS if context.weighing.level == "everything" else LEVELS[:-1]
    return [tr(_STEPS[level], counts=pair(tally_at(level), exact=True)) for level in levels]


def aims_text(context: ViewContext, evidence: Sequence[Evidence]) -> list[str]:
    """`aims 1 of 3`: how many of the aims that claims tell of were reached; empty where they tell of none."""
    idents = dict.fromkeys(claim.aim for claim in evidence if claim.aim)
    aims = [context.dossier.record(Aim, ident) for ident in idents]
    if not aims or any(context.blinding.hides_aim(aim) for aim in aims):
        return []
    reached = sum(aim_state(context.dossier, aim) == "reached" for aim in aims)
    return [context.tr("aims {reached} of {n}", reached=reached, n=len(aims))]


def voices_text(context: ViewContext, voice: Voice) -> str:
    """What a voice is called in the reader's language."""
    name = context.dossier.voices.name(voice)
    return clean(name) if isinstance(name, str) else context.tr.text(name)


def reviewed_claims(context: ViewContext, evidence: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """What reviews leave of some claims, `reviewed` and `verified`; nothing where nobody looked, or it is hidden.

    It is as long as one of these claims waits for the reader's answer, whether somebody judges at the moment or not.
    """
    standing = context.standing
    if standing is None or any(context.blinding.hides_stance(claim) for claim in evidence):
        return {}
    if any(claim.id in standing.waiting for claim in evidence):
        return {}
    reviewed = [claim for claim in evidence if claim.id not in standing.dismissed]
    return {"reviewed": reviewed, "verified": [claim for claim in reviewed if claim.id in standing.verified]}


def reviewed_text(context: ViewContext, evidence: Sequence[Evidence]) -> str:
    """`as recorded +2–3 -1, as reviewed +2 -0, verified +1 -0`, in the period in force.

    It is empty where nobody looked at reviews, or where any claim, of whatever period, is hidden.
    """
    if not (claims := reviewed_claims(context, evidence)):
        return ""
    dossier, period = context.dossier, context.weighing.period
    counts = {
        count: pair(weight_of(context, in_period(dossier, some, period)).tally, exact=True)
        for count, some in {"recorded": evidence, **claims}.items()
    }
    return context.tr("as recorded {recorded}, as reviewed {reviewed}, verified {verified}", **counts)
