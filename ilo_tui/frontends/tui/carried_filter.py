"""The filter of a tab that narrows lists opened from there, too, until it is taken away in the list."""

from __future__ import annotations

from collections.abc import Callable

from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filters import Query
from ilo_tui.frontends.tui.filter_state import FilterState


class CarriedFilter:
    """What another screen's filter leaves of the claims, as it was when the list was opened."""

    def __init__(self, state: FilterState | None) -> None:
        """Carry the filter `state`, if that is about the whole dossier and in force."""
        carried = state if state and state.kind == DOSSIER and state.query else None
        self._state, self._request = carried, carried.request() if carried else None
        self._ids: frozenset[str] | None = None
        if carried and carried.result and carried.is_applied:
            self._ids = _ids_of(carried.result)

    @property
    def query(self) -> Query | None:
        """The filter; None where there is none, or no longer."""
        return self._request.query if self._request else None

    def ids(self, pause: Callable[[], None] = lambda: None) -> frozenset[str] | None:
        """The claims that pass, by their ids; None where nothing is carried. `pause` is called now and then."""
        if self._state and self._request and self._ids is None:
            result = self._state.evaluate(self._request, pause)
            self._ids = _ids_of(result) if result else None
        return self._ids

    def drop(self) -> None:
        """Take it away here; where it came from it stays."""
        self._state = self._request = self._ids = None


def _ids_of(result: FilterResult) -> frozenset[str]:
    """What has the words itself, as `list evidence` finds it."""
    return frozenset(claim.id for claims in result.crossed.values() for claim in claims)
