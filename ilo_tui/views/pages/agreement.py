"""Agreement between reviewers as a page: the figures of each scale, how they are made, and where reviewers differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Scale
from ilo_tui.review.agreement.analysis import Agreement
from ilo_tui.review.agreement.editors import EditorsAgreement
from ilo_tui.review.agreement.figures import FEW, Figure
from ilo_tui.review.agreement.lacking import Lacking
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings
from ilo_tui.review.items import Items
from ilo_tui.review.reviewer_names import name_key
from ilo_tui.views.context import ViewContext
from ilo_tui.views.labels import SCALE_KINDS, scale_name
from ilo_tui.views.lists import table
from ilo_tui.views.markup import Block, block, clip, clip_start, heading, width_of
from ilo_tui.views.pages.decisions import answers_line
from ilo_tui.views.pages.disagreement import disagreement_line
from ilo_tui.views.session_words import edition_line

TIERS = {
    1: N_("Reversals: reviewers say the opposite"),
    2: N_("Other disagreements, the widest first"),
    3: N_("One step apart: not counted as disagreement"),
}
"""What each tier of disagreement is called above its lines."""
_NAME = 14
_LONGEST, _FEW_NAMES = 40, 10
_ID = 6
"""So many cells of an id with its bracket: `…1a2b>`."""
_HEAD = (N_("reviewers"), N_("items"), N_("missing"), N_("percent"), N_("alpha"), N_("AC1"))
FIGURE_NOTES = (
    N_("percent: of the pairs of answers to an item the share that agrees, over all items."),
    N_("alpha: Krippendorff's, nominal for scales without order and ordinal for ranked ones."),
    N_("AC1: Gwet's, which takes every difference for the same on ranked scales too."),
    N_(
        "An answer that a question cannot be answered has no rank: on a ranked scale it is missing, on one without "
        "order it is an answer like the others."
    ),
    N_("Alpha is not defined where all answers are the same. Final answers change no figure."),
)
"""How the figures of agreement are made."""
_NOTES = (
    N_("items: judged by two reviewers or more; missing: answers not there, of items x reviewers."),
    *FIGURE_NOTES,
)


def decimal(tr: Translator, value: float | None, digits: int = 3) -> str:
    """A figure with so many decimals, as the language writes it; "not defined" of none."""
    if value is None:
        return tr("not defined")
    return tr.decimal(value, digits)


def share(tr: Translator, value: float | None) -> str:
    """A share from 0 to 1 as percent: `81.8%`."""
    return tr("not defined") if value is None else f"{decimal(tr, value * 100, 1)}%"


def agreement_blocks(context: ViewContext, agreement: Agreement, names: Mapping[str, str]) -> list[Block]:
    """The figures, scale by scale, then how they are made and what was left out; `names` are reviewers' by id."""
    if not agreement.figures:
        editions = edition_line(context.tr, agreement.editions)
        warnings = [*filter(None, [editions]), *lacking_lines(context.tr, agreement.lacking)]
        return [block(context.tr("No item is judged yet.")), *(block(line, "warn", hang=2) for line in warnings)]
    blocks: list[Block] = []
    for ident in dict.fromkeys(figure.scale for figure in agreement.figures):
        blocks += _scale(
            context,
            context.dossier.record(Scale, ident),
            [figure for figure in agreement.figures if figure.scale == ident],
            names,
        )
    if lines := editors_lines(context.tr, EditorsCounts.of(agreement.editors)):
        blocks += [*heading(context.tr("Reviewers and editors")), *(block(line, hang=2) for line in lines)]
    blocks += heading(context.tr("How to read this"))
    blocks += [block(context.tr(note), hang=2) for note in _NOTES]
    warnings = [
        *filter(None, [edition_line(context.tr, agreement.editions)]),
        *excluded_lines(context.tr, agreement.ratings),
        *(misdated_line(context, key, ratings, names) for key, ratings in agreement.misdated),
        *lacking_lines(context.tr, agreement.lacking),
    ]
    return [*blocks, *(block(line, "warn", hang=2) for line in warnings)]


def _scale(context: ViewContext, scale: Scale, figures: Sequence[Figure], names: Mapping[str, str]) -> list[Block]:
    tr = context.tr
    title = f"{scale_name(tr, scale.id)}, {tr(SCALE_KINDS[scale.kind])}: {tr.text(scale.question)}"
    lines = figure_lines(tr, figures, names)
    blocks = [*heading(title), block(lines[0], "dim")]
    blocks += [block(line, "warn" if figure.few else "") for line, figure in zip(lines[1:], figures, strict=True)]
    if any(figure.few for figure in figures):
        few = tr("! fewer than {n} items: too few to rely on", n=FEW)
        blocks.append(block(few, "warn"))
    if omitted := sum(figure.pairs_omitted for figure in figures):
        more = tr.many("{n} more pair with fewer shared items", "{n} more pairs with fewer shared items", omitted)
        blocks.append(block(more, "dim"))
    return blocks


