"""Importing evidence tables: CSV files in, a dossier and a report out, or nothing at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ilo_tui.core.errors import InputError, OutputError, Problem
from ilo_tui.core.languages import SOURCE
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Aim, Source
from ilo_tui.dossier.repository import default_path
from ilo_tui.importers.importer import Progress, no_progress, progress_by_file
from ilo_tui.importers.tables.columns import COLUMNS
from ilo_tui.importers.tables.dossier_writer import DossierWriter
from ilo_tui.importers.tables.evidence_rows import EvidenceRows
from ilo_tui.importers.tables.evidence_table import EvidenceTable
from ilo_tui.importers.tables.former_dossier import Comparison, FormerDossier, read_former_dossier
from ilo_tui.importers.tables.framework import Framework, framework_before, framework_of
from ilo_tui.importers.tables.ids import slug
from ilo_tui.importers.tables.losses import ImportCoverage, refuse_losses
from ilo_tui.importers.tables.named_records import actors_of, aims_of, programmes_of, sources_of
from ilo_tui.importers.tables.numbers import Convention, convention_of
from ilo_tui.importers.tables.phrases import in_all_languages
from ilo_tui.importers.tables.sheet import Sheet
from ilo_tui.review.output_files import check_output

_TABLE = "table.1"
_SHOWN = 5


@dataclass(frozen=True)
class CsvOptions:
    """How to read tables: the language of text columns that name none, and as for IATI `base`, `force`, `replace_all`.

    `encoding` is that of the files, as Python calls it; empty to find out. Claims may be of any dimension of `base`.
    """

    language: str = SOURCE
    base: Path | None = None
    force: bool = False
    replace_all: bool = False
    encoding: str = ""


@dataclass
class CsvReport:
    """The account of one import: records written by table, and what is to be said of each file, by its name.

    `passed` are rows passed over, `unknown` columns without a meaning, `former` those of version 0.1, `guessed`
    encodings with a word as example,
    `numbers` how ambiguous ones were read; `repeated` and `shared` are as in `Claims`. `named` is whether any row has
    an id.
    """

    output: str = ""
    records: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    guessed: dict[str, tuple[str, str]] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, Convention] = field(default_factory=dict)
    repeated: list[tuple[str, int, str, int]] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    named: bool = True
    comparison: Comparison | None = None

    def localise(self, tr: Translator, width: int = 80) -> list[str]:
        """The account in lines, each as long as what it says: the terminal breaks them at `width`."""
        names = {"programmes": tr("programmes"), "evidence": tr("claims"), "sources": tr("sources")}
        more = {"actors": tr("actors"), "aims": tr("aims")}
        names |= {table: name for table, name in more.items() if self.records[table]}
        counts = ", ".join(f"{name} {tr.number(self.records[table])}" for table, name in names.items())
        lines = [f"{clean(self.output)}: {counts}"]
        lines += self.comparison.localise(tr) if self.comparison else []
        lines += [
            tr("{file}: columns not read: {names}", file=clean(file), names=", ".join(map(clean, columns)))
            for file, columns in self.unknown.items()
        ]
        message = N_(
            "{file}: the column {names} is of version 0.1 and is kept as it is; reading says how a claim was read"
        )
        lines += [tr(message, file=clean(file), names=", ".join(columns)) for file, columns in self.former.items()]
        lines += [_passed(tr, clean(file), n) for file, n in self.passed.items()]
        return [*lines, *self._readings(tr), *self._names(tr)]

    def _readings(self, tr: Translator) -> Iterator[str]:
        """How bytes and numbers were understood."""
        for file, (encoding, example) in self.guessed.items():
            message = N_(
                "{file}: it is not UTF-8, so it was read as {encoding} (“{example}”); --encoding says otherwise"
            )
            yield tr(message, file=clean(file), encoding=encoding, example=clean(example))
        for file, convention in self.numbers.items():
            yield from convention.localise(tr, clean(file))

    def _names(self, tr: Translator) -> Iterator[str]:
        """What was taken for the same, and what keeps claims the same."""
        for file, row, other, first in self.repeated[:_SHOWN]:
            message = N_("{file}: row {row} says the same as row {first} of {other}, and is not kept twice")
            yield tr(message, file=clean(file), row=row, first=first, other=clean(other))
        if len(self.repeated) > _SHOWN:
            yield tr("... and {n} more", n=tr.number(len(self.repeated) - _SHOWN))
        for name in self.shared:
            message = N_(
                "a programme and a source are both called {name}: one has this name as its id, the other a longer one"
            )
            yield tr(message, name=clean(name))
        if not self.named:
            yield tr("No row has an id: a claim that is reworded counts as a new one, without its decisions.")
            yield tr("The column id is what keeps decisions when rows are added or changed.")


def _passed(tr: Translator, file: str, n: int) -> str:
    return tr.many(
        "{file}: 1 empty row or remark passed over", "{file}: {n} empty rows and remarks passed over", n, file=file
    )


def import_csv(
    files: Sequence[Path], output: Path, options: CsvOptions | None = None, progress: Progress = no_progress
) -> CsvReport:
    """Import evidence tables as a dossier at `output`; `progress` is called with the bytes read, of how many.

    Raises `InputError` with a line for each bad cell (code 1) or file (code 2), or `DossierError` where the base
    dossier is not sound; then nothing is written.
    """
    options = options or CsvOptions()
    force = options.force or options.replace_all
    check_output(output, [*files, default_path()], force=force)
    if not files:
        raise InputError.of(output, N_("there is no file to import"), N_("Name the files before -o."))
    former = read_former_dossier(output, replace_all=options.replace_all)
    retained = former if former and not (options.base or options.replace_all) else None
    framework = (retained and framework_before(retained, _TABLE)) or framework_of(options.base, _TABLE, output)
    if former and not options.replace_all:
        refuse_losses(former, ImportCoverage("source", framework), output)
    if former:
        former.release_documents()
    with DossierWriter(output, force=force) as writer:
        return _CsvImport(writer, options, framework, former).run(list(files), progress)


class _CsvImport:
    """One import: tables on their way into a dossier."""

    def __init__(
        self, writer: DossierWriter, options: CsvOptions, framework: Framework, former: FormerDossier | None
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
        self._report = CsvReport(output=writer.name)

    def run(self, files: list[Path], progress: Progress) -> CsvReport:
        unreadable: list[Problem] = []
        for file, file_progress in progress_by_file(files, progress):
            try:
                self._read(file, file_progress)
            except InputError as error:
                unreadable += error.problems
        # A name need not be text: bytes that are none become a mark.
        names = ", ".join(clean(file.name) for file in files)
        known = self._former.ident("csv") if self._former else ""
        ident = known or f"csv-{slug(self._writer.output.stem, 'dossier')}"
        self._write(ident, names, files[0], unreadable)
        self._writer.finish(ident, in_all_languages(N_("Evidence from {names}"), names=names), N_("undated"))
        report, table = self._report, self._table
        report.repeated, report.shared, report.named = table.repeated, table.shared, self._rows.named
        report.comparison = self._former.comparison() if self._former else None
        report.records.update(self._writer.count)
        return report

    def _read(self, file: Path, progress: Progress) -> None:
        """One file, whose numbers are understood when all of them are known."""
        name, report = file.name, self._report
        with Sheet(file, self._options.language, self._options.encoding, self._writer.folder) as sheet:
            sheet.read(progress)
            convention = convention_of(sheet.column("value"), sheet.delimiter)
            self._rows.cells.convention = convention
            self._rows.read(name, sheet.rows())
            self._rows.columns |= sheet.columns
        former = [column for column in sorted(self._rows.filled) if COLUMNS[column].former]
        report.former.update({name: former} if former else {})
        report.passed.update({name: sheet.passed} if sheet.passed else {})
        report.unknown.update({name: sheet.unknown} if sheet.unknown else {})
        report.guessed.update({name: (sheet.guessed, sheet.example)} if sheet.guessed else {})
        report.numbers[name] = convention

    def _write(self, ident: str, names: str, first: Path, unreadable: list[Problem]) -> None:
        """Write what the rows together say; raise what is wrong with all of it."""
        rows, writer, cells = self._rows, self._writer, self._rows.cells
        if unreadable:
            raise InputError([*unreadable, *cells.problems], more=cells.more)
        evidence = self._table.identify(self._framework.ids | {_TABLE, ident}, self._former)
        programmes = list(programmes_of(rows.programmes, rows.sources))
        sources = list(sources_of(rows.sources, rows.actors.ids, self._sources))
        aims = list(aims_of(rows.aims, rows.programmes, rows.sources, self._aims))
        if cells.problems:
            problems = sorted(cells.problems, key=lambda problem: (problem.where, problem.row))
            raise InputError(problems, exit_code=1, more=cells.more)
        if not evidence:
            raise InputError.of(first, N_("there is no claim in it"), N_("Fill in the template first."))
        self._refuse_lost_aims(aims, {record.id for record in (*programmes, *sources, *self._framework.sources)})
        writer.add(Source(id=_TABLE, title=names, kind="other"))
        self._framework.add_to(writer, {source.id for source in sources})
        actors = actors_of(rows.actors, self._actors, self._options.language)
        for record in (*evidence, *programmes, *sources, *aims, *actors):
            writer.add(record)

    def _refuse_lost_aims(self, aims: list[Aim], idents: set[str]) -> None:
        """Raise `OutputError` where an aim of the dossier before is of a programme or source that is not there now."""
        lost = [aim.id for aim in aims if not {aim.programme, aim.source} <= idents]
        if lost:
            message = N_("replacing it would lose aims whose programme or source is in no row: {names}")
            mend = N_("Name another file after -o, or add --replace-all to lose it.")
            raise OutputError.of(self._writer.output, message, mend, names=", ".join(lost))
