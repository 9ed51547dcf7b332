"""Where the copies of a dossier are kept."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.core.folders import SOURCES, data_folder
from ilo_tui.core.settings import Settings, sources_folder
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import default_path


def copies_path(settings: Settings, dossier: Path) -> Path:
    """`--sources`, else `<stem>.sources` beside the dossier; of the one that ships, in the user's data folder.

    Raises `PathError` of a setting that can be no path.
    """
    if named := sources_folder(settings):
        return named
    folder = data_folder() if dossier == default_path() else dossier.parent
    return folder / f"{dossier.stem}{SOURCES}"


def copies_of(settings: Settings, dossier: DossierReader) -> CopiesFolder:
    """The copies of the dossier that is open; raises `PathError`."""
    return CopiesFolder(copies_path(settings, dossier.path), dossier.meta.id)
