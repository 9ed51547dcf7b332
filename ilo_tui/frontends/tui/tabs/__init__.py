"""The tabs: each is a module here, with an entry in `ilo_tui.core.tabs`."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING

from ilo_tui.core.tabs import TabSpec

if TYPE_CHECKING:
    from ilo_tui.frontends.tui.base import TabView


def tab_view(spec: TabSpec) -> type[TabView]:
    """The class of a tab, imported now; raises `TypeError` where an entry names something else."""
    from ilo_tui.frontends.tui.base import TabView

    view = resolve_name(spec.view)
    if not (isinstance(view, type) and issubclass(view, TabView)):
        raise TypeError(f"{spec.view} is no TabView")
    return view
