"""Drafts on sticks: merged beside sessions in whatever order and how often, with the same files of the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.review.merge import plan
from tests.review.drafts.help import begin, drafts_of, note
from tests.review.help import CHAN, desk_at
from tests.review.merge.help import ITEMS, edited, merge, placed, seen, states
from tests.review.merge.help import contents as session_contents

TR = Translator("en")


@cache
def contents() -> dict[str, bytes]:
    """Files of two drafts: one that grew (d1, d3, d4), was finished (df), and branched after d1 (b2); another (o).

    And what becomes of files, and two sessions.
    """
    result: dict[str, bytes] = {}
    with TemporaryDirectory() as name:
        drafts = drafts_of(desk_at(Path(name)))
        draft = begin(drafts)
        note(draft, "e1", "a")
        result["d1"] = draft.path.read_bytes()
        note(draft, "e2", "b")
        draft.change("evidence", "e3", None)
        result["d3"] = draft.path.read_bytes()
        draft.undo()
        result["d4"] = draft.path.read_bytes()
        draft.finish()
        result["df"] = draft.path.read_bytes()
        other = begin(drafts, CHAN)
        note(other, "e1", "c")
        result["o"] = other.path.read_bytes()
        backup = placed(Path(name) / "backup", **{draft.id: result["d1"]})
        branch = begin(drafts_of(replace(drafts.environment, reviews=backup)))
        note(branch, "e2", "another b")
        result["b2"] = branch.path.read_bytes()
        for item in (draft, other, branch):
            item.close()
    result["d3 cut"] = result["d3"][:-60]
    result["d4 with zeros in it"] = result["d4"][:-50] + bytes(50)
    result["df changed by hand"] = edited(result["df"], '"en":"a"', '"en":"z"')
    result["misnamed"] = edited(result["o"], '"dossier":{"id":"small"', '"dossier":{"id":"smalk"')
    result["foreign"] = edited(result["misnamed"], '"hash":"', '"hash":"0')
    result["newer"] = edited(result["o"], '"schema":2', '"schema":3')
    return result | {name: session_contents()[name] for name in ("a2", "a5", "b4", "c")}


NAMES = sorted(contents())
sticks = st.lists(st.sampled_from(NAMES), min_size=1, max_size=7)


def stick(folder: Path, names: Sequence[str]) -> Path:
    """A folder with these files."""
    return placed(folder, **{f"{number}": contents()[name] for number, name in enumerate(names)})


def check_order(data: st.DataObject, planned: list[list[str]]) -> None:
    """Sticks merged at once, one by one in any order, and again: it makes no difference."""
    with TemporaryDirectory() as name:
        base = Path(name)
        folders = [stick(base / f"stick{number}", names) for number, names in enumerate(planned)]
        merge(folders, base / "at once")
        for folder in [*data.draw(st.permutations(folders)), data.draw(st.sampled_from(folders))]:
            merge([folder], base / "one by one")
        assert seen(base / "one by one") == seen(base / "at once")
        assert plan(folders, base / "at once", ITEMS).steps == []


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(sticks, min_size=1, max_size=3))
def test_any_order_and_any_repetition_ends_with_the_same_files(data: st.DataObject, planned: list[list[str]]) -> None:
    check_order(data, planned)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(sticks, min_size=1, max_size=4))
def test_400_times_any_order_ends_with_the_same_files(data: st.DataObject, planned: list[list[str]]) -> None:
    check_order(data, planned)


def test_each_draft_is_named_with_its_changes_and_what_comes_of_it(tmp_path: Path) -> None:
    source = placed(tmp_path / "stick", **contents())
    planned, _ = merge([source], tmp_path / "office")
    assert {name.removesuffix(".json"): state for name, state in states(planned).items()} == {
        **dict.fromkeys(["d1", "d3", "d4", "a2"], "earlier"),
        **dict.fromkeys(["df", "b2", "df changed by hand", "a5", "b4"], "different"),
        **dict.fromkeys(["d3 cut", "d4 with zeros in it", "misnamed"], "damaged_copy"),
        **dict.fromkeys(["o", "c"], "new"),
        "foreign": "foreign",
        "newer": "newer",
    }
    lines = {report.path.name: report.localise(TR) for report in planned.reports}
    assert "a draft: 1 change by Chan Thy <chan-thy-3c4d>" in lines["o.json"]
    assert "a draft: 4 changes by Sok Dara <sok-dara-1a2b>; check code" in lines["df.json"]
    assert "the check code does not fit" in lines["df changed by hand.json"]
    assert "differs from another file of this draft" in lines["b2.json"]
    assert "differs from another file of this session" in lines["b4.json"]
    assert (planned.sessions, planned.drafts) == (2, 2)
    assert {"2 sessions in the folder", "2 drafts in the folder"} <= set(planned.summary(TR))
    rows = {Path(str(row["file"])).name: row for row in planned.table()}
    assert (rows["o.json"]["kind"], rows["o.json"]["decisions"]) == ("draft", 1)
    assert "kind" not in rows["c.json"]


def test_authors_of_drafts_are_no_reviewers(tmp_path: Path) -> None:
    planned, _ = merge([placed(tmp_path / "stick", d3=contents()["d3"])], tmp_path / "office")
    assert planned.people == []
    assert "drafts" not in " ".join(planned.summary(TR))
    assert "1 draft in the folder" in planned.summary(TR)


def test_a_later_state_takes_the_place_of_an_earlier_one_and_never_the_other_way(tmp_path: Path) -> None:
    office = tmp_path / "office"
    for name, state in (("d1", "new"), ("d4", "longer"), ("d3", "earlier"), ("df", "longer"), ("d4", "earlier")):
        planned, _ = merge([placed(tmp_path / name, **{name: contents()[name]})], office)
        assert states(planned) == {f"{name}.json": state} | {
            path: code for path, code in states(planned).items() if path != f"{name}.json"
        }
    (path,) = office.glob("*.json")
    assert path.read_bytes() == contents()["df"]


def test_a_draft_that_was_archived_here_does_not_come_back(tmp_path: Path) -> None:
    office, stick = tmp_path / "office", placed(tmp_path / "stick", d4=contents()["d4"])
    merge([placed(tmp_path / "first", d4=contents()["d4"])], office)
    drafts = drafts_of(replace(desk_at(tmp_path), reviews=office))
    (entry,) = drafts.entries()
    assert drafts.archive(entry).parent == office / "archive"
    planned, _ = merge([stick], office)
    assert (states(planned)["d4.json"], drafts.entries()) == ("archived", [])
    damaged = placed(tmp_path / "cut", d3=contents()["d3 cut"])
    planned, _ = merge([damaged], tmp_path / "another")
    assert "whole changes can be read" in planned.reports[0].localise(TR)


def test_a_draft_in_which_a_program_is_is_left_as_it_is(tmp_path: Path) -> None:
    office = tmp_path / "office"
    merge([placed(tmp_path / "first", d3=contents()["d3"])], office)
    drafts = drafts_of(replace(desk_at(tmp_path), reviews=office))
    (entry,) = drafts.entries()
    held = drafts.open(entry)
    _, outcome = merge([placed(tmp_path / "stick", d4=contents()["d4"])], office)
    held.close()
    assert outcome.localise(TR)[0] == f"{entry.path}: another program is in this draft: left as it is"
    assert entry.path.read_bytes() == contents()["d3"]
