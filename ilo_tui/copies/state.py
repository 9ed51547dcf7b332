"""Whether there is a copy of a source on this computer, as lists and pages say it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct

from ilo_tui.copies.model import CopyLink
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.parts import Texts

StateKind = Literal["here", "altered", "missing", "impossible", "none"]
"""`here`: a document is linked and in its place. `altered`: its content was compared and is not what the link says.

`missing`: a link, but no document. `impossible`: the dossier says why none can be had. `none`: nothing of these.
"""


class CopyState(Struct, frozen=True):
    """The state of the copy of a source; of several documents that of the first of `links`."""

    kind: StateKind
    links: Sequence[CopyLink] = ()
    """Every link to a document of this source, that first which is to be opened."""
    verified: bool = False
    """Whether the content was compared with the link's hash since size and time of the file last changed."""
    reason: Texts | None = None
    """Why no copy can be had."""

    @property
    def link(self) -> CopyLink | None:
        """The link to the document that is to be opened; None where there is none."""
        return self.links[0] if self.links else None


class SourceCopies(Protocol):
    """The copies of a dossier's sources, for whoever shows sources."""

    def state(self, source: Source) -> CopyState:
        """Whether a copy of a source is here; cheap enough for lists: no document is read for it."""
        ...

    def link_of(self, source_id: str) -> CopyLink | None:
        """The link to the document of a source that is to be opened; None where there is none."""
        ...

    def links(self) -> Sequence[CopyLink]:
        """Every link on the dossier, also to sources that it has no more."""
        ...

    def check(self, link: CopyLink) -> StateKind:
        """The state of a link's document once it was compared with the hash, which reads all of it."""
        ...

    def document_path(self, link: CopyLink) -> Path:
        """Where the document of a link is, if it is there."""
        ...


class NoCopies:
    """Nobody looked for copies."""

    def state(self, source: Source) -> CopyState:
        """What the dossier says alone."""
        return state_without(source)

    def link_of(self, source_id: str) -> CopyLink | None:
        """None."""
        return None

    def links(self) -> Sequence[CopyLink]:
        """None."""
        return ()

    def check(self, link: CopyLink) -> StateKind:
        """Nothing is here."""
        return "missing"

    def document_path(self, link: CopyLink) -> Path:
        """Where nothing is."""
        return Path(link.file_name)


NO_COPIES = NoCopies()


def state_without(source: Source) -> CopyState:
    """The state of a source to which no document is linked."""
    return CopyState("impossible", reason=source.no_copy) if source.no_copy else CopyState("none")
