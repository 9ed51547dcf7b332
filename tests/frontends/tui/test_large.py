"""A large dossier: the first rows at once, the rest beside the screen; then everything as in a small one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.core.errors import StoppedError
from ilo_tui.dossier.crossings import Crossings
from ilo_tui.dossier.loading import start_loading
from ilo_tui.dossier.model import TABLES, Evidence, Programme
from ilo_tui.dossier.repository import load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.loading_screens import progress_text
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.markup import block
from tests.conftest import MakeApp
from tests.frontends.tui.large import Held, app_of, write_portfolio
from tests.frontends.tui.screen import press, screen_text

PROGRAMMES, EVIDENCE = 1500, 15_000
TALL = (120, 40)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The dossier."""
    yield write_portfolio(tmp_path_factory.mktemp("large") / "large.json", PROGRAMMES, EVIDENCE)


async def read_completely(app: IloApp, pilot: Pilot[int]) -> str:
    """Wait until everything is read, and read the screen."""
    while app.context.loading:
        await asyncio.sleep(0.01)
    await pilot.pause()
    return screen_text(app)


async def until(app: IloApp, text: str) -> str:
    """Wait until a text is on the screen."""
    for _ in range(1000):
        if text in (screen := screen_text(app)):
            return screen
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text!r} never came:\n{screen_text(app)}")


def release_loading(loading: object) -> None:
    """Let a held app read on."""
    assert isinstance(loading, Held)
    loading.go.set()


@pytest.mark.slow
async def test_first_rows_come_before_the_rest_and_keys_work_meanwhile(path: Path) -> None:
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL, notifications=True) as pilot:
        text = await press(pilot, "j")
        assert "reading the dossier: 0 %" not in text and "Programmes (" in text
        assert "…   …" in text and "Its evidence is still being read" in text
        assert not app.context.dossier.ids(Evidence)
        await press(pilot, "r")
        await until(app, "this goes in a moment")
        release_loading(loading)
        text = await read_completely(app, pilot)
        assert "…   …" not in text and "Its evidence is still being read" not in text
        assert app.context.dossier.count(Evidence) == EVIDENCE
        first, second = list(app.context.dossier.ids(Programme))[:2]
        assert app.main and app.main.tab.cursor == second != first
        last = list(app.context.dossier.ids(Programme))[-1]
        app.main.tab.go_to(last)
        await press(pilot)
        await press(pilot, "q")
    app, _ = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        await press(pilot)
        assert app.main and app.main.tab.cursor == last


@pytest.mark.slow
async def test_tabs_opened_while_it_is_read_write_themselves(path: Path) -> None:
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        for key in "2345":
            assert "reading the dossier: 0 %" in await press(pilot, key)
        await press(pilot, "2")
        release_loading(loading)
        text = await read_completely(app, pilot)
        text = await until(app, "none independent")
        assert "P00000" in text
        for key, present in (("3", "P principal"), ("4", "What to research next"), ("5", "Review sessions")):
            await press(pilot, key)
            await until(app, present)


@pytest.mark.slow
async def test_what_takes_long_after_the_last_record_is_named(path: Path) -> None:
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL, notifications=True) as pilot:
        assert "reading the dossier: 0 %" in await press(pilot, "4", "e")
        await until(app, "this goes in a moment")
        lines = []
        for share in (0.25, 0.7, 0.7, 1.0):
            loading.share = share
            lines.append(progress_text(app.context))
        assert lines == ["reading the dossier: 25 %", *["checking the dossier ..."] * 2, "counting and crossing ..."]
        loading.share = 0.0
        release_loading(loading)
        await read_completely(app, pilot)
        await until(app, "What to research next")
        assert "this goes in a moment" not in screen_text(app)


@pytest.mark.slow
async def test_crossing_lets_others_run_and_can_be_stopped(path: Path) -> None:
    dossier = load(path)
    calls: list[None] = []
    dossier.crossings.precompute(lambda: calls.append(None))
    assert len(calls) >= PROGRAMMES and dossier.crossings.has_context_only

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        Crossings(dossier).precompute(stop)


