"""The page of an actor: its interest, with whose voice it counts, what it does and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import opened
from tests.views.schema2 import tied_tables


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ViewContext:
    tables = tied_tables()
    tables["actors"]["5"] = {"id": "desk", "name": {"en": "Desk", "id": "Meja"}, "voice_of": "office"}
    return ViewContext(opened(tmp_path_factory.mktemp("tied"), tables), Translator("en"))


def page(context: ViewContext, ident: str) -> list[str]:
    return list(plain_lines(page_of(context, ident, 200) or [], 200))


def test_an_actor_has_a_stake_and_counts_with_a_voice_through_any_number_of_steps(context: ViewContext) -> None:
    shown = page(context, "desk")
    assert shown[:3] == [
        "Desk",
        "Stake: its own work is judged",
        "Counts with the voice of: Agency (for children) [agency]",
    ]
    assert "Stake: its own conduct is told of" in page(context, "state")


def test_who_is_evaluated_is_named_with_what_is_part_of_it(context: ViewContext) -> None:
    shown = page(context, "agency")
    assert "This is whose work is evaluated." in shown
    assert "Voice: its own" in shown
    assert "Speaks with its voice: Actor office [office]" in shown
    assert "Part of: Agency (for children) [agency]" in page(context, "office")
    assert not any("evaluated" in line for line in page(context, "state"))


def test_the_claims_in_which_it_acts_stand_apart_from_those_in_which_it_speaks(context: ViewContext) -> None:
    shown = page(context, "office")
    acts, speaks = shown.index("Acts in 1 claim"), shown.index("Speaks in 1 claim")
    assert speaks < acts
    line = "+ Statement d1 (Agency, Actor office; according to Actor office; src) [d1]"
    assert shown[acts + 2] == shown[speaks + 4].strip() == line
    assert "Acts in 3 claims" in page(context, "agency")
    assert "1 source is in its voice" in page(context, "funder")


def test_an_actor_of_whom_nothing_is_known_has_a_page(tmp_path: Path) -> None:
    tables = tied_tables()
    tables["actors"]["9"] = {"id": "bare", "name": {"en": "Bare", "id": "Kosong"}}
    context = ViewContext(opened(tmp_path, tables), Translator("en"))
    assert page(context, "bare") == ["Bare", "Stake: not stated", "Voice: its own"]
