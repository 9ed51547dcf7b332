"""`ilo-tui publish` and `ilo-tui diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import load
from ilo_tui.review.reviewers import writer_id
from tests.dossier.editions.drafting import Author, base, data, put
from tests.dossier.editions.journals import saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier, a finished draft of Ana, and two open ones of Budi and Chea; Budi and Chea are against each other."""
    (tmp_path / "1.json").write_bytes(data(base()))
    dossier = load(tmp_path / "1.json").meta.id
    ana, budi, chea = (Author(name, base(), day=day) for day, name in enumerate(("Ana", "Budi", "Chea"), 1))
    ana.edit("evidence", "ev-2", put("statement", "Better said", "en"), minor=True, why="a typo")
    budi.edit("evidence", "ev-4", put("locator", "p. 1"))
    chea.edit("evidence", "ev-4", put("locator", "p. 2"))
    saved(tmp_path / "reviews", ana, dossier)
    saved(tmp_path / "reviews", budi, dossier, finished=False, writer=writer_id(state_folder()))
    saved(tmp_path / "reviews", chea, dossier, finished=False)
    return tmp_path


def publish(folder: Path, *arguments: str, dossier: str = "1.json", reviewer: str = "Budi <budi-0001>") -> int:
    settings = ["--dossier", str(folder / dossier), "--reviews", str(folder / "reviews"), "--reviewer", reviewer]
    return run([*settings, "publish", *arguments])


def test_an_edition_is_written_and_said_what_is_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = folder / "2.json"
    assert publish(folder, "-o", str(output)) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "evidence/ev-2: changed (statement.en); Ana; minor, decisions stay; a typo",
        "evidence/ev-4: changed (locator); Budi",
    ]
    assert captured.err.splitlines() == [
        "open, and not in the edition: draft-Chea (Chea); --include draft-Chea takes it in",
        f"{output} is written: edition 2027-01-02, 2 records changed.",
    ]
    assert load(output).meta.edition == "2027-01-02"
    assert publish(folder, "-o", str(folder / "3.json"), dossier="2.json") == 0
    assert "nothing to publish" in capsys.readouterr().err
    assert (folder / "3.json").read_bytes() == output.read_bytes()


def test_conflicts_stand_side_by_side_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = folder / "2.json"
    assert publish(folder, "-o", str(output), "--include", "draft-Chea") == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1:] == [
        "evidence/ev-4, locator: changed in different ways",
        f"    edition {load(folder / '1.json').meta.edition}: not there",
        "    draft-Budi (Budi, 2 January 2027): {+p. 1+}",
        "    draft-Chea (Chea, 3 January 2027): {+p. 2+}",
    ]
    assert captured.err.startswith("1 conflict: ") and not output.exists()
    preferred = ("--include", "draft-Chea", "--prefer", "draft-Chea")
    assert publish(folder, "-o", str(output), *preferred, "--edition", "Spring") == 0
    locators = [row.get("locator") for row in json.loads(output.read_bytes())["evidence"].values()]
    assert "p. 2" in locators and load(output).meta.edition == "Spring"


def test_a_dry_run_writes_nothing_and_needs_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(folder, "--dry-run", "-o", str(folder / "2.json")) == 0
    assert publish(folder, "--dry-run", "--json", reviewer="Chea <chea-0001>") == 0
    assert sorted(path.name for path in folder.glob("*.json")) == ["1.json"]
    printed = capsys.readouterr().out
    table = json.loads(printed[printed.index("{") :])
    assert [entry["record"] for entry in table["changes"]] == ["ev-2", "ev-4"]
    assert table["waiting"] == [{"draft": "draft-Budi", "author": "Budi"}]
    assert publish(folder) == 2


def test_the_edition_alone_goes_to_stdout(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert publish(folder, "-o", str(folder / "2.json")) == 0
    capfdbinary.readouterr()
    assert publish(folder, "-o", "-") == 0
    captured = capfdbinary.readouterr()
    assert captured.out == (folder / "2.json").read_bytes() and b"evidence/ev-4: changed" in captured.err


def test_what_is_there_is_replaced_only_with_force(folder: Path) -> None:
    output = folder / "2.json"
    output.write_text("precious")
    assert publish(folder, "-o", str(output)) == 2 and output.read_text() == "precious"
    assert publish(folder, "-o", str(output), "--force") == 0 and load(output)
    assert publish(folder, "-o", str(folder / "1.json"), "--force") == 2


def test_diff_says_what_changed_and_what_is_to_be_decided_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(folder, "-o", str(folder / "2.json")) == 0
    capsys.readouterr()
    files = str(folder / "1.json"), str(folder / "2.json")
    assert run(["diff", *files]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[:4] == [
        "~ evidence/ev-2: changed (carried: decisions stay)",
        "    statement.en: [-Statement ev-2-]{+Better said+}",
        "~ evidence/ev-4: changed",
        "    locator: {+p. 1+}",
    ]
    assert "to be decided again: evidence:ev-4" in captured.out and "again: evidence:ev-2" not in captured.out
    assert captured.err.splitlines()[0] == "0 added, 2 changed (1 of them carried), 0 removed"
    assert run(["diff", *files, "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert [(entry["record"], entry["carried"]) for entry in table["changed"]] == [("ev-2", True), ("ev-4", False)]
    assert table["changed"][1]["fields"] == [{"field": "locator", "new": "p. 1"}] and "evidence:ev-4" in table["again"]
    assert run(["diff", files[0], files[0]]) == 0 and run(["diff", files[0], str(folder / "nosuch.json")]) == 2


def test_diff_names_what_is_new_and_what_was_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = json.loads(data(base())), json.loads(data(base()))
    del new["evidence"]["4"]
    new["sources"]["9"] = {"id": "leaflet", "title": "A leaflet", "kind": "other"}
    (folder / "new.json").write_text(json.dumps(new))
    assert old != new and run(["diff", str(folder / "1.json"), str(folder / "new.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["+ sources/leaflet: added", "- evidence/ev-4: removed"]
