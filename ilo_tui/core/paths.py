"""Paths that a person typed."""

from __future__ import annotations

import os
from pathlib import Path

from ilo_tui.core.errors import PathError
from ilo_tui.core.translator import N_

STDOUT = Path("-")
"""What `output_path` makes of `-`."""


def expand(text: str) -> Path:
    """The path that somebody typed, `~` and `~name` being home folders; raises `PathError` of none that can be."""
    try:
        if b"\0" in os.fsencode(text):
            raise PathError(N_("no path can hold a NUL"), N_("Write it without."), text)
    except UnicodeEncodeError:
        message = N_("this computer cannot write such a name")
        raise PathError(message, N_("Take another name."), text) from None
    # Of the text, not of a `Path`, which takes away the `./` before a name that begins with `~`.
    expanded = os.path.expanduser(text)  # noqa: PTH111
    if text.startswith("~") and expanded.startswith("~"):
        message = N_("there is no user of that name on this computer")
        raise PathError(message, N_("Write the whole path; a name that begins with ~ as ./~name."), text)
    return Path(expanded)


def output_path(text: str) -> Path:
    """Where to write, as typed after `-o`: `STDOUT` of `-` alone, else as `expand`. A file of that name is `./-`."""
    path = expand(text)
    return path.absolute() if path == STDOUT and text != str(STDOUT) else path
