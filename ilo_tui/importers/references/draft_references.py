"""References that go into a draft: each is a source of the dossier, or a new one.

A source of the dossier is known by its id, or by DOI, address or title. What a reference does not say of it stays, and
so does its note, which people have written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from ilo_tui.dossier.editions.model import Document
from ilo_tui.dossier.model import Source
from ilo_tui.importers.imported_records import DraftTarget, ImportedRecord, completed, spoken
from ilo_tui.importers.importer import Progress
from ilo_tui.importers.references.duplicates import Known, Register
from ilo_tui.importers.references.import_references import ReferenceOptions, read_references
from ilo_tui.importers.references.report import ReferenceReport
from ilo_tui.importers.tables.former_dossier import FormerDossier

_DOI = re.compile(r"doi\.org/(10\.\d{4,9}/\S+)", re.ASCII | re.IGNORECASE)


def references_for_draft(
    files: Sequence[Path], target: DraftTarget, options: ReferenceOptions, progress: Progress
) -> tuple[list[ImportedRecord], ReferenceReport]:
    """The sources that files make or change; raises `InputError` of a broken entry (code 1) or file (code 2)."""
    former, known = FormerDossier(target.tables), Register()
    for source in former.sources:
        known.add(Known(source, _doi(source), "", 0))
    others = {record.id for table, rows in former.tables.items() if table != "sources" for record in rows.values()}
    references, report = read_references(files, options, others, progress)
    documents = {str(document["id"]): document for document in map(_decoded, target.tables.get("sources", {}).values())}
    records = [_record(reference, known, documents) for reference in references]
    language = former.language or options.language
    return [record._replace(document=spoken("sources", record.document, language)) for record in records], report


def _record(reference: Known, known: Register, documents: Mapping[str, Document]) -> ImportedRecord:
    source = reference.source
    before = known.known.get(source.id)
    if before is None or (before.doi and reference.doi and before.doi != reference.doi):
        likeness = known.like(reference)
        before = likeness.first if likeness and likeness.same else None
    ident = before.source.id if before else _free(source.id, known)
    supplied: Document = {**msgspec.to_builtins(source), "id": ident}
    document = documents.get(ident, {})
    for name in ("note", *(["kind"] if source.kind == "other" else [])):
        if name in document:
            del supplied[name]
    return ImportedRecord("sources", ident, completed(document, supplied), reference.file, 0)


def _free(ident: str, known: Register) -> str:
    """The id of a reference, with one more letter where it is that of another publication."""
    while ident in known.known:
        ident += "x"
    return ident


def _doi(source: Source) -> str:
    match = _DOI.search(source.url or "")
    return match[1].lower().rstrip(".,;") if match else ""


def _decoded(raw: msgspec.Raw) -> Document:
    document: Document = msgspec.json.decode(raw, type=Document)
    return document
