"""Agreement between reviewers as a page: the figures of each scale, how they are made, and where reviewers differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilo_tui.dossier.records import Scale
from ilo_tui.exchange.listing import table
from ilo_tui.exchange.pages.book import Book
from ilo_tui.exchange.pages.disagreement import disagreement_line
from ilo_tui.exchange.pages.line import Block, block, clip, heading, width_of
from ilo_tui.exchange.pages.words import SCALE_KINDS
from ilo_tui.i18n import N_, Say
from ilo_tui.review.agreement.figures import FEW, Figure
from ilo_tui.review.agreement.survey import Agreement
from ilo_tui.review.agreement.votes import Votes
from ilo_tui.review.items import Items

_NAME = 14
_HEAD = (N_("reviewers"), N_("items"), N_("missing"), N_("percent"), N_("alpha"), N_("AC1"))
_NOTES = (
    N_("items: judged by two reviewers or more; missing: answers not there, of items x reviewers."),
    N_("percent: of the pairs of answers to an item the share that agrees, over all items."),
    N_("alpha: Krippendorff's, nominal for scales without order and ordinal for ranked ones."),
    N_("AC1: Gwet's, which takes every difference for the same on ranked scales too."),
    N_(
        "An answer that a question cannot be answered has no rank: on a ranked scale it is missing, on one without "
        "order it is an answer like the others."
    ),
    N_("Alpha is not defined where all answers are the same. Consensus decisions change no figure."),
)


def decimal(say: Say, value: float | None, digits: int = 3) -> str:
    """A figure with so many decimals, as the language writes it; "not defined" of none."""
    if value is None:
        return say("not defined")
    # Adding 0.0 makes a zero of what rounds to minus zero.
    told = f"{round(value, digits) + 0.0:.{digits}f}"
    return told.replace(".", ",") if say.language == "id" else told


def share(say: Say, value: float | None) -> str:
    """A share from 0 to 1 as percent: `81.8%`."""
    return say("not defined") if value is None else f"{decimal(say, value * 100, 1)}%"


def agreement_blocks(book: Book, found: Agreement, names: Mapping[str, str]) -> list[Block]:
    """The figures, scale by scale, then how they are made and what was left out; `names` are reviewers' by id."""
    if not found.figures:
        return [block(book.say("No item is judged yet."))]
    blocks: list[Block] = []
    for ident in dict.fromkeys(one.scale for one in found.figures):
        blocks += _scale(book, book.dossier.scales[ident], [one for one in found.figures if one.scale == ident], names)
    blocks += heading(book.say("How to read this"))
    blocks += [block(book.say(note), hang=2) for note in _NOTES]
    return [*blocks, *(block(told, "warn", hang=2) for told in left_out(book.say, found.votes))]


def _scale(book: Book, scale: Scale, found: Sequence[Figure], names: Mapping[str, str]) -> list[Block]:
    say = book.say
    title = f"{scale.id}, {say(SCALE_KINDS[scale.kind])}: {say.text(scale.question)}"
    lines = figure_lines(say, found, names)
    blocks = [*heading(title), block(lines[0], "dim")]
    blocks += [block(line, "warn" if one.few else "") for line, one in zip(lines[1:], found, strict=True)]
    if any(one.few for one in found):
        few = say("! fewer than {n} items: too few to rely on", n=FEW)
        blocks.append(block(few, "warn"))
    if left := sum(one.pairs_left for one in found):
        more = say.many("{n} more pair with fewer shared items", "{n} more pairs with fewer shared items", left)
        blocks.append(block(more, "dim"))
    return blocks


def figure_lines(say: Say, found: Sequence[Figure], names: Mapping[str, str]) -> list[str]:
    """A head and a line for each figure, in columns, numbers to the right; `!` marks figures of too few items."""
    rows = [[*(say(word) for word in _HEAD), ""], *(_cells(say, one, names) for one in found)]
    widths = [max(width_of(row[column]) for row in rows) for column in range(len(rows[0]))]
    return table(
        [[row[0], *(" " * (wide - width_of(cell)) + cell for cell, wide in zip(row[1:], widths[1:], strict=True))]
         for row in rows],
        None,
    )  # fmt: skip


def _cells(say: Say, one: Figure, names: Mapping[str, str]) -> list[str]:
    who = ", ".join(clip(names[ident], _NAME) for ident in one.pair) if one.pair else say("all ({n})", n=one.reviewers)
    counts = [say.number(one.items), say.number(one.missing)]
    return [who, *counts, share(say, one.percent), decimal(say, one.alpha), decimal(say, one.ac1), "!" * one.few]


def left_out(say: Say, votes: Votes) -> list[str]:
    """What does not count, a line each: votes on what has changed since, and all but the latest of repeated ones."""
    told = []
    if changed := sum(map(len, votes.changed.values())):
        told.append(
            say.many(
                "{n} decision is left out: the dossier says something else of its item by now.",
                "{n} decisions are left out: the dossier says something else of their items by now.",
                changed,
            )
        )
    if votes.repeats:
        told.append(
            say.many(
                "{n} item was judged again by the same reviewer: the latest decision counts.",
                "{n} times an item was judged again by the same reviewer: the latest decision counts.",
                len(votes.repeats),
            )
        )
    return told


def differing_blocks(book: Book, items: Items, found: Agreement) -> list[Block]:
    """Every disagreement in a line or two, the widest first; following one opens its item."""
    if not found.differing:
        return []
    title = f"{book.say('Disagreements, the widest first')} ({len(found.differing)})"
    lines = (disagreement_line(book, items, found.votes, one) for one in found.differing)
    return [*heading(title), *(Block(line, hang=2) for line in lines)]
