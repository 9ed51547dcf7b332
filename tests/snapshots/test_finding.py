"""How finding things looks: search, help, palette, the filter line with what may come next, a filter in force."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, ranked, typed, until_idle

SCREENS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "search": ("slash", "insp", ()),
    "search-nothing": ("slash", "traficking", ()),
    "help": ("question_mark", "ev", ()),
    "palette": ("colon", "", ("down",)),
    "flaws": ("colon", "flaws", ("enter",)),
    "flaw": ("colon", "flaws", ("enter", "j j j enter j")),
    "filter-values": ("f", "stance:", ()),
    "filter-wrong": ("f", "stance:x", ()),
    "filtered": ("f", "stance:against year:2012..2016", ("enter",)),
    "saved-filters": ("f", "stance:against", ("enter", "apostrophe", "s", "h a r d", "enter", "j")),
}
"""The key that opens a screen, what is typed there, the keys after that."""


def reached(screen: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Goes to a screen, and waits for what is done after a pause."""

    async def go(pilot: Pilot[None]) -> None:
        key, text, after = SCREENS[screen]
        await keys(pilot, key)
        await typed(pilot, text)
        for group in after:
            await keys(pilot, group)
            await until_idle(pilot)
        await (ranked(pilot) if key == "slash" else until_idle(pilot))

    return go


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("screen", SCREENS)
def test_at_80x24(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str, language: str) -> None:
    assert snap_compare(make_app(language), run_before=reached(screen), terminal_size=(80, 24))


@pytest.mark.share(4)
@pytest.mark.parametrize("screen", ["search", "help", "palette", "filter-values"])
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str) -> None:
    assert snap_compare(make_app(), run_before=reached(screen), terminal_size=(120, 40))
