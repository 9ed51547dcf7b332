"""How the app looks: its language, its colours, and with which signs it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ilo_tui.core.languages import is_language, next_language
from ilo_tui.frontends.tui import themes
from ilo_tui.frontends.tui.base import Written

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.app import IloApp
    from ilo_tui.frontends.tui.ui_state import UiState


class Appearance:
    """Changes the looks of an app, on every screen at once."""

    def __init__(self, app: IloApp) -> None:
        """As the settings of `app` say."""
        self._app = app
        self.ascii_only = app.settings.flag("ascii")

    def restore(self, state: UiState) -> None:
        """Language and colours: as asked for, else as this dossier was left."""
        settings = self._app.settings
        if settings.origins["lang"] == "default" and is_language(state.language):
            self._app.contexts.switch_language(state.language)
        explicit = settings.origins["theme"] != "default"
        theme = state.theme if state.theme in themes.ALL and not explicit else settings.text("theme")
        if theme != self._app.theme:
            self._app.theme = theme

    def switch_language(self, name: str) -> None:
        """Speak a language, or where no name is given the next one; dialogs too: what was typed into one stays."""
        self._app.contexts.switch_language(name or next_language(self._app.context.tr.language))
        for screen in self._app.screen_stack:
            if isinstance(screen, Written) and screen.is_mounted:
                screen.write()
                screen.refresh_bindings()
                screen.query("Tour").refresh(layout=True)

    def switch_theme(self, name: str) -> None:
        """Use a colour theme, or where no name is given the next one."""
        self._app.theme = name or themes.next_theme(self._app.theme)

    def switch_signs(self) -> None:
        """Draw with ASCII only, or with all signs again."""
        self.ascii_only = not self.ascii_only
        for screen in self._app.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.notify_style_update()
                widget.refresh()
