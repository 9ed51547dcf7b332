"""Reviewers and installations: ids made once, names as people write them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.errors import ReviewerError, SaveFailedError
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewers import known_reviewers, name_slug, parse_reviewer, reviewer_for, slug_of, writer_id


def test_the_installation_has_one_id(tmp_path: Path) -> None:
    first = writer_id(tmp_path / "state")
    assert re.fullmatch(r"[0-9a-f]{16}", first)
    assert writer_id(tmp_path / "state") == first
    assert writer_id(tmp_path / "other") != first


def test_an_id_that_was_damaged_is_made_anew_and_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "writer").write_bytes(b"\xff\0")
    created = writer_id(tmp_path)
    assert writer_id(tmp_path) == created
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SaveFailedError):
        writer_id(tmp_path / "file")


def test_a_reviewer_is_made_once_and_the_last_used_comes_first(tmp_path: Path) -> None:
    assert known_reviewers(tmp_path) == []
    sok = reviewer_for(tmp_path, "Sok Dara")
    assert re.fullmatch(r"sok-dara-[0-9a-f]{4}", sok.id)
    assert sok.role == "other"
    chan = reviewer_for(tmp_path, "  Chan   Thy ", "partner")
    assert (chan.name, chan.role) == ("Chan Thy", "partner")
    assert known_reviewers(tmp_path) == [chan, sok]
    assert reviewer_for(tmp_path, "Sok Dara") == sok
    assert known_reviewers(tmp_path) == [sok, chan]
    assert reviewer_for(tmp_path, "Sok Dara", "staff") == Reviewer(id=sok.id, name="Sok Dara", role="staff")
    assert reviewer_for(tmp_path, "Sok Dara").role == "staff"


def test_an_id_from_another_machine_is_taken_over(tmp_path: Path) -> None:
    sok = reviewer_for(tmp_path / "one", "Sok Dara", "staff")
    same = reviewer_for(tmp_path / "two", f"Sok Dara <{sok.id}>")
    assert same.id == sok.id
    assert reviewer_for(tmp_path / "two", "Sok Dara").id == sok.id
    other = reviewer_for(tmp_path / "two", "Sok Dara <sok-dara-ffff>")
    assert other.id == "sok-dara-ffff"
    assert len(known_reviewers(tmp_path / "two")) == 2


def test_a_damaged_list_of_reviewers_is_none(tmp_path: Path) -> None:
    for damaged in (b"[{", b"\xff", b"{}", bytes(9)):
        (tmp_path / "reviewers.json").write_bytes(damaged)
        assert known_reviewers(tmp_path) == []


@pytest.mark.parametrize("text", ["", "  ", "\x1b", "x" * 81, "Sok <>", "Sok <sok>", "<sok-1a2b>", "Sok <../..-1a2b>"])
def test_what_is_no_reviewer_is_said(tmp_path: Path, text: str) -> None:
    if text == "\x1b":
        # An escape becomes its picture, which is a name that harms nobody.
        assert reviewer_for(tmp_path, text).name == "␛"
        return
    with pytest.raises(ReviewerError) as raised:
        reviewer_for(tmp_path, text)
    assert all(raised.value.localise(Translator("en")))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sok Dara", "sok-dara"),
        ("Chân Thÿ (ILO)", "chan-thy-ilo"),
        ("សុខ ដារ៉ា", "reviewer"),
        ("x" * 60, "x" * 24),
        ("a" * 23 + " b", "a" * 23),
        ("../../etc", "etc"),
    ],
)
def test_names_as_parts_of_file_names(name: str, expected: str) -> None:
    assert name_slug(name) == expected


@given(st.text(min_size=1, max_size=80))
def test_any_name_gives_an_id_that_can_be_written_and_read_again(name: str) -> None:
    created = f"{name_slug(name)}-1a2b"
    again = parse_reviewer(f"A Name <{created}>")
    assert again is not None
    assert again.id == created
    assert slug_of(again) == name_slug(name)


def test_a_byte_order_mark_before_what_is_remembered_is_passed_over(tmp_path: Path) -> None:
    created, writer = reviewer_for(tmp_path, "Sok Dara"), writer_id(tmp_path)
    for name in ("reviewers.json", "writer"):
        path = tmp_path / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert known_reviewers(tmp_path) == [created]
    assert writer_id(tmp_path) == writer
