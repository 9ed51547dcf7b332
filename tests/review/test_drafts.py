"""Half-typed notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.review.drafts import Drafts
from ilo_tui.review.faults import SaveFailedError
from tests.review.help import begun, desk_at


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.text(), max_size=4))
def test_every_text_on_every_item_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("reviews"), "s")
    for item, text in texts.items():
        drafts.save(item, text)
    sound = {item: text.encode("utf-8", "replace").decode() for item, text in texts.items()}
    assert {item: drafts.load(item) for item in texts} == sound
    assert {draft.item: draft.text for draft in drafts.all()} == sound
    for item in texts:
        drafts.drop(item)
        drafts.drop(item)
    assert drafts.all() == []


def test_sessions_do_not_see_each_others_drafts_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    one, other = Drafts(tmp_path, "one"), Drafts(tmp_path, "other")
    one.save("evidence:e1", "text")
    assert other.load("evidence:e1") is None
    (path,) = one.folder.iterdir()
    for damaged in (b'{"item"', b"\xff", bytes(50), b""):
        path.write_bytes(damaged)
        one = Drafts(tmp_path, "one")
        assert one.load("evidence:e1") is None
        assert one.all() == []
    one.save("evidence:e1", "again")
    assert Drafts(tmp_path, "one").load("evidence:e1") == "again"


def test_only_saving_the_note_drops_its_draft(tmp_path: Path) -> None:
    session = begun(desk_at(tmp_path))
    session.drafts.save("evidence:e1", "half")
    session.answer("evidence:e1", "verdict", "holds")
    session.flag("evidence:e1", True)
    session.note("evidence:e2", "another")
    assert session.drafts.load("evidence:e1") == "half"
    session.note("evidence:e1", "half and half")
    assert session.drafts.load("evidence:e1") is None
    session.close()


def test_a_draft_that_cannot_be_saved_is_said(tmp_path: Path) -> None:
    (tmp_path / ".ilo-tui").write_bytes(b"")
    with pytest.raises(SaveFailedError) as raised:
        Drafts(tmp_path, "s").save("evidence:e1", "half")
    assert raised.value.reason in {"vanished", "other"}
