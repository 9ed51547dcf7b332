"""Importing: what is taken becomes a dossier without a fault, what is refused leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ilo_tui.core.disk import READ_ONLY_DISK
from ilo_tui.core.errors import InputError
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.validation import check_file
from ilo_tui.exporters.references.forms import references_as
from ilo_tui.importers.iati import IatiOptions, import_iati
from ilo_tui.importers.references.import_references import ReferenceOptions, import_references
from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv
from ilo_tui.importers.tables.import_xlsx import XlsxOptions, import_xlsx
from tests.fuzz.bench import Bench, promise
from tests.fuzz.seeds import FIRST_SHEET, seeds, small_dossier, sound_workbooks
from tests.importers.tables.workbooks import repacked


class Report(Protocol):
    """What an import says of itself."""

    def localise(self, tr: Translator) -> list[str]:
        """The account in lines."""


def read_iati(bench: Bench, data: bytes) -> Iterator[str]:
    """Import the file as IATI."""
    path, base = bench.put("activities.xml", data), bench.put("base.json", small_dossier())
    language = bench.chance.choice((None, "fr"))
    yield from _imported(bench, lambda output: import_iati([path], output, IatiOptions(language=language, base=base)))


def read_vocabulary(bench: Bench, data: bytes) -> Iterator[str]:
    """Import a sound file of activities with this lookup of own vocabularies."""
    path, base = bench.put("own.toml", data), bench.put("base.json", small_dossier())
    activities = bench.put("activities.xml", seeds("iati")[0])
    options = IatiOptions(vocabulary=path, base=base)
    yield from _imported(bench, lambda output: import_iati([activities], output, options))


def read_csv(bench: Bench, data: bytes) -> Iterator[str]:
    """Import the file as an evidence table."""
    path, base = bench.put("table.csv", data), bench.put("base.json", small_dossier())
    options = CsvOptions(language=bench.chance.choice(("en", "km")), base=base)
    yield from _imported(bench, lambda output: import_csv([path], output, options))


def read_xlsx(bench: Bench, data: bytes) -> Iterator[str]:
    """Import a sound workbook of which a sheet is this file; in some the bytes of the package are changed as well."""
    packed = bytearray(repacked(sound_workbooks()[bench.chance.random() < 0.2], {FIRST_SHEET: data}))
    if bench.chance.random() < 0.3:
        for _ in range(bench.chance.choice((1, 3, 40))):
            packed[bench.chance.randrange(len(packed))] = bench.chance.randrange(256)
    path, base = bench.put("table.xlsx", bytes(packed)), bench.put("base.json", small_dossier())
    options = XlsxOptions(language=bench.chance.choice(("en", "km")), base=base, disk=READ_ONLY_DISK)
    yield from _imported(bench, lambda output: import_xlsx([path], output, options))


def read_references(bench: Bench, data: bytes) -> Iterator[str]:
    """Import the file as references, whatever it is; what was made of it can be exported in every form."""
    path, base = bench.put("library.txt", data), bench.put("base.json", small_dossier())
    options = ReferenceOptions(language=bench.chance.choice(("en", "km")), base=bench.chance.choice((base, None)))
    yield from _imported(bench, lambda output: import_references([path], output, options))
    sources = [*load(bench.out / "out.json").records(Source)]
    again, output = bench.out / "again", bench.out / "again.json"
    form = bench.chance.choice(("ris", "bibtex", "csl"))
    again.write_bytes(references_as(form, sources).encode())
    try:
        import_references([again], output)
    except InputError as error:
        promise(False, f"what is exported as {form} is refused: {error.localise(bench.tr)}")
    missing = [source for source in sources if source not in load(output).records(Source)]
    promise(not missing, f"what is exported as {form} is not the same again: {missing[:1]}")


def _imported(bench: Bench, make: Import) -> Iterator[str]:
    output = bench.out / "out.json"
    try:
        report = make(output)
    except InputError:
        promise(not [*bench.out.iterdir()], "it is refused and leaves something behind")
        raise
    promise([*bench.out.iterdir()] == [output], "it leaves more behind than the dossier")
    yield from report.localise(bench.tr)
    faults = [fault.localise(bench.tr) for fault in check_file(output) if not fault.warning]
    promise(not faults, f"the dossier made has faults: {faults[:2]}")


class Import(Protocol):
    """Imports into a file."""

    def __call__(self, output: Path) -> Report:
        """Do it."""
