"""`install.sh`: a private environment without a network, repeatable, and never half of one."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.packaging.help import SHELL, Person

pytestmark = pytest.mark.xdist_group("stick")


def environments(person: Person) -> list[Path]:
    """The environments the person has, whole or not, by name."""
    base = person.home / ".local" / "lib" / "ilo-tui"
    return sorted(base.iterdir()) if base.exists() else []


def starter(person: Person) -> Path:
    """What the person starts the app with."""
    return person.home / ".local" / "bin" / "ilo-tui"


def install(stick: Path, person: Person) -> str:
    """Install as this person; what the script said."""
    code, out, err = person.does(SHELL, stick / "install.sh")
    assert code == 0, err
    assert out == ""
    return err


def kill_while_installing(stick: Path, person: Person, number: int) -> tuple[int, str]:
    """Send the script a signal as soon as the new environment has something in it; its exit code and what it said."""
    before = set(environments(person))
    with person.start(SHELL, stick / "install.sh") as process:
        deadline = time.monotonic() + 60
        while not any((new / "bin").exists() for new in set(environments(person)) - before):
            assert time.monotonic() < deadline
        process.send_signal(number)
        printed = process.communicate(timeout=60)[1]
    return process.returncode, printed


@pytest.mark.slow
def test_it_installs_without_a_network_and_the_app_opens(owner: Person) -> None:
    text = (owner.home / "said").read_text()
    (environment,) = environments(owner)
    assert f"Installed in {environment}\nTerpasang di {environment}\n" in text
    assert f"Start it with: {starter(owner)}  (its folder is not on PATH" in text
    assert owner.opens(starter(owner)) == 0
    packages = next(environment.glob("lib/python*/site-packages"))
    for package in ("ilo_tui/frontends/tui", "textual", "rich"):
        sources, compiled = (list((packages / package).glob(name)) for name in ("*.py", "__pycache__/*.pyc"))
        assert len(compiled) == len(sources) > 0
    assert not (packages / "pip").exists()


@pytest.mark.slow
def test_the_short_name_is_offered_where_it_works(built: Path, person: Person) -> None:
    on_path = replace(person, more={"PATH": f"/usr/bin:/bin:{starter(person).parent}"})
    assert "Start it with: ilo-tui\n" in install(built, on_path)
    assert "Child Labour Monitoring" in on_path.does("ilo-tui", "show", "clm")[1]


@pytest.mark.slow
def test_installing_again_repairs_and_keeps_what_an_open_app_reads(built: Path, person: Person) -> None:
    install(built, person)
    (first,) = environments(person)
    next(first.glob("lib/python*/site-packages/textual/app.py")).unlink()
    next(first.glob("lib/python*/site-packages/ilo_tui/cli.py")).write_text("broken (")
    assert person.does(starter(person), "keys")[0] != 0
    install(built, person)
    assert person.does(starter(person), "keys")[0] == 0
    assert first in environments(person)
    install(built, person)
    assert first not in environments(person)
    assert len(environments(person)) == 2


@pytest.mark.slow
def test_a_stop_leaves_nothing_behind_and_the_old_app_as_it_was(built: Path, person: Person) -> None:
    install(built, person)
    before, words = environments(person), starter(person).read_bytes()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        code, printed = kill_while_installing(built, person, number)
        assert code == 130
        assert "stopped; nothing was changed" in printed
        assert "Traceback" not in printed
        assert environments(person) == before
    assert starter(person).read_bytes() == words
    assert person.does(starter(person), "keys")[0] == 0


@pytest.mark.slow
def test_a_kill_leaves_the_old_app_as_it_was_and_a_later_installation_sweeps(built: Path, person: Person) -> None:
    install(built, person)
    before = environments(person)
    assert kill_while_installing(built, person, signal.SIGKILL)[0] == -signal.SIGKILL
    (half,) = set(environments(person)) - set(before)
    assert person.does(starter(person), "keys")[0] == 0
    os.utime(half, (0, 0))
    install(built, person)
    assert half not in environments(person)
    assert person.does(starter(person), "keys")[0] == 0


@pytest.mark.slow
def test_a_file_of_others_in_the_place_of_the_starter_is_kept(built: Path, person: Person) -> None:
    starter(person).parent.mkdir(parents=True)
    starter(person).write_text("#!/bin/sh\necho mine\n")
    assert "ilo-tui.old" in install(built, person)
    assert starter(person).with_name("ilo-tui.old").read_text() == "#!/bin/sh\necho mine\n"
    assert person.does(starter(person), "keys")[0] == 0


@pytest.mark.slow
def test_the_settings_of_pip_and_python_on_this_computer_do_not_matter(built: Path, person: Person) -> None:
    (person.home / ".config" / "pip").mkdir(parents=True)
    (person.home / ".config" / "pip" / "pip.conf").write_text("[global]\nrequire-hashes = true\nuser = true\n")
    (person.home / "msgspec.py").write_text("raise SystemExit('imported from the wrong place')\n")
    odd = {"PIP_TARGET": "/nowhere", "PIP_NO_BINARY": ":all:", "PYTHONPATH": str(person.home), "PYTHONHOME": "/nowhere"}
    install(built, replace(person, more=odd))
    assert person.does(starter(person), "keys")[0] == 0


@pytest.mark.slow
def test_a_python_that_is_gone_is_reported_in_one_line(owner: Person) -> None:
    (environment,) = environments(owner)
    python = environment / "bin" / "python"
    python.rename(python.with_name("gone"))
    try:
        code, out, err = owner.does(starter(owner), "keys")
    finally:
        python.with_name("gone").rename(python)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "run install.sh again" in err
    assert "jalankan install.sh lagi" in err
