"""Which place a text means: the places that a dossier names once, with all their spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ilo_tui.core.text import fold
from ilo_tui.dossier.model import Aim, Evidence, Programme
from ilo_tui.dossier.parts import PlaceName, Texts


def word_of(text: str) -> str:
    """A name as one word that can be typed in a filter: `Phnom Penh` is `phnom_penh`."""
    return "_".join(fold(text).replace(",", " ").replace(":", " ").split())


class Gazetteer:
    """The place names of a dossier; case, diacritics and language make no difference."""

    def __init__(self, names: Sequence[PlaceName], default_language: str) -> None:
        """Know `names`, each by its word in `default_language`, else in the language that stands first."""
        self._known: dict[str, str] = {}
        for place in names:
            word = word_of(place.name.get(default_language) or next(iter(place.name.values()), ""))
            for spelling in (*place.name.values(), *place.also):
                self._known.setdefault(word_of(spelling), word)

    @property
    def spellings(self) -> Mapping[str, str]:
        """Every spelling as a word, with the word of the place that it means."""
        return self._known

    def find(self, texts: Texts) -> str | None:
        """The word of the place that one of these spellings means; None of a place that is not named here."""
        words = map(word_of, texts.values())
        return next((self._known[word] for word in words if word in self._known), None)

    def places_of(self, record: Evidence | Programme | Aim) -> Iterator[str]:
        """The places of a record, as words: those of its `places`, else its `place` as told, if that is named here.

        Of `places` one that is not named here goes by its spelling in each language.
        """
        for texts in record.places:
            known = self.find(texts)
            yield from [known] if known else dict.fromkeys(map(word_of, texts.values()))
        if not record.places and not isinstance(record, Programme) and record.place:
            known = self.find(record.place)
            yield from [known] if known else ()
