"""How the review screens look: judging, sessions, form, summary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewers import parse_reviewer, writer_id
from ilo_tui.review.session_repository import SessionRepository
from tests.conftest import MakeApp

REVIEWER = "Sok Dara <sok-dara-0001>"
SCREENS = {
    "judging": ["5", "enter"],
    "judging-cell": ["2", "r"],
    "sessions": ["5"],
    "form": ["5", "n"],
    "summary": ["5", "F"],
    "items": ["5", "enter", "o"],
    "note": ["5", "enter", "n"],
    "observation": ["2", "a"],
}


@pytest.fixture
def reviews(tmp_path: Path, dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one session that was begun, always with the same id and times."""
    # The summary names the folder, so that has to be the same one everywhere, too.
    monkeypatch.chdir(tmp_path)
    folder = Path("reviews")
    reviewer = parse_reviewer(REVIEWER)
    assert reviewer is not None
    desk = ReviewEnvironment(
        folder, Items(dossier), writer_id(state_folder()), clock=lambda: datetime(2026, 11, 24, 8, tzinfo=UTC)
    )
    session = SessionRepository(desk).start(Choice(where="programme:clm"), reviewer, "en")
    session.answer("evidence:clm-001", "verdict", "holds")
    session.answer("evidence:clm-001", "strength", "moderate")
    session.flag("evidence:clm-003", on=True)
    session.skip("evidence:clm-002")
    session.close()
    fixed = "2026-11-24-sok-dara-0000abcd"
    (folder / f"{fixed}.json").write_text(session.path.read_text("utf-8").replace(session.id, fixed), "utf-8")
    session.path.unlink()
    return folder


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("screen", SCREENS)
def test_at_80x24(
    snap_compare: Callable[..., bool], make_app: MakeApp, reviews: Path, screen: str, language: str
) -> None:
    app = make_app(language, reviews=str(reviews), reviewer=REVIEWER)
    assert snap_compare(app, press=SCREENS[screen], terminal_size=(80, 24))


@pytest.mark.share(6)
@pytest.mark.parametrize("screen", SCREENS)
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, reviews: Path, screen: str) -> None:
    app = make_app(reviews=str(reviews), reviewer=REVIEWER)
    assert snap_compare(app, press=SCREENS[screen], terminal_size=(120, 40))
