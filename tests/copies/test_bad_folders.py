"""Folders of copies that are none, texts that were damaged, and reading alone: a plain line each, nothing written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ilo_tui.cli import run
from tests.copies.help import files

EXAMPLE = Path(__file__).parents[2] / "docs" / "example" / "water.json"
Captured = pytest.CaptureFixture[str]
Change = Callable[[Path], None]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example, its copies beside it."""
    ignored = shutil.ignore_patterns("*.text.json")
    shutil.copytree(EXAMPLE.with_suffix(".sources"), tmp_path / "water.sources", ignore=ignored)
    return Path(shutil.copy(EXAMPLE, tmp_path))


def is_file(folder: Path) -> None:
    folder.write_text("x")


def leads_nowhere(folder: Path) -> None:
    folder.symlink_to(folder.parent / "gone")


def leads_to_itself(folder: Path) -> None:
    folder.symlink_to(folder.name)


@pytest.mark.skipif(os.name == "nt", reason="links are not everybody's on Windows")
@pytest.mark.parametrize("make", [is_file, leads_nowhere, leads_to_itself])
def test_a_folder_that_is_none_is_named_wherever_its_copies_are_asked_for(
    example: Path, capsys: Captured, make: Change
) -> None:
    folder = example.with_suffix(".sources")
    shutil.rmtree(folder)
    make(folder)
    opened = ["--dossier", str(example)]
    for arguments, code in (
        (["check", str(example), "--quotes"], 0),
        ([*opened, "show", "points-01", "--source"], 1),
        ([*opened, "list", "copies"], 0),
    ):
        assert run(arguments) == code
        assert capsys.readouterr().err.count(f"{folder}: the folder cannot be listed") == 1
    assert run([*opened, "list", "sources"]) == 0


@pytest.mark.share(4)
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"pages": 3}', "", '{"extractor":"","sha256":"","media":"pdf","pages":[[1]]}'], ids=repr
)
def test_a_text_that_is_none_is_read_out_of_the_document_again(example: Path, capsys: Captured, text: str) -> None:
    show = ["--dossier", str(example), "show", "points-01", "--source"]
    assert run(show) == 0
    shown = capsys.readouterr()
    (cached,) = example.with_suffix(".sources").glob("*.text.json")
    before = cached.read_bytes()
    cached.write_text(text)
    assert run(show) == 0
    assert capsys.readouterr() == shown
    assert cached.read_bytes() == before


def test_with_read_only_a_source_is_read_and_its_text_not_kept(example: Path, capsys: Captured) -> None:
    folder = example.with_suffix(".sources")
    before = files(folder)
    assert run(["--dossier", str(example), "--read-only", "show", "points-01", "--source"]) == 0
    assert "131" in capsys.readouterr().out
    assert run(["--dossier", str(example), "--read-only", "check", str(example), "--quotes"]) == 0
    assert files(folder) == before


@pytest.mark.slow
def test_texts_of_other_extractors_stay_where_they_are_when_two_people_merge(tmp_path: Path, capsys: Captured) -> None:
    people = [_attached(tmp_path / name, version) for name, version in (("sok", "pypdf 1.0"), ("dara", "pypdf 99.0"))]
    capsys.readouterr()
    for mine, other in (people, people[::-1]):
        arguments = ["--dossier", str(mine / "water.json"), "merge", str(other), "--into", str(mine / "reviews")]
        assert run(arguments) == 0
        assert "Traceback" not in "".join(capsys.readouterr())
    sok, dara = (files(person / "water.sources") for person in people)
    assert sok.keys() == dara.keys()
    differing = {name for name in sok if sok[name] != dara[name]}
    assert {name.partition(".")[2] for name in differing} == {"text.json"}, "the texts alone are each one's own"
    for person in people:
        assert run(["--dossier", str(person / "water.json"), "show", "points-01", "--source"]) == 0
        assert "131" in capsys.readouterr().out
    assert files(people[0] / "water.sources") == files(people[1] / "water.sources"), "and are made anew"


def _attached(home: Path, extractor: str) -> Path:
    """A home in which the same report was attached, its text cached by this extractor."""
    home.mkdir()
    dossier = shutil.copy(EXAMPLE, home)
    report = EXAMPLE.parent / "reports" / "mid-term-review.pdf"
    assert run(["--dossier", str(dossier), "--reviewer", home.name, "attach", "mid-term-review", str(report)]) == 0
    assert run(["--dossier", str(dossier), "show", "points-01", "--source"]) == 0
    (cached,) = (home / "water.sources").glob("*.text.json")
    cached.write_text(json.dumps({**json.loads(cached.read_text("utf-8")), "extractor": extractor}), encoding="utf-8")
    return home
