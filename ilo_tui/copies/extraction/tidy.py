"""Text as libraries give it made into text that can be kept: it stays hostile to terminals, but is sound Unicode."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """Without controls but line feeds and tabs, without halves of surrogate pairs; what ends a line is a line feed."""
    if not text.isascii():
        # Two halves of one letter, as fonts with a map in UTF-16 give them, become that letter.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def cut_to_bytes(text: str, most: int) -> tuple[str, bool]:
    """The beginning that takes at most so many bytes in UTF-8, and whether anything was cut."""
    if len(text) * 4 <= most or len(data := text.encode()) <= most:
        return text, False
    return data[:most].decode(errors="ignore"), True
