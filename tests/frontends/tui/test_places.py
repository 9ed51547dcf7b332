"""Back and forward through what was visited; the last place is there again at the next start, dossier by dossier."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from ilo_tui.core.disk import Disk
from ilo_tui.core.folders import state_folder
from ilo_tui.core.settings import load_settings
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.model import Indicator
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.navigation import History, Location
from ilo_tui.frontends.tui.screens.browse import IndicatorsScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.record import PageScreen, PolicyCellScreen
from ilo_tui.frontends.tui.ui_state import UiState, UiStateKeeper
from ilo_tui.views.context import ViewContext
from tests.dossier.small import opened, small
from tests.frontends.tui.starting import DEFAULT, keys, started, two_sessions, typed

BACK, FORTH = "less_than_sign", "greater_than_sign"


def location_of(app: IloApp) -> tuple[object, ...]:
    """What a person would call the place: the screen, the tab, what the cursor is on."""
    screen: Any = app.screen
    assert app.main
    return type(screen).__name__, app.main.open, app.main.tab.cursor, screen.current()


@pytest.mark.slow
async def test_back_and_forward_through_tabs_pages_and_cells() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        steps = ("j", "2", "j l", "enter", "j j", "3", "j l", "enter", "4 j", "i", "j j j", "1 G")
        visited = [location_of(app)]
        for step in steps:
            await keys(pilot, step)
            if step[0].isdigit() or step in {"enter", "i"}:
                visited.append(location_of(app))
            else:
                visited[-1] = location_of(app)
        visited[-1] = location_of(app)
        assert {kind for kind, *_ in visited} == {"MainScreen", "CellScreen", "PolicyCellScreen", "IndicatorsScreen"}
        assert await back_through(pilot, BACK, len(visited)) == visited[::-1]
        assert await back_through(pilot, FORTH, len(visited)) == visited


async def back_through(pilot: Pilot[Any], key: str, most: int) -> list[tuple[object, ...]]:
    """Where one is, and where one comes by pressing a key until nothing changes."""
    app = pilot.app
    assert isinstance(app, IloApp)
    items = [location_of(app)]
    for _ in range(most + 1):
        await keys(pilot, key)
        if location_of(app) != items[-1]:
            items.append(location_of(app))
    return items


@pytest.mark.slow
async def test_going_elsewhere_after_going_back_forgets_what_lay_ahead() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "3", "4", BACK, BACK)
        assert location_of(app)[1] == "dimensions"
        await keys(pilot, "i")
        assert isinstance(app.screen, IndicatorsScreen)
        await keys(pilot, FORTH)
        assert isinstance(app.screen, IndicatorsScreen)
        await keys(pilot, BACK)
        assert location_of(app)[:2] == ("MainScreen", "dimensions")
        await keys(pilot, BACK)
        assert location_of(app)[:2] == ("MainScreen", "programmes")


@pytest.mark.slow
async def test_escape_is_a_step_back_and_the_cursor_in_a_list_is_no_place() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "l", "enter", "j", "question_mark", "escape", "escape", "i", "j j j")
        await keys(pilot, "question_mark", "escape")
        assert isinstance(app.screen, IndicatorsScreen)
        await keys(pilot, BACK)
        assert location_of(app)[:2] == ("MainScreen", "dimensions")
        await keys(pilot, BACK)
        assert location_of(app)[:2] == ("MainScreen", "programmes")
        await keys(pilot, FORTH, FORTH)
        assert isinstance(app.screen, IndicatorsScreen)
        assert app.screen.current() == list(app.context.dossier.ids(Indicator))[3]


@pytest.mark.slow
async def test_a_cell_is_narrowed_as_before_when_one_comes_back_to_it() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter", "2", "g l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        matching = screen.matching()
        assert {item.stance for item in matching if hasattr(item, "stance")} == {"contradicts"}
        await keys(pilot, "4", BACK)
        screen = app.screen
        assert isinstance(screen, CellScreen)
        assert screen.matching() == matching
        assert "speaks against" in await keys(pilot)


@pytest.mark.slow
async def test_pages_that_lead_to_pages_are_gone_back_one_by_one() -> None:
    app = started(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "3", "enter", "G", "enter", "G", "enter")
        assert isinstance(app.screen, PageScreen)
        last = app.screen.ident
        await keys(pilot, BACK)
        middle = app.screen
        assert isinstance(middle, PageScreen) and middle.ident != last
        await keys(pilot, BACK)
        assert isinstance(app.screen, PolicyCellScreen)
        await keys(pilot, FORTH, FORTH)
        assert isinstance(app.screen, PageScreen) and app.screen.ident == last
        await keys(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


places = st.builds(Location, st.sampled_from("123"), st.sampled_from(["", "a", "b"]))


@given(visits=st.lists(places, min_size=1, max_size=30), back=st.integers(0, 40))
def test_the_trail_gives_back_what_was_visited(visits: list[Location], back: int) -> None:
    trail, shown = History(), []
    for place in visits:
        trail.push(place)
        shown.append(place)
    for _ in range(back):
        before = trail.step(-1)
        if before is None:
            assert trail.current == shown[0]
            return
        assert before == trail.current
    assert trail.current == shown[-1 - back]
    trail.push(Location("9"))
    assert trail.step(1) is None


def test_the_trail_keeps_only_so_much() -> None:
    trail = History()
    for number in range(1000):
        trail.push(Location(str(number)))
    steps = 0
    while trail.step(-1):
        steps += 1
    assert steps == 199


# What is remembered from one start to the next.


def state() -> Path:
    """The file in which it is kept."""
    return state_folder() / "places.json"


async def leave_with(app: IloApp, *pressed: str) -> tuple[object, ...]:
    """Start, press keys, quit; where one was."""
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, *pressed)
        result = location_of(app)
        await keys(pilot, "q")
        assert app.return_code == 0
    return result


@pytest.mark.slow
async def test_tab_cursor_filter_language_and_colours_are_there_again_at_the_next_start() -> None:
    async with (app := started()).run_test(size=(80, 24)) as pilot:
        await keys(pilot, "j j", "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter", "4 j", "2", "j j l", "L", "T T")
        assert app.main
        spots = app.main.cursors
        await keys(pilot, "q")
    assert app.context.tr.language == "id"
    assert app.theme == "high-contrast"
    again = started()
    async with again.run_test(size=(80, 24)) as pilot:
        text = await keys(pilot)
        assert again.context.tr.language == "id"
        assert again.theme == "high-contrast"
        assert "menentang" in text.splitlines()[1]
        assert again.main and again.main.open == "dimensions"
        assert again.main.tab.cursor == spots["dimensions"] != ""
        assert again.main.filters == {DOSSIER: "stance:against"}
        for tab in "14":
            await keys(pilot, tab)
            assert again.main.tab.cursor == spots[again.main.open] != ""


@pytest.mark.slow
async def test_another_dossier_is_not_touched(tmp_path: Path) -> None:
    await leave_with(started(), "3", "L", "T")
    other = started(opened=opened(tmp_path, small()))
    async with other.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        assert other.main and other.main.open == "programmes"
        assert (other.context.tr.language, other.theme) == ("en", "dark")
        await keys(pilot, "2", "q")
    assert UiState.load(state_folder(), DEFAULT.meta.id).tab == "policies"
    assert UiState.load(state_folder(), "small").tab == "dimensions"


@pytest.mark.slow
async def test_options_variables_and_the_config_file_win_over_what_is_remembered(tmp_path: Path) -> None:
    await leave_with(started(), "3", "L", "T")
    config = tmp_path / "c.toml"
    config.write_text('lang = "en"\ntheme = "colour-blind"\n', encoding="utf-8")
    for options, environment in (
        ({"lang": "en", "theme": "colour-blind"}, {}),
        ({}, {"ILO_TUI_LANG": "en", "ILO_TUI_THEME": "colour-blind"}),
        ({}, {"ILO_TUI_CONFIG": str(config)}),
    ):
        settings = load_settings(options, {"ILO_TUI_CONFIG": "none.toml", **environment})
        app = IloApp(ViewContext(DEFAULT, Translator(settings.language)), settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await keys(pilot)
            assert (app.context.tr.language, app.theme) == ("en", "colour-blind")
            assert app.main and app.main.open == "policies"


async def test_a_locale_does_not_win_over_the_language_that_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    app = started()
    assert app.context.tr.language == "id"
    await leave_with(app, "L")
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    assert started().context.tr.language == "en"


def everything(*folders: Path) -> dict[str, bytes]:
    """Every file below some folders."""
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
async def test_read_only_writes_nothing_wherever_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no-tools"))
    reviews = two_sessions(tmp_path / "reviews")
    before = everything(tmp_path, Path.home(), state_folder())
    app = started(read_only=True, reviews=str(reviews), reviewer="Sok Dara")
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "L", "T", "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter", "5", "enter", "escape", "d", "escape", "1", "y", "r", "i", "q")
        assert app.return_code == 0
    assert set(everything(tmp_path, Path.home(), state_folder())) == set(before)
    assert everything(tmp_path, Path.home(), state_folder()) == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\0",
        b"[" * 100_000,
        b"[]",
        b'{"ID": 3}',
        b'{"ID": {"tab": 3}}',
        b'{"ID": {"spots": {"programmes": 5}}}',
    ],
)
async def test_a_broken_file_counts_as_none_and_is_replaced(content: bytes) -> None:
    state().parent.mkdir(parents=True, exist_ok=True)
    state().write_bytes(content.replace(b"ID", DEFAULT.meta.id.encode()))
    assert UiState.load(state_folder(), DEFAULT.meta.id) == UiState()
    UiState("policies").save(state_folder(), DEFAULT.meta.id)
    assert UiState.load(state_folder(), DEFAULT.meta.id) == UiState("policies")


def test_a_mark_that_an_editor_put_at_the_beginning_is_passed_over() -> None:
    UiState("policies").save(state_folder(), DEFAULT.meta.id)
    (stored,) = (state_folder() / "places").iterdir()
    stored.write_bytes(b"\xef\xbb\xbf" + stored.read_bytes())
    assert UiState.load(state_folder(), DEFAULT.meta.id) == UiState("policies")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names there are always Unicode")
async def test_the_cursor_on_a_session_whose_name_is_no_unicode_ends_nothing(tmp_path: Path) -> None:
    for number, session in enumerate(sorted(two_sessions(tmp_path).glob("*.json"))):
        session.rename(tmp_path / os.fsdecode(b"%d\xff.json" % number))
    app = started(lang="en", reviews=str(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "5", "G", "k", "j", "g", "1", "5", "q")
        assert app.return_code == 0
    assert UiState.load(state_folder(), DEFAULT.meta.id).tab == "review"


HOSTILE: list[dict[str, Any]] = [
    {"tab": "../../etc", "language": "xx", "theme": "textual-ansi"},
    {"tab": "review", "spots": {"review": "\x1b[31m", "nowhere": "x", "dimensions": "|||", "programmes": "\u202e"}},
    {"tab": "dimensions", "spots": {"dimensions": "nobody|nothing"}, "filters": {DOSSIER: "nonsense:x"}},
    {"filters": {"nonsense": "a:b", DOSSIER: "programme:gone", "suggestions": "\0", "evidence": "x" * 10_000}},
    {"theme": "ansi", "language": "EN", "tab": "policies", "spots": {"policies": "a" * 10_000}},
]


@pytest.mark.slow
async def test_hostile_values_are_passed_over() -> None:
    for stored in HOSTILE:
        state().parent.mkdir(parents=True, exist_ok=True)
        state().write_text(json.dumps({DEFAULT.meta.id: stored}), encoding="utf-8")
        app = started()
        async with app.run_test(size=(80, 24)) as pilot:
            text = await keys(pilot, *"12345")
            assert "\x1b" not in text and "\u202e" not in text
            assert app.return_code is None
            assert (app.theme, app.context.tr.language) == ("dark", "en")


def test_a_folder_that_cannot_be_written_forgets_and_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("a file where the folder should be", encoding="utf-8")
    UiState("policies").save(file, "x")
    assert UiState.load(file, "x") == UiState()
    assert file.read_text(encoding="utf-8") == "a file where the folder should be"


def test_only_the_latest_dossiers_are_remembered(tmp_path: Path) -> None:
    for number in range(60):
        UiState("policies").save(tmp_path, f"d{number}")
        # Times of files may be the same for some milliseconds; which is older decides here.
        for path in (tmp_path / "places").iterdir():
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    known = [number for number in range(60) if UiState.load(tmp_path, f"d{number}").tab]
    assert known == list(range(10, 60))
    assert not list(tmp_path.rglob("*.tmp"))


def test_two_programs_that_are_left_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    dossiers = [f"d{number}" for number in range(8)]
    keepers = {ident: UiStateKeeper(tmp_path, ident) for ident in dossiers}
    start = threading.Barrier(len(dossiers))

    def leave(ident: str) -> None:
        start.wait()
        for tab in ("programmes", "policies", ident):
            keepers[ident].save(UiState(tab))

    threads = [threading.Thread(target=leave, args=(ident,)) for ident in dossiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [UiState.load(tmp_path, ident).tab for ident in dossiers] == dossiers


def test_what_version_0_1_kept_is_read_until_the_dossier_has_a_file_of_its_own(tmp_path: Path) -> None:
    old = tmp_path / "places.json"
    old.write_text('{"a": {"tab": "policies", "spots": {"policies": "|c182"}}, "b": {"tab": "review"}}', "utf-8")
    assert UiState.load(tmp_path, "a") == UiState("policies", {"policies": "|c182"})
    UiState("dimensions").save(tmp_path, "a")
    assert [UiState.load(tmp_path, ident).tab for ident in "abc"] == ["dimensions", "review", ""]
    assert "policies" in old.read_text("utf-8")


def test_a_dossier_whose_id_is_a_path_is_kept_in_the_folder(tmp_path: Path) -> None:
    for ident in ("../../out", "/etc/passwd", "", "a\0b", "x" * 10_000):
        UiState("policies").save(tmp_path / "state", ident)
        assert UiState.load(tmp_path / "state", ident).tab == "policies"
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "state" / "places"}


class Writes(Disk):
    """A disk that counts the files that are put in their place."""

    count = 0

    def replace(self, source: Path, target: Path) -> None:
        self.count += 1
        super().replace(source, target)


def test_a_place_is_written_when_it_is_left_and_not_more_often_than_once_a_second(tmp_path: Path) -> None:
    disk, now = Writes(), [100.0]
    keeper = UiStateKeeper(tmp_path, "d", disk, lambda: now[0])
    for spot in range(50):
        keeper.visit(Location("programmes", str(spot)), UiState("programmes", {"programmes": str(spot)}))
    assert disk.count == 1
    # To and fro between tabs, a hundred times in a second.
    for step in range(100):
        tab = ("policies", "programmes")[step % 2]
        now[0] += 0.01
        keeper.visit(Location(tab), UiState(tab))
    assert disk.count <= 2
    keeper.save(UiState("review"))
    assert UiState.load(tmp_path, "d").tab == "review"


async def test_going_up_and_down_a_list_writes_nothing() -> None:
    app = started()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot)
        before = everything(state_folder())
        await keys(pilot, *"jjjjkkjjjj")
        assert everything(state_folder()) == before
        spot = app.main.cursors["programmes"] if app.main else ""
        await keys(pilot, "q")
    assert spot and UiState.load(state_folder(), DEFAULT.meta.id).cursors["programmes"] == spot


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes in folders")
@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir])
def test_what_is_no_file_in_the_state_folder_counts_as_none(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "places.json")
    assert UiState.load(tmp_path, "d") == UiState()
    UiState("policies").save(tmp_path, "d")
    assert UiState.load(tmp_path, "d").tab == "policies"
