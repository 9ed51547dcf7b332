"""From a place in the dossier to a session: what is judged there, who reviews, and what keeps one from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.review_flow import NoTarget, ReviewFlow, review_target
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ChoiceError, ReviewerError
from ilo_tui.review.queues import Choice
from ilo_tui.views.context import ViewContext
from tests.review.help import CLAIMS, desk_at, dossier_of


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReviewFlow:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    context = ViewContext(dossier_of(tmp_path), Translator("en"))
    settings = load_settings({"reviews": str(tmp_path / "reviews")}, {})
    return ReviewFlow(ReviewerContext(Contexts(context), settings))


@pytest.mark.parametrize(
    ("ident", "expected"),
    [
        ("e1", CLAIMS[0]),
        (CLAIMS[0], CLAIMS[0]),
        ("cell:p1/output", "cell:p1/output"),
        ("p1", Choice(kind="evidence", where="programme:p1")),
        ("links:p1/law", NoTarget.NO_ALIGNMENT),
        ("cell:*country/*unassigned", NoTarget.NO_EVIDENCE),
        ("no-such", NoTarget.NOTHING),
        ("", NoTarget.NOTHING),
        (None, NoTarget.NOTHING),
    ],
)
def test_what_is_judged_at_a_place_or_why_nothing(tmp_path: Path, ident: str | None, expected: object) -> None:
    assert review_target(desk_at(tmp_path).items, ident) == expected


def test_a_name_is_asked_for_once_and_said_why_it_is_none(flow: ReviewFlow) -> None:
    assert flow.needs_name
    assert isinstance(flow.introduce("  "), ReviewerError)
    assert flow.needs_name
    assert flow.introduce("Sok Dara", "staff") is None
    assert not ReviewFlow(flow.reviewers).needs_name


def test_without_anybody_no_session_is_opened(flow: ReviewFlow) -> None:
    opened = flow.open(CLAIMS[0])
    assert (opened.session, opened.error) == (None, None)
    assert flow.take_role("staff") is None


def test_another_role_is_taken_over_and_the_same_one_changes_nothing(flow: ReviewFlow) -> None:
    flow.introduce("Sok Dara", "staff")
    before = flow.reviewers.reviewer
    assert flow.take_role("staff") is None
    assert flow.reviewers.reviewer is before
    assert flow.take_role("independent") is None
    assert flow.reviewers.reviewer is not None
    assert flow.reviewers.reviewer.role == "independent"


def test_an_item_is_judged_in_a_session_and_gone_on_with(flow: ReviewFlow) -> None:
    flow.introduce("Sok Dara")
    opened = flow.open(CLAIMS[0])
    assert opened.session is not None
    assert opened.item == CLAIMS[0]
    opened.session.skip(CLAIMS[0])
    opened.session.close()
    again = flow.open(CLAIMS[0])
    assert again.session is not None
    assert again.session.id == opened.session.id
    again.session.close()


def test_a_queue_is_started_anew_or_gone_on_with(flow: ReviewFlow) -> None:
    flow.introduce("Sok Dara")
    choice = Choice(kind="evidence", where="programme:p1")
    started = flow.start(choice)
    assert started.session is not None
    assert started.item is None
    started.session.skip(started.session.progress.order[0])
    started.session.close()
    again = flow.open(choice)
    assert again.session is not None
    assert again.session.id == started.session.id
    again.session.close()


def test_a_queue_of_nothing_is_an_error_that_is_reported(flow: ReviewFlow) -> None:
    flow.introduce("Sok Dara")
    opened = flow.start(Choice(kind="evidence", where="programme:p1 dimension:output stance:contradicts"))
    assert opened.session is None
    assert isinstance(opened.error, ChoiceError)
