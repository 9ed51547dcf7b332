"""What a filter leaves, shown to whoever types it; for screens whose list is gone through beside them, too."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from ilo_tui.frontends.tui.filter_state import FilterState


def show_remaining(screen: Screen[Any], state: FilterState, remaining: str) -> None:
    """Show it in the filter line over a screen; where nobody types any more, what is wrong with the filter."""
    from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine

    if isinstance(screen.app.screen, FilterLine):
        screen.app.screen.show_count(remaining)
    elif state.error:
        screen.app.notify(state.error, severity="error", markup=False)