@pytest.mark.slow
async def test_a_search_begun_while_it_is_read_goes_on_by_itself(path: Path) -> None:
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        text = await press(pilot, "slash", *"order signed")
        assert "the dossier is still being read" in text
        assert "claim-" not in text
        release_loading(loading)
        await read_completely(app, pilot)
        assert "claim-" in await until(app, "Evidence")


@pytest.mark.slow
async def test_a_filter_typed_while_it_is_read_is_in_force_after(path: Path) -> None:
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        assert "reading the dossier ..." in await press(pilot, "f", *"stance:contradicts year:2012")
        release_loading(loading)
        await read_completely(app, pilot)
        await press(pilot, "enter")
        text = await until(app, f"of {PROGRAMMES}")
        assert "filter:" in text
        assert app.main and app.main.filter.query and app.main.filter.query.terms


@pytest.mark.slow
async def test_a_filter_and_a_place_are_there_again(path: Path) -> None:
    app, _ = app_of(path)
    async with app.run_test(size=TALL) as pilot:
        await read_completely(app, pilot)
        await press(pilot, "f", *"stance:contradicts", "enter")
        await until(app, f"of {PROGRAMMES}")
        await press(pilot, "2", "j", "j", "l")
        await until(app, "! gap")
        spot = app.main.tab.cursor if app.main else ""
        await press(pilot, "q")
    app, loading = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        await press(pilot)
        release_loading(loading)
        await read_completely(app, pilot)
        await until(app, "! gap")
        await until(app, f"of {PROGRAMMES}")
        assert app.main and app.main.open == "dimensions" and app.main.tab.cursor == spot


@pytest.mark.slow
async def test_faults_found_later_are_reported_and_end_the_program(path: Path, tmp_path: Path) -> None:
    tables = json.loads(path.read_bytes())
    next(iter(tables["evidence"].values()))["source"] = "nowhere"
    tables["evidence"]["77"]["year"] = "soon"
    broken = tmp_path / "broken.json"
    for shown in ("at $.year", "nowhere, which is not in sources"):
        broken.write_text(json.dumps(tables), encoding="utf-8")
        app, _ = app_of(broken)
        async with app.run_test(size=TALL) as pilot:
            text = await until(app, "This dossier cannot be used")
            assert shown in text and "ilo-tui check" in text
            await pilot.press("escape")
        assert app.return_code == 1 and app.loader.fault is not None
        tables["evidence"]["77"]["year"] = 2010


async def test_it_can_be_left_while_it_is_read(path: Path) -> None:
    app, _ = app_of(path, held=True)
    async with app.run_test(size=TALL) as pilot:
        await press(pilot, "2")
        await pilot.press("q")
    assert app.context.loading is not None


@pytest.mark.slow
async def test_review_works_as_in_a_small_one(path: Path, tmp_path: Path) -> None:
    app, _ = app_of(path, reviews=str(tmp_path / "reviews"), reviewer="Ann")
    async with app.run_test(size=TALL, notifications=True) as pilot:
        await read_completely(app, pilot)
        await press(pilot, "r")
        await until(app, "True in part")
        await press(pilot, "1")
        text = await until(app, "Saved")
        # It would cover the answers.
        assert "Preparing the review" not in text


@pytest.mark.slow
def test_both_ways_of_reading_give_the_same(path: Path) -> None:
    loading = start_loading(path)
    assert loading is not None
    read, other = loading.load_all(), load(path)
    for name in ("sources", "programmes", "evidence", "indicators", "policies", "alignments", "suggestions", "scales"):
        assert list(read.records(TABLES[name])) == list(other.records(TABLES[name]))
    assert loading.share == 1.0


