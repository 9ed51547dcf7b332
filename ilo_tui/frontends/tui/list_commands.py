"""The commands that open lists of all claims, sources and provisions, and the order in which each was read last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.dossier.gazetteer import word_of
from ilo_tui.dossier.model import Actor, Dimension, Indicator, Policy, Programme, Record, Source
from ilo_tui.dossier.voices import PUBLISHER
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.protocols import Citable

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.filter_state import FilterState

_KEYS: dict[type[Record], str] = {
    Programme: "programme",
    Dimension: "dimension",
    Policy: "policy",
    Indicator: "indicator",
    Source: "source",
    Actor: "actor",
}
"""By which key of a filter the claims are found that are about a record."""


class ListCommands:
    """Lays a list over the screens of an app."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`; no list was sorted yet."""
        self._app = app
        self._orders: dict[str, str] = {}

    def order_of(self, kind: str, first: str) -> str:
        """The name of the order in which a list of this kind was read last; the `first` one where none was."""
        return self._orders.get(kind, first)

    def keep_order(self, kind: str, name: str) -> None:
        """Read lists of this kind in this order from now on."""
        self._orders[kind] = name

    def claims(self) -> None:
        """All claims: on a tab those that its filter leaves, from the page or line of a record those about it."""
        from ilo_tui.frontends.tui.screens.claims import ClaimsScreen

        if not isinstance(self._app.screen, ClaimsScreen):
            self._app.navigator.push(ClaimsScreen(self._app.contexts, self._carried(), self._about()))

    def _carried(self) -> FilterState | None:
        screen = self._app.screen
        return screen.filter if isinstance(screen, MainScreen) else None

    def _about(self) -> str:
        """The filter for the record that a screen over the tabs is about."""
        screen = self._app.screen
        ident = (screen.cited() if isinstance(screen, RecordScreen) and isinstance(screen, Citable) else None) or ""
        if ident.startswith(PUBLISHER):
            return f"{PUBLISHER}{word_of(ident.removeprefix(PUBLISHER))}"
        record = self._app.context.dossier.find(ident)
        key = _KEYS.get(type(record)) if record else None
        return f"{key}:{ident}" if key else ""

    def sources(self) -> None:
        """All sources."""
        from ilo_tui.frontends.tui.screens.sources import SourcesScreen

        if not isinstance(self._app.screen, SourcesScreen):
            self._app.navigator.push(SourcesScreen(self._app.contexts))

    def provisions(self) -> None:
        """All provisions of all policies."""
        from ilo_tui.frontends.tui.screens.provisions import ProvisionsScreen

        if not isinstance(self._app.screen, ProvisionsScreen):
            self._app.navigator.push(ProvisionsScreen(self._app.contexts))
