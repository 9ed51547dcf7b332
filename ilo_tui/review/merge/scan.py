"""Finding the files to merge: in the sources, which are only read, and in the folder into which they go.

Not looked into: what begins with a dot or a dollar sign, links, folders of copies of sources (`copies.merging` does),
and folders named `archive`, which hold sessions that a reviewer has taken out of the count.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ilo_tui.core.folders import SOURCES
from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.moving_aside import ARCHIVE

Stage = Literal["looking", "reading", "comparing", "writing"]
Progress = Callable[[Stage, int, int], None]
"""Called with the stage, and how many files (of `comparing`: sessions) are done, of how many (0: not known).

What it raises stops the merge.
"""

Origin = Literal["source", "target", "kept", "archived"]
"""`target`: a file of the folder itself; `kept`: a damaged one that a merge kept there; `archived`: in its archive."""
PassedOver = Literal["linked", "archive", "unlisted", "special"]
_SYSTEM = frozenset({"lost+found", "System Volume Information"})

DAMAGED = "damaged"
UNREADABLE = ".unreadable"
"""Where damaged files are kept, and the end of their names, as that of a file set aside by hand."""


@dataclass(frozen=True)
class Candidate:
    """A file to look at, or what is passed over and why; `path` is as a person would name it."""

    path: Path
    origin: Origin
    passed_over: PassedOver | None = None
    unnamed: bool = False
    """Whether it is in the folder into which is merged, and in none of the sources."""

    @property
    def in_folder(self) -> bool:
        """Whether it is in the folder into which is merged."""
        return self.origin in {"target", "kept"}


@dataclass
class Scan:
    """The files of the sources and of the folder, in order of their path, and every name taken in the folder."""

    candidates: list[Candidate] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def no_progress(stage: Stage, completed: int, total: int) -> None:
    """Tell nobody."""


def scan(sources: Iterable[Path], into: Path, progress: Progress = no_progress) -> Scan:
    """Every file to look at; raises `ReviewError` of a source, or a folder, that is not there or cannot be listed."""
    result = Scan()
    in_folder = _target(into, result)
    in_sources: dict[str, Candidate] = {}
    for source in sources:
        for candidate in _files_of(source, into):
            in_sources.setdefault(_real(candidate.path), candidate)
            progress("looking", len(in_sources), 0)
    for key, candidate in in_folder.items():
        named = in_sources.pop(key, None) is not None
        result.candidates.append(replace(candidate, unnamed=not named))
    result.candidates += in_sources.values()
    result.candidates.sort(key=lambda candidate: str(candidate.path))
    return result


def _target(into: Path, scan: Scan) -> dict[str, Candidate]:
    """The session files of the folder, its damaged ones and its archive, by their real path."""
    try:
        into.stat()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise _not_listed(into, error) from error
    entries = _listed(into)
    scan.names |= {entry.name for entry in entries}
    candidates = [Candidate(Path(entry.path), "target") for entry in entries if _readable(entry, ".json")]
    inner: tuple[tuple[str, str, Origin], ...] = ((DAMAGED, UNREADABLE, "kept"), (ARCHIVE, ".json", "archived"))
    for name, suffix, origin in inner:
        folder = into / name
        if folder.is_dir() and not folder.is_symlink():
            entries = _listed(folder)
            scan.names |= {f"{name}/{entry.name}" for entry in entries}
            candidates += [Candidate(Path(entry.path), origin) for entry in entries if _readable(entry, suffix)]
    return {_real(candidate.path): candidate for candidate in candidates}


def _readable(entry: os.DirEntry[str], *suffixes: str) -> bool:
    """Whether it is a file of its own (no link, no pipe) that may be a session by its name."""
    name_fits = entry.name.lower().endswith(suffixes) and not entry.name.startswith(".")
    return name_fits and entry.is_file(follow_symlinks=False)


def _files_of(source: Path, into: Path) -> Iterator[Candidate]:
    kind = _kind_of(source)
    if source.absolute().name.endswith(SOURCES) and stat.S_ISDIR(kind):
        return
    if stat.S_ISDIR(kind):
        yield from _walk(source, os.path.realpath(into))
    elif stat.S_ISREG(kind):
        yield Candidate(source, "source")
    else:
        message = N_("this is no ordinary file and no folder, and is not opened")
        raise ReviewError(message, N_("Name a session file, or a folder with some."), source)


def _kind_of(path: Path) -> int:
    """What a path leads to, as the mode of a file; raises `ReviewError` where that is nothing that can be looked at."""
    mend = N_("Check the name, and that its disk is in.")
    try:
        return path.stat().st_mode
    except (FileNotFoundError, ValueError):
        raise ReviewError(N_("there is no such file or folder"), mend, path) from None
    except OSError as error:
        message = N_("it cannot be looked at ({reason})")
        raise ReviewError(message, mend, path, reason=error.strerror or error) from error


def _walk(source: Path, into: str) -> Iterator[Candidate]:
    _listed(source)
    folders = [source]
    while folders:
        folder = folders.pop()
        try:
            entries = _listed(folder)
        except ReviewError:
            yield Candidate(folder, "source", "unlisted")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _skipped(entry) and entry.name != ARCHIVE:
                folders.append(Path(entry.path))
            elif candidate := _candidate(entry, _real(folder) == into):
                yield candidate


def _skipped(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", "$")) or entry.name in _SYSTEM:
        return True
    return entry.name.endswith(SOURCES) and entry.is_dir(follow_symlinks=False)


def _candidate(entry: os.DirEntry[str], in_target: bool) -> Candidate | None:
    """What is in a folder of a source, if it is anything to speak of."""
    path = Path(entry.path)
    name_fits = entry.name.lower().endswith((".json", UNREADABLE))
    if _skipped(entry):
        return None
    if entry.is_symlink():
        return Candidate(path, "source", "linked") if name_fits or path.is_dir() else None
    if entry.is_dir():
        # The folder's own is looked at for what must not come back; of other people's archives nothing is taken.
        return None if in_target else Candidate(path, "source", "archive")
    if name_fits and not entry.is_file():
        return Candidate(path, "source", "special")
    # What somebody has set aside in the folder itself has been dealt with.
    return Candidate(path, "source") if _readable(entry, ".json", *(() if in_target else (UNREADABLE,))) else None


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise _not_listed(folder, error) from error


def _not_listed(folder: Path, error: OSError | ValueError) -> ReviewError:
    message, mend = N_("the folder cannot be listed ({reason})"), N_("Check the rights to it, and its disk.")
    return ReviewError(message, mend, folder, reason=getattr(error, "strerror", None) or error)


def _real(path: Path) -> str:
    """The one path of a file however it is named; a link stays one."""
    return str(Path(os.path.realpath(path.parent)) / path.name)
