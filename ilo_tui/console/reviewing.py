"""The commands about reviewing: sessions, review, and the app itself."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from ilo_tui.console.shared import (
    UsageError,
    book_of,
    book_to_show,
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
    from ilo_tui.exchange.sessions import session_rows, session_warnings
    from ilo_tui.review.items import Items

    items = Items(load(dossier_path(settings)))
    with review_errors(say):
        library = library_of(settings, items)
        entries, now = library.entries(), library.desk.clock()
        rows = session_rows(entries, items, now)
    if options["json"]:
        print_json(rows)
    else:
        names = ("state", "judged", "items", "reviewer", "queue", "file")
        print_lines(*table([[str(row.get(name, "-")) for name in names] for row in rows], screen_width()))
        talk(say.many("1 found", "{n} found", len(rows)))
    for line in session_warnings(entries, now, say):
        talk(line)
    return 0


def review(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app on the judging screen of a new session, or of the unfinished one with this queue."""
    from ilo_tui.console.paper import choice_of

    with review_errors(say):
        choice = choice_of(options)
    if settings.flag("plain"):
        from ilo_tui import plain

        book = book_of(settings, say)
        return plain.review(book, settings, choice, options["role"], sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(say("Reviewing on the screen needs a terminal; with --plain it goes by lines."))
    return _run_app(book_to_show(settings, say), settings, choice, options["role"])


def _run_app(book: Book, settings: Settings, choice: Choice | None = None, role: Role | None = None) -> int:
    # Textual paints at most so often a second; at its own 60, an answer that misses a frame waits longer than it took.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # What works beside the screen hands on the interpreter after a millisecond, not five, when a key wants it.
    sys.setswitchinterval(0.001)
    from ilo_tui.tui.app import IloApp

    app = IloApp(book, settings, choice, role)
    code = app.run() or 0
    if app.fault:
        raise app.fault
    return code


def open_app(options: dict[str, Any], settings: Settings, say: Say) -> int:
    """Open the app; with `--plain` walk by lines; without a terminal, print a plain overview."""
    if settings.flag("plain"):
        from ilo_tui import plain

        return plain.walk(book_of(settings, say), settings, sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from ilo_tui.exchange.overview import overview

        print_lines(*overview(book_of(settings, say)))
        return 0
    return _run_app(book_to_show(settings, say), settings)
