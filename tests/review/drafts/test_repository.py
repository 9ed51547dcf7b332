"""The drafts of a folder: one open draft an author, those of others and other machines, and what is no draft."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ilo_tui.core.translator import Translator
from ilo_tui.review.drafts.draft_file import DraftFile, read_draft_file
from ilo_tui.review.errors import (
    ChangeError,
    ReadOnlySessionError,
    SaveFailedError,
    UnreadableDraftError,
    UnreadableSessionError,
)
from ilo_tui.review.merge.compare import remnant
from ilo_tui.review.merge.content import Reader
from ilo_tui.review.protected_files import is_protected
from ilo_tui.review.results import results_of
from ilo_tui.review.session_file import read_entry
from ilo_tui.review.session_reading import read_session
from ilo_tui.review.session_repository import SessionRepository
from ilo_tui.review.session_schema import session_schema
from tests.review.drafts.help import as_seen_by, begin, drafts_at, drafts_of, note
from tests.review.help import CHAN, SOK, begun, judge
from tests.review.merge.help import edited

TR = Translator("en")


def states(entries: list[DraftFile]) -> dict[str, str]:
    """The state of each file by its name."""
    return {entry.path.name: entry.state for entry in entries}


def test_looking_makes_no_draft_and_the_first_change_makes_the_only_one(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    with pytest.raises(ChangeError, match="no change in this draft"):
        draft.finish()
    assert draft.undo() is None
    draft.close()
    assert not drafts.environment.reviews.exists()
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.close()
    again = begin(drafts)
    assert (again.id, again.read_only) == (draft.id, None)
    other = begin(drafts, CHAN)
    note(other, "e1", "b")
    assert len(drafts.entries()) == 2
    assert [entry.path for entry in drafts.open_of(SOK.id)] == [draft.path]


def test_of_two_programs_that_begin_at_once_the_second_is_refused(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    first, second = begin(drafts), begin(drafts)
    note(first, "e1", "a")
    with pytest.raises(SaveFailedError, match="another program has begun a draft"):
        note(second, "e2", "b")
    second.close()
    assert len(drafts.entries()) == 1
    held = begin(drafts)
    assert held.read_only is not None
    assert "another program is in this draft: process" in held.read_only.localise(TR)
    with pytest.raises(ReadOnlySessionError) as caught:
        note(held, "e2", "b")
    assert "Leave the draft there" in caught.value.line(TR)
    first.close()
    assert begin(drafts).read_only is None


def test_on_another_machine_a_draft_is_only_read_and_its_author_begins_one_there(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.close()
    abroad = as_seen_by(drafts, "f" * 16)
    (entry,) = abroad.entries()
    assert entry.state == "other_machine"
    assert "another machine" in entry.localise(TR)[0]
    opened = abroad.open(entry)
    with pytest.raises(ReadOnlySessionError, match="another machine"):
        note(opened, "e1", "b")
    other = begin(abroad)
    note(other, "e2", "c")
    assert other.id != draft.id
    # What is laid over the dossier is all that the author changed, wherever.
    changed = {record: change.document for (_, record), change in abroad.changes_of(SOK.id).items()}
    assert {record: (document or {})["note"] for record, document in changed.items()} == {
        "e1": {"en": "a"},
        "e2": {"en": "c"},
    }


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.close()
    looking = drafts_of(replace(drafts.environment, read_only=True))
    opened = begin(looking)
    assert opened.read_only is not None
    assert opened.read_only.code == "asked"
    opened.unfinished.keep("evidence", "e1", {"note": "half"})
    opened.close()
    with pytest.raises(ReadOnlySessionError):
        begin(looking, CHAN)
    assert {path.name for path in looking.environment.reviews.glob("*/drafts/*")} == set()


def test_sessions_and_drafts_do_not_see_each_other(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    session = begun(drafts.environment)
    judge(session, "evidence:e1")
    session.close()
    sessions = SessionRepository(drafts.environment)
    before = sessions.entries(), results_of(sessions.entries(), drafts.environment.items)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.finish()
    draft.close()
    after = SessionRepository(drafts.environment).entries()
    assert [entry.path for entry in after] == [session.path]
    assert (after[0].session, after[0].state) == (before[0][0].session, "open")
    assert states(drafts.entries()) == {draft.path.name: "finished"}
    with pytest.raises(UnreadableDraftError, match="this is a draft"):
        read_session(draft.path)
    assert is_protected(draft.path)


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (lambda data: data[:-40], "damaged"),
        (lambda data: edited(data, '"schema":2', '"schema":3'), "newer"),
        (lambda data: edited(data, '"schema":2', '"schema":1'), "damaged"),
        (lambda data: edited(data, '"dossier":{"id":"small"', '"dossier":{"id":"other"'), "foreign"),
        (lambda data: edited(data, '"seq":2', '"seq":3'), "damaged"),
        (lambda data: edited(data, '"record":"e1"', '"record":"e2"'), "damaged"),
        (lambda data: edited(data, '"withdraws":1', '"withdraws":2'), "damaged"),
        (lambda data: data[:20] + bytes(80) + data[100:], "damaged"),
    ],
)
def test_what_cannot_be_used_is_listed_as_a_draft_and_not_as_a_session(tmp_path: Path, spoil: Any, state: str) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.undo()
    draft.close()
    draft.path.write_bytes(spoil(draft.path.read_bytes()))
    (entry,) = drafts.entries()
    assert entry.state == state
    assert len(entry.localise(TR)) == 2
    assert SessionRepository(drafts.environment).entries() == []
    assert begin(drafts).id != draft.id
    with pytest.raises(UnreadableSessionError):
        drafts.open(entry)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file with something in it cut out, overwritten, put in or taken the end from."""
    place = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:place]
        case 1:
            return data[:place] + data[place + chance.randrange(1, 30) :]
        case 2:
            return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
        case _:
            return (
                data[:place] + chance.choice([b"null", b"{}", b'"id":', b"1e999", b"\\ud800", bytes(20)]) + data[place:]
            )


