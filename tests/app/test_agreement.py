"""Agreement as both front ends read it: the last reading counts, faults are said, names can be hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.agreement import AgreementReader
from ilo_tui.core.translator import Translator
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.session_file import SessionFile
from ilo_tui.review.session_repository import SessionRepository
from tests.review.agreement.many import claims, save_ratings
from tests.review.help import CHAN, SOK, desk_at

EN = Translator("en")


@pytest.fixture
def environment(tmp_path: Path) -> ReviewEnvironment:
    environment = desk_at(tmp_path)
    save_ratings(environment, SOK, claims("hhn"))
    save_ratings(environment, CHAN, claims("hnn"))
    return environment


def reader_of(environment: ReviewEnvironment) -> AgreementReader:
    return AgreementReader(SessionRepository(environment), environment.items)


def test_nothing_is_known_before_it_is_read(environment: ReviewEnvironment) -> None:
    reader = reader_of(environment)
    assert (reader.agreement, reader.fault, reader.labels(EN), reader.disagreement_at(0)) == (None, None, {}, None)


def test_disagreements_are_found_by_their_place_also_after_another_reading(environment: ReviewEnvironment) -> None:
    reader = reader_of(environment)
    assert reader.read()
    first = reader.disagreement_at(0)
    assert first is not None
    assert first.item == "evidence:e2"
    assert reader.disagreement_at(1) is None
    assert reader.disagreement_at(-1) is None
    save_ratings(environment, SOK, claims("n"))
    assert reader.read()
    assert reader.place_of(first) in {0, 1}
    assert {entry.item for entry in (reader.disagreement_at(0), reader.disagreement_at(1)) if entry} == {
        "evidence:e1",
        "evidence:e2",
    }


def test_names_become_letters(environment: ReviewEnvironment) -> None:
    reader = reader_of(environment)
    reader.read()
    assert set(reader.labels(EN).values()) == {"Sok Dara", "Chan Thy"}
    reader.hidden = True
    assert set(reader.labels(EN).values()) == {"Reviewer A", "Reviewer B"}


def test_a_folder_that_cannot_be_listed_is_a_fault_and_no_agreement(environment: ReviewEnvironment) -> None:
    reader = reader_of(environment)
    reader.read()
    for path in environment.reviews.rglob("*"):
        if path.is_file():
            path.unlink()
    aside = environment.reviews.rename(environment.reviews.with_name("aside"))
    environment.reviews.write_text("no folder")
    assert reader.read()
    assert reader.agreement is None
    assert reader.fault is not None
    environment.reviews.unlink()
    aside.rename(environment.reviews)
    assert reader.read()
    assert reader.fault is None


class Overtaken(SessionRepository):
    """A folder in which another reading is begun, and ended, while the first goes on."""

    reader: AgreementReader | None = None
    results: list[bool]

    def entries(self) -> list[SessionFile]:
        """Read the folder; the first time another reading comes in between."""
        entries, reader, self.reader = super().entries(), self.reader, None
        if reader:
            self.results = [reader.read()]
        return entries


def test_of_two_readings_the_one_begun_last_counts(environment: ReviewEnvironment) -> None:
    repository = Overtaken(environment)
    reader = AgreementReader(repository, environment.items)
    repository.reader = reader
    assert not reader.read()
    assert repository.results == [True]
    assert reader.agreement is not None
