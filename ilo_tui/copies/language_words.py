"""The words of figures and locators, in every language that can be spoken here, from the folders of the languages.

In a `language.json` stand, beside what `core.languages` reads: `number_words`, as `{"three": 3, "million": 1000000}`,
where a word of more than ten multiplies the figure before it; and `locator_words`, the words before a number in a
locator by what they name, as `{"page": ["p", "page"], "table": ["table"]}`. A word is read whatever the screen speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from ilo_tui.core.languages import Language, find_language, language_codes, language_facts

_MOST, _LONGEST = 100, 40
"""Words of a kind that a language may bring, and letters of each: its folder may be anything."""
_LARGEST = 10**12
_MOST_COUNTED = 10
"""The largest number that is written as a word of its own."""


class LanguageWords(msgspec.Struct, frozen=True):
    """Words in all languages together, in small letters."""

    numbers: Mapping[str, int]
    """Words for one to ten."""
    multipliers: Mapping[str, int]
    """Words that multiply the figure before them."""
    locators: Mapping[str, tuple[str, ...]]
    """Words before a number in a locator, by what they name: `page`, `table`."""


def language_words() -> LanguageWords:
    """The words of all languages of the package and of the user."""
    return _language_words(tuple(map(find_language, language_codes())))


@lru_cache(maxsize=1)
def _language_words(languages: tuple[Language, ...]) -> LanguageWords:
    numbers: dict[str, int] = {}
    locators: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for language in languages:
        facts = language_facts(language.folder)
        for word, number in list(_object(facts.get("number_words")).items())[:_MOST]:
            if isinstance(number, int) and 0 < number <= _LARGEST and _is_word(word):
                numbers.setdefault(word.lower(), number)
        for kind, words in list(_object(facts.get("locator_words")).items())[:_MOST]:
            if isinstance(words, list):
                locators[kind] |= dict.fromkeys(word.lower() for word in words[:_MOST] if _is_word(word))
    return LanguageWords(
        {word: number for word, number in numbers.items() if number <= _MOST_COUNTED},
        {word: number for word, number in numbers.items() if number > _MOST_COUNTED},
        {kind: tuple(sorted(words, key=lambda word: -len(word))) for kind, words in locators.items()},
    )


def word_pattern(words: tuple[str, ...] | list[str]) -> str:
    """An expression for any of some words, the longest first; it matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word))) or "(?!)"


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _is_word(word: object) -> bool:
    return isinstance(word, str) and 0 < len(word.strip()) == len(word) <= _LONGEST
