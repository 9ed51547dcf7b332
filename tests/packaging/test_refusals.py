"""What cannot work is told in one line, in English and Indonesian, and leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.packaging.help import SHELL, Person, seal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("stick"),
    pytest.mark.parametrize("script", ["install.sh", "run.sh"]),
]


def refusal(person: Person, script: Path) -> str:
    """Run the script, which must refuse in one line and leave the home as it was; the line."""
    code, out, err = person.does(SHELL, script)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("ilo-tui: ")
    assert " / " in err
    assert [path for path in person.home.rglob("*") if path.is_file()] == []
    return err


def folder_with(tmp_path: Path, **programs: str) -> str:
    """A folder for PATH that holds nothing but these shell scripts."""
    folder = tmp_path / "path"
    folder.mkdir()
    for name, text in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    return str(folder)


def without_namespace(person: Person, path: str) -> Person:
    """The person with another PATH and no Python named; what refuses before any Python runs needs no network cut."""
    return replace(person, more={"PATH": path, "PYTHON": ""})


def test_no_python(built: Path, person: Person, script: str, tmp_path: Path) -> None:
    poor = without_namespace(person, folder_with(tmp_path))
    code, out, err = poor.does(SHELL, built / script, before=())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "no Python found; install Python 3.11 or newer" in err
    assert "Python tidak ditemukan; pasang Python 3.11 atau lebih baru" in err


def test_a_python_that_is_named_but_not_there(built: Path, person: Person, script: str) -> None:
    assert "no Python found at /no/where;" in refusal(replace(person, more={"PYTHON": "/no/where"}), built / script)


def test_only_pythons_that_are_too_old_or_broken(built: Path, person: Person, script: str, tmp_path: Path) -> None:
    path = folder_with(
        tmp_path,
        **{
            "python3": "echo 3.9 True",
            "python": "echo 2.7 True",
            "python3.12": "exit 127",
            "python3.11": "echo no number",
        },
    )
    code, out, err = without_namespace(person, path).does(SHELL, built / script, before=())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "Python 3.11 or newer is needed, found only: python3.11 (no), python3 (3.9), python (2.7)." in err
    assert "Perlu Python 3.11 atau lebih baru" in err


def test_a_stick_for_other_computers(stick: Path, person: Person, script: str) -> None:
    for wheel in (stick / "wheels").glob("msgspec-*.whl"):
        wheel.rename(wheel.with_name("msgspec-0.99.0-cp311-cp311-win_amd64.whl"))
    seal(stick)
    printed = refusal(person, stick / script)
    assert "this stick has nothing for Python 3." in printed
    assert "stik ini tidak memuat apa pun untuk Python 3." in printed


@pytest.mark.parametrize("name", ["wheels/rich-*.whl", "program/run.py", "program/check.py", "run.bat", "SHA256SUMS"])
def test_a_damaged_file(stick: Path, person: Person, script: str, name: str) -> None:
    (path,) = stick.glob(name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    printed = refusal(person, stick / script)
    assert "damaged; copy the folder to the stick again" in printed
    assert "rusak; salin ulang folder ini ke stik" in printed
    assert name == "SHA256SUMS" or path.name in printed


@pytest.mark.parametrize("name", ["wheels/pip-*.whl", "program/unpack.py", "program/check.py", "SHA256SUMS"])
def test_a_missing_file(stick: Path, person: Person, script: str, name: str) -> None:
    (path,) = stick.glob(name)
    path.unlink()
    assert path.name in refusal(person, stick / script)


def test_a_home_that_cannot_be_written(built: Path, person: Person, script: str) -> None:
    (person.home / "file").touch()
    code, out, err = replace(person, more={"HOME": str(person.home / "file")}).does(SHELL, built / script)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "this computer refused: " in err
    assert "komputer ini menolak: " in err
