"""How a source looks: over its claim, beside the question, and in ASCII without colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review.queues import Choice
from tests.conftest import MakeApp
from tests.copies.reading import CLAIM, PAGES, put_copy, reading_app, with_excerpt
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import until
from tests.snapshots.texts import differences

TABLE = "Salt works, and children seen in them:\nKampot 48 1,002\nKep 47 126\nAll 4,128 95"
FIGURES = {"en": "In June 2005, 4,128 children were seen in salt works.", "id": "Juni 2005 terlihat 4.128 anak."}


def opened(make_app: MakeApp, folder: Path, language: str = "en", **options: Any) -> Any:
    """An app over a claim that quotes a page of its source, which is here."""
    pages = (*PAGES[:2], ("2", f"{PAGES[2][1]}\n\n{TABLE}"), PAGES[3])
    put_copy(folder / "copies", pages=pages)
    return reading_app(
        make_app, with_excerpt(folder, statement=FIGURES), folder / "copies", language=language, **options
    )


async def read_claim(pilot: Pilot[Any]) -> None:
    """Go to the claim among all, and read its source."""
    await press(pilot, "c")
    pilot.app.screen.query_one("RowList", RowList).point(CLAIM)
    await press(pilot, "v")
    await until(pilot, "4,128 95")


@pytest.mark.share(2)
@pytest.mark.parametrize("language", ["en", "id"])
def test_over_the_claim_at_80x24(
    snap_compare: Callable[..., bool], make_app: MakeApp, tmp_path: Path, language: str
) -> None:
    app = opened(make_app, tmp_path, language)
    assert snap_compare(app, run_before=read_claim, terminal_size=(80, 24))


@pytest.mark.slow
def test_beside_the_question_at_120x40(snap_compare: Callable[..., bool], make_app: MakeApp, tmp_path: Path) -> None:
    app = opened(make_app, tmp_path, reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    app._choice = Choice(kind="evidence", listed=(f"evidence:{CLAIM}",))

    async def read_item(pilot: Pilot[Any]) -> None:
        await until(pilot, "of 1 judged")
        await press(pilot, "v")
        await until(pilot, "4,128 95")
        await press(pilot, "tab", "f", *"salt", "enter")

    assert snap_compare(app, run_before=read_item, terminal_size=(120, 40))


@pytest.mark.slow
async def test_in_ascii_every_mark_has_its_sign(
    make_app: MakeApp, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    app = opened(make_app, tmp_path, ascii="true")
    async with app.run_test(size=(80, 24)) as pilot:
        await read_claim(pilot)
        await press(pilot, "f")
        text = await press(pilot, *"children", "enter")
        assert text == screen_text(app) and text.isascii()
    assert not differences("reading", text, update=bool(request.config.getoption("update_snapshots")))
