"""`ilo-tui sheet` and `ilo-tui enter`, from the options to the files."""

from __future__ import annotations

import argparse
import io
import os
import pty
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.core.errors import InputError, OutputError, UsageError
from ilo_tui.core.settings import Settings, load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.errors import UnreadableError
from ilo_tui.frontends.console import enter as enter_command
from ilo_tui.frontends.console import sheet as sheet_command
from ilo_tui.frontends.console.argument_parser import Options
from ilo_tui.frontends.console.input_lines import read_lines
from ilo_tui.review.errors import ChoiceError
from ilo_tui.review.session_reading import read_session
from tests.review.help import dossier_of, tables

QUEUE: dict[str, Any] = {
    "queue": "evidence",
    "where": [],
    "programme": None,
    "dimension": None,
    "policy": None,
    "contradicting": False,
    "not_judged": False,
    "flagged": False,
    "order": "dossier",
    "seed": 1,
    "sample": "",
    "share": "",
    "overlap": "",
    "saved": None,
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A small dossier and a reviews folder."""
    dossier = dossier_of(tmp_path)
    return load_settings({"dossier": str(dossier.path), "reviews": str(tmp_path / "reviews"), "reviewer": "Sok Dara"})


def sheet(settings: Settings, output: Path, *arguments: str, **queue: Any) -> int:
    parser, tr = argparse.ArgumentParser(), Translator("en")
    sheet_command.add_sheet(parser, tr)
    options = parser.parse_args(["-o", str(output), *arguments], Options(**{**QUEUE, **queue}))
    return sheet_command.sheet(options, settings, tr)


def enter(settings: Settings, monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> int:
    parser, tr = argparse.ArgumentParser(), Translator("en")
    enter_command.add_enter(parser, tr)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape"))))
    return enter_command.enter(parser.parse_args(arguments, Options()), settings, tr)


def codes(page: Path) -> list[str]:
    return re.findall(r'class="code">([^<]+)<', page.read_text("utf-8"))


def decisions(folder: Path) -> list[Any]:
    return [record for path in (folder / "reviews").glob("*.json") for record in read_session(path).records]


def test_what_is_printed_can_be_keyed_in(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sheet.html"
    assert sheet(settings, page, where=["programme:p1"]) == 0
    first, second, *_ = printed = codes(page)
    assert len(printed) == 4
    text = f"{first} 1 2 note\n\n{second} 0 /2\n{second[:-1]}{'0' if second[-1] != '0' else '1'} 0\n{first} 2 1\n"
    assert enter(settings, monkeypatch, text, "--date", "2026-11-20") == 1
    captured = capsys.readouterr()
    assert [line.split()[:2] for line in captured.out.splitlines()] == [
        [first, "saved"],
        [second, "saved"],
        [first, "corrected"],
    ]
    assert "line 4: " in captured.err
    assert "wrong character" in captured.err
    assert captured.err.splitlines()[-1] == "entered: 2; corrected: 1; not entered: 1"
    assert [decision.inputs for decision in decisions(tmp_path)] == [[("paper:2026-11-20", line)] for line in (1, 3, 5)]
    assert {decision.item for decision in decisions(tmp_path)} == {"evidence:e1", "evidence:e2"}


def test_a_sheet_for_other_digits_enters_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    first, second, *_ = codes(page)
    turned = tables()["scales"]
    for value in turned[0]["values"]:
        value["key"] = str(3 - int(value["key"]))
    dossier_of(tmp_path, {"scales": turned})
    capsys.readouterr()
    assert enter(settings, monkeypatch, f"{first} 1 2\n{second} 0\n") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"line 1: {first} was printed for other answers" in captured.err
    assert captured.err.splitlines()[-1] == "entered: 0; corrected: 0; not entered: 2"
    assert decisions(tmp_path) == []


def test_keying_in_the_same_list_again_changes_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    text = "".join(f"{code} 1 2\n" for code in codes(page))
    assert enter(settings, monkeypatch, text) == 0
    before = decisions(tmp_path)
    assert enter(settings, monkeypatch, text) == 0
    assert decisions(tmp_path) == before
    assert capsys.readouterr().err.splitlines()[-1] == "entered: 0; corrected: 0; there already: 8"


def test_what_is_judged_is_not_printed_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    enter(settings, monkeypatch, f"{codes(page)[1]} 1 2\n{codes(page)[2]} 0\n")
    remaining = codes(page)
    sheet(settings, page, "--force", not_judged=True)
    assert codes(page) == [remaining[0], *remaining[3:]]
    sheet(settings, page, "--force", queue="attribution")
    assert len(codes(page)) == 1
    assert codes(page)[0] not in remaining


def test_shares_cut_the_sheets_as_they_cut_sessions(settings: Settings, tmp_path: Path) -> None:
    page, printed = tmp_path / "sheet.html", []
    for part in ("1/2", "2/2"):
        sheet(settings, page, "--force", share=part, order="shuffled", seed=7)
        printed += codes(page)
    sheet(settings, page, "--force")
    assert sorted(printed) == sorted(codes(page))


def test_a_sheet_replaces_nothing_unless_asked_and_never_the_dossier(settings: Settings, tmp_path: Path) -> None:
    page, dossier = tmp_path / "sheet.html", Path(settings.text("dossier"))
    page.write_text("precious", "utf-8")
    with pytest.raises(OutputError) as caught:
        sheet(settings, page)
    assert "--force" in caught.value.line(Translator("en"))
    assert page.read_text("utf-8") == "precious"
    content = dossier.read_bytes()
    with pytest.raises(OutputError):
        sheet(settings, dossier, "--force")
    assert dossier.read_bytes() == content


@pytest.mark.parametrize(
    "queue", [{"where": ["nonsense:1"]}, {"share": "3/2"}, {"sample": "none"}, {"where": ["programme:p1 year:1066"]}]
)
def test_a_queue_that_cannot_be_is_wrong_use(queue: dict[str, Any], settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ChoiceError):
        sheet(settings, tmp_path / "sheet.html", **queue)
    assert not (tmp_path / "sheet.html").exists()


def test_whose_sheets_they_are_must_be_said_once(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown_user = load_settings({"dossier": settings.text("dossier"), "reviews": settings.text("reviews")})
    with pytest.raises(UsageError, match="--reviewer"):
        enter(unknown_user, monkeypatch, "")
    with pytest.raises(UsageError, match="--reviewer"):
        sheet(unknown_user, tmp_path / "sheet.html", not_judged=True)
    enter(settings, monkeypatch, "")
    capsys.readouterr()
    assert enter(unknown_user, monkeypatch, "") == 0
    assert capsys.readouterr().err.startswith("Reviewer: Sok Dara <sok-dara-")


@pytest.mark.parametrize("day", ["2026-13-01", "soon", "9999-01-01", "2016-03"])
def test_a_day_that_cannot_be_is_refused(day: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="--date"):
        enter(settings, monkeypatch, "", "--date", day)


def test_a_day_that_may_be_two_is_refused_with_both(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as caught:
        enter(settings, monkeypatch, "", "--date", "01/03/2016")
    line = caught.value.line(Translator("en"))
    assert line == "--date: 01/03/2016 may be 2016-03-01 / 2016-01-03; write the day that is meant."


@pytest.mark.parametrize("day", ["24 Nov 2016", "24/11/2016", "2016-11-24", "24 November 2016", "kemarin"])
def test_a_day_is_taken_as_people_write_it(day: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert enter(settings, monkeypatch, "", "--date", day) == 0


def test_read_only_writes_nothing(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looking = load_settings(
        {name: settings.text(name) for name in ("dossier", "reviews", "reviewer")} | {"read_only": True}
    )
    with pytest.raises(UsageError):
        enter(looking, monkeypatch, "")
    assert not (tmp_path / "reviews").exists()


def test_a_missing_dossier_is_reported_as_by_every_command(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        sheet(load_settings({"dossier": str(tmp_path / "none.json")}), tmp_path / "sheet.html")


def test_escapes_in_a_line_are_shown_as_such(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(settings, monkeypatch, "\x1b[31mRED 2\n") == 1
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    assert "not entered: 1" in printed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_end_as_any_system_ends_them(
    end: str, mark: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    known = codes(page)[:3]
    assert enter(settings, monkeypatch, mark + end.join(f"{code} 1 2 Seen {code}" for code in known)) == 0
    assert sorted(decision.note for decision in decisions(tmp_path)) == sorted(f"Seen {code}" for code in known)


@pytest.mark.parametrize("final", ["\n", ""])
def test_a_file_that_is_not_utf_8_enters_nothing(
    final: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    first, second, *_ = codes(page)
    with pytest.raises(InputError) as caught:
        enter(settings, monkeypatch, f"{first} 1 2\n{second} 1 2 Province de K\udce9p{final}")
    assert caught.value.localise(Translator("en")) == ["stdin: its bytes are not UTF-8 at line 2. Save it as UTF-8."]
    assert not list((tmp_path / "reviews").glob("*.json"))
    assert "entered: 0; corrected: 0" in capsys.readouterr().err


def test_a_pipe_is_entered_line_by_line_and_a_letter_may_come_in_two_pieces(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    pieces = f"{codes(page)[0]} 1 2 Kép\r\n".encode()
    out, into = os.pipe()
    reading = io.TextIOWrapper(os.fdopen(out, "rb"))
    lines = read_lines(reading)
    os.write(into, b"first\n" + pieces[:-5])
    assert next(lines) == "first"
    os.write(into, pieces[-5:])
    os.close(into)
    assert list(lines) == [f"{codes(page)[0]} 1 2 Kép"]
    reading.close()


@pytest.mark.share(2)
@pytest.mark.parametrize("text", ["x" * 30_000, "x 1\n" * (5 << 20)])
def test_input_without_end_is_refused_and_not_read_on(
    text: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError):
        enter(settings, monkeypatch, text)


def test_at_a_terminal_there_is_a_prompt(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "sheet.html"
    sheet(settings, page)
    ours, theirs = pty.openpty()
    os.write(ours, f"{codes(page)[0]} 1 2\n\x04".encode())
    parser, tr = argparse.ArgumentParser(), Translator("en")
    enter_command.add_enter(parser, tr)
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        assert enter_command.enter(parser.parse_args([], Options()), settings, tr) == 0
    os.close(ours)
    captured = capsys.readouterr()
    assert captured.err.count("> ") >= 2
    assert "Ctrl+D" in captured.err
    assert "saved" in captured.out
    assert len(decisions(tmp_path)) == 1
