"""Sessions in tab 5 that are as no reviewer of this machine made them: told and opened, never the end of the app."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Queue, Reviewer
from ilo_tui.review.opening import SessionSpec, create_session
from ilo_tui.review.reviewers import writer_id
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press
from tests.frontends.tui.test_review import begun

SOK = Reviewer(id="sok-dara-1a2b", name="Sok Dara", role="staff")


def written(dossier: Dossier, reviews: Path, items: list[str], year: int = 2026) -> Path:
    """A session of this machine on these items, with an observation, begun in a year."""
    moment = datetime(year, 11, 29, 12, 0, tzinfo=UTC)
    desk = ReviewEnvironment(reviews, Items(dossier), writer_id(state_folder()), clock=lambda: moment)
    session = create_session(desk, SessionSpec(SOK, "en", Queue(kind="evidence", items=items)))
    session.observe("evidence:clm-001", "seen")
    session.close()
    return session.path


@pytest.mark.share(4)
@pytest.mark.parametrize("items", [[], ["evidence:gone"], ["evidence:../../../x"], ["cell:a/b", "gap:x:y"]])
async def test_a_session_without_an_item_of_this_dossier_is_opened(
    make_app: MakeApp, dossier: Dossier, tmp_path: Path, items: list[str]
) -> None:
    written(dossier, tmp_path, items)
    app = await begun(make_app, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "enter")
        assert "Sok Dara" in text or items[0] in text
        await press(pilot, *(("o", "escape", "1", "s", "u") if items else ()))
        text = await press(pilot, "escape", "escape", "5")
        assert "Review sessions (1)" in text


@pytest.mark.share(2)
@pytest.mark.parametrize(("language", "text"), [("en", "dated in the future"), ("id", "masa depan")])
async def test_a_session_of_a_wrong_clock_says_so(
    make_app: MakeApp, dossier: Dossier, tmp_path: Path, language: str, text: str
) -> None:
    written(dossier, tmp_path, ["evidence:clm-001"], 2099)
    app = make_app(language, reviews=str(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        assert text in " ".join((await press(pilot, "5")).split())
