"""Taking the names and ids of people and sessions out of what somebody wrote, however they are spelt together."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

_ACCENTS = "\u0300-\u036f"
_ALIKE = str.maketrans("đðøłıħŧĐØŁĦŦ’‘", "ddolihtDOLHT''")
"""Letters that no normal form takes apart; one for one, so that places in a text stay what they are."""
_JOINT = r"[\s_.,·/'\"!?:;&+*#@|~()\[\]{}<>\-\u2010-\u2015\u00ad\u200b]"
"""What may stand between the parts of a name."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer: a name stands there without a space before or after it."""
_BEFORE, _AFTER = rf"(?<![^\W_])(?<![{_ACCENTS}])", rf"(?![^\W_])(?![{_ACCENTS}])"
_PARTS = 3
_SESSION = re.compile(r"(?<![^\W_])[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]{1,64}-[0-9a-f]{8}(?![^\W_])", re.IGNORECASE)


def folded(text: str) -> str:
    """A text taken apart into letters and accents, as long as it is searched."""
    return unicodedata.normalize("NFD", text).translate(_ALIKE)


class Mask:
    """Finds what is to be withheld in any spelling: other capitals, other or no accents, joined, hyphenated.

    Only what it was given can be found: no nickname, no part of a name, nobody else's name.
    """

    def __init__(self, words: Iterable[tuple[str, str]], several: str, session: str) -> None:
        """Put the second of each pair where the first stands.

        `several` stands where a name is that of more than one, `session` for what looks like the id of another session.
        """
        instead: defaultdict[str, set[str]] = defaultdict(set)
        patterns: dict[str, str] = {}
        for word, stand_in in words:
            parts = [part for part in re.split(rf"{_JOINT}+", re.sub(f"[{_ACCENTS}]", "", folded(word))) if part]
            # Some write the family name first, some last.
            for order in permutations(parts) if len(parts) <= _PARTS else (parts, parts[::-1]):
                if letters := "".join(order).lower():
                    instead[letters].add(stand_in)
                    patterns[letters] = _pattern(order)
        # The longest first: an id begins with the name.
        order = sorted(patterns, key=lambda letters: (-len(letters), letters))
        self._withheld = re.compile("|".join(f"({patterns[key]})" for key in order) or r"(?!)", re.IGNORECASE)
        self._stand_ins = [_stand_in(instead[key], several) for key in order]
        self._session = session

    def masked(self, text: str) -> str:
        """The text without what is withheld; as it was where nothing of that is in it."""
        spread = folded(text)
        masked = self._withheld.sub(lambda match: self._stand_ins[(match.lastindex or 1) - 1], spread)
        masked = _SESSION.sub(self._session, masked)
        return text if masked == spread else unicodedata.normalize("NFC", masked)


def _stand_in(known: set[str], several: str) -> str:
    return next(iter(known)) if len(known) == 1 else several


def _pattern(parts: Sequence[str]) -> str:
    """A name in any spelling."""
    spelt = rf"{_JOINT}{{0,3}}".join("".join(f"{re.escape(char)}[{_ACCENTS}]*" for char in part) for part in parts)
    return spelt if _UNSPACED.search(parts[0]) else f"{_BEFORE}{spelt}{_AFTER}"
