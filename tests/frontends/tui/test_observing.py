"""Observations and names that cannot be taken are asked for again as they were written; nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from ilo_tui.frontends.tui.dialogs.observe import ObserveScreen
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.widgets.page import Page
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.test_judging import Stick, begun, records
from tests.frontends.tui.together import flat, page_text


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


async def until_idle(app: Any, pilot: Any) -> None:
    """Wait for what goes on beside the screen, but not for dialogs, which wait for a person."""
    for _ in range(5):
        await pilot.pause()


@pytest.mark.slow
async def test_an_observation_that_no_folder_takes_is_asked_for_again(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    reviews.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        stick.out()
        await press(pilot, "a", *"seen", "tab", *"Kampot", "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.query_one(TextArea).text == "seen"
        assert app.screen.query_one("#place", Input).value == "Kampot"
        assert "NOT SAVED" in flat(screen_text(app))
        stick.back()
        await press(pilot, "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, MainScreen)
    assert [record["observation"] for record in records(reviews)] == [{"text": "seen", "place": "Kampot"}]


@pytest.mark.slow
async def test_an_observation_can_be_given_up_by_emptying_it(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    reviews.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        stick.out()
        await press(pilot, "a", *"no", "escape")
        await until_idle(app, pilot)
        await press(pilot, "backspace", "backspace", "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, MainScreen)


async def test_at_40x12_every_line_of_an_observation_is_seen_with_its_hint(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "a", *"seen")
        text = flat(screen_text(app))
        for part in ("Observation:", "seen", "place", "date, e.g. 2026-11-24", "Do not name children", "Esc saves"):
            assert part in text


@pytest.mark.slow
async def test_a_date_that_no_calendar_has_is_to_be_corrected_where_it_stands(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "a", *"seen", "tab", "tab", *"2026-13-01", "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, ObserveScreen)
        assert "2026-13-01 is no date. Write 2026," in flat(screen_text(app))
        assert app.screen.focused is app.screen.query_one("#date", Input)
        await press(pilot, *["backspace"] * 3, "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, ObserveScreen)
        await press(pilot, *["backspace"] * 2, *"01", "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, MainScreen)
    assert [record["observation"] for record in records(reviews)] == [{"text": "seen", "date": "2026-01"}]


@pytest.mark.slow
async def test_how_a_date_is_read_stands_below_while_it_is_typed(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews, language="id")
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "a", *"seen", "tab", "tab", *"12 Maret 2016")
        assert "Tanggal: 12 Maret 2016" in flat(screen_text(app))
        await press(pilot, "escape")
        await until_idle(app, pilot)
        assert isinstance(app.screen, MainScreen)
    assert [record["observation"] for record in records(reviews)] == [{"text": "seen", "date": "2016-03-12"}]


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize(("answer", "date"), [(("1",), "2016-04-03"), (("j", "enter"), "2016-03-04")])
async def test_of_a_date_with_two_readings_a_person_says_which_it_is(
    make_app: MakeApp, reviews: Path, answer: tuple[str, ...], date: str
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", *"seen", "tab", "tab", *"3/4/2016")
        assert "Date: 3 April 2016 / 4 March 2016" in flat(screen_text(app))
        text = flat(await press(pilot, "escape"))
        assert "Which date is 3/4/2016?" in text
        assert "1 = 3 April 2016" in text and "2 = 4 March 2016" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, ObserveScreen)
        assert app.screen.focused is app.screen.query_one("#date", Input)
        assert app.screen.query_one("#date", Input).value == "3/4/2016"
        await press(pilot, "escape", *answer)
        await until_idle(app, pilot)
        assert isinstance(app.screen, MainScreen)
    assert [record["observation"] for record in records(reviews)] == [{"text": "seen", "date": date}]


@pytest.mark.slow
async def test_a_date_in_the_future_is_asked_about(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", *"seen", "tab", "tab", *"2999", "escape")
        assert "1 = 2999 (in the future)" in flat(screen_text(app))
        assert not list(reviews.glob("*.json"))
        await press(pilot, "1")
        await until_idle(app, pilot)
    assert [record["observation"] for record in records(reviews)] == [{"text": "seen", "date": "2999"}]


@pytest.mark.slow
async def test_why_it_is_not_saved_stays_though_its_date_is_written_otherwise(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    reviews.mkdir()
    async with app.run_test(size=(80, 24)) as pilot:
        stick.out()
        await press(pilot, "a", *"seen", "tab", "tab", *"12 Mar 2016", "escape")
        await until_idle(app, pilot)
        assert "NOT SAVED" in flat(screen_text(app))
        assert app.screen.query_one("#date", Input).value == "12 Mar 2016"


async def test_what_was_seen_stands_on_the_page_at_once(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "a", *"seen", "tab", *"Kampot", "tab", *"2016-03", "escape")
        await until_idle(app, pilot)
        about = flat(page_text(app.screen.query_one("#programme-page", Page)))
        seen = "Observations March 2016, Kampot · Sok Dara (other; you) seen"
        assert f"{seen} About: Child Labour Monitoring × Output" in about
        await press(pilot, "tab", "G", "k", "j", "enter")
        text = flat(screen_text(app))
        assert text.startswith("Crossing · clm/output")
        assert seen in text and "About: " not in text


@pytest.mark.slow
async def test_a_session_of_observations_alone_opens_no_judging_screen(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", *"seen", "escape")
        await until_idle(app, pilot)
        assert len(records(reviews)) == 1
        await press(pilot, "5", "enter")
        await until_idle(app, pilot)
        assert not any(isinstance(screen, JudgeScreen) for screen in app.screen_stack)
        assert app.is_running


@pytest.mark.slow
async def test_a_name_that_is_none_is_asked_for_again_where_it_was_typed(make_app: MakeApp, reviews: Path) -> None:
    app = make_app(reviews=str(reviews))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", *"<x>", "enter")
        await until_idle(app, pilot)
        assert isinstance(app.screen, Prompt)
        assert app.screen.query_one(Input).value == "<x>"
        await press(pilot, *["backspace"] * 3, *"Sok", "enter")
        await until_idle(app, pilot)
        assert isinstance(app.screen, JudgeScreen)
