"""Ids of new records: made apart by several authors, and yet never the same."""

from __future__ import annotations

import os
from collections.abc import Callable

PREFIXES = {
    "actors": "actor",
    "aims": "aim",
    "sources": "src",
    "programmes": "prog",
    "dimensions": "dim",
    "evidence": "ev",
    "indicators": "ind",
    "policies": "pol",
    "alignments": "al",
    "suggestions": "sug",
    "findings": "find",
    "scales": "scale",
}
"""What the id of a new record begins with, by its table."""


def new_id(table: str, is_known: Callable[[str], bool] = lambda _: False) -> str:
    """An id for a new record: the prefix of its table and 8 random hex digits, none that `is_known`."""
    while is_known(ident := f"{PREFIXES[table]}-{os.urandom(4).hex()}"):
        pass
    return ident
