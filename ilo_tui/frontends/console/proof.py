"""`ilo-tui check --quotes` and `--figures`: whether a claim's words and numbers stand in the copy of its source."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.opening import open_checked
from ilo_tui.frontends.console.reading_progress import reading_progress

if TYPE_CHECKING:
    from ilo_tui.app.source_texts import SourceTexts
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.codec import Tables
    from ilo_tui.dossier.lint_findings import Weakness
    from ilo_tui.frontends.console.argument_parser import Options


def add_proof(parser: argparse._ActionsContainer, tr: Translator) -> None:
    """The arguments that `check` has beside its own."""
    parser.add_argument(
        "--quotes", action="store_true", help=tr("whether excerpts stand in the copies of their sources")
    )
    parser.add_argument(
        "--figures", action="store_true", help=tr("numbers of claims that stand nowhere on their pages")
    )


def quotes(path: Path, options: Options, settings: Settings, tr: Translator) -> int:
    """Print of every excerpt of a sound dossier where it stands; 1 where some do not stand where they are cited."""
    from ilo_tui.app.proofs import texts_for_proof
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.copies.proof import check_quotes
    from ilo_tui.views.proof_words import quote_counts, quote_fields, quote_line

    context = open_checked(path, tr)
    with reading_progress(tr) as on_page:
        texts = texts_of(settings, context.dossier)
        checks = check_quotes(context.dossier, texts_for_proof(texts, context.dossier, fresh=True, on_page=on_page))
    if options.json:
        print_json(quote_fields(checks, context.tr))
    else:
        print_lines(*(quote_line(check, context.tr) for check in checks))
    print_error(
        *_fault_lines(texts, context.tr),
        *(quote_counts(checks, context.tr) or [context.tr("No claim has an excerpt.")]),
    )
    return 1 if any(check.state in {"absent", "elsewhere"} for check in checks) else 0


def figures(path: Path, options: Options, settings: Settings, tr: Translator) -> int:
    """Print the numbers of claims that stand nowhere on the pages that they cite: hints, so always 0."""
    from ilo_tui.app.proofs import texts_for_proof
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.copies.proof import check_figures
    from ilo_tui.views.proof_words import figure_counts, figure_fields, figure_line

    context = open_checked(path, tr)
    with reading_progress(tr) as on_page:
        texts = texts_of(settings, context.dossier)
        checks = check_figures(context.dossier, texts_for_proof(texts, context.dossier, fresh=True, on_page=on_page))
    if options.json:
        print_json(figure_fields(checks, context.tr))
    else:
        print_lines(*(figure_line(check, context.tr) for check in checks if check.state == "missing"))
    print_error(
        *_fault_lines(texts, context.tr), *(figure_counts(checks, context.tr) or [context.tr("No claim has a figure.")])
    )
    return 0


def _fault_lines(texts: SourceTexts, tr: Translator) -> list[str]:
    """Why the folder of copies cannot be looked at: then that no copy is here says nothing."""
    return [texts.folder.fault.line(tr)] if texts.folder.fault else []


def weak_excerpts_in(path: Path, tables: Tables, settings: Settings, tr: Translator) -> list[Weakness]:
    """What `check --lint` says of the excerpts of a sound dossier whose sources have copies here."""
    from ilo_tui.app.proofs import texts_for_proof
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.copies.proof import check_quotes
    from ilo_tui.copies.proof_lint import has_excerpts, weak_excerpts

    if not has_excerpts(tables):
        return []
    dossier = open_checked(path, tr).dossier
    return weak_excerpts(tables, check_quotes(dossier, texts_for_proof(texts_of(settings, dossier), dossier)))
