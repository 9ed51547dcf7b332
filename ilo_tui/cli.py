"""The command line: options, commands, exit codes. Textual is imported only where the app opens.

stdout is data, stderr is talk. Exit codes: 0 done, 1 the data has faults or needs a person, 2 wrong use or unreadable
input.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ilo_tui import __version__
from ilo_tui.i18n import LANGUAGES, Say, of_locale
from ilo_tui.importing import add_options, run_import

if TYPE_CHECKING:
    from ilo_tui.dossier.crossings import Gap
    from ilo_tui.dossier.records import Record
    from ilo_tui.exchange.pages.book import Book
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.records import Role
    from ilo_tui.settings import Settings

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
THEMES = ("dark", "light", "high-contrast")


class UsageError(Exception):
    """Wrong use: the lines to print, exit code 2."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; returns the exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        # What the reader's encoding lacks comes out as its code, not as a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    say = Say(_early_language(arguments))
    # Most starts have no arguments: they need no parser.
    options = vars(_parser(say).parse_args(arguments)) if arguments else {}
    from ilo_tui.dossier.faults import FaultyError, UnreadableError
    from ilo_tui.settings import read

    settings = read(options)
    say = Say(settings.language)
    for warning in settings.warnings:
        _talk(warning.told(say))
    try:
        command: Callable[[dict[str, Any], Settings, Say], int] = options.get("run", _open)
        code = command(options, settings, say)
        sys.stdout.flush()
    except UnreadableError as error:
        _talk(*error.told(say))
        return 2
    except FaultyError as error:
        _talk(*error.told(say))
        return 1
    except UsageError as error:
        _talk(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`); pointing stdout nowhere keeps Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _early_language(arguments: Sequence[str]) -> str:
    """The language in which to write help, before anything is parsed."""
    for place, word in enumerate(arguments):
        given = (
            word[7:]
            if word.startswith("--lang=")
            else arguments[place + 1]
            if word == "--lang" and arguments[place + 1 :]
            else ""
        )
        if given in LANGUAGES:
            return given
    return os.environ.get("ILO_TUI_LANG") or of_locale()


def _talk(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(line + "\n")


class _Parser(argparse.ArgumentParser):
    """A parser that is told how its user is helped on: one line, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to get help."""
        self.exit(2, f"{self.prog}: {message}\n{self.prog.split()[0]} --help\n")


def _shared(say: Say, *, top: bool) -> _Parser:
    """The options that stand before or after the command; only the top ones have defaults."""
    shared = _Parser(add_help=False, argument_default=None if top else argparse.SUPPRESS)
    group = shared.add_argument_group(say("settings (each also as ILO_TUI_* variable and in the config file)"))
    group.add_argument("--dossier", metavar="FILE", help=say("the dossier to open instead of the built-in one"))
    group.add_argument("--reviews", metavar="DIR", help=say("the folder of review sessions"))
    group.add_argument("--reviewer", metavar="NAME", help=say("who reviews"))
    group.add_argument("--lang", choices=list(LANGUAGES), help=say("language"))
    group.add_argument("--theme", choices=list(THEMES), help=say("colours"))
    flag: Any = {"action": "store_const", "const": True}
    group.add_argument("--read-only", **flag, help=say("look, and write nothing"))
    group.add_argument("--ascii", **flag, help=say("draw with ASCII only"))
    group.add_argument("--plain", **flag, help=say("plain lines instead of a screen"))
    return shared


def _parser(say: Say) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ilo-tui",
        description=say("Judge offline, in a terminal, whether a programme worked. Without a command the app opens."),
        parents=[_shared(say, top=True)],
    )
    parser.add_argument("--version", action="version", version=f"ilo-tui {__version__}")
    commands = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"))
    shared = _shared(say, top=False)

    def add(name: str, told: str, command: Callable[[dict[str, Any], Settings, Say], int]) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told, description=told, parents=[shared])
        one.set_defaults(run=command)
        return one

    check = add("check", say("every fault of a dossier, one a line"), _check)
    check.add_argument("file", metavar="FILE", nargs="?")
    listed = add("list", say("records of a kind"), _list)
    listed.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    listed.add_argument(
        "--where",
        metavar="KEY:VALUE",
        nargs="+",
        action="extend",
        help=say("only those that pass this filter"),
    )
    shown = add("show", say("one record in full, with its source"), _show)
    shown.add_argument("id", metavar="ID")
    keys = add("keys", say("the keys in force"), _keys)
    add("schema", say("JSON Schema of the dossier file"), _schema)
    config = add("config", say("settings in force, and where each comes from"), _config)
    sessions = add("sessions", say("review sessions"), _sessions)
    review = add("review", say("open the app on the judging screen"), _review)
    _review_options(review, say)
    add_options(add("import", say("IATI files or spreadsheets as a dossier"), run_import), say)
    for one in (check, listed, shown, keys, config, sessions):
        one.add_argument("--json", action="store_true", help=say("as JSON"))
    return parser


def _review_options(review: argparse.ArgumentParser, say: Say) -> None:
    review.add_argument("--queue", choices=QUEUES, default="evidence", help=say("what to judge"))
    review.add_argument(
        "--where",
        metavar="KEY:VALUE",
        nargs="+",
        action="extend",
        default=[],
        help=say("only those that pass this filter"),
    )
    for key in ("programme", "dimension", "policy"):
        review.add_argument(f"--{key}", metavar="ID", help=say("only those about this {key}", key=key))
    review.add_argument("--contradicting", action="store_true", help=say("only claims that speak against"))
    review.add_argument("--not-judged", action="store_true", help=say("only what you have not judged yet"))
    review.add_argument("--flagged", action="store_true", help=say("only what you have flagged"))
    review.add_argument("--order", choices=("dossier", "shuffled"), default="dossier", help=say("order of the items"))
    review.add_argument(
        "--seed", metavar="N", type=int, default=1, help=say("for sample, share and order; the same everywhere")
    )
    review.add_argument("--sample", metavar="N|N%%", default="", help=say("only so many items, or so many per cent"))
    review.add_argument("--share", metavar="I/N", default="", help=say("part I of N equal parts of the work"))
    review.add_argument("--overlap", metavar="N%%", default="", help=say("what all shares have in common"))
    review.add_argument(
        "--role", choices=("staff", "partner", "independent", "other"), help=say("what you are to the programme")
    )


def _dossier_path(settings: Settings) -> Path:
    from ilo_tui.dossier.store import default_path

    named = settings.text("dossier")
    try:
        return Path(named).expanduser() if named else default_path()
    except RuntimeError:
        # `~name` of somebody whom this machine does not know: no such file, then.
        return Path(named)


def _width() -> int | None:
    """The width of the terminal, where stdout is one."""
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def _print(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _print_json(value: object) -> None:
    import msgspec

    _print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _check(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.dossier.check import check_file

    path = Path(options["file"]) if options["file"] else _dossier_path(settings)
    found = check_file(path)
    faults = [fault for fault in found if not fault.warning]
    if options["json"]:
        fields = ("table", "document", "id", "warning")
        _print_json([{**{name: getattr(one, name) for name in fields}, "message": one.told(say)} for one in found])
    else:
        _print(*(fault.told(say) for fault in found))
    if faults:
        _talk(say.many("1 fault", "{n} faults", len(faults)))
        return 1
    warnings = len(found)
    _talk(say("sound") + (say.many(" (1 warning)", " ({n} warnings)", warnings) if warnings else ""))
    return 0


def _list(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.dossier.where import WhereError, parse
    from ilo_tui.exchange.listing import as_json, as_text, rows

    book = _book(settings, say)
    kind: str = options["kind"]
    try:
        where = parse(" ".join(options["where"] or ()), kind, book.dossier)
    except WhereError as error:
        raise UsageError(f"--where: {error.told(say)}") from None
    found = rows(book, kind, where)
    if options["json"]:
        _print(as_json(found))
    else:
        _print(*as_text(book, kind, found, _width()))
        _talk(say.many("1 found", "{n} found", len(found)))
    return 0


def _book(settings: Settings, say: Say) -> Book:
    from ilo_tui.dossier.store import load
    from ilo_tui.exchange.pages.book import Book

    dossier = load(_dossier_path(settings))
    return Book(dossier, Say(say.language, dossier.meta.default_language))


def _show(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.dossier.crossings import Gap
    from ilo_tui.exchange.listing import fields_of
    from ilo_tui.exchange.pages.line import plain
    from ilo_tui.exchange.pages.record import gap_page, page_of
    from ilo_tui.text import clean

    book = _book(settings, say)
    ident: str = options["id"]
    width = _width() or 100
    asked = _asked(book, ident)
    if asked is None:
        near = _near(ident, book.dossier)
        hint = say("Did you mean: {names}?", names=", ".join(near)) if near else say("`ilo-tui list KIND` lists ids.")
        raise UsageError(say("there is no record {id}. {hint}", id=clean(ident), hint=hint))
    if options["json"]:
        _print_json(fields_of(asked))
    else:
        blocks = gap_page(book, asked) if isinstance(asked, Gap) else page_of(book, asked.id, width)
        _print(*plain(blocks or (), width))
    return 0


def _asked(book: Book, ident: str) -> Record | Gap | None:
    """A record or gap by its id; a provision, `policy/provision`, stands in its policy."""
    if ident.startswith("gap:"):
        return next((one for one in book.gaps if one.id == ident), None)
    policy, slash, provision = ident.partition("/")
    if slash and not (policy in book.dossier.policies and book.dossier.provision(policy, provision)):
        return None
    return book.dossier.find(policy)


def _near(ident: str, dossier: Any) -> list[str]:
    """The ids that are most like one that does not exist."""
    from difflib import get_close_matches

    from ilo_tui.dossier.records import TABLES

    return get_close_matches(ident, [one for table in TABLES for one in dossier.table(table)], n=3)


def _keys(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.exchange.listing import table
    from ilo_tui.tui.commands import COMMANDS, clashes, key_label, keys_in_force

    keys = keys_in_force(settings.keys)
    if options["json"]:
        _print_json([{"id": one.id, "keys": keys[one.id].split(","), "help": say(one.help)} for one in COMMANDS])
    else:
        rows = [[key_label(keys[one.id]), one.id, say(one.help)] for one in COMMANDS]
        _print(*table(rows, _width()))
    for key, one, other in clashes(keys):
        _talk(say("{key} is asked for by both {one} and {other}", key=key_label(key), one=one, other=other))
    return 0


def _schema(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.dossier.schema import json_schema

    _print_json(json_schema())
    return 0


def _config(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.exchange.listing import table
    from ilo_tui.settings import config_path
    from ilo_tui.text import clean

    path = config_path()
    values = [(name, value, settings.origins[name]) for name, value in settings.values.items()]
    if options["json"]:
        _print_json([{"name": name, "value": value, "origin": origin} for name, value, origin in values])
        return 0
    state = say("exists") if path.exists() else say("does not exist yet")
    _print(f"{clean(str(path))} ({state})")
    _print(*table([[name, str(value) if value != "" else "-", origin] for name, value, origin in values], _width()))
    return 0


@contextmanager
def _review_errors(say: Say) -> Iterator[None]:
    """What goes wrong with sessions is told like any wrong use."""
    from ilo_tui.review.faults import ReviewError

    try:
        yield
    except ReviewError as error:
        raise UsageError("\n".join(error.told(say))) from None


def _sessions(options: dict[str, Any], settings: Settings, say: Say) -> int:
    from ilo_tui.dossier.store import load
    from ilo_tui.exchange.listing import table
    from ilo_tui.exchange.sessions import session_rows
    from ilo_tui.review.desk import Desk
    from ilo_tui.review.identity import writer_id
    from ilo_tui.review.items import Items
    from ilo_tui.review.library import Library
    from ilo_tui.tui.folders import reviews_folder, state_folder

    items = Items(load(_dossier_path(settings)))
    with _review_errors(say):
        library = Library(Desk(reviews_folder(settings), items, writer_id(state_folder()), True))
        rows = session_rows(library.entries(), items)
    if options["json"]:
        _print_json(rows)
    else:
        names = ("state", "judged", "items", "reviewer", "queue", "file")
        _print(*table([[str(row.get(name, "-")) for name in names] for row in rows], _width()))
        _talk(say.many("1 found", "{n} found", len(rows)))
    return 0


def _review(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app on the judging screen of a new session, or of the unfinished one with this queue."""
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.sharing import parse_share

    where = [
        *options["where"],
        *(f"{key}:{options[key]}" for key in ("programme", "dimension", "policy") if options[key]),
    ]
    where += ["stance:contradicts"] if options["contradicting"] else []
    with _review_errors(say):
        share = parse_share(options["share"], options["overlap"]) if options["share"] else None
    choice = Choice(
        kind=options["queue"],
        where=" ".join(where),
        not_judged=options["not_judged"],
        flagged=options["flagged"],
        sample=options["sample"],
        order=options["order"],
        seed=options["seed"],
        share=share,
    )
    return _run_app(_book(settings, say), settings, say, choice, options["role"])


def _run_app(book: Book, settings: Settings, say: Say, choice: Choice | None = None, role: Role | None = None) -> int:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(say("Reviewing needs a terminal."))
    from ilo_tui.tui.app import IloApp

    return IloApp(book, settings, choice, role).run() or 0


def _open(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app; without a terminal, print a plain overview."""
    book = _book(settings, say)
    if settings.flag("plain") or not (sys.stdout.isatty() and sys.stdin.isatty()):
        from ilo_tui.exchange.overview import overview

        _print(*overview(book))
        return 0
    return _run_app(book, settings, say)
