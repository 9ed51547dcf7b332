"""`ilo-tui import`: IATI files and spreadsheets become a dossier. The report goes to stderr, templates to stdout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilo_tui.i18n import Say

if TYPE_CHECKING:
    from ilo_tui.settings import Settings


def add_options(parser: argparse.ArgumentParser, say: Say) -> None:
    """The arguments of `import iati FILE... -o FILE` and `import csv FILE... -o FILE`."""
    parser.add_argument("format", choices=("iati", "csv"), help=say("what the files are"))
    parser.add_argument("files", metavar="FILE", nargs="*", help=say("the files to read"))
    parser.add_argument("-o", "--output", metavar="FILE", help=say("the dossier to write"))
    parser.add_argument("--force", action="store_true", help=say("replace the dossier, if there is one"))
    parser.add_argument("--country", action="append", default=[], metavar="KH", help=say("IATI: only this country"))
    parser.add_argument(
        "--reporting-org", action="append", default=[], metavar="REF", help=say("IATI: only this publisher")
    )
    parser.add_argument("--vocabulary", metavar="FILE", help=say("IATI: names of own vocabularies"))
    parser.add_argument("--language", metavar="CODE", help=say("the language of texts that name none"))
    parser.add_argument("--template", action="store_true", help=say("print an empty table, or vocabulary, to fill in"))


def run_import(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Carry out `import`; returns the exit code: 0 done, 1 rows that need a person, 2 wrong use or unreadable input."""
    from ilo_tui.exchange.incoming.faults import IncomingError

    if options["template"]:
        sys.stdout.write(_template(options["format"], say))
        return 0
    if not options["files"] or not options["output"]:
        sys.stderr.write(say("Name the files to read, and with -o the dossier to write.") + "\n")
        return 2
    try:
        lines = (_iati if options["format"] == "iati" else _csv)(options, say)
    except IncomingError as error:
        sys.stderr.writelines(line + "\n" for line in error.told(say))
        return error.code
    sys.stderr.writelines(line + "\n" for line in lines)
    return 0


def _template(kind: str, say: Say) -> str:
    from ilo_tui.exchange.iati import vocabulary_template
    from ilo_tui.exchange.incoming.columns import template

    return vocabulary_template() if kind == "iati" else template(say)


def _iati(options: dict[str, Any], say: Say) -> list[str]:
    from ilo_tui.exchange.iati import Bar, Options, import_iati

    bar = Bar(sys.stderr, say)
    chosen = Options(
        countries=frozenset(options["country"]),
        reporting_orgs=frozenset(options["reporting_org"]),
        vocabulary=Path(options["vocabulary"]) if options["vocabulary"] else None,
        language=options["language"],
        force=options["force"],
    )
    try:
        report = import_iati([Path(one) for one in options["files"]], Path(options["output"]), chosen, bar)
    finally:
        bar.clear()
    return report.told(say)


def _csv(options: dict[str, Any], say: Say) -> list[str]:
    from ilo_tui.exchange.incoming.tables import CsvOptions, import_csv

    chosen = CsvOptions(language=options["language"] or "en", force=options["force"])
    return import_csv([Path(one) for one in options["files"]], Path(options["output"]), chosen).told(say)
