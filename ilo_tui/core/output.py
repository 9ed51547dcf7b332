"""Everything that is printed passes here: lines and JSON to stdout, talk to stderr, a line that is drawn over itself.

No other module writes to a stream that somebody may see. What goes through is literal text: control characters, escapes
and overrides of direction are made visible or dropped, and bytes of a file name that are no text become their numbers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from ilo_tui.core.text import clean, escape_json, make_encodable


def open_streams() -> None:
    """Give each of the three streams something behind it: a shell may have closed them (`>&-`, `<&-`).

    Otherwise the first file that is opened would get the number of the closed one, and with it what libraries print.
    """
    sys.stdin = sys.stdin or _empty()
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    if isinstance(sys.stdout, TextIOWrapper):
        # What the reader's encoding lacks comes out as its code, not as a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")


def _empty() -> TextIO:
    return Path(os.devnull).open(encoding="utf-8")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def detach_stream(stream: TextIO) -> None:
    """Point a stream nowhere, so that Python does not fail at exit over what could not be written to it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def release_streams() -> None:
    """Let go of what takes nothing any more, as the streams of a terminal that is gone do.

    Python would try once more at exit, and end in an exit code of its own.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                detach_stream(stream)


def write_lines(stream: TextIO, text: str, end: str = "\n") -> None:
    """Write the lines of a text to a stream, each made safe."""
    stream.write("\n".join(map(clean, text.split("\n"))) + end)


def print_lines(*lines: str) -> None:
    """Print data."""
    for line in lines:
        write_lines(sys.stdout, line)


def print_json(value: object) -> None:
    """Print data as JSON."""
    write_lines(sys.stdout, to_json(value))


def to_json(value: object) -> str:
    """Plain values as JSON of several lines, in which nothing is left that a terminal takes for a command."""
    import msgspec

    return escape_json(msgspec.json.format(json_bytes(value), indent=2).decode())


def json_bytes(value: object) -> bytes:
    """A value as JSON, whatever its texts hold: names of files may be no Unicode."""
    import msgspec

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_encodable(msgspec.to_builtins(value)))


def _encodable(value: object) -> object:
    """The same value, its texts with every character that no encoding has made visible."""
    if isinstance(value, str):
        return make_encodable(value)
    if isinstance(value, Mapping):
        return {_encodable(key): _encodable(inner) for key, inner in value.items()}
    return [_encodable(inner) for inner in value] if isinstance(value, list | tuple) else value


def print_error(*lines: str, end: str = "\n") -> None:
    """Say something to the person at the terminal."""
    try:
        for line in lines:
            write_lines(sys.stderr, line, end)
        sys.stderr.flush()
    except OSError:
        # Where nobody can be told, the command still does what it does.
        detach_stream(sys.stderr)


class Redrawn:
    """A line of a terminal that is drawn over itself."""

    def __init__(self, stream: TextIO) -> None:
        """Draw on `stream`; nothing is drawn yet."""
        self._stream = stream
        self._length = 0

    def draw(self, line: str) -> None:
        """Draw `line` in place of what is there."""
        line = clean(line)
        self._stream.write(f"\r{line:<{self._length}}")
        self._stream.flush()
        self._length = len(line)

    def clear(self) -> None:
        """Take the line away, before anything else is written."""
        if self._length:
            self._stream.write(f"\r{'':{self._length}}\r")
            self._stream.flush()
            self._length = 0
