"""Text from files, made safe to show: every string that a person did not type here passes through `clean`.

Files are hostile: a dossier may hold terminal escapes, NULs, bidirectional overrides or words of ten thousand
letters. What comes out of this module is literal text that no terminal can take for a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Everything that moves the cursor, reorders letters or is measured wrongly by terminals.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200d-\u200f\u061c\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
_MOST_CHARACTERS = 16384
_SPACES = "\t\n\r\x0b\x0c\u2028\u2029\x85"


def _visible(match: re.Match[str]) -> str:
    """The stand-in for one unsafe character: a space, nothing, or its control picture."""
    char = match[0]
    if char in _SPACES:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return ""


def clean(text: str) -> str:
    """One line of literal text: controls made visible (ESC becomes its picture), direction overrides dropped."""
    return _UNSAFE.sub(_visible, text)


def clean_lines(text: str) -> list[str]:
    """The lines of a text of several lines, each made safe."""
    return [clean(line) for line in text.replace("\r\n", "\n").split("\n")]


def escaped(json: str) -> str:
    """A JSON text that says the same, with what no terminal should see as its escape; its line breaks stay.

    JSON itself asks for that only of the controls below a space.
    """
    return _UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", json)


class Folding(dict[int, str]):
    """What becomes of each character, for `str.translate`: worked out once for each that is met, so never large.

    Only for foldings that look at one character at a time. No text is kept, so that a large dossier leaves nothing.
    """

    def __init__(self, fold_char: Callable[[str], str]) -> None:
        """Fold by `fold_char`."""
        super().__init__()
        self._fold_char = fold_char

    def __missing__(self, code: int) -> str:
        """Work out a character, and remember it unless there are very many."""
        folded = self._fold_char(chr(code))
        if len(self) < _MOST_CHARACTERS:
            self[code] = folded
        return folded


def _fold_char(char: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", char.casefold()) if not unicodedata.combining(one))


_FOLDING = Folding(_fold_char)


def fold(text: str) -> str:
    """Text for comparing: case folded and without diacritics."""
    # Marks are dropped, so that their order among each other, which is all that goes beyond one character, is nothing.
    return text.lower() if text.isascii() else text.translate(_FOLDING)
