"""What the process that reads a document gives up before it opens the document."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from threading import Thread

from ilo_tui.copies.extraction.limits import Limits

_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.system", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.kill",
    "urllib.", "http.", "ftplib.", "webbrowser.", "ctypes.", "shutil.", "tempfile.",
)  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(limits: Limits) -> None:
    """Be held to the limits, end with the parent, and do nothing but read; after all is imported that will be."""
    _limit_memory(limits)
    _end_with_parent()
    sys.addaudithook(_refuse)


def _limit_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.all_seconds) + 5
    for kind, most in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CPU, seconds)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """End as soon as the parent closes its end of our standard input, as the system does for it when it is killed."""
    # A thread alone would wait for as long as a library keeps the interpreter to itself; the system does not.
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | fcntl.FASYNC)
    Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    with suppress(OSError):
        os.read(0, 1)
    os._exit(1)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Let a library neither write, nor start anything, nor reach a network, whatever a document makes it try."""
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError(f"{event} is not for reading documents")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for reading documents")
