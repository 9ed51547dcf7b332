"""The command line: options, commands, exit codes. Textual is imported only where the app opens.

stdout is data, stderr is talk. Exit codes: 0 done, 1 the data has faults or needs a person, 2 wrong use or unreadable
input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ilo_tui import __version__
from ilo_tui.core.errors import AppError, UsageError
from ilo_tui.core.languages import SOURCE, find_language, is_language, language_codes, locale_language
from ilo_tui.core.output import detach_stream, open_streams, print_error, print_lines, release_streams
from ilo_tui.core.text import clean
from ilo_tui.core.theme_names import THEMES
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console import inspect, merge, new_dossier, paper, report, reviewing
from ilo_tui.frontends.console.ending import exit_on_signals
from ilo_tui.frontends.console.importing import add_options, run_import
from ilo_tui.frontends.console.parsing import Parser, set_language, translate_metavars, whole_number

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings

QUEUES = ("evidence", "cells", "alignments", "suggestions", "gaps", "attribution")
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
)
"""What can be listed; named here so that `--help` need not read a dossier's code."""
SHELLS = ("bash", "zsh", "fish")
_ENDED = 128
"""Exit codes above this tell of a signal."""

SCREENS = (reviewing.open_app, reviewing.review)
"""The commands that may open the app."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; returns the exit code."""
    open_streams()
    code = 0
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`).
        detach_stream(sys.stdout)
        return 0
    except OSError as error:
        detach_stream(sys.stdout)
        if code > _ENDED:
            # By a signal, also that its terminal is gone: nobody is left to tell.
            return code
        print_error(f"{clean(str(error.filename or 'stdout'))}: {error.strerror or error}")
        return 2
    finally:
        release_streams()
    return code


def _command(arguments: Sequence[str]) -> int:
    """Run the command; what is wrong is told, and becomes an exit code."""
    tr = Translator(_early_language(arguments))
    set_language(tr.language)
    try:
        # Most starts have no arguments: they need no parser.
        options = vars(_parser(tr).parse_args(arguments)) if arguments else {}
    except SystemExit:
        # Help that cannot be printed is told like any other output.
        sys.stdout.flush()
        raise
    from ilo_tui.core.settings import load_settings

    settings = load_settings(options)
    tr = Translator(settings.language)
    for warning in settings.warnings:
        print_error(warning.localise(tr))
    command: Callable[[dict[str, Any], Settings, Translator], int] = options.get("run", reviewing.open_app)
    try:
        output = options["file"] if command is new_dossier.new else options.get("output")
        if settings.flag("read_only") and output and output != "-":
            raise UsageError(N_("With --read-only nothing is written; without it, this file is."))
        if command in SCREENS:
            # The screen has a terminal to put right before it ends.
            return command(options, settings, tr)
        with exit_on_signals():
            return command(options, settings, tr)
    except AppError as error:
        print_error(*error.localise(tr))
        return error.exit_code
    except KeyboardInterrupt:
        return 130


def _early_language(arguments: Sequence[str]) -> str:
    """The language in which to write help, before anything is parsed."""
    for place, word in enumerate(arguments):
        code = (
            word[7:]
            if word.startswith("--lang=")
            else arguments[place + 1]
            if word == "--lang" and arguments[place + 1 :]
            else ""
        )
        if is_language(code):
            return code
    return os.environ.get("ILO_TUI_LANG") or locale_language()


def _shared(tr: Translator, *, top: bool) -> Parser:
    """The options that stand before or after the command; only the top ones have defaults."""
    shared = Parser(add_help=False, argument_default=None if top else argparse.SUPPRESS)
    group = shared.add_argument_group(tr("settings (each also as ILO_TUI_* variable and in the config file)"))
    group.add_argument("--dossier", metavar="FILE", help=tr("the dossier to open instead of the built-in one"))
    group.add_argument("--reviews", metavar="DIR", help=tr("the folder of review sessions"))
    group.add_argument("--reviewer", metavar="NAME", help=tr("who reviews"))
    group.add_argument("--lang", choices=language_codes(), help=tr("language"))
    group.add_argument("--theme", choices=list(THEMES), help=tr("colours"))
    flag: Any = {"action": "store_const", "const": True}
    group.add_argument("--read-only", **flag, help=tr("look, and write nothing"))
    group.add_argument("--ascii", **flag, help=tr("draw with ASCII only"))
    group.add_argument("--plain", **flag, help=tr("plain lines instead of a screen"))
    return shared


def _parser(tr: Translator) -> argparse.ArgumentParser:
    parser = Parser(
        prog="ilo-tui",
        description=tr("Judge offline, in a terminal, whether a programme worked. Without a command the app opens."),
        parents=[_shared(tr, top=True)],
    )
    version = tr("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"ilo-tui {__version__}", help=version)
    commands = parser.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"))
    shared = _shared(tr, top=False)

    def add(
        name: str, purpose: str, command: Callable[[dict[str, Any], Settings, Translator], int]
    ) -> argparse.ArgumentParser:
        subparser = commands.add_parser(name, help=purpose, description=purpose, parents=[shared])
        subparser.set_defaults(run=command)
        return subparser

    check = add("check", tr("every fault of a dossier, one a line"), inspect.check)
    check.add_argument("file", metavar="FILE", nargs="?")
    new_dossier.add_lint(check, tr)
    list_command = add("list", tr("records of a kind"), inspect.list_records)
    list_command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    list_command.add_argument(
        "--where",
        metavar="KEY:VALUE",
        nargs="+",
        action="extend",
        help=tr("only those that pass this filter"),
    )
    show_command = add("show", tr("one record in full, with its source"), inspect.show)
    show_command.add_argument("id", metavar="ID")
    search_command = add("search", tr("what has these words, across everything"), inspect.search)
    search_command.add_argument("words", metavar="WORDS", nargs="+")
    keys = add("keys", tr("the keys in force"), inspect.keys)
    add("schema", tr("JSON Schema of the dossier file"), inspect.schema)
    config = add("config", tr("settings in force, and where each comes from"), inspect.config)
    sessions = add("sessions", tr("review sessions"), reviewing.sessions)
    review = add("review", tr("open the app on the judging screen"), reviewing.review)
    _review_options(review, tr)
    sheet_command = add("sheet", tr("judging sheets on paper for a queue"), paper.sheet)
    _review_options(sheet_command, tr)
    paper.add_sheet(sheet_command, tr)
    paper.add_enter(add("enter", tr("key in judging sheets, a line for each item"), paper.enter), tr)
    merge_command = add("merge", tr("gather session files from sticks and folders"), merge.merge)
    merge.add_merge(merge_command, tr)
    agreement_command = add("agreement", tr("how far reviewers agree, and where they differ most"), merge.agreement)
    merge.add_agreement(agreement_command, tr)
    report.add_report(add("report", tr("the report, as a page, tables or data"), report.report), tr)
    add_options(add("import", tr("IATI files or spreadsheets as a dossier"), run_import), tr)
    new_dossier.add_new(add("new", tr("a dossier to begin your own with"), new_dossier.new), tr)
    completion_command = add("completion", tr("a script that completes commands for a shell"), _completion)
    completion_command.add_argument("shell", choices=SHELLS)
    for subparser in (list_command, show_command, search_command):
        subparser.add_argument("--unblind", action="store_true", help=tr("show what you are to judge first, too"))
    for subparser in (
        check,
        list_command,
        show_command,
        search_command,
        keys,
        config,
        sessions,
        merge_command,
        agreement_command,
    ):
        subparser.add_argument("--json", action="store_true", help=tr("as JSON"))
    translate_metavars(parser, tr)
    return parser


def _completion(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Print the completion script of a shell."""
    from ilo_tui.frontends.console.completion import script

    # Nobody's words but the program's own go into a script that a shell runs.
    spoken = tr if find_language(tr.language).built_in else Translator(SOURCE)
    print_lines(script(options["shell"], _parser(spoken), spoken).rstrip("\n"))
    return 0


def _review_options(review: argparse.ArgumentParser, tr: Translator) -> None:
    review.add_argument("--queue", choices=QUEUES, default="evidence", help=tr("what to judge"))
    review.add_argument(
        "--where",
        metavar="KEY:VALUE",
        nargs="+",
        action="extend",
        default=[],
        help=tr("only those that pass this filter"),
    )
    about = {
        "programme": tr("only those about this programme"),
        "dimension": tr("only those about this dimension"),
        "policy": tr("only those about this policy"),
    }
    for key, purpose in about.items():
        review.add_argument(f"--{key}", metavar="ID", help=purpose)
    review.add_argument("--contradicting", action="store_true", help=tr("only claims that speak against"))
    review.add_argument("--not-judged", action="store_true", help=tr("only what you have not judged yet"))
    review.add_argument("--flagged", action="store_true", help=tr("only what you have flagged"))
    review.add_argument("--order", choices=("dossier", "shuffled"), default="dossier", help=tr("order of the items"))
    review.add_argument(
        "--seed",
        metavar="N",
        type=whole_number(tr),
        default=1,
        help=tr("for sample, share and order; the same everywhere"),
    )
    review.add_argument("--sample", metavar="N|N%", default="", help=tr("only so many items, or so many per cent"))
    review.add_argument("--share", metavar="I/N", default="", help=tr("part I of N equal parts of the work"))
    review.add_argument("--overlap", metavar="N%", default="", help=tr("what all shares have in common"))
    review.add_argument(
        "--role", choices=("staff", "partner", "independent", "other"), help=tr("what you are to the programme")
    )
