"""The commands that bring reviewers together: merge, agreement."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from ilo_tui.core.errors import UsageError
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.parsing import whole_number
from ilo_tui.frontends.console.progress import steps
from ilo_tui.frontends.console.shared import (
    disk_for_settings,
    open_context,
    open_sessions,
    print_error,
    print_json,
    print_lines,
    screen_width,
)

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.merge.scan import Stage

_STAGES = {
    "looking": N_("looking for files"),
    "reading": N_("reading"),
    "comparing": N_("comparing"),
    "writing": N_("writing"),
}


def add_merge(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `merge SOURCE... --into DIR`."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help=tr("session files, or folders with them"))
    parser.add_argument("--into", metavar="DIR", help=tr("the folder to gather them in; the reviews folder, if none"))
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would be done, and write nothing"))


def merge(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Gather session files; 1 where something needs a person."""
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.review import merge
    from ilo_tui.review.items import Items

    context = open_context(settings, tr)
    into = expand(options["into"]) if options["into"] else reviews_folder(settings)
    sources = [expand(source) for source in options["sources"]]
    if not all(options["sources"]):
        raise UsageError(N_("An empty name is no file and no folder; . is the folder that you are in."))
    if settings.flag("read_only") and not options["dry_run"]:
        raise UsageError(N_("With --read-only nothing is written; --dry-run says what would be done."))
    with steps(sys.stderr, tr) as bar:

        def on_progress(stage: Stage, count: int, total: int) -> None:
            bar.update(tr(_STAGES[stage]), count, total)

        planned = merge.plan(sources, into, Items(context.dossier), on_progress)
        outcome = (
            merge.Outcome()
            if options["dry_run"]
            else merge.apply_plan(planned, on_progress, disk_for_settings(settings))
        )
    if options["json"]:
        print_json(planned.table())
    else:
        print_lines(*planned.lines(tr))
    print_error(*planned.summary(tr), *outcome.localise(tr))
    if options["dry_run"]:
        print_error(tr("Nothing was written: this is a dry run."))
    return 1 if planned.needs_person or outcome.needs_person else 0


def add_agreement(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `agreement`."""
    parser.add_argument(
        "--pairs", metavar="N", type=whole_number(tr), default=100, help=tr("so many pairs of reviewers a scale")
    )
    parser.add_argument("--anonymise", action="store_true", help=tr("letters instead of names"))


def agreement(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Print how far reviewers agree, and where they differ most."""
    from ilo_tui.review.agreement.analysis import analyse
    from ilo_tui.review.items import Items
    from ilo_tui.views.agreement_rows import agreement_lines, figure_rows, reviewer_labels
    from ilo_tui.views.pages.agreement import lacking_lines

    context = open_context(settings, tr)
    items = Items(context.dossier)
    if options["pairs"] < 0:
        raise UsageError(N_("--pairs: {n} is no number of pairs"), n=options["pairs"])
    with steps(sys.stderr, tr) as bar:
        bar.update(tr("reading"))
        analysis = analyse(open_sessions(settings, items).entries(), items, pairs=options["pairs"])
    if options["json"]:
        names = reviewer_labels(analysis.ratings, options["anonymise"], context.tr) if options["anonymise"] else {}
        rows = figure_rows(analysis.figures)
        for row in rows:
            if isinstance(row["pair"], list):
                row["pair"] = [names.get(name, name) for name in row["pair"]]
        print_json(rows)
        print_error(*lacking_lines(tr, analysis.lacking))
    else:
        print_lines(*agreement_lines(context, items, analysis, hidden=options["anonymise"], width=screen_width()))
    return 0
