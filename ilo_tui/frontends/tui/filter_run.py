"""Going through records for a filter: at once, or beside the screen where that takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from textual.dom import DOMNode

from ilo_tui.core.errors import StoppedError
from ilo_tui.frontends.tui.filter_state import FilterRequest
from ilo_tui.frontends.tui.workers import is_open, pause_of_worker, start_worker

T = TypeVar("T")


class Filtered(Protocol[T]):
    """What is gone through: the filter of the whole dossier, or a list with its own."""

    @property
    def takes_long(self) -> bool:
        """Whether going through it would keep a person waiting."""

    def request(self) -> FilterRequest:
        """What is typed now, to go through it for."""

    def evaluate(self, request: FilterRequest, pause: Callable[[], None]) -> T:
        """What passes; changes nothing, so a thread may call it; `pause` is called now and then."""

    def accept(self, request: FilterRequest, result: T) -> bool:
        """Put a result in force; False where something else was typed meanwhile."""


class FilterRun(Generic[T]):
    """The runs of one tab or screen; a filter typed meanwhile takes the place of the one before."""

    def __init__(self, node: DOMNode, filtered: Filtered[T], written: Callable[[], None]) -> None:
        """`written` is called once a result that came later is in force; an error goes to the node's `work_failed`."""
        self._node, self._filtered, self._written = node, filtered, written

    def apply(self) -> bool:
        """Go through it; False where that goes on beside the screen."""
        request = self._filtered.request()
        if self._filtered.takes_long:
            start_worker(self._node, self._beside, request, group="filter", exclusive=True, thread=True)
            return False
        self._filtered.accept(request, self._filtered.evaluate(request, lambda: None))
        return True

    def _beside(self, request: FilterRequest) -> None:
        try:
            result = self._filtered.evaluate(request, pause_of_worker())
        except StoppedError:
            return
        self._node.app.call_from_thread(self.accept, request, result)

    def accept(self, request: FilterRequest, result: T) -> None:
        """Put a result in force that came from beside the screen, unless that or the filter is another by now."""
        if is_open(self._node) and self._filtered.accept(request, result):
            self._written()
