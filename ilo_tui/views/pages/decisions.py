"""Decisions and the items they are about, as lines and pages."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Observation
from ilo_tui.views.context import ViewContext
from ilo_tui.views.item_views import view_of
from ilo_tui.views.markup import Block, block

BASES = {
    "source_read": N_("source read"),
    "own_observation": N_("own observation"),
    "interview": N_("interview"),
    "dossier_only": N_("dossier only"),
    "other": N_("other"),
}
"""On what a decision rests."""

ROLES = {
    "staff": N_("staff"),
    "partner": N_("partner"),
    "independent": N_("independent"),
    "other": N_("other"),
}
"""What a reviewer is to the programme."""


def label_of(tr: Translator, scale: Scale | None, code: str) -> str:
    """What a scale calls a code."""
    for value in scale.values if scale else ():
        if value.code == code:
            return tr.text(value.label)
    return clean(code)


def answers_line(tr: Translator, dossier: DossierReader, decision: Decision) -> str:
    """`holds, high; source read; flagged`."""
    answers = ", ".join(label_of(tr, dossier.get(Scale, scale), code) for scale, code in decision.values.items())
    marks = [tr("skipped")] if decision.skipped else []
    marks += [tr("flagged")] if decision.flagged else []
    return "; ".join(filter(None, [answers, tr(BASES[decision.basis]), *marks]))


def item_title(context: ViewContext, items: Items, item: str) -> str:
    """What an item is, in one line."""
    record = items.find(item)
    if record is None:
        return context.tr("{item} is no longer in the dossier", item=clean(item))
    return view_of(record).title_of(context, record)


def observation_line(tr: Translator, record: Observation) -> str:
    """What was observed, with its place and date."""
    observation = record.observation
    when = tr.date(observation.date) if observation.date else ""
    return ", ".join(filter(None, (tr.clean(observation.text), tr.clean(observation.place), when)))


def observed_title(context: ViewContext, items: Items, item: str) -> str:
    """What an observation is about: a claim in its words, or the two ends of a cell."""
    if item.startswith("evidence:"):
        return f"{item.partition(':')[2]}, {item_title(context, items, item)}"
    row, _, column = item.removeprefix("cell:").partition("/")
    return f"{context.name(row)} × {context.name(column)}"


def item_blocks(context: ViewContext, items: Items, item: str) -> list[Block]:
    """An item as a reviewer sees it before the answer: without the dossier's own confidence or degree."""
    record = items.find(item)
    if record is None:
        return [block(item_title(context, items, item), "warn")]
    return view_of(record).blocks_of(context, record)


def neighbours(context: ViewContext, items: Items, item: str) -> list[Block]:
    """What else speaks for and against: the other claims of the same crossing."""
    record = items.find(item)
    return view_of(record).neighbours_of(context, record) if record else []


def after_answer(context: ViewContext, items: Items, item: str) -> str:
    """What the dossier itself thinks, which a reviewer sees only after the answer."""
    record = items.find(item)
    return view_of(record).opinion_of(context, record) if record else ""


def afterwards(context: ViewContext, items: Items, item: str) -> list[Block]:
    """The same in full, with what is noted on it, below an empty line; nothing where there is none of it."""
    record = items.find(item)
    blocks = view_of(record).afterwards_of(context, record) if record else []
    return [Block(), *blocks] if blocks else []
