"""What is counted, in words that stand on every screen: by itself, since the first paint needs no more of it."""

from __future__ import annotations

from ilo_tui.core.translator import N_
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import makes_difference
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block

LEVEL_NAMES: dict[TieLevel, str] = {
    "direct": N_("tied directly"),
    "related": N_("tied directly or through the organisation"),
    "inferred": N_("tied in any way"),
    "everything": N_("everything, tied or not"),
}
"""What counts at a tie level."""


def period_name(context: ViewContext, period: str | None) -> str:
    """What a period is called: all of time, a period of the dossier, or what is undated."""
    if period is None:
        return context.tr("all periods")
    if period == UNDATED:
        return context.tr("undated")
    return next((context.tr.text(named.label) for named in context.dossier.meta.periods if named.id == period), period)


def period_line(context: ViewContext) -> list[Block]:
    """Which period's claims are counted and shown, where not all are."""
    if context.weighing.period is None:
        return []
    return [block(context.tr("Period: {name}", name=period_name(context, context.weighing.period)), "dim")]


def level_name(context: ViewContext) -> str:
    """What counts at the tie level in force; where nobody is evaluated, that all claims count."""
    if not makes_difference(context.dossier):
        return context.tr("all count as tied")
    return context.tr(LEVEL_NAMES[context.weighing.level])


def weighing_words(context: ViewContext) -> str:
    """What is counted, in words: `voices tied directly · all periods · as recorded`."""
    return context.tr(
        "voices {level} · {period} · as recorded",
        level=level_name(context),
        period=period_name(context, context.weighing.period),
    )
