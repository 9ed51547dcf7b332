"""A parser of arguments that speaks the reader's language, also where argparse has words of its own."""

from __future__ import annotations

import argparse
import gettext
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from ilo_tui.core.catalogue import argparse_folder
from ilo_tui.core.languages import DOMAIN
from ilo_tui.core.output import print_error, print_lines
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.frames import FrameName
    from ilo_tui.review.model import Basis, Order, QueueKind, Role

ARGPARSE_SAYS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)
"""What argparse asks gettext for and a user may see."""


METAVARS = (
    N_("FILE"),
    N_("DIR"),
    N_("PATH"),
    N_("NAME"),
    N_("KIND"),
    N_("ID"),
    N_("WORDS"),
    N_("SOURCE"),
    N_("OLD"),
    N_("NEW"),
    N_("CODE"),
    N_("REF"),
    N_("KEY:VALUE"),
    N_("YYYY-MM-DD"),
)
"""What stands for the values that are to be filled in."""


def translate_metavars(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """Have help name the values to be filled in, in the reader's language, also in that of every command."""
    for action in parser._actions:
        if action.metavar in METAVARS:
            action.metavar = tr(action.metavar)
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                translate_metavars(command, tr)


def set_language(language: str) -> None:
    """Have argparse speak `language`: it asks gettext, which looks into this program's catalogues now."""
    gettext.bindtextdomain(DOMAIN, str(argparse_folder(language, ARGPARSE_SAYS)))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def whole_number(tr: Translator) -> Callable[[str], int]:
    """What reads a whole number as it is typed after an option, in the digits 0 to 9 alone."""

    def read(typed: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", typed):
            message = tr("{value} is no whole number; write it in the digits 0 to 9, as 12", value=clean(typed))
            raise argparse.ArgumentTypeError(message)
        return int(typed)

    return read


class Options(argparse.Namespace):
    """What was typed, by the name of each option and argument; what a command does not take is not there.

    Besides these there are the settings, and the options that importers bring along, which `vars` has.
    """

    run: Callable[[Options, Settings, Translator], int]
    """What carries out the command; returns the exit code."""
    anonymise: bool
    basis: Basis
    contradicting: bool
    date: str
    dimension: str | None
    document: str | None
    draft: bool
    dry_run: bool
    edition: str | None
    excel: bool
    file: str | None
    files: list[str]
    figures: bool
    flagged: bool
    flaws: bool
    force: bool
    format: str
    frame: FrameName
    id: str
    include: list[str]
    into: str | None
    json: bool
    kind: str
    language: str | None
    lint: bool
    match: str | None
    merge_sources: list[str]
    new: str
    not_judged: bool
    old: str
    order: Order
    output: str
    overlap: str
    pairs: int
    policy: str | None
    prefer: list[str]
    programme: str | None
    queue: QueueKind
    quotes: bool
    replace_all: bool
    role: Role | None
    sample: str
    seed: int
    share: str
    shell: str
    source_page: bool
    source_id: str | None
    template: bool
    unblind: bool
    where: list[str] | None
    words: list[str]
    yes: bool


class _Help(argparse.HelpFormatter):
    """Help texts as they are: a per cent sign in one, which a translator may write, asks for nothing."""

    def _expand_help(self, action: argparse.Action) -> str:
        return (action.help or "").replace("%%", "%")


class Parser(argparse.ArgumentParser):
    """A parser that is told how its user is helped on: one line, exit code 2."""

    def __init__(self, **options: Any) -> None:
        """As argparse's own, with help texts taken as they are."""
        super().__init__(**{"formatter_class": _Help, **options})

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to get help."""
        print_error(f"{self.prog}: {message}", f"{self.prog.split()[0]} --help")
        self.exit(2)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print help and the version as data, and all else that argparse has to say as talk."""
        if message:
            (print_lines if file is sys.stdout else print_error)(message.rstrip("\n"))
