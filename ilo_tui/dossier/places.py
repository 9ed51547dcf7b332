"""Every place of a dossier with its programmes, aims and claims; derived and never stored.

Which place is meant is for the gazetteer to say. A claim of several places is in each. Where a source's words for a
place name none (`four provinces`), and nobody says in `places` which are meant, the record stands under these words;
they are no place by which one filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Literal, get_args

from msgspec import Struct, field

from ilo_tui.dossier.derived import Derived
from ilo_tui.dossier.evidence import count_stances
from ilo_tui.dossier.facts import facts_of
from ilo_tui.dossier.gazetteer import AS_TOLD, as_told, word_of
from ilo_tui.dossier.model import Aim, Evidence, Programme
from ilo_tui.dossier.parts import PlaceLevel, Texts
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.voices import Tally
from ilo_tui.dossier.weighing import Weighing, facts_at, in_period

PLACE = "place:"
"""What stands before the key of a place where any record may be named."""
NOWHERE = "none:"
"""The key of what has no place."""
_UNPLACED: Mapping[str, Texts] = MappingProxyType({NOWHERE: {}})

PlaceGroup = Literal["province", "below", "abroad", "national", "unnamed", "none"]
GROUPS: tuple[PlaceGroup, ...] = get_args(PlaceGroup)
"""Places by their levels, in the order of lists: the country as a whole is apart; then what is not named."""


class Place(Derived, frozen=True):
    """A place with all that is said of it, in the order of the file; `name` as the dossier has it, else as written.

    `spellings` are the other ways in which it is written. `level` is None of what the dossier does not name.
    """

    key: str
    name: Texts
    level: PlaceLevel | None
    spellings: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """By what its page is found."""
        return f"{PLACE}{self.key}"

    def words(self) -> tuple[str, ...]:
        """What it is called, however it is written."""
        return (*self.name.values(), *self.spellings, self.key)

    def fields(self) -> dict[str, object]:
        """What it is called, and what is there."""
        return {
            "id": self.id,
            "name": dict(self.name),
            "level": self.level,
            "spellings": list(self.spellings),
            "programmes": list(self.programmes),
            "aims": list(self.aims),
            "evidence": [claim.id for claim in self.evidence],
        }

    @property
    def group(self) -> PlaceGroup:
        """Among which places it is listed."""
        return self.level or ("none" if self.key == NOWHERE else "unnamed")


class PlaceWeight(Struct, frozen=True):
    """What the claims of a place come to in a period, each fact once.

    `tally` is of what counts at a tie level, `claims` for, against and context of every tie. `hidden` are left out of
    both: so many more wait for the reviewer's answer.
    """

    tally: Tally
    claims: tuple[int, int, int]
    hidden: int = 0

    @property
    def total(self) -> int:
        """How many claims there are, those that wait for the reviewer's answer included."""
        return sum(self.claims) + self.hidden


def weigh(dossier: DossierReader, evidence: Sequence[Evidence], level: TieLevel, hidden: int = 0) -> PlaceWeight:
    """What these claims come to, of whatever period they are, besides so many that are `hidden`."""
    facts = facts_of(evidence)
    tally = dossier.voices.tally(facts_at(dossier, facts, level))
    return PlaceWeight(tally, count_stances(fact.claim for fact in facts), hidden)


class Places:
    """The places of a dossier: those that it names, level by level, then what it does not name, then what has none."""

    def __init__(self, dossier: DossierReader) -> None:
        """Go through `dossier` once."""
        self._dossier, self.gazetteer = dossier, dossier.crossings.gazetteer
        self._weights: dict[tuple[str, Weighing], PlaceWeight] = {}
        drafts = {word: _Draft(named.name, named.level) for word, named in self.gazetteer.names.items()}
        for word, named in self.gazetteer.names.items():
            drafts[word].write(*named.also)
        records: Iterable[Evidence | Programme | Aim] = chain(
            dossier.records(Programme), dossier.records(Aim), dossier.records(Evidence)
        )
        for record in records:
            for key, texts in self.of(record).items():
                if key not in drafts:
                    drafts[key] = _Draft(texts)
                drafts[key].add(record, texts)
        places = [draft.place(key) for key, draft in drafts.items()]
        self._places = {place.key: place for group in GROUPS for place in places if place.group == group}

    def of(self, record: Evidence | Programme | Aim) -> Mapping[str, Texts]:
        """The keys of the places at which a record stands, one at least, each as it is written there."""
        if not record.places and not as_told(record):
            return _UNPLACED
        return self.gazetteer.places_of(record) or self.gazetteer.told_place(record)

    def __iter__(self) -> Iterator[Place]:
        """Every place."""
        return iter(self._places.values())

    def find(self, typed: str) -> Place | None:
        """The place that a person means by its key, a spelling, or words joined by hyphens."""
        words = [typed, word_of(typed), word_of(typed.replace("-", " "))]
        keys = chain(
            words,
            (self.spellings.get(word, "") for word in words),
            (f"{AS_TOLD}{word}" for word in words),
            (f"{word}:" for word in words),
        )
        return next((self._places[key] for key in keys if key in self._places), None)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every way in which a place can be typed in a filter, and the word of the place that is meant.

        What the dossier names comes first, then what a place is called by itself, then how else it is written.
        """
        unnamed = [place for place in self if place.level is None and ":" not in place.key]
        words = {**self.gazetteer.spellings, **{place.key: place.key for place in unnamed}}
        for place in unnamed:
            for text in (*place.name.values(), *place.spellings):
                words.setdefault(word_of(text), place.key)
        words.pop("", None)
        return words

    def weight(self, key: str, weighing: Weighing) -> PlaceWeight:
        """What the claims of a place come to, counted once for the same weighing."""
        if (key, weighing) not in self._weights:
            counted = in_period(self._dossier, self._places[key].evidence, weighing.period)
            self._weights[key, weighing] = weigh(self._dossier, counted, weighing.level)
        return self._weights[key, weighing]


class _Draft(Struct):
    """A place while records are gone through."""

    name: Texts
    level: PlaceLevel | None = None
    written: dict[str, None] = field(default_factory=dict)
    programmes: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def write(self, *spellings: str) -> None:
        """It is also written so."""
        self.written.update(dict.fromkeys(spellings))

    def add(self, record: Evidence | Programme | Aim, texts: Texts) -> None:
        """Take a record in, which has the place written as in `texts`."""
        self.write(*texts.values())
        if isinstance(record, Evidence):
            self.evidence.append(record)
        else:
            (self.programmes if isinstance(record, Programme) else self.aims).append(record.id)

    def place(self, key: str) -> Place:
        """The place, complete."""
        others = tuple(text for text in self.written if text not in self.name.values())
        return Place(key, self.name, self.level, others, tuple(self.programmes), tuple(self.aims), tuple(self.evidence))
