"""Independent origins: who speaks in a claim, with whose voice, and how many such voices some facts have.

The voice of a claim is, in this order: the actor whose words it reports (`said_by`); of repeated figures the source
from which they come at last (`data_of`); the `voice` of its source; the source's publisher. An actor speaks with the
voice of its `voice_of`, and so on. The thesis is no voice.

Some links are uncertain: a source that names neither voice nor publisher; the publisher of press, where nobody says
whose words it prints; the other sources of a claim, which may only repeat the first. What is uncertain may be a voice
of its own or one that is counted already, so a count has a low and a high end. Words and gaps go by the low one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from ilo_tui.core.text import name_key
from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.facts import Fact
from ilo_tui.dossier.model import Actor, Evidence, Source, Stake, Stance
from ilo_tui.dossier.parts import Texts
from ilo_tui.dossier.reader import DossierReader

_MOST_INTERESTED: tuple[Stake, ...] = get_args(Stake)


PUBLISHER = "publisher:"
"""Begins the id of a publisher, which is no record: `publisher:FOLDED NAME`."""

VoiceKind = Literal["actor", "publisher", "source"]


class Voice(Struct, frozen=True):
    """An independent origin: an actor by its id, a publisher by its folded name, or a source that names neither."""

    kind: VoiceKind
    key: str

    @property
    def id(self) -> str:
        """By what its page is opened: the id of the actor or the source, or `publisher:NAME`."""
        return f"{PUBLISHER}{self.key}" if self.kind == "publisher" else self.key


class Speaker(Struct, frozen=True):
    """Who speaks in a claim, printed in what source.

    `stake` is that of the actor who speaks, else of the actor with whose voice it speaks; None where none is stated.
    `certain` is whether it is known that this voice speaks here.
    """

    voice: Voice
    stake: Stake | None
    source: str
    certain: bool = True

    def is_independent(self, stance: Stance) -> bool | None:
        """Whether it has no interest in saying so; None where its stake is not stated."""
        if stance == "contradicts":
            # Whoever has a stake speaks against it.
            return True
        return None if self.stake is None else self.stake == "none"


class Range(Struct, frozen=True):
    """How many there are at least and at most."""

    low: int
    high: int


class VoiceCount(Struct, frozen=True):
    """How many voices tell some facts, and how many of these are independent."""

    voices: Range
    independent: Range


class Tally(Struct, frozen=True):
    """What some facts come to: their voices in all and by stance, how many facts, how often the thesis says so."""

    total: VoiceCount
    supports: VoiceCount
    contradicts: VoiceCount
    context: VoiceCount
    facts: Mapping[Stance, int]
    thesis: Mapping[Stance, int]


class VoiceClaims(Struct, frozen=True):
    """A voice with what it says: its most interested stake, its claims, and the sources that print them."""

    voice: Voice
    certain: bool
    stake: Stake | None
    claims: tuple[Evidence, ...]
    sources: tuple[str, ...]


class Voices:
    """The voices of a dossier; what is known of actors and sources is looked up once."""

    def __init__(self, dossier: DossierReader) -> None:
        """Listen to the claims of `dossier`."""
        self._dossier = dossier
        self._by_actor: dict[str, tuple[Voice, Stake | None]] = {}
        self._by_source: dict[str, Speaker] = {}
        self._by_kind: dict[object, tuple[Speaker, ...]] = {}

    def speakers(self, claim: Evidence) -> tuple[Speaker, ...]:
        """Who speaks in a claim: its voice, and uncertain ones of its other sources; in one of the thesis nobody."""
        if claim.origin == "thesis":
            return ()
        # Thousands of claims are from the same sources: those in which the same speak share who does.
        if claim.said_by is None and claim.data_of is None and not claim.other_sources:
            key: object = claim.source if claim.figures else (claim.source,)
        else:
            key = (claim.said_by, claim.data_of, *sources_of(claim), bool(claim.figures))
        speakers = self._by_kind.get(key)
        if speakers is None:
            speakers = self._by_kind[key] = tuple(self._speaking(claim))
        return speakers

    def _speaking(self, claim: Evidence) -> list[Speaker]:
        if claim.said_by is not None:
            return [Speaker(*self.of_actor(claim.said_by), claim.source)]
        if claim.data_of is not None:
            return [replace(self.of_source(self._root(claim.data_of)), source=claim.source)]
        printed = [self._printed(claim, source) for source in sources_of(claim) if source not in self._thesis]
        return [speaker if speaker.source == claim.source else replace(speaker, certain=False) for speaker in printed]

    def voice(self, claim: Evidence) -> Voice | None:
        """The voice of a claim; None in a claim of the thesis."""
        return next((speaker.voice for speaker in self.speakers(claim)), None)

    def name(self, voice: Voice) -> Texts | str:
        """What a voice is called: an actor by its names in several languages, else a publisher or a source's title."""
        if voice.kind == "actor":
            return self._dossier.record(Actor, voice.key).name
        if voice.kind == "source":
            return self._dossier.record(Source, voice.key).title
        return self.published_by(voice.key)[0].publisher or ""

    def claims_of(self, voice: Voice) -> Sequence[Evidence]:
        """The claims in which a voice speaks, certainly or not, in the order of the file."""
        return self._claims.get(voice, ())

    def published_by(self, key: str) -> Sequence[Source]:
        """The sources of a publisher, by its folded name, in the order of the file; none of no publisher."""
        return self._published.get(key, ())

    def is_thesis(self, source: str) -> bool:
        """Whether a source is the thesis, which is no voice."""
        return source in self._thesis

    def by_voice(self, facts: Iterable[Fact]) -> list[VoiceClaims]:
        """The voices of some facts, in the order in which they are first heard, each with its claims."""
        spoken: dict[Voice, list[tuple[Speaker, Evidence]]] = {}
        for claim in _members(facts):
            for speaker in self.speakers(claim):
                spoken.setdefault(speaker.voice, []).append((speaker, claim))
        return [_voice_claims(voice, parts) for voice, parts in spoken.items()]

    def count(self, facts: Iterable[Fact]) -> VoiceCount:
        """How many voices tell these facts: all that tell one, not only the one that tells it most fully."""
        return _count(self._spoken(facts))

    def _spoken(self, facts: Iterable[Fact]) -> _Spoken:
        """Who speaks in some facts, each once for the stance of the claim in which they do.

        Those who speak in many claims are looked at once: that they are the same is known without comparing them.
        """
        distinct: _Spoken = {}
        for fact in facts:
            for claim in fact.members:
                speakers = self.speakers(claim)
                distinct[id(speakers), claim.stance] = speakers
        return distinct

    def fewest(self, fact: Fact) -> int:
        """How many voices there are at least that tell a fact."""
        match fact.members:
            case (claim,):
                # Most facts are told once: somebody speaks, and who else may is uncertain.
                return int(bool(self.speakers(claim)))
            case _:
                return self.count([fact]).voices.low

    def tally(self, facts: Iterable[Fact]) -> Tally:
        """What some facts come to, in all and by stance."""
        by_stance: dict[Stance, list[Fact]] = {stance: [] for stance in get_args(Stance)}
        for fact in facts:
            by_stance[fact.claim.stance].append(fact)
        spoken = {stance: self._spoken(some) for stance, some in by_stance.items()}
        return Tally(
            total=_count({**spoken["supports"], **spoken["contradicts"], **spoken["context"]}),
            supports=_count(spoken["supports"]),
            contradicts=_count(spoken["contradicts"]),
            context=_count(spoken["context"]),
            facts={stance: len(some) for stance, some in by_stance.items()},
            thesis={stance: sum(fact.claim.origin == "thesis" for fact in some) for stance, some in by_stance.items()},
        )

    @cached_property
    def are_stakes_stated(self) -> bool:
        """Whether the dossier says of any actor what interest it has: else nobody can be told to have none."""
        return any(actor.stake is not None for actor in self._dossier.records(Actor))

    def of_actor(self, ident: str) -> tuple[Voice, Stake | None]:
        """With whose voice an actor speaks, and the first stake that is stated on the way there."""
        if ident not in self._by_actor:
            actors = [self._dossier.record(Actor, actor) for actor in _chain(ident, self._voice_of)]
            stake = next((actor.stake for actor in actors if actor.stake is not None), None)
            self._by_actor[ident] = Voice("actor", actors[-1].id), stake
        return self._by_actor[ident]

    def _printed(self, claim: Evidence, source: str) -> Speaker:
        """Who speaks where a source prints a claim: of figures, the source from which it has them."""
        return replace(self.of_source(self._root(source) if claim.figures else source), source=source)

    def _root(self, ident: str) -> str:
        """The source from which another has its figures at last."""
        return _chain(ident, lambda source: self._dossier.record(Source, source).data_of)[-1]

    def of_source(self, ident: str) -> Speaker:
        """With whose voice a source speaks for itself."""
        if ident not in self._by_source:
            self._by_source[ident] = self._publishing(self._dossier.record(Source, ident))
        return self._by_source[ident]

    def _publishing(self, source: Source) -> Speaker:
        if source.voice is not None:
            return Speaker(*self.of_actor(source.voice), source.id)
        key = name_key(source.publisher or "")
        if not key:
            return Speaker(Voice("source", source.id), None, source.id, certain=False)
        # Press may print somebody's words; whose they are, nobody says here.
        certain = source.kind != "press"
        if (actor := self._actors_by_name.get(key)) is not None:
            return Speaker(*self.of_actor(actor), source.id, certain)
        return Speaker(Voice("publisher", key), None, source.id, certain)

    def _voice_of(self, ident: str) -> str | None:
        return self._dossier.record(Actor, ident).voice_of

    @cached_property
    def _actors_by_name(self) -> dict[str, str]:
        """Actors by their folded names in every language: a publisher of such a name is this actor."""
        actors = self._dossier.records(Actor)
        return {name_key(name): actor.id for actor in actors for name in actor.name.values()}

    @cached_property
    def _published(self) -> dict[str, list[Source]]:
        """Sources by the folded names of their publishers."""
        sources: dict[str, list[Source]] = {}
        for source in self._dossier.records(Source):
            if key := name_key(source.publisher or ""):
                sources.setdefault(key, []).append(source)
        return sources

    @cached_property
    def _claims(self) -> dict[Voice, list[Evidence]]:
        """Every claim by each voice that speaks in it."""
        claims: dict[Voice, list[Evidence]] = {}
        for claim in self._dossier.records(Evidence):
            for voice in dict.fromkeys(speaker.voice for speaker in self.speakers(claim)):
                claims.setdefault(voice, []).append(claim)
        return claims

    @cached_property
    def _thesis(self) -> frozenset[str]:
        """The sources of the thesis's claims: the thesis is no voice wherever else it is cited."""
        return frozenset(claim.source for claim in self._dossier.records(Evidence) if claim.origin == "thesis")


