"""Who reviews and which installation writes: ids that are made once and kept in the state folder."""

from __future__ import annotations

import os
import re
import unicodedata
from codecs import BOM_UTF8
from pathlib import Path
from typing import get_args

import msgspec

from ilo_tui.i18n import N_
from ilo_tui.paths import read_small
from ilo_tui.review.disk import DISK, Disk, ensure_folder, replace_file
from ilo_tui.review.faults import ReviewerError, save_failed
from ilo_tui.review.records import UNDECODABLE, Reviewer, Role
from ilo_tui.text import clean

ROLES: tuple[Role, ...] = get_args(Role)
_WRITTEN = re.compile(r"^(?P<name>[^<>]+?)\s*<(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{4})>$")
_WRITER = re.compile(r"^[0-9a-f]{16}$")
_NAME_LENGTH, _SLUG_LENGTH = 80, 24


def writer_id(state: Path, disk: Disk = DISK) -> str:
    """The random id of this installation, 16 hex digits, made on the first call; raises `SaveFailedError`.

    Empty where none was made yet and the disk is only read: then no session is from here.
    """
    path = state / "writer"
    try:
        found = read_small(path).removeprefix(BOM_UTF8).decode("ascii", "replace").strip()
    except FileNotFoundError:
        found = ""
    except OSError as error:
        raise save_failed(path, error) from error
    if _WRITER.match(found):
        return found
    if disk.read_only:
        return ""
    made = os.urandom(8).hex()
    _keep(path, made.encode() + b"\n", disk)
    return made


def slug(name: str) -> str:
    """A name as part of an id: lower-case ASCII words joined by `-`; `reviewer` where no such letter is in it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or "reviewer"


def slug_of(reviewer: Reviewer) -> str:
    """The part of a reviewer's id that stands in the names of their files."""
    return slug(reviewer.id[:-5] if re.search(r"-[0-9a-f]{4}$", reviewer.id) else reviewer.id)


def parse_reviewer(text: str, role: Role = "other") -> Reviewer | None:
    """The reviewer written as `Name <id>`; None where no id is given. Raises `ReviewerError` of anything else."""
    found = _WRITTEN.match(text.strip())
    if found:
        return Reviewer(id=found["id"], name=_name(found["name"]), role=role)
    if "<" in text or ">" in text:
        message = N_("{text} is no reviewer")
        raise ReviewerError(message, N_("Write a name, or 'Name <id>' as tab 5 shows it."), text=text)
    return None


def remembered(state: Path) -> list[Reviewer]:
    """The reviewers of this installation, the last used first; a file that cannot be read counts as empty.

    Left out are those who could not be written as `Name <id>`, and so were not remembered by this program.
    """
    try:
        known = msgspec.json.decode(read_small(state / "reviewers.json").removeprefix(BOM_UTF8), type=list[Reviewer])
    except (OSError, *UNDECODABLE):
        return []
    return [one for one in known if one.name == clean(one.name) and _WRITTEN.match(f"{one.name} <{one.id}>")]


def reviewer_for(state: Path, text: str, role: Role | None = None, disk: Disk = DISK) -> Reviewer:
    """The reviewer of this name or `Name <id>`: known already, or made now and remembered.

    A `role` of None leaves a known one as it is, and is `other` for a new one. A disk that is only read remembers
    nobody. Raises `ReviewerError` or `SaveFailedError`.
    """
    known = remembered(state)
    written = parse_reviewer(text, role or "other")
    name = written.name if written else _name(text)
    before = next((one for one in known if (one.id == written.id if written else one.name == name)), None)
    ident = written.id if written else before.id if before else f"{slug(name)}-{os.urandom(2).hex()}"
    reviewer = Reviewer(id=ident, name=name, role=role or (before.role if before else "other"))
    latest = [reviewer, *(one for one in known if one.id != reviewer.id)]
    if latest != known and not disk.read_only:
        _keep(state / "reviewers.json", msgspec.json.encode(latest), disk)
    return reviewer


def _name(text: str) -> str:
    name = " ".join(clean(text).split())
    if not name or len(name) > _NAME_LENGTH:
        raise ReviewerError(N_("a reviewer needs a name of 1 to {n} letters"), N_("Write a name."), n=_NAME_LENGTH)
    return name


def _keep(path: Path, data: bytes, disk: Disk) -> None:
    try:
        ensure_folder(path.parent, disk)
        replace_file(path, data, disk)
    except OSError as error:
        raise save_failed(path, error) from error
