"""The hashes of a record and of a whole dossier, over compact JSON with sorted keys, defaults left out.

They do not depend on how the file was written, in which order its documents stand, or which program wrote it.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec

from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.schema1 import kinds_of

encode_sorted = msgspec.json.Encoder(order="sorted").encode
"""Compact JSON with sorted keys, of which every hash is made."""

HASH_DIGITS = 16
"""Hex digits that are kept of a SHA-256."""


def hash_of(value: object) -> str:
    """16 hex digits of a record, or of anything that can be JSON."""
    return sha256(encode_sorted(value)).hexdigest()[:HASH_DIGITS]


def content_hash(dossier: DossierReader) -> str:
    """The hash of everything in a dossier: an object of its schema's tables, each an array of records sorted by id.

    It is fed record by record, so that a dossier of 100 MB needs no second 100 MB.
    """
    digest = sha256()
    for number, name in enumerate(sorted(kinds_of(dossier.meta.schema))):
        digest.update(b"%b%b:[" % (b"," if number else b"{", encode_sorted(name)))
        for place, record in enumerate(sorted(dossier.records(TABLES[name]), key=lambda record: record.id)):
            digest.update(b"," if place else b"")
            digest.update(encode_sorted(record))
        digest.update(b"]")
    digest.update(b"}")
    return digest.hexdigest()[:HASH_DIGITS]
