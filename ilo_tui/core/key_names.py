"""Names of keys as terminals send them: what a config file may write, and what is printed on the key.

Textual is not imported: settings are read at every start, also where no app opens.
"""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

from ilo_tui.core.text import clean

_SHORT = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}
_NAMED = {
    "escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip


def _name_of(sign: str) -> str:
    """The name of a key with one sign on it: `?` is `question_mark`; letters and digits are their own names."""
    if sign.isalnum():
        return sign
    return _SHORT.get(sign) or unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")


SIGNS = {_name_of(sign): sign for sign in string.punctuation}
"""What is printed on keys that have a name, such as `question_mark`."""


_LABELS = {
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "apostrophe": "'",
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
}


def key_name(written: str) -> str | None:
    """The name of a key as somebody wrote it: `?`, `F5`, `Ctrl+T`, `question_mark`; None where no key is called so."""
    if len(written.strip()) <= 1:
        sign = written.strip() or written[:1]
        return _name_of(sign) or None if sign.isprintable() and sign else None
    # Only a letter alone tells capitals apart: with Ctrl they are one key.
    *modifiers, key = written.strip().lower().split("+")
    if not set(modifiers) <= _MODIFIERS:
        return None
    if len(key) == 1 and key.isprintable():
        key = _name_of(key)
    elif key not in _NAMED and key not in SIGNS:
        return None
    return "+".join([*modifiers, key])


def key_names(written: str) -> list[tuple[str, str | None]]:
    """The keys in a list with commas between them, each as it was written and by its name; a comma alone is a key."""
    parts = [written] if len(written) == 1 else written.split(",")
    return [(part, key_name(part)) for part in parts]


@lru_cache(maxsize=256)
def key_label(keys: str) -> str:
    """A command's keys as they are printed on a keyboard: `question_mark` is `?`."""
    return " ".join(_LABELS.get(key.strip()) or _label_of_unnamed(key.strip()) for key in keys.split(","))


def _label_of_unnamed(key: str) -> str:
    """What is printed on a key that has no label of its own: `^t`, `F5`, `!`."""
    if key.startswith("ctrl+"):
        return f"^{key_label(key.removeprefix('ctrl+'))}"
    return SIGNS.get(key) or clean(key.capitalize() if len(key) > 1 else key)
