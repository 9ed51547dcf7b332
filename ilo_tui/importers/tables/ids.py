"""Stable ids out of codes and identifiers of other systems."""

from __future__ import annotations

import re
from collections.abc import Container
from hashlib import sha256

from ilo_tui.core.ids import ascii_lower

_OTHER = re.compile(r"[^a-z0-9_]+")
_LONGEST = 80
IDENT = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""An id of the format."""


def digest(text: str, length: int = 12) -> str:
    """The first hexadecimal digits of a text's SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(text: str, otherwise: str) -> str:
    """A text as an id without dots, at most 80 characters; `otherwise` where nothing of it is left.

    Dots are kept for what belongs to a record (`programme.iati`), so that such ids cannot collide with slugs.
    """
    short = _OTHER.sub("-", ascii_lower(text)).strip("-_") or otherwise
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 9]}-{digest(text, 8)}"


def ident_of(key: str, otherwise: str, reserved: Container[str] = ()) -> str:
    """An id that is a function of `key` alone (a `name_key`), the slug where that says all of it and is free.

    Else a digest of the key is added, never a number: what else stands in a file makes no difference.
    """
    plain = slug(key, otherwise)
    if plain == key and plain not in reserved:
        return plain
    return f"{plain[: _LONGEST - 9]}-{digest(key, 8)}"
