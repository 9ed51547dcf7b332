"""Who speaks in a claim, and how many voices claims have, as METHOD 2 has it.

A voice is named by its kind and name: `actor:ID`, `publisher:NAME` (folded), `source:ID`. Counts are `[low, high]`.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.independent.crossings import STANCES, Document, Fact, Tables


class Speaker(NamedTuple):
    """A voice as it speaks in one claim."""

    voice: str
    stake: str | None
    """Of the actor who speaks, else of the nearest one above that states it; not that of the voice."""
    certain: bool


class Speaking(NamedTuple):
    """A voice in a claim."""

    speaker: Speaker
    claim: Document

    @property
    def is_independent(self) -> bool:
        """Whether it surely has no interest in what it says."""
        return self.speaker.stake == "none" or self.claim["stance"] == "contradicts"

    @property
    def may_be_independent(self) -> bool:
        """Whether it is, or could be: its stake is not stated."""
        return self.is_independent or self.speaker.stake is None


def folded(name: str) -> str:
    """A name without capitals and with single spaces."""
    return " ".join(name.split()).casefold()


class Directory:
    """Actors and sources of a dossier by id and name."""

    def __init__(self, tables: Tables) -> None:
        """Index them."""
        self.actors = {actor["id"]: actor for actor in tables["actors"]}
        self.sources = {source["id"]: source for source in tables["sources"]}
        self.names: dict[str, str] = {}
        for actor in tables["actors"]:
            for name in actor["name"].values():
                self.names.setdefault(folded(name), actor["id"])
        self.theses = {claim["source"] for claim in tables["evidence"] if claim["origin"] == "thesis"}

    def chain(self, table: dict[str, Document], ident: str, field: str) -> list[str]:
        """A record and those above it by a field; a cycle ends before it comes round."""
        idents = [ident]
        while (above := table.get(idents[-1], {}).get(field)) and above not in idents:
            idents.append(above)
        return idents

    def actor(self, ident: str, *, certain: bool) -> Speaker:
        """An actor, speaking with the voice of the last above it."""
        actors = self.chain(self.actors, ident, "voice_of")
        stakes = [self.actors[actor]["stake"] for actor in actors if self.actors.get(actor, {}).get("stake")]
        return Speaker(f"actor:{actors[-1]}", stakes[0] if stakes else None, certain)

    def root(self, source: str) -> str:
        """The source from which the figures of a source come at last."""
        return self.chain(self.sources, source, "data_of")[-1]

    def source(self, ident: str) -> Speaker:
        """Who speaks in a source: its voice, its publisher, or nobody but itself."""
        source = self.sources[ident]
        if source.get("voice"):
            return self.actor(source["voice"], certain=True)
        publisher = folded(source.get("publisher") or "")
        if not publisher:
            return Speaker(f"source:{ident}", None, certain=False)
        certain = source["kind"] != "press"
        if publisher in self.names:
            return self.actor(self.names[publisher], certain=certain)
        return Speaker(f"publisher:{publisher}", None, certain)

    def speakers(self, claim: Document) -> list[Speaker]:
        """Who speaks in a claim, the first of them first; nobody in the thesis's."""
        if claim["origin"] == "thesis":
            return []
        if claim.get("said_by"):
            return [self.actor(claim["said_by"], certain=True)]
        if claim.get("data_of"):
            return [self.source(self.root(claim["data_of"]))]
        return [self.source(self._origin(claim, claim["source"])), *self._others(claim)]

    def _others(self, claim: Document) -> list[Speaker]:
        """The voices of its other sources, which may only repeat the first."""
        cited = [cite["source"] for cite in claim.get("other_sources") or []]
        sources = [self._origin(claim, source) for source in cited if source not in self.theses]
        return [self.source(source)._replace(certain=False) for source in sources]

    def _origin(self, claim: Document, source: str) -> str:
        return self.root(source) if claim.get("figures") else source


def speakings(directory: Directory, facts: list[Fact]) -> list[Speaking]:
    """Every voice in every member of the facts."""
    claims = [member for fact in facts for member in fact.members]
    return [Speaking(speaker, claim) for claim in claims for speaker in directory.speakers(claim)]


def distinct(spoken: list[Speaking]) -> set[str]:
    """The voices."""
    return {speaking.speaker.voice for speaking in spoken}


def certain(spoken: list[Speaking]) -> list[Speaking]:
    """Without those that may only repeat another, or of whom it is not clear who speaks."""
    return [speaking for speaking in spoken if speaking.speaker.certain]


def voice_range(spoken: list[Speaking]) -> list[int]:
    """How many voices at least and at most."""
    voices = len(distinct(spoken))
    return [len(distinct(certain(spoken))) or min(voices, 1), voices]


def independent_range(spoken: list[Speaking]) -> list[int]:
    """How many of them are independent, at least and at most."""
    low = len(distinct([speaking for speaking in certain(spoken) if speaking.is_independent]))
    against = any(speaking.claim["stance"] == "contradicts" for speaking in spoken)
    high = len(distinct([speaking for speaking in spoken if speaking.may_be_independent]))
    return [max(low, int(against)), high]


def by_stance(directory: Directory, facts: list[Fact]) -> dict[str, list[Speaking]]:
    """What is spoken for, against, as context, and in all."""
    groups = {stance: [fact for fact in facts if fact.counted["stance"] == stance] for stance in STANCES}
    return {key: speakings(directory, group) for key, group in {**groups, "all": facts}.items()}
