"""`install`: a private environment in the user's folder, and a starter that points to it.

Every installation makes a new environment, and the last step, one renaming, turns the starter to it. So the paths in an
environment are right from the start, a repair never touches what works, and an interruption changes nothing.
Reviews are kept elsewhere and never touched.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from program.refusal import RefusedError, progress, talk
from program.unpack import COMPLETE, call, finish, insist, new_folder, pip, verify

WINDOWS = os.name == "nt"


def install(stick: Path, arguments: list[str]) -> None:
    """Install for this user and say where it is and how to start it."""
    if arguments:
        raise RefusedError("install takes no arguments.", "install tidak memakai argumen.")
    verify(stick)
    progress("Installing ilo-tui @VERSION@ ...", "Memasang ilo-tui @VERSION@ ...")
    base, starter = _places()
    before = _current(starter)
    with new_folder(base) as environment:
        _fill(stick, environment)
    try:
        starter = _turn(starter, environment)
    except OSError:
        shutil.rmtree(environment, ignore_errors=True)
        raise
    _remove_older(environment, before)
    _print_how_to_start(starter, environment)


def _places() -> tuple[Path, Path]:
    """The folder of the environments and the starter. On Windows the starter finds its environment beside itself."""
    if WINDOWS:
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Programs" / "ilo-tui"
        return base, base / "ilo-tui.bat"
    return Path.home() / ".local" / "lib" / "ilo-tui", Path.home() / ".local" / "bin" / "ilo-tui"


def _fill(stick: Path, environment: Path) -> None:
    """Make the environment without ensurepip, which Debian splits off; install, compile, and see that it starts."""
    insist(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = str(_python_of(environment))
    pip(python, stick)
    finish(python, environment)
    # Importing reads no settings and opens no file of the user, whose faults would be taken for ours.
    if (output := call(python, "-c", "import ilo_tui.frontends.tui.app")) is not None:
        last = (output.strip().splitlines() or ["?"])[-1]
        raise RefusedError(f"what was installed does not start: {last}", f"hasil pemasangan tidak berjalan: {last}")


def _python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if WINDOWS else "bin/python")


def _turn(starter: Path, environment: Path) -> Path:
    """Point the starter to this environment, all at once; returns where it really is. A stranger's file is kept."""
    starter.parent.mkdir(parents=True, exist_ok=True)
    starter = starter.parent.resolve() / starter.name
    if starter.is_symlink() or (starter.exists() and b"from a stick" not in starter.read_bytes()):
        old = starter.with_name(f"{starter.name}.old")
        starter.replace(old)
        talk(f"What was there before is now {old}.", f"File yang lama kini bernama {old}.")
    fresh = starter.with_name(f".{starter.name}.{os.getpid()}")
    fresh.write_bytes(_batch(environment) if WINDOWS else _shell(environment))
    fresh.chmod(0o755)
    fresh.replace(starter)
    return starter


def _shell(environment: Path) -> bytes:
    python = os.fsencode(shlex.quote(str(_python_of(environment))))
    return b"""#!/bin/sh
# ilo-tui @VERSION@, installed from a stick.
python=%s
if ! [ -x "$python" ]; then
    echo 'ilo-tui: the Python it was installed with is gone; run install.sh again. /' \\
        'Python yang dipakai saat memasang sudah tidak ada; jalankan install.sh lagi.' >&2
    exit 2
fi
exec "$python" -I -m ilo_tui "$@"
""" % (python,)


def _batch(environment: Path) -> bytes:
    """The starter for Windows; relative, as a batch file cannot hold the letters of every user's name."""
    return (
        "@echo off\r\nrem ilo-tui @VERSION@, installed from a stick.\r\n"
        f'"%~dp0{environment.name}\\Scripts\\python.exe" -I -m ilo_tui %*\r\nexit /b %errorlevel%\r\n'
    ).encode("ascii")


def _current(starter: Path) -> bytes:
    return starter.read_bytes() if starter.is_file() else b""


def _remove_older(environment: Path, before: bytes) -> None:
    """Remove whole environments but the new one and the one used before: an app that is open still reads from that."""
    for folder in environment.parent.iterdir():
        if (folder / COMPLETE).exists() and folder != environment and os.fsencode(folder.name) not in before:
            shutil.rmtree(folder, ignore_errors=True)


def _print_how_to_start(starter: Path, environment: Path) -> None:
    """Say where it is, and the shortest way to start it from here."""
    talk(f"Installed in {environment}", f"Terpasang di {environment}")
    on_path = shutil.which("ilo-tui")
    if on_path and Path(on_path).samefile(starter):
        talk("Start it with: ilo-tui", "Jalankan dengan: ilo-tui")
    elif on_path:
        talk(
            f"Start it with: {starter}  (the short name starts another one, {on_path})",
            f"Jalankan dengan: {starter}  (nama pendeknya menjalankan yang lain, {on_path})",
        )
    else:
        talk(
            f"Start it with: {starter}  (its folder is not on PATH, where the short name would do)",
            f"Jalankan dengan: {starter}  (foldernya tidak ada di PATH; bila ada, cukup nama pendeknya)",
        )