def test_whatever_becomes_of_a_draft_it_is_in_one_of_the_two_lists_and_a_merge_can_look_at_it(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    draft.change("evidence", "e2", None)
    draft.undo()
    draft.finish()
    draft.close()
    data, chance, kinds = draft.path.read_bytes(), random.Random(17), set[str]()
    for _ in range(300):
        draft.path.write_bytes(spoilt(spoilt(data, chance) or data, chance))
        listed = read_draft_file(drafts.environment, draft.path) is not None
        assert listed == read_entry(drafts.environment, draft.path).is_draft
        content = Reader(drafts.environment.items).read(draft.path)
        kinds.add(content.kind)
        if content.kind == "damaged":
            remnant(content)
    assert {"damaged", "intact"} <= kinds


def test_a_branch_of_a_draft_is_a_copy_and_does_not_count(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    shutil.copy(draft.path, draft.path.with_name(f"{draft.id}-0badcafe.json"))
    assert sorted(states(drafts.entries()).values()) == ["copy", "open"]
    entry = drafts.find(draft.id)
    assert entry is not None
    assert entry.path == draft.path
    assert len(drafts.open_of(SOK.id)) == 1


def test_a_program_that_knows_no_drafts_refuses_the_file_by_its_schema(tmp_path: Path) -> None:
    draft = begin(drafts_at(tmp_path))
    note(draft, "e1", "a")
    (head,) = json.loads(draft.path.read_bytes())["session"].values()
    # Version 0.1 reads up to schema 1, and names what is newer without reading on.
    assert head["schema"] == 2


def test_the_printed_schema_holds_for_drafts_and_refuses_what_reading_refuses(tmp_path: Path) -> None:
    validator = Draft202012Validator(session_schema())
    draft = begin(drafts_at(tmp_path))
    note(draft, "e1", "a")
    draft.change("evidence", "e2", None)
    draft.undo()
    draft.finish()
    tables = json.loads(draft.path.read_bytes())
    assert list(validator.iter_errors(tables)) == []
    for name in ("base", "was", "document", "table"):
        spoilt = json.loads(draft.path.read_bytes())
        del spoilt["decisions"]["1"][name]
        assert not validator.is_valid(spoilt)
    del tables["session"]["1"]["dossier"]
    assert not validator.is_valid(tables)


def test_a_draft_is_moved_aside_as_a_session_is_and_not_while_a_program_is_in_it(tmp_path: Path) -> None:
    drafts = drafts_at(tmp_path)
    draft = begin(drafts)
    note(draft, "e1", "a")
    (entry,) = drafts.entries()
    with pytest.raises(ReadOnlySessionError, match="another program is in this draft"):
        drafts.archive(entry)
    draft.close()
    moved = drafts.archive(entry)
    assert (moved.parent.name, drafts.entries(), drafts.changes_of(SOK.id)) == ("archive", [], {})
    assert begin(drafts).id != draft.id
    torn = drafts.environment.reviews / "torn.json"
    torn.write_bytes(moved.read_bytes()[:-40])
    (entry,) = drafts.entries()
    assert drafts.set_aside(entry).name == "torn.json.unreadable"
    assert drafts.entries() == []
    with pytest.raises(ReadOnlySessionError, match="--read-only"):
        drafts_of(replace(drafts.environment, read_only=True)).archive(entry)
