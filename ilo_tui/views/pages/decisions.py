"""Decisions and the items they are about, as lines and pages."""

from __future__ import annotations

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Alignment, Evidence, Policy, Scale, Suggestion
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.items import Items
from ilo_tui.review.model import Decision, Observation
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import CONFIDENCE_WORDS, DEGREES, GAPS, ORIGINS, STANCES
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.evidence import about_blocks, evidence_block, evidence_blocks, stance_counts
from ilo_tui.views.pages.policy import provision_line

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
    if isinstance(record, Evidence):
        return context.tr.text(record.statement)
    if isinstance(record, Alignment | Suggestion):
        return context.title(record)
    if item.startswith("cell:"):
        row, _, column = item.removeprefix("cell:").partition("/")
        return f"{context.code(row)} × {context.name(column)}"
    programme, _, rest = item.removeprefix("gap:").partition("/")
    crossed, _, kind = rest.partition(":")
    return f"{context.code(programme)} × {context.name(crossed)}: {context.tr(GAPS.get(kind, kind))}"


def observation_line(record: Observation) -> str:
    """What was observed, with its place and date."""
    observation = record.observation
    return ", ".join(filter(None, (observation.text.replace("\n", " "), observation.place, observation.date)))


def observed_title(context: ViewContext, items: Items, item: str) -> str:
    """What an observation is about: a claim in its words, or the two ends of a cell."""
    if item.startswith("evidence:"):
        return f"{item.partition(':')[2]}, {item_title(context, items, item)}"
    row, _, column = item.removeprefix("cell:").partition("/")
    return f"{context.name(row)} × {context.name(column)}"


def item_blocks(context: ViewContext, items: Items, item: str) -> list[Block]:
    """An item as a reviewer sees it before the answer: without the dossier's own confidence or degree."""
    record, tr = items.find(item), context.tr
    if isinstance(record, Evidence):
        return [*evidence_blocks(context, record), *about_blocks(context, record)]
    if isinstance(record, Alignment):
        return _alignment(context, record)
    if isinstance(record, Suggestion):
        questions = [Block((Span("- "), Span(tr.text(text))), 0, 2) for text in record.sub_questions]
        return [block(tr.text(record.title), "title"), block(tr.text(record.text)), *questions]
    if record is None:
        return [block(item_title(context, items, item), "warn")]
    row, _, rest = item.partition(":")[2].partition("/")
    column = rest.partition(":")[0]
    blocks = [block(f"{context.name(row)} × {context.name(column)}", "title")]
    if item.startswith("gap:"):
        blocks.append(block(tr("! Gap: {what}", what=item_title(context, items, item)), "warn"))
    if column in context.dossier.ids(Policy):
        return [*blocks, block(tr.text(context.dossier.record(Policy, column).summary))]
    evidence_list = context.gap_map.cell(row, column).evidence
    return [
        *blocks,
        Block(stance_counts(context, evidence_list)),
        Block(),
        *(evidence_block(context, evidence) for evidence in evidence_list),
    ]


def _alignment(context: ViewContext, alignment: Alignment) -> list[Block]:
    from ilo_tui.views.pages.citation import field, source_blocks

    tr = context.tr
    row = alignment.programme or alignment.from_policy or ""
    provision = context.dossier.provision(alignment.policy, alignment.provision)
    blocks = [block(f"{context.name(row)} × {context.name(alignment.policy)}", "title")]
    if provision:
        blocks.append(field(tr("Provision"), provision_line(context, provision)))
    blocks += [block(tr.text(alignment.rationale)), *source_blocks(context, alignment.source, alignment.locator)]
    return [*blocks, field(tr("Origin"), tr(ORIGINS[alignment.origin]))]


def neighbours(context: ViewContext, items: Items, item: str) -> list[Block]:
    """What else speaks for and against: the other claims of the same crossing."""
    evidence = items.find(item)
    if not isinstance(evidence, Evidence):
        return []
    field = next((name for name in ("programme", "policy", "indicator") if getattr(evidence, name)), "dimension")
    about = getattr(evidence, field)
    same = (
        [
            other
            for other in context.dossier.evidence_of(field, about)
            if other.dimension == evidence.dimension and other is not evidence
        ]
        if about
        else []
    )
    waiting = [other for other in same if context.blinding.hides_stance(other)]
    visible = [other for other in same if other not in waiting]
    groups = [
        (context.tr("What else speaks for"), [other for other in visible if other.stance == "supports"]),
        (context.tr("What else speaks against"), [other for other in visible if other.stance == "contradicts"]),
    ]
    if waiting:
        rest = context.tr("What else is claimed; for or against is shown after your answer")
        groups = [*(group for group in groups if group[1]), (rest, waiting)]
    blocks: list[Block] = []
    for title, evidence_list in groups:
        blocks += [
            *heading(f"{title} ({len(evidence_list)})"),
            *(evidence_block(context, other) for other in evidence_list),
        ]
    return blocks


def after_answer(context: ViewContext, items: Items, item: str) -> str:
    """What the dossier itself thinks, which a reviewer sees only after the answer."""
    record, tr = items.find(item), context.tr
    if isinstance(record, Evidence):
        stance, confidence = tr(STANCES[record.stance][1]), tr(CONFIDENCE_WORDS[record.confidence])
        return tr(
            "the dossier: {stance}, confidence {confidence}",
            stance=stance,
            confidence=confidence,
        )
    if isinstance(record, Alignment):
        return tr(
            "the dossier: degree {degree}", degree=tr(DEGREES[record.degree][1]) if record.degree else tr("none stated")
        )
    return ""
