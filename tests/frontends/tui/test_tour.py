"""The tour of the first start: once, never in the way, and in help for good."""

from __future__ import annotations

import pytest

from ilo_tui.core.folders import state_folder
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press


@pytest.fixture
def first_start() -> None:
    """Nothing was ever started here."""
    (state_folder() / "tour-shown").unlink()


@pytest.mark.usefixtures("first_start")
async def test_it_goes_on_with_space_and_ends_after_five_steps(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "Tour 1 of 5" in await press(pilot)
        for step in range(2, 6):
            assert f"Tour {step} of 5" in await press(pilot, "space")
        assert "Tour" not in await press(pilot, "space")


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
async def test_every_key_works_meanwhile_and_escape_ends_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "2", "l")
        assert "Tour 2 of 5" in text and "The first tab" not in text and "all evidence" in text
        assert "Tour 2 of 5" in await press(pilot, "1"), "what was read does not come again"
        assert "Tur 2 dari 5" in await press(pilot, "2", "L")
        text = await press(pilot, "escape")
        assert "Tur 2" not in text and "Peta" not in text.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.usefixtures("first_start")
async def test_it_never_comes_again_but_help_has_it(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "Tour 1 of 5" in await press(pilot)
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "Tour" not in await press(pilot)
        await press(pilot, "question_mark", *"five steps")
        assert "Tour 1 of 5" in await press(pilot, "enter")


@pytest.mark.usefixtures("first_start")
async def test_read_only_writes_no_mark_and_shows_none(make_app: MakeApp) -> None:
    async with make_app(read_only=True).run_test(size=(80, 24)) as pilot:
        assert "Tour" not in await press(pilot)
    assert not (state_folder() / "tour-shown").exists()
