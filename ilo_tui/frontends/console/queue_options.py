"""The options by which a queue is chosen: those of `review`, and of `sheet`, which prints one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.argument_parser import whole_number

if TYPE_CHECKING:
    from ilo_tui.frontends.console.argument_parser import Options
    from ilo_tui.review.queues import Choice

QUEUES = ("evidence", "cells", "alignments", "suggestions", "gaps", "attribution", "bearing")
"""Named here so that `--help` need not read the code of reviews."""
ROLES = ("staff", "partner", "independent", "other")


def add_queue_options(parser: argparse.ArgumentParser, tr: Translator) -> None:
    """The options that make a queue, its order, and a part of it."""
    parser.add_argument("--queue", choices=QUEUES, default="evidence", help=tr("what to judge"))
    parser.add_argument(
        "--where",
        metavar="KEY:VALUE",
        nargs="+",
        action="extend",
        default=[],
        help=tr("only those that pass this filter"),
    )
    parser.add_argument("--saved", metavar="NAME", help=tr("only those that pass the saved filter of this name"))
    about = {
        "programme": tr("only those about this programme"),
        "dimension": tr("only those about this dimension"),
        "policy": tr("only those about this policy"),
    }
    for key, purpose in about.items():
        parser.add_argument(f"--{key}", metavar="ID", help=purpose)
    parser.add_argument("--contradicting", action="store_true", help=tr("only claims that speak against"))
    parser.add_argument("--not-judged", action="store_true", help=tr("only what you have not judged yet"))
    parser.add_argument("--flagged", action="store_true", help=tr("only what you have flagged"))
    parser.add_argument("--order", choices=("dossier", "shuffled"), default="dossier", help=tr("order of the items"))
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole_number(tr),
        default=1,
        help=tr("for sample, share and order; the same everywhere"),
    )
    parser.add_argument("--sample", metavar="N|N%", default="", help=tr("only so many items, or so many per cent"))
    parser.add_argument("--share", metavar="I/N", default="", help=tr("part I of N equal parts of the work"))
    parser.add_argument("--overlap", metavar="N%", default="", help=tr("what all shares have in common"))
    parser.add_argument("--role", choices=ROLES, help=tr("what you are to the programme"))


def choice_of(options: Options) -> Choice:
    """The queue that options of `review` ask for, names of saved filters still in it; raises `ChoiceError`."""
    from ilo_tui.app.session_form import build_choice
    from ilo_tui.review.queues import Choice

    about = (f"{key}:{vars(options)[key]}" for key in ("programme", "dimension", "policy") if vars(options)[key])
    against = ["stance:contradicts"] if options.contradicting else []
    # Last, so that no word behind it can be taken for a part of the name.
    saved = [f"@{options.saved}"] if options.saved else []
    choice = Choice(
        kind=options.queue,
        where=" ".join([*(options.where or ()), *about, *against, *saved]),
        not_judged=options.not_judged,
        flagged=options.flagged,
        order=options.order,
        seed=options.seed,
    )
    share = f"{options.share}+{options.overlap}" if options.share else ""
    return build_choice(choice, options.sample, share)
