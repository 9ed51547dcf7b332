"""Writing records on the screen: in place, checked as typed, by few keys; what is half typed is never lost."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from ilo_tui.app.record_form.paths import value_at
from ilo_tui.dossier.model import Evidence
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.screens.edit_record import EditRecord
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from tests.conftest import MakeApp
from tests.frontends.tui.screen import screen_text
from tests.frontends.tui.starting import keys, two_sessions, type_fast, until_idle
from tests.frontends.tui.together import flat, until
from tests.frontends.tui.walk import SHIPPED


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> IloApp:
    return make_app(reviews=str(tmp_path / "reviews"), reviewer="sok <sok-0001>")


def form_screen(app: IloApp) -> EditRecord:
    assert isinstance(app.screen, EditRecord)
    return app.screen


def form_value(screen: EditRecord, *path: str | int) -> list[dict[str, object]]:
    """The rows that stand at a place of the document."""
    rows = value_at(screen.form.document(), path)
    assert isinstance(rows, list)
    return rows


async def test_a_new_claim_where_one_stands_takes_few_keys(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=SHIPPED, reviews=str(tmp_path / "reviews"), reviewer="sok <sok-0001>")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        begin = ["N", "1"]
        await keys(pilot, *begin)
        await until(pilot, "New: Claim")
        assert "Tab next language" in screen_text(app)
        await type_fast(pilot, *"Boats.", "tab", *"Perahu.")
        rest = ["enter", "1", "enter", *"dol2012", "enter", "2", "s", "enter"]
        assert "Child Labour Monitoring (clm)" in await keys(pilot, *rest[:-2])
        record = form_screen(app).form.record
        await keys(pilot, "s")
        await until(pilot, "Save Claim")
        await keys(pilot, "enter")
        while not any(notice.message.endswith(f": {record}") for notice in app._notifications):
            await pilot.pause(0.01)
        assert len(begin) + len([key for key in rest if key not in set("dol2012")]) + 2 <= 12
        claim = app.context.dossier.record(Evidence, record)
        assert claim.statement == {"en": "Boats.", "id": "Perahu."}
        assert (claim.programme, claim.stance, claim.source, claim.origin) == ("clm", "supports", "dol2012", "source")


async def test_what_is_wrong_stands_beside_the_field_and_keeps_it_from_being_saved(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        app.navigator.open_page("clm-001")
        await keys(pilot, "E")
        await until(pilot, "Edit: Claim · clm-001")
        screen = form_screen(app)
        screen.list.point("year")
        screen.type_into(next(line for line in screen.form.lines() if line.name == "year"))
        assert "Tab next language" not in await keys(pilot)
        screen.form.set(("year",), "")
        await keys(pilot, *"0")
        assert "is no year: write four digits" in screen_text(app)
        text = flat(await keys(pilot, "enter"))
        assert "is no year" in text and "not saved yet" in text
        assert "is no year" in flat(await keys(pilot, "s"))
        assert app.screen is screen
        await keys(pilot, "escape")
        assert app.screen is not screen and not app.authoring.changes()


@pytest.mark.slow
async def test_texts_stand_side_by_side_where_there_is_room_and_one_below_the_other_where_there_is_none(
    app: IloApp,
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        app.navigator.open_page("clm-001")
        await keys(pilot, "E")
        text = await until(pilot, "Edit: Claim")
        first = next(line for line in text.splitlines() if line.startswith(" statement"))
        assert " en " in first and " id " in first
        await pilot.resize_terminal(80, 24)
        text = await until(pilot, "Edit: Claim")
        first = next(line for line in text.splitlines() if line.startswith(" statement"))
        assert " en " in first and " id " not in first
        await keys(pilot, "enter")
        await pilot.resize_terminal(40, 12)
        text = await keys(pilot, *"Oh!")
        assert "Enter take it" in text
        form = form_screen(app).form
        assert form.text(("statement", "en")).endswith("Oh!")
        await keys(pilot, "escape")
        assert not form.changed(), "Esc puts back what stood there"


async def test_what_was_typed_when_the_program_was_killed_is_gone_on_with(make_app: MakeApp, tmp_path: Path) -> None:
    options = {"reviews": str(tmp_path / "reviews"), "reviewer": "sok <sok-0001>"}
    first = make_app(**options)
    async with first.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        await keys(pilot, "N", "1")
        await until(pilot, "New: Claim")
        await keys(pilot, *"Halfasen")
        record = form_screen(first).form.record
        # Neither Enter nor Esc: what was typed until now is on its way to the disk.
        first.authoring.unfinished.flush()
        copytree(tmp_path / "reviews", tmp_path / "after")
    second = make_app(reviews=str(tmp_path / "after"), reviewer=options["reviewer"])
    async with second.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        await keys(pilot, "N")
        assert f"unfinished: Claim {record}: Halfasen" in flat(await until(pilot, "What is new?"))
        await keys(pilot, "G", "enter")
        assert "Halfasen" in await until(pilot, "New: Claim")
        await keys(pilot, "X")
        await until(pilot, "Give it up?")
        await keys(pilot, "down", "enter")
        assert not isinstance(second.screen, EditRecord)
        assert second.authoring.unfinished.all() == {}


async def test_while_judging_and_on_sessions_no_record_is_written(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(reviews=str(two_sessions(tmp_path / "reviews")), reviewer="sok <sok-0001>")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        for step in ("5", "enter"):
            await keys(pilot, step)
            assert not app.records.is_enabled("edit_record") and not app.records.is_enabled("new_record")
        assert isinstance(app.screen, JudgeScreen)
        await keys(pilot, "E", "N")
        assert isinstance(app.screen, JudgeScreen)


@pytest.mark.slow
async def test_a_segment_with_points_is_a_table_of_rows(app: IloApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        app.navigator.open_page("ind-working-5-14")
        await keys(pilot, "E")
        await until(pilot, "Edit: Indicator")
        screen = form_screen(app)
        before = screen.form.document()
        screen.list.point("segments[0]")
        await keys(pilot, "enter")
        screen.list.point("segments[0].points")
        await keys(pilot, "enter", *"2031", "enter", *"4.5", "enter", "s")
        points = form_value(screen, "segments", 0, "points")
        assert points[-1] == {"year": 2031, "value": 4.5, "source": points[-2]["source"]}
        await keys(pilot, "escape")
        screen.list.point(f"segments[0].points[{len(points) - 1}]")
        await keys(pilot, "x")
        assert screen.form.document() == before
