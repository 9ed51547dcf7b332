"""Dates as precise as they are known, in ISO."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


# The dates of a large dossier recur.
@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """Whether this is a year, a month or a day that the calendar has: `2016`, `2016-03`, `2016-03-01`."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        return False
    return True
