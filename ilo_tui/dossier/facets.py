"""What a filter looks at in a record: the ids, codes and words that stand under each of its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from ilo_tui.dossier.derived import Listed
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.facts import Fact, fact_of
from ilo_tui.dossier.gaps import Gap
from ilo_tui.dossier.gazetteer import word_of
from ilo_tui.dossier.model import Actor, Aim, Evidence, Indicator, Programme, Record, Source
from ilo_tui.dossier.parts import Conclusion, Period
from ilo_tui.dossier.periods import periods_of
from ilo_tui.dossier.places import Place
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.weighing import NARROWEST

HAS = (
    "figures", "locator", "excerpt", "place", "year", "note", "degree", "provision", "other_sources", "points",
    "actor", "said_by", "tie", "trend", "aim", "aim_reached", "reading", "same_as", "data_of", "alignment",
)  # fmt: skip
"""What `has:` can ask for."""

DRAFTS = ("mine", "all")
"""What stands after `draft:` beside the ids of drafts: those of the reader, and everybody's."""

NOT_STATED = "not_stated"
"""The value of `tie:` where a record states none, and of `stake:` where none is stated of who speaks."""

_FIELDS = {
    "points": ("segments",),
    "place": ("place", "places"),
    "year": ("year", "start", "end"),
    "alignment": ("alignments",),
}
"""The fields that make true what `has:` asks for, where they are not called so themselves."""
_PLURALS = {"policy": "policies"}


class Facets:
    """The values of a dossier's records under the keys of filters; those of the same dossier are equal."""

    def __init__(self, dossier: DossierReader, hides: Callable[[Evidence], bool] | None = None) -> None:
        """Look up in `dossier` what a record only refers to: actors, publishers, periods, places.

        Claims that `hides` is true of are left out where claims are counted together.
        """
        self._dossier, self._hides = dossier, hides

    def without(self, hides: Callable[[Evidence], bool]) -> Facets:
        """The same, but that these claims are not counted with others."""
        return Facets(self._dossier, hides)

    def __eq__(self, other: object) -> bool:
        """Whether both are of the same dossier."""
        return isinstance(other, Facets) and other._dossier is self._dossier

    def __hash__(self) -> int:
        """By the dossier."""
        return hash(id(self._dossier))

    def values(self, record: Listed, key: str) -> Iterable[str]:
        """The values of a record under a key; none where it has nothing of the kind."""
        reader = self._readers.get(key)
        return reader(record) if reader else _ids(record, key)

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[Listed], Iterable[str]]]:
        """What gives the values of a key, where they are not simply in a field of its name."""
        return {
            "year": lambda record: map(str, _years(record)),
            "has": lambda record: (name for name in HAS if _has(record, name)),
            "source": _sources,
            "publisher": lambda record: filter(None, map(self.publishers.get, _sources(record))),
            "tie": lambda record: [getattr(record, "tie", None) or NOT_STATED],
            "actor": lambda record: self._actors([record.id] if isinstance(record, Actor) else _ids(record, "actor")),
            "said_by": lambda record: self._actors(_ids(record, "said_by")),
            "place": self._places,
            "programme": _programmes,
            "period": self._periods,
            "voices": self._voices,
            "stake": self._stakes,
            "gap": self._gaps,
            "draft": lambda record: self._dossier.drafts_of(record) if isinstance(record, Record) else (),
        }

    @cached_property
    def publishers(self) -> Mapping[str, str]:
        """The publisher of each source that has one, as a word."""
        records = self._dossier.records(Source)
        return {source.id: word_of(source.publisher) for source in records if source.publisher}

    def _places(self, record: Listed) -> Iterable[str]:
        if isinstance(record, Place):
            return [record.key]
        if not isinstance(record, Evidence | Programme | Aim):
            return ()
        return self._dossier.crossings.places.gazetteer.places_of(record)

    def _periods(self, record: Listed) -> Iterable[str]:
        return periods_of(record, self._dossier.meta.periods) if isinstance(record, Evidence) else ()

    def _voices(self, record: Listed) -> Iterable[str]:
        """How many voices there are at least that tell the fact which a claim tells, in any claim of the dossier."""
        if not isinstance(record, Evidence):
            return ()
        fact = fact_of(self._dossier, record)
        if self._hides:
            shown = tuple(claim for claim in fact.members if not self._hides(claim))
            fact = Fact(record, shown)
        return (str(self._dossier.voices.fewest(fact)),)

    def _stakes(self, record: Listed) -> Iterable[str]:
        """The stakes of those who speak in a claim; of an actor or a voice its own."""
        if isinstance(record, Evidence):
            return [speaker.stake or NOT_STATED for speaker in self._dossier.voices.speakers(record)]
        return [getattr(record, "stake", None) or NOT_STATED]

    def _gaps(self, record: Listed) -> Iterable[str]:
        """What the crossing of a claim lacks, or any crossing of a programme, at the narrowest tie level."""
        if isinstance(record, Gap):
            return [record.kind]
        gap_map, level = self._dossier.crossings.gap_map, NARROWEST.level
        if isinstance(record, Evidence):
            kind = gap_map.gap(record.programme or "", record.dimension or "", level)
            return [kind] if kind else ()
        if not isinstance(record, Programme):
            return ()
        kinds = {kind for column in gap_map.columns if (kind := gap_map.gap(record.id, column, level))}
        return kinds | ({"none"} if self._dossier.crossings.matrix.lacking(record.id) else set())

    def _actors(self, idents: Iterable[str]) -> Iterator[str]:
        """Actors, each followed by those of whom it is a part or whose voice it has."""
        for ident in idents:
            yield from self._rolled_up.get(ident, (ident,))

    @cached_property
    def _rolled_up(self) -> Mapping[str, tuple[str, ...]]:
        """Each actor with those above it, by `parent` and `voice_of`; a cycle ends where it comes back."""
        above = {
            actor.id: [ident for ident in (actor.parent, actor.voice_of) if ident]
            for actor in self._dossier.records(Actor)
        }
        rolled_up = {}
        for ident in above:
            reached = {ident: None}
            waiting = [ident]
            while waiting:
                beyond = [actor for actor in above.get(waiting.pop(), ()) if actor not in reached]
                reached.update(dict.fromkeys(beyond))
                waiting += beyond
            rolled_up[ident] = tuple(reached)
        return rolled_up


