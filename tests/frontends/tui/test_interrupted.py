"""A start after judging was cut off says where one was; one after a session that was left in order says nothing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeApp
from tests.frontends.tui.screen import press
from tests.frontends.tui.together import flat


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


def begun(make_app: MakeApp, reviews: Path, language: str = "en") -> Any:
    return make_app(language, reviews=str(reviews), reviewer="Sok Dara")


def messages(app: Any) -> str:
    return flat(" ".join(notice.message for notice in app._notifications))


async def judged_and_killed(make_app: MakeApp, reviews: Path, tmp_path: Path, *typed: str) -> Path:
    """What a kill leaves behind after some keys on the first claim."""
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", *typed)
        session = app.screen_stack[1].session
        session.note_files.flush()
        shutil.copytree(reviews, tmp_path / "killed")
    shutil.rmtree(reviews)
    (tmp_path / "killed").rename(reviews)
    (holder,) = reviews.rglob("*.holder")
    assert json.loads(holder.read_bytes())["pid"] == os.getpid()
    return holder


@pytest.mark.share(3)
@pytest.mark.first_edition
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "0 of 24 judged, evidence:clm-001. What was saved is there. 5 lists the session, Enter goes on.",
        ),
        (
            "id",
            "Penilaian terputus: 0 dari 24 dinilai, evidence:clm-001. Yang sudah disimpan tetap ada.",
        ),
    ],
)
async def test_a_start_after_a_kill_says_once_where_one_was(
    make_app: MakeApp, reviews: Path, tmp_path: Path, language: str, words: str
) -> None:
    await judged_and_killed(make_app, reviews, tmp_path, "3")
    for expected in (True, False):
        app = begun(make_app, reviews, language)
        async with app.run_test(size=(120, 40)) as pilot:
            await press(pilot)
            assert (words in messages(app)) is expected, messages(app)


@pytest.mark.slow
async def test_a_note_half_typed_is_announced_at_each_start(make_app: MakeApp, reviews: Path, tmp_path: Path) -> None:
    await judged_and_killed(make_app, reviews, tmp_path, "n", "h", "a", "l", "f")
    for _ in range(2):
        app = begun(make_app, reviews)
        async with app.run_test(size=(120, 40)) as pilot:
            await press(pilot)
            assert "1 note was typed and never saved (evidence:clm-001): 0 of" in messages(app)


@pytest.mark.slow
async def test_a_session_that_was_left_in_order_is_not_announced(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "escape")
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        assert not messages(app)