def _chain(start: str, following: Callable[[str], str | None]) -> list[str]:
    """An id and those that follow it, until none does or one is met again, which is a fault of the dossier."""
    chain = [start]
    while (ident := following(chain[-1])) is not None and ident not in chain:
        chain.append(ident)
    return chain


_Spoken = dict[tuple[int, Stance], tuple[Speaker, ...]]
"""Who speaks, by which speakers they are and the stance of the claims in which they do."""


def _count(distinct: _Spoken) -> VoiceCount:
    spoken = {(speaker, stance) for (_, stance), speakers in distinct.items() for speaker in speakers}
    certain = {speaker.voice for speaker, _ in spoken if speaker.certain}
    independent = {
        speaker.voice for speaker, stance in spoken if speaker.certain and speaker.is_independent(stance) is True
    }
    possible = {speaker.voice for speaker, stance in spoken if speaker.is_independent(stance) is not False}
    # Somebody speaks, and who speaks against is independent, whoever it is.
    against = any(stance == "contradicts" for _, stance in spoken)
    return VoiceCount(
        Range(len(certain) or int(bool(spoken)), len({speaker.voice for speaker, _ in spoken})),
        Range(len(independent) or int(against), len(possible)),
    )


def _members(facts: Iterable[Fact]) -> Iterator[Evidence]:
    for fact in facts:
        yield from fact.members


def _voice_claims(voice: Voice, spoken: Sequence[tuple[Speaker, Evidence]]) -> VoiceClaims:
    stakes = {speaker.stake for speaker, _ in spoken}
    return VoiceClaims(
        voice,
        certain=any(speaker.certain for speaker, _ in spoken),
        stake=next((stake for stake in _MOST_INTERESTED if stake in stakes), None),
        # Once, also where several of its editions are cited for it.
        claims=tuple({claim.id: claim for _, claim in spoken}.values()),
        sources=tuple(dict.fromkeys(speaker.source for speaker, _ in spoken)),
    )
