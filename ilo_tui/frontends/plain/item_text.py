"""An item in lines: its text, the evidence beside it, and the question with its answers."""

from __future__ import annotations

from ilo_tui.app.item_state import item_state
from ilo_tui.dossier.model import Scale
from ilo_tui.frontends.plain.console_io import ConsoleIO, for_speech
from ilo_tui.review.items import Items
from ilo_tui.review.session import ReviewSession
from ilo_tui.views.markup import Block, Span
from ilo_tui.views.pages.decisions import (
    after_answer,
    afterwards,
    answers_line,
    item_blocks,
    item_title,
    neighbours,
    observation_line,
)


def print_item(console: ConsoleIO, items: Items, session: ReviewSession, item: str) -> None:
    """Print which item it is and its state, then the item and what else speaks for and against.

    Neither other reviewers' ratings nor, before the answer, the dossier's own opinion of it.
    """
    tr, context, order = console.tr, console.context, session.progress.order
    number = order.index(item) + 1 if item in session.progress else 0
    name = item.replace(":", " ", 1)
    console.put("", tr("Item {number} of {total}: {item}", number=number, total=len(order), item=name))
    console.put(*_state_lines(console, items, session, item), "")
    later = [] if _waits(console, session, item) else afterwards(context, items, item)
    blocks = [*item_blocks(context, items, item), *later, *neighbours(context, items, item)]
    console.blocks(_with_id(paragraph) for paragraph in for_speech(tr, blocks))


def _waits(console: ConsoleIO, session: ReviewSession, item: str) -> bool:
    """Whether the dossier's own opinion of an item is not to be shown yet."""
    return not item_state(session, item).judged or console.context.blinding.hides(item)


def _state_lines(console: ConsoleIO, items: Items, session: ReviewSession, item: str) -> list[str]:
    """What was decided on an item so far."""
    tr, context, state = console.tr, console.context, item_state(session, item)
    lines: list[str] = []
    if state.decision and (state.answered or state.flagged):
        lines.append(tr("Your decision: ") + answers_line(tr, context.dossier, state.decision))
    if state.changed:
        lines.append(tr("changed since you judged it"))
    if not _waits(console, session, item) and (opinion := after_answer(context, items, item)):
        lines.append(opinion)
    if state.note:
        lines.append(tr("Your note: ") + state.note)
    lines += [tr("Your observation: ") + observation_line(tr, observation) for observation in state.observations]
    if state.unfinished_note:
        lines.append(tr("Half a note, not saved yet: {text}", text=state.unfinished_note))
    return lines


def _with_id(paragraph: Block) -> Block:
    """A block with the id of what it leads to in brackets."""
    if paragraph.target is None:
        return paragraph
    return Block((*paragraph.spans, Span(f" [{paragraph.target}]")), paragraph.indent, paragraph.hang)


def print_question(console: ConsoleIO, scale: Scale, answer: str | None, about: list[Block]) -> None:
    """Print a question, what it is `about`, and its answers, a line each, the `answer` so far marked."""
    tr = console.tr
    console.put("", tr.text(scale.question))
    console.blocks(about)
    for value in scale.values:
        mark = tr(" (your answer)") if value.code == answer else ""
        console.put(f"{value.key} {tr.text(value.label)}{mark}: {tr.text(value.definition)}")


def item_line(console: ConsoleIO, items: Items, session: ReviewSession, item: str) -> str:
    """An item of the queue in one line: its state in words, then what it is."""
    tr, state = console.tr, item_state(session, item)
    words = [
        tr("changed since you judged it")
        if state.changed
        else tr("judged")
        if state.judged
        else tr("skipped")
        if state.skipped
        else tr("not judged yet")
    ]
    words += [tr("flagged")] if state.flagged else []
    words += [tr("unfinished note")] if state.unfinished_note is not None else []
    return f"{', '.join(words)}: {item_title(console.context, items, item)}"
