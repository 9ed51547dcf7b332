"""Every claim of the dossier as a list, or those that a filter leaves."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.views.markup import Block, block
from ilo_tui.views.source_counts import side_counts


class ClaimsScreen(BrowseScreen):
    """All claims, whatever they are about, whenever they were and however they are tied."""

    COUNTED = False

    def __init__(self, contexts: Contexts, carried: FilterState | None = None, text: str = "") -> None:
        """Narrowed as the tabs are by the filter that is `carried` over, and by a filter `text` of its own."""
        super().__init__(contexts, tuple(contexts.current.dossier.records(Evidence)), carried)
        if text:
            self.filter.set_text(text)

    def listed(self) -> Sequence[Listed]:
        """All claims."""
        return tuple(self.context.dossier.records(Evidence))

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Claims")

    def title_of(self, matching: Sequence[Listed]) -> str:
        """How many there are, and how many of them on which side; what is hidden is counted on none."""
        claims = [claim for claim in matching if isinstance(claim, Evidence)]
        blinding = self.context.blinding
        counts, hidden = (count_stances(claims), 0) if blinding.is_open else blinding.counts(claims)
        return f"{super().title_of(matching)}: {' '.join(side_counts(*counts, hidden))}"

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("This dossier has no claims."), "dim")]

    @property
    def route(self) -> tuple[str, ...]:
        """The list, and whether the tab's filter narrows it."""
        return ("claims", "carried") if self.filtered.carried.query else ("claims",)
