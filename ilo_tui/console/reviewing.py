"""The commands about reviewing: sessions, review, and the app itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ilo_tui.console.shared import (
    UsageError,
    book_of,
    dossier_path,
    library_of,
    print_json,
    print_lines,
    review_errors,
    screen_width,
    talk,
)
from ilo_tui.i18n import Say

if TYPE_CHECKING:
    from ilo_tui.exchange.pages.book import Book
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.records import Role
    from ilo_tui.settings import Settings


def sessions(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Print every review session."""
    from ilo_tui.dossier.store import load
    from ilo_tui.exchange.listing import table
    from ilo_tui.exchange.sessions import session_rows
    from ilo_tui.review.items import Items

    items = Items(load(dossier_path(settings)))
    with review_errors(say):
        rows = session_rows(library_of(settings, items).entries(), items)
    if options["json"]:
        print_json(rows)
    else:
        names = ("state", "judged", "items", "reviewer", "queue", "file")
        print_lines(*table([[str(row.get(name, "-")) for name in names] for row in rows], screen_width()))
        talk(say.many("1 found", "{n} found", len(rows)))
    return 0


def review(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app on the judging screen of a new session, or of the unfinished one with this queue."""
    from ilo_tui.review.queues import Choice
    from ilo_tui.review.sharing import parse_share

    where = [
        *options["where"],
        *(f"{key}:{options[key]}" for key in ("programme", "dimension", "policy") if options[key]),
    ]
    where += ["stance:contradicts"] if options["contradicting"] else []
    with review_errors(say):
        share = parse_share(options["share"], options["overlap"]) if options["share"] else None
    choice = Choice(
        kind=options["queue"],
        where=" ".join(where),
        not_judged=options["not_judged"],
        flagged=options["flagged"],
        sample=options["sample"],
        order=options["order"],
        seed=options["seed"],
        share=share,
    )
    book = book_of(settings, say)
    if settings.flag("plain"):
        from ilo_tui import plain

        return plain.review(book, settings, choice, options["role"], sys.stdin, sys.stdout)
    return _run_app(book, settings, say, choice, options["role"])


def _run_app(book: Book, settings: Settings, say: Say, choice: Choice | None = None, role: Role | None = None) -> int:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(say("Reviewing on the screen needs a terminal; with --plain it goes by lines."))
    from ilo_tui.tui.app import IloApp

    return IloApp(book, settings, choice, role).run() or 0


def open_app(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app; with `--plain` walk by lines; without a terminal, print a plain overview."""
    book = book_of(settings, say)
    if settings.flag("plain"):
        from ilo_tui import plain

        return plain.walk(book, settings, sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from ilo_tui.exchange.overview import overview

        print_lines(*overview(book))
        return 0
    return _run_app(book, settings, say)
