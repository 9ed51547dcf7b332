"""Ids made of names, and names of files made of ids, which may be anything: a path, a line break, nothing at all."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

# As this program makes ids, ASCII digits only; what is of this form is a name that every file system takes.
_SESSION_ID = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9][a-z0-9-]{0,99}")


def file_stem(ident: str) -> str:
    """The name of a session's files without their end: its id if this program makes such ids, else a hash of it.

    It is never a path, and never the name of anything but a session: every place that makes a path of an id asks here.
    """
    if _SESSION_ID.fullmatch(ident):
        return ident
    return f"session-{hashed_stem(ident)}"


def hashed_stem(ident: str) -> str:
    """A name for a file about something, whatever that is called: 16 hex digits."""
    return sha256(ident.encode("utf-8", "replace")).hexdigest()[:16]


def ascii_lower(text: str) -> str:
    """The ASCII letters and signs that a text is spelt with, lower-case: accents go, other scripts go."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def slug(text: str, otherwise: str, longest: int = 40) -> str:
    """A name as a part of an id: lower-case ASCII words joined by `-`; `otherwise` where no such letter is in it."""
    return re.sub(r"[^a-z0-9]+", "-", ascii_lower(text)).strip("-")[:longest].strip("-") or otherwise
