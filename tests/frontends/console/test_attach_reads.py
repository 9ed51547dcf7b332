"""`attach` reads the text at once, says what is wrong with it, and keeps the copy whatever comes of that."""

from __future__ import annotations

import json
from pathlib import Path

import pexpect
import pytest

from ilo_tui.cli import run
from tests.frontends.console.test_attach import PROGRAM, copies_beside, document, dossier_path, source_id

__all__ = ["dossier_path"]

Captured = pytest.CaptureFixture[str]


def text_files(dossier_path: Path) -> list[Path]:
    return list(copies_beside(dossier_path).glob("*.text.json"))


def test_the_text_is_there_once_the_document_is_attached(dossier_path: Path, tmp_path: Path, capsys: Captured) -> None:
    path = document(tmp_path, "page.html", b"<html><body><p>Wells give water.</p></body></html>")
    assert run(["attach", source_id(), str(path)]) == 0
    (text_file,) = text_files(dossier_path)
    assert json.loads(text_file.read_text("utf-8"))["pages"][0]["text"] == "Wells give water."
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_that_a_copy_has_no_text_or_is_damaged_is_said_and_it_stays_attached(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    empty = document(tmp_path, "scan.html", b"<html><body><img src='x.png'></body></html>")
    assert run(["attach", source_id(), str(empty)]) == 0
    out, err = capsys.readouterr()
    assert "scan.html is attached" in out
    assert "scan.html: This copy has pages and no text (a scan?)" in err
    assert run(["attach", source_id(), str(document(tmp_path, "bad.pdf"))]) == 0
    out, err = capsys.readouterr()
    assert "bad.pdf is attached" in out
    assert "bad.pdf: This copy is damaged" in err


def test_a_document_that_nobody_can_read_here_stays_attached(
    dossier_path: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    assert run(["attach", source_id(), str(document(tmp_path))]) == 0
    out, err = capsys.readouterr()
    assert "is attached" in out
    assert "no second process could be started" in err
    assert len(list(copies_beside(dossier_path).iterdir())) == 2


@pytest.mark.slow
def test_ctrl_c_while_the_text_is_read_keeps_the_copy_and_says_so(dossier_path: Path, tmp_path: Path) -> None:
    path = document(tmp_path, "long.html", b"<html><body>" + b"<p>Wells give water.</p>" * 1_000_000)
    child = pexpect.spawn(str(PROGRAM), ["attach", source_id(), str(path)], encoding="utf-8", timeout=30)
    child.expect("is attached")
    child.expect("Reading")
    child.sendintr()
    child.expect("it stays attached")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    names = [file.name for file in copies_beside(dossier_path).iterdir()]
    assert len(names) == 2 and not text_files(dossier_path)
