"""Short hashes that tell whether what a reviewer read has changed, and the check code of a finished session.

All are over compact JSON with sorted keys, UTF-8, defaults left out, so that they do not depend on how a file was
written, in which order its documents stand, or which program wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

import msgspec

from ilo_tui.dossier.hashing import encode_sorted, hash_of
from ilo_tui.dossier.model import Record as DossierRecord
from ilo_tui.review.drafts.model import DraftHead, DraftRecord
from ilo_tui.review.model import JournalRecord, Session

__all__ = ["check_code", "crossing_hash", "hash_of", "shuffle_key"]

R = TypeVar("R", bound=DossierRecord)

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def crossing_hash(records: Iterable[R], kind: str = "", record_hash: Callable[[R], str] = hash_of) -> str:
    """The hash of a crossing: its records' sorted ids and hashes, and of a gap the kind as well."""
    pairs = sorted((record.id, record_hash(record)) for record in records)
    return hash_of([kind, pairs] if kind else pairs)


def check_code(session: Session | DraftHead, records: Sequence[JournalRecord | DraftRecord]) -> str:
    """Twelve characters, `XXXX-XXXX-XXXX`, never I, L, O or U, over a session or draft, but its code, and records."""
    bare = msgspec.structs.replace(session, check_code=None)
    number = int.from_bytes(sha256(encode_sorted([bare, list(records)])).digest()[:8], "big") >> 4
    code = "".join(_CROCKFORD[number >> shift & 31] for shift in range(55, -1, -5))
    return "-".join((code[:4], code[4:8], code[8:]))


def shuffle_key(seed: int, purpose: str, item: str) -> bytes:
    """The place of an item in a shuffle: the same on every machine, and independent from one purpose to another."""
    return sha256(f"{seed}:{purpose}:{item}".encode()).digest()
