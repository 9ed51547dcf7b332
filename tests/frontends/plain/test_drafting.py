"""Drafts in plain mode: listed and read, undone, published by questions, and then the program is on the edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import load
from tests.app.authors import start
from tests.dossier.small import both
from tests.frontends.plain.help import walked
from tests.frontends.tui.together import flat

DRAFTS, UNDO, PUBLISH = "18", "19", "20"
"""The entries of the menu."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with the open draft of one author and the finished one of another, who disagree on a year."""
    chan = start(tmp_path, "Chan Thy")
    chan.authoring.save([chan.edit("ev-2", year=2002)])
    chan.authoring.finish()
    sok = start(tmp_path)
    sok.authoring.save([sok.edit("ev-2", year=2001)])
    sok.write("ev-1", "Another")
    sok.authoring.close()
    return tmp_path


def walk(folder: Path, *typed: str, **options: Any) -> str:
    reviews = str(folder / "reviews")
    return walked(load(folder / "dossier.json"), *typed, "q", reviews=reviews, reviewer="Sok Dara", **options)


def test_the_entries_stand_where_this_file_takes_them_to_be(folder: Path) -> None:
    text = walk(folder)
    for number, name in ((DRAFTS, "Drafts"), (UNDO, "Undo my latest change"), (PUBLISH, "Publish an edition")):
        assert f"{number}. {name}" in text


def test_drafts_are_listed_and_their_changes_lead_to_the_records(folder: Path) -> None:
    text = walk(folder, DRAFTS, "1", "1", "b", "b", "b")
    assert "open: 2 changes, Sok Dara" in text and "finished: 1 change, Chan Thy" in text
    assert "Why: because" in text and "[-Statement ev-1-]{+Another+}" in text
    assert "Changed in your draft, not published yet" in text


def test_the_latest_change_is_undone(folder: Path) -> None:
    assert "Undone: [changed] Evidence ev-1" in walk(folder, UNDO)
    assert "Read only: nothing is written" in walk(folder, UNDO, read_only=True)
    assert "There is nothing to undo" in walk(folder, UNDO, UNDO)


def test_an_edition_is_published_by_questions(folder: Path) -> None:
    text = walk(folder, PUBLISH, "2", "1", "2027", "", DRAFTS, "b")
    assert "ev-2, year: changed in different ways" in text
    # The name that the dossier's edition has is refused.
    assert "there is an edition 1 already" in text
    assert "Published: edition 2027, in" in flat(text)
    assert "finished: 3 changes, Sok Dara" in text
    published = load(folder / "dossier-2027.json")
    assert published.record(Evidence, "ev-2").year == 2002
    assert published.record(Evidence, "ev-1").statement == both("Another")


def test_nothing_is_written_where_one_goes_back(folder: Path) -> None:
    # What was chosen stands in the draft, and is not asked about again.
    for typed in (("b",), ("2", "b"), ("", "b")):
        walk(folder, PUBLISH, *typed)
        assert [path.name for path in folder.glob("*.json")] == ["dossier.json"]
