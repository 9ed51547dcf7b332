"""A notice that is true no more is taken back, and no other one with it."""

from __future__ import annotations

import pytest

from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.notices import Notices
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys


async def test_only_what_is_true_no_more_is_taken_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        notices = Notices(app)
        app.show_message("The disk is full.", bad=True)
        notices.show("Still being read ...")
        text = await keys(pilot)
        assert "The disk is full." in text and "Still being read ..." in text
        notices.withdraw()
        text = await keys(pilot)
        assert "The disk is full." in text and "Still being read ..." not in text
        # Also one that is taken back before it could be shown, and at an error.
        with pytest.raises(OSError), notices.during("Preparing ..."):
            raise OSError
        assert "Preparing ..." not in await keys(pilot)


async def test_what_is_said_again_stands_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        for _ in range(3):
            app.show_message("Read only.")
            text = await keys(pilot)
        assert text.count("Read only.") == 1


@pytest.mark.slow
async def test_a_notice_does_not_lie_over_a_dialog_and_comes_back_after_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        notices = Notices(app)
        app.notify("The stick is full.", timeout=600)
        notices.show("Still being read ...")
        assert "The stick is full." in await keys(pilot)
        text = await keys(pilot, "question_mark")
        assert "The stick is full." not in text
        notices.withdraw()
        app.show_message("Said meanwhile.")
        assert "Said meanwhile." in await keys(pilot)
        text = await keys(pilot, "escape")
        await pilot.pause()
        text = await keys(pilot)
        assert "The stick is full." in text
        assert "Still being read ..." not in text


async def test_a_notice_held_back_comes_after_the_last_of_several_dialogs(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("The stick is full.", timeout=600)
        await keys(pilot)
        app.push_screen(Prompt("First?"), lambda _: app.push_screen(Prompt("Second?")))
        assert "The stick is full." not in await keys(pilot)
        text = await keys(pilot, "enter")
        await pilot.pause()
        text = await keys(pilot)
        assert "Second?" in text
        assert "The stick is full." not in text
        await keys(pilot, "escape")
        await pilot.pause()
        assert "The stick is full." in await keys(pilot)
