"""Which of two states of a session, or of a draft, goes on from the other: what makes merging free of order.

A state is earlier than another if all that is in it is in the other as well: the same session, its records the first of
the other's, its queue (which grows where it is loose) the beginning of the other's, and either it is not finished or it
is the same. That is a partial order, so the states that no other goes on from are the same for a set of files whatever
the order in which they come, also if others were dropped before. How a file is written (spaces, order of keys) is left
out of the comparison; of two that say the same, the one with the smaller hash stands for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ilo_tui.review.drafts.reading import parse_journal
from ilo_tui.review.errors import UnreadableSessionError
from ilo_tui.review.journal_reading import without_mark
from ilo_tui.review.merge.content import Content, read_again
from ilo_tui.review.merge.salvage import salvage
from ilo_tui.review.model import UNDECODABLE

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.decode


@dataclass(frozen=True)
class State:
    """A session as far as states of it are compared; `end` is when it was finished, with the check code."""

    head: bytes
    queue: tuple[str, ...]
    end: bytes
    rows: tuple[bytes, ...]


def state_of(content: Content) -> State:
    """The state in a sound file, which is read again; raises `ReviewError` where that fails."""
    return state_in(read_again(content))


def state_in(data: bytes) -> State:
    """The state in the bytes of a sound file of a session or a draft."""
    try:
        return _parse_state(without_mark(data))
    except UNDECODABLE:
        # A key that nobody knows may hold what nobody can read, as the number 1e999: like no other state, then.
        return State(sha256(data).hexdigest().encode(), (), b"", ())


def _parse_state(data: bytes) -> State:
    tables: dict[str, Any] = _decode(data)
    documents = sorted(tables.pop("decisions").values(), key=lambda document: document["seq"])
    (session,) = tables.pop("session").values()
    return _state(session, tuple(map(_encode, documents)), {name: table for name, table in tables.items() if table})


def _state(session: dict[str, Any], rows: tuple[bytes, ...], others: dict[str, Any]) -> State:
    end = {name: session.pop(name, None) for name in ("finished", "check_code")}
    # A draft has no queue.
    queue: list[str] = session["queue"].pop("items") if session.get("queue", {}).get("loose") else []
    return State(_encode([session, others]), tuple(queue), _encode(end) if any(end.values()) else b"", rows)


def earlier(first: State, second: State) -> bool:
    """Whether `second` goes on from `first`, or says the same."""
    if first.head != second.head or first.rows != second.rows[: len(first.rows)]:
        return False
    if first.queue != second.queue[: len(first.queue)]:
        return False
    return not first.end or (first.end, first.rows, first.queue) == (second.end, second.rows, second.queue)


@dataclass(frozen=True)
class Remnant:
    """What is left of a damaged session: its document with the right dossier, and the rows that are whole.

    `highest_seq` is the highest of which anything is there.
    """

    session: dict[str, Any]
    others: dict[str, Any]
    rows: tuple[tuple[int, bytes], ...]
    highest_seq: int


def remnant(damaged: Content) -> Remnant | None:
    """Look through a damaged file again; None where more is there than can be compared, or no session document.

    Raises `ReviewError` where it cannot be read.
    """
    data = read_again(damaged)
    try:
        result = _misnamed(damaged.path, data) if damaged.misnamed else _salvaged(data)
        if damaged.misnamed and result:
            result.session["dossier"]["id"] = damaged.misnamed
    except UNDECODABLE:
        return None
    return result


def _misnamed(path: Path, data: bytes) -> Remnant | None:
    """A session in which only the dossier's id is damaged is whole, unless more is damaged in it as well."""
    try:
        parse_journal(path, data)
    except UnreadableSessionError:
        return _salvaged(data)
    tables: dict[str, Any] = _decode(without_mark(data))
    documents = tables.pop("decisions").values()
    (session,) = tables.pop("session").values()
    rows = tuple((document["seq"], _encode(document)) for document in documents)
    return Remnant(session, {name: table for name, table in tables.items() if table}, rows, len(rows))


def _salvaged(data: bytes) -> Remnant | None:
    rest = salvage(data)
    rows = tuple((seq, _encode(_decode(row))) for seq, row in rest.rows)
    return Remnant(_decode(rest.raw), {}, rows, rest.highest_seq) if rest.session and not rest.has_unknown else None


def holds_remnant(rest: Remnant | None, other: State) -> bool:
    """Whether all that is left of a damaged session is in a state of it; of what cannot be compared nobody knows."""
    if rest is None or rest.highest_seq > len(other.rows):
        return False
    if any(other.rows[seq - 1] != row for seq, row in rest.rows):
        return False
    session = {name: {**value} if name == "queue" else value for name, value in rest.session.items()}
    return earlier(_state(session, other.rows, rest.others), other)


@dataclass
class Group:
    """The contents that belong to one session by their hash: sound ones, damaged ones, and what lies in the archive.

    `in_folder` are the hashes of those that are in the folder already: an archived session does not drive them out.
    """

    intact: dict[str, Content] = field(default_factory=dict)
    damaged: dict[str, Content] = field(default_factory=dict)
    archived: dict[str, Content] = field(default_factory=dict)
    in_folder: set[str] = field(default_factory=set)


@dataclass
class Resolution:
    """What becomes of a group: by hash, the content that holds it all; itself if it stands.

    `archived` are the hashes of what is held by a session in the archive, and stays out of the folder.
    `standing` are the contents that nothing else holds; `branches` is how many of these are sound.
    """

    held_by: dict[str, Content] = field(default_factory=dict)
    archived: set[str] = field(default_factory=set)
    standing: list[Content] = field(default_factory=list)
    branches: int = 0

    def add(self, content: Content, held_by: Content | None) -> None:
        """A content that another one holds, or that stands where none does."""
        self.held_by[content.sha] = held_by or content
        if held_by is None:
            self.standing.append(content)
            self.branches += content.kind == "intact"


def resolve(group: Group) -> Resolution:
    """Find the states from which no other goes on: one, unless the session has branched. May raise `ReviewError`."""
    resolution = Resolution()
    if not group.damaged and not group.archived and len(group.intact) == 1:
        (only,) = group.intact.values()
        resolution.add(only, None)
        return resolution
    states = {sha: state_of(content) for sha, content in (*group.intact.items(), *group.archived.items())}
    archived = [states[sha] for sha in group.archived]
    for content in _in_order(group.intact.values(), states):
        if content.sha not in group.in_folder and any(earlier(states[content.sha], state) for state in archived):
            resolution.archived.add(content.sha)
            continue
        # Whatever goes on from this one came before it.
        ends = (end for end in resolution.standing if earlier(states[content.sha], states[end.sha]))
        resolution.add(content, next(ends, None))
    intact = list(resolution.standing)
    for content in group.damaged.values():
        rest = remnant(content)
        if content.sha not in group.in_folder and any(holds_remnant(rest, state) for state in archived):
            resolution.archived.add(content.sha)
        else:
            resolution.add(content, next((end for end in intact if holds_remnant(rest, states[end.sha])), None))
    return resolution


def _in_order(contents: Iterable[Content], states: Mapping[str, State]) -> list[Content]:
    """So that whatever goes on from a state comes before it, and of the same state the smallest hash."""

    def order(content: Content) -> tuple[int, int, bool, str]:
        state = states[content.sha]
        return -len(state.rows), -len(state.queue), not state.end, content.sha

    return sorted(contents, key=order)
