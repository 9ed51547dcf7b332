"""How every screen looks: at 80x24 in both languages, at 120x40 in English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import MakeApp

SCREENS = {
    "programmes": ["j"],
    "dimensions": ["2", "l", "j"],
    "cell": ["2", "l", "enter", "j"],
    "claim": ["2", "l", "enter", "enter", *"jjjjjj", "enter", "j", "j", "enter"],
    "actor": ["2", "l", "enter", "enter", *"jjj", "enter"],
    "record": ["2", "l", "enter", "enter", *"jjjjjj", "enter"],
    "policies": ["3"],
    "policy-cell": ["3", "enter"],
    "policy": ["3", "enter", "G", "enter"],
    "suggestions": ["4"],
    "gap": ["4", *"jjj"],
    "indicators": ["i"],
    "help": ["question_mark"],
    "filter": ["f", *"tou"],
    "timeline": ["t", *"llll", *"jjjjj"],
    "year": ["t", "l", "enter", "j"],
}


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("screen", SCREENS)
def test_at_80x24(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str, language: str) -> None:
    assert snap_compare(make_app(language), press=SCREENS[screen], terminal_size=(80, 24))


@pytest.mark.share(6)
@pytest.mark.parametrize("screen", SCREENS)
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str) -> None:
    assert snap_compare(make_app(), press=SCREENS[screen], terminal_size=(120, 40))


@pytest.mark.share(2)
@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_other_themes(snap_compare: Callable[..., bool], make_app: MakeApp, theme: str) -> None:
    assert snap_compare(make_app(theme=theme), press=["2"], terminal_size=(80, 24))


def test_narrow(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(), press=["2", "l"], terminal_size=(40, 12))


def test_narrow_timeline(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(), press=["t", "j"], terminal_size=(40, 12))
