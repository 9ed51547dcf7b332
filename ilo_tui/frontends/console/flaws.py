"""`ilo-tui check --flaws`: the ten flaws of the evidence, in a dossier and in what reviewers answered on it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.blinding import hide_waiting, print_blinding_note
from ilo_tui.frontends.console.opening import open_checked, open_sessions
from ilo_tui.frontends.console.reading_progress import reading_progress

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options

_SHOWN = 6
"""Ids that a line has at most; JSON has all of them."""


def add_flaws(parser: argparse._ActionsContainer, tr: Translator) -> None:
    """The argument that `check` has beside its own."""
    parser.add_argument("--flaws", action="store_true", help=tr("ten flaws of the evidence and of its reviews"))


def flaws(path: Path, options: Options, settings: Settings, tr: Translator) -> int:
    """Print the ten flaws of a dossier that is sound; they are no faults."""
    from ilo_tui.app.folder_reviews import FolderReviews
    from ilo_tui.app.proofs import with_all_proofs
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.review.items import Items
    from ilo_tui.views.flaw_words import level_text
    from ilo_tui.views.pages.flaws import flaw_fields, flaw_lines, flaws_in

    context = open_checked(path, tr)
    reviews = FolderReviews(open_sessions(settings, Items(context.dossier)), settings.text("reviewer"))
    if not options.unblind:
        context = hide_waiting(context, reviews.waiting())
    copies = texts_of(settings, context.dossier)
    if copies.folder.links():
        with reading_progress(tr) as on_page:
            context = with_all_proofs(context, copies, on_page)
    found_flaws = flaws_in(context, reviews.results())
    if options.json:
        print_json([flaw_fields(context, flaw) for flaw in found_flaws])
    else:
        for flaw in found_flaws:
            print_lines(*flaw_lines(context, flaw, _SHOWN), "")
        print_error(level_text(context))
    print_blinding_note(context, options)
    return 0
