"""Ids of sources out of the keys that references are cited by: the key itself wherever it is a safe id."""

from __future__ import annotations

import re
from collections.abc import Container

from ilo_tui.core.ids import ascii_lower
from ilo_tui.importers.references.reference import Reference
from ilo_tui.importers.tables.ids import IDENT, digest, slug

_LONGEST = 80
_UNSAFE = re.compile(r"[^a-z0-9._-]+")


def id_of(reference: Reference, reserved: Container[str]) -> str:
    """The id of a reference: its key, else one made of who wrote it and when, or of its title.

    Where that is `reserved` a digest of all that tells it apart is added, never a number: what else stands in a file
    makes no difference.
    """
    plain = _safe(reference.key) or _id_of_content(reference)
    if plain not in reserved:
        return plain
    return f"{plain[: _LONGEST - 9]}-{digest('|'.join((reference.key, reference.title, reference.year)), 8)}"


def _safe(key: str) -> str:
    """A key as an id; one that is an id already is not touched."""
    if len(key) <= _LONGEST and IDENT.fullmatch(key):
        return key
    safe = _UNSAFE.sub("-", ascii_lower(key)).strip("-._")
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST - 9]}-{digest(key, 8)}"


def _id_of_content(reference: Reference) -> str:
    author = reference.authors[0].split(",")[0] if reference.authors else ""
    year = re.search(r"\d{4}", reference.year, re.ASCII)
    if author and year and ascii_lower(author).strip():
        return slug(f"{author} {year[0]}", "source")
    return slug(" ".join(reference.title.split()[:6]), f"source-{digest(reference.title, 8)}")
