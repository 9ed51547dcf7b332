"""Files that are never written over, whatever a person asks for: sessions, and what the program keeps beside them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import msgspec

from ilo_tui.core.files import read_small
from ilo_tui.core.folders import state_folder
from ilo_tui.review.journal import LARGEST_SESSION
from ilo_tui.review.lock import HIDDEN

_SESSION_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-.+-[0-9a-f]{8}(\.[0-9a-f]{4})?\.(json|unreadable)")
_BEGINNING = re.compile(rb"\s*\{\s*\"session\"\s*:")
_TABLES = msgspec.json.Decoder(dict[str, msgspec.Raw])


def is_protected(path: Path) -> bool:
    """Whether a path, also through links, is a session or something that the program keeps for itself.

    A session is known by what is in it, wherever it lies and whatever it is called, a damaged one by its beginning or
    its name. May raise `OSError`.
    """
    target = Path(os.path.realpath(path))
    if HIDDEN in path.absolute().parts or HIDDEN in target.parts:
        return True
    if not target.is_file():
        return False
    return target.parent == Path(os.path.realpath(state_folder())) or _is_session(target)


def _is_session(path: Path) -> bool:
    if _SESSION_NAME.fullmatch(path.name):
        return True
    size = path.stat().st_size
    if size > LARGEST_SESSION:
        with path.open("rb") as file:
            return bool(_BEGINNING.match(file.read(1024)))
    data = read_small(path, LARGEST_SESSION)
    try:
        return {"session", "decisions"} <= _TABLES.decode(data).keys()
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return bool(_BEGINNING.match(data))
