"""Bringing copies of several people together: every folder of copies in the sources, into the one in force.

Names come of contents, so that the same document is the same file everywhere. Of two links of one name the oldest
`added` wins, then the smaller bytes; a link counts only where its document is intact on either side. So whoever merges
whom, and in whichever order, the same files come of it. Texts of documents are never taken: they are made anew.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from ilo_tui.copies.attaching import refuse_other, store_document, store_link
from ilo_tui.copies.errors import CopyError, CopyNotWrittenError, write_errors
from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.copies.link_file import MEDIA, document_name, link_bytes, link_name
from ilo_tui.copies.model import CopyLink
from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.folders import SOURCES
from ilo_tui.core.translator import N_

Progress = Callable[[int, int], None]
"""Called with how many links or documents are done, of how many; what it raises stops the work."""
_SYSTEM = frozenset({"lost+found", "System Volume Information"})


class NewCopy(NamedTuple):
    """A link to take over, and the document with it where `document` says from where."""

    link: CopyLink
    write_link: bool
    document: Path | None


@dataclass
class CopiesPlan:
    """What bringing copies together would do; nothing is written yet."""

    copies: list[NewCopy] = field(default_factory=list)
    superfluous: list[str] = field(default_factory=list)
    """Names of documents in the folder of which the same content has another kind's ending from now on."""
    folders: list[Path] = field(default_factory=list)
    """The folders of copies in the sources."""
    elsewhere: int = 0
    """How many links in them are on other dossiers."""
    faults: list[CopyError] = field(default_factory=list)
    """What is not taken, and why."""


@dataclass
class CopiesOutcome:
    """What was done."""

    links: int = 0
    documents: int = 0
    faults: list[CopyError] = field(default_factory=list)
    """What was to be taken and could not be."""


def no_progress(completed: int, total: int) -> None:
    """Tell nobody."""


def bring_together(sources: Iterable[Path], into: CopiesFolder, disk: Disk = DISK) -> CopiesOutcome:
    """Take every copy on the dossier of `into` from the sources; raises `CopyNotWrittenError`."""
    return apply_copies(plan_copies(sources, into), into, disk)


def copies_folders(sources: Iterable[Path]) -> list[Path]:
    """Every folder `*.sources` in the sources, each once; hidden folders and links are not looked into."""
    seen: dict[str, Path] = {}
    for source in sources:
        for folder in _walk(source):
            seen.setdefault(os.path.realpath(folder), folder)
    return sorted(seen.values())


def _walk(source: Path) -> Iterator[Path]:
    if source.absolute().name.endswith(SOURCES) and source.is_dir():
        yield source
        return
    folders = [source]
    while folders:
        for inner in _inner_folders(folders.pop()):
            if inner.name.endswith(SOURCES):
                yield inner
            else:
                folders.append(inner)


def _inner_folders(folder: Path) -> list[Path]:
    """The folders in a folder that are looked into; none where it cannot be listed, which merging sessions says."""
    try:
        with os.scandir(folder) as entries:
            return [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False) and _is_open(entry)]
    except (OSError, ValueError):
        return []


def _is_open(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith((".", "$")) and entry.name not in _SYSTEM


def plan_copies(sources: Iterable[Path], into: CopiesFolder, progress: Progress = no_progress) -> CopiesPlan:
    """What would come; documents that might are compared with their hash. Never raises for what is in a folder."""
    target = os.path.realpath(into.path)
    paths = [path for path in copies_folders(sources) if os.path.realpath(path) != target]
    folders = [CopiesFolder(path, into.dossier_id) for path in paths]
    plan = CopiesPlan(folders=paths)
    offers: defaultdict[str, list[CopyLink]] = defaultdict(list)
    for folder in folders:
        contents = folder.contents()
        plan.faults += contents.faults
        plan.elsewhere += len(contents.elsewhere)
        for link in contents.links:
            offers[link_name(link)].append(link)
    present = {link_name(link): link for link in into.links()}
    for completed, (name, links) in enumerate(sorted(offers.items())):
        progress(completed, len(offers))
        _plan_link(plan, links, present.get(name), [into, *folders])
    plan.superfluous = _superfluous(plan, into)
    return plan


def _plan_link(
    plan: CopiesPlan, offers: Sequence[CopyLink], present: CopyLink | None, folders: Sequence[CopiesFolder]
) -> None:
    """Choose among the links of one name, and say from where its document comes."""
    into = folders[0]
    candidates = sorted({*offers, *([present] if present else [])}, key=_rank)
    for link in candidates:
        intact = next((folder for folder in folders if folder.is_intact(link)), None)
        if intact is None:
            continue
        if link != present:
            try:
                refuse_other(into.link_path(link), into.dossier_id)
            except CopyError as error:
                plan.faults.append(error)
                return
        document = None if intact is into else intact.document_path(link)
        if link != present or document:
            plan.copies.append(NewCopy(link, link != present, document))
        return
    plan.faults += [_not_intact(folder, link) for link in candidates for folder in folders[1:] if _offers(folder, link)]


def _rank(link: CopyLink) -> tuple[str, bytes]:
    return link.added, link_bytes(link)


def _offers(folder: CopiesFolder, link: CopyLink) -> bool:
    return link in folder.contents().by_source.get(link.source, ())


def _not_intact(folder: CopiesFolder, link: CopyLink) -> CopyError:
    path = folder.document_path(link)
    message = N_("this document is damaged, altered or missing, and is not taken")
    return CopyError(message, N_("Ask whoever has it to attach it again."), path)


def _superfluous(plan: CopiesPlan, into: CopiesFolder) -> list[str]:
    """Documents that the same content has under another ending, to which no link leads once the plan is carried out."""
    contents = into.contents()
    links = {link_name(link): link for link in contents.links}
    links |= {link_name(copy.link): copy.link for copy in plan.copies}
    needed = {document_name(link) for link in (*links.values(), *contents.elsewhere)}
    unclear = {str(fault.path.name)[:16] for fault in contents.faults if isinstance(fault.path, Path)}
    others = {
        document_name(other)
        for copy in plan.copies
        for other in (replace(copy.link, media=media) for media in MEDIA)
        if other.sha256[:16] not in unclear and into.is_intact(other)
    }
    return sorted(others - needed)


def apply_copies(
    plan: CopiesPlan, into: CopiesFolder, disk: Disk = DISK, progress: Progress = no_progress
) -> CopiesOutcome:
    """Do what is planned, a document before its link.

    Raises `CopyNotWrittenError` where the folder cannot be written to; what was taken by then stays, and doing it again
    does the rest.
    """
    outcome = CopiesOutcome()
    for completed, copy in enumerate(plan.copies):
        progress(completed, len(plan.copies))
        try:
            _take(copy, into, disk, outcome)
        except CopyNotWrittenError:
            raise
        except CopyError as error:
            outcome.faults.append(error)
    for name in plan.superfluous:
        path = into.path / name
        with write_errors(path):
            disk.remove(path)
    into.forget()
    return outcome


def _take(copy: NewCopy, into: CopiesFolder, disk: Disk, outcome: CopiesOutcome) -> None:
    if copy.document:
        store_document(into, copy.link, copy.document, disk)
        outcome.documents += 1
    if copy.write_link:
        store_link(into, copy.link, disk)
        outcome.links += 1
