"""`run`: the app in the user's cache folder, unpacked there at the first start and found there at every other."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from program.check import SUMS
from program.refusal import progress

VERSION = "@VERSION@"


def unpacked(stick: Path) -> Path:
    """The folder that holds the app for this Python, made where it is not there yet; goes onto `sys.path`.

    Nothing is ever put into a folder that has its final name, so two first starts at once do not disturb each other:
    the one that comes second throws its own away.
    """
    folder = _cache() / f"{VERSION}-{_mark(stick)}"
    return folder if folder.is_dir() else _unpack(stick, folder)


def _cache() -> Path:
    """The user's cache folder; a variable that is no absolute path counts as not set, as its standard asks."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ilo-tui" / "Cache"
    text = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(text) if text.startswith("/") else Path.home() / ".cache") / "ilo-tui"


def _mark(stick: Path) -> str:
    """What the unpacked files depend on, in 12 hex digits: the stick's files, and this Python's kind and machine."""
    machine = os.uname().machine if hasattr(os, "uname") else ""
    kind = f"{EXTENSION_SUFFIXES[0]} {machine}"
    return sha256((stick / SUMS).read_bytes() + kind.encode()).hexdigest()[:12]


def _unpack(stick: Path, folder: Path) -> Path:
    # Imported only here: the thousandth start does not pay for the first.
    from program import unpack

    unpack.verify(stick)
    progress("Unpacking ilo-tui, only this once ...", "Membongkar ilo-tui, hanya sekali ini ...")
    with unpack.new_folder(folder.parent) as fresh:
        unpack.pip(sys.executable, stick, "--target", str(fresh))
        unpack.finish(sys.executable, fresh)
        unpack.name(fresh, folder)
    return folder
