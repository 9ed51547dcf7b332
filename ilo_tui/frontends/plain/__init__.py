"""Plain mode: the dossier and a review session by numbered lines and typed answers.

For screen readers, serial consoles and scripts. It has the queues, files and durability of the screens, and no Textual.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from ilo_tui.core.signals import INTERRUPTED, TerminatedError
from ilo_tui.frontends.plain.console_io import ConsoleIO, QuitError
from ilo_tui.frontends.plain.place_list import add_shortcuts
from ilo_tui.frontends.plain.signals import terminating_signals
from ilo_tui.review.errors import ReviewError

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.model import Role
    from ilo_tui.review.queues import Choice
    from ilo_tui.views.context import ViewContext


def run_menu(context: ViewContext, settings: Settings, stdin: TextIO, stdout: TextIO) -> int:
    """Lead a reader through the dossier from a menu; returns the exit code: 0, 128 and its number after a signal."""

    def conversation(console: ConsoleIO) -> int:
        from ilo_tui.frontends.plain.menu import Menu

        Menu(console, settings).run()
        return 0

    return _run(ConsoleIO(context, settings, stdin, stdout), conversation)


def review(  # noqa: PLR0913, PLR0917 - all that the command line knows
    context: ViewContext, settings: Settings, choice: Choice, role: Role | None, stdin: TextIO, stdout: TextIO
) -> int:
    """Judge a queue, in the unfinished session with it or a new one; returns the exit code.

    0: paused, finished, or the input ended, and everything is saved; 1: something could not be saved; 2: the session
    could not be begun; 130: Ctrl+C; 128 and its number: another signal.
    """

    def conversation(console: ConsoleIO) -> int:
        from ilo_tui.frontends.plain.sessions import Sessions

        sessions = Sessions(console, settings, role)
        if not sessions.may_judge():
            return 2
        return 0 if sessions.judge(choice) else 1

    return _run(ConsoleIO(context, settings, stdin, stdout), conversation)


def _run(console: ConsoleIO, conversation: Callable[[ConsoleIO], int]) -> int:
    """Run a conversation to its end, whichever way it ends; returns the exit code."""
    # The program starts with collecting off; what it has read so far is there to stay.
    gc.freeze()
    gc.enable()
    add_shortcuts(console)
    try:
        with terminating_signals():
            code = conversation(console)
    except TerminatedError as error:
        # A terminal that is gone takes no last word.
        with suppress(OSError):
            console.put("")
            console.flush()
        return error.code
    except OSError as error:
        if isinstance(error.__context__, TerminatedError):
            return error.__context__.code
        raise
    except EOFError:
        # Whatever was asked, nothing that was answered is lost: what could not be saved ends with another code.
        console.put(console.tr("The input has ended. Everything that was answered is saved."))
        code = 0
    except QuitError as error:
        code = error.exit_code
    except ReviewError as error:
        console.put(*error.localise(console.tr))
        code = 2
    except KeyboardInterrupt:
        console.put("")
        code = INTERRUPTED
    console.flush()
    return code