def _has(record: Listed, name: str) -> bool:
    return any(getattr(record, field, None) for field in _FIELDS.get(name, (name,)))


def _ids(record: Listed, key: str) -> Iterator[str]:
    """The id of a record of the kind that the key names, else the ids and codes in its field of that name."""
    if type(record).__name__.lower() == key and isinstance(record, Record):
        yield record.id
        return
    for name in (key, _PLURALS.get(key, f"{key}s")):
        value = getattr(record, name, None)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (ident for ident in value if isinstance(ident, str))


def _programmes(record: Listed) -> Iterable[str]:
    """The programmes that a record names; of a place those that were there, and those of its claims."""
    if not isinstance(record, Place):
        return _ids(record, "programme")
    return {*record.programmes, *(claim.programme for claim in record.evidence if claim.programme)}


def _sources(record: Listed) -> Iterator[str]:
    if isinstance(record, Evidence):
        yield from sources_of(record)
    elif isinstance(sources := getattr(record, "sources", None), list):
        yield from sources
    elif isinstance(record, Indicator):
        yield from (point.source for segment in record.segments for point in segment.points)
    elif isinstance(record, Source):
        yield record.id
    elif source := getattr(record, "source", None):
        yield source
    if isinstance(conclusion := getattr(record, "conclusion", None), Conclusion):
        yield conclusion.source


def _years(record: Listed) -> Iterable[int]:
    if (year := getattr(record, "year", None)) is not None:
        yield year
    for figure in getattr(record, "figures", ()):
        if figure.year is not None:
            yield figure.year
    if isinstance(record, Evidence):
        yield from _between(record.start, record.end)
    if isinstance(record, Indicator):
        yield from (point.year for segment in record.segments for point in segment.points)
    if isinstance(period := getattr(record, "period", None), Period):
        yield from _between(period.start, period.end)
    for name in ("adopted", "ratified", "due"):
        if date := getattr(record, name, None):
            yield int(date[:4])


def _between(start: str | None, end: str | None) -> Iterable[int]:
    """The years from one date to another; of one end alone its year."""
    first, last = start or end, end or start
    return range(int(first[:4]), int(last[:4]) + 1) if first and last else ()
