"""Which of two states of a session goes on from the other: what makes merging free of order.

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
from typing import Any

import msgspec

from ilo_tui.review.merge.content import Content, read_again
from ilo_tui.review.merge.salvage import salvage
from ilo_tui.review.model import UNDECODABLE
from ilo_tui.review.session_reading import without_mark

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
    """The state in the bytes of a sound session file."""
    try:
        return _whole(without_mark(data))
    except UNDECODABLE:
        # A key that nobody knows may hold what nobody can read, as the number 1e999: like no other state, then.
        return State(sha256(data).hexdigest().encode(), (), b"", ())


def _whole(data: bytes) -> State:
    tables: dict[str, Any] = _decode(data)
    documents = sorted(tables.pop("decisions").values(), key=lambda one: one["seq"])
    (session,) = tables.pop("session").values()
    return _state(session, tuple(map(_encode, documents)), {name: table for name, table in tables.items() if table})


def _state(session: dict[str, Any], rows: tuple[bytes, ...], others: dict[str, Any]) -> State:
    end = {name: session.pop(name, None) for name in ("finished", "check_code")}
    queue: list[str] = session["queue"].pop("items") if session["queue"].get("loose") else []
    return State(_encode([session, others]), tuple(queue), _encode(end) if any(end.values()) else b"", rows)


def earlier(one: State, other: State) -> bool:
    """Whether `other` goes on from `one`, or says the same."""
    if one.head != other.head or one.rows != other.rows[: len(one.rows)]:
        return False
    if one.queue != other.queue[: len(one.queue)]:
        return False
    return not one.end or (one.end, one.rows, one.queue) == (other.end, other.rows, other.queue)


@dataclass(frozen=True)
class Remnant:
    """What is left of a damaged session: its document with the right dossier, and the rows that are whole.

    `begun` is the highest seq of which anything is there. `odd` says that more is there than can be compared.
    """

    session: dict[str, Any] | None
    others: dict[str, Any]
    rows: tuple[tuple[int, bytes], ...]
    begun: int
    odd: bool


def remnant(damaged: Content) -> Remnant:
    """Look through a damaged file again; raises `ReviewError` where that fails."""
    data = read_again(damaged)
    try:
        found = _misnamed(data) if damaged.misnamed else _salvaged(data)
        if damaged.misnamed and found.session:
            found.session["dossier"]["id"] = damaged.misnamed
    except UNDECODABLE:
        return Remnant(None, {}, (), 0, True)
    return found


def _misnamed(data: bytes) -> Remnant:
    """A session in which only the dossier's id is damaged is whole, unless it is cut off as well."""
    try:
        tables: dict[str, Any] = _decode(without_mark(data))
        documents = tables.pop("decisions").values()
        (session,) = tables.pop("session").values()
        rows = tuple((one["seq"], _encode(one)) for one in documents)
    except UNDECODABLE:
        return _salvaged(data)
    return Remnant(session, {name: table for name, table in tables.items() if table}, rows, len(rows), odd=False)


def _salvaged(data: bytes) -> Remnant:
    left = salvage(data)
    rows = tuple((seq, _encode(_decode(row))) for seq, row in left.rows)
    return Remnant(_decode(left.raw) if left.session else None, {}, rows, left.begun, left.odd)


def holds_remnant(left: Remnant, other: State) -> bool:
    """Whether all that is left of a damaged session is in a state of it."""
    if left.session is None or left.odd or left.begun > len(other.rows):
        return False
    if any(other.rows[seq - 1] != row for seq, row in left.rows):
        return False
    session = {**left.session, "queue": {**left.session["queue"]}}
    return earlier(_state(session, other.rows, left.others), other)


@dataclass
class Group:
    """The contents that belong to one session by their hash: sound ones, damaged ones, and what lies in the archive.

    `here` are the hashes of those that are in the folder already: an archived session does not drive them out.
    """

    sound: dict[str, Content] = field(default_factory=dict)
    damaged: dict[str, Content] = field(default_factory=dict)
    archived: dict[str, Content] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)


@dataclass
class Settled:
    """What becomes of a group: by hash, the content that holds it all; itself if it stands. `gone` is archived.

    `standing` are the contents that nothing else holds; `branches` is how many of these are sound.
    """

    held_by: dict[str, Content] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    standing: list[Content] = field(default_factory=list)
    branches: int = 0

    def add(self, content: Content, held_by: Content | None) -> None:
        """A content that another one holds, or that stands where none does."""
        self.held_by[content.sha] = held_by or content
        if held_by is None:
            self.standing.append(content)
            self.branches += content.kind == "sound"


def settle(group: Group) -> Settled:
    """Find the states from which no other goes on: one, unless the session has branched. May raise `ReviewError`."""
    settled = Settled()
    if not group.damaged and not group.archived and len(group.sound) == 1:
        (only,) = group.sound.values()
        settled.add(only, None)
        return settled
    states = {sha: state_of(one) for sha, one in (*group.sound.items(), *group.archived.items())}
    archived = [states[sha] for sha in group.archived]
    for one in _in_order(group.sound.values(), states):
        if one.sha not in group.here and any(earlier(states[one.sha], state) for state in archived):
            settled.gone.add(one.sha)
            continue
        # Whatever goes on from this one came before it.
        ends = (end for end in settled.standing if earlier(states[one.sha], states[end.sha]))
        settled.add(one, next(ends, None))
    sound = list(settled.standing)
    for one in group.damaged.values():
        left = remnant(one)
        if one.sha not in group.here and any(holds_remnant(left, state) for state in archived):
            settled.gone.add(one.sha)
        else:
            settled.add(one, next((end for end in sound if holds_remnant(left, states[end.sha])), None))
    return settled


def _in_order(contents: Iterable[Content], states: Mapping[str, State]) -> list[Content]:
    """So that whatever goes on from a state comes before it, and of the same state the smallest hash."""

    def order(one: Content) -> tuple[int, int, bool, str]:
        state = states[one.sha]
        return -len(state.rows), -len(state.queue), not state.end, one.sha

    return sorted(contents, key=order)
