"""Where commands get the texts of copies from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.copies.proof import NoText, TextOfSource
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.reader import DossierReader


def texts_of(settings: Settings, dossier: DossierReader) -> TextOfSource:
    """The text of the copy of each source of a dossier."""
    return _no_copy


def _no_copy(source_id: str) -> NoText:
    return "no_copy"
