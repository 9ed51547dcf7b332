"""An observation from the field: what it is about, what is typed of it, and saving it without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ilo_tui.app.saving import SaveResult, SessionSaver
from ilo_tui.core.date_words import date_words
from ilo_tui.core.translator import N_, Translator
from ilo_tui.core.typed_dates import TypedDate, read_date
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.review.environment import now
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.targets import observed

NO_DATE = N_("{date} is no date. Write 2026, 2026-11 or 2026-11-24; nothing where it is not known.")
"""Why a date is refused."""


def date_phrase(tr: Translator, typed: TypedDate, reading: str) -> str:
    """A reading of a typed date in words, and that it has not come yet by this computer's clock, if it has not."""
    phrase = tr.date(reading)
    return tr("{date} (in the future)", date=phrase) if reading in typed.future else phrase


@dataclass(frozen=True)
class NewObservation:
    """What was written, and the claim or cell that it is about."""

    item: str
    text: str
    place: str = ""
    date: str = ""

    def save_in(self, session: ReviewSession) -> datetime:
        """Save it in a session; raises like `ReviewSession.observe`."""
        return session.observe(self.item, self.text, self.place, self.date)


def subjects_of(items: Items, ident: str | None) -> list[str]:
    """The claims or cells that an observation may be about: of a programme, a cell for each dimension.

    The first is meant where nobody says otherwise; none where it would be about no claim and no programme.
    """
    if item := observed(items, ident):
        return [item]
    if ident in items.dossier.ids(Programme):
        return [f"cell:{ident}/{dimension}" for dimension in items.dossier.ids(Dimension)]
    return []


class ObservationForm:
    """An observation while it is written. On a cell the dimension can be changed; a claim stays what it is about."""

    def __init__(self, items: Items, item: str, clock: Callable[[], datetime] = now) -> None:
        """About `item`, a claim or a cell of the gap map; nothing is typed yet. By `clock` a date is in the future."""
        self.items, self.item, self._clock = items, item, clock
        self.text = self.place = self.date = ""
        self._chosen_date = ""
        self.dimension = "" if self.on_claim else item.partition("/")[2]
        self.error: ReviewError | None = None
        """Why what was typed could not be saved."""

    @property
    def on_claim(self) -> bool:
        """Whether it is about a claim."""
        return self.item.startswith("evidence:")

    @property
    def programme(self) -> str:
        """The row of the gap map that it is about; empty on a claim."""
        return "" if self.on_claim else self.item.removeprefix("cell:").partition("/")[0]

    @property
    def subject(self) -> str:
        """The item that it is about, as typed."""
        return self.item if self.on_claim else f"{self.item.partition('/')[0]}/{self.dimension.strip()}"

    @property
    def empty(self) -> bool:
        """Whether nothing was seen: then nothing is saved."""
        return not self.text.strip()

    @property
    def unknown_dimension(self) -> bool:
        """Whether the dimension that was typed is none."""
        return not self.empty and self.items.find(self.subject) is None

    @property
    def typed_date(self) -> TypedDate:
        """What can be meant by what was typed as its date; what was chosen is meant."""
        if self._chosen_date and self._chosen_date == self.date:
            return TypedDate((self._chosen_date,))
        return self.read(self.date)

    def read(self, date: str) -> TypedDate:
        """What can be meant by a date, today by the clock of this computer."""
        return read_date(date, self._clock().astimezone().date(), date_words())

    def choose_date(self, reading: str) -> None:
        """Take one of the readings of its date for what is meant, also where it is in the future."""
        self.date = self._chosen_date = reading

    @property
    def wrong_date(self) -> bool:
        """Whether what was typed as its date is none."""
        return not self.empty and bool(self.date.strip()) and not self.typed_date.readings

    @property
    def unclear_date(self) -> bool:
        """Whether a person has to say which date is meant, or that one in the future is."""
        return not self.empty and bool(self.typed_date.readings) and not self.typed_date.certain

    def observation(self) -> NewObservation | None:
        """What was written; None where that is nothing, about no dimension, or of a day that is none or not clear."""
        if self.empty or self.unknown_dimension or self.wrong_date or self.unclear_date:
            return None
        return NewObservation(self.subject, self.text.strip(), self.place.strip(), self.typed_date.certain)


@dataclass(frozen=True)
class ObservationSaved(SaveResult[datetime]):
    """What came of saving an observation; `saver` has the session open where it is kept there, on no disk yet."""

    saver: SessionSaver | None = None


def save_observation(
    repository: SessionRepository, reviewer: Reviewer, language: str, observation: NewObservation
) -> ObservationSaved:
    """Save an observation in the reviewer's session for it.

    The session is closed then, unless the observation is on no disk: so whoever has it can try again.
    """
    try:
        session = repository.session_to_observe(observation.item, reviewer, language)
    except ReviewError as error:
        return ObservationSaved(error=error)
    saver = SessionSaver(session)
    result = saver.run(lambda: observation.save_in(session))
    if saver.unsaved:
        return ObservationSaved(error=result.error, saver=saver)
    session.close()
    return ObservationSaved(result.value, result.error)
