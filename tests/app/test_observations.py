"""Observations: what they are about, what is typed of them, and that a failing disk costs no word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from ilo_tui.app.observations import NewObservation, ObservationForm, date_phrase, save_observation, subjects_of
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Dimension, Programme
from ilo_tui.review.session import ReviewSession
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from tests.app.failing import FillingDisk
from tests.review.help import CLAIMS, SOK, Clock, begun, desk_at

CLAIM = CLAIMS[0]


@dataclass(frozen=True)
class LateObservation(NewObservation):
    """An observation at which the disk fills up once its session is open."""

    disk: FillingDisk = field(default_factory=FillingDisk)
    folder: Path = Path()

    def save_in(self, session: ReviewSession) -> datetime:
        self.disk.full = self.folder
        return super().save_in(session)


def test_a_claim_stays_what_it_is_about(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    assert subjects_of(items, CLAIM.partition(":")[2]) == [CLAIM]
    form = ObservationForm(items, CLAIM)
    form.text, form.place, form.date, form.dimension = " two classrooms ", " Kampot", "2026-11-01 ", "nonsense"
    assert form.observation() == NewObservation(CLAIM, "two classrooms", "Kampot", "2026-11-01")


def test_a_programme_has_a_cell_for_each_dimension_and_the_dimension_is_checked(tmp_path: Path) -> None:
    items = desk_at(tmp_path).items
    programme = next(iter(items.dossier.ids(Programme)))
    cells = subjects_of(items, programme)
    assert cells == [f"cell:{programme}/{dimension}" for dimension in items.dossier.ids(Dimension)]
    form = ObservationForm(items, cells[0])
    assert form.programme == programme
    assert f"cell:{programme}/{form.dimension}" == cells[0]
    form.dimension = "no such"
    checks = [form.unknown_dimension]
    form.text = "two classrooms"
    checks.append(form.unknown_dimension)
    assert checks == [False, True]
    assert form.observation() is None
    form.dimension = f" {list(items.dossier.ids(Dimension))[-1]} "
    observation = form.observation()
    assert observation is not None
    assert observation.item == cells[-1]


@pytest.mark.parametrize(("date", "wrong"), [("", False), (" 2026 ", False), ("2026-13-01", True), ("soon", True)])
def test_a_date_that_no_calendar_has_is_refused_with_what_was_typed_kept(
    tmp_path: Path, date: str, wrong: bool
) -> None:
    form = ObservationForm(desk_at(tmp_path).items, CLAIM)
    form.text, form.date = "two classrooms", date
    observation = form.observation()
    assert (form.wrong_date, observation is None, form.text) == (wrong, wrong, "two classrooms")


@pytest.mark.parametrize(
    ("typed", "date"),
    [("12 Maret 2026", "2026-03-12"), ("yesterday", "2026-11-23"), ("24 Nov", "2026-11-24"), ("", "")],
)
def test_a_date_is_stored_in_iso_however_it_was_typed(tmp_path: Path, typed: str, date: str) -> None:
    form = ObservationForm(desk_at(tmp_path).items, CLAIM, clock=Clock())
    form.text, form.date = "two classrooms", typed
    assert form.observation() == NewObservation(CLAIM, "two classrooms", "", date)


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("3/4/2026", ["3 April 2026", "4 March 2026"]),
        ("12/3/2026", ["12 March 2026", "3 December 2026 (in the future)"]),
        ("2026-12-24", ["24 December 2026 (in the future)"]),
    ],
)
def test_a_date_that_is_not_clear_is_not_stored_before_somebody_says_which_it_is(
    tmp_path: Path, typed: str, phrases: list[str]
) -> None:
    form = ObservationForm(desk_at(tmp_path).items, CLAIM, clock=Clock())
    form.date = typed
    assert not form.unclear_date
    form.text = "two classrooms"
    assert (form.unclear_date, form.wrong_date, form.observation()) == (True, False, None)
    readings = form.typed_date.readings
    assert [date_phrase(Translator("en"), form.typed_date, reading) for reading in readings] == phrases
    form.choose_date(readings[-1])
    observation = form.observation()
    assert observation and observation.date == readings[-1]
    form.date = "3/5/2020"
    assert form.observation() is None


@pytest.mark.parametrize("ident", ["", "no-such", "suggestion:s1", None])
def test_nothing_is_observed_on_anything_else(tmp_path: Path, ident: str | None) -> None:
    assert subjects_of(desk_at(tmp_path).items, ident) == []


def test_an_empty_text_is_nothing(tmp_path: Path) -> None:
    form = ObservationForm(desk_at(tmp_path).items, CLAIM)
    form.text, form.place = " \n ", "Kampot"
    assert form.empty
    assert form.observation() is None


def test_it_is_saved_in_the_session_that_has_the_claim_and_adds_nothing_to_its_queue(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    session = begun(environment, CLAIMS[:2])
    session.close()
    repository = SessionRepository(environment)
    saved = save_observation(repository, SOK, "en", NewObservation(CLAIM, "two classrooms"))
    assert saved.saved
    assert saved.saver is None
    (entry,) = repository.entries()
    assert entry.session is not None
    assert entry.session.queue.items == CLAIMS[:2]
    assert [record.item for record in entry.history.observations(CLAIM)] == [CLAIM]


def test_what_no_disk_takes_stays_in_an_open_session_to_be_tried_again(tmp_path: Path) -> None:
    disk = FillingDisk()
    environment = desk_at(tmp_path, disk)
    begun(environment, CLAIMS[:2]).close()
    repository = SessionRepository(environment)
    saved = save_observation(
        repository, SOK, "en", LateObservation(CLAIM, "two classrooms", disk=disk, folder=environment.reviews)
    )
    assert saved.pending
    assert saved.saver is not None
    disk.full = None
    assert saved.saver.retry().saved
    assert len(read_session(saved.saver.session.path).records) == 1
    saved.saver.close()


def test_a_session_that_cannot_be_had_is_reported_and_nothing_is_open(tmp_path: Path) -> None:
    environment = desk_at(tmp_path)
    environment.reviews.parent.mkdir(exist_ok=True)
    environment.reviews.write_text("a file, not a folder")
    saved = save_observation(SessionRepository(environment), SOK, "en", NewObservation(CLAIM, "two classrooms"))
    assert not saved.saved
    assert saved.saver is None
