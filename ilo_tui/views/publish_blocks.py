"""An edition to be, on the screen: what becomes of records, what is in conflict, and whose drafts wait.

What is hidden of a record that waits for the reader's answer is hidden here, too; nobody chooses between such sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.editions.choices import CHOOSABLE
from ilo_tui.dossier.editions.model import Applied, Change, Conflict, Draft, Side
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.reader import address_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.draft_changes import hidden_of
from ilo_tui.views.edition_lines import CONFLICTS, KINDS, side_lines, side_name
from ilo_tui.views.markup import Block, Span, block, heading
from ilo_tui.views.pages.citation import field

SIGNS = {"added": "+", "changed": "~", "removed": "-"}
"""What stands before a record in the list, as in `ilo-tui diff`."""


def record_in(context: ViewContext, table: str, ident: str) -> Record | None:
    """A record as it is shown, else as it is published."""
    kind = TABLES.get(table)
    if kind is None:
        return None
    return context.dossier.get(kind, ident) or (context.published.get(kind, ident) if context.published else None)


def address_in(context: ViewContext, table: str, ident: str) -> str | None:
    """By what the page of a record is opened; None where there is none."""
    record = record_in(context, table, ident)
    return address_of(record) if record else None


def is_hidden(context: ViewContext, conflict: Conflict) -> bool:
    """Whether the sides of a conflict would give away what is hidden before an answer."""
    hidden = hidden_of(context, conflict.table, conflict.record)
    return bool(hidden) and (not conflict.path or conflict.path[0] in hidden)


def may_choose(context: ViewContext, conflict: Conflict) -> bool:
    """Whether a side of a conflict can be chosen by whoever reads; else it has to be mended, or judged first."""
    return conflict.kind in CHOOSABLE and not is_hidden(context, conflict)


def conflict_title(conflict: Conflict, tr: Translator, *, chosen: bool = False) -> str:
    """A conflict in a line; of one whose side is `chosen`, that it is."""
    if conflict.fault:
        return conflict.fault.localise(tr)
    place = f"{clean(conflict.record)}{f', {clean(conflict.field)}' if conflict.field else ''}"
    state = tr("chosen") if chosen else tr(CONFLICTS[conflict.kind])
    return f"{place}: {state}"


def conflict_blocks(context: ViewContext, conflict: Conflict, before: str, chosen: Side | None) -> list[Block]:
    """A conflict with its sides, each with the digit that chooses it."""
    tr = context.tr
    blocks = [block(conflict_title(conflict, tr), "title", target=address_in(context, conflict.table, conflict.record))]
    if record := record_in(context, conflict.table, conflict.record):
        blocks.append(block(context.title(record), "dim"))
    if is_hidden(context, conflict):
        text = tr("It is about what is hidden before your answer: judge it first, or let somebody else publish.")
        return [*blocks, Block(), block(text, "warn")]
    chosen_mark = " " + tr("chosen")
    for number, side in enumerate(conflict.sides, 1):
        digit = f"{number} " if conflict.kind in CHOOSABLE else ""
        mark = Span(chosen_mark if side == chosen else "", "mark")
        head = Block((Span(digit, "mark"), Span(side_name(side, before, tr), "heading"), mark))
        blocks += [Block(), head, *_side(conflict, side, tr)]
    if conflict.kind not in CHOOSABLE:
        blocks += [Block(), block(tr("This has to be mended in a draft; there is nothing to choose."), "warn")]
    return blocks


def _side(conflict: Conflict, side: Side, tr: Translator) -> Iterator[Block]:
    """Why somebody changed it so, and how it is then."""
    if side.why:
        yield block(clean(side.why.replace("\n", " ")), "dim", indent=2, hang=2)
    base = next((other.value for other in conflict.sides if not other.draft), None)
    for line in side_lines(conflict, base, side, tr):
        yield block(line, indent=2, hang=2)


def applied_title(context: ViewContext, entry: Applied) -> str:
    """A record that is another in the edition, in a line."""
    record = record_in(context, entry.table, entry.record)
    name = context.as_published().title(record) if record else clean(entry.table)
    return f"{SIGNS[entry.kind]} {clean(entry.record)}, {name}"


def applied_line_of(context: ViewContext, entry: Applied) -> str:
    """The same with whose change it is, and why only where that gives nothing away."""
    why = [] if hidden_of(context, entry.table, entry.record) else [clean("; ".join(entry.why))]
    return f"{applied_title(context, entry)} ({'; '.join(filter(None, [', '.join(map(clean, entry.authors)), *why]))})"


def applied_blocks(context: ViewContext, entry: Applied) -> list[Block]:
    """What becomes of a record, by whom and why."""
    tr, hidden = context.tr, hidden_of(context, entry.table, entry.record)
    target = address_in(context, entry.table, entry.record)
    fields = [name for name in entry.fields if name.partition(".")[0] not in hidden]
    blocks = [block(applied_title(context, entry), "title", target=target), Block()]
    blocks.append(field(tr("What"), tr(KINDS[entry.kind])))
    if fields:
        blocks.append(field(tr("Fields"), ", ".join(map(clean, fields))))
    blocks.append(field(tr("Who"), ", ".join(map(clean, entry.authors))))
    if entry.why and not hidden:
        blocks.append(field(tr("Why"), clean("; ".join(entry.why))))
    if entry.minor:
        blocks.append(field(tr("Minor"), tr("minor, decisions stay")))
    if hidden:
        blocks.append(block(tr("More of it is shown after your answer."), "dim"))
    return blocks


def waiting_title(draft: Draft, tr: Translator, *, included: bool) -> str:
    """Somebody else's open draft in a line."""
    changes = tr.many("1 change", "{n} changes", len(draft.changes))
    state = tr("open, taken in") if included else tr("open, left out")
    return f"? {clean(draft.author)}: {changes}, {state}"


def waiting_blocks(context: ViewContext, draft: Draft, key: str, *, included: bool) -> list[Block]:
    """Somebody else's open draft, and what is in it."""
    tr = context.tr
    if included:
        text = tr("{key} leaves it out again.", key=key)
    else:
        text = tr("It is not finished, and does not go into the edition. {key} takes it in.", key=key)
    blocks = [block(waiting_title(draft, tr, included=included), "title"), block(text, "mark")]
    return [*blocks, *heading(tr("Changes")), *(_changed(context, change) for change in draft.changes)]


def _changed(context: ViewContext, change: Change) -> Block:
    """One change of it; why only where that gives nothing away."""
    hidden = hidden_of(context, change.table, change.record)
    why = f" ({clean(change.why)})" if change.why and not hidden else ""
    kind = "removed" if change.document is None else "added" if change.base is None else "changed"
    return block(f"{SIGNS[kind]} {clean(change.table)}/{clean(change.record)}{why}", hang=2)
