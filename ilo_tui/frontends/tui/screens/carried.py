"""Lists of claims over a tab or screen whose filter narrows them, too."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.views.filter_words import filter_phrases


def carried_ids(carried: FilterState | None) -> frozenset[str] | None:
    """The claims that a filter of the whole dossier leaves; None where none is in force."""
    result = carried.result if carried else None
    return frozenset(claim.id for claims in result.crossed.values() for claim in claims) if result else None


class CarriedScreen(BrowseScreen):
    """A list of claims, narrowed by the filter that is carried over, and by its own."""

    def __init__(self, contexts: Contexts, evidence: Sequence[Evidence], carried: FilterState | None = None) -> None:
        """List `evidence`, of which only what the filter `carried` leaves."""
        super().__init__(contexts, evidence)
        self.carried = carried.result if carried else None
        self._carried_ids = carried_ids(carried)

    def matching(self) -> list[Listed]:
        """The claims that both filters leave, of the period in force."""
        matching = [record for record in super().matching() if isinstance(record, Evidence)]
        claims = in_period(self.context.dossier, matching, self.context.weighing.period)
        return [claim for claim in claims if self._carried_ids is None or claim.id in self._carried_ids]

    @property
    def carried_words(self) -> str:
        """The filter that was carried over, in words."""
        if self._carried_ids is None or self.carried is None:
            return ""
        words = filter_phrases(self.context, self.carried.query)
        return self.context.tr("filter: {words} ({left})", words=words, left=self.filter.remaining)

    def is_narrowed(self) -> bool:
        """Whether a filter is in force, its own or the one that was carried over."""
        return super().is_narrowed() or self._carried_ids is not None

    def narrow_to(self, text: str) -> str:
        """Filter by what is typed; nothing typed takes the filter that was carried over away, too, here."""
        if not text:
            self._carried_ids = None
        return super().narrow_to(text)
