"""What may stand at the end of a filter that is being typed: keys, then values of the key."""

from __future__ import annotations

from ilo_tui.dossier.store import Dossier
from ilo_tui.dossier.where import keys_of, values_of
from ilo_tui.text import fold

_MOST = 40


def completions(text: str, kind: str, dossier: Dossier) -> list[str]:
    """Every word that the last word of `text` may become, for a filter of `kind`; at most 40.

    A key ends with its colon; after a key come the values that begin so, after a comma too. A word that is neither is
    a word to look for, and nothing completes it. Of years there is nothing to choose from.
    """
    last = text.rpartition(" ")[2].lower()
    key, colon, written = last.partition(":")
    if not colon:
        return [f"{name}:" for name in keys_of(kind) if last and name.startswith(last)]
    if key not in keys_of(kind) or key == "year":
        return []
    before, comma, begun = written.rpartition(",")
    named = sorted(name for name in values_of(key, kind, dossier) if fold(name).startswith(fold(begun)))
    return [f"{key}:{before}{comma}{name}" for name in named if " " not in name][:_MOST]
