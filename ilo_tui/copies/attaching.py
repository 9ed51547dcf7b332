"""Adding a document as the copy of a source: read without trust, written durably, the document before its link.

A kill or a full disk in between leaves a document without a link, which is nobody's copy; attaching again completes it.
"""

from __future__ import annotations

import errno
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ilo_tui.copies.documents import LARGEST_DOCUMENT, chunks, open_document
from ilo_tui.copies.errors import CopyError, NewerLinkError, write_errors
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.kinds import ContentCheck, NoDocument, is_usual_ending
from ilo_tui.copies.link_file import link_bytes, read_link
from ilo_tui.copies.model import CopyLink, Media
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import ensure_folder, new_file, replace_file
from ilo_tui.core.text import clean_for_file
from ilo_tui.core.translator import N_

_LONGEST_NAME = 200
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.[0-9a-f]{8}\.tmp")
_ABANDONED = 3600.0
"""Seconds after which a file on its way has no writer any more."""


@dataclass(frozen=True)
class Reading:
    """A document that was read from wherever it lies, and is not a copy yet."""

    path: Path
    sha256: str
    size: int
    media: Media
    seems_cut_off: bool

    @property
    def file_name(self) -> str:
        """What it is called, safe to stand in a file and never a path."""
        name = clean_for_file(self.path.name).replace("/", "_").replace("\\", "_").strip()
        return name[:_LONGEST_NAME] or "document"

    @property
    def is_misnamed(self) -> bool:
        """Whether the ending of its name promises another kind."""
        return not is_usual_ending(self.path.name, self.media)


@dataclass(frozen=True)
class Attached:
    """What came of attaching: the link in force, and whether it or the document is new."""

    link: CopyLink
    reading: Reading
    added: bool
    """Whether the link is new; else the same document was a copy of this source already."""
    restored: bool = False
    """Whether a document that was missing or damaged was put back."""


def read_document(path: Path) -> Reading:
    """Read a file to its end; raises `CopyError` where it can be no copy, and says why."""
    digest, check, size = sha256(), ContentCheck(), 0
    try:
        with open_document(path) as file:
            for chunk in chunks(file):
                digest.update(chunk)
                check.feed(chunk)
                size += len(chunk)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    media = check.media(path.name)
    if isinstance(media, NoDocument):
        raise CopyError(media.message, media.mend, path)
    return Reading(path, digest.hexdigest(), size, media, media == "pdf" and check.seems_cut_off)


def attach(  # noqa: PLR0913 - which document of which source, by whom, when, where
    folder: CopiesFolder,
    source: str,
    path: Path,
    *,
    by: str,
    added: str,
    disk: Disk = DISK,
) -> Attached:
    """Make the file at `path` a copy of the source of this id; `added` is the time, as `CopyLink` has it.

    Raises `CopyError`, and then nothing half is in the folder. The same document again changes nothing.
    """
    reading = read_document(path)
    return attach_reading(folder, source, reading, by=by, added=added, disk=disk)


def attach_reading(  # noqa: PLR0913 - as `attach`
    folder: CopiesFolder, source: str, reading: Reading, *, by: str, added: str, disk: Disk = DISK
) -> Attached:
    """As `attach`, of a document that was read already."""
    link = CopyLink(
        dossier=folder.dossier_id,
        source=source,
        sha256=reading.sha256,
        media=reading.media,
        file_name=reading.file_name,
        added=added,
        by=by,
    )
    known = next((other for other in folder.links_of(source) if other.sha256 == link.sha256), None)
    if not known:
        refuse_other(folder.link_path(link), folder.dossier_id)
    intact = folder.is_intact(known or link)
    if not intact:
        store_document(folder, known or link, reading.path, disk)
    if not known:
        store_link(folder, link, disk)
    return Attached(known or link, reading, added=not known, restored=bool(known) and not intact)


def store_document(folder: CopiesFolder, link: CopyLink, path: Path, disk: Disk = DISK) -> None:
    """Write the document of a link from the file at `path`; raises `CopyError` where it is not what the link says."""
    target = folder.document_path(link)
    digest = sha256()
    with write_errors(target):
        ensure_folder(folder.path, disk)
        _clear_abandoned(folder.path, disk)
        with new_file(target, disk) as file:
            for chunk in _pieces(path):
                digest.update(chunk)
                file.write(chunk)
            if digest.hexdigest() != link.sha256:
                message = N_("this file was changed while it was read, so it is not taken")
                raise CopyError(message, N_("Try again once nothing writes to it."), path)
    folder.forget()


def store_link(folder: CopiesFolder, link: CopyLink, disk: Disk = DISK) -> None:
    """Write the file of a link, whose document is in its place by now; raises `CopyError`."""
    target = folder.link_path(link)
    with write_errors(target):
        replace_file(target, link_bytes(link), disk)
    folder.forget()


def _pieces(path: Path) -> Iterator[bytes]:
    """The content of a file; raises `CopyError`, so that its faults are not taken for those of the target."""
    try:
        with open_document(path) as file:
            yield from chunks(file)
    except OSError as error:
        raise _unreadable(path, error) from error


def refuse_other(path: Path, dossier_id: str) -> None:
    """Raise `CopyError` where a link of this name is another dossier's, or of a newer version."""
    try:
        link = read_link(path)
    except NewerLinkError:
        raise
    except CopyError:
        # Nothing, or something damaged, which is mended so.
        return
    if link.dossier != dossier_id:
        message = N_("this folder holds the document as a copy of a source of another dossier ({dossier})")
        raise CopyError(message, N_("Choose another folder with --sources."), path, dossier=link.dossier)


def _clear_abandoned(folder: Path, disk: Disk) -> None:
    """Take away what writers that were killed have left, once it is so old that none can be at it any more."""
    before = time.time() - _ABANDONED
    for path in folder.iterdir():
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                if path.lstat().st_mtime < before:
                    disk.remove(path)


def _unreadable(path: Path, error: OSError | ValueError) -> CopyError:
    """What keeps a file from being read, in words."""
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EFBIG:
        message = N_("this file is larger than {n} MB, and is not taken")
        return CopyError(message, N_("Attach the part that is cited."), path, n=LARGEST_DOCUMENT // 2**20)
    if code in {errno.ENOENT, errno.ENOTDIR} or code is None:
        return CopyError(N_("there is no such file"), N_("Check the name."), path)
    if code == errno.EINVAL:
        message = N_("this is no ordinary file (a folder, a pipe or a device), and is not opened")
        return CopyError(message, N_("Name a document."), path)
    mend = N_("Check the rights to the file and its disk, or copy it to another folder.")
    reason = getattr(error, "strerror", None) or error
    return CopyError(N_("it cannot be read ({reason})"), mend, path, reason=reason)
