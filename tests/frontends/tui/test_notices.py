"""A notice that is true no more is taken back, and no other one with it."""

from __future__ import annotations

import pytest

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
