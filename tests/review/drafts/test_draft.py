"""Changes in a draft: what is recorded of each, undoing, finishing, what is refused, what a failing disk costs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from ilo_tui.review.drafts.documents import document_hash
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.drafts.history import fold_drafts
from ilo_tui.review.drafts.model import Document
from ilo_tui.review.drafts.new_ids import PREFIXES, new_id
from ilo_tui.review.errors import ChangeError, ReadOnlySessionError, SaveFailedError
from ilo_tui.review.hashing import check_code, hash_of
from tests.app.failing import FillingDisk
from tests.review.drafts.help import begin, drafts_at, note, noted
from tests.review.help import CHAN, SOK, Clock

E1 = ("evidence", "e1")


def written(path: Path) -> dict[str, Any]:
    """The tables of a file, as a stock TinyDB reads them."""
    with TinyDB(path, access_mode="r") as database:
        return {name: {row.doc_id: dict(row) for row in database.table(name).all()} for name in database.tables()}


def test_a_change_is_written_with_the_full_document_its_base_and_the_old_values_of_what_changed(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    before = draft.document(*E1)
    assert before is not None
    assert not draft.path.exists()
    after = {name: value for name, value in before.items() if name != "confidence"} | {"note": {"en": "dry year"}}
    draft.change(*E1, after, why="a typo", minor=True)
    tables = written(draft.path)
    assert tables["decisions"] == {
        1: {
            "seq": 1,
            "table": "evidence",
            "record": "e1",
            "base": document_hash(before),
            "was": {"confidence": "high", "note": None},
            "document": after,
            "at": "2026-11-24T12:00:02Z",
            "why": "a typo",
            "minor": True,
        }
    }
    assert after["weather"] == "dry"
    assert set(tables["session"][1]) == {
        "schema", "id", "kind", "reviewer", "writer", "dossier", "language", "started",
    }  # fmt: skip
    assert draft.path.name == f"{tables['session'][1]['id']}.json"
    assert draft.path.name.startswith("2026-11-24-sok-dara-")
    draft.close()


def test_the_hash_of_a_document_without_unknown_keys_is_that_of_its_record(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    items, draft = drafts.environment.items, begin(drafts)
    for number in range(2, 9):
        document = draft.document("evidence", f"e{number}")
        assert document is not None
        assert document_hash(document) == items.hash_of(f"evidence:e{number}")
    known = {name: value for name, value in (draft.document(*E1) or {}).items() if name != "weather"}
    assert hash_of(known) == items.hash_of("evidence:e1")


def test_each_change_of_a_record_builds_on_the_one_before_it(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    note(draft, "e1", "first")
    first = draft.document(*E1)
    note(draft, "e1", "second")
    change = draft.history.change_of(E1)
    assert change is not None
    assert (change.base, change.was) == (document_hash(first or {}), {"note": {"en": "first"}})


def test_adding_and_removing_are_told_by_what_is_null(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    source = {"id": "src-1", "title": "A survey", "kind": "survey"}
    draft.change("sources", "src-1", source)
    draft.change(*E1, None, why="no longer held")
    added, removed = draft.history.standing()
    assert (added.base, added.was, added.document) == (None, {}, source)
    assert (removed.document, removed.was["weather"], removed.why) == (None, "dry", "no longer held")
    assert draft.state() == {("sources", "src-1"): source, E1: None}
    draft.change("evidence", "e1", {"id": "e1", "stance": "context"})
    assert draft.history.standing()[-1].base is None


def test_undo_goes_back_to_the_published_edition_change_by_change_also_after_a_pause(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    published = draft.document(*E1)
    for text in ("a", "b", "c"):
        note(draft, "e1", text)
    draft.close()
    draft = begin(drafts)
    notes = [change.document["note"] for _ in range(3) if (change := draft.undo()) and change.document]
    assert notes == [{"en": "c"}, {"en": "b"}, {"en": "a"}]
    assert draft.undo() is None
    assert draft.document(*E1) == published
    assert draft.state() == {}
    assert len(draft.history.records) == 6


def test_several_changes_in_one_save_are_all_made_or_none(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    added: list[Document] = [{"id": f"ev-{number}", "stance": "context"} for number in range(50)]
    draft.change_all(Edit("evidence", str(document["id"]), document) for document in added)
    assert len(draft.history.standing()) == 50
    with pytest.raises(ChangeError, match="nothing is changed"):
        draft.change_all([Edit("evidence", "ev-50", {"id": "ev-50"}), Edit("evidence", "ev-1", added[1])])
    assert draft.unsaved == ()
    assert len(draft.history.records) == 50
    draft.change_all([Edit(*E1, {"id": "e1", "a": 1}), Edit(*E1, {"id": "e1", "a": 2})])
    assert draft.history.standing()[-1].was == {"a": 1}


@pytest.mark.parametrize(
    ("record", "document", "minor", "words"),
    [
        ("e1", {"id": "e2"}, False, "cannot be changed"),
        ("e1", {}, False, "cannot be changed"),
        ("", {"id": ""}, False, "cannot be changed"),
        ("nobody", None, False, "to remove"),
        ("new", {"id": "new"}, True, "no minor change"),
        ("e1", None, True, "no minor change"),
        ("e1", {"id": "e1", "stance": "contradicts"}, True, "dimension, programme, source, stance"),
        ("e1", {"id": "e1", "note": object()}, False, "cannot be saved"),
    ],
)
def test_what_is_no_change_is_refused_and_nothing_is_made_of_it(
    tmp_path: Path, record: str, document: dict[str, object] | None, minor: bool, words: str
) -> None:
    draft = begin(drafts_at(tmp_path))
    with pytest.raises(ChangeError) as caught:
        draft.change("evidence", record, document, minor=minor)
    assert words in caught.value.message.format(**caught.value.values)
    assert not draft.path.exists()


def test_a_choice_between_others_may_leave_the_record_as_it_is(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    draft.change(*E1, draft.document(*E1), resolves=[("other-draft", 3)])
    draft.change(*E1, None)
    draft.change(*E1, None, resolves=[("other-draft", 4)])
    path = draft.path
    draft.close()
    draft = begin(drafts_at(tmp_path))
    assert draft.path == path
    assert [change.resolves for change in draft.history.standing()] == [[("other-draft", 3)], [], [("other-draft", 4)]]


def test_what_a_terminal_sends_that_is_no_unicode_is_saved_as_a_question_mark(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    draft.change("evidence", "new", {"id": "new", "statement": {"en": ["a\udcff"]}}, why="\udcff")
    assert draft.document("evidence", "new") == {"id": "new", "statement": {"en": ["a?"]}}


def test_finishing_gives_a_check_code_and_nothing_can_be_changed_any_more(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.undo()
    note(draft, "e2", "b")
    code = draft.finish()
    assert code == check_code(draft.head, draft.history.records) == draft.head.check_code
    for act in (draft.undo, draft.finish, lambda: note(draft, "e3", "c")):
        with pytest.raises(ReadOnlySessionError, match="finished"):
            act()
    draft.close()
    again = begin(drafts)
    assert again.id != draft.id
    assert [entry.state for entry in drafts.entries()] == ["finished"]


def test_a_disk_that_is_full_keeps_the_change_and_it_goes_with_the_next(tmp_path: Path) -> None:
    disk = FillingDisk()
    drafts = drafts_at(tmp_path, disk)
    draft = begin(drafts)
    note(draft, "e1", "a")
    disk.full = drafts.environment.reviews
    with pytest.raises(SaveFailedError, match="full"):
        note(draft, "e1", "b")
    with pytest.raises(SaveFailedError, match="full"):
        draft.undo()
    assert [change.document for change in draft.history.standing()] == [noted(draft, "e1", "a")]
    assert [record.seq for record in draft.unsaved] == [2, 3]
    disk.full = None
    note(draft, "e2", "c")
    assert not draft.unsaved
    assert list(draft.state()) == [E1, ("evidence", "e2")]
    assert json.loads(draft.path.read_bytes())["decisions"]["3"]["withdraws"] == 2


def test_a_draft_that_cannot_be_begun_is_saved_elsewhere_with_what_is_half_typed(tmp_path: Path) -> None:
    disk = FillingDisk()
    drafts = drafts_at(tmp_path, disk)
    drafts.environment.reviews.mkdir()
    draft = begin(drafts)
    disk.full = drafts.environment.reviews
    with pytest.raises(SaveFailedError, match="full"):
        note(draft, "e1", "a")
    path = draft.save_elsewhere(tmp_path / "stick")
    assert path.parent == tmp_path / "stick"
    note(draft, "e1", "b")
    draft.unfinished.save("evidence", "e2", {"note": "half"})
    disk.full = None
    back = draft.save_elsewhere(drafts.environment.reviews)
    draft.close()
    assert [entry.path for entry in drafts.entries()] == [back]
    draft = begin(drafts)
    assert len(draft.history.standing()) == 2
    assert draft.unfinished.all() == {("evidence", "e2"): {"note": "half"}}


def test_a_later_state_elsewhere_is_not_replaced(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    (elsewhere / draft.path.name).write_bytes(draft.path.read_bytes().replace(b'"en":"a"', b'"en":"b"'))
    with pytest.raises(SaveFailedError, match="another state"):
        draft.save_elsewhere(elsewhere)
    assert draft.path.parent == drafts.environment.reviews


def test_what_is_half_typed_goes_once_its_record_is_saved_and_no_older_text_is_offered_again(
    tmp_path: Path,
) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    draft.unfinished.save("evidence", "e1", {"note": "half", "figures": [1, {"en": "two"}]})
    assert draft.unfinished.load("evidence", "e1") == {"note": "half", "figures": [1, {"en": "two"}]}
    (file,) = draft.path.parent.glob(".ilo-tui/drafts/*/*.json")
    text = file.read_bytes()
    note(draft, "e1", "half a")
    assert not file.exists()
    file.write_bytes(text)
    draft.close()
    assert begin(drafts).unfinished.all() == {}


def test_new_ids_have_the_prefix_of_their_table_and_8_hex_and_are_none_that_is_known() -> None:
    refused: list[str] = []

    def refuse_three(ident: str) -> bool:
        refused.append(ident)
        return len(refused) <= 3

    ident = new_id("evidence", refuse_three)
    prefix, digits = ident.split("-")
    assert (prefix, len(digits), int(digits, 16) >= 0) == ("ev", 8, True)
    assert ident not in refused[:3]
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_several_drafts_fold_by_time_and_a_clock_set_back_does_not_turn_a_draft_round(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    clock = drafts.environment.clock
    assert isinstance(clock, Clock)
    first, second = begin(drafts, SOK), begin(drafts, CHAN)
    note(first, "e1", "sok early")
    note(second, "e1", "chan later")
    note(second, "e2", "chan")
    clock.moment -= timedelta(days=1)
    note(second, "e1", "chan, by a clock set back")
    folded = fold_drafts({"1": first.history, "2": second.history})
    notes = {record: change.document["note"] for (_, record), change in folded.items() if change.document}
    assert notes == {"e1": {"en": "chan, by a clock set back"}, "e2": {"en": "chan"}}
    assert folded == fold_drafts({"2": second.history, "1": first.history})
