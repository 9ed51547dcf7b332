"""The importers. To add one, write its function and add an `Importer` to `IMPORTERS`; nothing else names them.

`ilo-tui import`, its help, the documentation of the commands and `ilo_tui.app.imports` are made of this. What an
importer needs is imported by its function, for most starts import nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.languages import SOURCE
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.importer import Importer, ImportOption, ImportReport, ImportRequest, Progress, Template

if TYPE_CHECKING:
    from ilo_tui.importers.imported_records import DraftTarget, ImportedRecord
    from ilo_tui.importers.references.import_references import ReferenceOptions
    from ilo_tui.importers.tables.import_csv import CsvOptions
    from ilo_tui.importers.tables.import_xlsx import XlsxOptions


def _import_iati(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.importers.iati import IatiOptions, import_iati

    vocabulary = request.text("vocabulary")
    options = IatiOptions(
        countries=frozenset(request.texts("country")),
        reporting_orgs=frozenset(request.texts("reporting_org")),
        vocabulary=Path(vocabulary) if vocabulary else None,
        language=request.language or None,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        all_places=request.switch("all_places"),
    )
    return import_iati(request.files, request.output, options, progress)


def _iati_template(tr: Translator) -> Template:
    from ilo_tui.importers.iati import vocabulary_template

    return Template(vocabulary_template())


def _csv_options(request: ImportRequest) -> CsvOptions:
    from ilo_tui.core.disk import disk_for
    from ilo_tui.importers.tables.encoding import known_encoding
    from ilo_tui.importers.tables.import_csv import CsvOptions
    from ilo_tui.importers.tables.remembered_columns import said_columns

    encoding = request.text("encoding")
    return CsvOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        columns=said_columns(request.texts("column")),
        disk=disk_for(read_only=request.read_only),
        encoding=known_encoding(encoding) or "" if encoding else "",
    )


def _import_csv(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.importers.tables.import_csv import import_csv

    return import_csv(request.files, request.output, _csv_options(request), progress)


def _draft_csv(
    request: ImportRequest, target: DraftTarget, progress: Progress
) -> tuple[list[ImportedRecord], ImportReport]:
    from ilo_tui.importers.tables.draft_tables import tables_for_draft
    from ilo_tui.importers.tables.import_csv import csv_opener

    options = _csv_options(request)
    return tables_for_draft(request.files, target, options, csv_opener(options), progress)


def _csv_template(tr: Translator) -> Template:
    from ilo_tui.importers.tables.columns import template

    return Template(template(tr), with_mark=True)


def _xlsx_options(request: ImportRequest) -> XlsxOptions:
    from ilo_tui.core.disk import disk_for
    from ilo_tui.importers.tables.import_xlsx import XlsxOptions
    from ilo_tui.importers.tables.remembered_columns import said_columns

    return XlsxOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        columns=said_columns(request.texts("column")),
        disk=disk_for(read_only=request.read_only),
        sheet=request.text("sheet"),
    )


def _import_xlsx(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.importers.tables.import_xlsx import import_xlsx

    return import_xlsx(request.files, request.output, _xlsx_options(request), progress)


def _draft_xlsx(
    request: ImportRequest, target: DraftTarget, progress: Progress
) -> tuple[list[ImportedRecord], ImportReport]:
    from ilo_tui.importers.tables.draft_tables import tables_for_draft
    from ilo_tui.importers.tables.import_xlsx import xlsx_opener

    options = _xlsx_options(request)
    return tables_for_draft(request.files, target, options, xlsx_opener(options), progress)


def _xlsx_template(tr: Translator) -> Template:
    from ilo_tui.importers.tables.workbook_template import template_workbook

    return Template(binary=template_workbook(tr))


def _reference_options(request: ImportRequest) -> ReferenceOptions:
    from ilo_tui.importers.references.import_references import ReferenceOptions
    from ilo_tui.importers.tables.encoding import known_encoding

    encoding = request.text("encoding")
    return ReferenceOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        encoding=known_encoding(encoding) or "" if encoding else "",
    )


def _import_references(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.importers.references.import_references import import_references

    return import_references(request.files, request.output, _reference_options(request), progress)


def _draft_references(
    request: ImportRequest, target: DraftTarget, progress: Progress
) -> tuple[list[ImportedRecord], ImportReport]:
    from ilo_tui.importers.references.draft_references import references_for_draft

    return references_for_draft(request.files, target, _reference_options(request), progress)


def _references_template(tr: Translator) -> Template:
    from ilo_tui.importers.references.template import TEMPLATE

    return Template(TEMPLATE)


def _is_encoding(name: str) -> bool:
    from ilo_tui.importers.tables.encoding import known_encoding

    return known_encoding(name) is not None


def _is_column(stated: str) -> bool:
    from ilo_tui.importers.tables.columns import column_of
    from ilo_tui.importers.tables.record_columns import RECORD_COLUMNS

    ours, sign, theirs = stated.partition("=")
    known = column_of(ours, SOURCE) or any(column_of(ours, SOURCE, columns) for columns in RECORD_COLUMNS.values())
    return bool(sign and theirs.strip() and known)


IATI = Importer(
    name="iati",
    title=N_("IATI activity files"),
    endings=(".xml",),
    run=_import_iati,
    template=_iati_template,
    options=(
        ImportOption("--country", N_("IATI: only this country"), "KH", repeated=True),
        ImportOption("--reporting-org", N_("IATI: only this publisher"), "REF", repeated=True),
        ImportOption("--vocabulary", N_("IATI: names of own vocabularies"), "FILE", is_path=True),
        ImportOption("--all-places", N_("IATI: list up to a thousand places of each finding, not three")),
    ),
)

_ENCODING = ImportOption(
    "--encoding",
    N_("tables, references: the encoding of the files (UTF-8, windows-1252, ...)"),
    "NAME",
    accept=_is_encoding,
    complaint=N_("{value} is no encoding that is known; write utf-8, utf-16 or windows-1252"),
    misplaced=N_("--encoding is for tables and references; an XML file says itself in which encoding it is."),
)

_COLUMN = ImportOption(
    "--column",
    N_("tables: what a column of yours is here (statement_en=Finding); remembered for tables of the same header"),
    "OURS=THEIRS",
    repeated=True,
    accept=_is_column,
    complaint=N_("{value}: write OURS=THEIRS, OURS being a column of the template, as in --column year=When"),
    misplaced=N_("--column is for tables: import csv, import xlsx."),
)

CSV = Importer(
    name="csv",
    title=N_("tables of claims"),
    endings=(".csv",),
    run=_import_csv,
    template=_csv_template,
    options=(_ENCODING, _COLUMN),
    draft=_draft_csv,
)

XLSX = Importer(
    name="xlsx",
    title=N_("workbooks with claims, and on further sheets other tables"),
    endings=(".xlsx",),
    run=_import_xlsx,
    template=_xlsx_template,
    options=(
        ImportOption(
            "--sheet",
            N_("XLSX: the sheet with the claims"),
            "NAME",
            misplaced=N_("--sheet is for workbooks: import xlsx."),
        ),
        _COLUMN,
    ),
    draft=_draft_xlsx,
)

REFERENCES = Importer(
    name="references",
    title=N_("references as RIS, BibTeX or CSL-JSON, which become sources"),
    endings=(".ris", ".bib", ".json"),
    run=_import_references,
    template=_references_template,
    options=(_ENCODING,),
    draft=_draft_references,
)

IMPORTERS: tuple[Importer, ...] = (IATI, CSV, XLSX, REFERENCES)
"""All importers, in the order of the help."""


def importer_named(name: str) -> Importer:
    """The importer of this name; raises `KeyError` where there is none."""
    return {importer.name: importer for importer in IMPORTERS}[name]


def options_of(importers: Sequence[Importer]) -> list[ImportOption]:
    """Their options, each once, in order."""
    return list({option.flag: option for importer in importers for option in importer.options}.values())
