"""Adjudicating where it cannot be saved, is left in the middle, or gets keys that are not meant."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.dossier.model import Scale
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.options import SafeChoice
from ilo_tui.frontends.tui.screens.adjudicate import AdjudicationScreen
from ilo_tui.frontends.tui.screens.agreement import AgreementScreen
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import ANA, adjudications, flat, save_ratings, until

HOLDS = {"verdict": "holds", "strength": "high"}
FAILS = {"verdict": "does_not_hold", "strength": "low"}


@pytest.fixture
def two(tmp_path: Path, dossier: Dossier) -> Path:
    """Two reviewers who differ on two claims."""
    folder = tmp_path / "reviews"
    save_ratings(folder, dossier, "Bora", {"evidence:clm-001": HOLDS, "evidence:clm-002": FAILS})
    save_ratings(folder, dossier, "Nary", {"evidence:clm-001": FAILS, "evidence:clm-002": HOLDS})
    return folder


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow: every write fails as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def at_the_reason(make_app: MakeApp, two: Path, pilot: Pilot[Any]) -> None:
    """Every question of the first disagreement answered, the reason typed."""
    await press(pilot, "5", "d")
    await until(pilot, "disagreement")
    await press(pilot, "j", "enter", "1", "4")
    assert isinstance(pilot.app.screen, Prompt)
    await press(pilot, *"agreed")


def app_of(make_app: MakeApp, two: Path) -> Any:
    return make_app(reviews=str(two), reviewer=ANA)


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.first_edition
@pytest.mark.parametrize("key", ["escape", "q", "less_than_sign"])
async def test_answers_that_are_not_recorded_are_not_left_without_a_word(
    make_app: MakeApp, two: Path, key: str
) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_reason(make_app, two, pilot)
        await press(pilot, "escape", key)
        assert "The answers on evidence:clm-001 are not recorded yet." in flat(screen_text(app))
        await press(pilot, "escape")
        assert isinstance(app.screen, AdjudicationScreen)
        assert len(app.screen.adjudication.values) == 2
        await press(pilot, key, "enter", *"agreed", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        # The program may have ended by now.
        assert key == "q" or not isinstance(app.screen, AdjudicationScreen)
    ((item,),) = (list(adjudication["decisions"].values()) for adjudication in adjudications(two))
    assert (item["values"], item["note"]) == (HOLDS, "agreed")


@pytest.mark.slow
async def test_answers_are_lost_only_where_that_is_chosen(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_reason(make_app, two, pilot)
        await press(pilot, "escape", "escape", "j", "enter")
        assert isinstance(app.screen, AgreementScreen)
    assert not adjudications(two)


@pytest.mark.slow
@pytest.mark.first_edition
async def test_on_a_full_disk_a_final_answer_is_kept_and_asked_about(
    make_app: MakeApp, two: Path, tmp_path: Path
) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_reason(make_app, two, pilot)
        with full_disk():
            await press(pilot, "enter")
            text = await until(pilot, "NOT SAVED")
            assert "n tries again." in flat(text)
            await press(pilot, "escape")
            assert isinstance(app.screen, SafeChoice)
            assert "1 decision is saved nowhere (evidence:clm-001)" in flat(screen_text(app))
            await press(pilot, "enter")
            await until(pilot, "1 decision is saved nowhere")
            await press(pilot, "escape")
        await press(pilot, "escape", "j", "enter")
        app.screen.query_one(Input).value = str(tmp_path / "other")
        await press(pilot, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, AgreementScreen)
    ((item,),) = (list(adjudication["decisions"].values()) for adjudication in adjudications(tmp_path / "other"))
    assert (item["values"], item["note"]) == (HOLDS, "agreed")


@pytest.mark.slow
@pytest.mark.first_edition
async def test_tried_again_it_is_recorded_once(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_reason(make_app, two, pilot)
        with full_disk():
            await press(pilot, "enter")
            await until(pilot, "NOT SAVED")
        await press(pilot, "n", "enter")
        await until(pilot, "Saved", "Disagreement 2 of 2")
    ((item,),) = (list(adjudication["decisions"].values()) for adjudication in adjudications(two))
    assert item["note"] == "agreed"


@pytest.mark.slow
async def test_the_bases_are_a_list_and_messages_stand_on_the_line(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await press(pilot, "5", "d")
        await until(pilot, "disagreement")
        text = await press(pilot, "j", "enter", "B")
        assert "3 interview" in text
        assert "basis from now on: interview" in await press(pilot, "3")
        app.show_message("told meanwhile")
        await pilot.pause()
        assert "told meanwhile" in screen_text(app).splitlines()[-2]


@pytest.mark.first_edition
async def test_a_digit_too_soon_answers_no_second_question(
    make_app: MakeApp, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnswerGuard, "GAP", 0.2)
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "5", "d")
        await until(pilot, "disagreement")
        await press(pilot, "j", "enter")
        for moment in (50.0, 50.1, 50.15):
            event = events.Key("1", "1")
            event.time = moment
            app.post_message(event)
            await pilot.pause()
        assert isinstance(app.screen, AdjudicationScreen)
        assert app.screen.adjudication.values == {"verdict": "holds"}
        assert "1 came too soon" in screen_text(app)


@pytest.mark.first_edition
@pytest.mark.share(4)
@pytest.mark.parametrize(("size", "room"), [((20, 5), False), ((30, 8), True), ((40, 12), True), ((80, 24), True)])
async def test_a_digit_answers_only_where_question_and_answers_are_seen(
    make_app: MakeApp, two: Path, size: tuple[int, int], room: bool
) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "5", "d")
        await until(pilot, "disagreement")
        await press(pilot, "j", "enter")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        text = flat(screen_text(app))
        scale = app.context.dossier.record(Scale, "verdict")
        seen = all(f"{value.key} {app.context.tr.text(value.label)}" in text for value in scale.values)
        assert (seen and app.context.tr.text(scale.question) in text) is room
        await press(pilot, "1")
        assert isinstance(app.screen, AdjudicationScreen)
        assert bool(app.screen.adjudication.values) is room
