"""Notices that are taken back as soon as they are true no more, and no other notice with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.notifications import Notification, Notify


class Notices:
    """Shows notices of an app that it can take back."""

    def __init__(self, app: App[Any]) -> None:
        """None yet."""
        self._app = app
        self._shown: list[Notification] = []

    def show(self, text: str) -> Notification:
        """Say something, literally, until it is taken back or its time is over."""
        made = Notification(text, markup=False)
        self._shown.append(made)
        self._app.post_message(Notify(made))
        return made

    def take_back(self, *notices: Notification) -> None:
        """Take some back; all where none are named."""
        for notice in notices or tuple(self._shown):
            self._shown.remove(notice)
            # After it was shown, which is not done at once either.
            self._app.call_later(self._remove, notice)

    def _remove(self, notice: Notification) -> None:
        if notice in self._app._notifications:
            self._app._unnotify(notice)

    @contextmanager
    def during(self, text: str) -> Iterator[None]:
        """Say something for as long as what is done in here takes."""
        notice = self.show(text)
        try:
            yield
        finally:
            self.take_back(notice)
