"""The two commands of the stick, and how their failures are told: one line, never a traceback."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from program.refusal import RefusedError, refuse, talk


def begin(stick: Path, command: str, arguments: list[str]) -> int:
    """Install, or start the app with these arguments; returns the exit code."""
    try:
        with _interruptible():
            if command == "install":
                from program.install import install

                install(stick, arguments)
                return 0
            from program.run import unpacked

            folder = unpacked(stick)
    except RefusedError as reason:
        return refuse(reason)
    except OSError as reason:
        return refuse(_of_system(reason))
    except KeyboardInterrupt:
        talk("ilo-tui: stopped; nothing was changed.", "ilo-tui: dihentikan; tidak ada yang diubah.")
        return 130
    return _start(folder, arguments)


@contextmanager
def _interruptible() -> Iterator[None]:
    """A closed terminal or a kill cleans up like Ctrl+C does, unless it is to be ignored (nohup)."""
    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}
    caught = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in caught:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, before[number])


def _of_system(reason: OSError) -> RefusedError:
    where = f"{reason.filename}: " if reason.filename else ""
    return RefusedError(
        f"this computer refused: {where}{reason.strerror}", f"komputer ini menolak: {where}{reason.strerror}"
    )


def _start(folder: Path, arguments: list[str]) -> int:
    """Start the unpacked app in this very process: a second start of Python would be felt on an old laptop."""
    sys.path[0] = str(folder)
    sys.argv = ["ilo-tui", *arguments]
    from ilo_tui.__main__ import main

    return main()
