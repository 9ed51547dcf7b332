"""The options that say what is counted: `--tie-level` and `--period`, as the keys `w`, `[` and `]` do in the app."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import N_, Translator

if TYPE_CHECKING:
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.views.context import ViewContext

LEVELS = ("direct", "related", "inferred", "everything")
"""The tie levels, spelled out here so that `--help` need not read a dossier's code."""


def add_weighing(command: argparse.ArgumentParser, tr: Translator) -> None:
    """Add both options to a command."""
    purpose = tr("count claims that are tied at least so closely")
    command.add_argument("--tie-level", choices=LEVELS, default=LEVELS[0], help=purpose)
    purpose = tr("count claims of this period of the dossier: its id, or undated")
    command.add_argument("--period", metavar="PERIOD", help=purpose)


def weighed(context: ViewContext, options: Options) -> ViewContext:
    """The context that counts what the options say; raises `UsageError` of a period that the dossier has not."""
    from ilo_tui.core.text import clean
    from ilo_tui.dossier.weighing import Weighing, period_choices

    period: str | None = options.period
    known = period_choices(context.dossier)
    if period not in known:
        mend = N_("There is: {periods}.")
        periods = ", ".join(clean(name) for name in known if name)
        raise UsageError(
            N_("there is no period {period}"), mend, "--period", period=clean(period or ""), periods=periods
        )
    return context.weighed(Weighing(options.tie_level, period))
