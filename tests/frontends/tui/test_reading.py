"""Reading the source of a claim: `v` opens its copy at the place, Esc goes back to the very question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.screens.claims import ClaimsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.reading import ReadingScreen
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.review.queues import Choice
from tests.conftest import MakeApp
from tests.copies.reading import CLAIM, OTHER, PAGES, SOURCE, WORDS, put_copy, reading_app, with_excerpt
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import until

SIZES = [(80, 24), (120, 40)]
FIGURE = "4,128"
"""Stands on page 2 of the copy, and nowhere else."""
ITEMS = (f"evidence:{CLAIM}", f"evidence:{OTHER}")


@pytest.fixture
def read(tmp_path: Path) -> Dossier:
    """A dossier of which one source is here."""
    put_copy(tmp_path / "copies")
    return with_excerpt(tmp_path)


def judging_app(make_app: MakeApp, dossier: Dossier, folder: Path, **options: Any) -> Any:
    app = reading_app(
        make_app, dossier, folder / "copies", reviews=str(folder / "reviews"), reviewer="Sok Dara", **options
    )
    app._choice = Choice(kind="evidence", listed=ITEMS)
    return app


def decisions(folder: Path) -> list[dict[str, Any]]:
    (path,) = (folder / "reviews").glob("*.json")
    return list(json.loads(path.read_text(encoding="utf-8"))["decisions"].values())


async def shown(pilot: Pilot[Any], words: str) -> str:
    """Wait until words are on the screen, and read it."""
    await until(pilot, words)
    return screen_text(pilot.app)


def messages(app: Any) -> list[str]:
    return [notice.message for notice in app._notifications]


def head(app: Any) -> str:
    """What stands above the page of the source, as far as there is room, in one line."""
    return " ".join(app.screen.query_one("CopyPane StatusLine", StatusLine).text.split())


async def judging(pilot: Pilot[Any]) -> JudgeScreen:
    await until(pilot, "of 2 judged")
    screen = pilot.app.screen
    assert isinstance(screen, JudgeScreen)
    return screen


@pytest.mark.share(2)
@pytest.mark.parametrize("size", SIZES)
async def test_of_two_claims_judged_the_one_that_was_read_is_judged_on_its_source(
    make_app: MakeApp, tmp_path: Path, read: Dossier, size: tuple[int, int]
) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=size) as pilot:
        await judging(pilot)
        question = await press(pilot)
        assert "v source" in question
        await press(pilot, "v")
        text = await shown(pilot, FIGURE)
        assert "p. 2 (3 of 4)" in text and "Excerpt: stands on p. 2" in head(app)
        assert ("1 Not true" in text) == (size[0] >= 120), "beside the question, or over it"
        back = (await press(pilot, "escape")).replace("basis: source read", "basis: dossier only")
        assert back == question, "the very question"
        for key in ("3", "4", "3", "4"):
            await press(pilot, key)
    last = {record["item"]: record for record in decisions(tmp_path)}
    assert [last[item]["basis"] for item in ITEMS] == ["source_read", "dossier_only"]


@pytest.mark.share(2)
@pytest.mark.parametrize("size", SIZES)
async def test_a_source_that_was_left_before_its_page_was_there_is_no_basis(
    make_app: MakeApp, tmp_path: Path, read: Dossier, size: tuple[int, int]
) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=size) as pilot:
        screen, texts = await judging(pilot), app.source_texts
        with texts._reading:  # as while another document is read
            assert "reading the document" in await press(pilot, "v")
            await press(pilot, "escape")
        while texts.loaded(texts.folder.link_of(SOURCE)) is None:
            await pilot.pause()
        await press(pilot)
        assert "basis: dossier only" in screen_text(app)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        assert screen.judging.basis == "source_read"


@pytest.mark.slow
async def test_a_source_opened_again_shows_what_is_asked_for_now_at_the_size_of_now(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        rows = app.screen.query_one("RowList")
        for columns in (80, 80, 60):
            await pilot.resize_terminal(columns, 24)
            rows.point(CLAIM)
            await press(pilot, "v")
            assert "p. 2 (3 of 4)" in await shown(pilot, FIGURE)
            assert "p. 3 (4 of 4)" in await press(pilot, "l")
            await press(pilot, "escape")
            rows.point(OTHER)
            assert FIGURE not in await press(pilot, "v", "escape", "v")
            await press(pilot, "escape")


@pytest.mark.slow
async def test_beside_the_question_digits_answer_and_in_the_source_they_do_not(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await judging(pilot)
        await press(pilot, "v")
        text = await shown(pilot, FIGURE)
        assert head(app).endswith("Tab: into the source · Esc: close the source") and "next hit" not in text
        await press(pilot, "L")
        assert "Cuplikan: ada di hlm. 2" in head(app)
        await press(pilot, "L")
        assert "Excerpt: stands on p. 2" in head(app)
        assert "3 was not taken: this is the source." in await press(pilot, "tab", "3")
        assert "p. 3 (4 of 4)" in await press(pilot, "l")
        assert not list((tmp_path / "reviews").glob("*.json"))
        await press(pilot, "shift+tab", "3")
        assert screen.judging.session.answers(ITEMS[0]) == {"verdict": "holds"}
        assert PAGES[3][1] in screen_text(app), "the source stays while the item does"
        text = await press(pilot, "4")
        assert PAGES[3][1] not in text and "basis: dossier only" in text, "and goes with it"


@pytest.mark.slow
async def test_over_the_question_no_key_answers_and_keys_turn_find_and_go(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await judging(pilot)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        assert "p. i (1 of 4)" in await press(pilot, "h", "h")
        await press(pilot, "number_sign")
        assert "p. 3 (4 of 4)" in await press(pilot, "3", "enter")
        await press(pilot, "number_sign")
        assert "This copy has no page 77." in await press(pilot, "7", "7", "enter")
        await press(pilot, "f")
        text = await press(pilot, *"monitoring", "enter")
        assert "hit 4 of 4" in text
        assert "hit 1 of 4" in await press(pilot, "n")
        assert "hit 4 of 4" in await press(pilot, "N")
        await press(pilot, "2")
        assert isinstance(app.screen, ReadingScreen)
        assert not screen.judging.session.answers(ITEMS[0])


async def test_a_basis_that_is_chosen_after_reading_is_the_one_that_counts(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await judging(pilot)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        await press(pilot, "escape", "B", "down", "enter")
        assert screen.judging.basis == "own_observation"


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("size", SIZES)
async def test_a_claim_in_a_list_leads_to_its_source_and_back(
    make_app: MakeApp, tmp_path: Path, read: Dossier, size: tuple[int, int]
) -> None:
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        before = await press(pilot)
        await press(pilot, "v")
        text = await shown(pilot, FIGURE)
        assert SOURCE in text.splitlines()[0]
        assert ("Tab: into the source" in await press(pilot, "tab")) == (size[0] >= 120), (
            "where the record is beside it"
        )
        assert "v source" in before and await press(pilot, "escape") == before


@pytest.mark.slow
async def test_one_goes_back_from_a_source_to_its_claim_and_forward_to_it_again(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        before = await press(pilot, "v", "less_than_sign")
        assert isinstance(app.screen, ClaimsScreen) and "copy here" in before
        await press(pilot, "greater_than_sign")
        await shown(pilot, FIGURE)
        assert isinstance(app.screen, ReadingScreen)


@pytest.mark.slow
async def test_a_source_stays_on_a_terminal_that_gets_small_and_has_the_keys(
    make_app: MakeApp, tmp_path: Path, read: Dossier
) -> None:
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        await press(pilot, "tab")
        for width, height in ((60, 20), (40, 12)):
            await pilot.resize_terminal(width, height)
            text = await press(pilot)
            assert "p. 2 (3 of 4)" in text and "Excerpt: stands on p. 2" in " ".join(text.split())
            assert "into the source" not in text
        assert "p. 3 (4 of 4)" in await press(pilot, "l")


async def test_what_has_no_copy_says_how_to_add_one_and_its_basis_stays(
    make_app: MakeApp, tmp_path: Path, dossier: Dossier
) -> None:
    app = judging_app(make_app, dossier, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await judging(pilot)
        text = await press(pilot, "v")
        assert f"ilo-tui attach {SOURCE} FILE" in text and "Its address:" in text and "# page" not in text
        await press(pilot, "l", "f", "number_sign", "n", "escape")
        assert screen.judging.basis == "dossier_only" and app.screen is screen


async def test_where_nothing_cites_a_source_the_screen_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", "v")
        assert messages(app) == ["Nothing under the cursor cites a source: move to a claim."]


@pytest.mark.slow
async def test_a_long_page_is_opened_at_its_excerpt(make_app: MakeApp, tmp_path: Path) -> None:
    long = "\n".join(["a line before"] * 100 + [WORDS] + ["a line behind"] * 100)
    put_copy(tmp_path / "copies", pages=(("2", long),))
    app = reading_app(make_app, with_excerpt(tmp_path), tmp_path / "copies")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        await press(pilot, "v")
        lines = (await shown(pilot, "▌ In June 2005")).splitlines()
        at = next(number for number, line in enumerate(lines) if "▌ In June" in line)
        assert 3 < at < 15 and "behind" in lines[at + 1]


@pytest.mark.slow
async def test_a_document_without_a_program_for_it_is_said_to_lie_where_it_is(
    make_app: MakeApp, tmp_path: Path, read: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        await press(pilot, "V")
        (message,) = messages(app)
        assert message.startswith("This computer has no program here to open it.") and message.endswith(".pdf")


async def test_an_excerpt_has_a_mark_once_its_copy_was_read(make_app: MakeApp, tmp_path: Path, read: Dossier) -> None:
    app = reading_app(make_app, read, tmp_path / "copies")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        assert "stands on p. 2" in await until(pilot, "stands on")
        app.screen.query_one("RowList").point(OTHER)
        assert "stands on" not in await press(pilot)


async def test_marked_lines_become_the_excerpt_of_the_claim_or_a_new_claim(make_app: MakeApp, tmp_path: Path) -> None:
    put_copy(tmp_path / "copies")
    dossier = with_excerpt(tmp_path)
    reviews = str(tmp_path / "reviews")
    app = reading_app(make_app, dossier, tmp_path / "copies", reviews=reviews, reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "c")
        app.screen.query_one("RowList").point(CLAIM)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        await press(pilot, "enter")
        assert "space marks lines first" in head(app).lower()
        await press(pilot, "space", "j", "k", "j")
        assert "2 lines marked" in head(app)
        assert f"+ {WORDS}" in screen_text(app) and "+ Some 4,128" in screen_text(app)
        await press(pilot, "space")
        assert "+ Some" not in screen_text(app)
        await press(pilot, "space", "enter")
        await until(pilot, "What are these lines?")
        await press(pilot, "1")
        await until(pilot, f"Edit: Claim · {CLAIM}")
        assert app.screen.form.document()["excerpt"] == {"lang": "en", "text": WORDS, "page": "2"}
        await press(pilot, "X", "down", "enter")
        await until(pilot, FIGURE)
        await press(pilot, "space", "j", "enter")
        await until(pilot, "What are these lines?")
        await press(pilot, "2")
        await until(pilot, "New: Claim")
        document = app.screen.form.document()
    assert document["excerpt"]["text"] == f"{WORDS} Some 4,128 children were seen."
    assert (document["source"], document["locator"], document["origin"]) == (SOURCE, "p. 2", "source")
    assert document["programme"] == "clm"


async def test_while_one_judges_no_claim_is_made_of_a_source(make_app: MakeApp, tmp_path: Path, read: Dossier) -> None:
    app = judging_app(make_app, read, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await judging(pilot)
        await press(pilot, "v")
        await shown(pilot, FIGURE)
        await press(pilot, "space", "enter")
        assert "Not while you judge" in head(app)
