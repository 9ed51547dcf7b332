"""Reviewers are told apart by their ids, and what could pass for agreement and is none is said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.adjudication import start_adjudication
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.merge import plan
from ilo_tui.review.merge.describe import summary
from ilo_tui.review.merge.people import Person
from ilo_tui.review.model import Reviewer
from ilo_tui.review.opening import open_session
from ilo_tui.review.session_repository import SessionRepository
from tests.review.agreement.many import claims, save_ratings
from tests.review.help import CHAN, SOK, WRITER, Clock, begun, desk_at, judge
from tests.review.merge.help import ITEMS, contents, merge, placed
from tests.review.schema2 import E2, E3, HOLDS, desk2


def judged(folder: Path, reviewer: Reviewer, *items: str, writer: str = WRITER, year: int = 2026) -> None:
    """A finished session of a reviewer in `folder/reviews`, by a clock that may be in a wrong `year`."""
    clock = Clock(datetime(year, 11, 24, 12, tzinfo=UTC))
    session = begun(replace(desk_at(folder), writer=writer, clock=clock), reviewer=reviewer)
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
    assert line.startswith("Sok Dara is the name of several reviewers: reviewer-0000, reviewer-0001, reviewer-0002.")


def test_one_person_of_two_spellings_and_machines_is_one_reviewer(tmp_path: Path) -> None:
    judged(tmp_path, SOK, "evidence:e1")
    judged(tmp_path, msgspec.structs.replace(SOK, name="Sok D.", role="other"), "evidence:e2", writer="f" * 16)
    lines = printed_lines(tmp_path, tmp_path / "office")
    assert "1 reviewer" in lines
    assert any("also written as" in line for line in lines)
    assert "  wrote on 2 machines" in lines
    assert "  has several roles: other, staff" in lines
    assert not any("several reviewers" in line for line in lines)


def test_a_reviewer_is_called_by_the_name_written_most_often(tmp_path: Path) -> None:
    for name in ("Abe Dara", "Sok Dara", "Sok Dara", "Zed Dara"):
        judged(tmp_path, msgspec.structs.replace(SOK, name=name))
    judged(tmp_path, Reviewer(id="zed-dara-9f9f", name="Sok Dara", role="staff"))
    lines = printed_lines(tmp_path, tmp_path / "office")
    first = lines.index(f"Sok Dara <{SOK.id}>: 4 sessions, 0 items judged")
    assert lines[first + 1] == "  also written as Abe Dara, Zed Dara; by the id it is one reviewer"
    assert lines[-1].startswith(f"Sok Dara is the name of several reviewers: {SOK.id}, zed-dara-9f9f.")


def test_names_written_equally_often_stand_by_the_alphabet(tmp_path: Path) -> None:
    for name in ("Sok Dara", "Dara Sok"):
        judged(tmp_path, msgspec.structs.replace(SOK, name=name))
    (person,) = plan([tmp_path / "reviews"], tmp_path / "office", ITEMS).people
    assert person.names == ("Dara Sok", "Sok Dara")


@pytest.mark.parametrize("year", [2001, 2099])
def test_of_items_judged_again_those_by_a_wrong_clock_are_named(tmp_path: Path, year: int) -> None:
    judged(tmp_path, SOK, "evidence:e1", "evidence:e2", "evidence:e3")
    judged(tmp_path, SOK, "evidence:e2")
    # What was judged by the wrong clock alone is no choice between two answers.
    judged(tmp_path, SOK, "evidence:e1", "evidence:e4", "evidence:e5", year=year)
    lines = printed_lines(tmp_path, tmp_path / "office")
    assert lines[lines.index(f"Sok Dara <{SOK.id}>: 3 sessions, 5 items judged") + 1 :] == [
        "  2 items judged more than once: the latest of each counts, once",
        "  1 of them in a session whose clock was wrong: the command agreement shows all answers",
    ]


def test_of_a_reviewer_with_nothing_to_know_there_is_one_line(tmp_path: Path) -> None:
    judged(tmp_path, SOK, "evidence:e1", "evidence:e2", year=2099)
    lines = printed_lines(tmp_path, tmp_path / "office")
    assert lines[-1] == f"Sok Dara <{SOK.id}>: 1 session, 2 items judged"


PLAIN = Person(id="p-0000", names=("P",), roles=("staff",), writers=1, sessions=1, items=1, repeats=0, misdated=0)


@pytest.mark.parametrize(
    "person",
    [
        replace(PLAIN, names=("P", "Q")),
        replace(PLAIN, roles=("other", "staff")),
        replace(PLAIN, writers=2),
        replace(PLAIN, repeats=1),
    ],
)
def test_of_more_than_thirty_reviewers_only_those_of_note_are_listed(person: Person) -> None:
    def listed(*people: Person) -> list[str]:
        return [line for line in summary((), people, len(people), Translator("en")) if "<" in line]

    plain = [replace(PLAIN, id=f"p-{number:04}", names=(f"P{number}",)) for number in range(1, 31)]
    assert len(listed(*plain)) == 30
    assert listed(*plain, replace(PLAIN, id="p-0031", names=("P31",))) == []
    assert listed(*plain, person) == ["P <p-0000>: 1 session, 1 item judged"]


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


def test_of_branches_the_items_are_those_of_the_branch_that_counts(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    session = begun(desk)
    judge(session, "evidence:e1")
    shutil.copytree(desk.reviews, tmp_path / "other")
    for item in ("evidence:e2", "evidence:e3", "evidence:e4"):
        judge(session, item)
    session.close()
    other = open_session(replace(desk, reviews=tmp_path / "other"), tmp_path / "other" / session.path.name)
    judge(other, "evidence:e5")
    other.close()
    for sources in ([desk.reviews, tmp_path / "other"], [tmp_path / "other", desk.reviews]):
        (person,) = plan(sources, tmp_path / "office", ITEMS).people
        # With more decisions, the one with four items counts, not that with two.
        assert (person.sessions, person.items) == (1, 4)


def test_a_verdict_an_attribution_and_a_bearing_of_a_claim_are_three_and_none_a_repeat(tmp_path: Path) -> None:
    desk = desk2(tmp_path)
    save_ratings(desk, SOK, {E2: HOLDS, E3: HOLDS})
    save_ratings(desk, SOK, {E2: {"attribution": "traced"}}, "attribution")
    save_ratings(desk, SOK, {E2: {"bearing": "for"}}, "bearing")
    (person,) = plan([desk.reviews], tmp_path / "office", desk.items).people
    assert (person.sessions, person.items, person.repeats) == (3, 4, 0)
    save_ratings(desk, SOK, {E2: {"bearing": "neither"}}, "bearing")
    (person,) = plan([desk.reviews], tmp_path / "office", desk.items).people
    assert (person.sessions, person.items, person.repeats) == (4, 4, 1)


def test_whoever_only_adjudicates_is_no_reviewer(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    save_ratings(desk, SOK, claims("h"))
    session = start_adjudication(desk, [("evidence", "evidence:e1")], CHAN, "en")
    session.create_file()
    session.close()
    planned = plan([desk.reviews], tmp_path / "office", ITEMS)
    assert (planned.sessions, [person.id for person in planned.people]) == (2, [SOK.id])


def test_names_of_several_reviewers_stand_in_order_of_the_first_of_their_ids(tmp_path: Path) -> None:
    for ident, name in (("a-0001", "Sok Dara"), ("b-0001", "Chan Thy"), ("b-0002", "Chan Thy"), ("c-0001", "Sok Dara")):
        judged(tmp_path, Reviewer(id=ident, name=name, role="staff"))
    lines = [line for line in printed_lines(tmp_path, tmp_path / "office") if "several reviewers" in line]
    assert [line.partition(".")[0] for line in lines] == [
        "Sok Dara is the name of several reviewers: a-0001, c-0001",
        "Chan Thy is the name of several reviewers: b-0001, b-0002",
    ]


def test_a_hostile_name_is_shown_as_text(tmp_path: Path) -> None:
    judged(tmp_path, Reviewer(id="x-0001", name="\x1b[2J\u202eevil", role="staff"))
    planned = plan([tmp_path / "reviews"], tmp_path / "office", ITEMS)
    shown = "".join([*planned.summary(Translator("en")), *planned.lines(Translator("en"))])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
