"""The app opens whatever the file of last places says."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ilo_tui.core.folders import state_folder
from ilo_tui.frontends.tui.ui_state import UiState
from tests.conftest import MakeApp
from tests.fuzz.hostile import SOUND_WORDS, unsafe

HOSTILE = "\x1b[2J\x9b31m\u202e[red]x"
REMAINING: dict[str, dict[str, Any]] = {
    "another tab": {"tab": "nothing"},
    "a hostile tab": {"tab": HOSTILE},
    "hostile spots": {"tab": "dimensions", "spots": {"dimensions": HOSTILE, HOSTILE: HOSTILE, "programmes": "gone"}},
    "half a spot": {"tab": "policies", "spots": {"policies": "|", "dimensions": "clm|nothing"}},
    "filters of nothing": {"filters": {HOSTILE: "x", "nothing": "a:b", "": ""}},
    "hostile filters": {"filters": {"evidence": HOSTILE, "programmes": f"dimension:{HOSTILE}", "dossier": "\0 ::"}},
    "every word": {"tab": "suggestions", "filters": {"suggestions": " ".join(SOUND_WORDS)}},
    "no language or theme": {"language": HOSTILE, "theme": HOSTILE},
}


@pytest.mark.share(4)
@pytest.mark.parametrize("name", REMAINING)
async def test_the_app_opens_with_any_last_place(name: str, make_app: MakeApp) -> None:
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app()
    (folder / "places.json").write_bytes(msgspec.json.encode({app.context.dossier.meta.id: REMAINING[name]}))
    assert msgspec.to_builtins(UiState.load(folder, app.context.dossier.meta.id)) == REMAINING[name]
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "3", "2", "5", "4")
        await pilot.pause()
        lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
    assert len(lines) == 24
    assert [line for line in lines if unsafe(line)] == []
