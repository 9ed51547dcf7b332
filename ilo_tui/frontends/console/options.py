"""What the command line takes: every command with its options and arguments, in the reader's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from ilo_tui import __version__
from ilo_tui.core.languages import SOURCE, built_in_codes, language_codes
from ilo_tui.core.output import print_lines
from ilo_tui.core.theme_names import THEMES
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console import (
    attach,
    diff,
    enter,
    flaws,
    inspect,
    merge,
    new_dossier,
    proof,
    publish,
    report,
    sheet,
)
from ilo_tui.frontends.console.argument_parser import Options, Parser, translate_metavars
from ilo_tui.frontends.console.completion import SHELLS, script
from ilo_tui.frontends.console.drafts import drafts
from ilo_tui.frontends.console.import_files import add_options, run_import
from ilo_tui.frontends.console.queue_options import add_queue_options
from ilo_tui.frontends.console.sessions import sessions
from ilo_tui.frontends.console.weighing_options import add_weighing

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings

Command = Callable[[Options, "Settings", Translator], int]
"""What carries out a command: options, settings, the language to speak; returns the exit code."""
KINDS = (
    "programmes",
    "dimensions",
    "evidence",
    "policies",
    "alignments",
    "suggestions",
    "indicators",
    "sources",
    "scales",
    "gaps",
    "cells",
    "directions",
    "timeline",
    "actors",
    "aims",
    "findings",
    "places",
    "voices",
    "provisions",
    "copies",
)
"""What can be listed; named here so that `--help` need not read a dossier's code."""

SCHEMAS = ("dossier", "session")
"""The kinds of files of which a JSON Schema can be printed."""


