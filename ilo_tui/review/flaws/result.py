"""What is found of a flaw: cases with the records that they mean, and what cannot be told. No total, no score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

FlawName = Literal[
    "description",
    "monitoring_as_evaluation",
    "data_collection_as_method",
    "unsubstantiated",
    "insufficient",
    "positive_bias",
    "perspectives",
    "others_ignored",
    "causal_on_monitoring",
    "general_from_single",
]
"""The ten flaws in their order: the first is number 1."""

CaseKind = Literal[
    "description",
    "monitoring_kinds",
    "interested_voices",
    "no_reason",
    "no_searches",
    "no_locator",
    "no_excerpt",
    "second_hand",
    "excerpts_stand",
    "conclusion_alone",
    "thesis_alone",
    "insufficient",
    "by_stake",
    "by_tie",
    "by_period",
    "high_against",
    "speaks",
    "silent",
    "nobody_else",
    "no_other_cause",
    "cause_on_monitoring",
    "cause_on_dossier",
    "cause_on_segments",
    "one_voice_cell",
    "one_voice_finding",
    "national",
]
"""What is found."""

UnknownKind = Literal[
    "no_ratings",
    "no_aims",
    "no_output",
    "source_kinds",
    "stakes",
    "designs",
    "proof",
    "readings",
    "bias",
    "ties",
    "periods",
    "groups",
    "speakers",
    "others",
    "no_attribution",
    "notes",
    "places",
    "no_findings",
    "waiting",
]
"""What cannot be told of a dossier."""

FLAW_NAMES: tuple[FlawName, ...] = get_args(FlawName)


class Case(Struct, frozen=True):
    """One thing found, with the records that it means: ids, or crossings as `cell:ROW/COLUMN`; all can be opened.

    `values` is what its words need: numbers, ids and codes.
    """

    kind: CaseKind
    records: tuple[str, ...]
    values: Mapping[str, object] = {}

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers among its values."""
        return {name: value for name, value in self.values.items() if type(value) is int}


class Findings(Struct, frozen=True):
    """What the rules of one flaw find, and what they cannot tell."""

    cases: tuple[Case, ...]
    unknown: tuple[UnknownKind, ...] = ()


class Flaw(Struct, frozen=True):
    """One of the ten flaws, by its number from 1, with what is found of it and what cannot be told."""

    number: int
    name: FlawName
    cases: tuple[Case, ...]
    unknown: tuple[UnknownKind, ...]
