"""The program as `python -m` starts it, with Ctrl+C at moments that no key can be sure to hit.

    python -m tests.interrupted MOMENT

`text`: while a text is evaluated, as libraries do; `end`: after the command is done, while Python finishes; `both`.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Sequence

from ilo_tui import __main__, cli


def interrupt() -> None:
    """Send this process what a terminal sends at Ctrl+C."""
    os.kill(os.getpid(), signal.SIGINT)


def run(arguments: Sequence[str]) -> int:
    """In place of the command line: be interrupted in the middle of a text."""
    exec("interrupt()", {"interrupt": interrupt})
    return 1


if __name__ == "__main__":
    moment = sys.argv.pop()
    if moment in {"text", "both"}:
        cli.run = run
    if moment in {"end", "both"}:
        atexit.register(interrupt)
    sys.argv[1:] = ["--version"]
    sys.exit(__main__.main())
