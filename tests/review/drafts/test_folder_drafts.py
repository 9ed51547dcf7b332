"""Drafts are read from a folder of journals: what stands, which of several copies counts, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.editions.model import Draft
from ilo_tui.review.drafts.folder_drafts import FolderDrafts, folder_drafts
from ilo_tui.review.errors import UnreadableDraftError
from ilo_tui.review.merge.apply import apply_plan
from ilo_tui.review.merge.plan import plan
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.editions.drafting import Author, base, put
from tests.dossier.editions.journals import journal, saved
from tests.review.drafts.help import drafts_of
from tests.review.help import desk_at


@pytest.fixture
def ana() -> Author:
    author = Author("Ana", base())
    author.edit("evidence", "ev-2", put("year", 2001), minor=True, why="a typo")
    author.edit("evidence", "ev-2", put("locator", "p. 1"))
    return author


def other_end(ana: Author) -> Author:
    """Ana's draft as it went on otherwise after its first change."""
    other = Author("Ana", base(), changes=ana.changes[:1])
    other.edit("evidence", "ev-2", put("locator", "p. 2"))
    return other


def read(folder: Path) -> FolderDrafts:
    """What is in the folder of journals beside a dossier."""
    desk = desk_at(folder)
    return folder_drafts(drafts_of(desk), SessionRepository(desk))


def only(folder: Path) -> Draft:
    """The one draft of a folder."""
    (draft,) = read(folder).drafts
    return draft


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    (tmp_path / "reviews").mkdir()
    return tmp_path / "reviews"


def test_the_changes_that_stand_are_read_as_they_were_written(reviews: Path, ana: Author) -> None:
    (reviews / "a.json").write_bytes(journal(ana, "small", withdrawn=(2,)))
    draft = only(reviews.parent)
    assert (draft.id, draft.author, draft.reviewer, draft.finished) == (ana.draft, "Ana", "ana-0001", True)
    assert draft.changes == ana.changes[:1]


def test_drafts_on_another_dossier_and_other_files_are_passed_over(reviews: Path, ana: Author) -> None:
    saved(reviews, ana, "another")
    (reviews / "review.json").write_text('{"session": {"1": {"kind": "review"}}, "decisions": {}}')
    (reviews / "notes.txt").write_text("no journal")
    assert read(reviews.parent).drafts == []


def test_of_two_copies_the_one_that_went_on_counts_whatever_its_name(reviews: Path, ana: Author) -> None:
    earlier = Author("Ana", base(), changes=ana.changes[:1])
    saved(reviews, earlier, "small", finished=False)
    (reviews / "b.json").write_bytes(journal(ana, "small", finished=False))
    (reviews / "c.json").write_bytes(journal(earlier, "small", finished=False))
    assert (only(reviews.parent).changes, only(reviews.parent).branches) == (ana.changes, [])


@pytest.mark.parametrize("undone", [False, True])
def test_of_two_states_that_each_went_on_neither_counts_and_both_are_named(
    reviews: Path, ana: Author, *, undone: bool
) -> None:
    saved(reviews, ana, "small")
    other = journal(ana, "small", withdrawn=(2,)) if undone else journal(other_end(ana), "small")
    (reviews / "other.json").write_bytes(other)
    draft = only(reviews.parent)
    assert (draft.changes, draft.branches) == ([], [f"{ana.draft}.json", "other.json"])
    # The same after a merge, which keeps both.
    desk = desk_at(reviews.parent)
    apply_plan(plan([reviews], reviews, desk.items))
    assert len(only(reviews.parent).branches) == 2


def test_a_damaged_copy_of_what_is_there_is_nothing_and_a_damaged_draft_is_an_error(reviews: Path, ana: Author) -> None:
    saved(reviews, ana, "small")
    broken = reviews / "broken.json"
    broken.write_bytes(journal(ana, "small")[:-20])
    assert only(reviews.parent).changes == ana.changes
    (reviews / f"{ana.draft}.json").unlink()
    with pytest.raises(UnreadableDraftError) as error:
        read(reviews.parent)
    assert error.value.file == broken


def test_what_may_be_a_draft_is_named(reviews: Path, ana: Author) -> None:
    saved(reviews, ana, "small")
    unknown = reviews / "half.json"
    unknown.write_bytes(b'{"session": {"1": {"sche')
    result = read(reviews.parent)
    assert ([draft.id for draft in result.drafts], result.unreadable) == ([ana.draft], [unknown])
