"""The organisations of IATI files as actors: who reports, who funds, who implements.

An organisation is known by its reference, without one by its name, wherever it stands in a file. Who reports an
activity judges its own work; the most interested role that an organisation has anywhere is its stake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilo_tui.core.text import name_key
from ilo_tui.dossier.model import Actor, Stake
from ilo_tui.dossier.parts import Texts
from ilo_tui.importers.iati.codelists import by_code_or_word, codelists
from ilo_tui.importers.iati.languages import texts_of
from ilo_tui.importers.iati.tree import Node
from ilo_tui.importers.tables.ids import ident_of
from ilo_tui.importers.tables.phrases import neutral

_INTEREST: tuple[Stake | None, ...] = ("own", "funder", "implementer", None)
"""Stakes, the most interested first."""
_ROLES: dict[str, Stake] = {
    "Funding": "funder",
    "Extending": "funder",
    "Accountable": "implementer",
    "Implementing": "implementer",
}
"""The stakes of the roles of IATI: who extends manages the money for the funder, who is accountable answers for it."""


@dataclass
class _Organisation:
    """What is known of one organisation: its id, names and stake, and whether a reference names it."""

    id: str
    name: Texts
    stake: Stake | None
    has_reference: bool


class ActorRegistry:
    """The organisations of all activities that are kept; the actors of a dossier before stay as they are there."""

    def __init__(self, former: Iterable[Actor] = ()) -> None:
        """Keep the actors of a `former` dossier."""
        self._former = {actor.id: actor for actor in former}
        self._organisations: dict[str, _Organisation] = {}
        self._reporting: dict[str, None] = {}

    @property
    def reporting(self) -> list[str]:
        """The ids of the organisations that report, each once."""
        return list(self._reporting)

    def add(self, node: Node) -> str | None:
        """Take in the organisations of an activity; the id of the one that reports it, None where none is named."""
        for participant in node.all("participating-org"):
            role = by_code_or_word(codelists().organisation_role, participant.get("role"))
            self._add(participant, _ROLES.get(role))
        reporter = node.first("reporting-org")
        ident = self._add(reporter, "own") if reporter else None
        if ident:
            self._reporting[ident] = None
        return ident

    def _add(self, node: Node, stake: Stake | None) -> str | None:
        """Take in one organisation; None where it has neither a reference nor a name."""
        reference, names = node.get("ref"), texts_of([node])
        key = name_key(reference or next(iter(names.values()), ""))
        if not key:
            return None
        known = self._organisations.get(key)
        if known is None:
            ident = f"org.{ident_of(key, 'organisation')}"
            named = names or neutral(reference)
            known = self._organisations[key] = _Organisation(ident, named, stake, bool(reference))
        elif _INTEREST.index(stake) < _INTEREST.index(known.stake):
            known.stake = stake
        return known.id

    def actors(self) -> Iterator[Actor]:
        """All of them, those of the former dossier first; a name without a reference is who else has that name."""
        self._join_names()
        yield from self._former.values()
        for organisation in self._organisations.values():
            if organisation.id not in self._former:
                yield Actor(id=organisation.id, name=organisation.name, stake=organisation.stake)

    def _join_names(self) -> None:
        """Give what is said of an organisation by its name alone to the one of this name that has a reference."""
        named = {
            name_key(name): organisation
            for organisation in self._organisations.values()
            if organisation.has_reference
            for name in organisation.name.values()
        }
        for key, organisation in list(self._organisations.items()):
            same = None if organisation.has_reference else named.get(key)
            if same and organisation.id not in self._reporting:
                same.stake = min(same.stake, organisation.stake, key=_INTEREST.index)
                del self._organisations[key]
