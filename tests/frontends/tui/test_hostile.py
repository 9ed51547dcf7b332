"""Hostile texts in a dossier reach every screen as literal text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilo_tui.dossier.repository import Dossier, default_path, load
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press

HOSTILE = {
    "markup": "[red]not red[/] [/] [@click=app.quit]x[/]",
    "ansi": "\x1b[31mred\x1b]0;title\x07 bell\x00nul",
    "bidi": "abc\u202edef\u2066ghi",
    "khmer": "ពលកម្មកុមារនៅកម្ពុជា" * 10,
    "long": "x" * 10_000,
}


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Dossier:
    """The default dossier with a hostile text in every place where a person reads one."""
    text = HOSTILE[request.param]
    tables = json.loads(default_path().read_text(encoding="utf-8"))
    for rows in tables.values():
        for document in rows.values():
            for key, value in document.items():
                if isinstance(value, dict) and "en" in value:
                    document[key] = {"en": text, "id": text}
                elif key in {"title", "publisher", "locator", "code", "edition", "licence"} and isinstance(value, str):
                    document[key] = text
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    return load(path)


@pytest.mark.share(6)
async def test_every_screen_shows_hostile_text_literally(make_app: MakeApp, hostile: Dossier) -> None:
    app = make_app(opened=hostile)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["1", "enter"], ["2", "enter", "enter"], ["3", "enter"], ["4", "enter"], ["i", "enter"], ["y"]):
            text = await press(pilot, *keys)
            assert not any(char < " " and char != "\n" for char in text), keys
            assert "\u202e" not in text
            await press(pilot, "escape", "escape", "escape")
        assert app.return_code is None
