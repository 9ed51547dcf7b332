"""The lists of claims, sources and provisions: how one comes there, what narrows and sorts them, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.evidence import sources_of
from ilo_tui.dossier.model import Evidence, Source
from ilo_tui.dossier.periods import span_of
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.weighing import in_period
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.browse import BrowseScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.claims import ClaimsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.provisions import ProvisionsScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.screens.sources import SourcesScreen
from tests.conftest import MakeApp
from tests.dossier.small import opened, small2
from tests.frontends.tui.large import app_of, write_portfolio
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.views.pages.test_voice import HOSTILE

SMALL, LARGE = (80, 24), (120, 40)
LABOR = "US Department of Labor, ILAB"


def shown(app: IloApp) -> list[str]:
    """The ids in the list on the screen on top."""
    assert isinstance(app.screen, BrowseScreen)
    rows = app.screen.list_detail.rows.rows
    return [target for index in range(len(rows)) if (target := rows.target(index))]


@pytest.mark.slow
async def test_claims_are_all_there_without_a_filter_and_those_that_pass_with_it(
    make_app: MakeApp, dossier: Dossier
) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, "c")
        assert shown(app) == list(dossier.ids(Evidence))
        assert "Claims (335): +93 -15 ·227" in text and "filter" not in text.splitlines()[0]
        # From any tab that the filter of the dossier narrows.
        await keys(pilot, "escape", "f")
        await typed(pilot, "stance:against programme:clm")
        for tab in "123":
            await keys(pilot, "enter", tab, "c")
            assert shown(app) == ["clm-006", "clm-015"]
            text = await until_idle(pilot)
            assert "filter: speaks against, programme CLM (2 of 335) · F shows all" in text
            await keys(pilot, "escape")
        # Here it is taken away without being taken away there.
        await keys(pilot, "c", "F")
        assert len(shown(app)) == 335
        assert "(1 of 10)" in await keys(pilot, "escape", "1")


@pytest.mark.slow
async def test_words_narrow_the_claims_that_have_them_themselves(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "labour monitoring")
        await keys(pilot, "enter", "c")
        assert isinstance(app.screen, ClaimsScreen)
        carried = shown(app)
        await keys(pilot, "escape", "F", "c", "f")
        await typed(pilot, "labour monitoring")
        await keys(pilot, "enter")
        assert shown(app) == carried
        assert 0 < len(carried) < 335


@pytest.mark.slow
async def test_a_filter_of_its_own_narrows_what_is_carried_over_and_both_are_in_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "f")
        await typed(pilot, "programme:clm")
        await keys(pilot, "enter", "c", "f")
        await typed(pilot, "stance:against")
        text = await keys(pilot, "enter")
        assert "filter: programme CLM, speaks against (2 of 335)" in text
        assert shown(app) == ["clm-006", "clm-015"]
        # Back the way one came and on again it is as it was.
        await keys(pilot, "j", "greater_than_sign", "less_than_sign")
        await keys(pilot, "greater_than_sign")
        assert shown(app) == ["clm-006", "clm-015"]
        assert isinstance(app.screen, ClaimsScreen) and app.screen.list_detail.target == "clm-015"


@pytest.mark.slow
async def test_from_the_page_of_a_record_come_the_claims_about_it(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        for ident, field in (("dol2019", "source"), ("tbp", "programme"), ("impact", "dimension"), ("ceacr", "actor")):
            app.navigator.open_page(ident)
            await keys(pilot, "c")
            assert shown(app) == [claim.id for claim in dossier.evidence_of(field, ident)]
            await keys(pilot, "escape", "escape")
        app.navigator.open_page("publisher:us department of labor, ilab")
        assert "published by us department of labor ilab" in await keys(pilot, "c")
        published = {source.id for source in dossier.records(Source) if source.publisher == LABOR}
        assert shown(app) == [
            claim.id for claim in dossier.records(Evidence) if not published.isdisjoint(sources_of(claim))
        ]
        await keys(pilot, "escape", "escape")
        app.navigator.open_page("clm-001")
        await keys(pilot, "c")
        assert len(shown(app)) == 335
        # There is one such list at a time.
        await keys(pilot, "c")
        assert sum(isinstance(screen, ClaimsScreen) for screen in app.screen_stack) == 1


async def test_claims_are_sorted_by_year_source_voices_and_side(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    claims = {claim.id: claim for claim in dossier.records(Evidence)}
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, "c", "j", "s")
        assert "order: by year, undated last" in text
        spans = [span_of(claims[ident]) for ident in shown(app)]
        dated = [span for span in spans if span]
        assert dated == sorted(dated) and spans[len(dated) :] == [None] * (len(spans) - len(dated))
        assert text.splitlines()[2].startswith("1995 ")
        assert isinstance(app.screen, ClaimsScreen)
        assert app.screen.list_detail.rows.cursor == 0
        assert "order: by source" in await keys(pilot, "s")
        sources = [claims[ident].source for ident in shown(app)]
        assert sources == sorted(sources)
        assert "order: fewest voices first" in await keys(pilot, "s")
        assert [claims[ident].origin for ident in shown(app)].index("source") == 30
        assert "order: against first" in await keys(pilot, "s")
        sides = [claims[ident].stance for ident in shown(app)]
        assert sides[:15] == ["contradicts"] * 15
        unreached = [claims[ident].aim_reached for ident in shown(app)[15:]]
        assert unreached[: unreached.count("no")] == ["no"] * unreached.count("no") != []
        assert "order: as in the dossier" in await keys(pilot, "s")
        assert shown(app) == list(claims)


@pytest.mark.slow
async def test_the_order_is_there_again_when_one_comes_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "c", "s")
        order = shown(app)
        # From a page, by the history, and by the key.
        assert "by year" in await keys(pilot, "enter", "G", "enter", "escape", "escape")
        await keys(pilot, "2", "less_than_sign")
        assert shown(app) == order
        assert "by year" in await keys(pilot, "escape", "1", "c")
        assert shown(app) == order
        # Other lists of claims are read in it, too; other lists are not.
        await keys(pilot, "escape", "2", "enter")
        assert isinstance(app.screen, CellScreen)
        assert "by year" in await until_idle(pilot)
        assert "by publisher" in await keys(pilot, "escape", "S")


@pytest.mark.slow
async def test_what_is_sorted_stays_filtered_and_the_other_way_round(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "c", "s", "s", "f")
        await typed(pilot, "stance:against")
        await keys(pilot, "enter")
        against = [claim for claim in dossier.records(Evidence) if claim.stance == "contradicts"]
        assert shown(app) == [claim.id for claim in sorted(against, key=lambda claim: claim.source)]
        await keys(pilot, "F")
        assert len(shown(app)) == 335


async def test_sources_have_publisher_year_kind_claims_and_how_these_were_read(
    make_app: MakeApp, dossier: Dossier
) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, "S")
        assert len(shown(app)) == dossier.count(Source)
        assert "ABC News (Aus" in text and "2019 press        +0  -0 ·1   0/1/0    independent" in text
        publishers = [(dossier.record(Source, ident).publisher or "~").lower() for ident in shown(app)]
        assert publishers == sorted(publishers)
        assert "order: by year, newest first" in await keys(pilot, "s")
        years = [dossier.record(Source, ident).year for ident in shown(app)]
        dated = [year for year in years if year is not None]
        assert dated == sorted(dated, reverse=True) and None not in years[: len(dated)]
        await keys(pilot, "s")
        kinds = [dossier.record(Source, ident).kind for ident in shown(app)]
        assert kinds == sorted(kinds)
        await keys(pilot, "s")
        counts = [len(dossier.evidence_of("source", ident)) for ident in shown(app)]
        assert counts == sorted(counts, reverse=True)
        # The thesis is no voice.
        await keys(pilot, "f")
        await typed(pilot, "source:thesis")
        assert "no voice" in await keys(pilot, "enter")


@pytest.mark.slow
async def test_from_a_source_to_its_publisher_its_voice_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await keys(pilot, "S", "f")
        await typed(pilot, "source:dol2019")
        await keys(pilot, "enter", "enter")
        assert isinstance(app.screen, PageScreen)
        text = await keys(pilot, "j", "enter")
        assert "Publisher · us department of labor, ilab" in text
        assert "Counts with the voice of: US Department of Labor" in text
        assert "19 sources" in text
        text = await keys(pilot, "j", "enter")
        assert "Actor · us-dol" in text and "Stake: funder" in text
        await keys(pilot, "escape", "escape", "escape")
        assert isinstance(app.screen, SourcesScreen)
        # What there is to cite, judge or observe on a publisher is nothing, and that is said.
        app.navigator.open_page("publisher:us department of labor, ilab")
        for key in "yr":
            await keys(pilot, key)
        await until_idle(pilot)
        assert [note.message for note in app._notifications] == [
            "There is nothing to cite under the cursor.",
            "There is nothing to judge under the cursor.",
        ]


@pytest.mark.slow
async def test_provisions_that_nobody_serves_come_first(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        text = await keys(pilot, "3", "K")
        assert "Provisions (43), ! 23 unserved" in text
        served = [text.split()[0] for text in (await until_idle(pilot)).splitlines()[2:14]]
        assert served == ["!"] * 12
        assert "nobody's alignment names this provision" in text
        assert "order: as in the dossier" in await keys(pilot, "s")
        assert shown(app)[0] == "npa2016/aim-1"
        await keys(pilot, "f")
        await typed(pilot, "has:alignment policy:c182")
        text = await keys(pilot, "enter")
        assert "(6 of 43)" in text and "! 0 unserved" in text
        assert isinstance(app.screen, ProvisionsScreen) and app.screen.cited() == "c182"


@pytest.mark.share(3)
@pytest.mark.parametrize("key", ["c", "S", "K"])
async def test_none_of_them_is_opened_over_what_is_judged(make_app: MakeApp, tmp_path: Path, key: str) -> None:
    app = make_app(reviews=str(tmp_path), reviewer="Ana")
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "r")
        await until_idle(pilot)
        assert isinstance(app.screen, JudgeScreen)
        await keys(pilot, key)
        assert isinstance(app.screen, JudgeScreen)


@pytest.mark.slow
async def test_while_something_is_hidden_no_order_and_no_filter_shows_it(make_app: MakeApp, dossier: Dossier) -> None:
    from ilo_tui.views.blinding import blinding_of

    app = make_app()
    waiting = frozenset({"evidence:clm-006", "evidence:clm-001"})
    async with app.run_test(size=SMALL) as pilot:
        app.contexts.blind(lambda: blinding_of(waiting))
        text = await keys(pilot, "c")
        assert "Claims (335): +92 -14 ·227 ?2" in text
        orders = [await keys(pilot, "s") for _ in range(4)]
        assert not any("voices first" in text or "against first" in text for text in orders)
        for text, hidden in (("stance:against", "clm-006"), ("voices:1", "clm-006"), ("not:voices:1", "clm-001")):
            await keys(pilot, "f")
            await typed(pilot, text)
            await keys(pilot, "enter")
            assert hidden not in shown(app) != []
            await keys(pilot, "F")


@pytest.mark.slow
async def test_the_pages_of_an_empty_dossier_say_that_there_is_nothing(make_app: MakeApp, tmp_path: Path) -> None:
    tables = small2()
    for name in ("evidence", "alignments", "findings"):
        tables[name] = {}
    tables["meta"]["1"]["carried"] = []
    for policy in tables["policies"].values():
        policy["provisions"] = []
    app = make_app(opened=opened(tmp_path, tables))
    async with app.run_test(size=SMALL) as pilot:
        assert "This dossier has no claims." in await keys(pilot, "c")
        assert "No policy of this dossier has provisions." in await keys(pilot, "escape", "K")
        assert "+0  -0 ·0" in await keys(pilot, "escape", "S")


async def test_a_narrow_terminal_shows_one_pane_at_a_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        text = await keys(pilot, "S")
        assert "ABC News (Australia) 2019  +0  -0 ·1" in text
        assert "Publisher:" not in text
        assert "Publisher:" in await keys(pilot, "enter")


@pytest.mark.slow
async def test_a_large_dossier_is_filtered_and_sorted_beside_the_screen(tmp_path: Path) -> None:
    app, _ = app_of(write_portfolio(tmp_path / "large.json", 700, 7000))
    async with app.run_test(size=LARGE) as pilot:
        while app.context.loading:
            await pilot.pause(0.01)
        text = await keys(pilot, "c")
        assert "Claims (7000)" in text
        await keys(pilot, "s", "s", "s")
        assert "order: fewest voices first" in await until_idle(pilot)
        await keys(pilot, "escape", "f")
        await typed(pilot, "not:has:locator")
        # The list waits for what the filter leaves, which may not be known yet.
        await keys(pilot, "enter", "c")
        await until_idle(pilot)
        claims = [claim for claim in app.context.dossier.records(Evidence) if not claim.locator]
        assert sorted(shown(app)) == sorted(claim.id for claim in claims)


@pytest.mark.slow
@pytest.mark.share(12)
@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_publisher_is_literal_text_in_the_list_and_on_its_page(
    make_app: MakeApp, tmp_path: Path, kind: str
) -> None:
    tables = small2()
    tables["sources"]["1"] |= {"publisher": HOSTILE[kind], "title": HOSTILE[kind]}
    del tables["sources"]["1"]["voice"]
    app = make_app(opened=opened(tmp_path, tables))
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "S", "f")
        await typed(pilot, "source:src")
        seen = [await keys(pilot, "enter"), await keys(pilot, "enter"), await keys(pilot, "j", "enter")]
        assert "Speaks in " in seen[-1] or kind in {"long", "wide"}
        seen += [await keys(pilot, "c"), await until_idle(pilot)]
        assert isinstance(app.screen, ClaimsScreen)
        for text in seen:
            assert not any(char < " " and char != "\n" for char in text)
            assert "\u202e" not in text
        assert app.return_code is None


@pytest.mark.slow
async def test_sources_are_counted_and_sorted_by_the_claims_of_the_period_in_force(
    make_app: MakeApp, dossier: Dossier
) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await keys(pilot, "S", "s", "s", "s")
        everything = shown(app)
        text = await keys(pilot, "right_square_bracket")
        period = dossier.meta.periods[0]
        assert period.label["en"].partition(":")[0] in text
        counts = [len(in_period(dossier, dossier.evidence_of("source", ident), period.id)) for ident in shown(app)]
        assert counts == sorted(counts, reverse=True) and counts[0] > 0
        await keys(pilot, "left_square_bracket")
        assert shown(app) == everything
