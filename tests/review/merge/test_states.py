"""What comes of each kind of file: what is said of it, what is kept, and whether a person is needed."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from ilo_tui.core.translator import Translator
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.errors import ReviewError
from ilo_tui.review.hashing import check_code
from ilo_tui.review.items import Items
from ilo_tui.review.journal import layout, row
from ilo_tui.review.merge import plan
from ilo_tui.review.merge.content import LIMIT, Reader
from ilo_tui.review.merge.layout import Names
from ilo_tui.review.session_reading import parse_session
from ilo_tui.review.session_repository import SessionRepository
from tests.dossier.small import claim
from tests.review.help import SOK, WRITER, Clock, begun, desk_at, dossier_of, elsewhere, judge, tables
from tests.review.merge.help import ITEMS, contents, edited, ident_of, merge, placed, seen, states

IDENT = f"{ident_of('a0')}.json"
EN = Translator("en")


def repository(into: Path, items: Items = ITEMS) -> SessionRepository:
    return SessionRepository(elsewhere(ReviewEnvironment(into, items, WRITER)))


def stick(folder: Path, *names: str) -> Path:
    """A folder with these contents, each under its name."""
    return placed(folder / "stick", **{name: contents()[name] for name in names})


def home(folder: Path, *names: str) -> Path:
    """A folder into which these were merged before."""
    into = folder / "office"
    merge([placed(folder / f"before-{name}", **{name: contents()[name]}) for name in names], into)
    return into


def test_new_then_already_there(tmp_path: Path) -> None:
    into = tmp_path / "office"
    planned, outcome = merge([stick(tmp_path, "af")], into)
    assert (states(planned), outcome.written, planned.needs_person) == ({"af.json": "new"}, 1, False)
    assert "6 decisions by Sok Dara <sok-dara-1a2b>" in planned.lines(EN)[0]
    assert "check code " in planned.lines(EN)[0]
    assert seen(into) == {IDENT: contents()["af"]}
    assert (into.stat().st_mode & 0o777, (into / IDENT).stat().st_mode & 0o777) == (0o700, 0o600)
    again, outcome = merge([tmp_path / "stick"], into)
    assert (states(again), outcome.written, again.needs_person) == ({"af.json": "there"}, 0, False)


def test_a_longer_one_is_taken_and_ours_kept_aside(tmp_path: Path) -> None:
    into = home(tmp_path, "a2")
    planned, outcome = merge([stick(tmp_path, "a5")], into)
    assert (states(planned), planned.needs_person) == ({"a5.json": "longer"}, False)
    assert seen(into) == {IDENT: contents()["a5"]}
    (aside,) = (into / ".ilo-tui" / "aside").iterdir()
    assert aside.name == f"{ident_of('a0')}-{sha256(contents()['a2']).hexdigest()[:16]}.json"
    assert aside.read_bytes() == contents()["a2"]
    assert outcome.skipped == []


@pytest.mark.parametrize("name", ["a0", "a2", "a5", "a2 written otherwise"])
def test_an_earlier_one_changes_nothing(tmp_path: Path, name: str) -> None:
    into = home(tmp_path, "af")
    planned, _ = merge([stick(tmp_path, name)], into)
    assert (list(states(planned).values()), planned.needs_person, planned.steps) == (["earlier"], False, [])


def test_the_summary_counts_files_by_what_comes_of_them(tmp_path: Path) -> None:
    into = home(tmp_path, "a5")
    names = ("a2", "a5", "af", "l2", "zeros", "empty", "newer", "foreign", "a dossier")
    summary = plan([stick(tmp_path, *names)], into, ITEMS).summary(EN)
    totals = "new: 1, longer than ours: 1, already there: 2, damaged: 2, on another dossier: 1, not taken: 2"
    assert summary == [
        f"9 files looked at: {totals}",
        "2 sessions in the folder",
        "1 reviewer",
        "Sok Dara <sok-dara-1a2b>: 2 sessions, 2 items judged",
        "  1 item judged more than once: the latest counts, once",
        "3 files need a person",
    ]
    bad = placed(tmp_path / "bad", empty=b"")
    assert plan([bad], tmp_path / "new", ITEMS).summary(EN) == [
        *("1 file looked at: damaged: 1", "0 sessions in the folder", "0 reviewers", "1 file needs a person")
    ]
    nothing = placed(tmp_path / "nothing")
    assert plan([nothing], tmp_path / "new", ITEMS).summary(EN) == [
        *("0 files looked at", "0 sessions in the folder", "0 reviewers")
    ]


def test_branches_are_both_kept_named_and_one_counts(tmp_path: Path) -> None:
    into = home(tmp_path, "a5")
    planned, _ = merge([stick(tmp_path, "b4")], into)
    names = {row.path.name: row.kept_as for row in planned.reports}
    # Ours is told of as well, under the name that it has in the folder.
    assert states(planned) == {IDENT: "different", "b4.json": "different"}
    assert planned.needs_person
    assert names[IDENT] == IDENT
    assert names["b4.json"].startswith(f"{ident_of('a0')}-")
    assert seen(into) == {IDENT: contents()["a5"], names["b4.json"]: contents()["b4"]}
    assert {entry.path.name: entry.state for entry in repository(into).entries()} == {
        IDENT: "other_machine",
        names["b4.json"]: "copy",
    }


def test_a_damaged_file_is_named_for_its_session_and_eight_letters_of_its_hash(tmp_path: Path) -> None:
    into, cut = tmp_path / "office", contents()["a5 cut"]
    merge([stick(tmp_path, "a5 cut")], into)
    assert seen(into) == {"damaged": None, f"damaged/{ident_of('a0')}-{sha256(cut).hexdigest()[:8]}.unreadable": cut}


@pytest.mark.parametrize(("reserved", "length"), [((), 8), ((8,), 16), ((8, 16), 64)])
def test_a_branch_has_as_much_of_its_hash_in_its_name_as_is_needed(
    tmp_path: Path, reserved: tuple[int, ...], length: int
) -> None:
    into, branch = tmp_path / "office", sha256(contents()["b4"]).hexdigest()
    for size in reserved:
        (into / f"{ident_of('a0')}-{branch[:size]}.json").mkdir(parents=True)
    merge([stick(tmp_path, "a5", "b4")], into)
    assert seen(into)[f"{ident_of('a0')}-{branch[:length]}.json"] == contents()["b4"]


def test_a_file_that_has_its_whole_hash_for_a_name_keeps_it_where_shorter_ones_are_reserved(tmp_path: Path) -> None:
    content = Reader(ITEMS).read(stick(tmp_path, "zeros") / "zeros.json")
    names = [f"damaged/{content.sha[:length]}.unreadable" for length in (8, 16, 64)]
    assert Names(names).damaged(content) == names[-1]


def test_of_branches_the_one_whose_code_fits_counts_then_the_longer(tmp_path: Path) -> None:
    into = home(tmp_path, "a6", "b5f")
    assert (into / IDENT).read_bytes() == contents()["b5f"]
    merge([stick(tmp_path, "af")], into)
    assert (into / IDENT).read_bytes() == contents()["af"]
    # The branch that went on has left its earlier state, which nobody needs any more.
    assert set(seen(into).values()) == {contents()["af"], contents()["b5f"]}


def test_a_session_changed_by_hand_is_kept_and_named_and_does_not_count_beside_the_sound_one(tmp_path: Path) -> None:
    into = home(tmp_path, "af changed by hand")
    planned = plan([stick(tmp_path, "af changed by hand")], into, ITEMS)
    # Ours is told of as well, as long as it is there.
    assert (states(planned), planned.needs_person) == ({IDENT: "there", "af changed by hand.json": "there"}, True)
    assert all("the check code does not fit" in line for line in planned.lines(EN))
    assert [row["check_code"] for row in planned.table()] == ["wrong", "wrong"]
    merge([placed(tmp_path / "sound", af=contents()["af"])], into)
    assert (into / IDENT).read_bytes() == contents()["af"]
    assert set(seen(into).values()) == {contents()["af"], contents()["af changed by hand"]}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a5 cut", "4 whole decisions can be read"),
        ("zeros", "the file holds nothing but zeros; no decision in it can be read"),
        ("empty", "the file is empty"),
        ("a5 with a wrong basis", "4 whole decisions can be read"),
    ],
)
def test_a_damaged_file_is_kept_as_it_is_and_what_can_be_read_is_said(tmp_path: Path, name: str, words: str) -> None:
    into = tmp_path / "office"
    planned, _ = merge([stick(tmp_path, name)], into)
    (row,) = planned.reports
    assert (row.state.code, row.needs_person) == ("damaged", True)
    assert words in planned.lines(EN)[0]
    assert row.kept_as.startswith("damaged/")
    assert row.kept_as.endswith(".unreadable")
    assert seen(into) == {"damaged": None, row.kept_as: contents()[name]}
    assert repository(into).entries() == []


@pytest.mark.parametrize("name", ["a5 cut", "a5 cut in the end", "a5 with zeros in it"])
def test_a_damaged_copy_of_what_is_there_whole_needs_nobody(tmp_path: Path, name: str) -> None:
    into = home(tmp_path, "a5")
    planned, _ = merge([stick(tmp_path, name)], into)
    assert (list(states(planned).values()), planned.needs_person) == (["damaged_copy"], False)
    assert seen(into) == {IDENT: contents()["a5"]}


def test_a_damaged_file_is_no_longer_kept_once_the_whole_one_comes(tmp_path: Path) -> None:
    into = home(tmp_path, "a5 cut")
    merge([stick(tmp_path, "a5")], into)
    assert [data for data in seen(into).values() if data is not None] == [contents()["a5"]]


@pytest.mark.parametrize("name", ["b4 cut", "a6 cut before its last", "a5 with a wrong basis"])
def test_a_damaged_file_that_had_more_or_other_decisions_stays(tmp_path: Path, name: str) -> None:
    into = home(tmp_path, "a5")
    planned, _ = merge([stick(tmp_path, name)], into)
    assert planned.needs_person
    assert contents()[name] in seen(into).values()


@pytest.mark.parametrize(
    ("name", "state", "person"),
    [("foreign", "foreign", False), ("newer", "newer", True), ("a dossier", "no_session", False)],
)
def test_what_is_no_session_of_this_dossier_stays_where_it_is(
    tmp_path: Path, name: str, state: str, person: bool
) -> None:
    planned, outcome = merge([stick(tmp_path, name)], tmp_path / "office")
    assert (list(states(planned).values()), planned.needs_person) == ([state], person)
    assert outcome.written == 0
    assert not (tmp_path / "office").exists()


def test_of_what_is_not_read_nothing_is_counted(tmp_path: Path) -> None:
    rows = plan([stick(tmp_path, "newer", "a dossier")], tmp_path / "office", ITEMS).table()
    counted = ("decisions", "changed_items", "removed_items", "misdated")
    assert [[row[name] for name in counted] for row in rows] == [[0] * 4] * 2


def misdated_session(folder: Path) -> Path:
    """The folder of a session with two records of 2099, two of 2001 and two of now."""
    clock = Clock(datetime(2099, 1, 1, tzinfo=UTC))
    session = begun(replace(desk_at(folder), clock=clock))
    for item, year in (("evidence:e1", 2099), ("evidence:e2", 2001), ("evidence:e3", 2026)):
        clock.moment = datetime(year, 1, 1, tzinfo=UTC)
        judge(session, item)
    session.close()
    return session.path.parent


def test_records_dated_too_late_and_too_early_are_counted_and_said(tmp_path: Path) -> None:
    planned = plan([misdated_session(tmp_path)], tmp_path / "office", ITEMS)
    (row,), (line,) = planned.table(), planned.lines(EN)
    assert (row["misdated"], row["decisions"]) == (4, 6)
    assert "2 records are dated in the future (up to 2099-01-01)" in line
    assert "2 records are dated too early to be true (from 2001-01-01)" in line


def test_of_files_of_the_folder_only_those_are_told_that_people_have_to_know_of(tmp_path: Path) -> None:
    into = tmp_path / "office"
    placed(into, **{ident_of("c"): contents()["c"], "other": contents()["misnamed"]})
    (misdated,) = misdated_session(tmp_path).glob("*.json")
    (into / misdated.name).write_bytes(misdated.read_bytes())
    empty = placed(tmp_path / "empty")
    assert set(states(plan([empty], into, ITEMS))) == {"other.json", misdated.name}


def test_a_foreign_dossier_is_named(tmp_path: Path) -> None:
    planned = plan([stick(tmp_path, "foreign")], tmp_path / "office", ITEMS)
    assert "on another dossier, other" in planned.lines(EN)[0]


@pytest.mark.parametrize("name", ["misnamed", "b4 misnamed"])
def test_a_flipped_bit_in_the_id_of_the_dossier_needs_a_person(tmp_path: Path, name: str) -> None:
    into = tmp_path / "office"
    planned, _ = merge([stick(tmp_path, name)], into)
    assert planned.needs_person
    assert planned.sessions == 0
    (line,) = planned.lines(EN)
    assert "it says that it is on the dossier smalk, but what was judged in it is in small" in line
    ((stored, data),) = [(name, data) for name, data in seen(into).items() if data]
    assert data == contents()[name]
    assert stored.startswith("damaged/")
    assert stored in line


def test_what_is_misnamed_is_no_longer_kept_once_the_session_comes_as_it_was(tmp_path: Path) -> None:
    into = tmp_path / "office"
    merge([stick(tmp_path, "misnamed")], into)
    planned, outcome = merge([placed(tmp_path / "more", c=contents()["c"])], into)
    assert outcome.retired == 1
    assert seen(into) == {f"{ident_of('c')}.json": contents()["c"]}
    assert not planned.needs_person
    again, _ = merge([tmp_path / "stick"], into)
    assert (set(states(again).values()), again.needs_person) == ({"damaged_copy"}, False)


def test_what_is_misnamed_is_whole_however_it_is_written(tmp_path: Path) -> None:
    into = home(tmp_path, "c")
    # Of a damaged file only what stands a document a line can be read; here nothing but the name is damaged.
    written = json.dumps(json.loads(contents()["misnamed"]), indent=1).encode()
    planned, outcome = merge([placed(tmp_path / "stick", misnamed=written)], into)
    assert (list(states(planned).values()), planned.needs_person) == (["damaged_copy"], False)
    assert (outcome.written, seen(into)) == (0, {f"{ident_of('c')}.json": contents()["c"]})


@pytest.mark.parametrize("first", ["l1", "longer"])
def test_of_a_loose_session_the_longer_queue_goes_on_from_the_shorter(tmp_path: Path, first: str) -> None:
    longer = edited(contents()["l1"], '"items":["evidence:e1"]', '"items":["evidence:e1","evidence:e2"]')
    files = {"l1": contents()["l1"], "longer": longer}
    into = tmp_path / "office"
    merge([placed(tmp_path / "first", **{first: files[first]})], into)
    planned, _ = merge([placed(tmp_path / "stick", **files)], into)
    assert (seen(into), planned.needs_person) == ({f"{ident_of('l1')}.json": longer}, False)
    assert states(planned)["l1.json"] == "earlier"


def test_loose_sessions_of_the_same_decisions_and_other_queues_have_branched(tmp_path: Path) -> None:
    queues = [f'"items":["evidence:e1","evidence:{ident}"]' for ident in ("e2", "e3")]
    first, other = (edited(contents()["l1"], '"items":["evidence:e1"]', queue) for queue in queues)
    into = tmp_path / "office"
    planned, _ = merge([placed(tmp_path / "stick", first=first, other=other)], into)
    assert set(states(planned).values()) == {"different"}
    assert set(seen(into).values()) == {first, other}


def test_a_link_in_the_folder_is_no_session_of_it(tmp_path: Path) -> None:
    into, outside = placed(tmp_path / "office"), placed(tmp_path / "outside", c=contents()["c"])
    (into / "linked.json").symlink_to(outside / "c.json")
    planned = plan([placed(tmp_path / "stick", a5=contents()["a5"])], into, ITEMS)
    assert (planned.sessions, states(planned)) == (1, {"a5.json": "new"})


def test_a_check_code_that_fits_proves_that_it_is_on_another_dossier(tmp_path: Path) -> None:
    loaded = parse_session(tmp_path, contents()["c"])
    other = structs.replace(loaded.session, dossier=structs.replace(loaded.session.dossier, id="other"))
    coded = structs.replace(other, check_code=check_code(other, loaded.records))
    data = layout({"session": [row(1, msgspec.json.encode(coded))], "decisions": loaded.rows})
    planned, _ = merge([placed(tmp_path / "stick", c=data)], tmp_path / "office")
    assert (list(states(planned).values()), planned.needs_person) == (["foreign"], False)


def test_a_byte_order_mark_makes_no_other_session(tmp_path: Path) -> None:
    into = tmp_path / "office"
    planned, _ = merge([stick(tmp_path, "a5 with a mark")], into)
    assert (list(states(planned).values()), planned.needs_person) == (["new"], False)
    # What an editor put before it is not handed on.
    assert seen(into) == {IDENT: contents()["a5"]}


def test_a_marked_file_in_the_folder_is_replaced_by_what_goes_on_from_it(tmp_path: Path) -> None:
    into = placed(tmp_path / "office", **{ident_of("a0"): contents()["a5 with a mark"]})
    planned, outcome = merge([stick(tmp_path, "a5")], into)
    assert (planned.steps, outcome.skipped) == ([], [])
    assert seen(into) == {IDENT: contents()["a5 with a mark"]}
    _, outcome = merge([placed(tmp_path / "more", af=contents()["af"])], into)
    assert outcome.skipped == []
    assert seen(into) == {IDENT: contents()["af"]}


def test_items_that_have_changed_or_gone_are_counted(tmp_path: Path) -> None:
    evidence = [evidence for evidence in tables()["evidence"] if evidence["id"] not in {"e1", "e2"}]
    changed = Items(dossier_of(tmp_path, {"evidence": [*evidence, claim("e1", programme="p2", dimension="output")]}))
    planned = plan([stick(tmp_path, "a5")], tmp_path / "office", changed)
    (row,) = planned.table()
    assert (row["changed_items"], row["removed_items"], row["needs_person"]) == (1, 1, False)
    assert "1 item has changed since; 1 item is no longer in the dossier" in planned.lines(EN)[0]


def test_an_archived_session_does_not_come_back_but_what_went_on_does(tmp_path: Path) -> None:
    into = home(tmp_path, "a5")
    (entry,) = repository(into).entries()
    repository(into).archive(entry)
    planned, outcome = merge([stick(tmp_path, "a2", "a5", "a5 cut")], into)
    assert set(states(planned).values()) == {"archived"}
    assert outcome.written == 0
    merge([placed(tmp_path / "more", af=contents()["af"])], into)
    assert (into / IDENT).read_bytes() == contents()["af"]


@pytest.mark.parametrize("name", ["a2", "a5", "a5 cut"])
def test_an_archived_session_does_not_come_back_from_a_single_file(tmp_path: Path, name: str) -> None:
    into = home(tmp_path, "a5")
    (entry,) = repository(into).entries()
    repository(into).archive(entry)
    planned, outcome = merge([stick(tmp_path, name)], into)
    assert (list(states(planned).values()), outcome.written, planned.sessions) == (["archived"], 0, 0)


def test_what_is_not_looked_into(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", **{"a5": contents()["a5"], ".hidden": contents()["c"]})
    for name in ("archive", ".ilo-tui", "$RECYCLE.BIN", "lost+found"):
        placed(from_ / name, c=contents()["c"])
    (from_ / "notes.txt").write_bytes(contents()["c"])
    outside = placed(tmp_path / "outside", c=contents()["c"])
    (from_ / "file.json").symlink_to(outside / "c.json")
    (from_ / "folder").symlink_to(outside)
    os.mkfifo(from_ / "pipe.json")
    into = tmp_path / "office"
    planned, _ = merge([from_], into)
    assert states(planned) == {
        "a5.json": "new",
        "archive": "archive",
        "file.json": "linked",
        "folder": "linked",
        "pipe.json": "special",
    }
    assert seen(into) == {IDENT: contents()["a5"]}
    assert not planned.needs_person
    assert states(plan([from_ / "archive"], into, ITEMS)) == {"c.json": "new"}


@pytest.mark.slow
def test_a_file_larger_than_any_session_is_refused_if_it_may_be_one(tmp_path: Path) -> None:
    from_ = placed(tmp_path / "stick", huge=contents()["a5"] + b" " * LIMIT, other=b'{"x": 1' + b" " * LIMIT)
    planned, _ = merge([from_], tmp_path / "office")
    assert states(planned) == {"huge.json": "too_large", "other.json": "no_session"}
    assert "larger than 64 MB" in planned.lines(EN)[0]
    assert planned.needs_person


def test_files_and_folders_named_twice_are_looked_at_once(tmp_path: Path) -> None:
    from_ = stick(tmp_path, "a5")
    planned = plan([from_, from_ / "a5.json", tmp_path / "stick" / ".." / "stick"], tmp_path / "office", ITEMS)
    assert len(planned.reports) == 1


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        plan([tmp_path / "gone"], tmp_path / "office", ITEMS)
    assert raised.value.localise(EN)[0] == f"{tmp_path / 'gone'}: there is no such file or folder"


def test_a_source_that_cannot_be_looked_at_is_said_in_the_words_of_the_system(tmp_path: Path) -> None:
    source = tmp_path / ("x" * 300)
    with pytest.raises(ReviewError) as raised:
        plan([source], tmp_path / "office", ITEMS)
    assert raised.value.localise(EN)[0] == f"{source}: it cannot be looked at ({os.strerror(errno.ENAMETOOLONG)})"


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "office").write_bytes(b"")
    with pytest.raises(ReviewError) as raised:
        plan([stick(tmp_path, "a5")], tmp_path / "office", ITEMS)
    reason = os.strerror(errno.ENOTDIR)
    assert raised.value.localise(EN)[0] == f"{tmp_path / 'office'}: the folder cannot be listed ({reason})"


def test_the_folder_itself_as_a_source_brings_its_copies_in_order(tmp_path: Path) -> None:
    into = home(tmp_path, "a5")
    placed(into, **{"a5.sync-conflict": contents()["af"], "mine": contents()["c"]})
    planned, _ = merge([into], into)
    assert states(planned) == {IDENT: "earlier", "a5.sync-conflict.json": "longer", "mine.json": "new"}
    assert seen(into)[IDENT] == contents()["af"]
    assert seen(into)[f"{ident_of('c')}.json"] == seen(into)["mine.json"] == contents()["c"]
    # A stick that holds the folder is the same.
    assert plan([tmp_path / "office" / ".."], into, ITEMS).steps == []


@pytest.mark.parametrize(
    "ident", ["../../up", "C:\\x", "CON", "a\x00b", "", "x" * 300, "2026-11-24-A-0", "\x1b]0;x"], ids=range(8)
)
def test_an_id_that_could_be_no_name_of_a_file_is_none(tmp_path: Path, ident: str) -> None:
    written = msgspec.json.encode(ident).decode()[1:-1]
    from_ = placed(tmp_path / "stick", odd=edited(contents()["a5"], f'"id":"{ident_of("a0")}"', f'"id":"{written}"'))
    planned, _ = merge([from_], tmp_path / "office")
    (name,) = seen(tmp_path / "office")
    assert name.startswith("session-")
    assert {path.name for path in tmp_path.iterdir()} == {"stick", "office"}
    assert "\x1b" not in "".join([*planned.lines(EN), *planned.summary(EN)])
    (entry,) = repository(tmp_path / "office").entries()
    assert entry.state == "other_machine"


@pytest.mark.parametrize("name", [IDENT, IDENT.upper()], ids=["same", "capitals"])
@pytest.mark.parametrize(
    "data",
    [b"{}", contents()["c"], contents()["zeros"], contents()["newer"], None],
    ids=["empty", "other", "zeros", "newer", "folder"],
)
def test_a_name_that_something_else_has_is_left_to_it(tmp_path: Path, name: str, data: bytes | None) -> None:
    into = tmp_path / "office"
    into.mkdir()
    if data is None:
        (into / name).mkdir()
    else:
        (into / name).write_bytes(data)
    merge([stick(tmp_path, "a5")], into)
    assert seen(into)[name] == data
    merge([placed(tmp_path / "more", af=contents()["af"])], into)
    result = seen(into)
    assert result[name] == data
    # One file of the session, under a name with its hash; the earlier state has gone aside.
    assert [item for item in result if result[item] == contents()["af"]]
    assert contents()["a5"] not in result.values()
    entries = repository(into).entries()
    assert [entry.state for entry in entries if entry.session and entry.session.id == ident_of("a0")] == ["finished"]


def test_the_table_has_the_fields_of_the_file(tmp_path: Path) -> None:
    (row,) = plan([stick(tmp_path, "af")], tmp_path / "office", ITEMS).table()
    assert row == {
        "file": str(tmp_path / "stick" / "af.json"),
        "session": ident_of("a0"),
        "reviewer": SOK.id,
        "state": "new",
        "decisions": 6,
        "changed_items": 0,
        "removed_items": 0,
        "misdated": 0,
        "check_code": "ok",
        "needs_person": False,
        "kept_as": IDENT,
    }


WORSE = {
    "another session beside it": lambda tables: tables["session"].update({"2": tables["session"]["1"]}),
    "no session": lambda tables: tables["session"].clear(),
    "a decision without a number": lambda tables: tables["decisions"]["2"].pop("seq"),
    "a number that is none": lambda tables: tables["decisions"]["2"].update(seq="2"),
    "a number that is too high": lambda tables: tables["decisions"]["2"].update(seq=99),
    "a decision that is none": lambda tables: tables["decisions"].update({"2": [1]}),
}


@pytest.mark.parametrize("change", WORSE.values(), ids=WORSE)
def test_what_is_misnamed_and_damaged_beyond_that_is_set_aside_as_it_is(
    tmp_path: Path, change: Callable[[dict[str, dict[str, Any]]], object]
) -> None:
    tables = json.loads(contents()["misnamed"])
    change(tables)
    # A document a line, as the program writes it: the session can still be read when the whole file cannot.
    lines = (
        f'"{table}":{{\n' + ",\n".join(f'"{key}":{json.dumps(row)}' for key, row in rows.items()) + "\n}"
        for table, rows in tables.items()
    )
    worse = ("{" + ",".join(lines) + "}").encode()
    into = home(tmp_path, "c")
    planned, _ = merge([placed(tmp_path / "stick", worse=worse)], into)
    assert seen(into)[f"{ident_of('c')}.json"] == contents()["c"]
    (report,) = planned.reports
    assert (report.state.code, report.needs_person) == ("damaged", True)
    assert worse in seen(into).values()
