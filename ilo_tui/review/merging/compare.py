"""Which of two states of a session goes on from the other: what makes merging free of order.

A state is earlier than another if all that is in it is in the other as well: the same session, its records the first of
the other's, its queue (which grows where it is loose) the beginning of the other's, and either it is not finished or it
is the same. That is a partial order, so the states that no other goes on from are the same for a set of files whatever
the order in which they come, also if others were dropped before. How a file is written (spaces, order of keys) is left
out of the comparison; of two that say the same, the one with the smaller hash stands for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec

from ilo_tui.review.merging.content import Content, read_again
from ilo_tui.review.reading import without_mark
from ilo_tui.review.records import UNDECODABLE

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


def remains_of(damaged: Content, other: State) -> bool:
    """Whether all that can be read of a damaged file, or was begun in it, is in a state of its session."""
    left = damaged.salvage
    if left is None or left.session is None or left.odd or left.begun > len(other.rows):
        return False
    try:
        if any(other.rows[seq - 1] != _encode(_decode(row)) for seq, row in left.rows):
            return False
        return earlier(_state(_decode(left.raw), other.rows, {}), other)
    except UNDECODABLE:
        return False


@dataclass
class Group:
    """The contents that belong to one session, each once: sound ones, damaged ones, and what lies in the archive.

    `here` are the hashes of those that are in the folder already: an archived session does not drive them out.
    """

    sound: list[Content] = field(default_factory=list)
    damaged: list[Content] = field(default_factory=list)
    archived: list[Content] = field(default_factory=list)
    here: set[str] = field(default_factory=set)


@dataclass
class Settled:
    """What becomes of a group: by hash, the content that holds it all; itself if it stands. `gone` is archived."""

    held_by: dict[str, Content] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def standing(self) -> list[Content]:
        """The contents that nothing else holds."""
        return [one for sha, one in self.held_by.items() if one.sha == sha]


def settle(group: Group) -> Settled:
    """Find the states from which no other goes on: one, unless the session has branched. May raise `ReviewError`."""
    settled = Settled()
    if not group.damaged and not group.archived and len(group.sound) == 1:
        settled.held_by[group.sound[0].sha] = group.sound[0]
        return settled
    states = {one.sha: state_of(one) for one in (*group.sound, *group.archived)}
    archived = [states[one.sha] for one in group.archived]
    for one in _in_order(group.sound, states):
        if one.sha not in group.here and any(earlier(states[one.sha], state) for state in archived):
            settled.gone.add(one.sha)
            continue
        # Whatever goes on from this one came before it.
        ends = (end for end in settled.standing if earlier(states[one.sha], states[end.sha]))
        settled.held_by[one.sha] = next(ends, one)
    ends_ = settled.standing
    for one in group.damaged:
        if one.sha not in group.here and any(remains_of(one, state) for state in archived):
            settled.gone.add(one.sha)
        else:
            settled.held_by[one.sha] = next((end for end in ends_ if remains_of(one, states[end.sha])), one)
    return settled


def _in_order(contents: Sequence[Content], states: Mapping[str, State]) -> list[Content]:
    """So that whatever goes on from a state comes before it, and of the same state the smallest hash."""

    def order(one: Content) -> tuple[int, int, bool, str]:
        state = states[one.sha]
        return -len(state.rows), -len(state.queue), not state.end, one.sha

    return sorted(contents, key=order)
