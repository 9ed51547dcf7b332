"""The command `sheet`: a queue printed, to judge with a pen."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.errors import UsageError
from ilo_tui.core.output import print_error
from ilo_tui.core.paths import output_path
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.opening import disk_for_settings, dossier_path, open_context, open_sessions
from ilo_tui.frontends.console.queue_options import choice_of
from ilo_tui.frontends.console.saved_filters import expand_choice

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.review.items import Items
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions


def add_sheet(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The arguments of `sheet -o FILE`, beside those by which `review` chooses its queue."""
    purpose = tr("the page to write, HTML to print; - for stdout")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=purpose)
    parser.add_argument("--force", action="store_true", help=tr("replace the file, if there is one"))


def sheet(options: Options, settings: Settings, tr: Translator) -> int:
    """Write the judging sheet of a queue."""
    from ilo_tui.exporters.paper.content import build_sheet
    from ilo_tui.exporters.paper.sheet import as_html
    from ilo_tui.review.items import Items
    from ilo_tui.review.output_files import write_file
    from ilo_tui.review.queues import choose

    context = open_context(settings, tr)
    items, output = Items(context.dossier), output_path(options.output)
    choice = expand_choice(choice_of(options), context.dossier, settings)
    queue = choose(items, choice, _decisions_of(choice, items, settings))
    page = as_html(build_sheet(context, items, queue, choice.share), context.tr)
    inputs = [dossier_path(settings)]
    write_file(output, page.encode(), force=options.force, inputs=inputs, disk=disk_for_settings(settings))
    print_error(
        tr.many(
            "1 item to judge, to print from a browser", "{n} items to judge, to print from a browser", len(queue.items)
        )
    )
    return 0


def _decisions_of(choice: Choice, items: Items, settings: Settings) -> ReviewerDecisions:
    """What the reviewer has judged, where the queue depends on it."""
    from ilo_tui.app.reviewer_lookup import find_reviewer
    from ilo_tui.core.folders import state_folder
    from ilo_tui.review.reviewer_decisions import ReviewerDecisions
    from ilo_tui.review.reviewers import known_reviewers

    if not (choice.not_judged or choice.flagged or choice.kind == "attribution"):
        return ReviewerDecisions()
    whose = UsageError(N_("This queue goes by what one reviewer has judged: name them with --reviewer."))
    if not settings.text("reviewer") and not known_reviewers(state_folder()):
        raise whose
    repository = open_sessions(settings, items)
    reviewer = find_reviewer(repository, settings.text("reviewer"))
    if reviewer is None:
        raise whose
    return repository.decisions_of(reviewer.id)
