"""Reading what an app has drawn, as a person reads a terminal."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.pilot import Pilot


def screen_text(app: App[Any]) -> str:
    """The screen as lines of text, without colours."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line)[:width].rstrip() for line in lines[:height])


async def press(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys, wait until all is drawn, and read the screen."""
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    return screen_text(pilot.app)
