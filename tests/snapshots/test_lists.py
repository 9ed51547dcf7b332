"""How the lists of claims, sources and provisions look, and the pages to which they lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import MakeApp

SCREENS = {
    "claims": ["c", "j"],
    "claims-by-year": ["c", "s"],
    "claims-filtered": ["f", *"voices:1", "enter", "c"],
    "sources": ["S", "j"],
    "sources-by-year": ["S", "s"],
    "source": ["S", "f", *"source:dol2019", "enter", "enter"],
    "publisher": ["S", "f", *"source:dol2019", "enter", "enter", "j", "enter"],
    "provisions": ["K", "j"],
    "conclusion": ["2", "G", "l", "l", "enter"],
}


@pytest.mark.share(6)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("screen", SCREENS)
def test_at_80x24(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str, language: str) -> None:
    assert snap_compare(make_app(language), press=SCREENS[screen], terminal_size=(80, 24))


@pytest.mark.share(4)
@pytest.mark.parametrize("screen", ["claims", "claims-by-year", "sources", "provisions"])
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str) -> None:
    assert snap_compare(make_app(), press=SCREENS[screen], terminal_size=(120, 40))


@pytest.mark.share(2)
@pytest.mark.parametrize("screen", ["claims", "sources"])
def test_narrow(snap_compare: Callable[..., bool], make_app: MakeApp, screen: str) -> None:
    assert snap_compare(make_app(), press=SCREENS[screen], terminal_size=(40, 12))
