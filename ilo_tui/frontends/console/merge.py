"""The commands that bring reviewers together: merge, agreement."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.paths import expand
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.argument_parser import whole_number
from ilo_tui.frontends.console.opening import disk_for_settings, open_context, open_sessions, screen_width
from ilo_tui.frontends.console.progress import steps

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.review.merge.scan import Stage


def add_merge(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `merge SOURCE... --into DIR`."""
    parser.add_argument("merge_sources", metavar="SOURCE", nargs="+", help=tr("session files, or folders with them"))
    parser.add_argument("--into", metavar="DIR", help=tr("the folder to merge them into; the reviews folder, if none"))
    parser.add_argument("--dry-run", action="store_true", help=tr("say what would be done, and write nothing"))


def merge(options: Options, settings: Settings, tr: Translator) -> int:
    """Merge session files; 1 where something needs a person."""
    from ilo_tui.app.merge import STAGES, MergeTask, typed_sources
    from ilo_tui.copies.place import copies_of
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.review.items import Items

    context = open_context(settings, tr)
    into = expand(options.into) if options.into else reviews_folder(settings)
    sources = typed_sources(options.merge_sources)
    if settings.flag("read_only") and not options.dry_run:
        raise UsageError(N_("With --read-only nothing is written; --dry-run says what would be done."))
    copies = copies_of(settings, context.dossier)
    task = MergeTask(sources, into, Items(context.dossier), disk_for_settings(settings), copies)
    with steps(sys.stderr, tr) as bar:

        def on_progress(stage: Stage, count: int, total: int) -> None:
            bar.update(tr(STAGES[stage]), count, total)

        task.look(on_progress)
        if not options.dry_run:
            task.apply(on_progress)
    plan, outcome = task.plan, task.outcome
    if plan is None or task.fault:
        print_error(*task.fault_lines(tr))
        return task.exit_code
    if options.json:
        print_json(plan.table())
    else:
        print_lines(*plan.lines(tr))
    print_error(*plan.summary(tr), *(outcome.localise(tr) if outcome else ()), *task.copies_lines(tr))
    if options.dry_run:
        print_error(tr("Nothing was written: this is a dry run."))
    return task.exit_code


def add_agreement(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `agreement`."""
    parser.add_argument(
        "--pairs", metavar="N", type=whole_number(tr), default=100, help=tr("so many pairs of reviewers a scale")
    )
    parser.add_argument("--anonymise", action="store_true", help=tr("letters instead of names"))


def agreement(options: Options, settings: Settings, tr: Translator) -> int:
    """Print how far reviewers agree, and where they differ most."""
    from ilo_tui.app.agreement import AgreementReader
    from ilo_tui.review.items import Items
    from ilo_tui.views.agreement_rows import agreement_lines, editors_rows, figure_rows
    from ilo_tui.views.pages.agreement import lacking_lines

    context = open_context(settings, tr)
    items = Items(context.dossier)
    if options.pairs < 0:
        raise UsageError(N_("--pairs: {n} is no number of pairs"), n=options.pairs)
    reader = AgreementReader(open_sessions(settings, items), items, hidden=options.anonymise)
    with steps(sys.stderr, tr) as bar:
        bar.update(tr("reading"))
        reader.read(pairs=options.pairs)
    agreement = reader.agreement
    if agreement is None:
        print_error(*(reader.fault.localise(tr) if reader.fault else ()))
        return reader.fault.exit_code if reader.fault else 0
    if options.json:
        names = reader.labels(context.tr) if reader.hidden else {}
        rows = [*figure_rows(agreement.figures), *editors_rows(agreement.editors)]
        for row in rows:
            if isinstance(row["pair"], list):
                row["pair"] = [names.get(name, name) for name in row["pair"]]
        print_json(rows)
        print_error(*lacking_lines(tr, agreement.lacking))
    else:
        print_lines(*agreement_lines(context, items, agreement, hidden=reader.hidden, width=screen_width()))
    return 0
