"""The program's start: refuse an old Python in one line, then hand over to the command line."""

import gc
import signal
import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a checkout can be started by any Python
        sys.stderr.write(f"ilo-tui needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.\n")
        return 2
    # Collecting garbage while everything is being made only costs time; the app turns it on after its first paint.
    gc.disable()
    try:
        from ilo_tui.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # Also before anything was begun that cleans up after itself.
        return 130
    except RuntimeError as error:
        # What came while a class was made; `ilo_tui.core.signals` may be the very module that was not imported yet.
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        return 130
    finally:
        _leave()


def _leave() -> None:
    """Let nothing more come of Ctrl+C: the program ends, with the code of what it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Python keeps in mind that Ctrl+C came while it evaluated a text, as libraries do for annotations, and under
    # `python -m` kills itself at its very end for it, though it was handled. A text that is run to its end clears that.
    exec("")  # noqa: S102


if __name__ == "__main__":
    sys.exit(main())
