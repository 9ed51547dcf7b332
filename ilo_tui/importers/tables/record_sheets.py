"""The other tables of a workbook: programmes, sources, actors and aims of the claims, policies, indicators, alignments.

What such a sheet says of something goes the same way as what the claims say of it, so that a contradiction is listed
wherever it stands; what the claims have no column for is added to the record in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec

from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Alignment, Indicator, Policy, Record
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.tables.evidence_rows import EvidenceRows
from ilo_tui.importers.tables.ids import digest
from ilo_tui.importers.tables.record_cells import RecordCells, RecordDraft
from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.table_rows import Row, TableRows

R = TypeVar("R", bound=Record)
_KINDS = {
    "programmes": "programme",
    "sources": "source",
    "actors": "actor",
    "aims": "aim",
    "policies": "policy",
    "indicators": "indicator",
}
"""The tables whose records others name, and what one of them is called."""
_OF_CLAIMS = {
    "programmes": {"name": "programme_name", "summary": "programme_summary"},
    "sources": {
        "title": "source_title",
        "publisher": "source_publisher",
        "year": "source_year",
        "url": "source_url",
        "kind": "source_kind",
        "voice": "source_voice",
    },
    "aims": {"text": "aim_text", "source": "aim_source"},
}
"""The columns of claims that say the same as columns of a sheet."""
_PERIOD = ("start", "end")


class SheetRow(NamedTuple):
    """What a row of a sheet says: fields of its record with the ids of what it refers to, but for empty cells."""

    file: str
    number: int
    fields: dict[str, object]


class RecordSheets:
    """Takes the rows of the sheets, and gives the records that they make or complete."""

    def __init__(self, rows: EvidenceRows) -> None:
        """Name and number things as the claims in `rows` do."""
        self._rows = rows
        self._registers: dict[str, Register] = {
            "programme": rows.programmes,
            "source": rows.sources,
            "actor": rows.actors,
            "aim": rows.aims,
            "policy": rows.policies,
            "indicator": rows.indicators,
        }
        self.places: dict[str, tuple[str, int]] = {}
        """By the id of each record that a sheet has: the sheet, and the row."""
        self._cells = RecordCells(rows.cells, self._registers)
        self._drafts: dict[str, dict[str, RecordDraft]] = {table: {} for table in _KINDS}
        self._lists: dict[str, list[RecordDraft]] = {"provisions": [], "points": [], "alignments": []}

    def announce(self, table: str, sheet: TableRows) -> None:
        """Learn by what other names its rows go, before any sheet names them; a fault in it is found by `read`."""
        kind = _KINDS.get(table)
        for row in sheet.rows() if kind else ():
            key, names = name_key(row.cells.get(kind or "", "")), row.texts.get("name", {}).values()
            for name in (row.cells.get("id", ""), *(names if table == "actors" else ())):
                if key and name:
                    self._registers[kind or ""].aliases.setdefault(name_key(name), key)

    def read(self, table: str, sheet: TableRows) -> None:
        """Take the rows of the sheet of a table."""
        cells = self._rows.cells
        cells.file = sheet.name
        for row in sheet.rows():
            cells.check_errors(row)
            before = len(cells.problems)
            draft = self._cells.draft(row, RECORD_COLUMNS[table])
            if table not in self._lists and row.cells.get(_KINDS[table]):
                # With a fault as well: what claims need to know of it need not be missed there.
                self._add(table, draft)
            elif len(cells.problems) == before:
                self._lists[table].append(draft)

    def _add(self, table: str, draft: RecordDraft) -> None:
        """Take what a row says of something that others name."""
        kind, row = _KINDS[table], draft.row
        register = self._registers[kind]
        key = register.add(row, row.cells[kind])
        if key in self._drafts[table]:
            first = self._drafts[table][key].row.number
            self._rows.cells.add_problem(row, kind, N_("row {first} says this already"), first=first)
            return
        self._drafts[table][key] = draft
        if ident := draft.fields.pop("id", None):
            register.fix_id(row, key, str(ident))
        self._pass_on(table, key, row)

    def _pass_on(self, table: str, key: str, row: Row) -> None:
        """Say of it what claims may say as well, so that they cannot say otherwise."""
        names, kind = _OF_CLAIMS.get(table, {}), _KINDS[table]
        cells = {names[name]: cell for name, cell in row.cells.items() if name in names}
        texts = {names[name]: text for name, text in row.texts.items() if name in names}
        self._registers[kind].add_row(Row(row.number, {**cells, kind: row.cells[kind]}, texts))
        if table == "aims":
            aim = self._rows.aims.named[key]
            aim.programme = aim.programme or self._rows.programmes.add(row, row.cells["programme"])

    def completed(self, table: str, records: Iterable[R]) -> list[R]:
        """Records of a table with what their sheet says of them, those that only the sheet names included."""
        register = self._registers[_KINDS[table]]
        keys = {ident: key for key, ident in register.ids.items()}
        drafts, created = self._drafts[table], list(records)
        if self._rows.cells.problems:
            return created
        return [self._complete(record, drafts.get(keys.get(record.id, ""))) for record in created]

    def statements(self, table: str) -> Iterator[tuple[str, SheetRow]]:
        """By its id what the sheet of a table says of each record that others name, once all have ids."""
        for key, draft in self._drafts[table].items():
            yield self._registers[_KINDS[table]].ids[key], self._row(draft)

    def parts(self, table: str) -> Iterator[SheetRow]:
        """The rows of provisions, points or alignments, once all that they name has ids."""
        yield from map(self._row, self._lists[table])

    def _row(self, draft: RecordDraft) -> SheetRow:
        fields = self._fields(draft)
        period = {name: fields.pop(name) for name in _PERIOD if name in fields}
        return SheetRow(draft.file, draft.row.number, {**fields, **({"period": period} if period else {})})

    def _complete(self, record: R, draft: RecordDraft | None) -> R:
        if draft is None:
            return record
        self._place(record.id, draft)
        fields = self._fields(draft)
        period = {name: fields.pop(name) for name in _PERIOD if name in fields}
        if period:
            fields["period"] = period
        document = {**msgspec.to_builtins(record), **fields}
        if sources := fields.get("sources"):
            before = msgspec.to_builtins(record)["sources"]
            document["sources"] = list(dict.fromkeys([*(sources if isinstance(sources, list) else []), *before]))
        return msgspec.convert(document, type(record))

    def _fields(self, draft: RecordDraft) -> dict[str, object]:
        """The fields of a record with the ids of what they refer to, but for what names the record itself."""
        fields = dict(draft.fields)
        for name, (kind, key) in draft.references.items():
            fields[name] = self._registers[kind].ids[key]
        for name, (kind, keys) in draft.lists.items():
            fields[name] = "all" if keys == ["all"] else [self._registers[kind].ids[key] for key in keys]
        return fields

    def _place(self, ident: str, draft: RecordDraft) -> None:
        self.places.setdefault(ident, (draft.file, draft.row.number))

    def others(self) -> list[Record]:
        """The records that claims do not name: policies, indicators, alignments; what lacks something is listed."""
        for table in ("policies", "indicators"):
            register = self._registers[_KINDS[table]]
            for key, named in register.named.items():
                if key not in self._drafts[table]:
                    register.add_problem(named, _KINDS[table], N_("no row of its own sheet says what {name} is"),
                                         name=named.name)  # fmt: skip
        if self._rows.cells.problems:
            return []
        return [*self._policies(), *self._indicators(), *self._alignments()]

    def _policies(self) -> Iterator[Policy]:
        provisions: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        for draft in self._lists["provisions"]:
            fields = self._fields(draft)
            provisions[str(fields.pop("policy"))].append({"id": fields.pop("provision"), **fields})
        for key, draft in self._drafts["policies"].items():
            ident, fields = self._rows.policies.ids[key], self._fields(draft)
            period = {name: fields.pop(name) for name in _PERIOD if name in fields}
            document = {"code": self._rows.policies.named[key].name, **fields, "id": ident}
            document |= {"provisions": provisions[ident]} | ({"period": period} if period else {})
            self._place(ident, draft)
            yield msgspec.convert(document, Policy)

    def _indicators(self) -> Iterator[Indicator]:
        segments: defaultdict[str, dict[str, dict[str, object]]] = defaultdict(dict)
        points: defaultdict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
        for draft in self._lists["points"]:
            fields = self._fields(draft)
            ident, label = str(fields.pop("indicator")), fields.pop("segment")
            name = repr(sorted(label.items())) if isinstance(label, dict) else ""
            points[ident, name].append(fields)
            segments[ident].setdefault(name, {"label": label, "points": points[ident, name]})
        for key, draft in self._drafts["indicators"].items():
            ident = self._rows.indicators.ids[key]
            document = {"programmes": [], **self._fields(draft), "id": ident}
            self._place(ident, draft)
            yield msgspec.convert({**document, "segments": list(segments[ident].values())}, Indicator)

    def _alignments(self) -> Iterator[Alignment]:
        for draft in self._lists["alignments"]:
            fields = {"origin": "source", **self._fields(draft)}
            parts = [fields.get(name) for name in ("programme", "from_policy", "policy", "provision", "source")]
            subject = fields.get("programme") or fields.get("from_policy")
            fields.setdefault("id", f"{subject}.{fields['policy']}-{digest(repr([*parts, _words(draft)]))}")
            alignment = msgspec.convert(fields, Alignment)
            self._place(alignment.id, draft)
            yield alignment


def _words(draft: RecordDraft) -> Texts:
    return dict(sorted(draft.row.texts.get("rationale", {}).items()))
