"""The importers. To add one, write its function and add an `Importer` to `IMPORTERS`; nothing else names them.

`ilo-tui import`, its help, the documentation of the commands and `ilo_tui.app.imports` are made of this. What an
importer needs is imported by its function, for most starts import nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilo_tui.core.languages import SOURCE
from ilo_tui.core.translator import N_, Translator
from ilo_tui.importers.importer import Importer, ImportOption, ImportReport, ImportRequest, Progress, Template


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


def _import_csv(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.core.disk import disk_for
    from ilo_tui.importers.tables.encoding import known_encoding
    from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
    from ilo_tui.importers.tables.remembered_columns import said_columns

    encoding = request.text("encoding")
    options = CsvOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        columns=said_columns(request.texts("column")),
        disk=disk_for(read_only=request.read_only),
        encoding=known_encoding(encoding) or "" if encoding else "",
    )
    return import_csv(request.files, request.output, options, progress)


def _csv_template(tr: Translator) -> Template:
    from ilo_tui.importers.tables.columns import template

    return Template(template(tr), with_mark=True)


def _import_xlsx(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.core.disk import disk_for
    from ilo_tui.importers.tables.import_xlsx import XlsxOptions, import_xlsx
    from ilo_tui.importers.tables.remembered_columns import said_columns

    options = XlsxOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        columns=said_columns(request.texts("column")),
        disk=disk_for(read_only=request.read_only),
        sheet=request.text("sheet"),
    )
    return import_xlsx(request.files, request.output, options, progress)


def _xlsx_template(tr: Translator) -> Template:
    from ilo_tui.importers.tables.workbook_template import template_workbook

    return Template(binary=template_workbook(tr))


def _import_references(request: ImportRequest, progress: Progress) -> ImportReport:
    from ilo_tui.importers.references.import_references import ReferenceOptions, import_references
    from ilo_tui.importers.tables.encoding import known_encoding

    encoding = request.text("encoding")
    options = ReferenceOptions(
        language=request.language or SOURCE,
        base=request.base,
        force=request.force,
        replace_all=request.replace_all,
        encoding=known_encoding(encoding) or "" if encoding else "",
    )
    return import_references(request.files, request.output, options, progress)


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
)

REFERENCES = Importer(
    name="references",
    title=N_("references as RIS, BibTeX or CSL-JSON, which become sources"),
    endings=(".ris", ".bib", ".json"),
    run=_import_references,
    template=_references_template,
    options=(_ENCODING,),
)

IMPORTERS: tuple[Importer, ...] = (IATI, CSV, XLSX, REFERENCES)
"""All importers, in the order of the help."""


def importer_named(name: str) -> Importer:
    """The importer of this name; raises `KeyError` where there is none."""
    return {importer.name: importer for importer in IMPORTERS}[name]


def options_of(importers: Sequence[Importer]) -> list[ImportOption]:
    """Their options, each once, in order."""
    return list({option.flag: option for importer in importers for option in importer.options}.values())
