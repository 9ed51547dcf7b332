"""The keys and values of filters in the languages of the program: `arah:menentang` is `stance:contradicts`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from ilo_tui.core.languages import language_codes
from ilo_tui.core.translator import N_, Translator
from ilo_tui.dossier.gaps import SUCCESSORS, FormerKind
from ilo_tui.dossier.gazetteer import word_of
from ilo_tui.dossier.model import Actor, Dimension
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.reader import DossierReader

NOT = "not"
"""What turns the term behind it round: `not:has:locator`."""
GAP_KEYS = frozenset({"kind", "gap"})
"""The keys whose values may be kinds of gaps."""

# Each as it is typed, so that a word for what it means is not taken for it.
_KEYS = {
    NOT: N_("not:"),
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
    "actor": N_("actor:"),
    "said_by": N_("said_by:"),
    "tie": N_("tie:"),
    "trend": N_("trend:"),
    "reading": N_("reading:"),
    "period": N_("period:"),
    "place": N_("place:"),
    "level": N_("level:"),
    "publisher": N_("publisher:"),
    "aim": N_("aim:"),
    "finding": N_("finding:"),
    "stake": N_("stake:"),
    "voices": N_("voices:1"),
    "gap": N_("gap:"),
    "draft": N_("draft:"),
}
_GAPS = {
    "none": N_("nothing recorded"),
    "untied": N_("untied"),
    "own_only": N_("none independent"),
    "one_voice": N_("one voice"),
    "one_side": N_("one direction"),
    "no_measure": N_("not measured"),
}
_FORMER_GAPS: dict[FormerKind, str] = {"one_source": N_("one source"), "one_stance": N_("one-sided")}
_VALUES = {
    "stance": {"supports": N_("for"), "contradicts": N_("against"), "context": N_("context")},
    "confidence": {"high": N_("high"), "medium": N_("medium"), "low": N_("low")},
    "origin": {
        "thesis": N_("thesis"),
        "source": N_("source"),
        "editor": N_("editor"),
        "iati": N_("iati"),
        "observation": N_("observation"),
    },
    "tie": {
        "direct": N_("direct"),
        "related": N_("related"),
        "inferred": N_("inferred"),
        "aim": N_("aim"),
        "none": N_("none"),
        "not_stated": N_("not stated"),
    },
    "trend": {"better": N_("better"), "worse": N_("worse"), "mixed": N_("mixed"), "no_change": N_("no change")},
    "reading": {"direct": N_("direct"), "excerpt": N_("excerpt"), "second_hand": N_("second hand")},
    "period": {"undated": N_("undated")},
    "stake": {
        "own": N_("own"),
        "funder": N_("funder"),
        "implementer": N_("implementer"),
        "subject": N_("subject"),
        "none": N_("none"),
        "not_stated": N_("not stated"),
    },
    "level": {
        "national": N_("national"),
        "province": N_("province"),
        "below": N_("below a province"),
        "abroad": N_("abroad"),
    },
    "degree": {
        "principal": N_("principal"),
        "significant": N_("significant"),
        "not_targeted": N_("not targeted"),
    },
    "kind": {
        "programme": N_("programme"),
        "supporting_action": N_("supporting action"),
        **_GAPS,
        "actor": N_("actor"),
        "publisher": N_("publisher"),
        "source": N_("source"),
    },
    "gap": _GAPS,
    "draft": {"mine": N_("mine"), "all": N_("all")},
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
        "actor": N_("actor"),
        "said_by": N_("speaker"),
        "tie": N_("tie"),
        "trend": N_("trend"),
        "aim": N_("aim"),
        "aim_reached": N_("aim reached"),
        "reading": N_("reading"),
        "same_as": N_("same fact"),
        "data_of": N_("data of another source"),
        "alignment": N_("alignment"),
    },
}


def resolve_key(typed: str) -> str:
    """The key that is typed in any language; what is none comes back as it is."""
    return _keys(language_codes()).get(typed.lower(), typed.lower())


@lru_cache(maxsize=1)
def _keys(codes: tuple[str, ...]) -> dict[str, str]:
    """The keys by their words in these languages."""
    return _first((tr(word).partition(":")[0], key) for tr in map(Translator, codes) for key, word in _KEYS.items())


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each word meant first: a language takes no word away from one that comes before it."""
    meanings: dict[str, str] = {}
    for word, meaning in pairs:
        meanings.setdefault(word, meaning)
    return meanings


def key_label(key: str, tr: Translator) -> str:
    """How a key is called in a language; as it is written where the language has no word for it."""
    return tr(_KEYS[key]).partition(":")[0] if key in _KEYS else key


def split_negation(word: str) -> tuple[str, str]:
    """A word of a filter without each `not:` before it, in whatever language, and those as they are typed."""
    typed, colon, rest = word.partition(":")
    if not colon or resolve_key(typed) != NOT:
        return "", word
    before, term = split_negation(rest)
    return f"{typed}:{before}", term


def code_words(key: str) -> Mapping[str, str]:
    """The words, still to be translated, for the codes that a key takes; empty where it takes none."""
    return _VALUES.get(key, {})


def code_word(key: str, code: str) -> str | None:
    """The word, still to be translated, for a code as the value of a key; None where it has none."""
    return _VALUES.get(key, {}).get(code)


def value_labels(key: str, dossier: DossierReader, tr: Translator, codes: Collection[str] | None = None) -> list[str]:
    """The words for the values of a key in a language, or for `codes` of them; none where codes are all there is."""
    named = [(ident, tr.text(texts)) for ident, texts in _names(key, dossier)]
    words = [*named, *((code, tr(word)) for code, word in _VALUES.get(key, {}).items())]
    return [word_of(word) for code, word in words if codes is None or code in codes]


def value_words(key: str, dossier: DossierReader) -> dict[str, str]:
    """The words for values of a key in any language, and the code or id that each means; several words joined by `_`.

    Dimensions, actors and periods are called as the dossier itself calls them.
    """
    named = [(text, ident) for ident, texts in _names(key, dossier) for text in texts.values()]
    coded = [
        (tr(word), code) for tr in map(Translator, language_codes()) for code, word in _VALUES.get(key, {}).items()
    ]
    former = former_words().items() if key in GAP_KEYS else ()
    return _first([*((word_of(word), code) for word, code in [*named, *coded]), *former])


def former_words() -> dict[str, str]:
    """The kinds of gaps of version 0.1, as codes and in words of any language, and the kind that each means now."""
    words = [
        (tr(word), SUCCESSORS[code]) for tr in map(Translator, language_codes()) for code, word in _FORMER_GAPS.items()
    ]
    return _first([*SUCCESSORS.items(), *((word_of(word), kind) for word, kind in words)])


def _names(key: str, dossier: DossierReader) -> Iterable[tuple[str, Texts]]:
    """The names that the dossier has for the values of a key, by id."""
    if key == "dimension":
        return [(dimension.id, dimension.name) for dimension in dossier.records(Dimension)]
    if key in {"actor", "said_by"}:
        return [(actor.id, actor.name) for actor in dossier.records(Actor)]
    return [(period.id, period.label) for period in dossier.meta.periods] if key == "period" else []
