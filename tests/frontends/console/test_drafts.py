"""The command `drafts`: one's own and those of others, what is finished, damaged or changed by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.disk import READ_ONLY_DISK
from ilo_tui.core.folders import state_folder
from ilo_tui.review.drafts.draft import Edit
from ilo_tui.review.reviewers import writer_id
from tests.app.authors import start
from tests.review.drafts.help import as_seen_by, begin, drafts_at, note
from tests.review.help import CHAN, begun, judge
from tests.review.merge.help import edited

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a finished draft of Sok Dara, an open one of Chan Thy, and a session."""
    writer = writer_id(state_folder())
    assert writer == writer_id(state_folder(), READ_ONLY_DISK)
    drafts = as_seen_by(drafts_at(tmp_path), writer)
    draft = begin(drafts)
    note(draft, "e1", "a")
    note(draft, "e2", "b")
    draft.undo()
    draft.finish()
    draft.close()
    other = begin(drafts, CHAN)
    note(other, "e3", "c")
    other.close()
    session = begun(drafts.environment)
    judge(session, "evidence:e1")
    session.close()
    return tmp_path


def printed(capsys: Printed, folder: Path, *command: str, code: int = 0) -> tuple[str, str]:
    assert run(["--dossier", str(folder / "dossier.json"), "--reviews", str(folder / "reviews"), *command]) == code
    shown = capsys.readouterr()
    return shown.out, shown.err


def test_each_draft_has_its_author_when_it_was_begun_its_changes_and_whether_it_is_finished(
    folder: Path, capsys: Printed
) -> None:
    rows = json.loads(printed(capsys, folder, "drafts", "--json")[0])
    assert [(row["author"], row["state"], row["changes"], row["check"]) for row in rows] == [
        ("Chan Thy <chan-thy-3c4d>", "open", 1, "none"),
        ("Sok Dara <sok-dara-1a2b>", "finished", 1, "ok"),
    ]
    assert (rows[1]["begun"], rows[1]["last_change"]) == ("2026-11-24T12:00:01Z", "2026-11-24T12:00:06Z")
    assert rows[0]["finished"] is None
    lines = printed(capsys, folder, "drafts")[0].splitlines()
    assert [line.split()[:3] for line in lines] == [["unfinished", "1", "change"], ["finished", "1", "change"]]


def test_sessions_are_listed_as_if_there_were_no_drafts(folder: Path, capsys: Printed) -> None:
    rows = json.loads(printed(capsys, folder, "sessions", "--json")[0])
    assert [row["kind"] for row in rows] == ["review"]


def test_a_draft_that_is_cut_off_is_named_and_needs_a_person(folder: Path, capsys: Printed) -> None:
    path = next(folder.glob("reviews/*chan*.json"))
    path.write_bytes(path.read_bytes()[:-30])
    out, err = printed(capsys, folder, "drafts", code=1)
    assert {line.split()[0] for line in out.splitlines()} == {"damaged", "finished"}
    assert f"{path.name}: it is cut off or damaged" in err
    assert len(json.loads(printed(capsys, folder, "sessions", "--json")[0])) == 1


def test_a_finished_draft_that_was_changed_by_hand_is_named(folder: Path, capsys: Printed) -> None:
    path = next(path for path in folder.glob("reviews/*sok*.json") if b'"finished"' in path.read_bytes())
    path.write_bytes(edited(path.read_bytes(), '"en":"a"', '"en":"z"'))
    assert f"{path.name}: the check code does not fit" in printed(capsys, folder, "drafts", code=1)[1]


def test_a_draft_that_went_on_in_two_ways_is_named_and_needs_a_person(folder: Path, capsys: Printed) -> None:
    path = next(folder.glob("reviews/*chan*.json"))
    path.with_name("other.json").write_bytes(path.read_bytes().replace(b'"en":"c"', b'"en":"d"'))
    err = printed(capsys, folder, "drafts", code=1)[1]
    assert f"it is in files that each went on, {path.name}, other.json" in err


def test_a_filter_by_drafts_lists_the_dossier_with_ones_own_laid_over(tmp_path: Path, capsys: Printed) -> None:
    sok, chan = start(tmp_path), start(tmp_path, "Chan Thy")
    sok.write("ev-1", "Another")
    chan.write("ev-2", "Not mine")
    command = [
        "--dossier",
        str(tmp_path / "dossier.json"),
        "--reviews",
        str(tmp_path / "reviews"),
        "--reviewer",
        "Sok Dara",
    ]

    def listed(*where: str) -> list[tuple[str, str]]:
        assert run([*command, "list", "evidence", "--json", *(["--where", *where] if where else [])]) == 0
        return [(claim["id"], claim["statement"]["en"]) for claim in json.loads(capsys.readouterr().out)]

    assert listed("draft:mine") == [("ev-1", "Another")]
    assert listed("draft:all") == [("ev-1", "Another"), ("ev-2", "Statement ev-2")]
    assert ("ev-1", "Statement ev-1") in listed(), "what other commands list is what is published"


def test_a_document_is_attached_to_a_source_that_is_only_in_ones_own_draft(tmp_path: Path, capsys: Printed) -> None:
    sok = start(tmp_path)
    source = {"id": "leaflet", "title": "Leaflet", "kind": "report"}
    sok.authoring.save([Edit("sources", "leaflet", source)])
    (tmp_path / "leaflet.txt").write_text("It is so.", "utf-8")
    command = ["--dossier", str(tmp_path / "dossier.json"), "--reviews", str(tmp_path / "reviews")]
    attach = ["attach", "leaflet", str(tmp_path / "leaflet.txt")]
    assert run([*command, "--reviewer", "Chan Thy", *attach]) == 2
    assert "there is no source leaflet" in capsys.readouterr().err
    assert run([*command, "--reviewer", "Sok Dara", *attach]) == 0
    assert list((tmp_path / "dossier.sources").glob("*.leaflet.json"))
