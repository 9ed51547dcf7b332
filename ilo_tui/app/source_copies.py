"""The copies of the sources of whatever dossier is open; the folder is looked for when somebody asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ilo_tui.copies.folder import CopiesFolder
    from ilo_tui.copies.model import CopyLink
    from ilo_tui.copies.state import CopyState, StateKind
    from ilo_tui.core.settings import Settings
    from ilo_tui.dossier.model import Source
    from ilo_tui.dossier.reader import DossierReader


class DossierCopies:
    """`SourceCopies` of a dossier, so that starting looks into no folder and loads nothing that hashes documents."""

    def __init__(self, settings: Settings, dossier: DossierReader) -> None:
        """Look where the settings say; raises `PathError` of a setting that can be no path."""
        from ilo_tui.core.settings import sources_folder

        sources_folder(settings)
        self._settings, self._dossier = settings, dossier

    @cached_property
    def folder(self) -> CopiesFolder:
        """The folder itself, for whoever adds copies or reads documents."""
        from ilo_tui.copies.place import copies_of

        return copies_of(self._settings, self._dossier)

    def state(self, source: Source) -> CopyState:
        """Whether a copy of a source is here; no document is read for it."""
        return self.folder.state(source)

    def link_of(self, source_id: str) -> CopyLink | None:
        """The link to the document of a source that is to be opened."""
        return self.folder.link_of(source_id)

    def links(self) -> Sequence[CopyLink]:
        """Every link on the dossier."""
        return self.folder.links()

    def check(self, link: CopyLink) -> StateKind:
        """The state of a link's document, which is read for it."""
        return self.folder.check(link)

    def document_path(self, link: CopyLink) -> Path:
        """Where the document of a link is, if it is there."""
        return self.folder.document_path(link)
