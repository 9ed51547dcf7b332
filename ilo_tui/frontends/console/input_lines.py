"""The lines that come in on stdin: typed at a prompt, from a pipe as they come, or a whole file."""

from __future__ import annotations

import os
import re
import stat
from codecs import getincrementaldecoder
from collections.abc import Iterator
from io import BufferedIOBase, TextIOWrapper, UnsupportedOperation
from itertools import count
from typing import TextIO

from ilo_tui.core.errors import InputError
from ilo_tui.core.output import print_error
from ilo_tui.core.translator import N_

MOST, LONGEST = 16 << 20, 20_000
"""Bytes that are read of one input, and of a line: sheets need far less."""
STDIN = "stdin"
_PIECE = 1 << 16
# A CR that came last may be half of a CR LF.
_END = re.compile(rb"\r\n|\n|\r(?=[^\n])")


def read_lines(stdin: TextIO) -> Iterator[str]:
    """The lines without their ends, whether these are LF, CR LF or CR; raises `InputError` of what is no text.

    Of a file nothing is handed out before all of it is known to be UTF-8; of a pipe, what came in at once. At a
    terminal there is a prompt before each line.
    """
    try:
        if stdin.isatty() or not isinstance(stdin, TextIOWrapper):
            yield from _typed(stdin)
        else:
            yield from _split(_pieces(stdin.buffer))
    except OSError as error:
        raise InputError.of(STDIN, N_("it cannot be read ({reason})"), reason=error.strerror or error) from None


def _typed(stdin: TextIO) -> Iterator[str]:
    if isinstance(stdin, TextIOWrapper):
        # Of a line that is no text, the code is refused, or its note has marks where letters were: both are seen.
        stdin.reconfigure(errors="replace")
    for number in count(1):
        if stdin.isatty():
            print_error("> ", end="")
        line = stdin.readline(LONGEST)
        if not line:
            return
        if len(line) == LONGEST:
            raise _too_long(number)
        yield line.rstrip("\r\n")


def _pieces(binary: BufferedIOBase) -> Iterator[bytes]:
    """All of a file at once, its last line ended; of a pipe, what is there."""
    try:
        piped = not stat.S_ISREG(os.fstat(binary.fileno()).st_mode)
    except UnsupportedOperation:
        piped = False
    if not piped:
        yield binary.read(MOST + 1) + b"\n"
        return
    while piece := binary.read1(_PIECE):
        yield piece


def _split(pieces: Iterator[bytes]) -> Iterator[str]:
    number, rest, size = 0, b"", 0
    for piece in pieces:
        size += len(piece)
        if size > MOST:
            raise InputError.of(STDIN, N_("it is larger than {n} MB, so it is no list of answers"), n=MOST >> 20)
        *ended, rest = _END.split(rest + piece)
        # What has come of the next line may end within a letter.
        lines = [_decoded(line, place) for place, line in enumerate([*ended, rest], number + 1)]
        number += len(ended)
        yield from lines[:-1]
    if rest:
        yield _decoded(rest, number + 1, final=True)


def _decoded(line: bytes, number: int, *, final: bool = False) -> str:
    if len(line) > LONGEST:
        raise _too_long(number)
    try:
        return getincrementaldecoder("utf-8-sig")().decode(line, final).rstrip("\r")
    except UnicodeDecodeError:
        message = N_("its bytes are not {encoding} at line {line}")
        raise InputError.of(STDIN, message, N_("Save it as UTF-8."), encoding="UTF-8", line=number) from None


def _too_long(number: int) -> InputError:
    return InputError.of(STDIN, N_("line {line} is longer than {n} bytes"), line=number, n=LONGEST)
