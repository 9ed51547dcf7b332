"""Which place a text means: the places that a dossier names once, with all their spellings; others as they are written.

Two texts mean one place where the dossier's own names (`place_names`) say so, or where they look the same. Nothing is
guessed: a name that is only like another is another place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ilo_tui.core.text import clean, fold, name_key
from ilo_tui.dossier.model import SCHEMA, Aim, Evidence, Meta, Programme
from ilo_tui.dossier.parts import PlaceName, Texts

AS_TOLD = "told:"
"""What stands before the word for a place that is only told: no word of a place has a colon."""


def word_of(text: str) -> str:
    """A name as one word that can be typed in a filter: `Phnom Penh` is `phnom_penh`."""
    return "_".join(clean(fold(text)).replace(",", " ").replace(":", " ").split())


class Gazetteer:
    """The places of a dossier by their words; case, diacritics and language make no difference to those it names."""

    def __init__(self, meta: Meta) -> None:
        """Know the places that `meta` names, each by its word in the default language, else in the first one."""
        self._default = meta.default_language
        # Schema 1 has one field for where a claim holds, and no names: there each place stands as it is told.
        self._is_schema_1 = meta.schema < SCHEMA
        self.names: dict[str, PlaceName] = {}
        """The places that are named, by their words, in the order of the file."""
        self._looks: dict[str, str] = {}
        self._words: dict[str, str | None] = {}
        self._new, self._wordings = _Words(), _Words()
        folded: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for place in meta.place_names:
            word = self._new.word(self.written(place.name))
            self.names.setdefault(word, place)
            for spelling in (*place.name.values(), *place.also):
                self._looks.setdefault(name_key(spelling), word)
                folded[word_of(spelling)][word] = None
        # Without its marks a spelling may be that of two places: then it is neither.
        unique = ((spelling, words) for spelling, words in folded.items() if spelling and len(words) == 1)
        self._folded = {spelling: next(iter(words)) for spelling, words in unique}

    @property
    def spellings(self) -> Mapping[str, str]:
        """Every spelling of a named place, as a word, with that place's word, which comes before other spellings."""
        return {**self._folded, **{word: word for word in self.names}}

    def written(self, texts: Texts) -> str:
        """A place as it is written in the default language, else in the language that stands first."""
        return texts.get(self._default) or next(iter(texts.values()), "")

    def find(self, texts: Texts) -> str | None:
        """The word of the place that one of these spellings means; None of a place that is not named here."""
        return next((word for word in map(self._find, texts.values()) if word is not None), None)

    def _find(self, text: str) -> str | None:
        """Looked up once for each text: thousands of claims are about the same place."""
        if text not in self._words:
            self._words[text] = self._looks.get(name_key(text)) or self._folded.get(word_of(text))
        return self._words[text]

    def meant_by(self, text: str) -> str | None:
        """The word of the place that a text means: one that is named, or one that some record has written so."""
        return self._find(text) or self._new.known(text)

    def places_of(self, record: Evidence | Programme | Aim) -> dict[str, Texts]:
        """The places of a record by their words, each as it is written there first.

        They are those of its `places`, else its `place` as told, if that is named here.
        """
        wording = as_told(record)
        stated = [wording] if wording and (self._is_schema_1 or self.find(wording)) else record.places
        words: dict[str, Texts] = {}
        for texts in stated:
            words.setdefault(self.find(texts) or self._new.word(self.written(texts)), texts)
        return words

    def told_place(self, record: Evidence | Programme | Aim) -> dict[str, Texts]:
        """Where a record is that has no places: `told:` and a word for the words of its source, if there are any."""
        wording = as_told(record)
        if not wording or self.places_of(record):
            return {}
        return {f"{AS_TOLD}{self._wordings.word(self.written(wording))}": wording}


def as_told(record: Evidence | Programme | Aim) -> Texts | None:
    """The place of a record in the words of its source, where it has no `places`."""
    return None if record.places or isinstance(record, Programme) else record.place or None


class _Words:
    """A word for each text: the same where they look the same, with a number behind it where another has it already."""

    def __init__(self) -> None:
        """No word is taken."""
        self._by_text: dict[str, str] = {}
        self._by_look: dict[str, str] = {}
        self._used: set[str] = set()
        self._next: defaultdict[str, int] = defaultdict(int)

    def word(self, text: str) -> str:
        """The word of a text, taken now if it has none."""
        if text not in self._by_text:
            look = name_key(text)
            if look not in self._by_look:
                self._by_look[look] = self._free(word_of(text) or "_")
            self._by_text[text] = self._by_look[look]
        return self._by_text[text]

    def known(self, text: str) -> str | None:
        """The word of a text that looks like one that has it already."""
        return self._by_look.get(name_key(text))

    def _free(self, word: str) -> str:
        free = word
        while free in self._used:
            self._next[word] += 1
            free = f"{word}_{self._next[word] + 1}"
        self._used.add(free)
        return free
