"""`show ID --source`: the source of a record, in its copy at the place that is cited."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from ilo_tui.core.output import print_lines, write_lines
from ilo_tui.frontends.console.reading_progress import reading_progress

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.views.context import ViewContext


def print_source_page(context: ViewContext, settings: Settings, ident: str, width: int) -> int:
    """Print the page; exit code 1 where there is nothing to read, which is said on stderr."""
    from ilo_tui.app.cited_copies import CitedCopies
    from ilo_tui.app.source_texts import texts_of
    from ilo_tui.core.text import clean
    from ilo_tui.views.markup import block, plain_lines
    from ilo_tui.views.pages.copy_text import copy_blocks
    from ilo_tui.views.pages.reading import about_lines, place_line

    cited = CitedCopies(context, texts_of(settings, context.dossier), ident)
    with reading_progress(context.tr) as on_page:
        reading = cited.load(partial(on_page, cited.place.source) if cited.place else None)
    if reading is None or cited.place is None:
        write_lines(sys.stderr, "\n".join(cited.missing_lines()))
        return 1
    view = reading.view()
    title = " · ".join(filter(None, [clean(cited.place.source), place_line(context.tr, view)]))
    lines = [title, *about_lines(context.tr, view)]
    print_lines(*plain_lines([block(line, hang=2) for line in lines], width), "")
    print_lines(*plain_lines(copy_blocks(view, width), width))
    return 0
