"""What is shown of an item while it is judged, besides the item itself: how far one is, and what one has said of it."""

from __future__ import annotations

from collections.abc import Iterable

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import SCHEMA, AppliesTo, Dimension, Evidence
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.review.item_kinds import BESIDE
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis, Decision, Observation
from ilo_tui.review.progress import Progress, seconds_left, seconds_spent
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import Block, block
from ilo_tui.views.pages.decisions import BASES, answers_line, observation_line


def progress_parts(tr: Translator, progress: Progress, basis: Basis) -> list[str]:
    """How far it is, on what basis one judges, and about how long the rest takes."""
    counts, records = progress.counts(), progress.history.records
    parts = [tr("{judged} of {total} judged", judged=counts.judged, total=counts.total)]
    parts += [tr("{n} flagged", n=counts.flagged)] if counts.flagged else []
    parts.append(tr("basis: {basis}", basis=tr(BASES[basis])))
    remaining = seconds_left(records, counts.total - counts.judged)
    if remaining and counts.judged:
        pace = seconds_spent(records) // counts.judged
        parts.append(tr("{pace} s each, about {left} min left", pace=pace, left=max(round(remaining / 60), 1)))
    return parts


def question_lines(context: ViewContext, items: Items, item: str, kind: AppliesTo) -> list[Block]:
    """What a question of attribution or bearing is about: the programme, of bearing also the dimension's question.

    In schema 1 the questions say it themselves.
    """
    evidence = items.find(item)
    if kind not in BESIDE or items.dossier.meta.schema < SCHEMA or not isinstance(evidence, Evidence):
        return []
    tr, programme = context.tr, context.name(evidence.programme or "")
    dimension = context.dossier.get(Dimension, evidence.dimension)
    if kind != "bearing" or dimension is None:
        return [block(tr("Programme: {name}", name=programme))]
    question = tr.text(dimension.question)
    return [block(tr("Programme: {name}. The dimension's question: {question}", name=programme, question=question))]


def decision_marks(
    tr: Translator,
    dossier: DossierReader,
    decision: Decision | None,
    *,
    unfinished: bool,
    changed: bool,
) -> list[str]:
    """In a few words each: what was answered, that it is flagged, that there are notes, that the dossier changed."""
    marks = []
    if decision and (decision.values or decision.skipped):
        marks.append(answers_line(tr, dossier, decision))
    elif decision and decision.flagged:
        marks.append(tr("flagged"))
    marks += [tr("unfinished note")] if unfinished else []
    marks += [tr("note")] if decision and decision.note else []
    marks += [tr("changed since you judged it")] if changed else []
    return marks


def remark_blocks(tr: Translator, note: str, observations: Iterable[Observation]) -> list[Block]:
    """The reviewer's own note and observations on an item, each set off by an empty line."""
    blocks: list[Block] = []
    if note:
        blocks += [Block(), block(tr("Your note: ") + note.replace("\n", " "), "mark")]
    lines = [
        block(tr("Your observation: ") + observation_line(tr, observation), "mark") for observation in observations
    ]
    return [*blocks, *([Block(), *lines] if lines else [])]
