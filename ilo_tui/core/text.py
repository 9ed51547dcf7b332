"""Text from files, made safe to show: every string that a person did not type here passes through one of two doors.

Files are hostile: a dossier may hold terminal escapes, NULs, bidirectional overrides or words of ten thousand
letters. What comes out of this module is literal text that no terminal can take for a command. `clean` is the door to a
terminal, which measures invisible characters wrongly; `clean_for_file` is the door to files, which keeps those with
which people spell: joiners, marks of direction, variants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from unicodedata import combining, normalize

# Arabic, Syriac, N'Ko; Indic scripts, Thai, Lao, Tibetan, Burmese; Khmer, Mongolian; Balinese to Lepcha; Phags-pa to
# Meetei Mayek; forms of Arabic. Between their letters a joiner decides how a word is spelt.
_JOINED = re.compile(
    "[\u0620-\u109f\u1780-\u18af\u1b00-\u1c4f\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc]"
    "\u200d[\u0620-\u109f\u1780-\u18af\u1b00-\u1c4f\ua840-\uabff\ufb50-\ufdff\ufe70-\ufefc]"
)
# Controls, what reorders letters or is no letter at all, and halves of characters.
_ALWAYS = "\x00-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u206f\ufeff\ud800-\udfff"
_UNSAFE_IN_FILE = re.compile(f"[{_ALWAYS}]")
# Also what is spelt with, but measured wrongly by terminals: joiners, marks of direction, variants of a character.
_UNSAFE = re.compile(f"[{_ALWAYS}\u061c\u200d-\u200f\u2060\ufe00-\ufe0f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_CHARACTERS = 16384
_SPACES = "\t\n\r\x0b\x0c\u2028\u2029\x85"


def _visible(match: re.Match[str]) -> str:
    """The stand-in for one unsafe character: a space, nothing, its control picture, or the byte that it was."""
    char = match[0]
    if char in _SPACES:
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    if char == "\u200d" and match.start():
        return char if _JOINED.match(match.string, match.start() - 1) else ""
    return _byte(char) if "\ud800" <= char <= "\udfff" else ""


def _byte(char: str) -> str:
    """The number of a byte of a file name that is no UTF-8; another half of a character is none."""
    return f"\\x{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else "\ufffd"


def clean(text: str) -> str:
    """One line of literal text for a terminal: controls made visible (ESC becomes its picture), overrides dropped.

    A zero width joiner stays between letters of scripts that are spelt with it, as Sinhala and Arabic are.
    """
    # What is dropped goes first: a joiner is judged by the letters that will stand beside it.
    return _UNSAFE.sub(_visible, _UNSAFE_IN_FILE.sub(_visible, text)) if _UNSAFE.search(text) else text


def clean_for_file(text: str) -> str:
    """One line of literal text for a file: as `clean`, but with every joiner, mark of direction and variant kept."""
    return _UNSAFE_IN_FILE.sub(_visible, text)


def clean_lines(text: str, clean: Callable[[str], str] = clean) -> list[str]:
    """The lines of a text of several lines, each made safe."""
    return [clean(line) for line in text.replace("\r\n", "\n").split("\n")]


def join_sentences(lines: Iterable[str]) -> str:
    """Lines that were made to stand below each other, in one line: a full stop stands where one of them ended."""
    *before, last = [line for line in lines if line] or [""]
    return " ".join([*(line if line.endswith((".", "!", "?", ":")) else f"{line}." for line in before), last])


def make_encodable(text: str) -> str:
    """The text with what no encoding has made visible: bytes of a file name that are no UTF-8 by their numbers."""
    return text if text.isascii() else _SURROGATE.sub(lambda match: _byte(match[0]), text)


def escape_json(json: str) -> str:
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
    return "".join(part for part in normalize("NFKD", char.casefold()) if not combining(part))


_FOLDING = Folding(_fold_char)


def fold(text: str) -> str:
    """Text for comparing: case folded and without diacritics."""
    # Marks are dropped, so that their order among each other, which is all that goes beyond one character, is nothing.
    return text.lower() if text.isascii() else text.translate(_FOLDING)


# What no reader sees, or sees as a blank: soft hyphens, marks of direction, fillers, selectors, spaces without width.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Joiners change letters of scripts that join; elsewhere, and at the end of a word, nobody sees them.
_IDLE_JOINERS = re.compile(
    "(?<![\u0600-\u1fff\u2e80-\uffff\U00010000-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?=\\s|$)"
)


def visible_text(text: str) -> str:
    """A text as it is seen: letters composed, what is invisible left out, blanks of any kind single spaces."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_IDLE_JOINERS.sub("", _UNSEEN.sub("", normalize("NFC", text))).split())


def name_key(text: str) -> str:
    """What two names share that look the same: as `visible_text`, in compatible letters and without case."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = normalize("NFKC", visible_text(normalize("NFKC", text))).casefold()
    return visible_text(normalize("NFKC", folded))
