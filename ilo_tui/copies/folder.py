"""The folder of copies beside a dossier: which documents there are, of which sources, and whether they are intact.

Nothing here writes. A document is read only by `document`; all else looks at names, links and sizes. What was compared
with its hash is remembered by size and time of the file for as long as the program runs, so that `state` tells an
altered document once somebody has opened it, and says by `verified` where nobody has yet.
"""

from __future__ import annotations

import os
import stat
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ilo_tui.copies.documents import LARGEST_DOCUMENT, hash_of
from ilo_tui.copies.errors import CopyError, DamagedCopyError
from ilo_tui.copies.link_file import MEDIA, document_name, link_name, read_link, read_name
from ilo_tui.copies.model import CopyLink
from ilo_tui.copies.state import CopyState, StateKind, state_without
from ilo_tui.core.translator import N_
from ilo_tui.dossier.model import Source

MOST_FILES = 20_000
"""Files of a folder that are looked at."""
_SETTLED, _PATIENCE = 3.0, 0.5
"""Seconds after which the time of a folder surely tells of a change; until then it is looked at again so often."""

Stamp = tuple[int, int, int]
"""Size, time and inode of a document: while they are the same, so is its content, as far as lists are concerned."""


@dataclass(frozen=True)
class Contents:
    """What is in the folder, by name; every fault names its file."""

    links: tuple[CopyLink, ...] = ()
    """Links on this dossier, in order of their names."""
    documents: frozenset[str] = frozenset()
    """Names of documents, with or without a link."""
    elsewhere: tuple[CopyLink, ...] = ()
    """Links on other dossiers."""
    foreign: tuple[str, ...] = ()
    """Names of what is no part of a copy."""
    faults: tuple[CopyError, ...] = ()
    """Links that cannot be used, and a folder that cannot be looked at."""
    by_source: Mapping[str, Sequence[CopyLink]] = field(default_factory=dict)


