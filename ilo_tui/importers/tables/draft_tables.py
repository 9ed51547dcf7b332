"""Tables that go into a draft: every row as a record of the dossier as it stands, changed or new.

Unlike an import into a file of its own, rows may name whatever the dossier has, and need not describe that again; what
is in no row stays. A known record has its id, or is found by what it says, a typo apart; a new claim or alignment
without an id gets a fresh one. Columns that a file does not have change nothing, empty cells of those that it has do.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ilo_tui.core.errors import InputError, Problem
from ilo_tui.core.text import name_key
from ilo_tui.core.translator import N_
from ilo_tui.dossier.editions.model import Document
from ilo_tui.dossier.model import Dimension, Evidence, Indicator, Policy
from ilo_tui.importers.imported_records import DraftTarget, ImportedRecord, completed, spoken
from ilo_tui.importers.importer import Progress, progress_by_file
from ilo_tui.importers.tables.evidence_rows import Entry, EvidenceRows
from ilo_tui.importers.tables.evidence_table import EvidenceTable
from ilo_tui.importers.tables.former_dossier import FormerDossier
from ilo_tui.importers.tables.known_claims import KnownClaims
from ilo_tui.importers.tables.named_records import actors_of, aims_of, programmes_of, sources_of
from ilo_tui.importers.tables.numbers import Convention, convention_of
from ilo_tui.importers.tables.record_sheets import RecordSheets, SheetRow
from ilo_tui.importers.tables.register import Register
from ilo_tui.importers.tables.remembered_columns import RememberedColumns
from ilo_tui.importers.tables.table_import import OpenFile, TableFile, TableOptions
from ilo_tui.importers.tables.table_report import TableReport
from ilo_tui.importers.tables.table_rows import TableRows

_NAMES: Mapping[str, Mapping[str, str]] = {
    "actors": {},
    "sources": {
        "title": "source_title",
        "publisher": "source_publisher",
        "year": "source_year",
        "url": "source_url",
        "kind": "source_kind",
        "voice": "source_voice",
    },
    "programmes": {"name": "programme_name", "summary": "programme_summary"},
    "aims": {"text": "aim_text", "source": "aim_source"},
}
"""Of what claims describe as well: the fields, each with the column of claims that says it."""
_COLUMNS = {"figures": ("figure", "value")}
"""Fields of claims whose columns have other names."""
_FIXED = ("id", "origin", "policy", "indicator", "suggestion", "other_sources")
"""Fields of claims of which no column says anything."""


def tables_for_draft(
    files: Sequence[Path], target: DraftTarget, options: TableOptions, open_file: OpenFile, progress: Progress
) -> tuple[list[ImportedRecord], TableReport]:
    """The records that files make or change, in the order in which they refer to each other.

    Raises `InputError` with a line for each bad cell (code 1) or file (code 2).
    """
    remembered = RememberedColumns(options.columns, options.state, options.disk)
    reading = _DraftTables(target, options)
    for file, file_progress in progress_by_file(files, progress):
        with open_file(file, remembered, None) as opened:
            reading.read(opened, file_progress)
    if strange := remembered.unused(reading.heads):
        message = N_("no column is called {names}")
        mend = N_("After --column comes OURS=THEIRS, THEIRS as it stands in the header.")
        raise InputError.of(files[0], message, mend, names=", ".join(strange))
    result = reading.result()
    remembered.remember()
    return result


class _DraftTables:
    """Takes files, one after another, and makes records of all their rows."""

    def __init__(self, target: DraftTarget, options: TableOptions) -> None:
        self._former, self._options, self._target = FormerDossier(target.tables), options, target
        dimensions = [record for record in self._former.tables["dimensions"].values() if isinstance(record, Dimension)]
        self._rows = EvidenceRows(dimensions)
        self._sheets = RecordSheets(self._rows)
        self._table = EvidenceTable(self._rows)
        self._report = TableReport()
        self._tables: dict[str, TableRows] = {}
        self._columns: dict[str, set[str]] = {}
        self._registers = {
            "actors": self._rows.actors,
            "sources": self._rows.sources,
            "programmes": self._rows.programmes,
            "aims": self._rows.aims,
            "policies": self._rows.policies,
            "indicators": self._rows.indicators,
        }
        self.heads: list[list[str]] = []
        self._known = {table: dict(_by_id(rows)) for table, rows in target.tables.items()}
        self._name_known()

    def _name_known(self) -> None:
        """Let rows call what the dossier has by its id, its code or its name."""
        rows = self._rows
        self._alias(rows.programmes, "programmes", "code", "name", to="code")
        self._alias(rows.sources, "sources", "title")
        self._alias(rows.policies, "policies", "code", "name")
        self._alias(rows.indicators, "indicators", "name")

    def _alias(self, register: Register, table: str, *fields: str, to: str = "id") -> None:
        for ident, document in self._known.get(table, {}).items():
            key = name_key(str(document.get(to, ident)))
            for value in (ident, *(document.get(field) for field in fields)):
                for name in value.values() if isinstance(value, dict) else (value,):
                    register.aliases.setdefault(name_key(str(name)), key)

    def read(self, opened: TableFile, progress: Progress) -> None:
        """Take the rows of one file, those of its other tables before the claims."""
        opened.read(progress)
        cells = self._rows.cells
        for table, records in opened.records:
            self._sheets.announce(table, records)
        for table, records in opened.records:
            cells.convention = Convention()
            self._sheets.read(table, records)
        claims = opened.table
        for rows in (claims, *(records for _, records in opened.records)):
            self._tables[rows.name] = rows
            self.heads.append(rows.head.cells)
        cells.convention = convention_of(claims.column("value"), opened.delimiter)
        self._rows.read(claims.name, claims.rows())
        self._columns[claims.name] = set(claims.head.names)
        self._report.numbers[claims.name] = cells.convention
        self._report.unknown.update({claims.name: claims.head.unknown} if claims.head.unknown else {})
        self._report.guessed.update({claims.name: (opened.guessed, opened.example)} if opened.guessed else {})
        self._report.remarks += opened.remarks

    def result(self) -> tuple[list[ImportedRecord], TableReport]:
        """The records of all rows; raises `InputError` of what is wrong with them."""
        for table, register in self._registers.items():
            if table != "programmes":
                register.ids.update({key: key for key in register.named if key in self._known.get(table, {})})
        others = {ident for table, rows in self._known.items() if table not in {"evidence", "scales"} for ident in rows}
        self._refuse_problems()
        entries = self._table.entries(others, self._former)
        records = [*self._named_records(), *self._policies(), *self._indicators()]
        records += [*map(self._claim_of, self._with_ids(entries)), *self._alignments()]
        language = self._former.language or self._options.language
        records = [record._replace(document=spoken(record.table, record.document, language)) for record in records]
        self._refuse_problems()
        self._report.repeated, self._report.shared = self._table.repeated, self._table.shared
        self._report.named = self._rows.named or not entries
        return records, self._report

    def _refuse_problems(self) -> None:
        cells = self._rows.cells
        if cells.problems:
            problems = sorted(map(self._placed, cells.problems), key=lambda problem: (problem.where, problem.row))
            raise InputError(problems, exit_code=1, more=cells.more)

    def _placed(self, problem: Problem) -> Problem:
        table = self._tables.get(problem.where)
        return table.placed(problem) if table else problem

    def _named_records(self) -> Iterator[ImportedRecord]:
        """Actors, sources, programmes and aims that rows describe, or name and nobody knew."""
        rows = self._rows
        registers = {table: self._registers[table] for table in _NAMES}
        new = {table: self._without_known(register, table) for table, register in registers.items()}
        created: dict[str, Iterable[msgspec.Struct]] = {
            "actors": actors_of(new["actors"], (), self._options.language),
            "sources": sources_of(new["sources"], rows.actors, ()),
            "programmes": programmes_of(new["programmes"], rows.sources),
            "aims": aims_of(new["aims"], rows.programmes, rows.sources, ()),
        }
        for table, register in registers.items():
            by_id = dict(self._sheets.statements(table))
            documents = {str(document["id"]): document for document in map(msgspec.to_builtins, created[table])}
            for key, named in register.named.items():
                ident = register.ids[key]
                row = by_id.get(ident, SheetRow(named.file, named.row.number, {}))
                fields = {**self._described(table, key, register), **row.fields}
                before = documents.get(ident) or (self._known.get(table, {}).get(ident) if fields else None)
                if before is not None:
                    yield ImportedRecord(table, ident, completed(before, fields), row.file, row.number)

    def _without_known(self, register: Register, table: str) -> Register:
        """What rows name and the dossier does not have, which they have to describe."""
        new, known = copy.copy(register), self._known.get(table, {})
        new.named = {key: named for key, named in register.named.items() if register.ids[key] not in known}
        return new

    def _described(self, table: str, key: str, register: Register) -> Document:
        """What rows of claims say of something that the dossier has."""
        named = register.named[key]
        if register.ids[key] not in self._known.get(table, {}):
            return {}
        fields: Document = {}
        for field, column in _NAMES[table].items():
            if column in named.texts:
                fields[field] = named.texts[column]
            elif text := named.cells.get(column):
                fields[field] = self._value(field, text, table)
        return fields

    def _value(self, field: str, text: str, table: str) -> object:
        if field == "voice":
            return self._rows.actors.id_of(text)
        if field == "source" and table == "aims":
            return self._rows.sources.id_of(text)
        return int(text) if field == "year" and text.isdecimal() else text

    def _with_ids(self, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
        """The rows of claims, each with the id that it has in the dossier."""
        claims = [record for record in self._former.tables["evidence"].values() if isinstance(record, Evidence)]
        known = KnownClaims(claims, {entry.explicit_id for entry in entries})
        matches = known.match([entry.evidence for entry in entries if not entry.explicit_id])
        for entry in entries:
            ident = entry.explicit_id or matches.get(entry.evidence.id)
            yield entry, ident or self._target.new_id("evidence")

    def _claim_of(self, identified: tuple[Entry, str]) -> ImportedRecord:
        entry, ident = identified
        new = {**msgspec.to_builtins(entry.evidence), "id": ident}
        known, columns = self._known["evidence"].get(ident), self._columns[entry.file]
        if known:
            supplied = {name: value for name, value in new.items() if name not in _FIXED and _is_in(name, columns)}
            emptied = {name for name in known if name in _CLAIM and name not in new and _is_in(name, columns)}
            rest = {name: value for name, value in known.items() if name not in emptied}
            new = completed(rest, supplied)
        return ImportedRecord("evidence", ident, new, entry.file, entry.row_number)

    def _policies(self) -> Iterator[ImportedRecord]:
        """Policies with their provisions; those of which no row tells stay."""
        rows = dict(self._sheets.statements("policies"))
        provisions: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        for row in self._sheets.parts("provisions"):
            fields = dict(row.fields)
            ident, part = str(fields.pop("policy")), str(fields.pop("provision"))
            provisions[ident][part] = {"id": part, **fields}
            rows.setdefault(ident, SheetRow(row.file, row.number, {}))
        for key, named in self._rows.policies.named.items():
            ident = self._rows.policies.ids[key]
            stated, before = rows.get(ident), self._known.get("policies", {}).get(ident)
            if before is None and not (stated and stated.fields):
                self._add_unknown(self._rows.policies, key)
            elif stated:
                document = completed(before or {"id": ident, "code": named.name}, stated.fields)
                parts = _parts_by(document.get("provisions"), lambda part: part["id"])
                for part, fields in provisions[ident].items():
                    parts[part] = completed(parts.get(part, {}), fields)
                document["provisions"] = list(parts.values())
                yield ImportedRecord("policies", ident, _in_order(document, Policy), stated.file, stated.number)

    def _indicators(self) -> Iterator[ImportedRecord]:
        """Indicators with their points; those of which no row tells stay."""
        rows = dict(self._sheets.statements("indicators"))
        points: defaultdict[str, list[Document]] = defaultdict(list)
        for row in self._sheets.parts("points"):
            fields = dict(row.fields)
            ident = str(fields.pop("indicator"))
            points[ident].append(fields)
            rows.setdefault(ident, SheetRow(row.file, row.number, {}))
        for key in self._rows.indicators.named:
            ident = self._rows.indicators.ids[key]
            stated, before = rows.get(ident), self._known.get("indicators", {}).get(ident)
            if before is None and not (stated and stated.fields):
                self._add_unknown(self._rows.indicators, key)
            elif stated:
                document = completed(before or {"id": ident, "programmes": []}, stated.fields)
                document["segments"] = _with_points(document.get("segments"), points[ident])
                yield ImportedRecord("indicators", ident, _in_order(document, Indicator), stated.file, stated.number)

    def _add_unknown(self, register: Register, key: str) -> None:
        named = register.named[key]
        message = N_("no row of its own sheet says what {name} is")
        register.add_problem(named, register.kind, message, name=named.name)

    def _alignments(self) -> Iterator[ImportedRecord]:
        """Alignments: by the id that a row gives, else the same two by the same source."""
        known = self._known.get("alignments", {})
        rows = list(self._sheets.parts("alignments"))
        reserved = {row.fields["id"] for row in rows if "id" in row.fields}
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        for ident, document in known.items():
            if ident not in reserved:
                waiting[_alignment_key(document)].append(ident)
        for row in rows:
            alike = waiting[_alignment_key(row.fields)]
            ident = str(row.fields.get("id") or (alike.pop(0) if alike else self._target.new_id("alignments")))
            before = known.get(ident) or {"id": ident, "origin": "source"}
            yield ImportedRecord("alignments", ident, completed(before, row.fields), row.file, row.number)


_CLAIM = frozenset(field.encode_name for field in msgspec.structs.fields(Evidence))


def _by_id(rows: Mapping[str, msgspec.Raw]) -> Iterator[tuple[str, Document]]:
    for raw in rows.values():
        document = msgspec.json.decode(raw, type=Document)
        yield str(document.get("id", "")), document


def _is_in(field: str, columns: set[str]) -> bool:
    """Whether a file has a column for a field of claims."""
    return field not in _FIXED and bool(columns & {*_COLUMNS.get(field, (field,))})


def _parts_by(parts: object, key: Callable[[Document], object]) -> dict[object, Document]:
    return {key(part): part for part in parts if isinstance(part, dict)} if isinstance(parts, list) else {}


def _with_points(segments: object, points: Sequence[Document]) -> list[Document]:
    """The segments of an indicator with points of rows in those that are called so, else in new ones."""
    known = [dict(segment) for segment in segments if isinstance(segment, dict)] if isinstance(segments, list) else []
    for point in points:
        fields = dict(point)
        label = fields.pop("segment")
        segment = next((segment for segment in known if _same_label(segment.get("label"), label)), None)
        if segment is None:
            segment = {"label": label, "points": []}
            known.append(segment)
        rows = _parts_by(segment["points"], lambda row: (row.get("year"), row.get("source")))
        key = (fields.get("year"), fields.get("source"))
        rows[key] = completed(rows.get(key, {}), fields)
        segment["points"] = list(rows.values())
    return known


def _same_label(first: object, second: object) -> bool:
    """Whether two texts are the same in a language of both."""
    if not (isinstance(first, Mapping) and isinstance(second, Mapping)):
        return False
    common = first.keys() & second.keys()
    return any(name_key(str(first[language])) == name_key(str(second[language])) for language in common)


def _alignment_key(document: Mapping[str, object]) -> str:
    names = ("programme", "from_policy", "policy", "provision", "source")
    return repr([document.get(name) for name in names])


def _in_order(document: Document, kind: type[msgspec.Struct]) -> Document:
    """A document with its keys as the format has them, unknown ones behind."""
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    ranks = {name: rank for rank, name in enumerate(names)}
    return dict(sorted(document.items(), key=lambda field: ranks.get(field[0], len(ranks))))
