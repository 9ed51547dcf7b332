"""`ilo-tui import` from the command line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.validation import check_file

ACTIVITY = """<iati-activities version="2.03"><iati-activity>
<iati-identifier>XX-1</iati-identifier><title><narrative xml:lang="en">Schools</narrative></title>
<result type="1"><title><narrative xml:lang="en">Built</narrative></title></result>
</iati-activity></iati-activities>"""


def test_an_iati_file_becomes_a_sound_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "a.xml", tmp_path / "d.json"
    source.write_text(ACTIVITY, encoding="utf-8")
    assert run(["import", "iati", str(source), "-o", str(output)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "programmes 1" in " ".join(captured.err.split())
    assert not [fault for fault in check_file(output) if not fault.warning]
    assert run(["import", "iati", str(source), "-o", str(output)]) == 2
    assert "--force" in capsys.readouterr().err


def test_what_is_no_xml_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "a.xml", tmp_path / "d.json"
    source.write_bytes(b"PK\x03\x04")
    assert run(["import", "iati", str(source), "-o", str(output)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not output.exists()


@pytest.mark.parametrize("kind", ["iati", "csv"])
def test_a_template_goes_to_stdout(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", kind, "--template"]) == 0
    assert len(capsys.readouterr().out) > 50


def test_a_template_is_written_and_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, lookup, source = tmp_path / "t.csv", tmp_path / "t.toml", tmp_path / "a.xml"
    source.write_text(ACTIVITY, encoding="utf-8")
    for kind, path in (("csv", table), ("iati", lookup)):
        assert run(["import", kind, "--template", "-o", str(path)]) == 0
        before = path.read_bytes()
        assert run(["import", kind, "--template", "-o", str(path)]) == 2
        assert "--force" in capsys.readouterr().err
        assert path.read_bytes() == before
    assert table.read_bytes().startswith(b"\xef\xbb\xbfid,programme")
    # Nothing was filled in yet.
    assert run(["import", "csv", str(table), "-o", str(tmp_path / "d.json")]) == 2
    assert "there is no claim in it" in capsys.readouterr().err
    output = str(tmp_path / "d.json")
    assert run(["import", "iati", str(source), "-o", output, "--vocabulary", str(lookup)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "d.json", "t.csv", "t.toml"]


@pytest.mark.parametrize("kind", ["iati", "csv"])
def test_a_language_is_a_code(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "d.json"
    assert run(["import", kind, "in", "-o", str(output), "--language", "English \x1b please"]) == 2
    assert capsys.readouterr().err == "English ␛ please is no code of a language; write en, id or km\n"


@pytest.mark.share(8)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("kind", ["iati", "csv"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_whoever_ends_it_finds_nothing_left(kind: str, name: str, tmp_path: Path) -> None:
    pipe, output, number = tmp_path / "in", tmp_path / "d.json", signal.Signals[name]
    os.mkfifo(pipe)
    output.write_text("precious")
    words = ["import", kind, str(pipe), "-o", str(output), "--force"]
    program = subprocess.Popen([sys.executable, "-m", "ilo_tui", *words], stderr=subprocess.PIPE, text=True)
    # The pipe opens once the program reads it, in the midst of the import.
    with program, pipe.open("w"):
        program.send_signal(number)
        _, printed = program.communicate()
    assert program.returncode in {128 + number, -number}
    assert printed == ""
    assert output.read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.json", "in"]


def test_without_files_it_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "iati"]) == 2
    assert "-o" in capsys.readouterr().err
