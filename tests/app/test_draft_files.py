"""Drafts are read from a folder of journals: what stands, whose they are, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.app.draft_files import drafts_on
from ilo_tui.core.errors import InputError
from tests.dossier.editions.drafting import Author, base, put
from tests.dossier.editions.journals import journal, saved


@pytest.fixture
def ana() -> Author:
    author = Author("Ana", base())
    author.edit("evidence", "ev-2", put("year", 2001), minor=True, why="a typo")
    author.edit("evidence", "ev-2", put("locator", "p. 1"))
    return author


def test_the_changes_that_stand_are_read_as_they_were_written(tmp_path: Path, ana: Author) -> None:
    (tmp_path / "a.json").write_bytes(journal(ana, "small", withdrawn=(2,)))
    (draft,) = drafts_on("small", tmp_path).drafts
    assert (draft.id, draft.author, draft.reviewer, draft.finished) == (ana.draft, "Ana", "ana-0001", True)
    assert draft.changes == ana.changes[:1]


def test_drafts_on_another_dossier_and_other_files_are_passed_over(tmp_path: Path, ana: Author) -> None:
    saved(tmp_path, ana, "another")
    (tmp_path / "review.json").write_text('{"session": {"1": {"kind": "review"}}, "decisions": {}}')
    assert drafts_on("small", tmp_path) == ([], [])
    assert drafts_on("small", tmp_path / "nosuch") == ([], [])


def test_of_two_copies_the_one_that_went_on_counts(tmp_path: Path, ana: Author) -> None:
    (tmp_path / "b.json").write_bytes(journal(ana, "small", finished=False))
    earlier = Author("Ana", base(), changes=ana.changes[:1])
    (tmp_path / "a.json").write_bytes(journal(earlier, "small", finished=False))
    (tmp_path / "c.json").write_bytes(journal(earlier, "small", finished=False))
    (draft,) = drafts_on("small", tmp_path).drafts
    assert draft.changes == ana.changes


def test_two_states_that_each_went_on_are_both_there(tmp_path: Path, ana: Author) -> None:
    other = Author("Ana", base(), changes=ana.changes[:1])
    other.edit("evidence", "ev-2", put("locator", "p. 2"))
    saved(tmp_path, ana, "small")
    (tmp_path / "other.json").write_bytes(journal(other, "small"))
    (draft,) = drafts_on("small", tmp_path).drafts
    assert {change.seq for change in draft.changes} == {1, 2} and len(draft.changes) == 4


def test_a_damaged_draft_is_an_error_and_what_may_be_one_is_named(tmp_path: Path, ana: Author) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(journal(ana, "small")[:-20])
    assert drafts_on("small", tmp_path).unreadable == [broken]
    saved(tmp_path, ana, "small").write_bytes(journal(ana, "small").replace(b'"seq":1', b'"seq":"x"'))
    with pytest.raises(InputError):
        drafts_on("small", tmp_path)
