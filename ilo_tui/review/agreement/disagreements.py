"""Where reviewers differ, the widest disagreement first, and which of it an adjudication has settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ilo_tui.dossier.records import AppliesTo, Scale
from ilo_tui.review.adjudication import Consensus
from ilo_tui.review.agreement.answers import categories
from ilo_tui.review.agreement.votes import Key, Vote, Votes
from ilo_tui.review.items import Items

_NONE: Mapping[Key, Consensus] = MappingProxyType({})


@dataclass(frozen=True)
class Disagreement:
    """An item on which reviewers differ, with all votes on it.

    `widths` has the scales on which they differ, in the order of asking: of an ordinal scale the distance from the
    lowest to the highest rank given, as a part of the scale's; of a nominal one the share outside the largest camp.
    """

    key: Key
    votes: list[Vote]
    widths: dict[str, float]
    width: tuple[float, ...]
    """The same of every scale of the item, 0 where they agree; compared like words, so the first question decides."""
    consensus: Consensus | None = None

    @property
    def asked(self) -> AppliesTo:
        """What was asked: the item's kind, or `attribution`."""
        return self.key[0]

    @property
    def item(self) -> str:
        """The item's name."""
        return self.key[1]

    @property
    def settled(self) -> bool:
        """Whether a consensus that saw all these votes stands."""
        return self.consensus is not None and not self.consensus.stale


def disagreements(votes: Votes, items: Items, agreed: Mapping[Key, Consensus] = _NONE) -> list[Disagreement]:
    """Every item on which reviewers differ on some scale, the widest first; `agreed` is what `consensus` found.

    Of equal ones that with more votes comes first. An answer without a rank makes no difference on an ordinal scale.
    """
    places = {scale.id: categories(scale) for scale in items.dossier.scales.values()}
    found = []
    for key, by in votes.by.items():
        scales = items.scales(key[0])
        width = tuple(_width(by, scale, places[scale.id]) for scale in scales) if len(by) > 1 else ()
        if any(width):
            widths = {scale.id: wide for scale, wide in zip(scales, width, strict=True) if wide}
            found.append(Disagreement(key, votes.of(key[1], key[0]), widths, width, agreed.get(key)))
    return sorted(found, key=_rank)


def _rank(one: Disagreement) -> tuple[Sequence[float], int, Key]:
    return [-wide for wide in one.width], -len(one.votes), one.key


def _width(by: Mapping[str, Vote], scale: Scale, places: Mapping[str, int]) -> float:
    """How far apart the answers to one scale are, from 0 to 1."""
    codes = (vote.decision.values.get(scale.id, "") for vote in by.values())
    given = [places[code] for code in codes if code in places]
    if len(given) < 2 or min(given) == max(given):
        return 0.0
    if scale.kind == "ordinal":
        return (max(given) - min(given)) / max(places.values())
    return 1 - max(Counter(given).values()) / len(given)
