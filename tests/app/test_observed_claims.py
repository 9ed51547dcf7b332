"""What was seen in the field becomes a claim: its words, where and when; nothing is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.observed_claims import claim_of_observation, observation_words
from ilo_tui.review.model import Observation, Reviewer, Seen
from ilo_tui.review.observations import FieldObservation
from tests.app.authors import start

SOK = Reviewer(id="sok-0001", name="Sok Dara", role="staff")


def seen(item: str, text: str, place: str = "", date: str = "") -> FieldObservation:
    record = Observation(seq=1, item=item, observation=Seen(text=text, place=place, date=date), at="2026-05-13T08:00Z")
    return FieldObservation(SOK, "one", record)


@pytest.mark.parametrize(
    ("date", "when"),
    [("", {}), ("2026", {"year": 2026}), ("2026-05", {"start": "2026-05", "end": "2026-05"})],
)
def test_an_observation_is_a_claim_where_it_was_made(tmp_path: Path, date: str, when: dict[str, object]) -> None:
    context = start(tmp_path).contexts.current
    fields = claim_of_observation(context, seen("evidence:ev-1", " The school is shut. ", "Poipet", date))
    assert fields["statement"] == {"en": "The school is shut."}
    assert (fields["place"], fields["origin"]) == ({"en": "Poipet"}, "observation")
    assert "source" not in fields and "locator" not in fields
    assert {key: value for key, value in fields.items() if key in {"year", "start", "end"}} == when


def test_what_was_seen_of_a_crossing_is_about_its_two_ends(tmp_path: Path) -> None:
    context = start(tmp_path).contexts.current
    fields = claim_of_observation(context, seen("cell:one/outcome", "Nobody came."))
    assert (fields["programme"], fields["dimension"]) == ("one", "outcome")


def test_an_observation_in_a_line_says_when_and_where_first(tmp_path: Path) -> None:
    words = observation_words(start(tmp_path).contexts.current.tr, seen("evidence:ev-1", "Shut.", "Poipet", "2026"))
    assert words == "2026, Poipet: Shut."
