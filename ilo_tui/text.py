"""Text from files, made safe to show: every string that a person did not type here passes through `clean`.

Files are hostile: a dossier may hold terminal escapes, NULs, bidirectional overrides or words of ten thousand
letters. What comes out of this module is literal text that no terminal can take for a command.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

# Everything that moves the cursor, reorders letters or is measured wrongly by terminals.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200d-\u200f\u061c\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
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


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text for comparing: case folded and without diacritics."""
    if text.isascii():
        return text.lower()
    split = normalize("NFKD", text.casefold())
    return "".join(char for char in split if not combining(char))


# What no reader sees, or sees as a blank: soft hyphens, marks of direction, fillers, selectors, spaces without width.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Joiners change letters of scripts that join; elsewhere, and at the end of a word, nobody sees them.
_IDLE_JOINERS = re.compile(
    "(?<![\u0600-\u1fff\u2e80-\uffff\U00010000-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)"
)


def seen(text: str) -> str:
    """A text as it is seen: letters composed, what is invisible left out, blanks of any kind single spaces."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_IDLE_JOINERS.sub("", _UNSEEN.sub("", normalize("NFC", text))).split())


def name_key(text: str) -> str:
    """What two names share that look the same: as `seen`, in compatible letters and without case."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = normalize("NFKC", seen(normalize("NFKC", text))).casefold()
    return seen(normalize("NFKC", folded))
