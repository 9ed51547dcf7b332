"""What dialogs have in common: they are written anew in another language without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import ModalScreen, ScreenResultType

from ilo_tui.app.contexts import InContext
from ilo_tui.frontends.tui.keys import app_bindings

Words = str | Callable[[], str]
"""A text for people; where it is to follow the language, what makes it."""


def words(text: Words) -> str:
    """A text in the language in force."""
    return text if isinstance(text, str) else text()


class Dialog(InContext, ModalScreen[ScreenResultType]):
    """A dialog. Keys of the app do not pass it, but for the language's (where nothing is typed) and Ctrl+Z."""

    BINDINGS = app_bindings("language", "suspend")

    def write(self) -> None:
        """Write every word anew; what was typed stays."""
        raise NotImplementedError
