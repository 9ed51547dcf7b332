"""The command `sessions`: every review session with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.opening import dossier_path, open_sessions, screen_width

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options


def sessions(options: Options, settings: Settings, tr: Translator) -> int:
    """Print every review session."""
    from ilo_tui.dossier.repository import load
    from ilo_tui.review.items import Items
    from ilo_tui.views.lists import table
    from ilo_tui.views.session_rows import session_cells, session_rows, session_warnings

    items = Items(load(dossier_path(settings)))
    repository = open_sessions(settings, items)
    entries, now = repository.entries(), repository.environment.clock()
    rows = session_rows(entries, items, now)
    if options.json:
        print_json(rows)
    else:
        print_lines(*table([session_cells(entry, items, tr) for entry in entries], screen_width()))
        print_error(tr.many("1 found", "{n} found", len(rows)))
    for line in session_warnings(entries, items, now, tr):
        print_error(line)
    return 1 if any(entry.misnamed for entry in entries) else 0
