"""Dossiers that are not like the default one: as IATI gives them, with context alone, long codes, no policies."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Programme
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import width_of
from ilo_tui.views.pages.gap import gap_line
from tests.conftest import MakeApp
from tests.dossier.small import both, claim, numbered, opened, small
from tests.frontends.tui.screen import press, screen_text

SIZE = (80, 24)
EXCERPT = {"lang": "nl", "text": "Kinderen terug\nin [fr]: Des enfants"}


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> IloApp:
    """Two activities with long codes, one with context alone, one with nothing; no policies, indicators, scales."""
    tables = small()
    for number, programme in tables["programmes"].items():
        programme["code"] = f"XX-ORG-2017-2021-OUTCOME-{number}"
    for programme, name in zip(tables["dimensions"].values(), ("Output", "Outcome"), strict=True):
        programme["name"] = both(name)
    tables["programmes"]["1"]["orgs"] = [{"name": "An agency", "role": "Funding"}]
    context = {"stance": "context", "origin": "iati", "programme": "one"}
    tables["evidence"] = numbered(
        claim("ev-1", dimension="output", statement=both("Children back in school"), excerpt=EXCERPT, **context),
        claim("ev-2", statement=both("Result of another type"), **context),
    )
    for name in ("indicators", "policies", "alignments", "suggestions", "scales"):
        tables[name] = {}
    return make_app(opened=opened(tmp_path, tables))


async def test_context_alone_does_not_look_like_nothing(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        lines = (await press(pilot)).split("\n")
        assert "voices + for - against · context" in lines[1]
        first, two = (next(line for line in lines if f" Programme {name} " in line[:36]) for name in ("one", "two"))
        assert "·1" in first[:36] and "+0" not in first[:36]
        assert "+0  -0" in two[:36]


async def test_the_default_legend_stays_where_there_is_evidence_for_or_against(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot)
        assert not app.context.dossier.crossings.has_context_only
        assert "context" not in screen_text(app).split("\n")[1]


async def test_nobody_is_called_unknown_where_organisations_are_named(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        assert "Funding: An agency" in (text := await press(pilot)) and "With whom" not in text
        assert "With whom: not known" in await press(pilot, "j")


async def test_unassigned_is_a_column_with_its_total_and_never_a_gap(app: IloApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        lines = (await press(pilot, "2")).split("\n")
        assert "unassigned" in (await press(pilot, "G", "l", "l")).split("\n")[2]
        assert not any(app.context.gap_map.gap(row, "*unassigned", "direct") for row in ("one", "two"))
        total = next(line for line in lines if line.startswith("all evidence"))
        assert "+0-0" in total[:80]


@pytest.mark.slow
async def test_what_is_not_there_is_reported_as_what_it_is(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        assert "This dossier names no policies" in await press(pilot, "3")
        text = await press(pilot, "i")
        assert "This dossier has no indicators" in text and "filter" not in text.replace("f filter", "")
        text = await press(pilot, "escape", "2", "j", "enter")
        assert "…-2021-OUTCOME-2 × Output (0)" in text and "! Gap: nothing recorded" in text
        assert "Nothing passes this filter." not in text
        assert "Nothing passes this filter." in await press(pilot, "f", *"nowhere", "enter")


@pytest.mark.slow
async def test_claims_of_one_programme_do_not_each_repeat_its_code(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        assert "· Children back in school" in await press(pilot, "2", "enter")
        assert "· XX-ORG-2017-2021" in await press(pilot, "escape", "c")


@pytest.mark.slow
async def test_an_excerpt_keeps_its_lines(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        lines = [line[34:].strip() for line in (await press(pilot, "2", "enter")).split("\n")]
        at = lines.index("“Kinderen terug")
        assert lines[at + 1] == "in [fr]: Des enfants” [nl]"


async def test_a_long_code_gives_way_to_what_is_missing(app: IloApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        text = await press(pilot, "4")
        assert "TCOME-2 × Outcome: nothing" in text and "TCOME-2 × Output: nothing" in text, text
    context = ViewContext(app.context.dossier, Translator("en", "en"))
    for gap in context.gaps:
        for width in (12, 34, 90):
            assert width_of("".join(span.text for span in gap_line(context, gap, width))) == width
    assert "OUTCOME-1 × " in gap_line(context, context.gaps[0], 90)[0].text


@pytest.mark.slow
async def test_a_page_says_that_the_filter_hides_some_of_the_evidence(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        first = next(iter(app.context.dossier.ids(Programme)))
        every = app.context.dossier.evidence_of("programme", first)
        matches = [item for item in every if item.stance == "contradicts"]
        text = await press(pilot, "f", *"stance:contradicts", "enter", "g")
        assert app.main and app.main.tab.cursor == first and matches
        assert f"The filter hides {len(every) - len(matches)} claims." in text
        assert f"{len(every) - len(matches)} claims." in text
        assert "The filter hides" not in await press(pilot, "F")


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize("size", [SIZE, (40, 12)])
async def test_coverage_keeps_its_columns_on_a_narrow_screen(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    tables = small()
    tables["dimensions"]["3"] = {**tables["dimensions"]["2"], "id": "impact", "order": 3, "name": both("Impact")}
    tables["evidence"]["3"] = claim("ev-3", programme="one")
    app = make_app(opened=opened(tmp_path, tables), reviewer="Ann", reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "r")
        await press(pilot, "escape", "5", "tab", "G")
        text = screen_text(app)
        row = next(line for line in text.split("\n") if "ONE " in line)
        assert row.partition("ONE ")[2].split()[:4] == ["0/1", "0/1", "-", "0/1"], text


@pytest.mark.slow
async def test_tab_shows_the_other_pane_where_only_one_is_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        first = await press(pilot)
        assert app.main and "With whom" not in first
        page = await press(pilot, "tab", "pagedown")
        assert app.main.tab.panes.focused() == 1 and "Programmes (" not in page
        assert "Programmes (" in await press(pilot, "tab")
        await press(pilot, "shift+tab")
        assert app.main.tab.panes.focused() == 1
        await press(pilot, "escape", "2", "tab")
        assert app.main.tab.panes.focused() == 1 and "! gap" not in screen_text(app)
