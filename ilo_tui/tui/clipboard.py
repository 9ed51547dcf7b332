"""Copying where a terminal may not answer: OSC 52, then the platform's tool, then a file; what was done is said."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from ilo_tui.i18n import Say
from ilo_tui.text import clean

_TOOLS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)


def copy(text: str, send: Callable[[str], None], file: Path, say: Say) -> str:
    """Copy `text`, and say how.

    `send` writes OSC 52, which no terminal acknowledges; so the platform's tool is used too where one works, and else
    the text is also written to `file`.
    """
    send(text)
    if tool := _with_tool(text):
        return say("Copied with {tool}.", tool=tool)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(text + "\n", encoding="utf-8")
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
            done = subprocess.run(
                [path, *command[1:]], input=text.encode(), timeout=2, check=False, capture_output=True
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command[0]
    return None
