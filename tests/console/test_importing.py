"""`ilo-tui import` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.cli import run
from ilo_tui.dossier.check import check_file

ACTIVITY = """<iati-activities version="2.03"><iati-activity>
<iati-identifier>XX-1</iati-identifier><title><narrative xml:lang="en">Schools</narrative></title>
<result type="1"><title><narrative xml:lang="en">Built</narrative></title></result>
</iati-activity></iati-activities>"""


def test_an_iati_file_becomes_a_sound_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "a.xml", tmp_path / "d.json"
    source.write_text(ACTIVITY, encoding="utf-8")
    assert run(["import", "iati", str(source), "-o", str(output)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "programmes 1" in said.err
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


def test_without_files_it_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "iati"]) == 2
    assert "-o" in capsys.readouterr().err
