"""The colour themes by name: what can be chosen on the command line, in the config file and in the palette.

Their colours are in `ilo_tui.frontends.tui.themes`; here is nothing that `--help` would have to wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ilo_tui.core.translator import N_

THEME_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "dark": (N_("dark"), N_("Colours: dark")),
        "light": (N_("light"), N_("Colours: light")),
        "high-contrast": (N_("contrast"), N_("Colours: high contrast")),
        "colour-blind": (N_("colour-blind"), N_("Colours: told apart by colour-blind readers")),
    }
)
"""Name, in the order in which a key goes through them: label, and what the palette says; both marked."""

THEMES = tuple(THEME_LABELS)
