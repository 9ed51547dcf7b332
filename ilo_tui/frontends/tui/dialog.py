"""What dialogs have in common: they are written anew in another language without losing what was typed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from textual.notifications import Notification, Notify
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
    held_back: tuple[Notification, ...] = ()
    """What was said before it was opened, and is said again after it."""

    def on_mount(self) -> None:
        """Hold back what was said before, which would lie over the question."""
        self.held_back = (*self.held_back, *self.app._notifications)
        self.app.clear_notifications()

    def on_unmount(self) -> None:
        """Say it again for the rest of its time, once no dialog lies there."""
        top = self.app.screen_stack[-1] if self.app.screen_stack else None
        current = tuple(notice for notice in self.held_back if not notice.has_expired)
        if isinstance(top, Dialog) and top is not self:
            top.held_back += current
        else:
            for notice in current:
                # Under its name it is only just being taken away from the screen below.
                notice.identity = str(uuid4())
                self.app.post_message(Notify(notice))

    def write(self) -> None:
        """Write every word anew; what was typed stays."""
        raise NotImplementedError
