"""`ilo-tui import`: IATI files and spreadsheets become a dossier. The report goes to stderr, templates to stdout."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.paths import expand, output_path
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.shared import dossier_path

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings


def add_options(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `import iati FILE... -o FILE` and `import csv FILE... -o FILE`."""
    parser.add_argument("format", choices=("iati", "csv"), help=tr("what the files are"))
    parser.add_argument("files", metavar="FILE", nargs="*", help=tr("the files to read"))
    parser.add_argument("-o", "--output", metavar="FILE", help=tr("the dossier, or template, to write; - for stdout"))
    parser.add_argument("--force", action="store_true", help=tr("replace the dossier, if there is one"))
    parser.add_argument(
        "--replace-all",
        action="store_true",
        help=tr("replace the dossier, and lose what the files cannot give (policies, conclusions, scales)"),
    )
    parser.add_argument("--country", action="append", default=[], metavar="KH", help=tr("IATI: only this country"))
    parser.add_argument(
        "--reporting-org", action="append", default=[], metavar="REF", help=tr("IATI: only this publisher")
    )
    parser.add_argument("--vocabulary", metavar="FILE", help=tr("IATI: names of own vocabularies"))
    parser.add_argument(
        "--all-places", action="store_true", help=tr("IATI: list up to a thousand places of each finding, not three")
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help=tr("tables: the encoding of the files (UTF-8, windows-1252, ...)")
    )
    parser.add_argument("--language", metavar="CODE", help=tr("the language of texts that name none"))
    parser.add_argument("--template", action="store_true", help=tr("print an empty table, or vocabulary, to fill in"))


def run_import(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Carry out `import`; returns the exit code: 0 done, 1 rows that need a person, 2 wrong use or unreadable input."""
    if options["template"]:
        return _template(options, tr)
    if not options["files"] or not options["output"]:
        raise UsageError(N_("Name the files to read, and with -o the dossier to write."))
    if options["language"]:
        options["language"] = _language(options["language"])
    lines = (_iati if options["format"] == "iati" else _csv)(options, settings, tr)
    print_error(*lines)
    return 0


def _language(code: str) -> str:
    from ilo_tui.importers.iati.languages import language_of

    if language := language_of(code):
        return language
    raise UsageError(N_("{value} is no code of a language; write en, id or km"), value=code)


def _template(options: dict[str, Any], tr: Translator) -> int:
    from ilo_tui.exporters.output import write_file
    from ilo_tui.importers.iati import vocabulary_template
    from ilo_tui.importers.tables.columns import template

    table = options["format"] == "csv"
    text = template(tr) if table else vocabulary_template()
    if options["output"]:
        # Spreadsheets know UTF-8 by its mark.
        data = text.encode("utf-8-sig" if table else "utf-8")
        write_file(output_path(options["output"]), data, force=options["force"])
    else:
        # The stream itself ends lines as the system does.
        print_lines(text.replace("\r\n", "\n").removesuffix("\n"))
    return 0


def _iati(options: dict[str, Any], settings: Settings, tr: Translator) -> list[str]:
    from ilo_tui.importers.iati import IatiOptions, ProgressBar, import_iati

    if options["encoding"]:
        raise UsageError(N_("--encoding is for tables; an XML file says itself in which encoding it is."))
    bar = ProgressBar(sys.stderr, tr)
    chosen = IatiOptions(
        countries=frozenset(options["country"]),
        reporting_orgs=frozenset(options["reporting_org"]),
        vocabulary=expand(options["vocabulary"]) if options["vocabulary"] else None,
        language=options["language"],
        base=_frame(options, settings),
        force=options["force"],
        replace_all=options["replace_all"],
    )
    try:
        report = import_iati([expand(name) for name in options["files"]], output_path(options["output"]), chosen, bar)
    finally:
        bar.clear()
    return report.localise(tr, None if options["all_places"] else 3, _width())


def _frame(options: dict[str, Any], settings: Settings) -> Path | None:
    """The dossier whose scales and dimensions are used: the one in force, unless it is the one that is made now."""
    if not settings.text("dossier"):
        return None
    frame = dossier_path(settings)
    is_output = os.path.realpath(options["output"]) == os.path.realpath(frame) and not frame.exists()
    return None if is_output else frame


def _encoding(name: str | None, tr: Translator) -> str:
    """What Python calls an encoding; empty where none is named."""
    from ilo_tui.importers.tables.encoding import known_encoding

    encoding = known_encoding(name) if name else ""
    if encoding is None:
        raise UsageError(
            tr("{value} is no encoding that is known; write utf-8, utf-16 or windows-1252", value=clean(name or ""))
        )
    return encoding


def _width() -> int:
    """The width of the terminal that the report goes to; 80 columns where it is none."""
    # A terminal of no known size says 0.
    columns = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    return max(columns or 80, 40)


def _csv(options: dict[str, Any], settings: Settings, tr: Translator) -> list[str]:
    from ilo_tui.importers.tables.import_csv import CsvOptions, import_csv

    chosen = CsvOptions(
        language=options["language"] or "en",
        base=_frame(options, settings),
        force=options["force"],
        replace_all=options["replace_all"],
        encoding=_encoding(options["encoding"], tr),
    )
    return import_csv([expand(name) for name in options["files"]], output_path(options["output"]), chosen).localise(tr)
