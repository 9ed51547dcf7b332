"""The texts of sources: out of the copy beside the dossier, read once, and the last ones kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ilo_tui.copies.errors import CopyError
from ilo_tui.copies.extraction import extract
from ilo_tui.copies.extraction.extract import OnPage
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.model import CopyLink, DocumentText
from ilo_tui.copies.passages import SearchableText
from ilo_tui.copies.place import copies_of
from ilo_tui.copies.text_cache import cached_text, stored_text
from ilo_tui.core.disk import DISK, Disk, disk_for
from ilo_tui.core.settings import Settings
from ilo_tui.core.translator import N_
from ilo_tui.dossier.reader import DossierReader

_MOST_TEXTS = 4
"""Texts that are kept in memory: whoever judges goes to and fro between few sources."""


class SourceTexts:
    """Gives the text of a source; `load` may be called from any thread."""

    def __init__(self, folder: CopiesFolder, disk: Disk = DISK) -> None:
        """Read out of the copies in `folder`; texts are kept beside them by `disk`."""
        self.folder, self._disk = folder, disk
        self._texts: OrderedDict[str, SearchableText] = OrderedDict()
        self._reading = Lock()

    def loaded(self, link: CopyLink) -> SearchableText | None:
        """The text of a copy where it is in memory, and the document is as it was when it was read."""
        text = self._texts.get(link.sha256)
        return text if text is not None and self.folder.is_verified(link) else None

    def load(self, source: str, on_page: OnPage | None = None) -> SearchableText:
        """The text of a source's copy; the first time that takes as long as its document has pages.

        `on_page` as in `extract`. Raises `CopyError` where there is no copy, or it is not what was attached, and
        `InputError` where it cannot be read.
        """
        link = self._link(source)
        with self._reading:
            if text := self.loaded(link):
                self._texts.move_to_end(link.sha256)
                return text
            text = self._texts[link.sha256] = SearchableText(self._read(link, on_page))
            while len(self._texts) > _MOST_TEXTS:
                self._texts.popitem(last=False)
            return text

    def read(self, source: str, on_page: OnPage | None = None, *, fresh: bool = False) -> DocumentText:
        """The text of a source's copy, not kept in memory; `fresh` out of the document itself. Raises as `load`."""
        return self._read(self._link(source), on_page, fresh=fresh)

    def read_copy(self, link: CopyLink, on_page: OnPage | None = None) -> DocumentText:
        """As `read`, of a certain document of a source."""
        return self._read(link, on_page)

    def stored(self, link: CopyLink) -> DocumentText | None:
        """The text that is kept beside a copy; None where there is none yet. The document itself is not looked at."""
        return stored_text(self.folder.path, link)

    def _link(self, source: str) -> CopyLink:
        link = self.folder.link_of(source)
        if link is None:
            message, mend = N_("there is no copy of this source here"), N_("Add one: ilo-tui attach {source} FILE.")
            raise CopyError(message, mend, self.folder.path, source=source)
        return link

    def _read(self, link: CopyLink, on_page: OnPage | None = None, *, fresh: bool = False) -> DocumentText:
        path = self.folder.document(link)

        def read() -> DocumentText:
            return extract(path, link.media, link.sha256, on_page=on_page)

        return cached_text(self.folder.path, link, read, self._disk, fresh=fresh)


def texts_of(settings: Settings, dossier: DossierReader) -> SourceTexts:
    """The texts of the copies of the dossier that is open, kept beside them unless nothing may be written."""
    return SourceTexts(copies_of(settings, dossier), disk_for(read_only=settings.flag("read_only")))
