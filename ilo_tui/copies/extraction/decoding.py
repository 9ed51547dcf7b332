"""Bytes of a text or a web page as text: as their first bytes say, as UTF-8 where they are that, or as they declare."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

MOST_BYTES = 50_000_000
"""So much of a text or a web page is read."""
_HEAD = 4_096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_ENCODINGS = re.compile(
    r"windows-\d{3,4}|cp\d{3,4}|iso-8859-\d{1,2}|koi8-[ru]|big5|gbk|gb2312|gb18030|shift_jis|euc-(?:jp|kr)|iso-2022-jp|tis-620",
    re.IGNORECASE,
)
"""Those of web pages; Python has others, which are no encodings of text or take for ever."""
_WESTERN = "cp1252"
"""What an old text without a word about it is in, more often than in any other; browsers say the same."""


def read_as_text(path: Path, *, declared: bool = False) -> tuple[str, bool]:
    """A file as text, and whether it was too long to be read to its end; `declared`: it may say how it is encoded."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    return decode(data[:MOST_BYTES], declared=declared), len(data) > MOST_BYTES


def decode(data: bytes, *, declared: bool = False) -> str:
    """Bytes as text; those that are none become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = _declared_encoding(data) if declared else ""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        # A letter that was cut in two at the end does not make it another encoding.
        if not encoding and error.start >= len(data) - 3 and error.start:
            return data.decode(errors="replace")
        return data.decode(encoding or _WESTERN, "replace")
    return data.decode(encoding, "replace") if encoding and text.isascii() else text


def _declared_encoding(data: bytes) -> str:
    """The encoding that the beginning of a web page names; empty where it names none that is known."""
    if not (declaration := _DECLARED.search(data[:_HEAD])):
        return ""
    name = declaration[1].decode()
    if not _ENCODINGS.fullmatch(name):
        return ""
    if name.lower() == "iso-8859-1":
        return _WESTERN
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
