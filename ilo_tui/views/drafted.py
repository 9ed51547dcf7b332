"""What drafts make of records: a mark before their names, and what they were before, as lines of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import UNSET

from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.editions.fields import FieldEdit, field_name
from ilo_tui.dossier.editions.words import compare_words
from ilo_tui.dossier.model import TABLES, Record
from ilo_tui.views.edition_lines import plain_value
from ilo_tui.views.markup import Block, Span, block

if TYPE_CHECKING:
    from ilo_tui.dossier.editions.overlay import RecordOverlay
    from ilo_tui.review.drafts.model import Change, RecordKey
    from ilo_tui.views.context import ViewContext

MARKS: Mapping[str, str] = {"added": N_("[new]"), "changed": N_("[changed]"), "removed": N_("[removed]")}
"""What stands before the name of a drafted record."""
_HEADS: Mapping[str, str] = {
    "added": N_("New in your draft, not published yet"),
    "changed": N_("Changed in your draft, not published yet"),
    "removed": N_("Removed in your draft, not published yet"),
}
_NOT_READABLE = N_("Not all of it is shown: it names what there is not, or cannot be read.")
_INCOMPLETE: Mapping[str, str] = {"removed": N_("It is still shown, since other records refer to it.")}
"""Why the dossier does not show all that is drafted of a record."""
_WORDS = {"removed": ("[-", "-]", "warn"), "added": ("{+", "+}", "mark")}
"""How words that go and words that come are marked, as in `ilo-tui diff`."""


class DraftedRecords:
    """`DraftTexts` of what an author's open drafts make of a dossier; `changes` are the last ones of each record."""

    def __init__(
        self,
        overlays: Mapping[RecordKey, RecordOverlay],
        changes: Mapping[RecordKey, Change],
        incomplete: frozenset[RecordKey],
    ) -> None:
        """Of records in `incomplete` the dossier does not show all that is drafted."""
        self._overlays, self._changes, self._incomplete = overlays, changes, incomplete
        self._ids = frozenset(ident for _, ident in overlays)

    def overlay_of(self, record: Record) -> RecordOverlay | None:
        """What drafts make of a record; None where it is as published."""
        if record.id not in self._ids:
            return None
        return next(
            (self._overlays.get((table, record.id)) for table, kind in TABLES.items() if isinstance(record, kind)), None
        )

    def mark(self, tr: Translator, record: Record) -> str:
        """`[new]` or `[changed]`."""
        overlay = self.overlay_of(record)
        return tr(MARKS[overlay.kind]) if overlay else ""

    def blocks(self, context: ViewContext, record: Record) -> list[Block]:
        """What a record was before, field by field, who changed it when, and why."""
        overlay = self.overlay_of(record)
        if overlay is None:
            return []
        hidden = frozenset(context.blinding.hidden_fields(record))
        change = self._changes.get(overlay.key)
        lines = [block(context.tr(_HEADS[overlay.kind]), "heading")]
        lines += [*_about(context.tr, change, tell_why=not hidden)] if change else []
        if overlay.kind == "changed":
            lines += field_blocks(overlay.fields(), hidden, context.tr)
        if overlay.key in self._incomplete:
            lines.append(block(context.tr(_INCOMPLETE.get(overlay.kind, _NOT_READABLE)), "warn", hang=2))
        return [*lines, Block()]


def _about(tr: Translator, change: Change, *, tell_why: bool) -> Iterator[Block]:
    """When a change was made, that it is minor, and why, where that gives nothing away."""
    parts = [tr.moment(change.at), tr("minor, decisions stay") if change.minor else ""]
    parts.append(clean(change.why.replace("\n", " ")) if tell_why else "")
    yield block("; ".join(filter(None, parts)), "dim", hang=2)


def field_blocks(edits: Iterable[FieldEdit], hidden: frozenset[str], tr: Translator) -> list[Block]:
    """A block a field, words that differ marked; of a field that is hidden before an answer only that it is."""
    blocks, withheld = [], False
    for edit in edits:
        if edit.path[0] in hidden:
            withheld = True
            continue
        name = Span(f"{clean(field_name(edit.path))}: ", "dim")
        blocks.append(Block((name, *_value_spans(edit.old, edit.new)), 2, 2))
    if withheld:
        blocks.append(block(tr("More of it is shown after your answer."), "dim", indent=2))
    return blocks


def _value_spans(old: object, new: object) -> Iterator[Span]:
    if isinstance(old, str) and isinstance(new, str):
        for kind, text in compare_words(old, new):
            opened, closed, role = _WORDS.get(kind, ("", "", ""))
            yield Span(f"{opened}{clean(text.replace(chr(10), ' '))}{closed}", role)
        return
    for kind, value in (("removed", old), ("added", new)):
        if value is not UNSET and value is not None:
            opened, closed, role = _WORDS[kind]
            yield Span(f"{opened}{plain_value(value)}{closed} ", role)
