"""The command line: options, commands, exit codes. Textual is imported only where the app opens.

stdout is data, stderr is talk. Exit codes: 0 done, 1 the data has faults or needs a person, 2 wrong use or unreadable
input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ilo_tui.core.errors import AppError, UsageError
from ilo_tui.core.languages import is_language, locale_language
from ilo_tui.core.output import detach_stream, open_streams, print_error, print_lines, release_streams
from ilo_tui.core.signals import INTERRUPTED, ending_code
from ilo_tui.core.text import clean
from ilo_tui.core.translator import N_, Translator
from ilo_tui.frontends.console.argument_parser import Options, set_language
from ilo_tui.frontends.console.opening import open_context, open_context_lazily
from ilo_tui.frontends.console.queue_options import choice_of
from ilo_tui.frontends.console.saved_filters import expand_choice
from ilo_tui.frontends.console.signals import exit_on_signals

if TYPE_CHECKING:
    from ilo_tui.core.settings import Settings
    from ilo_tui.review.model import Role
    from ilo_tui.review.queues import Choice
    from ilo_tui.views.context import ViewContext

_ENDED = 128
"""Exit codes above this tell of a signal."""


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; returns the exit code."""
    open_streams()
    code = 0
    try:
        code = _command(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`).
        detach_stream(sys.stdout)
        return 0
    except OSError as error:
        detach_stream(sys.stdout)
        if code > _ENDED:
            # By a signal, also that its terminal is gone: nobody is left to tell.
            return code
        print_error(f"{clean(str(error.filename or 'stdout'))}: {error.strerror or error}")
        return 2
    finally:
        release_streams()
    return code


def _command(arguments: Sequence[str]) -> int:
    """Run the command; what is wrong is told, and becomes an exit code."""
    tr = Translator(_early_language(arguments))
    set_language(tr.language)
    try:
        # Most starts have no arguments: they need no parser.
        options = Options(run=open_app)
        if arguments:
            from ilo_tui.frontends.console.options import build_parser

            build_parser(tr, review).parse_args(arguments, options)
    except SystemExit:
        # Help that cannot be printed is told like any other output.
        sys.stdout.flush()
        raise
    from ilo_tui.core.settings import load_settings

    settings = load_settings(vars(options))
    tr = Translator(settings.language)
    for warning in settings.warnings:
        print_error(warning.localise(tr))
    command = options.run
    try:
        output = vars(options).get("output")
        if settings.flag("read_only") and output and output != "-":
            raise UsageError(N_("With --read-only nothing is written; without it, this file is."))
        if command in {open_app, review}:
            # The screen has a terminal to put right before it ends.
            return command(options, settings, tr)
        with exit_on_signals():
            return command(options, settings, tr)
    except AppError as error:
        print_error(*error.localise(tr))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except RuntimeError as error:
        if (code := ending_code(error)) is None:
            raise
        return code


def _early_language(arguments: Sequence[str]) -> str:
    """The language in which to write help, before anything is parsed."""
    for place, word in enumerate(arguments):
        code = (
            word[7:]
            if word.startswith("--lang=")
            else arguments[place + 1]
            if word == "--lang" and arguments[place + 1 :]
            else ""
        )
        if is_language(code):
            return code
    return os.environ.get("ILO_TUI_LANG") or locale_language()


def review(options: Options, settings: Settings, tr: Translator) -> int:
    """Open the app on the judging screen of a new session, or of the unfinished one with this queue."""
    from ilo_tui.core.settings import reviews_folder

    choice = choice_of(options)
    # What no folder can be is told before a screen opens.
    reviews_folder(settings)
    if settings.flag("plain"):
        from ilo_tui.frontends import plain

        context = open_context(settings, tr)
        choice = expand_choice(choice, context.dossier, settings)
        with exit_on_signals():
            return plain.review(context, settings, choice, options.role, sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise UsageError(N_("Reviewing on the screen needs a terminal; with --plain it goes by lines."))
    context = open_context_lazily(settings, tr)
    return _run_app(context, settings, expand_choice(choice, context.dossier, settings), options.role)


def _run_app(context: ViewContext, settings: Settings, choice: Choice | None = None, role: Role | None = None) -> int:
    # Textual paints at most so often a second; at its own 60, an answer that misses a frame waits longer than it took.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    # What works beside the screen hands on the interpreter after a millisecond, not five, when a key wants it.
    sys.setswitchinterval(0.001)
    from ilo_tui.frontends.tui.app import IloApp

    app = IloApp(context, settings, choice, role)
    with app.ending.heeding():
        app.run()
    if app.loader.fault:
        raise app.loader.fault
    return app.ending.code or app.return_code or 0


def open_app(options: Options, settings: Settings, tr: Translator) -> int:
    """Open the app; with `--plain` walk by lines; without a terminal, print a plain overview."""
    from ilo_tui.core.settings import reviews_folder

    reviews_folder(settings)
    if settings.flag("plain"):
        from ilo_tui.frontends import plain

        with exit_on_signals():
            return plain.run_menu(open_context(settings, tr), settings, sys.stdin, sys.stdout)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        from ilo_tui.views.overview import overview

        with exit_on_signals():
            print_lines(*overview(open_context(settings, tr)))
        return 0
    return _run_app(open_context_lazily(settings, tr), settings)
