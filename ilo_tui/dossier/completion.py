"""What may stand at the end of a filter that is being typed: keys, then values of the key."""

from __future__ import annotations

from ilo_tui.core.text import fold
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_aliases import NOT, key_label, resolve_key, split_negation, value_labels
from ilo_tui.dossier.filter_keys import offered_keys
from ilo_tui.dossier.filter_values import is_range, values_of
from ilo_tui.dossier.reader import DossierReader

_MOST = 40


def completions(text: str, kind: str, dossier: DossierReader, tr: Translator | None = None) -> list[str]:
    """Every word that the last word of `text` may become, for a filter of `kind`; at most 40.

    A key ends with its colon; after a key come the values that begin so, after a comma too. A word that is neither is
    a word to look for, and nothing completes it. Of numbers there is nothing to choose from. A key is offered as `tr`
    calls it too, and after a key in its language stand the values in that language, where it has words for them.
    """
    negation, last = split_negation(text.rpartition(" ")[2].lower())
    typed, colon, written = last.partition(":")
    keys = offered_keys(kind, dossier)
    if not colon:
        names = (*keys, NOT)
        called = [*([key_label(key, tr) for key in names] if tr else []), *names]
        begun = last or negation
        return [f"{negation}{name}:" for name in dict.fromkeys(called) if begun and name.startswith(last)]
    key = resolve_key(typed)
    if key not in keys or is_range(key):
        return []
    before, comma, beginning = written.rpartition(",")
    known = values_of(key, kind, dossier)
    values = (value_labels(key, dossier, tr, set(known.values())) if tr and typed != key else []) or known
    named = sorted(name for name in dict.fromkeys(values) if fold(name).startswith(fold(beginning)))
    return [f"{negation}{typed}:{before}{comma}{name}" for name in named if name and " " not in name][:_MOST]
