"""Reviewers are told apart by their ids, and what could pass for agreement and is none is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from ilo_tui.core.translator import Translator
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.merge import plan
from ilo_tui.review.model import Reviewer
from ilo_tui.review.session_repository import SessionRepository
from tests.review.help import CHAN, SOK, WRITER, begun, desk_at, judge
from tests.review.merge.help import ITEMS, contents, merge, placed


def judged(folder: Path, reviewer: Reviewer, *items: str, writer: str = WRITER) -> None:
    """A finished session of a reviewer in `folder/reviews`."""
    session = begun(replace(desk_at(folder), writer=writer), reviewer=reviewer)
    for item in items:
        judge(session, item)
    session.finish()
    session.close()


def printed_lines(folder: Path, into: Path) -> list[str]:
    return plan([folder / "reviews"], into, ITEMS).summary(Translator("en"))


def test_two_people_of_one_name_are_two_reviewers_and_said(tmp_path: Path) -> None:
    other = msgspec.structs.replace(SOK, id="sok-dara-9f9f")
    judged(tmp_path, SOK, "evidence:e1")
    judged(tmp_path, other, "evidence:e1")
    lines = printed_lines(tmp_path, tmp_path / "office")
    assert "2 reviewers" in lines
    assert f"Sok Dara <{SOK.id}>: 1 session, 1 item judged" in lines
    assert "Sok Dara <sok-dara-9f9f>: 1 session, 1 item judged" in lines
    assert lines[-1].startswith(f"Sok Dara is the name of several reviewers: {SOK.id}, sok-dara-9f9f.")


def test_a_name_in_another_spelling_or_order_of_words_is_the_same_name(tmp_path: Path) -> None:
    for number, name in enumerate(("Sok Dara", "DARA  Sok", "Sók-Dara")):
        judged(tmp_path, Reviewer(id=f"reviewer-000{number}", name=name, role="staff"))
    judged(tmp_path, CHAN)
    (line,) = [line for line in printed_lines(tmp_path, tmp_path / "office") if "several reviewers" in line]
    assert "reviewer-0000, reviewer-0001, reviewer-0002." in line


def test_one_person_of_two_spellings_and_machines_is_one_reviewer(tmp_path: Path) -> None:
    judged(tmp_path, SOK, "evidence:e1")
    judged(tmp_path, msgspec.structs.replace(SOK, name="Sok D.", role="other"), "evidence:e2", writer="f" * 16)
    lines = printed_lines(tmp_path, tmp_path / "office")
    assert "1 reviewer" in lines
    assert any("also written as" in line for line in lines)
    assert "  wrote on 2 machines" in lines
    assert "  has several roles: other, staff" in lines
    assert not any("several reviewers" in line for line in lines)


def test_what_one_reviewer_judged_again_is_counted_once(tmp_path: Path) -> None:
    judged(tmp_path, SOK, "evidence:e1", "evidence:e2")
    judged(tmp_path, SOK, "evidence:e2", "evidence:e3")
    into = tmp_path / "office"
    merge([tmp_path / "reviews"], into)
    lines = printed_lines(tmp_path, into)
    assert f"Sok Dara <{SOK.id}>: 2 sessions, 3 items judged" in lines
    assert "  1 item judged more than once: the latest counts, once" in lines
    decisions = SessionRepository(ReviewEnvironment(into, ITEMS, WRITER)).decisions_of(SOK.id)
    assert list(decisions.repeats) == [("evidence", "evidence:e2")]
    assert len(decisions.latest) == 3


def test_of_a_branched_session_only_the_branch_that_counts_is_counted(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", a=contents()["a5"], b=contents()["b4"])
    (person,) = plan([from_], tmp_path / "office", ITEMS).people
    assert (person.sessions, person.items, person.repeats) == (1, 2, 0)


def test_a_hostile_name_is_shown_as_text(tmp_path: Path) -> None:
    judged(tmp_path, Reviewer(id="x-0001", name="\x1b[2J\u202eevil", role="staff"))
    planned = plan([tmp_path / "reviews"], tmp_path / "office", ITEMS)
    shown = "".join([*planned.summary(Translator("en")), *planned.lines(Translator("en"))])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
