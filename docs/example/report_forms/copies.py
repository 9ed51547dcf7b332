"""The two files of a copy of a source, as they lie in the folder of copies: the document, and the link to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

DOSSIER = "clear-water-example"
ADDED = "2026-11-29T08:00:00Z"
REVIEWER = "example"


def copies_of(source: str, document: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of both files of a source whose copy is a PDF."""
    digest = sha256(document).hexdigest()
    yield f"{digest[:16]}.pdf", document
    link = {
        "schema": 1,
        "dossier": DOSSIER,
        "source": source,
        "sha256": digest,
        "media": "pdf",
        "file_name": f"{source}.pdf",
        "added": ADDED,
        "by": REVIEWER,
    }
    yield f"{digest[:16]}.{source}.json", json.dumps({"copy": {"1": link}}, separators=(",", ":")).encode() + b"\n"
