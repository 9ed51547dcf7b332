"""Screens kept as plain text files, compared sign by sign; `--snapshot-update` writes them anew."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

FOLDER = Path(__file__).parent / "text"


def differences(name: str, text: str, *, update: bool) -> list[str]:
    """How a screen differs from the one that is kept under this name: nothing where it is the same, or just kept."""
    path, text = FOLDER / f"{name}.txt", "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    stored = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(unified_diff(stored.splitlines(), text.splitlines(), f"{name} as kept", f"{name} now", lineterm=""))
