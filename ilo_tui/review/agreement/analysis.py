"""Everything about agreement at once: the ratings, the figures, the differences, and the final answers to these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.disagreements import Disagreement, disagreements
from ilo_tui.review.agreement.editors import EditorsAgreement, editors_agreement
from ilo_tui.review.agreement.figures import PAIRS, Figure, figures
from ilo_tui.review.agreement.lacking import Lacking, lacking
from ilo_tui.review.agreement.ratings import Key, Rating, Ratings, misdated_repeats
from ilo_tui.review.edition_change import EditionChange, edition_changes
from ilo_tui.review.items import Items
from ilo_tui.review.results import review_results
from ilo_tui.review.session_file import SessionFile


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree, and where they do not.

    `differing` has the gravest disagreement first, and at its end what is but one step apart; `lacking` is what the
    edition has no place for, `misdated` what `misdated_repeats` found; `editors` is how far reviewers read claims as
    the editors do; `editions` what became of decisions on other editions.
    """

    ratings: Ratings
    figures: list[Figure]
    differing: list[Disagreement]
    final_answers: dict[Key, FinalAnswer]
    lacking: Lacking = field(default_factory=Lacking)
    misdated: list[tuple[Key, list[Rating]]] = field(default_factory=list)
    editors: EditorsAgreement = field(default_factory=EditorsAgreement)
    editions: EditionChange = field(default_factory=EditionChange)

    @property
    def disagreements(self) -> list[Disagreement]:
        """What counts as a disagreement."""
        return [disagreement for disagreement in self.differing if not disagreement.one_step]

    @property
    def one_step(self) -> list[Disagreement]:
        """What is one step apart: named, and never counted as a disagreement."""
        return [disagreement for disagreement in self.differing if disagreement.one_step]


def analyse(
    entries: Sequence[SessionFile], items: Items, *, pairs: int | None = PAIRS, now: datetime | None = None
) -> Agreement:
    """The agreement in all sessions of a repository; `pairs` as `figures` takes it, `now` by this machine's clock."""
    results = review_results(entries, items)
    ratings, answers = results.ratings, results.final_answers
    differing = disagreements(ratings, items, answers)
    repeats = misdated_repeats(ratings, now or datetime.now(UTC))
    return Agreement(
        ratings,
        figures(ratings, items, pairs=pairs),
        differing,
        answers,
        lacking(entries, items),
        repeats,
        editors_agreement(ratings, items, answers),
        edition_changes(entries, items, ratings),
    )
