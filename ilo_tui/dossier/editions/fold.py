"""The next edition: a dossier with the changes of drafts folded in.

What comes of it depends on the dossier and the changes alone, not on the order in which these are handed over or how
often. Changes that an edition has taken in already are passed over, so that nothing is applied twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ilo_tui.dossier.editions.base import BaseEdition
from ilo_tui.dossier.editions.checking import check_conflicts, malformed, unique_changes
from ilo_tui.dossier.editions.choices import choices, preferring
from ilo_tui.dossier.editions.model import Applied, Change, Choice, Folded, RawTables
from ilo_tui.dossier.editions.published import META, history_entry, last_changes
from ilo_tui.dossier.editions.readded import join_readded
from ilo_tui.dossier.editions.record_merge import MergedRecord, RecordMerge
from ilo_tui.dossier.editions.resolutions import Resolutions
from ilo_tui.dossier.parts import Carried

_ROUNDS = 4
"""How often is chosen: what comes up when a removal is put aside is chosen next."""
_DAY = len("2026-11-29")
_RecordId = tuple[str, str]


def fold(base: RawTables, changes: Iterable[Change], *, prefer: Sequence[str] = (), edition: str = "") -> Folded:
    """Fold changes, of which any may be there already, into a sound dossier of schema 2.

    Of a conflict the side of the draft that stands first in `prefer` is chosen, as `choices` would write it; the name
    of the base's edition stands for what that has. `edition` is the name of the new one; without it that is the day of
    the latest change.
    """
    before, known = BaseEdition(base), list(changes)
    folded = _fold(before, known, edition)
    for _ in range(_ROUNDS if prefer else 0):
        chosen = choices(before, folded, preferring(prefer, before.published.edition))
        if not chosen:
            break
        known += [_provisional(choice, number, known) for number, choice in enumerate(chosen, len(known))]
        folded = _fold(before, known, edition)
    return folded


def _fold(base: BaseEdition, changes: Sequence[Change], edition: str) -> Folded:
    unique, conflicts = unique_changes(changes)
    faulty = {change.ref: conflict for change in unique if (conflict := malformed(change))}
    sound = [change for change in unique if change.ref not in faulty]
    counting = join_readded(change for change in sound if not base.published.has(change))
    earlier = join_readded(change for change in sound if base.published.has(change))
    conflicts += [faulty[change.ref] for change in unique if change.ref in faulty and not base.published.has(change)]
    if not counting:
        return Folded(tables=base.tables, edition=base.published.edition, conflicts=conflicts, applied=[], drafts=[])
    merged, by_record = _merged(base, Resolutions([*earlier, *counting], sound), counting), _by_record(counting)
    conflicts += [conflict for record in merged.values() for conflict in record.conflicts]
    applied = [entry for key, record in merged.items() if (entry := _applied(base, key, record, by_record[key]))]
    date = max(change.at for change in counting)[:_DAY]
    name = edition or base.published.next_name(date)
    tables = _tables(base, merged)
    history = history_entry(name, date, base.content_hash, counting, applied)
    tables[META][base.published.number] = base.published.stamped(tables, history, _carried(base, merged, applied, name))
    if not conflicts:
        conflicts = list(check_conflicts(tables, counting))
    return Folded(tables=tables, edition=name, conflicts=conflicts, applied=applied, drafts=last_changes(counting))


def _provisional(choice: Choice, number: int, changes: Sequence[Change]) -> Change:
    """A choice as a change of no draft, which no history names."""
    return Change(
        table=choice.table,
        record=choice.record,
        document=choice.document,
        base=choice.base,
        was=choice.was,
        resolves=choice.resolves,
        minor=choice.minor,
        at=max(change.at for change in changes),
        draft="",
        seq=number + 1,
        author="",
    )


def _by_record(changes: Iterable[Change]) -> dict[_RecordId, list[Change]]:
    by_record: defaultdict[_RecordId, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.table, change.record].append(change)
    return by_record


def _merged(base: BaseEdition, resolutions: Resolutions, counting: Sequence[Change]) -> dict[_RecordId, MergedRecord]:
    """Every record that is changed, by table and id."""
    by_record = _by_record(counting)
    return {key: RecordMerge(*key, base.document(*key)).merge(by_record[key], resolutions) for key in sorted(by_record)}


def _tables(base: BaseEdition, merged: Mapping[_RecordId, MergedRecord]) -> RawTables:
    """The tables with the merged records; new ones get the next numbers in order of id."""
    tables = {name: dict(rows) for name, rows in base.tables.items()}
    last = {name: max(map(int, rows), default=0) for name, rows in tables.items()}
    for (table, record), result in merged.items():
        rows, number = tables.setdefault(table, {}), base.number(table, record)
        if result.document is None:
            if number is not None:
                del rows[number]
        elif number is not None:
            rows[number] = result.document
        else:
            last[table] = last.get(table, 0) + 1
            rows[str(last[table])] = result.document
    return tables


def _applied(base: BaseEdition, key: _RecordId, record: MergedRecord, changes: Sequence[Change]) -> Applied | None:
    """What became of a record; None where it is as it was, or not decided."""
    before, after = base.document(*key), record.document
    if any(not conflict.path for conflict in record.conflicts):
        return None
    if (bytes(before) if before else None) == (bytes(after) if after else None):
        return None
    return Applied(
        kind="added" if before is None else "removed" if after is None else "changed",
        table=key[0],
        record=key[1],
        fields=record.fields if before and after else [],
        authors=sorted({change.author for change in changes if change.draft}),
        why=list(dict.fromkeys(change.why for change in sorted(changes, key=_time) if change.why)),
        minor=record.minor,
        changes=sorted(change.ref for change in changes if change.draft),
    )


def _time(change: Change) -> tuple[str, str, int]:
    return change.at, change.draft, change.seq


def _carried(
    base: BaseEdition, merged: Mapping[_RecordId, MergedRecord], applied: Iterable[Applied], edition: str
) -> list[Carried]:
    """The records that only minor changes made others, with their hashes before and after."""
    carried = []
    for entry in applied:
        before, after = base.document(entry.table, entry.record), merged[entry.table, entry.record].document
        if entry.table == META or not entry.minor or before is None or after is None:
            continue
        hashes = base.record_hash(entry.table, before), base.record_hash(entry.table, after)
        if hashes[0] != hashes[1] and all(hashes):
            why = "; ".join(entry.why)
            link = Carried(
                table=entry.table, record=entry.record, from_=hashes[0], to=hashes[1], edition=edition, why=why
            )
            carried.append(link)
    return carried
