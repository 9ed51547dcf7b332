"""From files with tables in them to a dossier: what imports of CSV and of XLSX share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import InputError, OutputError, Problem
from ilo_tui.core.languages import SOURCE
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Aim, Record, Source
from ilo_tui.dossier.repository import default_path
from ilo_tui.importers.importer import Progress, progress_by_file
from ilo_tui.importers.tables.columns import COLUMNS
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.evidence_rows import EvidenceRows
from ilo_tui.importers.tables.evidence_table import EvidenceTable
from ilo_tui.importers.tables.former_dossier import FormerDossier, read_former_dossier
from ilo_tui.importers.tables.framework import Framework, framework_before, framework_of
from ilo_tui.importers.tables.ids import slug
from ilo_tui.importers.tables.losses import ImportCoverage, refuse_losses
from ilo_tui.importers.tables.named_records import actors_of, aims_of, programmes_of, sources_of
from ilo_tui.importers.tables.numbers import Convention, convention_of
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.record_faults import record_problems
from ilo_tui.importers.tables.record_sheets import RecordSheets
from ilo_tui.importers.tables.remembered_columns import RememberedColumns
from ilo_tui.importers.tables.table_report import Remark, TableReport
from ilo_tui.importers.tables.table_rows import TableRows
from ilo_tui.review.output_files import check_output

_TABLE = "table.1"


@dataclass(frozen=True)
class TableOptions:
    """How to read tables: the language of text columns that name none, and as for IATI `base`, `force`, `replace_all`.

    Claims may be of any dimension of `base`. `columns` says by their names what columns of the files mean; what is
    said is kept in the folder `state` (the user's, where that is None) on `disk`.
    """

    language: str = SOURCE
    base: Path | None = None
    force: bool = False
    replace_all: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    state: Path | None = None
    disk: Disk = DISK
    kind: ClassVar[str] = "csv"
    """What the files are: the ids of dossiers made of them begin with it."""


class TableFile(Protocol):
    """A file that is open: `table` has its claims, `records` the rows of its other tables, by table.

    `delimiter`, `guessed` and `example` are as of CSV.
    """

    delimiter: str
    guessed: str
    example: str

    @property
    def table(self) -> TableRows:
        """The rows of the claims."""
        ...

    @property
    def records(self) -> Sequence[tuple[str, TableRows]]:
        """The rows of other tables."""
        ...

    @property
    def remarks(self) -> Iterable[Remark]:
        """What is to be said of it once it is read."""
        ...

    def read(self, progress: Progress) -> None:
        """Take it in; raises `InputError`."""
        ...


OpenFile = Callable[[Path, RememberedColumns, Path | None], AbstractContextManager[TableFile]]
"""Opens a file; what is read of it waits in the folder, in memory where that is None."""


def import_tables(  # noqa: PLR0913 - files in, a dossier out, and how
    files: Sequence[Path],
    output: Path,
    options: TableOptions,
    open_file: OpenFile,
    progress: Progress,
    *,
    tables: frozenset[str] = frozenset(),
) -> TableReport:
    """Import files as a dossier at `output`; `tables` are those of which the files give every record.

    Raises `InputError` with a line for each bad cell (code 1) or file (code 2), or `DossierError` where the base
    dossier is not sound; then nothing is written.
    """
    force = options.force or options.replace_all
    check_output(output, [*files, default_path()], force=force)
    if not files:
        raise InputError.of(output, N_("there is no file to import"), N_("Name the files before -o."))
    former = read_former_dossier(output, replace_all=options.replace_all)
    retained = former if former and not (options.base or options.replace_all) else None
    framework = (retained and framework_before(retained, _TABLE)) or framework_of(options.base, _TABLE, output)
    if former and not options.replace_all:
        refuse_losses(former, ImportCoverage("source", framework, tables=tables), output)
    if former:
        former.release_documents()
    remembered = RememberedColumns(options.columns, options.state, options.disk)
    with DossierWriter(output, force=force) as writer:
        report = _TableImport(writer, options, framework, former, remembered).run(list(files), open_file, progress)
    remembered.remember()
    return report


class _TableImport:
    """One import: tables on their way into a dossier."""

    def __init__(
        self,
        writer: DossierWriter,
        options: TableOptions,
        framework: Framework,
        former: FormerDossier | None,
        remembered: RememberedColumns,
    ) -> None:
        self._writer, self._options, self._framework, self._former = writer, options, framework, former
        writer.language = former.language if former else ""
        retained = former if former and not options.replace_all else None
        self._actors = retained.actors if retained else []
        self._aims = retained.aims if retained else []
        self._sources = retained.sources if retained else []
        if retained:
            writer.former_meta = retained.meta
        if former:
            writer.former_hashes = former.hashes
        self._rows = EvidenceRows(framework.dimensions)
        self._table = EvidenceTable(self._rows)
        self._sheets = RecordSheets(self._rows)
        self._remembered = remembered
        self._heads: list[list[str]] = []
        self._report = TableReport(output=writer.name)
        self._tables: dict[str, TableRows] = {}

    def run(self, files: list[Path], open_file: OpenFile, progress: Progress) -> TableReport:
        unreadable: list[Problem] = []
        for file, file_progress in progress_by_file(files, progress):
            try:
                with open_file(file, self._remembered, self._writer.folder) as opened:
                    self._read(opened, file_progress)
            except InputError as error:
                unreadable += error.problems
        # A name need not be text: bytes that are none become a mark.
        names = ", ".join(clean(file.name) for file in files)
        known = (self._former.ident("csv") or self._former.ident("xlsx")) if self._former else ""
        ident = known or f"{self._options.kind}-{slug(self._writer.output.stem, 'dossier')}"
        if not unreadable and (strange := self._remembered.unused(self._heads)):
            message = N_("no column is called {names}")
            mend = N_("After --column comes OURS=THEIRS, THEIRS as it stands in the header.")
            raise InputError.of(files[0], message, mend, names=", ".join(strange))
        self._write(ident, names, files[0], unreadable)
        self._writer.finish(ident, in_all_languages(N_("Evidence from {names}"), names=names), N_("undated"))
        report, table = self._report, self._table
        report.repeated, report.shared, report.named = table.repeated, table.shared, self._rows.named
        report.comparison = self._former.comparison() if self._former else None
        report.records.update(self._writer.count)
        return report

    def _read(self, opened: TableFile, progress: Progress) -> None:
        """One file, whose numbers are understood when all of them are known; its other tables before the claims."""
        report, cells = self._report, self._rows.cells
        opened.read(progress)
        for table, records in opened.records:
            self._sheets.announce(table, records)
        for table, records in opened.records:
            cells.convention = Convention()
            self._sheets.read(table, records)
        for rows in (opened.table, *(records for _, records in opened.records)):
            self._tables[rows.name] = rows
            self._heads.append(rows.head.cells)
        name, table_rows = opened.table.name, opened.table
        cells.convention = convention = convention_of(table_rows.column("value"), opened.delimiter)
        self._rows.read(name, table_rows.rows())
        self._rows.columns |= table_rows.head.names
        report.numbers[name] = convention
        report.passed.update({name: table_rows.passed} if table_rows.passed else {})
        report.guessed.update({name: (opened.guessed, opened.example)} if opened.guessed else {})
        former = [column for column in sorted(self._rows.filled) if COLUMNS[column].former]
        report.former.update({name: former} if former else {})
        report.remarks += opened.remarks
        for rows in (table_rows, *(records for _, records in opened.records)):
            self._report_columns(rows)

    def _report_columns(self, table: TableRows) -> None:
        """What is to be said of the rows and columns of a table that is read."""
        report, name = self._report, table.name
        report.unknown.update({name: table.head.unknown} if table.head.unknown else {})
        if stated := table.head.stated:
            pairs = ", ".join(f"{theirs} = {ours}" for theirs, ours in stated.items())
            message = N_("columns read as you said: {names}")
            if table.from_before:
                message = N_("columns read as you said once, by this header: {names}; --column says otherwise")
            report.remarks.append(Remark(name, message, {"names": pairs}))

    def _placed(self, problem: Problem) -> Problem:
        """A problem with the cell in which it is, where its file has such."""
        table = self._tables.get(problem.where)
        return table.placed(problem) if table else problem

    def _write(self, ident: str, names: str, first: Path, unreadable: list[Problem]) -> None:
        """Write what the rows together say; raise what is wrong with all of it."""
        rows, writer, cells = self._rows, self._writer, self._rows.cells
        if unreadable:
            raise InputError([*unreadable, *map(self._placed, cells.problems)], more=cells.more)
        evidence = self._table.identify(self._framework.ids | {_TABLE, ident}, self._former)
        sheets = self._sheets
        programmes = sheets.completed("programmes", programmes_of(rows.programmes, rows.sources))
        sources = sheets.completed("sources", sources_of(rows.sources, rows.actors, self._sources))
        aims = sheets.completed("aims", aims_of(rows.aims, rows.programmes, rows.sources, self._aims))
        actors = sheets.completed("actors", actors_of(rows.actors, self._actors, self._options.language))
        others = sheets.others()
        if cells.problems:
            problems = sorted(cells.problems, key=lambda problem: (problem.where, problem.row))
            raise InputError(list(map(self._placed, problems)), exit_code=1, more=cells.more)
        if not evidence:
            raise InputError.of(first, N_("there is no claim in it"), N_("Fill in the template first."))
        self._refuse_lost_aims(aims, {record.id for record in (*programmes, *sources, *self._framework.sources)})
        table = Source(id=_TABLE, title=names, kind="other")
        writer.add(table)
        self._framework.add_to(writer, {source.id for source in sources})
        records: list[Record] = [*evidence, *programmes, *sources, *aims, *actors, *others]
        for record in records:
            writer.add(record)
        supplied = {source.id for source in sources}
        before = [record for record in self._framework.records if record.id not in supplied]
        self._refuse_faults([table, *before, *records], first)

    def _refuse_faults(self, records: list[Record], first: Path) -> None:
        """Raise `InputError` where records of several sheets do not go together; claims alone are proven already."""
        if self._sheets.places:
            language = self._writer.default_language()
            if problems := record_problems(records, language, self._sheets.places, str(first)):
                raise InputError(problems, exit_code=1)

    def _refuse_lost_aims(self, aims: list[Aim], idents: set[str]) -> None:
        """Raise `OutputError` where an aim of the dossier before is of a programme or source that is not there now."""
        lost = [aim.id for aim in aims if not {aim.programme, aim.source} <= idents]
        if lost:
            message = N_("replacing it would lose aims whose programme or source is in no row: {names}")
            mend = N_("Name another file after -o, or add --replace-all to lose it.")
            raise OutputError.of(self._writer.output, message, mend, names=", ".join(lost))
