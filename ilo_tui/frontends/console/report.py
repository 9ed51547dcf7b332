"""`ilo-tui report`: the report as a page, tables or data."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error
from ilo_tui.core.paths import STDOUT, output_path
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.exporters.report.forms import form_named, report_forms
from ilo_tui.frontends.console.opening import disk_for_settings, open_context, open_sessions
from ilo_tui.frontends.console.progress import steps
from ilo_tui.frontends.console.reading_progress import pages_on

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options


def add_report(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `report`."""
    forms = report_forms()
    titles = "; ".join(f"{form.name}: {tr(form.title)}" for form in forms)
    parser.add_argument("--format", choices=[form.name for form in forms], required=True, help=titles)
    parser.add_argument(
        "-o", "--output", metavar="PATH", required=True, help=tr("the file to write, - for stdout; for csv, a folder")
    )
    parser.add_argument("--anonymise", action="store_true", help=tr("letters instead of names"))
    parser.add_argument("--excel", action="store_true", help=tr("csv as Excel opens it: with ; and a mark of UTF-8"))
    parser.add_argument("--force", action="store_true", help=tr("replace what is there"))


def report(options: Options, settings: Settings, tr: Translator) -> int:
    """Write the report; 2 where it cannot be written."""
    from ilo_tui.app.proofs import with_all_proofs
    from ilo_tui.app.report import ReportChoice, ReportJob
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.review.items import Items

    form = form_named(options.format)
    if options.excel and not form.takes_excel:
        raise UsageError(N_("--excel is about csv only."))
    context = open_context(settings, tr)
    items = Items(context.dossier)
    job = ReportJob(
        ReportChoice(form, options.anonymise),
        context.dossier,
        force=options.force,
        excel=options.excel,
        disk=disk_for_settings(settings),
    )
    job.place_at(output_path(options.output))
    with steps(sys.stderr, tr) as bar:
        if context.copies.links():
            bar.update(tr("Comparing excerpts with the copies of their sources"))
            context = with_all_proofs(context, texts_of(settings, context.dossier), pages_on(bar))
        job.write(context, items, lambda: open_sessions(settings, items).entries(), lambda step: bar.update(tr(step)))
    if job.fault:
        raise job.fault
    if job.path != STDOUT:
        print_error(tr("written: {path}", path=clean(str(job.path))))
    return 0
