"""Opening a document in the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_outside(path: Path, tr: Translator) -> str:
    """Hand a document to the system, and give the line that says so, or where it lies if no program can be had."""
    shown = clean(str(path))
    if _start(path):
        return tr("Handed to the system to open: {path}", path=shown)
    return tr("This computer has no program here to open it. It lies in {path}", path=shown)


def _start(path: Path) -> bool:
    """Start the program of the system; False where there is none. What becomes of it is not waited for."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - that is what it is for
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None or (sys.platform != "darwin" and not any(os.environ.get(name) for name in _SCREENS)):
        return False
    nothing = subprocess.DEVNULL
    subprocess.Popen([opener, path.resolve()], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    return True
