"""A digit within 200 ms of the last answer is not taken: of each item, on each scale, after a reason, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from ilo_tui.app.answer_guard import TOO_SOON, AnswerGuard
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.review.model import Decision
from ilo_tui.review.queues import Choice
from ilo_tui.review.session import ReviewSession
from tests.conftest import MakeApp
from tests.frontends.tui.screen import screen_text
from tests.review.help import dossier_of
from tests.review.schema2 import E1, E2, tables2


async def at(pilot: Pilot[Any], key: str, moment: float) -> str:
    """Press a key at a moment of the terminal's clock."""
    event = events.Key(key, key if len(key) == 1 else None)
    event.time = moment
    pilot.app.post_message(event)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen_text(pilot.app)


def answers(session: ReviewSession) -> list[dict[str, str]]:
    return [record.values for record in session.history.records if isinstance(record, Decision)]


def opened(app: Any, *items: str) -> ReviewSession:
    """A session on these items, on the judging screen."""
    reviewing = app.reviewing
    session: ReviewSession = reviewing.repository.start(Choice(kind="mixed", listed=items), reviewing.reviewer, "en")
    app.push_screen(JudgeScreen(app.contexts, reviewing, session))
    return session


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(AnswerGuard, "GAP", TOO_SOON)
    dossier = dossier_of(tmp_path, tables2())
    return make_app("en", dossier, reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")


@pytest.mark.share(3)
@pytest.mark.parametrize("items", [(E1, E2), ("cell:p1/output", "cell:p1/outcome"), ("alignment:a1", "suggestion:s1")])
async def test_no_item_and_no_scale_takes_a_digit_too_soon(app: Any, items: tuple[str, ...]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        session, moment = opened(app, *items), 1000.0
        for number in range(1, 4 if items[0].startswith(("evidence", "cell")) else 2):
            # Answered at once, though the key was another; then too soon, then a touch later.
            await at(pilot, "2", moment)
            assert len(answers(session)) == number
            assert "came too soon" in await at(pilot, "3", moment + TOO_SOON - 0.001)
            assert len(answers(session)) == number
            moment += TOO_SOON
        await at(pilot, "2", moment)
        assert len(answers(session)) == number + 1


@pytest.mark.slow
async def test_a_digit_that_was_typed_on_after_a_reason_answers_nothing(app: Any) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        session = opened(app, "cell:p1/output", "cell:p1/outcome")
        for key, moment in (("5", 1.0), ("4", 2.0), ("3", 2.1), ("enter", 3.0)):
            await at(pilot, key, moment)
        assert answers(session)[-1] == {"effectiveness": "satisfactory", "body-strength": "high"}
        assert "5 came too soon" in await at(pilot, "5", 3.1)
        assert len(answers(session)) == 2
        await at(pilot, "4", 3.21)
        assert len(answers(session)) == 3
