"""The codelists that the import needs, condensed in `codelists.json`.

Source: IATI Standard, CC BY 4.0; names of countries: Unicode CLDR, Unicode License v3.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ilo_tui.core.translator import N_
from ilo_tui.dossier.parts import Texts

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

RELATIONS = {
    "1": N_("parent"),
    "parent": N_("parent"),
    "2": N_("child"),
    "child": N_("child"),
    "3": N_("sibling"),
    "sibling": N_("sibling"),
    "4": N_("funded together"),
    "5": N_("of another organisation"),
}
"""Types of related activities, as codes and as the words of version 1."""

DATE_TYPES = {
    "1": N_("planned start"),
    "start-planned": N_("planned start"),
    "2": N_("actual start"),
    "start-actual": N_("actual start"),
    "3": N_("planned end"),
    "end-planned": N_("planned end"),
    "4": N_("actual end"),
    "end-actual": N_("actual end"),
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


def known(names: dict[str, str], written: str) -> str | None:
    """What a code (also one with zeros before it) or a word in any case means; None where the list has neither."""
    plain = written.strip().lower()
    return names.get(plain) or names.get(plain.lstrip("0"))


@cache
def country_codes() -> dict[str, str]:
    """The codes of countries by their names in lower case, for files that give no code."""
    return {name.lower(): code for code, names in codelists().country.items() for name in names.values()}


def by_code_or_word(names: dict[str, str], written: str) -> str:
    """The name of a code, or of a word in any case; what is neither stays as it is written."""
    plain = written.strip()
    code = plain.lstrip("0") or plain
    words = {name.lower(): name for name in names.values()}
    return names.get(code) or words.get(plain.lower()) or plain
