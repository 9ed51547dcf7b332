"""Who reviews, what they have decided and what is hidden from them: real sessions, a real state folder, no screen."""

from pathlib import Path

import pytest

from ilo_tui.app.contexts import Contexts
from ilo_tui.app.folder_reviews import reviews_in
from ilo_tui.app.reviewer_context import ReviewerContext
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import load
from ilo_tui.review.errors import ReviewerError, ReviewError
from ilo_tui.review.queues import Choice
from ilo_tui.review.reviewers import known_reviewers
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import plain_lines
from tests.dossier.small import numbered, written
from tests.review.help import CLAIMS, SOK, tables


@pytest.fixture
def contexts(tmp_path: Path) -> Contexts:
    documents = {name: numbered(*rows) for name, rows in tables().items()}
    return Contexts(ViewContext(load(written(tmp_path, documents)), Translator("en", "en")))


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


def reviewing(contexts: Contexts, reviews: Path, name: str = "", *, read_only: bool = False) -> ReviewerContext:
    options = {"reviews": str(reviews), "reviewer": name, "read_only": read_only}
    return ReviewerContext(contexts, load_settings(options, {}))


def judged(context: ReviewerContext, *items: str) -> None:
    """Give each item its answers, in an unfinished session on all claims."""
    assert context.reviewer
    session = context.session_of(Choice(kind="evidence"), context.reviewer)
    for item in items:
        session.decide(item, {"verdict": "holds", "strength": "high"})
    session.close()


def test_the_last_reviewer_goes_on_and_a_name_of_the_settings_comes_first(contexts: Contexts, reviews: Path) -> None:
    assert reviewing(contexts, reviews).reviewer is None
    sok = reviewing(contexts, reviews, "Sok Dara").reviewer
    assert sok and sok == reviewing(contexts, reviews).reviewer
    chan = reviewing(contexts, reviews, "Chan Thy").reviewer
    assert chan and chan.id != sok.id
    assert reviewing(contexts, reviews, f"Sok Dara <{sok.id}>").reviewer == sok


def test_a_role_that_was_said_is_that_of_whoever_is_introduced(contexts: Contexts, reviews: Path) -> None:
    context = ReviewerContext(contexts, load_settings({"reviews": str(reviews)}, {}), "staff")
    assert context.introduce("Sok Dara").role == "staff"
    assert context.introduce("Sok Dara", "partner").role == "partner"
    with pytest.raises(ReviewerError):
        context.introduce(" ")


def test_what_was_decided_stands_on_pages_once_it_is_read(contexts: Contexts, reviews: Path) -> None:
    context = reviewing(contexts, reviews, "Sok Dara")
    before = contexts.current
    judged(context, CLAIMS[0])
    assert contexts.current.decision_mark(CLAIMS[0]) == ""
    context.refresh()
    assert "holds" in contexts.current.decision_mark(CLAIMS[0])
    assert any("Your decision: " in line for line in plain_lines(contexts.current.decision_blocks(CLAIMS[0]), 80))
    assert contexts.current.decision_blocks(CLAIMS[1]) == []
    contexts.switch_language("id")
    assert any("Keputusan" in line for line in plain_lines(contexts.current.decision_blocks(CLAIMS[0]), 80))
    assert before.decision_mark(CLAIMS[0]) == ""


def test_what_anybody_saw_stands_on_pages_once_it_is_read(contexts: Contexts, reviews: Path) -> None:
    sok = reviewing(contexts, reviews, "Sok Dara")
    judged(sok, CLAIMS[0])
    assert sok.reviewer
    session = sok.repository.session_to_observe(CLAIMS[0], sok.reviewer, "en")
    session.observe(CLAIMS[0], "Two classrooms")
    session.close()
    assert contexts.current.observation_blocks("e1") == []
    for name, observer in (("Sok Dara", "Sok Dara (other; you)"), ("Chan Thy", "Sok Dara (other)")):
        reviewing(contexts, reviews, name).refresh()
        lines = list(plain_lines(contexts.current.observation_blocks("e1"), 80))
        assert lines[1:] == ["Observations", f"date not recorded, place not recorded · {observer}", "  Two classrooms"]
    (state_folder() / "reviewers.json").unlink()
    unknown = reviewing(contexts, reviews)
    unknown.refresh()
    assert unknown.reviewer is None
    assert "Two classrooms" in " ".join(plain_lines(contexts.current.observation_blocks("e1"), 80))


