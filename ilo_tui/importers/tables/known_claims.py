"""Which claim of a dossier a row without an id is: the one that says the same, from the same source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from ilo_tui.core.text import name_key
from ilo_tui.dossier.model import Evidence

_DETAILS = ("programme", "dimension", "stance", "place", "year", "start", "end")
"""What tells two claims of the same words and the same source apart."""
_ALIKE = 0.9
"""From this share of letters in common on, two statements are one with a typo."""
_DIGITS = re.compile(r"\d+")
_Words = tuple[str, str]
"""A source, and a language with the words in it."""


class KnownClaims:
    """The claims of a dossier by what they state; each is taken by one row."""

    def __init__(self, claims: Iterable[Evidence], reserved: Collection[str]) -> None:
        """Those whose ids are `reserved` are taken by rows with ids."""
        self._claims = {claim.id: claim for claim in claims if claim.id not in reserved}
        self._by_words: defaultdict[_Words, dict[str, Evidence]] = defaultdict(dict)
        for claim in self._claims.values():
            for key in _words(claim):
                self._by_words[key][claim.id] = claim
        self._matched: set[str] = set()

    def match(self, claims: Sequence[Evidence]) -> dict[str, str]:
        """By the ids of rows those of the claims that they state again.

        First what is alike in all that tells claims apart; then, of words that are left in one row and one claim, that;
        in the end what was only reworded a little, as where a typo was mended, where that is one row and one claim.
        """
        matches: dict[str, str] = {}
        for claim in claims:
            alike = [known.id for known in self._candidates(claim) if _details(known) == _details(claim)]
            self._take(matches, claim, alike[:1])
        rest = [claim for claim in claims if claim.id not in matches]
        rows = Counter(key for claim in rest for key in _words(claim))
        for claim in rest:
            candidates = [known.id for known in self._candidates(claim)]
            if len(candidates) == 1 and all(rows[key] == 1 for key in _words(claim)):
                self._take(matches, claim, candidates)
        self._match_reworded(matches, [claim for claim in rest if claim.id not in matches])
        return matches

    def _match_reworded(self, matches: dict[str, str], claims: Sequence[Evidence]) -> None:
        waiting: defaultdict[str, list[Evidence]] = defaultdict(list)
        for known in self._claims.values() if claims else ():
            if known.id not in self._matched:
                waiting[_place(known)].append(known)
        pairs = [
            (claim, known.id) for claim in claims for known in waiting.get(_place(claim), ()) if _is_alike(claim, known)
        ]
        rows, taken_by = Counter(claim.id for claim, _ in pairs), Counter(ident for _, ident in pairs)
        for claim, ident in pairs:
            if rows[claim.id] == taken_by[ident] == 1:
                self._take(matches, claim, [ident])

    def _take(self, matches: dict[str, str], claim: Evidence, idents: Sequence[str]) -> None:
        for ident in idents:
            matches[claim.id] = ident
            self._matched.add(ident)

    def _candidates(self, claim: Evidence) -> list[Evidence]:
        known = {ident: known for key in _words(claim) for ident, known in self._by_words.get(key, {}).items()}
        return [known[ident] for ident in known if ident not in self._matched]


def _words(claim: Evidence) -> list[_Words]:
    return [(claim.source, f"{language} {name_key(text)}") for language, text in claim.statement.items()]


def _place(claim: Evidence) -> str:
    """Where a claim stands, and what else it has in common with one that is only reworded."""
    names = ("source", "locator", *(name for name in _DETAILS if name != "place"))
    return repr([getattr(claim, name) for name in names])


def _is_alike(claim: Evidence, other: Evidence) -> bool:
    """Whether two claims differ in some letters alone, and in no digit, in a language of both."""
    common = claim.statement.keys() & other.statement.keys()
    texts = [(name_key(claim.statement[language]), name_key(other.statement[language])) for language in common]
    return any(
        _DIGITS.findall(first) == _DIGITS.findall(second)
        and SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
        for first, second in texts
    )


def _details(claim: Evidence) -> list[object]:
    values = (getattr(claim, name) for name in _DETAILS)
    return [sorted(map(name_key, value.values())) if isinstance(value, dict) else value for value in values]
