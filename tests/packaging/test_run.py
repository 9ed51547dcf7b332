"""`run.sh`: from a read-only stick too, unpacked once, with all arguments passed on, leaving the stick as it was."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.packaging.help import SHELL, Person, cut_off, in_read_only_mount, listing

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stick")]


def unpacked(person: Person) -> list[Path]:
    """What lies in the person's cache folder."""
    return sorted((person.home / ".cache" / "ilo-tui").iterdir())


def test_the_app_opens_from_a_read_only_stick_without_a_network(built: Path, person: Person, tmp_path: Path) -> None:
    place = tmp_path / "mounted here"
    if before := in_read_only_mount(built, place):
        assert person.opens(SHELL, place / "run.sh", before=before) == 0
    else:
        shutil.copytree(built, place, dirs_exist_ok=True)
        for path in (place, *place.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        assert person.opens(SHELL, place / "run.sh") == 0
    (folder,) = unpacked(person)
    for package in ("ilo_tui/frontends/tui", "textual", "rich"):
        sources, compiled = (list((folder / package).glob(name)) for name in ("*.py", "__pycache__/*.pyc"))
        assert len(compiled) == len(sources) > 0


def test_it_unpacks_once_and_leaves_the_stick_as_it_was(stick: Path, person: Person) -> None:
    before = listing(stick)
    assert person.does(SHELL, stick / "run.sh", "list", "programmes")[0] == 0
    assert listing(stick) == before
    (folder,) = unpacked(person)
    stat = folder.stat()
    # Without its wheels nothing could be unpacked again; without the check nobody would notice that they are gone.
    shutil.rmtree(stick / "wheels")
    code, out, _ = person.does(SHELL, stick / "run.sh", "list", "programmes")
    assert code == 0
    assert "clm" in out
    assert [(path, path.stat().st_ino) for path in unpacked(person)] == [(folder, stat.st_ino)]


def test_arguments_and_exit_codes_pass_through(built: Path, owner: Person, tmp_path: Path) -> None:
    bad = tmp_path / "two  words 'and' $more.json"
    bad.write_text('{"meta": {"1": {"id": "x", "schema": 1}}}')
    code, out, err = owner.does(SHELL, built / "run.sh", "check", bad)
    assert code == 1
    assert "the field edition is missing" in out + err
    assert owner.does(SHELL, built / "run.sh", "list", "no-such-kind")[0] == 2
    assert "usage: ilo-tui" in owner.does(SHELL, built / "run.sh", "--help")[1]


def test_two_first_starts_at_once_do_not_disturb_each_other(built: Path, person: Person) -> None:
    both = [person.start(SHELL, built / "run.sh", "show", "clm") for _ in range(2)]
    printed = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], printed
    assert len(unpacked(person)) == 1


def test_what_a_power_cut_left_is_swept_once_it_is_old(built: Path, person: Person) -> None:
    cache = person.home / ".cache" / "ilo-tui"
    for name in ("0.0.1-leftover", "0.0.1-in-the-making"):
        (cache / name / "textual").mkdir(parents=True)
    os.utime(cache / "0.0.1-leftover", (0, 0))
    assert person.does(SHELL, built / "run.sh", "list", "programmes")[0] == 0
    assert [path.name for path in unpacked(person) if path.name.startswith("0.0.1")] == ["0.0.1-in-the-making"]


def test_the_cache_folder_is_where_the_person_wants_it(built: Path, person: Person, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    with_cache = replace(person, more={"XDG_CACHE_HOME": str(elsewhere)})
    assert with_cache.does(SHELL, built / "run.sh", "keys")[0] == 0
    assert len(list((elsewhere / "ilo-tui").iterdir())) == 1
    assert list(person.home.rglob("textual")) == []


def test_it_starts_from_within_its_folder(built: Path, owner: Person) -> None:
    within = (*cut_off(), SHELL, "-c", f'cd "$1" && {SHELL} run.sh show clm', "sh", str(built))
    code, out, _ = owner.does(*within, before=())
    assert code == 0
    assert "Child Labour Monitoring" in out
