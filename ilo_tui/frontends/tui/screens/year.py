"""What the timeline leads to: the claims of a year, of a period or without a date; the policies."""

from __future__ import annotations

from collections.abc import Sequence

from ilo_tui.app.contexts import Contexts
from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.model import Policy
from ilo_tui.dossier.timeline import claims_of_span
from ilo_tui.frontends.tui.filter_state import FilterState
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.views.markup import Block, block
from ilo_tui.views.timeline_words import span_name


class YearScreen(BrowseScreen):
    """The claims of some years (`2012`, `2010..2014`), of a period (`period:ID`), or without a date (`undated`)."""

    OF_PERIOD = True

    def __init__(self, contexts: Contexts, span: str, carried: FilterState | None = None) -> None:
        """The claims that fall into `span`, narrowed by the filter that is `carried`."""
        self.span = span
        super().__init__(contexts, claims_of_span(contexts.current.dossier, span), carried)

    def listed(self) -> Sequence[Listed]:
        """The claims of these years."""
        return claims_of_span(self.context.dossier, self.span)

    def name_of(self) -> str:
        """The years, or the name of the period."""
        return span_name(self.context, self.span)

    def nothing(self) -> list[Block]:
        """That there are no claims."""
        return [block(self.context.tr("No claim falls into this time."), "dim")]

    @property
    def route(self) -> tuple[str, ...]:
        """The years."""
        return ("year", self.span)


class PoliciesScreen(BrowseScreen):
    """Every policy."""

    KIND = "policies"
    COUNTED = False
    ORDERS = ()

    def __init__(self, contexts: Contexts) -> None:
        """All policies of the dossier."""
        super().__init__(contexts, list(contexts.current.dossier.records(Policy)))

    def listed(self) -> Sequence[Listed]:
        """Every policy."""
        return list(self.context.dossier.records(Policy))

    @property
    def route(self) -> tuple[str, ...]:
        """The policies."""
        return ("policies",)

    def name_of(self) -> str:
        """What the list is of."""
        return self.context.tr("Policies")

    def nothing(self) -> list[Block]:
        """That the dossier has none."""
        return [block(self.context.tr("This dossier has no policies."), "dim")]
