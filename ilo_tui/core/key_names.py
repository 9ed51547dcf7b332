"""Names of keys as terminals send them: what a config file may write, and what is printed on the key.

Textual is not imported: settings are read at every start, also where no app opens.
"""

from __future__ import annotations

import string
import unicodedata

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
