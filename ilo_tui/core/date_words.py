"""The words of typed dates in every language that can be spoken here, from the folders of the languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ilo_tui.core.languages import Language, find_language, language_codes, language_facts
from ilo_tui.core.text import fold
from ilo_tui.core.translator import MONTHS, Translator
from ilo_tui.core.typed_dates import DateWords

_MOST, _LONGEST = 100, 40
"""Words of a kind that a language may bring, and letters of each: its folder may be anything."""
_MOST_DAYS = 366


def date_words() -> DateWords:
    """Months, days near today and fillers, in all languages: a word is read whatever the screen speaks."""
    return _date_words(tuple(map(find_language, language_codes())))


@lru_cache(maxsize=1)
def _date_words(languages: tuple[Language, ...]) -> DateWords:
    months: defaultdict[int, dict[str, None]] = defaultdict(dict)
    days_ago: dict[str, int] = {}
    fillers: set[str] = set()
    for language in languages:
        facts, tr = language_facts(language.folder), Translator(language.code)
        more = _object(facts.get("months"))
        for number, name in enumerate(MONTHS, 1):
            months[number] |= dict.fromkeys([_folded(tr(name)), *_words(more.get(str(number)))])
        for word, days in list(_object(facts.get("days_ago")).items())[:_MOST]:
            if isinstance(days, int) and 0 <= days <= _MOST_DAYS and word.strip():
                days_ago.setdefault(_folded(word), days)
        fillers.update(_words(facts.get("date_fillers")))
    names = tuple(tuple(filter(None, months[number])) for number in range(1, len(MONTHS) + 1))
    return DateWords(names, days_ago, frozenset(fillers))


def _folded(word: str) -> str:
    """A word as it is compared, without the point of an abbreviation."""
    return " ".join(fold(word[:_LONGEST]).split()).rstrip(".")


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> Iterator[str]:
    words: Iterable[object] = value[:_MOST] if isinstance(value, list) else ()
    yield from (_folded(word) for word in words if isinstance(word, str) and word.strip())