class CopiesFolder:
    """The copies of one dossier; looked at anew whenever the folder has changed."""

    def __init__(self, path: Path, dossier_id: str) -> None:
        """Look into `path`, which need not exist, for copies of the dossier of this id."""
        self.path, self.dossier_id = path, dossier_id
        self._verified: dict[str, tuple[Stamp, str]] = {}
        self._contents: Contents | None = None
        self._stamp: tuple[int, int] | None = None
        self._settled, self._looked = False, 0.0

    def contents(self) -> Contents:
        """What is in the folder now; never raises."""
        stamp = _folder_stamp(self.path)
        current = stamp == self._stamp and (self._settled or time.monotonic() - self._looked < _PATIENCE)
        if self._contents is None or not current:
            self._contents, self._stamp, self._looked = self._look(), stamp, time.monotonic()
            self._settled = stamp is None or time.time() - stamp[0] / 1e9 > _SETTLED
        return self._contents

    @property
    def fault(self) -> CopyError | None:
        """Why the folder itself cannot be looked at; None where it can, or where there is none yet."""
        return next((fault for fault in self.contents().faults if fault.path == self.path), None)

    def forget(self) -> None:
        """Look again next time: something was written here."""
        self._contents = None

    def _look(self) -> Contents:
        try:
            with os.scandir(self.path) as entries:
                # Names in order: what is said of them is the same everywhere.
                listed = sorted(islice(entries, MOST_FILES), key=lambda entry: entry.name)
        except (OSError, ValueError) as error:
            if isinstance(error, FileNotFoundError) and not self.path.is_symlink():
                return Contents()
            reason = getattr(error, "strerror", None) or error
            message, mend = N_("the folder cannot be listed ({reason})"), N_("Check the rights to it, and its disk.")
            return Contents(faults=(CopyError(message, mend, self.path, reason=reason),))
        return self._contents_of(listed)

    def _contents_of(self, entries: Sequence[os.DirEntry[str]]) -> Contents:
        links: list[CopyLink] = []
        elsewhere: list[CopyLink] = []
        documents, foreign, faults = set[str](), list[str](), list[CopyError]()
        for entry in entries:
            name = read_name(entry.name)
            if entry.name.startswith("."):
                continue
            if name is None or not entry.is_file(follow_symlinks=False):
                foreign.append(entry.name)
            elif name.part == "document":
                documents.add(entry.name)
            elif name.part == "link":
                try:
                    link = read_link(self.path / entry.name)
                except CopyError as error:
                    faults.append(error)
                else:
                    (links if link.dossier == self.dossier_id else elsewhere).append(link)
        by_source: defaultdict[str, list[CopyLink]] = defaultdict(list)
        for link in links:
            by_source[link.source].append(link)
        return Contents(
            tuple(links), frozenset(documents), tuple(elsewhere), tuple(foreign), tuple(faults), dict(by_source)
        )

    def links(self) -> Sequence[CopyLink]:
        """Every link on this dossier, in order of the names of their files."""
        return self.contents().links

    def links_of(self, source_id: str) -> list[CopyLink]:
        """Every link to a document of a source, that first which is to be opened.

        What is here and intact comes first; then what has printed pages, to which locators lead; then what was added
        last.
        """
        links = list(self.contents().by_source.get(source_id, ()))
        links.sort(key=lambda link: (link.added, link.sha256), reverse=True)
        return sorted(links, key=lambda link: (self._kind(link) != "here", MEDIA.index(link.media)))

    def link_of(self, source_id: str) -> CopyLink | None:
        """The link to the document of a source that is to be opened; None where there is none."""
        return next(iter(self.links_of(source_id)), None)

    def state(self, source: Source) -> CopyState:
        """Whether a copy of a source is here; no document is read for it."""
        links = self.links_of(source.id)
        if not links:
            return state_without(source)
        return CopyState(self._kind(links[0]), links, self.is_verified(links[0]))

    def document_path(self, link: CopyLink) -> Path:
        """Where the document of a link is, if it is there."""
        return self.path / document_name(link)

    def link_path(self, link: CopyLink) -> Path:
        """Where the file of a link is."""
        return self.path / link_name(link)

    def document(self, link: CopyLink) -> Path:
        """The path of a link's document, once its content was compared with the link's hash.

        Raises `DamagedCopyError`, which names the file: not there, no file, or not what the link says. What was
        compared and has kept its size and time is not read again.
        """
        path = self.document_path(link)
        if self._verify(link):
            return path
        if not path.is_file():
            message, mend = N_("the document of this copy is missing"), N_("Attach it again, or bring it by merging.")
            raise DamagedCopyError(message, mend, path)
        if self._kind(link) != "altered":
            message = N_("the document of this copy cannot be read")
            mend = N_("Check the rights to the file and its disk, or copy it to another folder.")
            raise DamagedCopyError(message, mend, path)
        message = N_("this document was altered or damaged: it is not the one that was attached")
        raise DamagedCopyError(message, N_("Attach it again, or bring it by merging."), path)

    def is_verified(self, link: CopyLink) -> bool:
        """Whether the document's content was compared with the hash and found right, and the file is as it was then."""
        stamp = self._document_stamp(link)
        return stamp is not None and self._verified.get(document_name(link)) == (stamp, link.sha256)

    def check(self, link: CopyLink) -> StateKind:
        """The state of a link's document once it was compared with the hash, which reads all of it."""
        self._verify(link)
        return self._kind(link)

    def is_intact(self, link: CopyLink) -> bool:
        """Whether the document is there and is what the link says; reads it where nobody has yet."""
        return self._verify(link)

    def _verify(self, link: CopyLink) -> bool:
        stamp, name = self._document_stamp(link), document_name(link)
        if stamp is None:
            return False
        known, content = self._verified.get(name, (None, ""))
        if known != stamp:
            try:
                content = hash_of(self.path / name)
            except OSError:
                # What may not be read now may be in a moment: that is no word on its content.
                return False
            self._verified[name] = stamp, content
        return content == link.sha256

    def _kind(self, link: CopyLink) -> StateKind:
        """The state of a link's document, as far as its size, its time and what is remembered of it tell."""
        stamp = self._document_stamp(link)
        if stamp is None:
            return "missing"
        if not 0 < stamp[0] <= LARGEST_DOCUMENT:
            # No document of such a size was ever attached.
            return "altered"
        known, content = self._verified.get(document_name(link), (None, ""))
        if known is None:
            return "here"
        # Of another size, what was right a moment ago cannot be right any more.
        altered = content != link.sha256 if known == stamp else content == link.sha256 and known[0] != stamp[0]
        return "altered" if altered else "here"

    def _document_stamp(self, link: CopyLink) -> Stamp | None:
        """What tells whether a document is still the one that was looked at; None where there is no such file."""
        try:
            status = (self.path / document_name(link)).lstat()
        except OSError:
            return None
        is_file = stat.S_ISREG(status.st_mode)
        return (status.st_size, status.st_mtime_ns, status.st_ino) if is_file else None


def _folder_stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_ino
