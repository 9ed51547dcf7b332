"""Which terminals take links (OSC 8), and the look of one.

A terminal cannot be asked. Those that do not know links should pass over them, and some print them instead; so they are
sent only where the environment names a terminal that is known to draw them, or where a person says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style

_NEVER = frozenset({"linux", "dumb"})
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"})
_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "foot", "foot-direct", "alacritty", "wezterm", "contour"})
_VARIABLES = ("KITTY_WINDOW_ID", "WT_SESSION", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE")
_LEAST = {"VTE_VERSION": 5001, "KONSOLE_VERSION": 201200}
"""The first version of each that draws links; 5000 of VTE ends itself over one."""
_BETWEEN = ("TMUX", "STY", "ZELLIJ", "SSH_CONNECTION", "SSH_TTY")
"""Where something stands between: it may swallow links, and the terminal may be on another computer than the copy."""


def takes_links(setting: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether links are drawn, by the setting `links` and the terminal's environment."""
    term = environment.get("TERM", "")
    if setting == "no" or term in _NEVER:
        return False
    if setting == "yes":
        return True
    if term.startswith(("screen", "tmux")) or any(environment.get(name) for name in _BETWEEN):
        return False
    return (
        term in _TERMS
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or any(environment.get(name) for name in _VARIABLES)
        or any(_version(environment.get(name, "")) >= least for name, least in _LEAST.items())
    )


def _version(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


@lru_cache(maxsize=256)
def link_style(address: str) -> Style:
    """A link and nothing else; always the same of an address, so that a terminal takes its pieces for one link."""
    return Style(link=address)