def figure_lines(tr: Translator, figures: Sequence[Figure], names: Mapping[str, str]) -> list[str]:
    """A head and a line for each figure, in columns, numbers to the right; `!` marks figures of too few items."""
    short = _short_names(names)
    rows = [[*(tr(word) for word in _HEAD), ""], *(_cells(tr, figure, short) for figure in figures)]
    widths = [max(width_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    return table(
        [[row[0], *(" " * (wide - width_of(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True))]
         for row in rows],
        None,
    )  # fmt: skip


def _cells(tr: Translator, figure: Figure, names: Mapping[str, str]) -> list[str]:
    label = ", ".join(names[ident] for ident in figure.pair) if figure.pair else tr("all ({n})", n=figure.reviewers)
    counts = [tr.number(figure.items), tr.number(figure.missing)]
    return [
        label,
        *counts,
        share(tr, figure.percent),
        decimal(tr, figure.alpha),
        decimal(tr, figure.ac1),
        "!" * figure.few,
    ]


def _short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names cut for a column, of an id beside one its end; whole where that would make two reviewers look like one."""
    short = {ident: _shortened(name) for ident, name in names.items()}
    times = Counter(map(name_key, short.values()))
    return {ident: name if times[name_key(name)] == 1 else names[ident] for ident, name in short.items()}


def _shortened(name: str) -> str:
    head, mark, ident = name.rpartition(" <")
    if width_of(name) <= _NAME or not mark:
        return clip(name, _NAME)
    end = f" <{clip_start(ident, _ID)}"
    return clip(head, _NAME - width_of(end)) + end


class EditorsCounts(NamedTuple):
    """On how many claims reviewers read what the editors read, of how many; on how many not to be compared."""

    agreeing: int
    compared: int
    cannot: int
    divided: int

    @classmethod
    def of(cls, editors: EditorsAgreement) -> Self:
        """The counts of what was found."""
        return cls(len(editors.agreeing), editors.compared, len(editors.cannot), len(editors.divided))


def editors_lines(tr: Translator, counts: EditorsCounts) -> list[str]:
    """On how many claims editors and reviewers agree, and what cannot be compared; nothing where nothing was asked."""
    if not counts.compared + counts.cannot + counts.divided:
        return []
    lines = [
        tr.many(
            "Editors and reviewers agree on {agreeing} of 1 claim: asked blind, reviewers say for, against or neither "
            "as the dossier does.",
            "Editors and reviewers agree on {agreeing} of {n} claims: asked blind, reviewers say for, against or "
            "neither as the dossier does.",
            counts.compared,
            agreeing=counts.agreeing,
        )
    ]
    if counts.cannot:
        lines.append(
            tr.many("On 1 claim reviewers cannot tell.", "On {n} claims reviewers cannot tell.", counts.cannot)
        )
    if counts.divided:
        text = tr.many(
            "On 1 claim reviewers differ among themselves.",
            "On {n} claims reviewers differ among themselves.",
            counts.divided,
        )
        lines.append(text)
    return lines


def excluded_lines(tr: Translator, ratings: Ratings) -> list[str]:
    """What does not count, a line each: ratings of what has changed since, and all but the latest of repeated ones."""
    lines = []
    if changed := ratings.outdated:
        lines.append(
            tr.many(
                "{n} decision is left out: the dossier says something else of its item by now.",
                "{n} decisions are left out: the dossier says something else of their items by now.",
                changed,
            )
        )
    if ratings.repeats:
        lines.append(
            tr.many(
                "{n} item was judged again by the same reviewer: the latest decision counts.",
                "{n} times an item was judged again by the same reviewer: the latest decision counts.",
                len(ratings.repeats),
            )
        )
    return lines


def misdated_line(context: ViewContext, key: Key, ratings: Sequence[Rating], names: Mapping[str, str]) -> str:
    """All answers of a reviewer on an item where a wrong clock decides which of them counts, that one last."""
    answers = [
        context.tr(
            "{answers} ({date})",
            answers=answers_line(context.tr, context.dossier, rating.decision),
            date=rating.decision.at[:10],
        )
        for rating in ratings
    ]
    return context.tr(
        "{name} judged {item} more than once, and the clock of a machine was wrong: {before}; what counts: {last}.",
        name=names[ratings[0].reviewer.id],
        item=clean(key[1]),
        before="; ".join(answers[:-1]),
        last=answers[-1],
    )


def lacking_lines(tr: Translator, lacking: Lacking) -> list[str]:
    """What the edition has no place for, a line each: answers to questions, and answers in codes, that it lacks."""
    lines = []
    if n := lacking.to_questions:
        names = _few(sorted(lacking.questions))
        text = tr.many(
            "{n} answer is to a question that this edition does not have: {names}.",
            "{n} answers are to questions that this edition does not have: {names}.",
            n,
            names=names,
        )
        lines.append(text)
    if n := lacking.in_codes:
        names = _few([f"{scale}: {code}" for scale, code in sorted(lacking.codes)])
        text = tr.many(
            "{n} answer is in a code that this edition does not have, so that its decision does not count: {names}.",
            "{n} answers are in codes that this edition does not have, so that their decisions do not count: {names}.",
            n,
            names=names,
        )
        lines.append(text)
    return lines


def _few(names: Sequence[str]) -> str:
    """Names out of files, each cut and not too many of them."""
    shown = [clip(clean(name), _LONGEST) for name in names[:_FEW_NAMES]]
    return ", ".join([*shown, "…"] if len(names) > _FEW_NAMES else shown)


def disagreement_list(context: ViewContext, items: Items, agreement: Agreement) -> list[Block]:
    """Every disagreement in a line or two, by tier, the widest first; following one opens its item."""
    blocks: list[Block] = []
    for tier, title in TIERS.items():
        if disagreements := [disagreement for disagreement in agreement.differing if disagreement.tier == tier]:
            lines = (
                disagreement_line(context, items, agreement.ratings, disagreement) for disagreement in disagreements
            )
            blocks += heading(f"{context.tr(title)} ({len(disagreements)})")
            blocks += [Block(line, hang=2) for line in lines]
    return blocks
