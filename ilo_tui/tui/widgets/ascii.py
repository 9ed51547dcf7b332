"""Drawing with ASCII only, for terminals and readers that know nothing else."""

from __future__ import annotations

from unicodedata import combining, normalize

from textual.app import App

_LIKE = str.maketrans("·█▏…‹›–—×“”’│─", '.#!~<>--x""\'|-')


class AsciiApp(App[int]):
    """An app that knows whether it may draw more than ASCII."""

    ascii_only = False


def drawable(app: object, text: str) -> str:
    """The text, in ASCII where the app is told to draw nothing else: signs by their like, unknown letters as `?`."""
    if text.isascii() or not (isinstance(app, AsciiApp) and app.ascii_only):
        return text
    split = (char for char in normalize("NFKD", text.translate(_LIKE)) if not combining(char))
    return "".join(char if char.isascii() else "?" for char in split)
