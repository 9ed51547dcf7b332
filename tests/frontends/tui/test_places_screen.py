"""Places on the screen: what is known of a province in a few keys, and from there to its claims and their review."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ilo_tui.core.text import clean
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.places import PlaceScreen, PlacesScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.widgets.page import Page
from tests.conftest import MakeApp
from tests.dossier.small import claim, numbered, opened, small2
from tests.frontends.tui.large import app_of, write_portfolio
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.frontends.tui.together import ANA, flat

SMALL, LARGE, TINY = (80, 24), (120, 40), (40, 12)


def page_lines(app: IloApp) -> list[str]:
    """All lines of the page on top."""
    page = app.screen.query_one(Page)
    page._wrapped.extend()
    return ["".join(span.text for span in page.rows.line(index, page.width)) for index in range(len(page.rows))]


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize(("language", "name"), [("en", "Child Labour Monitoring"), ("id", "Pemantauan Pekerja Anak")])
async def test_what_is_known_of_kampong_cham_altogether_takes_eight_keys(
    make_app: MakeApp, dossier: Dossier, language: str, name: str
) -> None:
    app = make_app(language)
    async with app.run_test(size=SMALL) as pilot:
        way = ["p", "j", "j", "enter"]
        seen = [await keys(pilot, *way)]
        # Did monitoring work there? What was done, how many of its claims are on this place, and what they weigh.
        assert "Kampong Cham" in seen[0] and f"CLM {name}: 1 " in flat(seen[0])
        while (text := await keys(pilot, "pagedown")) != seen[-1]:
            seen.append(text)
        way += ["pagedown"] * (len(seen) - 1)
        place = dossier.crossings.places.find("kampong_cham")
        assert place is not None and len(place.evidence) == 9
        for evidence in place.evidence:
            assert any(clean(evidence.statement[language])[:30] in flat(text) for text in seen), evidence.id
        assert len(way) <= 8


@pytest.mark.slow
async def test_typing_its_name_leads_to_a_place_from_every_tab(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        for tab in "12345":
            await keys(pilot, tab, "p", "f")
            await typed(pilot, "kampong cham")
            text = await keys(pilot, "enter", "enter")
            assert "Place · Kampong Cham" in text
            assert isinstance(app.screen, PlaceScreen)
            await keys(pilot, "escape", "escape")


@pytest.mark.slow
async def test_the_list_says_level_by_level_how_much_is_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        text = await keys(pilot, "p")
        heads = [line.partition("(")[0].strip() for line in text.splitlines() if line[:1].isupper()]
        assert heads == [
            "Provinces",
            "Below a province",
            "Abroad",
            "The country as a whole",
            "Not among the dossier's names",
            "Without a place",
        ]
        line = next(line for line in text.splitlines() if line.startswith(" Kampong Cham"))
        assert line.split()[2:6] == ["5", "+1", "-0", "9"]
        # Every tie, then a period in which nothing of it is.
        await keys(pilot, "w w w")
        assert "everything, tied or not" in await keys(pilot, "right_square_bracket")
        assert isinstance(app.screen, PlacesScreen)


@pytest.mark.slow
async def test_a_page_leads_to_claims_and_a_claim_to_its_places(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "p", "j", "j", "enter")
        assert isinstance(app.screen, PlaceScreen)
        app.screen.page.point("clm-001")
        text = await keys(pilot, "enter")
        assert isinstance(app.screen, PageScreen) and "Evidence · clm-001" in text
        app.screen.page.point("place:kampot")
        assert "Place · Kampot" in await keys(pilot, "enter")
        # The way back, and on again.
        await keys(pilot, "less_than_sign", "less_than_sign", "less_than_sign")
        assert isinstance(app.screen, PlacesScreen)
        assert app.screen.list_detail.target == "place:kampong_cham"
        assert "Place · Kampong Cham" in await keys(pilot, "greater_than_sign")


@pytest.mark.slow
async def test_going_back_to_a_narrowed_list_finds_it_narrowed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "p", "f")
        await typed(pilot, "level:abroad")
        await keys(pilot, "enter", "g", "j")
        assert isinstance(app.screen, PlacesScreen) and app.screen.list_detail.target == "place:asia"
        await keys(pilot, "2", "less_than_sign")
        await until_idle(pilot)
        assert isinstance(app.screen, PlacesScreen)
        assert len(app.screen.matching()) == 5
        assert app.screen.list_detail.target == "place:asia"


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("pressed", [("p", "j", "j", "r"), ("p", "j", "j", "R"), ("p", "j", "j", "enter", "R")])
async def test_the_claims_of_a_place_are_judged_as_a_list(
    make_app: MakeApp, tmp_path: Path, pressed: tuple[str, ...]
) -> None:
    app = make_app(reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, *pressed)
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen)
        place = app.context.places.find("kampong_cham")
        assert place is not None
        assert list(app.screen.session.progress.order) == [f"evidence:{evidence.id}" for evidence in place.evidence]


async def test_over_a_judging_screen_the_side_of_what_waits_stays_hidden(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(tmp_path), reviewer=ANA)
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "p", "j", "j", "r")
        await until_idle(pilot)
        text = await keys(pilot, "p")
        line = next(line for line in text.splitlines() if line.startswith(" Kampong Cham"))
        # Nine claims, of which nothing weighs anything yet.
        assert line.split()[2:4] == ["5", "9?"]
        text = flat(await keys(pilot, "g j j enter"))
        assert "claims: 0 for, 0 against, 0 context, 9 hidden until judged" in text
        assert not any(line.startswith(("+ ", "- ", "· ")) for line in page_lines(app))


async def test_a_narrow_terminal_shows_the_list_then_the_page(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=TINY) as pilot:
        assert "Kampong Cham            5  +1  -0   9" in await keys(pilot, "p")
        assert "Place · Kampong Cham" in await keys(pilot, "j", "j", "enter")


async def test_what_others_call_a_place_stays_literal(make_app: MakeApp, tmp_path: Path) -> None:
    tables = small2()
    tables["meta"]["1"] |= {"place_names": [], "carried": []}
    tables["programmes"] = {"1": tables["programmes"]["1"] | {"places": [{"en": "[red]Kep\x1b[31m[/]"}]}}
    tables["evidence"] = numbered(claim("far", place={"en": "[@click=app.quit]x[/]"}))
    tables["findings"], tables["aims"] = {}, {}
    tables["suggestions"]["1"]["programmes"] = []
    app = make_app(opened=opened(tmp_path, tables))
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, "p")
        assert "[red]Kep␛[31m[/]" in text and "[@click=app.quit]x" in text
        assert "Place · [@click=app.quit]x[/]" in await keys(pilot, "G", "enter")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of so many claims that they are counted beside the screen."""
    return write_portfolio(tmp_path_factory.mktemp("large") / "large.json", 700, 7000)


@pytest.mark.slow
async def test_a_large_dossier_is_counted_beside_the_screen(large: Path) -> None:
    app, _ = app_of(large)
    async with app.run_test(size=LARGE) as pilot:
        await _read(pilot)
        text = await keys(pilot, "p")
        # The names are there before anything is counted, or a moment later; no key waits for it.
        assert isinstance(app.screen, PlacesScreen)
        text = await until_idle(pilot)
        places = list(app.context.places)
        assert f"({len(places)})" in text
        assert "…" not in "".join(line[40:57] for line in text.splitlines()[3:20])
        await keys(pilot, "G", "f")
        await typed(pilot, "kampot")
        text = await until_idle(pilot)
        assert "Kampot" in text
        assert "Place · Kampot" in await keys(pilot, "enter", "enter")


async def _read(pilot: Pilot[int]) -> None:
    app = pilot.app
    assert isinstance(app, IloApp)
    while app.context.loading:
        await pilot.pause(0.01)
    await until_idle(pilot)
