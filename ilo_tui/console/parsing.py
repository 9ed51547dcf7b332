"""A parser of arguments that speaks the reader's language, also where argparse has words of its own."""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from ilo_tui.i18n import LOCALE_DIR, N_
from ilo_tui.output import print_lines, talk

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

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


def speak(language: str) -> None:
    """Have argparse speak `language`: it asks gettext, which looks into this program's catalogues now."""
    gettext.bindtextdomain("ilo_tui", str(LOCALE_DIR))
    gettext.textdomain("ilo_tui")
    os.environ["LANGUAGE"] = language


class Parser(argparse.ArgumentParser):
    """A parser that is told how its user is helped on: one line, exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to get help."""
        talk(f"{self.prog}: {message}", f"{self.prog.split()[0]} --help")
        self.exit(2)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Print help and the version as data, and all else that argparse has to say as talk."""
        if message:
            (print_lines if file is sys.stdout else talk)(message.rstrip("\n"))
