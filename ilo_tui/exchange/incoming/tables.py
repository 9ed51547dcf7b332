"""Importing evidence tables: CSV files in, a dossier and a report out, or nothing at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ilo_tui.dossier.records import Source
from ilo_tui.dossier.store import default_path
from ilo_tui.exchange.incoming.claims import Claims
from ilo_tui.exchange.incoming.faults import IncomingError, Problem, refusal
from ilo_tui.exchange.incoming.framework import add_framework
from ilo_tui.exchange.incoming.ids import slug
from ilo_tui.exchange.incoming.sheet import Sheet
from ilo_tui.exchange.incoming.words import both
from ilo_tui.exchange.incoming.writer import DossierWriter, check_output
from ilo_tui.i18n import N_, Say
from ilo_tui.text import clean

_TABLE = "table.1"


@dataclass(frozen=True)
class CsvOptions:
    """How to read tables: the language of text columns that name none, and as for IATI `base` and `force`."""

    language: str = "en"
    base: Path | None = None
    force: bool = False


@dataclass
class CsvReport:
    """The account of one import: records written by table; by file, rows passed over and columns without a meaning."""

    output: str = ""
    kept: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, list[str]] = field(default_factory=dict)

    def told(self, say: Say) -> list[str]:
        """The account in lines."""
        names = {"programmes": say("programmes"), "evidence": say("claims"), "sources": say("sources")}
        kept = ", ".join(f"{name} {say.number(self.kept[table])}" for table, name in names.items())
        lines = [f"{clean(self.output)}: {kept}"]
        lines += [
            say("{file}: columns not read: {names}", file=clean(file), names=", ".join(map(clean, columns)))
            for file, columns in self.unknown.items()
        ]
        return lines + [_passed(say, clean(file), n) for file, n in self.passed.items()]


def _passed(say: Say, file: str, n: int) -> str:
    return say.many(
        "{file}: 1 empty row or remark passed over", "{file}: {n} empty rows and remarks passed over", n, file=file
    )


def import_csv(files: Sequence[Path], output: Path, options: CsvOptions | None = None) -> CsvReport:
    """Import evidence tables as a dossier at `output`.

    Raises `IncomingError` with a line for each bad cell (code 1) or file (code 2), or `DossierError` where the base
    dossier is not sound; then nothing is written.
    """
    options = options or CsvOptions()
    check_output(output, [*files, options.base or default_path()], force=options.force)
    if not files:
        raise refusal(output, N_("there is no file to import"), N_("Name the files before -o."))
    with DossierWriter(output, force=options.force) as writer:
        return _import(list(files), writer, options)


def _import(files: list[Path], writer: DossierWriter, options: CsvOptions) -> CsvReport:
    report = CsvReport(output=writer.name)
    # A name need not be text: bytes that are none become a mark.
    names = ", ".join(clean(file.name) for file in files)
    ident = f"csv-{slug(writer.output.stem, 'dossier')}"
    writer.add(Source(id=_TABLE, title=names, kind="evidence-table"))
    claims = Claims(add_framework(writer, options.base, _TABLE) | {_TABLE, ident})
    unreadable: list[Problem] = []
    for file in files:
        sheet = Sheet(file, options.language)
        try:
            for claim in claims.read(file.name, sheet.rows()):
                writer.add(claim)
        except IncomingError as error:
            unreadable += error.problems
        report.passed.update({file.name: sheet.passed} if sheet.passed else {})
        if sheet.unknown:
            report.unknown[file.name] = sheet.unknown
    _finish(claims, writer, files, unreadable)
    writer.finish(ident, both(N_("Evidence from {names}"), names=names), N_("undated"))
    report.kept.update(writer.count)
    return report


def _finish(claims: Claims, writer: DossierWriter, files: list[Path], unreadable: list[Problem]) -> None:
    """Write what the rows together say of programmes and sources; raise what is wrong with all of it."""
    if unreadable:
        raise IncomingError([*unreadable, *claims.cells.problems], more=claims.cells.more)
    for programme in claims.programmes.programmes():
        writer.add(programme)
    for source in claims.sources.sources():
        writer.add(source)
    if claims.cells.problems:
        problems = sorted(claims.cells.problems, key=lambda one: (one.where, one.row))
        raise IncomingError(problems, code=1, more=claims.cells.more)
    if not writer.count["evidence"]:
        raise refusal(files[0], N_("there is no claim in it"), N_("Fill in the template first."))
