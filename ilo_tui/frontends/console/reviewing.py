"""The commands about reviewing: sessions, review, and the app itself."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from ilo_tui.core.errors import UsageError
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.ending import exit_on_signals
from ilo_tui.frontends.console.shared import (
    dossier_path,
    open_context,
    open_context_lazily,
    open_sessions,
    print_error,
    print_json,
    print_lines,
    screen_width,
)

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.model import Role
    from ilo_tui.review.queues import Choice
    from ilo_tui.views.context import ViewContext


def sessions(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Print every review session."""
    from ilo_tui.dossier.repository import load
    from ilo_tui.review.items import Items
    from ilo_tui.views.lists import table
    from ilo_tui.views.session_rows import session_cells, session_rows, session_warnings

    items = Items(load(dossier_path(settings)))
    library = open_sessions(settings, items)
    entries, now = library.entries(), library.environment.clock()
    rows = session_rows(entries, items, now)
    if options["json"]:
        print_json(rows)
    else:
        print_lines(*table([session_cells(row, tr) for row in rows], screen_width()))
        print_error(tr.many("1 found", "{n} found", len(rows)))
    for line in session_warnings(entries, items, now, tr):
        print_error(line)
    return 1 if any(entry.misnamed for entry in entries) else 0


def review(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Open the app on the judging screen of a new session, or of the unfinished one with this queue."""
    from ilo_tui.core.settings import reviews_folder
    from ilo_tui.frontends.console.paper import choice_of

    choice = choice_of(options)
    # What no folder can be is told before a screen opens.
    reviews_folder(settings)
    if settings.flag("plain"):
        from ilo_tui.frontends import plain

        context = open_context(settings, tr)
        with exit_on_signals():
            return plain.review(context, settings, choice, options["role"], sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(N_("Reviewing on the screen needs a terminal; with --plain it goes by lines."))
    return _run_app(open_context_lazily(settings, tr), settings, choice, options["role"])


def _run_app(context: ViewContext, settings: Settings, choice: Choice | None = None, role: Role | None = None) -> int:
    # Textual paints at most so often a second; at its own 60, an answer that misses a frame waits longer than it took.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # What works beside the screen hands on the interpreter after a millisecond, not five, when a key wants it.
    sys.setswitchinterval(0.001)
    from ilo_tui.frontends.tui.app import IloApp

    app = IloApp(context, settings, choice, role)
    with app.ending.heeding():
        app.run()
    if app.loader.fault:
        raise app.loader.fault
    return app.ending.code or app.return_code or 0


def open_app(options: dict[str, Any], settings: Settings, tr: Translator) -> int:
    """Open the app; with `--plain` walk by lines; without a terminal, print a plain overview."""
    from ilo_tui.core.settings import reviews_folder

    reviews_folder(settings)
    if settings.flag("plain"):
        from ilo_tui.frontends import plain

        with exit_on_signals():
            return plain.run_menu(open_context(settings, tr), settings, sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from ilo_tui.views.overview import overview

        with exit_on_signals():
            print_lines(*overview(open_context(settings, tr)))
        return 0
    return _run_app(open_context_lazily(settings, tr), settings)
