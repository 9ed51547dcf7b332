"""`--where @NAME` and `--saved NAME`: saved filters name lists, queues and sheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.app.saved_filters import SavedFilters
from ilo_tui.cli import run
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.console.argument_parser import Options
from ilo_tui.frontends.console.options import build_parser
from ilo_tui.frontends.console.queue_options import choice_of
from ilo_tui.frontends.console.saved_filters import expand_choice


@pytest.fixture
def store(dossier: Dossier) -> SavedFilters:
    """What is saved for the default dossier: claims against of some years, kinds of gaps, a word."""
    filters = SavedFilters(state_folder(), dossier.meta.id)
    filters.save("hard years", "stance:against year:2012..2016")
    filters.save("open", "kind:none")
    filters.save("Children", "child")
    return filters


def listed(capsys: pytest.CaptureFixture[str], kind: str, *where: str) -> list[str]:
    """The ids, or kinds and crossings, that `list KIND --where ...` prints."""
    capsys.readouterr()
    assert run(["list", kind, "--json", "--where", *where]) == 0
    rows = json.loads(capsys.readouterr().out)
    return [row.get("id") or f"{row['programme']}/{row.get('dimension') or row.get('policy')}" for row in rows]


@pytest.mark.share(2)
@pytest.mark.parametrize("name", ["@hard years", "@HARD_YEARS"])
def test_a_list_takes_a_saved_filter_by_name(
    store: SavedFilters, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    wanted = listed(capsys, "evidence", "stance:against", "year:2012..2016")
    assert wanted and listed(capsys, "evidence", name) == wanted
    assert listed(capsys, "evidence", *name.split()) == wanted
    both = listed(capsys, "evidence", name, "@children", "programme:clm")
    assert both == listed(capsys, "evidence", "stance:against", "year:2012..2016", "child", "programme:clm") != []
    assert listed(capsys, "gaps", "@open") == listed(capsys, "gaps", "kind:none") != []


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("evidence", "@no_locator", "not:has:locator"),
        ("evidence", "@tanpa tanggal", "period:undated"),
        ("sources", "@without a year", "not:has:year"),
        ("gaps", "@none_independent", "kind:own_only"),
    ],
)
def test_those_of_the_program_need_not_be_saved(
    capsys: pytest.CaptureFixture[str], kind: str, name: str, text: str
) -> None:
    assert listed(capsys, kind, name) == listed(capsys, kind, text)


def test_a_name_that_none_has_is_one_error_with_the_names_that_there_are(
    store: SavedFilters, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["list", "evidence", "--where", "@soft"], ["review", "--plain", "--saved", "soft"]):
        assert run(command) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        lines = printed.err.splitlines()
        assert lines[0] == "no saved filter is called soft"
        assert lines[1].startswith("There are: hard years, open, Children, against, ")
    assert run(["list", "evidence", "--where", "@open"]) == 2
    assert "--where: " in capsys.readouterr().err


def test_a_damaged_file_is_named_where_a_name_is_not_known(
    store: SavedFilters, capsys: pytest.CaptureFixture[str]
) -> None:
    store.path.write_text("{")
    assert run(["list", "evidence", "--where", "@hard years"]) == 2
    assert capsys.readouterr().err.startswith(f"{store.path}: this file of saved filters is damaged")
    assert run(["list", "evidence", "--where", "@against"]) == 0
    assert store.path.read_text() == "{"


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["--saved", "hard years"], "stance:against year:2012..2016"),
        (["--where", "@hard years", "programme:clm"], "stance:against year:2012..2016 programme:clm"),
        (["--saved", "Children", "--where", "brick", "--programme", "clm"], "brick programme:clm child"),
        (["--saved", "against"], "stance:contradicts"),
        (["--where", "brick"], "brick"),
        ([], ""),
    ],
)
def test_a_queue_takes_a_saved_filter_by_name(
    store: SavedFilters, dossier: Dossier, arguments: list[str], where: str
) -> None:
    options = Options()
    build_parser(Translator("en"), lambda *_: 0).parse_args(["review", *arguments], options)
    choice = expand_choice(choice_of(options), dossier, load_settings({}))
    assert choice.where == where


def test_a_session_is_begun_and_gone_on_with_by_name_and_its_file_has_the_text(
    store: SavedFilters, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["--plain", "--reviewer", "Sok Dara", "--reviews", str(tmp_path), "review", "--saved", "hard years"]
    for typed in ("3\n", "q\n"):
        path = tmp_path / "typed"
        path.write_text(typed)
        with path.open() as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            assert run(command) == 0
    (session,) = tmp_path.glob("*.json")
    queue = json.loads(session.read_text())["session"]["1"]["queue"]
    assert queue["where"] == "stance:against year:2012..2016"
    assert set(queue) <= {"kind", "items", "where", "not_judged", "flagged", "sample", "listed", "loose"}
    assert "hard years" not in session.read_text()


def test_a_sheet_is_printed_of_a_saved_filter(
    store: SavedFilters, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = []
    for number, options in enumerate((["--saved", "hard years"], ["--where", "stance:against", "year:2012..2016"])):
        path = tmp_path / f"{number}.html"
        assert run(["sheet", "-o", str(path), *options]) == 0
        pages.append(path.read_text())
    assert pages[0] == pages[1]
