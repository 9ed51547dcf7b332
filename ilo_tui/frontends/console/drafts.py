"""The command `drafts`: every draft of the reviews folder, one's own and those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.output import print_error, print_json, print_lines
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console.opening import dossier_path, open_drafts, screen_width

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.frontends.console.argument_parser import Options


def drafts(options: Options, settings: Settings, tr: Translator) -> int:
    """Print every draft; 1 where one is damaged, was changed after it was finished, or went on in two ways."""
    from ilo_tui.dossier.editions.checking import branched
    from ilo_tui.dossier.repository import load
    from ilo_tui.review.drafts.folder_drafts import branched_among
    from ilo_tui.review.items import Items
    from ilo_tui.review.merge.content import Reader
    from ilo_tui.views.draft_rows import draft_cells, draft_rows, draft_warnings
    from ilo_tui.views.lists import table

    repository = open_drafts(settings, Items(load(dossier_path(settings))))
    entries, now = repository.entries(), repository.environment.clock()
    rows = draft_rows(entries, now)
    if options.json:
        print_json(rows)
    else:
        print_lines(*table([draft_cells(entry, tr) for entry in entries], screen_width()))
        print_error(tr.many("1 found", "{n} found", len(rows)))
    for line in draft_warnings(entries, now, tr):
        print_error(line)
    branches = branched_among(entries, Reader(repository.environment.items))
    print_error(*(fault.localise(tr) for draft in branches if (fault := branched(draft).fault)))
    return 1 if branches or any(row["state"] == "damaged" or row.get("check") == "wrong" for row in rows) else 0
