"""Literal text for Markdown: whatever it holds, no reader of Markdown makes markup, a link or HTML of it."""

from __future__ import annotations

import re

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"([\\`*_{}\[\]|~$^@!])")
# What makes a heading, a list, a rule or an underline where it begins a line.
_START = re.compile(r"^(\s*)([#+=:-]|\d{1,9}(?=[.)](?:\s|$)))")
# A heading may be closed by these, which are then not shown; some readers want no space before them.
_END = re.compile(r"#+$")
# Some readers make links of bare addresses.
_ADDRESS = re.compile(r"(?i)\b(www)\.|(?<=[a-z0-9])://")


def _apart(match: re.Match[str]) -> str:
    return f"{match[1]}\\." if match[1] else "\\://"


def _first(match: re.Match[str]) -> str:
    # Digits can't be escaped, so what follows them is.
    return f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def literal(text: str) -> str:
    """The text, escaped; one line, since a line break could begin anything."""
    line = " ".join(text.splitlines()).strip()
    escaped = _MARKS.sub(r"\\\1", line).translate(_ENTITIES)
    closed = _END.sub(lambda match: r"\#" * len(match[0]), escaped)
    return _START.sub(_first, _ADDRESS.sub(_apart, closed))
