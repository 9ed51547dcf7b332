"""The ten flaws on the screen: from the palette, Enter opens records, reviews count as soon as they are there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ilo_tui.core.folders import state_folder
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.screens.flaws import CaseScreen, FlawsScreen
from ilo_tui.frontends.tui.screens.record import PageScreen
from ilo_tui.frontends.tui.workers import is_open
from ilo_tui.review.environment import ReviewEnvironment
from ilo_tui.review.items import Items
from ilo_tui.review.model import Reviewer
from ilo_tui.review.reviewers import writer_id
from ilo_tui.review.standing import ReviewedClaims
from tests.conftest import MakeApp
from tests.dossier.small import opened
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.review.flaws.built import flawed, review_flawed, save_answers
from tests.review.help import CHAN, SOK

WIDE = (120, 40)
VERDICT = {"verdict": "holds", "strength": "high"}


def desk_in(folder: Path, dossier: Dossier) -> ReviewEnvironment:
    """A desk of this computer with its sessions in a folder."""
    return ReviewEnvironment(folder, Items(dossier), writer_id(state_folder()), clock=lambda: datetime.now(UTC))


@pytest.mark.slow
async def test_the_palette_opens_them_and_enter_goes_from_a_flaw_to_a_record(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "colon")
        await typed(pilot, "ten flaws")
        await keys(pilot, "enter")
        text = await until_idle(pilot)
        assert isinstance(app.screen, FlawsScreen)
        assert all(f" {number} " in text for number in range(1, 11))
        assert "10 General from single" in text and "TWO: not recorded:" in text
        await keys(pilot, "enter", "j", "enter")
        assert isinstance(app.screen, PageScreen) and app.screen.ident == "two"
        await keys(pilot, "escape", "escape")
        assert isinstance(app.screen, FlawsScreen) and "What is" not in await keys(pilot, "escape")
        assert not isinstance(app.screen, FlawsScreen)


@pytest.mark.slow
async def test_a_case_of_many_claims_is_a_list_that_can_be_filtered(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        await keys(pilot, *"jjjjj", "enter", "j", "enter")
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        assert [record.id for record in screen.matching()] == ["done", "changed", "better"]
        assert screen.current() == "done"
        await keys(pilot, "f")
        await typed(pilot, "dimension:impact")
        await keys(pilot, "enter")
        assert [record.id for record in screen.matching()] == ["better"]


@pytest.mark.slow
async def test_on_the_list_nothing_can_be_cited_or_judged(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        assert isinstance(app.screen, FlawsScreen) and app.screen.current() is None
        await keys(pilot, "y")
        assert [notice.message for notice in app._notifications] == ["There is nothing to cite under the cursor."]
        await keys(pilot, *"jjj", "enter", "j")
        # A case of many claims is none of them.
        assert app.screen.list_detail.link == "flaw:4/0" and app.screen.current() is None


@pytest.mark.slow
async def test_going_back_in_the_history_leads_to_the_flaw_where_one_was(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        await keys(pilot, *"jjjjjj", "2", "less_than_sign")
        text = await until_idle(pilot)
        assert isinstance(app.screen, FlawsScreen)
        assert app.screen.list_detail.target == "7" and "Nothing is told by:" in text


@pytest.mark.slow
async def test_the_tie_level_and_the_language_hold_on_their_pages(make_app: MakeApp, tmp_path: Path) -> None:
    dossier = opened(tmp_path, flawed())
    review_flawed(desk_in(tmp_path / "reviews", dossier))
    app = make_app(opened=dossier, reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        await keys(pilot, *"jjjj")
        assert "Counted: voices tied directly, over all of time." in await until_idle(pilot)
        await keys(pilot, "w")
        assert "Counted: voices tied directly or through the organisation" in await until_idle(pilot)
        await keys(pilot, "L")
        text = await until_idle(pilot)
        assert "5 Tidak memadai" in text and "Dihitung: asal independen" in text


async def test_what_is_rated_by_then_is_seen_without_opening_them_again(make_app: MakeApp, tmp_path: Path) -> None:
    dossier = opened(tmp_path, flawed())
    app = make_app(opened=dossier, reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        await keys(pilot, "j")
        assert "No ratings: nothing can be told of rated crossings." in await until_idle(pilot)
        review_flawed(desk_in(tmp_path / "reviews", dossier))
        app.rewrite()
        assert "ONE × name outcome: rated" in await until_idle(pilot)


async def test_a_folder_that_cannot_be_read_is_said_above_what_the_dossier_shows(
    make_app: MakeApp, tmp_path: Path
) -> None:
    (tmp_path / "reviews").write_text("a file where the folder should be")
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        text = await until_idle(pilot)
        assert "the sessions cannot be listed" in text and "TWO: not recorded:" in text


async def test_what_is_read_while_they_are_being_opened_waits_for_them(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        await until_idle(pilot)
        pushed = app.push_screen(FlawsScreen(app.contexts))
        app.write_screens()
        await pushed
        assert "10 General from single" in await until_idle(pilot)


async def test_what_comes_once_they_are_closed_is_shown_nowhere(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"))
    async with app.run_test(size=WIDE) as pilot:
        app.action_flaws()
        await until_idle(pilot)
        screen = app.screen
        assert isinstance(screen, FlawsScreen) and is_open(screen)
        closed = app.pop_screen()
        # It is off the stack already, and has all its parts.
        assert not is_open(screen)
        await closed
        screen.work_failed("flaws", "It did not work")
        assert "It did not work" not in await until_idle(pilot)


@pytest.mark.slow
async def test_while_somebody_judges_they_are_not_offered(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, flawed()), reviews=str(tmp_path / "reviews"), reviewer="Sok Dara")
    async with app.run_test(size=WIDE) as pilot:
        await keys(pilot, "2", "l", "r")
        await until_idle(pilot)
        assert app.check_action("flaws", ()) is False
        await keys(pilot, "colon")
        assert "Ten flaws" not in await typed(pilot, "ten flaws")


@pytest.mark.slow
async def test_pages_count_as_reviewed_once_sessions_are_read(make_app: MakeApp, tmp_path: Path) -> None:
    dossier, folder = opened(tmp_path, flawed()), tmp_path / "reviews"
    desk = desk_in(folder, dossier)
    save_answers(desk, SOK, [("evidence:changed", VERDICT, "source_read", "")])
    app = make_app(opened=dossier, reviews=str(folder))
    async with app.run_test(size=WIDE) as pilot:
        await until_idle(pilot)
        assert app.context.standing == ReviewedClaims(verified=frozenset({"changed"}))
        await app.push_screen(CellScreen(app.contexts, "one", "outcome"))
        app.navigator.open_page("cell:one/outcome")
        assert "as recorded +2 -0, as reviewed +2 -0, verified +1 -0" in await until_idle(pilot)
        save_answers(desk, CHAN, [("evidence:planned", {"verdict": "does_not_hold"}, "dossier_only", "")])
        app.rewrite()
        assert "as recorded +2 -0, as reviewed +1 -0, verified +1 -0" in await until_idle(pilot)


async def test_before_ones_own_answer_a_crossing_does_not_say_how_others_count_it(
    make_app: MakeApp, tmp_path: Path
) -> None:
    dossier, folder = opened(tmp_path, flawed()), tmp_path / "reviews"
    desk = desk_in(folder, dossier)
    save_answers(desk, CHAN, [("evidence:planned", {"verdict": "does_not_hold"}, "source_read", "")])
    mine = Reviewer(id="ana-lim-00aa", name="Ana Lim", role="staff")
    save_answers(desk, mine, [("evidence:planned", {}, "dossier_only", "Look it up")])
    app = make_app(opened=dossier, reviews=str(folder), reviewer="Ana Lim <ana-lim-00aa>")
    async with app.run_test(size=WIDE) as pilot:
        await until_idle(pilot)
        assert app.context.standing == ReviewedClaims(frozenset({"planned"}), waiting=frozenset({"planned"}))
        app.navigator.open_page("cell:one/outcome")
        text = await until_idle(pilot)
        assert "as recorded" not in text and "direct +2 -0" in text
