"""Merging in tests: folders as they are seen, and states of a session in every stage of growth, decay and dispute."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ilo_tui.core.disk import Disk
from ilo_tui.review.items import Items
from ilo_tui.review.journal import MARK
from ilo_tui.review.merge import Outcome, Plan, apply_plan, plan
from ilo_tui.review.model import Queue
from ilo_tui.review.opening import SessionSpec, create_session, open_session
from tests.review.help import CHAN, SOK, begun, desk_at, dossier_of, judge, tables


def _items() -> Items:
    with TemporaryDirectory() as name:
        return Items(dossier_of(Path(name)))


ITEMS = _items()


class QuickDisk(Disk):
    """A disk that flushes nothing, where durability is not what is tested."""

    def sync(self, descriptor: int) -> None:
        """Trust the cache."""

    def sync_folder(self, folder: Path) -> None:
        """Trust the cache."""


QUICK = QuickDisk()


def merge(sources: Iterable[Path], into: Path, items: Items = ITEMS, disk: Disk = QUICK) -> tuple[Plan, Outcome]:
    """Plan and carry out."""
    planned = plan(sources, into, items)
    return planned, apply_plan(planned, disk=disk)


def seen(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder but what is hidden: content by name, None of a folder in it."""
    paths = [path for path in folder.rglob("*") if not path.relative_to(folder).parts[0].startswith(".")]
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in paths}


def placed(folder: Path, **files: bytes) -> Path:
    """A folder with these files, each with the end `.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / f"{name}.json").write_bytes(data)
    return folder


def states(planned: Plan) -> dict[str, str]:
    """What comes of each file, by its name."""
    return {report.path.name: report.state.code for report in planned.reports}


def edited(data: bytes, old: str, new: str) -> bytes:
    """A file changed by hand, in one place."""
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)


@cache
def contents() -> dict[str, bytes]:
    """Files of three sessions: one that grew (a0, a2, a5, a6), was finished (af), and branched after a2 (b4, b5f).

    Also one whose queue is loose (l1, l2), one by another reviewer (c), and what may become of files.
    """
    with TemporaryDirectory() as name:
        created = {**_grown(Path(name)), **_loose(Path(name))}
    created["a2 written otherwise"] = json.dumps(json.loads(created["a2"]), indent=1, sort_keys=True).encode()
    created["a5 cut in the end"] = created["a5"][:-2]
    created["a5 cut"] = created["a5"][: len(created["a5"]) - 60]
    created["a6 cut before its last"] = created["a6"][: created["a6"].rindex(b'"6":') + 9]
    created["b4 cut"] = created["b4"][:-60]
    created["c cut in the session"] = created["c"][:200]
    created["a5 with zeros in it"] = created["a5"][:-300] + bytes(300)
    created["a5 with a wrong basis"] = edited(created["a5"], "dossier_only", "hearsay")
    created["af changed by hand"] = edited(created["af"], '"verdict":"holds"', '"verdict":"does_not_hold"')
    created["misnamed"] = edited(created["c"], '"id":"small"', '"id":"smalk"')
    hash_ = str(ITEMS.hash_of("evidence:e1")).encode()
    created["foreign"] = edited(created["c"], '"id":"small"', '"id":"other"').replace(hash_, b"0" * 16)
    created["b4 misnamed"] = edited(created["b4"], '"id":"small"', '"id":"smalk"')
    created["a5 with a mark"] = MARK + created["a5"]
    created["a5 cut with a mark"] = MARK + created["a5 cut"]
    created["newer"] = edited(created["c"], '"schema":1', '"schema":3')
    created["a dossier"] = json.dumps({table: {} for table in tables()}).encode()
    return created | {"zeros": bytes(512), "empty": b""}


def _grown(folder: Path) -> dict[str, bytes]:
    desk = desk_at(folder)
    result: dict[str, bytes] = {}
    session = begun(desk)
    result["a0"] = session.path.read_bytes()
    judge(session, "evidence:e1")
    result["a2"] = session.path.read_bytes()
    backup = folder / "backup"
    backup.mkdir()
    shutil.copy(session.path, backup)
    judge(session, "evidence:e2")
    session.observe("evidence:e2", "seen")
    result["a5"] = session.path.read_bytes()
    session.undo()
    result["a6"] = session.path.read_bytes()
    session.finish()
    result["af"] = session.path.read_bytes()
    other = open_session(replace(desk, reviews=backup), backup / session.path.name)
    judge(other, "evidence:e3", "does_not_hold")
    result["b4"] = other.path.read_bytes()
    other.skip("evidence:e4")
    other.finish()
    result["b5f"] = other.path.read_bytes()
    third = begun(desk, reviewer=CHAN)
    judge(third, "evidence:e1")
    third.finish()
    result["c"] = third.path.read_bytes()
    for item in (session, other, third):
        item.close()
    return result


def _loose(folder: Path) -> dict[str, bytes]:
    queue = Queue(kind="mixed", items=[], loose=True)
    session = create_session(desk_at(folder), SessionSpec(SOK, "en", queue))
    judge(session, "evidence:e1")
    first = session.path.read_bytes()
    session.note("cell:p1/output", "seen")
    second = session.path.read_bytes()
    session.close()
    return {"l1": first, "l2": second}


def ident_of(name: str) -> str:
    """The id of a session, by the name of its content."""
    (session,) = json.loads(contents()[name])["session"].values()
    return str(session["id"])
