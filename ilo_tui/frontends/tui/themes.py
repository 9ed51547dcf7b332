"""Colour themes, all with readable contrast; meaning never rests on them alone."""

from __future__ import annotations

from textual.theme import Theme

from ilo_tui.core.theme_names import THEMES

DARK = Theme(
    name="dark",
    primary="#8ab4f8",
    secondary="#c6dafc",
    accent="#8ab4f8",
    success="#7fd18c",
    error="#ff9a8b",
    warning="#f5c04a",
    foreground="#e6e6e6",
    background="#14171c",
    surface="#1c2027",
    panel="#262b34",
    dark=True,
    variables={"text-muted": "#a8b0bd", "text-disabled": "#9ca5b2", "input-selection-background": "#3a4f70"},
)
LIGHT = Theme(
    name="light",
    primary="#0b57d0",
    secondary="#0842a0",
    accent="#0b57d0",
    success="#146c2e",
    error="#b3261e",
    warning="#7a4f00",
    foreground="#1a1c1e",
    background="#ffffff",
    surface="#f3f5f9",
    panel="#e2e7ef",
    dark=False,
    variables={"text-muted": "#4a5361", "text-disabled": "#545e6b", "input-selection-background": "#b3cdf6"},
)
HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    success="#00ff66",
    error="#ff9999",
    warning="#ffcc00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    dark=True,
    variables={"text-muted": "#e0e0e0", "text-disabled": "#c8c8c8", "input-selection-background": "#000090"},
)
COLOUR_BLIND = Theme(
    # Blue and orange after Okabe and Ito, which red-, green- and blue-blind readers tell apart.
    name="colour-blind",
    primary="#56b4e9",
    secondary="#9ad2f2",
    accent="#56b4e9",
    success="#56b4e9",
    error="#f0882a",
    warning="#f0e442",
    foreground="#eaeaea",
    background="#121417",
    surface="#1a1d22",
    panel="#252a31",
    dark=True,
    variables={"text-muted": "#adb5c0", "text-disabled": "#9ea7b4", "input-selection-background": "#2f5068"},
)
ALL = {theme.name: theme for theme in (DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND)}


def next_theme(name: str) -> str:
    """The next theme in turn."""
    return THEMES[(THEMES.index(name) + 1) % len(THEMES)]
