"""Writing a file that a person asked for: complete or not at all, never over what is there unless asked.

It stands on this floor because a session, and what lies beside one, is never written over, whatever is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path
from typing import BinaryIO

from ilo_tui.core.disk import DISK, Disk
from ilo_tui.core.errors import OutputError, file_exists, output_errors
from ilo_tui.core.files import new_file
from ilo_tui.core.paths import STDOUT
from ilo_tui.core.translator import N_
from ilo_tui.review.protected_files import is_protected

_BUFFER = 2**20


def write_file(path: Path, data: bytes, *, force: bool, inputs: Sequence[Path] = (), disk: Disk = DISK) -> None:
    """Put `data` at `path`, durably, or on stdout where it is `STDOUT`.

    Raises `OutputError` where it cannot be, or would replace one of `inputs` or a session. An existing file is
    replaced only with `force`. The file is as private as the user's others are.
    """
    check_output(path, inputs, force=force)
    with open_output(path, force=force, disk=disk) as file:
        file.write(data)


def check_output(output: Path, inputs: Sequence[Path], *, force: bool) -> None:
    """Refuse, before any work, an output that cannot be or that would destroy something; stdout destroys nothing."""
    if output == STDOUT:
        return
    with output_errors(output):
        if output.is_dir():
            raise OutputError.of(output, N_("this is a folder"), N_("Name a file to write after -o."))
        if output.exists() and not output.is_file():
            message = N_("this is no file but a device or the like, which would be destroyed")
            raise OutputError.of(output, message, N_("Name a file to write after -o, or - for stdout."))
        refuse_protected(output, inputs)
        _refuse_existing(output, force=force)
        if not output.absolute().parent.is_dir():
            raise OutputError.of(
                output, N_("its folder does not exist"), N_("Make the folder first, or name another file.")
            )


def refuse_protected(output: Path, inputs: Sequence[Path]) -> None:
    """Refuse an output that is one of `inputs`, a session, or a file that the program keeps for itself."""
    if any(_same(output, path) for path in inputs):
        raise OutputError.of(output, N_("this is one of the files to read"), N_("Name another file after -o."))
    if is_protected(output):
        message = N_("this is a review session or a file beside one, which is never written over")
        raise OutputError.of(output, message, N_("Name another file after -o."))


def _same(output: Path, path: Path) -> bool:
    """Whether both are one file; what is not there, or cannot be, is none."""
    try:
        return output.samefile(path)
    except OSError:
        return False


def _refuse_existing(output: Path, *, force: bool) -> None:
    if not force and os.path.lexists(output):
        raise file_exists(output)


def refuse_terminal(path: Path) -> None:
    """Raise `OutputError` where a workbook, which goes to stdout, would be shown on a terminal."""
    if sys.stdout.isatty():
        message = N_("a workbook is nothing that a terminal can show")
        raise OutputError.of(path, message, N_("Name a file after -o, or send the output to one."))


@contextmanager
def open_output(output: Path, *, force: bool, disk: Disk = DISK) -> Iterator[BinaryIO]:
    """A buffer for the content of `output`: durably there once this ends without an error, else as if never begun.

    Without `force` nothing is replaced, also not what appears meanwhile. What a link points at is written, and the link
    stays. The file is as private as the user's others are. Raises `OutputError`; `OSError` only of stdout.
    """
    if output == STDOUT:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with output_errors(output):
        _refuse_existing(output, force=force)
        target = Path(os.path.realpath(output))
        with new_file(target, disk, shared=True, fresh=not force) as file:
            buffer = BufferedWriter(file, _BUFFER)
            yield buffer
            buffer.flush()
            buffer.detach()
