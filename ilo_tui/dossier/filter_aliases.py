"""The keys and values of filters in the languages of the program: `arah:menentang` is `stance:contradicts`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ilo_tui.core.languages import language_codes
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.model import Dimension
from ilo_tui.dossier.reader import DossierReader

_KEYS = {
    "programme": N_("programme:"),
    "policy": N_("policy:"),
    "from_policy": N_("from_policy:"),
    "indicator": N_("indicator:"),
    "suggestion": N_("suggestion:"),
    "dimension": N_("dimension:"),
    "stance": N_("stance:"),
    "source": N_("source:"),
    "confidence": N_("confidence:"),
    "origin": N_("origin:"),
    "degree": N_("degree:"),
    "kind": N_("kind:"),
    "applies_to": N_("applies_to:"),
    "year": N_("year:"),
    "has": N_("has:"),
}
_VALUES = {
    "stance": {"supports": N_("for"), "contradicts": N_("against"), "context": N_("context")},
    "confidence": {"high": N_("high"), "medium": N_("medium"), "low": N_("low")},
    "origin": {"thesis": N_("thesis"), "source": N_("source"), "editor": N_("editor"), "iati": N_("iati")},
    "degree": {
        "principal": N_("principal"),
        "significant": N_("significant"),
        "not_targeted": N_("not targeted"),
    },
    "kind": {
        "programme": N_("programme"),
        "supporting_action": N_("supporting action"),
        "none": N_("nothing recorded"),
        "one_source": N_("one source"),
        "one_stance": N_("one-sided"),
    },
    "has": {
        "figures": N_("figures"),
        "locator": N_("locator"),
        "excerpt": N_("excerpt"),
        "place": N_("place"),
        "year": N_("year"),
        "note": N_("note"),
        "degree": N_("degree"),
        "provision": N_("provision"),
        "other_sources": N_("other sources"),
        "points": N_("points"),
    },
}


def resolve_key(typed: str) -> str:
    """The key that is typed in any language; what is none comes back as it is."""
    return _keys(language_codes()).get(typed.lower(), typed.lower())


@lru_cache(maxsize=1)
def _keys(codes: tuple[str, ...]) -> dict[str, str]:
    """The keys by their words in these languages."""
    return _first((tr(word).rstrip(":"), key) for tr in map(Translator, codes) for key, word in _KEYS.items())


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each word meant first: a language takes no word away from one that comes before it."""
    meanings: dict[str, str] = {}
    for word, meaning in pairs:
        meanings.setdefault(word, meaning)
    return meanings


def key_label(key: str, tr: Translator) -> str:
    """How a key is called in a language; as it is written where the language has no word for it."""
    return tr(_KEYS[key]).rstrip(":") if key in _KEYS else key


def value_labels(key: str, dossier: DossierReader, tr: Translator) -> list[str]:
    """The words for the values of a key in a language; none where its codes are all there is."""
    if key == "dimension":
        named = [tr.text(dimension.name) for dimension in dossier.records(Dimension)]
    else:
        named = [tr(word) for word in _VALUES.get(key, {}).values()]
    return ["_".join(word.lower().split()) for word in named]


def value_words(key: str, dossier: DossierReader) -> dict[str, str]:
    """The words for values of a key in any language, and the code or id that each means; several words joined by `_`.

    Dimensions are called as the dossier itself calls them.
    """
    if key == "dimension":
        named = ((text, dimension.id) for dimension in dossier.records(Dimension) for text in dimension.name.values())
    else:
        named = (
            (tr(word), code) for tr in map(Translator, language_codes()) for code, word in _VALUES.get(key, {}).items()
        )
    return _first(("_".join(word.lower().split()), code) for word, code in named)
