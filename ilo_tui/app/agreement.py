"""How far the reviewers of a folder agree: read, read again, and with letters instead of names."""

from __future__ import annotations

from threading import Lock

from ilo_tui.core.translator import Translator
from ilo_tui.review.agreement.analysis import Agreement, analyse
from ilo_tui.review.agreement.disagreements import Disagreement
from ilo_tui.review.agreement.figures import PAIRS
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.agreement_rows import reviewer_labels


class AgreementReader:
    """The agreement in a folder of sessions, None until it is read; `fault` says what kept it from being read."""

    def __init__(self, repository: SessionRepository, items: Items, *, hidden: bool = False) -> None:
        """Nothing is read yet. `hidden` gives letters instead of names."""
        self.repository, self.items, self.hidden = repository, items, hidden
        self.agreement: Agreement | None = None
        self.fault: ReviewError | None = None
        self._readings, self._lock = 0, Lock()

    def read(self, *, pairs: int | None = PAIRS) -> bool:
        """Read the sessions and work it out; of several readings at a time the one that was begun last counts.

        False where another was begun meanwhile. `pairs` as `figures` takes it.
        """
        with self._lock:
            self._readings += 1
            reading = self._readings
        agreement, fault = self._analyse(pairs)
        with self._lock:
            if reading != self._readings:
                return False
            self.agreement, self.fault = agreement, fault
        return True

    def _analyse(self, pairs: int | None) -> tuple[Agreement | None, ReviewError | None]:
        try:
            return analyse(self.repository.entries(), self.items, pairs=pairs), None
        except ReviewError as error:
            return None, error

    def labels(self, tr: Translator) -> dict[str, str]:
        """By id what a reviewer is called: the name, or a letter where names are hidden; of adjudicators too."""
        if self.agreement is None:
            return {}
        return reviewer_labels(self.agreement.ratings, self.hidden, tr, self.agreement.final_answers.values())

    def place_of(self, disagreement: Disagreement) -> int | None:
        """Where a disagreement stands now among all of them, the gravest first; None where it is none any more."""
        listed = self.agreement.differing if self.agreement else []
        return next((place for place, entry in enumerate(listed) if entry.key == disagreement.key), None)

    def disagreement_at(self, place: int) -> Disagreement | None:
        """The disagreement of a place; None where there is none."""
        listed = self.agreement.differing if self.agreement else []
        return listed[place] if 0 <= place < len(listed) else None
