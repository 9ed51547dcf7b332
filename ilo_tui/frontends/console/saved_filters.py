"""Names of saved filters in what a command is given: `--where @NAME`, `--saved NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.review.queues import Choice


def expand_where(where: str, dossier: DossierReader, settings: Settings) -> str:
    """A filter with each name replaced by the filter of that name; raises `SavedFilterError` of no name."""
    if "@" not in where:
        return where
    from ilo_tui.app.filter_offers import expand
    from ilo_tui.app.saved_filters import saved_filters_of

    return expand(where, saved_filters_of(dossier, settings))


def expand_choice(choice: Choice, dossier: DossierReader, settings: Settings) -> Choice:
    """A queue whose filter has no names any more."""
    from msgspec.structs import replace

    return replace(choice, where=expand_where(choice.where, dossier, settings))
