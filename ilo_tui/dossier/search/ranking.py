"""The order of hits: what is named so comes first, then what says so in whole words and in the reader's language.

In order of weight: the record's id or code is what was typed; more words begin in what names it (id, code, name, title,
statement); more of them are whole words; they are in the reader's language; they stand together in the order typed;
they stand near the beginning. Equal ones stay in the order of the file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from ilo_tui.dossier.model import Record
from ilo_tui.dossier.search.texts import heads_of, texts_of
from ilo_tui.dossier.search.tokens import beginning, folded, spaced

Score = tuple[int, ...]
"""Lower is better."""

_BREATH = 25
_LOOKED_AT = 16384
"""Letters of a text that decide on the order of hits; a hit further on is found all the same."""


def unblinded(record: Record) -> Record:
    """A record of which nothing is hidden."""
    return record


class Ranking:
    """Scores records for the `words` that somebody typed."""

    def __init__(self, words: tuple[str, ...], language: str, shown: Callable[[Record], Record] = unblinded) -> None:
        """Rank for folded `words` and a reader of `language`, by what is `shown` of a record."""
        self.words, self._language, self._shown = words, language, shown
        self._beginnings = beginning(words)
        self._whole_words = [f" {word} " for word in words]
        self._typed = f" {' '.join(words)} "

    def ordered(self, records: Iterable[Record], stopped: Callable[[], bool]) -> list[str]:
        """The ids of records, best first; of no use once `stopped`. Gives other threads their turn in between."""
        scores: list[tuple[Score, str]] = []
        for number, record in enumerate(records):
            if number % _BREATH == 0:
                if stopped():
                    break
                time.sleep(0)
            scores.append((self.score(self._shown(record)), record.id))
        return [ident for _, ident in sorted(scores, key=lambda score_and_id: score_and_id[0])]

    def score(self, record: Record) -> Score:
        """How far a record is from what was meant."""
        named = [(language, folded(text[:_LOOKED_AT])) for language, text in heads_of(record)]
        in_head = max((self._count(text) for _, text in named), default=0)
        readable = self._readable_text(record)
        text = spaced(readable)
        place = self._beginnings.search(readable)
        return (
            not self._is_name(record),
            -in_head,
            -sum(word in text for word in self._whole_words),
            -self._count(readable),
            self._typed.rstrip() not in text,
            place.start() // 20 if place else len(readable),
        )

    def _is_name(self, record: Record) -> bool:
        """Whether an id or a code is what was typed."""
        names = (record.id, getattr(record, "code", ""))
        return any(spaced(folded(name[:_LOOKED_AT])) == self._typed for name in names)

    def _readable_text(self, record: Record) -> str:
        """What this reader reads of a record: texts in their language or in none."""
        texts = (text[:_LOOKED_AT] for language, text in texts_of(record) if language in {"", self._language})
        return folded("\n".join(texts))

    def _count(self, text: str) -> int:
        """How many of the words begin in folded text."""
        return len(set(self._beginnings.findall(text)))
