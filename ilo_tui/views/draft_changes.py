"""A draft and the changes in it, in words: whose it is, and what was changed when, in which record, why.

What is hidden of a record that waits for the reader's answer is hidden here, too, and with it why it was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.codec import decoder
from ilo_tui.dossier.editions.compare import fields_between
from ilo_tui.dossier.editions.fields import FieldEdit
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.dossier.reader import address_of
from ilo_tui.dossier.schema1 import kinds_of
from ilo_tui.review.drafts.draft_file import DraftFile
from ilo_tui.review.drafts.model import Change
from ilo_tui.views.context import ViewContext
from ilo_tui.views.drafted import MARKS, field_blocks
from ilo_tui.views.edition_lines import KINDS
from ilo_tui.views.labels import RECORDS
from ilo_tui.views.markup import Block, Span, block
from ilo_tui.views.pages.citation import field
from ilo_tui.views.session_words import STATES

_STATES = {**STATES, "open": N_("open")}
"""States of a draft's file."""


def draft_state(tr: Translator, entry: DraftFile) -> str:
    """The state of a draft's file, in a word or two."""
    return tr(_STATES.get(entry.state, entry.state))


def change_kind(change: Change) -> str:
    """`added`, `changed` or `removed`."""
    if change.document is None:
        return "removed"
    return "added" if change.base is None else "changed"


def change_count(tr: Translator, entry: DraftFile) -> str:
    """How many changes stand in a draft."""
    return tr.many("1 change", "{n} changes", len(entry.history.standing()))


def record_of(context: ViewContext, change: Change) -> Record | None:
    """The record that a change is of, as the dossier in force has it, else as the change has it, if it can be read."""
    kind = TABLES.get(change.table)
    if kind is None:
        return None
    if record := context.dossier.get(kind, change.record):
        return record
    with suppress(msgspec.MsgspecError, RecursionError, ValueError, KeyError):
        document = change.was if change.document is None else change.document
        record = decoder(kinds_of(context.dossier.meta.schema)[change.table]).decode(msgspec.json.encode(document))
    return record


def target_of(context: ViewContext, change: Change) -> str | None:
    """By what the record of a change is opened; None where the dossier has it neither in force nor published."""
    kind = TABLES.get(change.table)
    record = context.dossier.get(kind, change.record) if kind else None
    if kind and record is None and context.published:
        record = context.published.get(kind, change.record)
    return address_of(record) if record else None


def hidden_keys(context: ViewContext, change: Change) -> frozenset[str]:
    """The keys of the record of a change that are hidden; all of it where nobody can tell what the record is."""
    if context.blinding.is_open:
        return frozenset()
    if record := record_of(context, change):
        return frozenset(context.blinding.hidden_fields(record))
    return frozenset((change.document or {}).keys() | change.was.keys())


def hidden_of(context: ViewContext, table: str, ident: str) -> frozenset[str]:
    """The keys of a record that are hidden before an answer, of one that is shown or published."""
    kind = TABLES.get(table)
    if kind is None or context.blinding.is_open:
        return frozenset()
    record = context.dossier.get(kind, ident) or (context.published.get(kind, ident) if context.published else None)
    return frozenset(context.blinding.hidden_fields(record)) if record else frozenset()


def edits_of_change(change: Change) -> list[FieldEdit]:
    """The fields that a change alters; none of a record that is added or removed as a whole."""
    if change_kind(change) != "changed":
        return []
    # What was not there before is null in `was`, and passes for what is not there.
    after = {name: value for name, value in (change.document or {}).items() if name in change.was}
    return list(fields_between(change.table, change.was, after))


def change_title(context: ViewContext, change: Change) -> str:
    """The record that was changed: its kind and id, and what it is called."""
    record = record_of(context, change)
    kind = RECORDS.get(type(record).__name__.lower()) if record else None
    # What became of it is said by whoever asks.
    name = context.as_published().title(record) if record else ""
    label = f"{context.tr(kind) if kind else clean(change.table)} {clean(change.record)}"
    return ", ".join(filter(None, [label, name]))


def change_line(context: ViewContext, change: Change) -> str:
    """A change in one line: what was done to which record, and why."""
    why = "" if hidden_keys(context, change) else clean(change.why.replace("\n", " "))
    line = f"{context.tr(MARKS[change_kind(change)])} {change_title(context, change)}"
    return f"{line} ({why})" if why else line


def change_blocks(context: ViewContext, change: Change, author: str) -> list[Block]:
    """A change in full: who made it when and why, whether it is minor, and every field before and after."""
    tr, hidden = context.tr, hidden_keys(context, change)
    blocks = [block(change_title(context, change), "title", target=target_of(context, change)), Block()]
    blocks.append(field(tr("What"), tr(KINDS[change_kind(change)])))
    blocks += [field(tr("Who"), clean(author)), field(tr("When"), tr.moment(change.at))]
    if change.why and not hidden:
        blocks.append(field(tr("Why"), clean(change.why.replace("\n", " "))))
    if change.minor:
        blocks.append(field(tr("Minor"), tr("minor, decisions stay")))
    return [*blocks, Block(), *_content(context, change, hidden)]


def _content(context: ViewContext, change: Change, hidden: frozenset[str]) -> Iterator[Block]:
    document = change.was if change.document is None else change.document
    if change_kind(change) == "changed":
        yield from field_blocks(edits_of_change(change), hidden, context.tr)
        return
    before, after = ({}, document) if change.document is not None else (document, {})
    yield from field_blocks(fields_between(change.table, before, after), hidden, context.tr)


def draft_blocks(context: ViewContext, entry: DraftFile, reviewer: str) -> list[Block]:
    """A draft's file: whose it is, its state, how much is in it, and what keeps it from being gone on with."""
    tr = context.tr
    blocks = [block(clean(entry.path.name), "title")]
    blocks += [block(line, "dim" if entry.counts else "warn") for line in entry.localise(tr)]
    if entry.head is None or entry.fault:
        return blocks
    head = entry.head
    ownership = tr("yours") if head.reviewer.id == reviewer else ""
    author = f"{clean(head.reviewer.name)} <{clean(head.reviewer.id)}>"
    blocks.append(field(tr("Author"), ", ".join(filter(None, [author, ownership]))))
    blocks.append(field(tr("State"), draft_state(tr, entry)))
    blocks.append(field(tr("Changes"), str(len(entry.history.standing()))))
    blocks.append(field(tr("Begun"), tr.moment(head.started)))
    if entry.last_change:
        blocks.append(field(tr("Last change"), tr.moment(entry.last_change)))
    blocks.append(field(tr("On edition"), clean(head.dossier.edition)))
    if head.check_code:
        blocks.append(field(tr("Check code"), head.check_code))
    if entry.code == "wrong":
        text = tr("the check code does not fit: somebody has changed it after it was finished")
        blocks.append(block(text, "warn"))
    return blocks


def listed_changes(context: ViewContext, entry: DraftFile, most: int) -> list[Block]:
    """The latest changes of a draft, a line each, the last one first; of many the first, and how many more."""
    changes = entry.history.standing()[::-1]
    blocks = [
        Block((Span(change_line(context, change)),), 0, 2, target_of(context, change)) for change in changes[:most]
    ]
    if len(changes) > most:
        blocks.append(block(context.tr("... and {n} more", n=len(changes) - most), "dim"))
    return blocks
