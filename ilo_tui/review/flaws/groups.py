"""To which group of people an actor belongs: the evaluated actor, or one of those whose view is asked for.

A dossier says so by actors: one whose id is that of a group, or a part of it (`parent`), or who speaks with its voice
(`voice_of`). Nothing is guessed from names. Where no actor says so, the kind of a source tells press, civil society and
research apart.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, get_args

from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.model import Actor, Source
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.voices import Speaker

Group = Literal[
    "evaluated", "government", "employers", "unions", "civil_society", "media", "research", "families", "others"
]
"""Groups in the order in which they are told; `others` are of none of them."""
GROUPS: tuple[Group, ...] = get_args(Group)

_BY_ACTOR: dict[str, Group] = {
    "government": "government",
    "employers": "employers",
    "unions": "unions",
    "trade-unions": "unions",
    "civil-society": "civil_society",
    "civil-society-orgs": "civil_society",
    "media": "media",
    "press": "media",
    "research": "research",
    "researchers": "research",
    "families": "families",
}
_BY_KIND: dict[str, Group] = {"press": "media", "ngo": "civil_society", "research": "research"}


class Groups:
    """The groups of the actors of a dossier."""

    def __init__(self, dossier: DossierReader) -> None:
        """Look at the actors of `dossier`."""
        self._dossier, self._facets = dossier, Facets(dossier)
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _evaluated(self) -> frozenset[str]:
        """The evaluated actor, and the one with whose voice it speaks."""
        ident = self._dossier.meta.evaluated
        return frozenset({ident, self._dossier.voices.of_actor(ident)[0].key}) if ident else frozenset()

    def _with_those_above(self, ident: str) -> tuple[str, ...]:
        if ident not in self._known:
            actor = self._dossier.get(Actor, ident)
            self._known[ident] = tuple(self._facets.values(actor, "actor")) if actor else (ident,)
        return self._known[ident]

    def is_evaluated(self, ident: str) -> bool:
        """Whether an actor is the evaluated one, a part of it, or of what it speaks with the voice of."""
        return not self._evaluated.isdisjoint(self._with_those_above(ident))

    def of_speaker(self, speaker: Speaker) -> Group:
        """The group of whoever speaks."""
        if speaker.voice.kind == "actor":
            if self.is_evaluated(speaker.voice.key):
                return "evaluated"
            above = self._with_those_above(speaker.voice.key)
            if group := next((_BY_ACTOR[ident] for ident in above if ident in _BY_ACTOR), None):
                return group
        return _BY_KIND.get(self._dossier.record(Source, speaker.source).kind, "others")

    def actors_of(self, group: Group) -> tuple[str, ...]:
        """The actors whose ids are those of a group, which can be opened."""
        return tuple(ident for ident, of in _BY_ACTOR.items() if of == group and ident in self._dossier.ids(Actor))
