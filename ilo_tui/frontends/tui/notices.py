"""Notices that are withdrawn as soon as they are true no more, and no other notice with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.notifications import Notification, Notify


class Notices:
    """Shows notices of an app that it can withdraw."""

    def __init__(self, app: App[Any]) -> None:
        """None yet."""
        self._app = app
        self._shown: list[Notification] = []

    def show(self, text: str) -> Notification:
        """Show something, literally, until it is withdrawn or its time is over."""
        notification = Notification(text, markup=False)
        self._shown.append(notification)
        self._app.post_message(Notify(notification))
        return notification

    def withdraw(self, *notices: Notification) -> None:
        """Withdraw some; all where none are named."""
        for notice in notices or tuple(self._shown):
            self._shown.remove(notice)
            # A dialog that holds it back does not show it again.
            notice.timeout = 0
            # After it was shown, which is not done at once either.
            self._app.call_later(self._remove, notice)

    def _remove(self, notice: Notification) -> None:
        if notice in self._app._notifications:
            self._app._unnotify(notice)

    @contextmanager
    def during(self, text: str) -> Iterator[None]:
        """Show something for as long as what is done in here takes."""
        notice = self.show(text)
        try:
            yield
        finally:
            self.withdraw(notice)


def show_once(app: App[int], text: str, *, bad: bool = False) -> None:
    """Show a notice; one with the same text that is still there makes room for it."""
    for shown in [notice for notice in app._notifications if notice.message == text]:
        app._unnotify(shown)
    app.notify(text, severity="error" if bad else "information", markup=False)
