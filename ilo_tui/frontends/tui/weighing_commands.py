"""The commands that say what is counted: how closely a claim is tied, and of which period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.dossier.weighing import Weighing, makes_difference
from ilo_tui.frontends.tui.base import RecordScreen
from ilo_tui.frontends.tui.main import MainScreen

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp


class WeighingCommands:
    """Counts other claims on every screen of an app at once."""

    def __init__(self, app: IloApp) -> None:
        """For the screens of `app`."""
        self._app = app

    def widen(self) -> None:
        """Count at the next wider tie level; after the widest comes the narrowest."""
        context = self._app.context
        if makes_difference(context.dossier):
            self._weigh(context.weighing.wider())
            return
        self._app.show_message(context.tr("This dossier does not say who is evaluated, so all claims count as tied."))

    def step_period(self, by: int) -> None:
        """Count in a later or an earlier period."""
        context = self._app.context
        self._weigh(context.weighing.step(context.dossier, by))

    def _weigh(self, weighing: Weighing) -> None:
        self._app.contexts.weigh(weighing)
        for screen in self._app.screen_stack:
            if isinstance(screen, MainScreen):
                screen.reweigh()
            elif isinstance(screen, RecordScreen) and screen.is_mounted:
                screen.write()
