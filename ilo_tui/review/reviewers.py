"""Who reviews and which installation writes: ids that are made once and kept in the state folder."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import get_args

import msgspec

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.files import read_small
from ilo_tui.core.ids import slug
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_
from ilo_tui.review.errors import ReviewerError, save_failed
from ilo_tui.review.model import UNDECODABLE, Reviewer, Role
from ilo_tui.review.state_files import exclusive, store

ROLES: tuple[Role, ...] = get_args(Role)
_NAME_AND_ID = re.compile(r"(?P<name>[^<>]+?)\s*<(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{4})>")
_RANDOM_END = re.compile(r"(?P<slug>.*)-[0-9a-f]{4}", re.DOTALL)
_WRITER = re.compile(r"[0-9a-f]{16}")
_NAME_LENGTH, _SLUG_LENGTH = 80, 24


def writer_id(state: Path, disk: Disk = DISK) -> str:
    """The random id of this installation, 16 hex digits, made on the first call; raises `SaveFailedError`.

    Empty where none was made yet and the disk is only read: then no session is from here.
    """
    path = state / "writer"
    ident = _read_writer(path)
    if _WRITER.fullmatch(ident):
        return ident
    if disk.read_only:
        return ""
    with exclusive(state, disk) as alone:
        if alone and _WRITER.fullmatch(ident := _read_writer(path)):
            # Another program made it just now.
            return ident
        ident = os.urandom(8).hex()
        store(path, ident.encode() + b"\n", disk)
    return ident


def _read_writer(path: Path) -> str:
    try:
        return read_small(path).removeprefix(BOM_UTF8).decode("ascii", "replace").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise save_failed(path, error) from error


def name_slug(name: str) -> str:
    """A name as part of an id; `reviewer` where no ASCII letter is in it."""
    return slug(name, "reviewer", _SLUG_LENGTH)


def slug_of(reviewer: Reviewer) -> str:
    """The part of a reviewer's id that stands in the names of their files."""
    match = _RANDOM_END.fullmatch(reviewer.id)
    return name_slug(match["slug"] if match else reviewer.id)


def parse_reviewer(text: str, role: Role = "other") -> Reviewer | None:
    """The reviewer written as `Name <id>`; None where no id is given. Raises `ReviewerError` of anything else."""
    match = _NAME_AND_ID.fullmatch(text.strip())
    if match:
        return Reviewer(id=match["id"], name=_name(match["name"]), role=role)
    if "<" in text or ">" in text:
        message = N_("{text} is no reviewer")
        raise ReviewerError(message, N_("Write a name, or 'Name <id>' as tab 5 shows it."), text=text)
    return None


def known_reviewers(state: Path) -> list[Reviewer]:
    """The reviewers of this installation, the last used first; a file that cannot be read counts as empty.

    Left out are those who could not be written as `Name <id>`, and so were not remembered by this program.
    """
    try:
        reviewers = msgspec.json.decode(
            read_small(state / "reviewers.json").removeprefix(BOM_UTF8), type=list[Reviewer]
        )
    except (OSError, *UNDECODABLE):
        return []
    return [
        reviewer
        for reviewer in reviewers
        if reviewer.name == clean(reviewer.name) and _NAME_AND_ID.fullmatch(f"{reviewer.name} <{reviewer.id}>")
    ]


def reviewer_for(state: Path, text: str, role: Role | None = None, disk: Disk = DISK) -> Reviewer:
    """The reviewer of this name or `Name <id>`: known already, or made now and remembered.

    A `role` of None leaves a known one as it is, and is `other` for a new one. A disk that is only read remembers
    nobody. Raises `ReviewerError` or `SaveFailedError`.
    """
    latest = _latest(known_reviewers(state), text, role)
    if latest != known_reviewers(state) and not disk.read_only:
        with exclusive(state, disk):
            latest = _latest(known_reviewers(state), text, role)
            store(state / "reviewers.json", msgspec.json.encode(latest), disk)
    return latest[0]


def _latest(reviewers: list[Reviewer], text: str, role: Role | None) -> list[Reviewer]:
    """Those who are known, with the one of this text first, who may be new."""
    written = parse_reviewer(text, role or "other")
    name = written.name if written else _name(text)
    before = next(
        (candidate for candidate in reviewers if (candidate.id == written.id if written else candidate.name == name)),
        None,
    )
    ident = written.id if written else before.id if before else f"{name_slug(name)}-{os.urandom(2).hex()}"
    reviewer = Reviewer(id=ident, name=name, role=role or (before.role if before else "other"))
    return [reviewer, *(candidate for candidate in reviewers if candidate.id != reviewer.id)]


def _name(text: str) -> str:
    name = " ".join(clean(text).split())
    if not name or len(name) > _NAME_LENGTH:
        raise ReviewerError(N_("a reviewer needs a name of 1 to {n} letters"), N_("Write a name."), n=_NAME_LENGTH)
    return name
