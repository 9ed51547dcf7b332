"""Going over to an edition that was just published: its records, and the copies of its sources."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from ilo_tui.copies.place import copies_path
from ilo_tui.core.settings import Settings, sources_folder
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import load


def load_edition(path: Path) -> DossierReader:
    """The edition, with everything crossed that lists show, so that no screen waits for that; raises as `load`."""
    dossier = load(path)
    dossier.crossings.precompute()
    return dossier


def settings_on(settings: Settings, before: Path, edition: Path) -> Settings:
    """The settings with the copies of the dossier that was open `before`, where the edition has no folder of its own.

    Copies are found by the name of a dossier's file, and an edition has another one.
    """
    if (
        sources_folder(settings)
        or copies_path(settings, edition).is_dir()
        or not copies_path(settings, before).is_dir()
    ):
        return settings
    return replace(settings, values={**settings.values, "sources": str(copies_path(settings, before))})
