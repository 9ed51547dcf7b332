"""What was seen is known by what it is about, and by its place: by the dossier's own names, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.gazetteer import Gazetteer
from ilo_tui.dossier.model import Meta
from ilo_tui.dossier.parts import PlaceName
from ilo_tui.dossier.repository import load
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Observation, Reviewer, Seen
from ilo_tui.review.observations import (
    FieldObservation,
    ObservationIndex,
    by_place,
    observations_of,
    pages_of,
)
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import small2, written
from tests.review.help import CHAN, CLAIMS, SOK, begun, desk_at, elsewhere

PLACES = (
    PlaceName(name={"en": "Phnom Penh", "id": "Phnom Penh"}, level="province"),
    PlaceName(name={"en": "Sihanoukville", "id": "Preah Sihanouk"}, also=["Kâmpóng Saôm"], level="province"),
)
META = Meta(
    id="made", schema=2, edition="1", title={}, languages=["en"], default_language="en", place_names=list(PLACES)
)
GAZETTEER = Gazetteer(META)


def seen(place: str, item: str = "evidence:e1", date: str = "", seq: int = 1) -> FieldObservation:
    content = Seen(text="Two classrooms", place=place, date=date)
    return FieldObservation(SOK, "s", Observation(seq=seq, item=item, observation=content, at="2026-11-24T12:00:00Z"))


def observe(desk: ReviewEnvironment, reviewer: Reviewer, *notes: tuple[str, str, str]) -> None:
    """Write observations, each on an item, with a text and a date, in a session of this reviewer."""
    session = begun(desk, CLAIMS, reviewer)
    for item, text, date in notes:
        session.observe(item, text, "Kampot", date)
    session.close()


def test_those_of_every_session_come_in_the_order_in_which_they_were_seen(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    observe(desk, SOK, ("evidence:e1", "third", "2026-03-02"), ("evidence:e1", "undated", ""))
    observe(elsewhere(desk), CHAN, ("cell:p1/output", "second", "2026-03"), ("evidence:e9", "first", "2016"))
    observations = observations_of(SessionRepository(desk).entries())
    assert [entry.record.observation.text for entry in observations] == ["first", "second", "third", "undated"]
    assert [entry.reviewer for entry in observations] == [CHAN, CHAN, SOK, SOK]


def test_what_was_taken_back_a_copy_and_what_is_no_session_add_nothing(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    session.observe("evidence:e1", "stays")
    session.observe("evidence:e1", "goes")
    session.undo()
    session.close()
    content = session.path.read_bytes()
    session.path.with_name("copy.json").write_bytes(content)
    session.path.with_name("half.json").write_bytes(content[:100])
    assert [entry.record.observation.text for entry in observations_of(SessionRepository(desk).entries())] == ["stays"]


@pytest.mark.parametrize(
    ("item", "subjects"),
    [
        ("evidence:e1", {"e1", "cell:p1/output", "p1"}),
        ("evidence:e6", {"e6", "cell:p2/outcome", "p2", "plan"}),
        ("evidence:e8", {"e8", "cell:*policy/impact", "plan"}),
        ("evidence:e10", {"e10", "cell:*country/impact", "s1"}),
        ("cell:p1/output", {"cell:p1/output", "p1", "output"}),
        ("gap:p1/law:none", {"gap:p1/law:none", "cell:p1/law", "p1", "law"}),
        ("alignment:a1", {"a1", "p1", "plan"}),
        ("suggestion:s1", {"s1"}),
        ("evidence:no-such", set()),
        ("alignment:no-such", set()),
    ],
)
def test_an_observation_stands_on_the_pages_of_what_its_item_is_filed_under(
    tmp_path: Path, item: str, subjects: set[str]
) -> None:
    dossier = desk_at(tmp_path).items.dossier
    assert set(pages_of(dossier, item)) == subjects
    index = ObservationIndex(dossier, [seen("Kampot", item)])
    assert all([entry.item for entry in index.about(subject)] == [item] for subject in subjects)
    assert list(index.about("p3")) == []


def test_spellings_of_a_place_come_together_by_the_names_of_the_dossier() -> None:
    spellings = ("Sihanoukville", "PREAH  SIHANOUK", "kampong saom", " Sihanoukville ")
    seen_there = by_place(map(seen, spellings), GAZETTEER.meant_by)
    assert {place: len(observations) for place, observations in seen_there.items()} == {"sihanoukville": 4}


def test_what_names_no_place_of_the_dossier_is_at_none_and_nothing_is_guessed() -> None:
    words = ("near Phnom Penh", "Phnom Penh", "Phnom Pen", "Kép", "")
    assert list(by_place(map(seen, words), GAZETTEER.meant_by)) == ["phnom_penh"]


@given(st.lists(st.sampled_from(["Phnom Penh", "Preah Sihanouk", "Kep", "", "a, b", "\u202eKep"]) | st.text()))
def test_every_observation_stands_once_at_most_and_where_its_words_mean_a_place(places: list[str]) -> None:
    observations = [seen(place, seq=number) for number, place in enumerate(places, 1)]
    at_places = by_place(observations, GAZETTEER.meant_by)
    placed = {entry.record.seq: place for place, entries in at_places.items() for entry in entries}
    assert len(placed) == sum(map(len, at_places.values()))
    for entry in observations:
        assert placed.get(entry.record.seq) == GAZETTEER.find({"": entry.place})


def test_a_dossier_brings_its_names_and_a_repository_its_sessions(tmp_path: Path) -> None:
    items = Items(load(written(tmp_path, small2())))
    desk = ReviewEnvironment(tmp_path / "reviews", items, "0" * 16)
    session = begun(desk, ["evidence:ev-1"])
    session.observe("evidence:ev-1", "Two classrooms", "KÂMPÔT")
    session.close()
    at_places = by_place(
        observations_of(SessionRepository(desk).entries()), items.dossier.crossings.places.gazetteer.meant_by
    )
    assert {place: len(entries) for place, entries in at_places.items()} == {"kampot": 1}
