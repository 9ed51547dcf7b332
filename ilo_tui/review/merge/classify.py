"""The files of a merge by what they are: those of sessions of the dossier in groups, one a session."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ilo_tui.review.merge.compare import Group
from ilo_tui.review.merge.content import Content, Reader
from ilo_tui.review.merge.scan import Found, Gathered, Progress


@dataclass
class Sorted:
    """Every file with its content, in order; sessions by id; damaged contents of no known session, by hash.

    `here` is what lies in the folder already, by its name there.
    """

    read: list[tuple[Found, Content]] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=lambda: defaultdict(Group))
    nameless: dict[str, Content] = field(default_factory=dict)
    here: dict[str, Content] = field(default_factory=dict)


def sort(gathered: Gathered, into: Path, reader: Reader, progress: Progress) -> Sorted:
    """Read every file, each content once."""
    sorted_ = Sorted()
    for number, found in enumerate(gathered.found, 1):
        content = Content(found.path, "not_read") if found.passed_over else reader.read(found.path)
        sorted_.read.append((found, content))
        if content.kind in {"sound", "damaged"}:
            _put(sorted_, found, content)
            if found.ours:
                sorted_.here[found.path.relative_to(into).as_posix()] = content
        progress("reading", number, len(gathered.found))
    return sorted_


def _put(sorted_: Sorted, found: Found, content: Content) -> None:
    if content.ident is None:
        # A damaged file that lies among the sessions of the folder stays there.
        if found.origin in {"source", "kept"}:
            sorted_.nameless[content.sha] = content
        return
    group = sorted_.groups[content.ident]
    if found.ours:
        group.here.add(content.sha)
    if found.origin != "archived":
        (group.damaged if content.kind == "damaged" else group.sound).setdefault(content.sha, content)
    elif content.kind == "sound":
        group.archived.setdefault(content.sha, content)
