"""Copying where a terminal may not answer: OSC 52, then the platform's tool, then a file; what was done is said."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from ilo_tui.i18n import Say
from ilo_tui.review.disk import ensure_folder, replace_file
from ilo_tui.text import clean

_TOOLS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
_ENCODINGS = {"clip.exe": "utf-16-le"}
_PATIENCE = 2
"""Seconds that a tool may take."""


def copy(text: str, send: Callable[[str], None], file: Path | None, say: Say) -> str:
    """Copy `text`, and say how.

    `send` writes OSC 52, which no terminal acknowledges; so the platform's tool is used too where one works, and else
    the text is also written to `file`; None where nothing may be written.
    """
    send(text)
    if tool := _with_tool(text):
        return say("Copied with {tool}.", tool=tool)
    if file is None:
        return say("Sent to the terminal's clipboard (not every terminal takes it).")
    try:
        ensure_folder(file.parent)
        replace_file(file, f"{text}\n".encode())
    except OSError as error:
        return say("Sent to the terminal's clipboard; no file could be written ({reason}).", reason=error.strerror)
    return say(
        "Sent to the terminal's clipboard (not every terminal takes it), and written to {file}", file=clean(str(file))
    )


def _with_tool(text: str) -> str | None:
    """The platform's clipboard tool that took the text."""
    for command in _TOOLS:
        path = shutil.which(command[0])
        if path is None:
            continue
        try:
            # These tools live on in the background as long as they own the clipboard. A pipe to them would stay open
            # as long, so what they print goes nowhere.
            done = subprocess.run(
                [path, *command[1:]],
                input=text.encode(_ENCODINGS.get(command[0], "utf-8")),
                timeout=_PATIENCE,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command[0]
    return None
