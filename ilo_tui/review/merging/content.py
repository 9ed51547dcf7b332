"""What a file holds, judged once for each content however many copies of it there are."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from sys import intern
from typing import Literal

from ilo_tui.i18n import N_
from ilo_tui.review.faults import BadFile, ReviewError, UnreadableSessionError
from ilo_tui.review.history import History
from ilo_tui.review.items import Items, asked_kind
from ilo_tui.review.listing import Code, code_of
from ilo_tui.review.merging.salvage import Salvage, salvage
from ilo_tui.review.reading import Loaded, parse_session
from ilo_tui.review.records import Session

LIMIT = 32 * 2**20
"""The largest file that is read, in bytes: a session of 50,000 decisions is half of it."""
_PEEKED = 4096

Kind = Literal["sound", "not_read"] | BadFile


@dataclass(frozen=True)
class Content:
    """What is in a file. `path` is where it can be read again, `sha` the hex SHA-256 of all of it ("" if not read).

    `records` counts what stands in the decisions table, of a damaged file what can be read of it. `judged` are the
    items that are, each with a star before it where it was asked for attribution.
    """

    path: Path
    kind: Kind
    sha: str = ""
    session: Session | None = None
    records: int = 0
    code: Code = "none"
    changed: int = 0
    removed: int = 0
    judged: tuple[str, ...] = ()
    fault: ReviewError | None = None
    salvage: Salvage | None = None

    @property
    def ident(self) -> str:
        """The id of the session; "" where it cannot be told."""
        return self.session.id if self.session else ""


class Reader:
    """Reads files, each content once."""

    def __init__(self, items: Items) -> None:
        """Judge against the dossier of `items`."""
        self.items = items
        self._known: dict[str, Content] = {}

    def read(self, path: Path) -> Content:
        """What is in a file; never raises for it."""
        try:
            data = read_bytes(path)
        except OSError as error:
            message, mend = N_("it cannot be read ({reason})"), N_("Check the rights to it, and its disk.")
            fault = ReviewError(message, mend, path, reason=error.strerror or error)
            return Content(path, "not_read", fault=fault)
        if data is None:
            return self._too_large(path)
        sha = sha256(data).hexdigest()
        if sha not in self._known:
            self._known[sha] = self._judge(path, data, sha)
        return self._known[sha]

    def _too_large(self, path: Path) -> Content:
        with path.open("rb") as file:
            # Other large JSON on a stick is nobody's concern.
            ours = b'"session"' in file.read(_PEEKED)
        return Content(path, "too_large" if ours else "no_session")

    def _judge(self, path: Path, data: bytes, sha: str) -> Content:
        try:
            loaded = parse_session(path, data)
        except UnreadableSessionError as fault:
            if fault.state != "damaged":
                return Content(path, fault.state, sha, fault=fault)
            left = salvage(data)
            if left.session and left.session.dossier.id != self.items.dossier.meta.id:
                return Content(path, "foreign", sha, left.session, len(left.rows), fault=fault)
            return Content(path, "damaged", sha, left.session, len(left.rows), fault=fault, salvage=left)
        if loaded.session.dossier.id != self.items.dossier.meta.id:
            return Content(path, "foreign", sha, loaded.session, len(loaded.records))
        return self._sound(path, sha, loaded)

    def _sound(self, path: Path, sha: str, loaded: Loaded) -> Content:
        session, changed, removed = loaded.session, 0, 0
        judged: list[str] = []
        for item, state in History(loaded.records).states().items():
            now = self.items.hash_of(item)
            removed += now is None
            changed += now is not None and now != state.item_hash
            asked = asked_kind(session.queue, item)
            if self.items.is_judged(asked, state.values):
                judged.append(intern(f"*{item}" if asked == "attribution" else item))
        code = code_of(session, loaded.records)
        return Content(path, "sound", sha, session, len(loaded.records), code, changed, removed, tuple(judged))


def read_bytes(path: Path) -> bytes | None:
    """All of a file, or None where it is larger than any session; raises `OSError`."""
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)
    return None if len(data) > LIMIT else data


def read_again(content: Content) -> bytes:
    """The bytes of a content once more; raises `ReviewError` where the file is gone or another."""
    try:
        data = read_bytes(content.path)
    except OSError:
        data = None
    if data is None or sha256(data).hexdigest() != content.sha:
        message = N_("it was changed or taken away while it was being merged")
        raise ReviewError(message, N_("Merge once more; nothing is lost."), content.path)
    return data
