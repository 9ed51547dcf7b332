"""What a gap is: derived and never stored. Which crossings are gaps is decided in `gap_rules`."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from ilo_tui.dossier.model import Suggestion

GapKind = Literal["none", "untied", "own_only", "one_voice", "one_side", "no_measure"]
FormerKind = Literal["one_source", "one_stance"]
"""Kinds of version 0.1, of which items of old sessions may be."""

GAP_KINDS: tuple[GapKind, ...] = get_args(GapKind)


class Gap(Struct, frozen=True):
    """Something not known at the crossing of a programme with a dimension or a policy."""

    kind: GapKind | FormerKind
    programme: str
    dimension: str | None = None
    policy: str | None = None
    suggestions: list[str] = []

    @property
    def id(self) -> str:
        """`gap:PROGRAMME/CROSSED:KIND`, the item that a reviewer gives a priority."""
        return f"gap:{self.programme}/{self.dimension or self.policy}:{self.kind}"


def covers(suggestion: Suggestion, gap: Gap) -> bool:
    """Whether a suggestion's scope contains a gap: no programmes listed = all; no dimensions or policies = none."""
    if suggestion.programmes and gap.programme not in suggestion.programmes:
        return False
    return gap.dimension in suggestion.dimensions if gap.dimension else gap.policy in suggestion.policies
