"""The codelists that the import needs, condensed in `codelists.json`.

Source: IATI Standard, CC BY 4.0; names of countries: Unicode CLDR, Unicode License v3.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ilo_tui.dossier.records import Texts

_FILE = Path(__file__).with_name("codelists.json")

RESULT_TYPES = {
    "1": "output",
    "output": "output",
    "2": "outcome",
    "outcome": "outcome",
    "3": "impact",
    "impact": "impact",
    "9": "other",
    "other": "other",
}
"""Result types, as codes and as the words of version 1 in lower case; "other" has no dimension."""

DATE_TYPES = {
    "1": "planned start",
    "start-planned": "planned start",
    "2": "actual start",
    "start-actual": "actual start",
    "3": "planned end",
    "end-planned": "planned end",
    "4": "actual end",
    "end-actual": "actual end",
}
"""Types of activity dates, as codes and as the words of version 1."""

DEGREES = {"0": "not_targeted", "1": "significant"}
"""Policy significance as a degree; 2 and above are `principal`."""


class Codelists(msgspec.Struct, frozen=True):
    """Names by code: English, but for countries, which have every language of the program."""

    attribution: str
    activity_status: dict[str, str]
    organisation_role: dict[str, str]
    policy_marker: dict[str, str]
    policy_significance: dict[str, str]
    document_category: dict[str, str]
    sdg_goal: dict[str, str]
    sdg_target: dict[str, str]
    country: dict[str, Texts]


@cache
def codelists() -> Codelists:
    """The codelists, read once."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Codelists)


def by_code_or_word(names: dict[str, str], written: str) -> str:
    """The name of a code, or of a word in any case; what is neither stays as it is written."""
    plain = written.strip()
    code = plain.lstrip("0") or plain
    words = {name.lower(): name for name in names.values()}
    return names.get(code) or words.get(plain.lower()) or plain
