"""Merging in tests: folders as they are seen, and states of a session in every stage of growth, decay and dispute."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ilo_tui.core.files import Disk
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
        made = {**_grown(Path(name)), **_loose(Path(name))}
    made["a2 written otherwise"] = json.dumps(json.loads(made["a2"]), indent=1, sort_keys=True).encode()
    made["a5 cut in the end"] = made["a5"][:-2]
    made["a5 cut"] = made["a5"][: len(made["a5"]) - 60]
    made["a6 cut before its last"] = made["a6"][: made["a6"].rindex(b'"6":') + 9]
    made["b4 cut"] = made["b4"][:-60]
    made["c cut in the session"] = made["c"][:200]
    made["a5 with zeros in it"] = made["a5"][:-300] + bytes(300)
    made["a5 with a wrong basis"] = edited(made["a5"], "dossier_only", "hearsay")
    made["af changed by hand"] = edited(made["af"], '"verdict":"holds"', '"verdict":"does_not_hold"')
    made["misnamed"] = edited(made["c"], '"id":"small"', '"id":"smalk"')
    hash_ = str(ITEMS.hash_of("evidence:e1")).encode()
    made["foreign"] = edited(made["c"], '"id":"small"', '"id":"other"').replace(hash_, b"0" * 16)
    made["b4 misnamed"] = edited(made["b4"], '"id":"small"', '"id":"smalk"')
    made["a5 with a mark"] = MARK + made["a5"]
    made["a5 cut with a mark"] = MARK + made["a5 cut"]
    made["newer"] = edited(made["c"], '"schema":1', '"schema":2')
    made["a dossier"] = json.dumps({table: {} for table in tables()}).encode()
    return made | {"zeros": bytes(512), "empty": b""}


def _grown(folder: Path) -> dict[str, bytes]:
    desk = desk_at(folder)
    found: dict[str, bytes] = {}
    session = begun(desk)
    found["a0"] = session.path.read_bytes()
    judge(session, "evidence:e1")
    found["a2"] = session.path.read_bytes()
    backup = folder / "backup"
    backup.mkdir()
    shutil.copy(session.path, backup)
    judge(session, "evidence:e2")
    session.observe("evidence:e2", "seen")
    found["a5"] = session.path.read_bytes()
    session.undo()
    found["a6"] = session.path.read_bytes()
    session.finish()
    found["af"] = session.path.read_bytes()
    other = open_session(replace(desk, reviews=backup), backup / session.path.name)
    judge(other, "evidence:e3", "does_not_hold")
    found["b4"] = other.path.read_bytes()
    other.skip("evidence:e4")
    other.finish()
    found["b5f"] = other.path.read_bytes()
    third = begun(desk, reviewer=CHAN)
    judge(third, "evidence:e1")
    third.finish()
    found["c"] = third.path.read_bytes()
    for one in (session, other, third):
        one.close()
    return found


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