def build_parser(tr: Translator, review: Command) -> argparse.ArgumentParser:
    """The parser of the whole command line; `review` opens a front end, so it comes from above."""
    parser = Parser(
        prog="ilo-tui",
        description=tr("Judge offline, in a terminal, whether a programme worked. Without a command the app opens."),
        parents=[_shared(tr, top=True)],
    )
    version = tr("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"ilo-tui {__version__}", help=version)
    commands = parser.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"))
    shared = _shared(tr, top=False)

    def add(name: str, purpose: str, command: Command) -> argparse.ArgumentParser:
        subparser = commands.add_parser(name, help=purpose, description=purpose, parents=[shared])
        subparser.set_defaults(run=command)
        return subparser

    _add_looking(add, tr)
    _add_reviewing(add, review, tr)
    _add_writing(add, tr)
    for name in ("list", "show"):
        add_weighing(commands.choices[name], tr)
    for name in ("check", "list", "show", "search"):
        help_text = tr("show what you are to judge first, too")
        commands.choices[name].add_argument("--unblind", action="store_true", help=help_text)
    for name in ("check", "list", "show", "search", "keys", "config", *_WITH_REVIEWS):
        commands.choices[name].add_argument("--json", action="store_true", help=tr("as JSON"))
    translate_metavars(parser, tr)
    return parser


_WITH_REVIEWS = ("sessions", "drafts", "merge", "agreement", "attach", "diff", "publish")
Add = Callable[[str, str, Command], argparse.ArgumentParser]
"""What adds a command: its name, its purpose, and what carries it out."""


def _add_looking(add: Add, tr: Translator) -> None:
    """The commands that look at a dossier and at the settings."""
    check = add("check", tr("every fault of a dossier, one a line"), inspect.check)
    check.add_argument("file", metavar="FILE", nargs="?")
    ways = check.add_mutually_exclusive_group()
    new_dossier.add_lint(ways, tr)
    flaws.add_flaws(ways, tr)
    proof.add_proof(ways, tr)
    listing = add("list", tr("records of a kind"), inspect.list_records)
    listing.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    purpose = tr("only those that pass this filter")
    listing.add_argument("--where", metavar="KEY:VALUE", nargs="+", action="extend", help=purpose)
    purpose = tr("how to print it")
    formats = ("table", "json", "csv", "xlsx", "import-csv", "ris", "bibtex", "csl")
    listing.add_argument("--format", choices=formats, default="table", help=purpose)
    show = add("show", tr("one record in full, with its source"), inspect.show)
    show.add_argument("id", metavar="ID")
    help_text = tr("print the page of its source, out of the copy here")
    show.add_argument("--source", dest="source_page", action="store_true", help=help_text)
    search = add("search", tr("what has these words, across everything"), inspect.search)
    search.add_argument("words", metavar="WORDS", nargs="+")
    add("keys", tr("the keys in force"), inspect.keys)
    schema = add("schema", tr("JSON Schema of a kind of file"), inspect.schema)
    schema.add_argument("kind", metavar="KIND", nargs="?", choices=SCHEMAS, default=SCHEMAS[0], help=", ".join(SCHEMAS))
    diff.add_diff(add("diff", tr("what differs between two editions of a dossier"), diff.diff), tr)
    add("config", tr("settings in force, and where each comes from"), inspect.config)


def _add_reviewing(add: Add, review: Command, tr: Translator) -> None:
    """The commands about sessions: one's own, on paper, and those of others."""
    add("sessions", tr("review sessions"), sessions)
    add("drafts", tr("drafts: changes to a dossier that are not published yet"), drafts)
    add_queue_options(add("review", tr("open the app on the judging screen"), review), tr)
    sheet_command = add("sheet", tr("judging sheets on paper for a queue"), sheet.sheet)
    add_queue_options(sheet_command, tr)
    sheet.add_sheet(sheet_command, tr)
    enter.add_enter(add("enter", tr("key in judging sheets, a line for each item"), enter.enter), tr)
    merge.add_merge(add("merge", tr("merge session files and copies from sticks and folders"), merge.merge), tr)
    purpose = tr("how far reviewers agree, and where they differ most")
    merge.add_agreement(add("agreement", purpose, merge.agreement), tr)


def _add_writing(add: Add, tr: Translator) -> None:
    """The commands that make something new."""
    report.add_report(add("report", tr("the report, as a page, tables or data"), report.report), tr)
    add_options(add("import", tr("IATI files or spreadsheets as a dossier"), run_import), tr)
    new_dossier.add_new(add("new", tr("a dossier to begin your own with"), new_dossier.new), tr)
    purpose = tr("the next edition of a dossier, with the changes of drafts")
    publish.add_publish(add("publish", purpose, publish.publish), tr)
    purpose = tr("keep a document as the copy of a source")
    attach.add_attach(add("attach", purpose, attach.attach), tr)
    completion = add("completion", tr("a script that completes commands for a shell"), _print_completion)
    completion.add_argument("shell", choices=SHELLS)


def _shared(tr: Translator, *, top: bool) -> Parser:
    """The options that stand before or after the command; only the top ones have defaults."""
    shared = Parser(add_help=False, argument_default=None if top else argparse.SUPPRESS)
    group = shared.add_argument_group(tr("settings (each also as ILO_TUI_* variable and in the config file)"))
    group.add_argument("--dossier", metavar="FILE", help=tr("the dossier to open instead of the built-in one"))
    group.add_argument("--reviews", metavar="DIR", help=tr("the folder of review sessions"))
    group.add_argument("--sources", metavar="DIR", help=tr("the folder of copies of sources"))
    group.add_argument("--reviewer", metavar="NAME", help=tr("who reviews"))
    group.add_argument("--lang", choices=language_codes(), help=tr("language"))
    group.add_argument("--theme", choices=list(THEMES), help=tr("colours"))
    group.add_argument("--read-only", action="store_const", const=True, help=tr("look, and write nothing"))
    group.add_argument("--ascii", action="store_const", const=True, help=tr("draw with ASCII only"))
    group.add_argument("--plain", action="store_const", const=True, help=tr("plain lines instead of a screen"))
    return shared


def _print_completion(options: Options, settings: Settings, tr: Translator) -> int:
    """Print the completion script of a shell."""
    # Nobody's words but the program's own go into a script that a shell runs.
    spoken = tr if tr.language in built_in_codes() else Translator(SOURCE)
    print_lines(script(options.shell, build_parser(spoken, _print_completion), spoken).rstrip("\n"))
    return 0
