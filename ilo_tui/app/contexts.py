"""The context in force while a front end runs. New contexts are made here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilo_tui.copies.proof import QuoteCheck
    from ilo_tui.copies.state import SourceCopies
    from ilo_tui.dossier.loading import Loading
    from ilo_tui.dossier.reader import DossierReader
    from ilo_tui.dossier.weighing import Weighing
    from ilo_tui.review.standing import ReviewedClaims
    from ilo_tui.views.blinding import Blinding
    from ilo_tui.views.context import DecisionTexts, DraftTexts, ObservationTexts, ViewContext

BlindingSource = Callable[[], "Blinding"]
"""What is hidden at this moment: judging goes from item to item."""


class Contexts:
    """Gives whatever is drawn the context of this moment.

    While somebody judges, each context that it gives is blinded, for the judging screen and for whatever lies over it:
    there is no way to an open one. Who begins to judge calls `blind`; what is forgotten leaves too much hidden, never
    too little.
    """

    def __init__(self, context: ViewContext) -> None:
        """Begin with `context`."""
        self._open = context
        self._blindings: list[BlindingSource] = []

    @property
    def current(self) -> ViewContext:
        """The context in force now."""
        return self._open.blinded(self._blindings[-1]()) if self._blindings else self._open

    @property
    def is_blinded(self) -> bool:
        """Whether somebody judges."""
        return bool(self._blindings)

    def switch_language(self, language: str) -> None:
        """Write in another language from now on."""
        self._open = self._open.in_language(language)

    @property
    def published(self) -> DossierReader:
        """The dossier as its file has it, without any draft."""
        return self._open.published or self._open.dossier

    def replace_dossier(self, dossier: DossierReader, loading: Loading | None = None) -> None:
        """Go on with another state of the published dossier, of which `loading` is still to be read."""
        self._open = self._open.with_dossier(dossier, loading)

    def lay_over(self, dossier: DossierReader, drafts: DraftTexts) -> None:
        """Show the `dossier` that drafts make of the published one, and in which records they do."""
        self._open = self._open.with_drafts(dossier, drafts)

    def weigh(self, weighing: Weighing) -> None:
        """Count other claims from now on."""
        self._open = self._open.weighed(weighing)

    def show_standing(self, standing: ReviewedClaims | None) -> None:
        """Count by what all reviewers made of the claims, too."""
        self._open = self._open.with_standing(standing)

    def show_decisions(self, decisions: DecisionTexts) -> None:
        """Show on pages and in lists what the reviewer decided."""
        self._open = self._open.with_decisions(decisions)

    def show_observations(self, observations: ObservationTexts) -> None:
        """Show on pages what reviewers saw in the field."""
        self._open = self._open.with_observations(observations)

    def show_copies(self, copies: SourceCopies) -> None:
        """Show on pages and in lists which documents of sources are here."""
        self._open = self._open.with_copies(copies)

    def show_proofs(self, proofs: Mapping[str, QuoteCheck]) -> None:
        """Show beside excerpts what copies say of them."""
        self._open = self._open.with_proofs(proofs)

    def blind(self, source: BlindingSource) -> Callable[[], None]:
        """Hide what `source` says, until the function that this returns is called; to call it twice does no harm."""
        self._blindings.append(source)

        def unblind() -> None:
            if source in self._blindings:
                self._blindings.remove(source)

        return unblind


class InContext:
    """Something that is written from the context in force."""

    contexts: Contexts

    @property
    def context(self) -> ViewContext:
        """The context in force now."""
        return self.contexts.current
