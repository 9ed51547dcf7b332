"""In which encoding a table was saved, where it does not say so itself: UTF-8, else Windows-1252, else nobody knows.

Every sequence of bytes is text in some encoding, mostly nonsense. So what is read as Windows-1252 has to look like
words of the languages that are written in it, and a file in two encodings at once is never guessed at.
"""

from __future__ import annotations

import codecs
import re

UTF_8, WINDOWS = "utf-8", "cp1252"
NAMES = {UTF_8: "UTF-8", WINDOWS: "Windows-1252"}

_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")
_UPPER = "¡-ª¬-º¼-ÿ"
# Three signs in a row that are not ASCII, or one within a word, come from Cyrillic, Thai or Polish rather.
_STRANGE = re.compile(
    f"[{_UPPER}]{{2}}[À-ÿ]|[{_UPPER}][À-ÿ][{_UPPER}]|[À-ÿ][{_UPPER}]{{2}}|[^\\W\\d_][¡-©¬-±´-¶¸¹¼-¿×÷][^\\W\\d_]"
)


def known_encoding(name: str) -> str | None:
    """The encoding of text that a name means, as Python calls it; None of a name that means none."""
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return codec.name


class EncodingGuess:
    """Looks at a file line by line; `broken` is the first line that is not UTF-8, 0 where all are."""

    def __init__(self) -> None:
        """Begin with a file of which nothing is known."""
        self.broken = self._line = 0
        self.example = ""
        self._wide = self._strange = False

    def feed(self, line: bytes) -> None:
        """Take the next line into account."""
        self._line += 1
        if line.isascii():
            return
        try:
            line.decode(UTF_8)
            self._wide = True
        except UnicodeDecodeError:
            self.broken = self.broken or self._line
        try:
            text = line.decode(WINDOWS)
        except UnicodeDecodeError:
            self._strange = True
            return
        self._strange = self._strange or bool(_STRANGE.search(text))
        if not self.example and (match := _WORD.search(text)):
            self.example = match[0][:40]

    def encoding(self) -> str | None:
        """The encoding; None where it could be any."""
        if not self.broken:
            return UTF_8
        return None if self._wide or self._strange else WINDOWS
