"""How the places look: the list with the beginning of a page, and the page of a province and of what is only told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import MakeApp

SCREENS = {
    "places": ["p", *"jj"],
    "place": ["p", *"jj", "enter"],
    "unnamed": ["p", "G", "k", "enter"],
    "counted-wider": ["p", *"www", "right_square_bracket", "G"],
}


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("screen", SCREENS)
def test_at_80x24(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str, language: str) -> None:
    assert snap_compare(make_app(language), press=SCREENS[screen], terminal_size=(80, 24))


@pytest.mark.share(2)
@pytest.mark.parametrize("screen", ["places", "place"])
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str) -> None:
    assert snap_compare(make_app(), press=SCREENS[screen], terminal_size=(120, 40))
