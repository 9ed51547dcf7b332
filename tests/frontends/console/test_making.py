"""`ilo-tui new` and `ilo-tui check --lint`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.console import new_dossier
from ilo_tui.frontends.console.argument_parser import Options
from tests.dossier.small import small, written
from tests.editions import FIRST_EDITION


def new(*arguments: str, language: str = "en") -> int:
    return run(["--lang", language, "new", *arguments])


def lint(path: Path | str, *, as_json: bool = False, language: str = "en") -> int:
    options = Options(file=str(path), json=as_json, lint=True)
    return new_dossier.lint(options, load_settings({}), Translator(language))


def test_a_new_dossier_is_sound_and_has_nothing_weak(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "My Plan.json"
    assert new(str(path)) == 0
    assert f"check --lint {path}" in capsys.readouterr().err
    assert json.loads(path.read_text("utf-8"))["meta"]["1"]["id"] == "my-plan"
    assert lint(path) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err.splitlines()[-1]) == ("", "sound")


@pytest.mark.parametrize(
    ("arguments", "dimensions"),
    [
        ([], ["output", "outcome", "impact"]),
        (["--frame", "biermann"], ["output", "outcome", "impact"]),
        (
            ["--frame", "dac"],
            ["relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability"],
        ),
    ],
)
def test_a_frame_is_chosen_by_its_name(arguments: list[str], dimensions: list[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    assert new(str(path), *arguments) == 0
    assert [record["id"] for record in json.loads(path.read_text("utf-8"))["dimensions"].values()] == dimensions


def test_a_frame_that_there_is_not_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        new(str(tmp_path / "mine.json"), "--frame", "logframe")
    assert ended.value.code == 2
    assert "biermann" in capsys.readouterr().err
    assert not (tmp_path / "mine.json").exists()


def test_nothing_is_overwritten_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_text("precious", "utf-8")
    assert new(str(path)) == 2
    assert "--force" in capsys.readouterr().err
    assert path.read_text("utf-8") == "precious"
    assert new(str(path), "--force") == 0
    assert lint(path) == 0
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["mine.json"]


@pytest.mark.parametrize("name", [".", "no-such-folder/mine.json", "a" * 300])
def test_a_place_that_cannot_be_is_reported(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(str(tmp_path / name)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_the_default_dossier_is_reported_weak_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("") == 0
    captured = capsys.readouterr()
    spots = captured.out.splitlines()
    assert spots
    *counts, claims, states, last = captured.err.splitlines()
    assert sum(int(line.split()[0]) for line in counts) == len(spots)
    assert claims == "claims: 335; counted once where several tell the same fact: 301"
    assert states.startswith("states that no source ties to the evaluated actor and that count by inference: ")
    assert last == f"sound ({len(spots)} weak spots)"


@pytest.mark.first_edition
def test_of_the_first_edition_kinds_are_counted_and_nothing_of_schema_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(FIRST_EDITION) == 0
    captured = capsys.readouterr()
    *counts, last = captured.err.splitlines()
    spots = captured.out.splitlines()
    assert spots and sum(int(line.split()[0]) for line in counts) == len(spots)
    assert last == f"sound ({len(spots)} weak spots)"


@pytest.mark.parametrize("language", ["en", "id"])
def test_as_json_it_says_the_same(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = small()
    del plain["programmes"]["1"]["name"]["id"]
    path = written(tmp_path, {**plain, "extra": {}})
    assert lint(path, language=language) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lint(path, as_json=True, language=language) == 0
    loads = json.loads(capsys.readouterr().out)
    assert len(loads) == len(lines)
    assert [item["kind"] for item in loads].count("warning") == 1
    assert [item["kind"] for item in loads].count("language") == 1
    assert all({"kind", "table", "document", "id", "message"} <= item.keys() for item in loads)
    for item, line in zip(loads, lines, strict=True):
        assert item["message"] in line
        assert item.get("mend", "") in line


def test_a_fault_is_still_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = small()
    plain["evidence"]["1"]["source"] = "nowhere"
    assert lint(written(tmp_path, plain)) == 1
    captured = capsys.readouterr()
    assert captured.out == "evidence/1 (ev-1): source names nowhere, which is not in sources\n"
    assert captured.err.splitlines()[0] == "1 fault"
