"""The process that reads a document, seen from the one that waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import BinaryIO, Self, cast

import msgspec

from ilo_tui.copies.extraction.limits import Limits
from ilo_tui.copies.extraction.messages import Message, read_messages
from ilo_tui.copies.model import Media

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from ilo_tui.copies.extraction.reading import main; main(sys.argv[2:])"
)
_WAITING = 16
"""So many messages wait to be heard; then the process waits too."""
_PAUSE = 0.2
_HEADER_BYTES = 64_000
"""What a message has beside the text of its page, at most."""


class ReadingProcess:
    """A Python of its own that reads one document; it ends with this context, whatever state it is in."""

    def __init__(self, path: Path, media: Media, limits: Limits) -> None:
        """Start it, with the search path of this program, whatever environment and folder say."""
        limits_text = msgspec.json.encode(limits).decode()
        arguments = [_search_path(), os.fspath(path.absolute()), media, limits_text]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl+C is for this process, which then ends that one.
            process_group=0 if os.name == "posix" else None,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._largest = limits.page_bytes + _HEADER_BYTES
        self._messages: Queue[Message | None] = Queue(_WAITING)
        self._over = Event()
        # A pipe cannot be waited for with a limit on every system.
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def message(self, seconds: float) -> Message | None:
        """The next message; None after the last; raises `TimeoutError` where none comes within so many seconds."""
        try:
            return self._messages.get(timeout=max(seconds, 0))
        except Empty:
            raise TimeoutError from None

    def _listen(self) -> None:
        with suppress(OSError, ValueError):
            for message in read_messages(cast(BinaryIO, self._process.stdout), self._largest):
                if not self._pass_on(message):
                    return
        self._pass_on(None)

    def _pass_on(self, message: Message | None) -> bool:
        while not self._over.is_set():
            with suppress(Full):
                self._messages.put(message, timeout=_PAUSE)
                return True
        return False

    def __enter__(self) -> Self:
        """The running process."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the process and wait until it is gone."""
        self._over.set()
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


def _search_path() -> str:
    # Where a program was started by a relative path, so is what it finds its parts by.
    return msgspec.json.encode([os.path.abspath(entry) for entry in sys.path]).decode()  # noqa: PTH100 - may be a zip
