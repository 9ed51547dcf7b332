"""The files of a merge by what they are: those of sessions of the dossier in groups, one a session."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ilo_tui.review.merge.compare import Group
from ilo_tui.review.merge.content import Content, Reader
from ilo_tui.review.merge.scan import Candidate, Progress, Scan


@dataclass
class Classification:
    """Every file with its content, in order; sessions by id; damaged contents of no known session, by hash.

    `in_folder` is what lies in the folder already, by its name there.
    """

    read: list[tuple[Candidate, Content]] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=lambda: defaultdict(Group))
    nameless: dict[str, Content] = field(default_factory=dict)
    in_folder: dict[str, Content] = field(default_factory=dict)


def classify(scan: Scan, into: Path, reader: Reader, progress: Progress) -> Classification:
    """Read every file, each content once."""
    result = Classification()
    for number, candidate in enumerate(scan.candidates, 1):
        content = Content(candidate.path, "not_read") if candidate.passed_over else reader.read(candidate.path)
        result.read.append((candidate, content))
        if content.kind in {"intact", "damaged"}:
            _put(result, candidate, content)
            if candidate.in_folder:
                result.in_folder[candidate.path.relative_to(into).as_posix()] = content
        progress("reading", number, len(scan.candidates))
    return result


def _put(result: Classification, candidate: Candidate, content: Content) -> None:
    if content.ident is None:
        # A damaged file that lies among the sessions of the folder stays there.
        if candidate.origin in {"source", "kept"}:
            result.nameless[content.sha] = content
        return
    group = result.groups[content.ident]
    if candidate.in_folder:
        group.in_folder.add(content.sha)
    if candidate.origin != "archived":
        (group.damaged if content.kind == "damaged" else group.intact).setdefault(content.sha, content)
    elif content.kind == "intact":
        group.archived.setdefault(content.sha, content)