def test_a_small_or_strange_file_is_left_to_the_other_way(tmp_path: Path) -> None:
    small = tmp_path / "small.json"
    small.write_text("{}", encoding="utf-8")
    assert start_loading(small) is None
    assert start_loading(tmp_path / "none.json") is None
    for content in (b"[" * 6_000_000, b'{"meta": {}}' + b" " * 6_000_000, b"\xff" * 6_000_000, b" " * 6_000_000):
        small.write_bytes(content)
        assert start_loading(small) is None


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize(("key", "text"), [("slash", "forced"), ("f", "quiet")])
async def test_what_is_typed_ahead_of_the_screen_is_not_lost(make_app: MakeApp, key: str, text: str) -> None:
    app = make_app()
    async with app.run_test(size=TALL) as pilot:
        await pilot.pause()
        for item in (key, *text):
            name = item if len(item) > 1 else None
            app.post_message(events.Key(item, None if name else item))
        await pilot.pause()
        await asyncio.sleep(0.2)
        assert app.screen.query_one(Input).value == text


@pytest.mark.slow
async def test_a_long_list_is_filtered_beside_the_screen(path: Path) -> None:
    app, _ = app_of(path)
    async with app.run_test(size=TALL) as pilot:
        await read_completely(app, pilot)
        await press(pilot, "2")
        await until(app, "! gap")
        await press(pilot, "G", *["l"] * 4, "enter")
        await until(app, f"all evidence ({EVIDENCE})")
        await press(pilot, "f", *"stance:contradicts")
        await until(app, f"of {EVIDENCE}")
        await press(pilot, "enter", "G")
        shown = app.screen.query_one("#record-list", RowList)
        last = app.context.dossier.record(Evidence, shown.target or "")
        assert last.stance == "contradicts" and 0 < len(shown.rows) < EVIDENCE


@pytest.mark.slow
async def test_a_page_of_thousands_of_claims_is_there_at_once_and_ends_with_the_last(path: Path) -> None:
    app, _ = app_of(path)
    async with app.run_test(size=TALL) as pilot:
        await read_completely(app, pilot)
        page = Page()
        app.screen.mount(page)
        await pilot.pause()
        page.write(lambda width: (block(f"line {number}") for number in range(20_000)))
        assert 0 < len(page.rows) < 20_000
        page.action_bottom()
        assert len(page.rows) == 20_000 and page.scroll_offset.y + page.viewport_height >= 20_000


@pytest.mark.slow
async def test_gaps_are_found_by_their_words_and_the_cursor_stays(path: Path) -> None:
    app, _ = app_of(path)
    async with app.run_test(size=TALL) as pilot:
        await read_completely(app, pilot)
        await press(pilot, "4")
        await until(app, "What to research next")
        await press(pilot, "G")
        at = app.main.tab.cursor if app.main else ""
        assert at.startswith("gap:") and app.main
        await press(pilot, "L", "L")
        assert app.main.tab.cursor == at
        programme = app.context.dossier.record(Programme, at.removeprefix("gap:").partition("/")[0])
        await press(pilot, "f", *programme.code.lower(), "enter")
        shown = app.screen.query_one("#question-list", RowList).rows
        targets = [target for target in (shown.target(number) for number in range(len(shown))) if target]
        gaps = [gap.id for gap in app.context.gaps if not gap.suggestions and gap.programme == programme.id]
        assert [target for target in targets if target.startswith("gap:")] == gaps


@pytest.mark.slow
async def test_ten_thousand_programmes_are_gone_through_as_a_few(tmp_path: Path) -> None:
    app, _ = app_of(write_portfolio(tmp_path / "larger.json", 10_000, 100_000))
    async with app.run_test(size=TALL) as pilot:
        assert "…   …" in await press(pilot, "j")
        await read_completely(app, pilot)
        assert app.context.dossier.count(Evidence) == 100_000
        for key, present in (
            ("2", "! gap"),
            ("3", "P principal"),
            ("4", "What to research next"),
            ("5", "Review session"),
        ):
            await press(pilot, key)
            await until(app, present)
        await press(pilot, "2", "s")
        await until(app, "most gaps first")
        await press(pilot, "f", *"stance:contradicts women", "enter")
        await until(app, "of 10000")
        await press(pilot, "slash", *"women")
        await until(app, "Programmes (1000+")
