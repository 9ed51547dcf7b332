"""How the effect direction plot looks, in sections and in columns, and the gap map that has its arrows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import MakeApp

PLOT = ["2", "j", "j", "j", "l", "x"]
"""From any tab to the plot of a crossing with voices that are tied and others that are not."""
MAP = ["2", "w", "l"]


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_at_80x24(snap_compare: Callable[..., bool], make_app: MakeApp, language: str) -> None:
    assert snap_compare(make_app(language), press=PLOT, terminal_size=(80, 24))


@pytest.mark.slow
def test_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(), press=PLOT, terminal_size=(120, 40))


def test_in_ascii(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(ascii=True), press=PLOT, terminal_size=(80, 24))


def test_narrow(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(), press=PLOT, terminal_size=(40, 12))


@pytest.mark.slow
def test_the_map_with_arrows(snap_compare: Callable[..., bool], make_app: MakeApp) -> None:
    assert snap_compare(make_app(), press=MAP, terminal_size=(160, 40))
