"""Choosing from a small list on what one judges or agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from textual.screen import Screen

from ilo_tui.app.contexts import Contexts
from ilo_tui.frontends.tui.dialog import Words
from ilo_tui.frontends.tui.options import Options
from ilo_tui.review.model import Basis
from ilo_tui.views.pages.decisions import BASES


def choose_basis(screen: Screen[Any], contexts: Contexts, at: Basis, take: Callable[[Basis], None]) -> None:
    """Offer the bases over a screen, the cursor on the one in force; `take` is told the one that was chosen."""
    names: tuple[Basis, ...] = get_args(Basis)

    def label(name: Basis) -> Words:
        return lambda: contexts.current.tr(BASES[name])

    def chosen(name: str | None) -> None:
        for basis in names:
            if basis == name:
                take(basis)

    lines = [(name, label(name)) for name in names]
    screen.app.push_screen(Options(lambda: contexts.current.tr("On what do you judge from now on?"), lines, at), chosen)
