"""An edition in plain lines: what is in it, what is against each other, and how two editions differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import UNSET

from ilo_tui.core.output import json_bytes
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.editions.compare import RecordDifference, fields_between
from ilo_tui.dossier.editions.fields import FieldEdit, field_name
from ilo_tui.dossier.editions.model import Applied, Conflict, Side
from ilo_tui.dossier.editions.words import marked_words

KINDS: Mapping[str, str] = {"added": N_("added"), "changed": N_("changed"), "removed": N_("removed")}
CONFLICTS: Mapping[str, str] = {
    "field": N_("changed in different ways"),
    "removed": N_("removed by one, changed by another"),
    "added": N_("added twice under one id"),
    "missing": N_("changed, but not in the dossier any more"),
    "minor": N_("called a minor change, but it decides what is judged"),
}
"""What is wrong with the kinds of conflict that have no fault of their own."""


def applied_line(entry: Applied, tr: Translator) -> str:
    """What becomes of a record, by whom and why."""
    fields = f" ({', '.join(map(clean, entry.fields))})" if entry.fields else ""
    authors = ", ".join(map(clean, entry.authors))
    line = f"{clean(entry.table)}/{clean(entry.record)}: {tr(KINDS[entry.kind])}{fields}; {authors}"
    line += "; " + tr("minor, decisions stay") if entry.minor else ""
    return line + (f"; {clean('; '.join(entry.why))}" if entry.why else "")


def conflict_lines(conflict: Conflict, edition: str, tr: Translator) -> Iterator[str]:
    """What is in conflict, and below it every side, compared with what the `edition` has."""
    if conflict.fault:
        yield conflict.fault.localise(tr)
    else:
        field = f", {clean(conflict.field)}" if conflict.field else ""
        yield f"{clean(conflict.table)}/{clean(conflict.record)}{field}: {tr(CONFLICTS[conflict.kind])}"
    base = next((side.value for side in conflict.sides if not side.draft), UNSET)
    for side in conflict.sides:
        why = f" ({clean(side.why)})" if side.why else ""
        lines = list(side_lines(conflict, base, side, tr))
        yield f"    {side_name(side, edition, tr)}: {lines[0]}{why}"
        yield from (f"        {line}" for line in lines[1:])


def side_name(side: Side, edition: str, tr: Translator) -> str:
    """What has a side of a conflict: the `edition`, or somebody's draft."""
    if not side.draft:
        return tr("edition {edition}", edition=clean(edition))
    return f"{clean(side.draft)} ({clean(side.author)}, {tr.day(side.at)})"


def side_lines(conflict: Conflict, base: object, side: Side, tr: Translator) -> Iterator[str]:
    """The value of a side: of a field marked against what the edition has, of a record its fields that differ."""
    if side.value is UNSET or side.value is None:
        yield tr("not there") if conflict.path or not side.draft else tr("removed")
    elif conflict.path:
        yield value_between(base, side.value) if side.draft else plain_value(side.value)
    elif isinstance(side.value, dict):
        before = base if isinstance(base, dict) else {}
        yield tr("as it is") if not side.draft else tr(KINDS["changed" if before else "added"])
        yield from (field_line(edit) for edit in fields_between(conflict.table, before, side.value))


def difference_lines(difference: RecordDifference, note: str, tr: Translator) -> Iterator[str]:
    """A record that differs, with a `note` behind its name, and below it every field."""
    kind = "added" if difference.before is None else "removed" if difference.after is None else "changed"
    sign = {"added": "+", "removed": "-", "changed": "~"}[kind]
    yield f"{sign} {clean(difference.table)}/{clean(difference.record)}: {tr(KINDS[kind])}{note}"
    yield from (f"    {field_line(edit)}" for edit in difference.fields)


def field_line(edit: FieldEdit) -> str:
    """A field and how it changed."""
    return f"{clean(field_name(edit.path))}: {value_between(edit.old, edit.new)}"


def value_between(old: object, new: object) -> str:
    """How a value changed, words marked: `[-old-]{+new+}`; what is no text goes or comes as JSON."""
    if isinstance(old, str) and isinstance(new, str):
        return clean(marked_words(old, new))
    removed = "" if old is UNSET or old is None else f"[-{plain_value(old)}-]"
    added = "" if new is UNSET or new is None else f"{{+{plain_value(new)}+}}"
    return " ".join(filter(None, (removed, added)))


def plain_value(value: object) -> str:
    """A value in a line: a text as it is, anything else as JSON."""
    return clean(value if isinstance(value, str) else json_bytes(value).decode())


def applied_lines(applied: Iterable[Applied], tr: Translator) -> list[str]:
    """What is in an edition, a record a line."""
    return [applied_line(entry, tr) for entry in applied]
