"""`attach`, `list copies` and what `merge` says of copies, as they are typed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pexpect
import pytest

from ilo_tui.cli import run
from ilo_tui.copies.link_file import cache_name, document_name, link_name
from tests.copies.help import HTML, PDF, files, link_to, put
from tests.dossier.small import small2, written

PROGRAM = Path(sys.executable).with_name("ilo-tui")
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def dossier_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dossier, which every command opens."""
    path = written(tmp_path, small2())
    monkeypatch.setenv("ILO_TUI_DOSSIER", str(path))
    return path


def source_id() -> str:
    """A source of it."""
    return str(next(iter(small2()["sources"].values()))["id"])


def copies_beside(path: Path) -> Path:
    """Where its copies are."""
    return path.with_name(f"{path.stem}.sources")


def document(tmp_path: Path, name: str = "survey.pdf", data: bytes = PDF) -> Path:
    """A file to attach."""
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_document_is_attached_beside_the_dossier_and_is_in_every_list(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    ident = source_id()
    assert run(["attach", ident, str(document(tmp_path))]) == 0
    assert capsys.readouterr().out == f"{ident}: survey.pdf is attached (PDF)\n"
    assert run(["attach", ident, str(document(tmp_path, "other name.pdf"))]) == 0
    assert "was attached already" in capsys.readouterr().out
    assert run(["list", "sources"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(f"{ident} ")]
    assert "copy here" in line
    assert run(["list", "sources", "--json"]) == 0
    states = {row["id"]: row["copy"] for row in json.loads(capsys.readouterr().out)}
    assert states[ident] == "here"
    assert set(states.values()) == {"here", "none"} or len(states) == 1
    assert run(["list", "sources", "--format", "csv"]) == 0
    assert {row["id"]: row["copy"] for row in csv.DictReader(StringIO(capsys.readouterr().out))} == states
    assert run(["show", ident]) == 0
    assert "survey.pdf (PDF), added on" in capsys.readouterr().out
    assert run(["list", "copies", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["source"], row["state"], row["file"]) == (ident, "here", document_name(link_to()))
    names = {document_name(link_to()), link_name(link_to(source_id=ident)), cache_name(link_to())}
    assert set(files(copies_beside(dossier_path))) == names


def test_an_altered_document_is_named_in_the_list_and_on_the_page(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    ident = source_id()
    run(["attach", ident, str(document(tmp_path))])
    (copies_beside(dossier_path) / document_name(link_to())).write_bytes(b"")
    capsys.readouterr()
    assert run(["list", "copies"]) == 0
    assert "copy altered  PDF" in capsys.readouterr().out
    assert run(["show", ident]) == 0
    assert "altered or damaged" in " ".join(capsys.readouterr().out.split())


def test_what_is_in_the_folder_and_no_copy_is_named_without_its_escapes(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    folder = copies_beside(dossier_path)
    put(folder, link_to(dossier="another"))
    (folder / "a\x1b[31m.txt").write_bytes(b"x")
    (folder / "0123456789abcdef.pdf").write_bytes(b"x")
    (folder / "0123456789abcdef.x.json").write_bytes(b"x")
    assert run(["list", "copies"]) == 0
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    for text in ("a␛[31m.txt: this is no part", "0123456789abcdef.pdf: no source", "this link to a copy is damaged"):
        assert text in printed
    assert "1 copy is of another dossier" in printed


@pytest.mark.slow
def test_another_folder_is_chosen_by_an_option_a_variable_or_the_config_file(
    dossier_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, ident = str(document(tmp_path)), source_id()
    assert run(["attach", ident, path, "--sources", str(tmp_path / "a")]) == 0
    monkeypatch.setenv("ILO_TUI_SOURCES", str(tmp_path / "b"))
    assert run(["attach", ident, path]) == 0
    monkeypatch.delenv("ILO_TUI_SOURCES")
    config = tmp_path / "config.toml"
    config.write_text(f'sources = "{tmp_path / "c"}"\n')
    monkeypatch.setenv("ILO_TUI_CONFIG", str(config))
    assert run(["attach", ident, path]) == 0
    assert files(tmp_path / "a").keys() == files(tmp_path / "b").keys() == files(tmp_path / "c").keys()
    assert not copies_beside(dossier_path).exists()


def test_copies_of_the_dossier_that_ships_are_among_the_users_data(tmp_path: Path, capsys: Captured) -> None:
    assert run(["attach", "dol2013", str(document(tmp_path))]) == 0
    data = Path(os.environ["XDG_DATA_HOME"]) / "ilo-tui/db.sources"
    assert f"Copies are in {data}" in capsys.readouterr().err
    assert len(files(data)) == 3


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.pdf", b""),
        ("program.pdf", b"\x7fELF\2\1"),
        ("esc\x1b[2J.pdf", b"\0\1\2"),
        ("archive.pdf", b"PK\3\4nothing"),
        ("absent.pdf", None),
    ],
)
def test_bad_input_costs_one_line_and_writes_nothing(
    dossier_path: Path, tmp_path: Path, name: str, data: bytes | None, capsys: Captured
) -> None:
    path = document(tmp_path, name, data) if data is not None else tmp_path / name
    assert run(["attach", source_id(), str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2
    assert "\x1b" not in err
    assert not copies_beside(dossier_path).exists()


def test_pipes_devices_and_folders_are_refused_at_once(dossier_path: Path, tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", Path("/dev/zero"), tmp_path):
        assert run(["attach", source_id(), str(path)]) == 2
        assert "no ordinary file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["attach"], "Name a source and its document"),
        (["attach", "x"], "Name a source and its document"),
        (["attach", "x", "y.pdf", "--match", "z"], "Name a source and its document"),
        (["attach", "no-such-source", "y.pdf"], "there is no source no-such-source"),
        (["attach", "--match", "/no/such/folder"], "there is no such folder"),
        (["--read-only", "attach", "x", "y.pdf"], "With --read-only nothing is written"),
    ],
)
def test_wrong_use_is_said_in_a_line(dossier_path: Path, arguments: list[str], line: str, capsys: Captured) -> None:
    assert run(arguments) == 2
    assert line in capsys.readouterr().err


def test_a_misnamed_and_a_cut_off_document_are_taken_and_said_to_be(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert run(["attach", source_id(), str(document(tmp_path, "page.pdf", HTML))]) == 0
    assert "page.pdf: by its content this is: web page" in capsys.readouterr().err
    assert run(["attach", source_id(), str(document(tmp_path, "cut.pdf", b"%PDF-1.7 x"))]) == 0
    assert "cut.pdf: the end of this PDF is missing" in capsys.readouterr().err


def folder_to_match(tmp_path: Path) -> Path:
    """A folder with one file that is recognised, one that is not, and one that is no document."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    title = str(next(iter(small2()["sources"].values()))["title"])
    document(folder, "a.html", b"<html><title>" + title.encode() + b"</title>")
    document(folder, f"{source_id()}.pdf")
    document(folder, "unknown.pdf", PDF + b"2")
    document(folder, "empty.pdf", b"")
    return folder


def test_without_a_terminal_proposals_are_a_table_and_only_yes_attaches(
    dossier_path: Path, tmp_path: Path, capsys: Captured
) -> None:
    folder, ident = folder_to_match(tmp_path), source_id()
    assert run(["attach", "--match", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert f"{ident}.pdf" in out and "its id in the name" in out
    assert "unknown.pdf: no source is recognised" in err and "this file is empty" in err
    assert not copies_beside(dossier_path).exists()
    assert run(["attach", "--match", str(folder), "--json"]) == 0
    proposals = json.loads(capsys.readouterr().out)
    assert {"file": str(folder / f"{ident}.pdf"), "source": ident, "reasons": ["its id in the name"]} in proposals
    assert run(["attach", "--match", str(folder), "--yes"]) == 0
    assert f"{ident}: {ident}.pdf is attached (PDF)" in capsys.readouterr().out
    assert run(["attach", "--match", str(folder)]) == 0
    assert f"attached already to {ident}" in capsys.readouterr().err


@pytest.mark.share(3)
@pytest.mark.parametrize(("key", "attached"), [("y", True), ("n", False), ("q", False)])
def test_on_a_terminal_each_is_asked_for(dossier_path: Path, tmp_path: Path, key: str, attached: bool) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    document(folder, f"{source_id()}.pdf")
    child = pexpect.spawn(str(PROGRAM), ["attach", "--match", str(folder)], encoding="utf-8", timeout=30)
    child.expect("y yes, n no, q stop")
    child.sendline("what?")
    child.expect("y yes, n no, q stop")
    child.sendline(key)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert copies_beside(dossier_path).exists() is attached


def test_merging_brings_copies_along_and_says_how_many(dossier_path: Path, tmp_path: Path, capsys: Captured) -> None:
    dossier_id, ident = str(small2()["meta"]["1"]["id"]), source_id()
    stick = tmp_path / "stick" / "d.sources"
    put(stick, link_to(source_id=ident, dossier=dossier_id))
    put(stick, link_to(HTML, source_id=ident, media="html", dossier=dossier_id), b"altered")
    merge = ["merge", str(stick.parent), "--into", str(tmp_path / "reviews")]
    assert run([*merge, "--dry-run"]) == 1
    printed = capsys.readouterr().err
    assert "1 copy of a source to take to" in printed
    assert "is damaged, altered or missing, and is not taken" in printed
    assert not copies_beside(dossier_path).exists()
    assert run(merge) == 1
    assert "1 copy of a source came to" in capsys.readouterr().err
    assert set(files(copies_beside(dossier_path))) == {document_name(link_to()), link_name(link_to(source_id=ident))}
    (stick / document_name(link_to(HTML, media="html"))).write_bytes(HTML)
    assert run(merge) == 0
    capsys.readouterr()
    assert run(merge) == 0
    assert "Copies of sources: nothing new" in capsys.readouterr().err


@pytest.mark.slow
def test_nothing_that_reads_documents_is_imported_to_attach_or_list_them(dossier_path: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from ilo_tui.cli import run; run(sys.argv[1:]);"
        "print(sorted({'pypdf', 'mammoth', 'textual', 'rispy', 'bibtexparser'} & set(sys.modules)))"
    )
    for arguments in (["attach", source_id(), str(document(tmp_path))], ["list", "sources"], ["show", source_id()]):
        printed = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True)
        assert printed.stdout.splitlines()[-1] == "[]"
