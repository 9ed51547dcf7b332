"""The program as `python -m` starts it, with a signal at moments that no key can be sure to hit.

    python -m tests.interrupted text | end | both
    python -m tests.interrupted class NUMBER ARGUMENT...

`text`: Ctrl+C while a text is evaluated, as libraries do; `end`: after the command is done, while Python finishes;
`both`. `class`: the signal of this number while a class of the program's own gets its attributes, at the first that
does so once a command runs.
"""

from __future__ import annotations

import atexit
import functools
import os
import signal
import sys
from collections.abc import Sequence

from ilo_tui import __main__, cli


def interrupt(number: int = signal.SIGINT) -> None:
    """Send this process what a terminal sends at Ctrl+C, or another signal."""
    os.kill(os.getpid(), number)


def run(arguments: Sequence[str]) -> int:
    """In place of the command line: be interrupted in the middle of a text."""
    exec("interrupt()", {"interrupt": interrupt})
    return 1


def interrupt_a_class(number: int) -> None:
    """Be interrupted when a cached property is given to its class, once the program heeds the signal."""
    give = functools.cached_property.__set_name__

    def interrupted(attribute: functools.cached_property[object], owner: type[object], name: str) -> None:
        if callable(signal.getsignal(number)):
            setattr(functools.cached_property, "__set_name__", give)  # noqa: B010 - a method of a class of Python's own
            interrupt(number)
        give(attribute, owner, name)

    setattr(functools.cached_property, "__set_name__", interrupted)  # noqa: B010


if __name__ == "__main__":
    moment, *arguments = sys.argv[1:]
    if moment in {"text", "both"}:
        cli.run = run
    if moment in {"end", "both"}:
        atexit.register(interrupt)
    if moment == "class":
        interrupt_a_class(int(arguments.pop(0)))
    sys.argv[1:] = arguments or ["--version"]
    sys.exit(__main__.main())
