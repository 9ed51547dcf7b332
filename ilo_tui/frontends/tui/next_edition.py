"""Going over to an edition that was just published, with all that is open."""

from __future__ import annotations

from asyncio import to_thread
from pathlib import Path
from typing import TYPE_CHECKING

from ilo_tui.app.next_edition import load_edition, settings_on
from ilo_tui.app.source_copies import DossierCopies
from ilo_tui.core.errors import AppError
from ilo_tui.core.text import clean, join_sentences

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


async def go_over(app: IloApp, path: Path) -> None:
    """Show the edition in place of the dossier that was open; sessions are offered again as far as it changed."""
    tr = app.context.tr
    try:
        dossier = await to_thread(load_edition, path)
    except AppError as error:
        app.show_message(join_sentences(error.localise(tr)), bad=True)
        return
    before = app.settings
    settings = settings_on(before, app.contexts.published.path, path)
    app.take_over(dossier, settings, DossierCopies(settings, dossier))
    lines = [tr("Published: edition {edition}, in {path}.", edition=clean(dossier.meta.edition), path=clean(str(path)))]
    lines.append(tr("It is open now; start with --dossier and this file the next time."))
    if settings is not before:
        lines.append(tr("Copies of sources stay in {folder}: name it with --sources.", folder=settings.text("sources")))
    app.show_message(" ".join(lines))
