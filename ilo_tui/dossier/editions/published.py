"""What an edition says of itself in `meta`: its name, the drafts that it took in, and what it carries over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Raw, Struct

from ilo_tui.dossier.editions.model import Applied, Change, RawTables, Ref
from ilo_tui.dossier.parts import Carried, Edition

META = "meta"
RESERVED = frozenset({"id", "schema", "edition", "history", "carried"})
"""The keys of `meta` that no draft changes: publishing writes them."""


class _Entry(Struct):
    """What of an earlier edition matters here."""

    edition: str = ""
    drafts: list[Ref] = []


class _Head(Struct):
    """What of `meta` matters here."""

    edition: str = ""
    history: list[_Entry] = []


class Published:
    """What a dossier's `meta` says of editions so far; a file without any says nothing."""

    def __init__(self, tables: RawTables) -> None:
        """Read the one document of `meta`."""
        self.number, self._raw = next(iter(tables.get("meta", {}).items()), ("1", Raw(b"{}")))
        self._head: _Head = msgspec.json.decode(self._raw, type=_Head)
        self.edition = self._head.edition
        self._last: dict[str, int] = {}
        for entry in self._head.history:
            for draft, seq in entry.drafts:
                self._last[draft] = max(seq, self._last.get(draft, 0))

    def names(self) -> set[str]:
        """Every edition that is named."""
        return {self.edition, *(entry.edition for entry in self._head.history)}

    def has(self, change: Change) -> bool:
        """Whether a change is in this edition or was in one before: it is never folded in again."""
        return change.seq <= self._last.get(change.draft, 0)

    def next_name(self, date: str) -> str:
        """The name of an edition of this day: the day, with a number behind it where that is taken."""
        names, number, name = self.names(), 1, date
        while name in names:
            number += 1
            name = f"{date}.{number}"
        return name

    def stamped(self, tables: RawTables, entry: Edition, carried: Sequence[Carried]) -> Raw:
        """The document of `meta` in `tables` with one more edition, and without what was carried of removed records."""
        fields: dict[str, Raw] = msgspec.json.decode(tables["meta"][self.number], type=dict[str, Raw])
        fields["edition"] = _raw(entry.edition)
        fields["history"] = _raw([*_rows(fields.get("history")), entry])
        remaining = [*_still_there(_rows(fields.get("carried")), tables), *carried]
        if remaining or "carried" in fields:
            fields["carried"] = _raw(remaining)
        return _raw(fields)


class _Named(Struct):
    """A document's id."""

    id: str = ""


class _Cited(Struct):
    """Which record an entry of `carried` is of."""

    table: str = ""
    record: str = ""


def ids_of(rows: Mapping[str, Raw]) -> dict[str, str]:
    """By id the number of each document of a table."""
    decode = msgspec.json.Decoder(_Named).decode
    return {decode(raw).id: number for number, raw in rows.items()}


def history_entry(
    edition: str, date: str, base_hash: str, changes: Iterable[Change], applied: Iterable[Applied]
) -> Edition:
    """The entry of `history` for what was folded in; it names what was removed, and why."""
    in_drafts = [change for change in changes if change.draft]
    removed = [_removal(entry) for entry in applied if entry.kind == "removed"]
    return Edition(
        edition=edition,
        date=date,
        base_hash=base_hash,
        authors=sorted({change.author for change in in_drafts}),
        note=f"removed: {', '.join(removed)}" if removed else None,
        drafts=last_changes(in_drafts),
    )


def _removal(entry: Applied) -> str:
    return f"{entry.table}/{entry.record}" + (f" ({'; '.join(entry.why)})" if entry.why else "")


def last_changes(changes: Iterable[Change]) -> list[Ref]:
    """Every draft with its last change, by id."""
    last: Counter[str] = Counter()
    for change in changes:
        if change.draft:
            last[change.draft] = max(change.seq, last[change.draft])
    return sorted(last.items())


def _still_there(rows: Sequence[Raw], tables: RawTables) -> list[Raw]:
    cited = [msgspec.json.decode(row, type=_Cited) for row in rows]
    ids = {table: ids_of(tables.get(table, {})) for table in {entry.table for entry in cited}}
    return [row for row, entry in zip(rows, cited, strict=True) if entry.record in ids[entry.table]]


def _rows(raw: Raw | None) -> list[Raw]:
    return msgspec.json.decode(raw, type=list[Raw]) if raw is not None else []


def _raw(value: object) -> Raw:
    return Raw(msgspec.json.encode(value))
