"""What a gap is: derived and never stored. Which crossings are gaps is decided in `gap_rules`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.model import Suggestion

GapKind = Literal["none", "untied", "own_only", "one_voice", "one_side", "no_measure"]
FormerKind = Literal["one_source", "one_stance"]
"""Kinds of version 0.1, of which items of old sessions may be."""

GAP_KINDS: tuple[GapKind, ...] = get_args(GapKind)

SUCCESSORS: dict[FormerKind, GapKind] = {"one_source": "one_voice", "one_stance": "one_side"}
"""What filters by a kind of version 0.1 look for now."""


class Gap(Derived, frozen=True):
    """Something not known at the crossing of a programme with a dimension or a policy."""

    kind: GapKind | FormerKind
    programme: str
    dimension: str | None = None
    policy: str | None = None
    suggestions: list[str] = []

    @property
    def id(self) -> str:
        """`gap:PROGRAMME/CROSSED:KIND`, the item that a reviewer gives a priority."""
        return f"gap:{self.programme}/{self.crossed}:{self.kind}"

    @property
    def crossed(self) -> str:
        """The dimension or the policy."""
        return self.dimension or self.policy or ""

    def words(self) -> Iterable[str]:
        """Its kind, what is crossed, and the suggestions that cover it."""
        return [self.kind, self.programme, self.dimension or "", self.policy or "", *self.suggestions]

    def fields(self) -> dict[str, object]:
        """What is crossed, by the name of its kind, what is lacking, and what covers it."""
        crossed = {"dimension": self.dimension} if self.dimension else {"policy": self.policy}
        return {"kind": self.kind, "programme": self.programme, **crossed, "suggestions": self.suggestions}


def covers(suggestion: Suggestion, gap: Gap) -> bool:
    """Whether a suggestion's scope contains a gap: no programmes listed = all; no dimensions or policies = none."""
    if suggestion.programmes and gap.programme not in suggestion.programmes:
        return False
    return gap.dimension in suggestion.dimensions if gap.dimension else gap.policy in suggestion.policies
