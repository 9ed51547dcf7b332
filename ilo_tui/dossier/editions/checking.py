"""What keeps an edition from being written though no draft is against another: changes that cannot be, and faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ilo_tui.core.translator import N_
from ilo_tui.dossier.editions.drafted import side_of
from ilo_tui.dossier.editions.model import Change, Conflict, Draft, RawTables, Ref
from ilo_tui.dossier.editions.published import META, RESERVED
from ilo_tui.dossier.errors import Fault
from ilo_tui.dossier.hashing import encode_sorted
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.validation import check_raws

_TWICE = N_("the draft {draft} is here in two states that differ in change {seq}: bring them together first")
_BRANCHED = N_(
    "it is in files that each went on, {files}: make what only one of them has anew in a draft of yours, and move that"
    " file away"
)
_NO_TABLE = N_("there is no table of this name")
_OTHER_ID = N_("the document has another id than the record")
_RESERVED = N_("{field} is written by publishing alone")
_ONE_META = N_("meta is neither added nor removed")


def unique_changes(changes: Iterable[Change]) -> tuple[list[Change], list[Conflict]]:
    """Every change once, by draft and seq, and a conflict for each that stands there in two states."""
    by_ref: defaultdict[Ref, dict[bytes, Change]] = defaultdict(dict)
    for change in changes:
        by_ref[change.ref][encode_sorted(change)] = change
    unique = [next(iter(states.values())) for _, states in sorted(by_ref.items()) if len(states) == 1]
    conflicts = [
        _malformed(states[min(states)], _TWICE, draft=ref[0], seq=ref[1])
        for ref, states in sorted(by_ref.items())
        if len(states) > 1
    ]
    return unique, conflicts


def malformed(change: Change) -> Conflict | None:
    """Why a change cannot be one; None where it can."""
    if change.table not in TABLES:
        return _malformed(change, _NO_TABLE)
    if change.document is not None and change.document.get("id") != change.record:
        return _malformed(change, _OTHER_ID)
    if change.table == META:
        if change.document is None or change.base is None:
            return _malformed(change, _ONE_META)
        if reserved := sorted(RESERVED & change.was.keys()):
            return _malformed(change, _RESERVED, field=reserved[0])
    return None


def branched(draft: Draft) -> Conflict:
    """The conflict of a draft that is in several states, of which nothing can be folded in."""
    fault = Fault("draft", "", draft.id, _BRANCHED, {"files": ", ".join(draft.branches)})
    return Conflict(kind="branched", table="", record=draft.id, fault=fault)


def _malformed(change: Change, message: str, **values: object) -> Conflict:
    fault = Fault(change.table, "", change.record, message, values)
    side = side_of([change], change.document)
    return Conflict(kind="malformed", table=change.table, record=change.record, sides=[side], fault=fault)


def check_conflicts(tables: RawTables, changes: Sequence[Change]) -> Iterator[Conflict]:
    """The faults of the folded tables, each with the drafts that changed a record that it names."""
    by_record: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.record].append(change)
    for fault in check_raws(tables):
        if fault.warning:
            continue
        names = {fault.id, *(value for value in fault.values.values() if isinstance(value, str))}
        by_draft: defaultdict[str, list[Change]] = defaultdict(list)
        for name in sorted(names & by_record.keys()):
            for change in by_record[name]:
                by_draft[change.draft].append(change)
        sides = [side_of(by_draft[draft], by_draft[draft][-1].document) for draft in sorted(by_draft)]
        yield Conflict(kind="check", table=fault.table, record=fault.id, sides=sides, fault=fault)