def test_another_reviewer_sees_nothing_of_the_one_before(contexts: Contexts, reviews: Path) -> None:
    context = reviewing(contexts, reviews, "Sok Dara")
    judged(context, CLAIMS[0])
    context.refresh()
    context.introduce("Chan Thy")
    assert not context.decisions().judged(CLAIMS[0])
    assert contexts.current.decision_mark(CLAIMS[0]) == ""


def test_a_folder_that_cannot_be_read_any_more_leaves_what_was_known(
    contexts: Contexts, reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = reviewing(contexts, reviews, "Sok Dara")
    judged(context, CLAIMS[0])
    assert context.reviewer
    session = context.repository.session_to_observe(CLAIMS[0], context.reviewer, "en")
    session.observe(CLAIMS[0], "Two classrooms")
    session.close()
    context.refresh()
    seen = contexts.current.observation_blocks("e1")
    assert seen
    reviews.rename(reviews.with_name("moved"))
    reviews.write_text("a file where the folder was")
    context.refresh()
    assert isinstance(context.fault, ReviewError)
    assert context.decisions().judged(CLAIMS[0])
    assert "holds" in contexts.current.decision_mark(CLAIMS[0])
    assert contexts.current.observation_blocks("e1") == seen
    assert context.unanswered() == frozenset()
    reviews.unlink()
    reviews.with_name("moved").rename(reviews)
    context.refresh()
    assert context.fault is None


def test_coverage_is_worked_out_once_for_the_same_decisions(contexts: Contexts, reviews: Path) -> None:
    context = reviewing(contexts, reviews, "Sok Dara")
    judged(context, CLAIMS[0])
    assert context.coverage()["p1", "output"] == (1, 1)
    assert context.coverage() is context.coverage()
    first = context.coverage()
    context.refresh()
    assert context.coverage() is not first


def test_what_waits_is_hidden_and_the_session_at_hand_is_left_out(contexts: Contexts, reviews: Path) -> None:
    context = reviewing(contexts, reviews, "Sok Dara")
    judged(context, CLAIMS[0])
    assert context.unanswered() == set(CLAIMS[1:])
    (entry,) = context.repository.entries()
    assert entry.session
    assert context.unanswered(except_for=entry.session.id) == frozenset()


def test_read_only_makes_no_file_and_still_knows_whose_sessions_these_are(contexts: Contexts, reviews: Path) -> None:
    judged(reviewing(contexts, reviews, "Sok Dara"), CLAIMS[0])
    (state_folder() / "reviewers.json").unlink()
    before = sorted(state_folder().rglob("*"))
    context = reviewing(contexts, reviews, "Sok Dara", read_only=True)
    assert context.reviewer and context.reviewer.name == "Sok Dara"
    assert context.decisions().judged(CLAIMS[0])
    assert reviewing(contexts, reviews, "Nobody Else", read_only=True).reviewer is None
    assert reviewing(contexts, reviews, "broken <", read_only=True).reviewer is None
    assert sorted(state_folder().rglob("*")) == before
    assert known_reviewers(state_folder()) == []


def test_a_command_that_shows_hides_what_waits_for_whoever_reviews(
    contexts: Contexts, reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = contexts.current.dossier
    assert reviews_in(reviews, dossier, "").waiting() == frozenset()
    sok = reviewing(contexts, reviews, "Sok Dara")
    judged(sok, CLAIMS[0])
    waiting = frozenset(CLAIMS[1:])
    assert sok.reviewer
    for name in ("", "Sok Dara", f"Sok Dara <{sok.reviewer.id}>"):
        assert reviews_in(reviews, dossier, name).waiting() == waiting
    assert reviews_in(reviews, dossier, f"{SOK.name} <{SOK.id}>").waiting() == frozenset()

    def fail(repository: SessionRepository) -> None:
        raise ReviewError("it cannot be read", "Wait.", reviews)

    monkeypatch.setattr(SessionRepository, "entries", fail)
    looked_at = reviews_in(reviews, dossier, "Sok Dara")
    for look in (looked_at.waiting, looked_at.results, looked_at.standing, looked_at.observations):
        with pytest.raises(ReviewError):
            look()
