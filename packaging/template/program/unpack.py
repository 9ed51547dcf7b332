"""Putting the stick's wheels onto this computer with the pip wheel on the stick: no network, no settings of others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from program.check import damaged
from program.refusal import RefusedError

VERSION = "@VERSION@"
NEEDED = 80_000_000
"""Free bytes asked for; 30 MB are kept, and pip holds its files twice for a moment."""
DAY = 86_400
COMPLETE = "ilo-tui-is-whole"
"""Lies in a folder once it is whole; a folder without it is being made, or was left by a power cut."""


def verify(stick: Path) -> None:
    """Refuse a stick that is not what was built, naming the first damaged file."""
    if broken := damaged(stick):
        more = f" (+{len(broken) - 1})" if len(broken) > 1 else ""
        raise RefusedError(
            f"{broken[0]}{more} is damaged; copy the folder to the stick again.",
            f"{broken[0]}{more} rusak; salin ulang folder ini ke stik USB.",
        )


@contextmanager
def new_folder(base: Path) -> Iterator[Path]:
    """A new folder in this one, which is made where needed; removed again unless the work within succeeds.

    The path is the real one: Python from the Windows store sees AppData in another place than all other programs do.
    """
    base.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(base).free < NEEDED:
        raise RefusedError(
            f"{base} has too little space; {NEEDED // 1_000_000} MB are needed.",
            f"ruang di {base} kurang; perlu {NEEDED // 1_000_000} MB.",
        )
    _sweep(base)
    folder = Path(mkdtemp(prefix=f"{VERSION}-", dir=base)).resolve()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _sweep(base: Path) -> None:
    """Remove what a power cut left half made. Younger than a day it may be in the making by another process."""
    for folder in base.glob("[0-9]*-*"):
        if not (folder / COMPLETE).exists() and time.time() - folder.stat().st_mtime > DAY:
            shutil.rmtree(folder, ignore_errors=True)


def pip(python: str, stick: Path, *options: str) -> None:
    """Install the app and what it needs from the stick's wheels, by this Python and with these options."""
    wheels = stick / "wheels"
    itself = next(wheels.glob("pip-*.whl"))
    fixed = ["--isolated", "--no-index", "--no-cache-dir", "--no-compile", "--no-input", "--disable-pip-version-check"]
    output = call(
        python, f"{itself}/pip", "install", *fixed, "--find-links", str(wheels), *options, f"ilo-tui=={VERSION}"
    )
    if output is not None:
        raise _unfit() if "No matching distribution" in output else _failed(output)


def call(python: str, *arguments: str) -> str | None:
    """Run this Python apart from all settings; None where it succeeded, else what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    # pip reads the whole system's settings even when isolated, unless told that its file of settings is the empty one.
    process = subprocess.run(
        [python, "-I", *arguments],
        env={**environment, "PIP_CONFIG_FILE": os.devnull},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return None if process.returncode == 0 else process.stdout + process.stderr


def insist(python: str, *arguments: str) -> None:
    """Run this Python like `call`; refuse with the last line it said where it fails."""
    output = call(python, *arguments)
    if output is not None:
        raise _failed(output)


def finish(python: str, folder: Path) -> None:
    """Compile the folder's Python files, bring everything to the disk, and mark the folder as whole.

    A file that does not compile is no fault: packages carry templates and code for other Pythons.
    """
    call(python, "-m", "compileall", "-qq", "-j", "0", str(folder))
    (folder / COMPLETE).touch()
    if hasattr(os, "sync"):
        # Without it a power cut after the last step could leave the name of a folder whose files are empty.
        os.sync()


def name(fresh: Path, folder: Path) -> None:
    """Give a whole folder its final name, unless another process was first. Windows refuses while a scanner reads."""
    for wait in (0.1, 0.2, 0.4, 0.8, 0.0):
        try:
            fresh.rename(folder)
        except OSError:
            if folder.is_dir():
                shutil.rmtree(fresh, ignore_errors=True)
                return
            if os.name != "nt" or not wait:
                raise
            time.sleep(wait)
        else:
            return


def _unfit() -> RefusedError:
    this_computer = f"Python {sys.version_info[0]}.{sys.version_info[1]}, {sysconfig.get_platform()}"
    return RefusedError(
        f"this stick has nothing for {this_computer}; it serves Python @RANGE@ on @PLATFORMS@.",
        f"stik ini tidak memuat apa pun untuk {this_computer}; isinya untuk Python @RANGE@ di @PLATFORMS@.",
    )


def _failed(output: str) -> RefusedError:
    last = (output.strip().splitlines() or ["?"])[-1]
    return RefusedError(f"installing failed: {last}", f"pemasangan gagal: {last}")
