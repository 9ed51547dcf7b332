"""`ilo-tui completion SHELL`: a script that completes commands, options, values and files; shtab makes it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ilo_tui.core.translator import Translator

SHELLS = ("bash", "zsh", "fish")
_PLACES = {
    "bash": "put this into ~/.local/share/bash-completion/completions/ilo-tui",
    "zsh": "put this as _ilo-tui into a folder of $fpath",
    "fish": "put this into ~/.config/fish/completions/ilo-tui.fish",
}
_FILES, _FOLDERS = ("FILE", "PATH", "SOURCE"), ("DIR",)
"""What stands in help for a value that is a file, or a folder."""


def script(shell: str, parser: argparse.ArgumentParser, tr: Translator) -> str:
    """The script for one of `SHELLS`, to be put where its head says; `parser` speaks the language of `tr`."""
    import shtab

    kinds = {tr(name): shtab.FILE for name in _FILES} | {tr(name): shtab.DIRECTORY for name in _FOLDERS}
    for action in _actions(parser):
        if isinstance(action.metavar, str) and action.metavar in kinds:
            # Where shtab looks for it; argparse knows no such thing.
            vars(action)["complete"] = kinds[action.metavar]
    text: str = shtab.complete(parser, shell=shell)
    # zsh wants its own mark in the first line.
    first, _, rest = text.partition("\n") if shell == "zsh" else ("", "", text)
    lines = (first, f"# ilo-tui completion for {shell}: {_PLACES[shell]}", rest.rstrip("\n"))
    return "\n".join(filter(None, lines)) + "\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option and argument of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
