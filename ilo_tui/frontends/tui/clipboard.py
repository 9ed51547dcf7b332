"""Copying where a terminal may not answer: OSC 52, then the platform's tool, then a file; a message says which."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from textual.app import App
from textual.worker import get_current_worker

from ilo_tui.core.files import ensure_folder, replace_file
from ilo_tui.core.text import clean
from ilo_tui.core.translator import Translator
from ilo_tui.frontends.tui.workers import start_worker

_TOOLS = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
    ("pbcopy",),
    ("clip.exe",),
)
_ENCODINGS = {"clip.exe": "utf-16-le"}
_PATIENCE, _STEP = 2.0, 0.1
"""Seconds that a tool may take, and after how many it is looked whether anybody still waits."""


def start_copy(app: App[Any], text: str, file: Path | None, tr: Translator, report: Callable[[str], None]) -> None:
    """Copy `text` beside the screen of `app`, and `report` how; of several copies only the last is reported."""
    app.copy_to_clipboard(text)

    def beside() -> None:
        worker = get_current_worker()
        message = copy(text, lambda sent: None, file, tr, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            app.call_from_thread(report, message)

    start_worker(app, beside, group="copy", exclusive=True, thread=True)


def copy(
    text: str,
    send: Callable[[str], None],
    file: Path | None,
    tr: Translator,
    stopped: Callable[[], bool] = lambda: False,
) -> str:
    """Copy `text`, and say how; a tool may take seconds, so not where keys are waited for.

    `send` writes OSC 52, which no terminal acknowledges; so the platform's tool is used too where one works, and else
    the text is also written to `file`; None where nothing may be written. What is `stopped` ends its tool.
    """
    send(text)
    tool, hung = _with_tool(text, stopped)
    ended = [tr("{tool} took too long and was ended.", tool=name) for name in hung]
    return " ".join([*ended, tr("Copied with {tool}.", tool=tool) if tool else _in_file(text, file, tr)])


def _in_file(text: str, file: Path | None, tr: Translator) -> str:
    if file is None:
        return tr("Sent to the terminal's clipboard (not every terminal takes it).")
    try:
        ensure_folder(file.parent)
        replace_file(file, f"{text}\n".encode())
    except OSError as error:
        return tr("Sent to the terminal's clipboard; no file could be written ({reason}).", reason=error.strerror)
    return tr(
        "Sent to the terminal's clipboard (not every terminal takes it), and written to {file}", file=clean(str(file))
    )


def _with_tool(text: str, stopped: Callable[[], bool]) -> tuple[str | None, list[str]]:
    """The platform's clipboard tool that took the text, and those that took too long."""
    hung: list[str] = []
    for command in _TOOLS:
        path = shutil.which(command[0])
        if path is None or stopped():
            continue
        code = _run([path, *command[1:]], text.encode(_ENCODINGS.get(command[0], "utf-8")), stopped)
        if code == 0:
            return command[0], hung
        if code is None:
            hung.append(command[0])
    return None, hung


def _run(command: Sequence[str], data: bytes, stopped: Callable[[], bool]) -> int | None:
    """Hand `data` to a program; its exit code, or None of one that had to be ended, with all that it began."""
    try:
        # These tools live on in the background as long as they own the clipboard. A pipe to them would stay open
        # as long, so what they print goes nowhere.
        program = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return -1
    end = monotonic() + _PATIENCE
    remaining: bytes | None = data
    while monotonic() < end and not stopped():
        try:
            program.communicate(remaining, timeout=_STEP)
        except subprocess.TimeoutExpired:
            remaining = None
            continue
        except OSError:
            _end(program)
            return -1
        return program.returncode
    _end(program)
    return None


def _end(program: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            program.kill()
        else:
            os.killpg(program.pid, signal.SIGKILL)
    # One that even so goes on is not waited for.
    with suppress(subprocess.TimeoutExpired, OSError):
        program.wait(_PATIENCE)
    if program.stdin:
        with suppress(OSError):
            program.stdin.close()
