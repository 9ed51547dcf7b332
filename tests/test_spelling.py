"""Invisible marks with which people spell: kept in every file, and on a terminal where letters need them."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from rich.cells import cell_len

from ilo_tui.cli import run
from ilo_tui.frontends.tui.measuring import measure_joined, position_joins
from ilo_tui.views.markup import width_of
from tests.dossier.small import both, numbered, written
from tests.review.help import tables

SRI, WORKER, MARKED = "ශ්‍රී", "👩‍🔬", "فارسی\u200f 100\u200e%"
"""Sinhala for Sri; an emoji of two parts; marks of direction."""
TURNED = "\u202eturned\u202c"
SPELT = f"{SRI} {WORKER} {MARKED} {TURNED}"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier whose first claim, and its source, are spelt so."""
    known = tables()
    first, *others = known["evidence"]
    changed = {
        "evidence": [{**first, "statement": both(SPELT), "locator": SPELT}, *others],
        "sources": [{**source, "title": SPELT, "publisher": SPELT} for source in known["sources"]],
    }
    return written(tmp_path, {table: numbered(*rows) for table, rows in {**known, **changed}.items()})


def output_of(path: Path) -> str:
    """All text of a file, folder or workbook."""
    if path.is_dir():
        return "".join(path.read_text("utf-8") for path in sorted(path.iterdir()))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as context:
            return "".join(context.read(name).decode() for name in context.namelist())
    return path.read_text("utf-8")


@pytest.mark.parametrize("form", ["html", "md", "csv", "json", "xlsx", "sheet"])
def test_every_file_keeps_what_is_spelt_and_nothing_that_turns_text(form: str, dossier: Path, tmp_path: Path) -> None:
    created = tmp_path / f"made.{form}"
    command = ["sheet"] if form == "sheet" else ["report", "--format", form]
    assert run(["--dossier", str(dossier), *command, "-o", str(created)]) == 0
    text = json.dumps(json.loads(created.read_bytes()), ensure_ascii=False) if form == "json" else output_of(created)
    for spelt in (SRI, WORKER, MARKED):
        # The claim itself, where it stands in its source, and the source.
        assert text.count(spelt) >= 3
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_note_of_a_reviewer_keeps_it_too(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    about = ["--dossier", str(dossier), "--reviews", str(tmp_path / "reviews"), "--reviewer", f"{SRI} Dara"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"n {SPELT}\n1\nq\nq\n"))
    assert run([*about, "--plain", "review"]) == 0
    assert run([*about, "report", "--format", "md", "-o", str(tmp_path / "made.md")]) == 0
    report = (tmp_path / "made.md").read_text("utf-8")
    assert f"{SRI} Dara" in report
    assert report.count(WORKER) > 3
    assert f"{SRI} Dara" in capsys.readouterr().err + report


@pytest.mark.parametrize("command", [["list", "evidence"], ["show", "a"], ["--plain"]])
def test_a_terminal_keeps_a_joiner_between_letters_that_need_it_alone(
    command: list[str], dossier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(iter(json.loads(dossier.read_bytes())["evidence"].values()))["id"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("10\n1\nq\n"))
    assert run(["--dossier", str(dossier), *[first if word == "a" else word for word in command]]) == 0
    out = capsys.readouterr().out
    assert SRI in out
    assert "👩🔬" in out
    assert "فارسی 100%" in out
    assert not set(out) & set("\u200e\u200f\u202e\u202c")


def test_joined_letters_are_measured_each_by_itself_and_put_in_their_place() -> None:
    assert width_of(SRI) == 2
    measure_joined()
    assert cell_len(SRI) == 2
    assert position_joins("\x1b[1mplain\x1b[0m") == "\x1b[1mplain\x1b[0m"
    present = f"\x1b7    \x1b8{SRI} x\x1b8\x1b[4C"
    assert position_joins(f"\x1b[1;38;5;254m{SRI} x\x1b[0m|") == f"\x1b[1;38;5;254m{present}\x1b[0m|"
