"""Publishing on the screen: conflicts by digits, a name, a place; then the program is on the new edition."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import default_path, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.publish import PublishScreen
from ilo_tui.review.drafts.draft import Edit
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, typed, until_idle
from tests.frontends.tui.test_drafting import notified
from tests.frontends.tui.together import flat, until

CLAIM = "clm-001"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A copy of an edition, beside which another one can be written."""
    return Path(shutil.copy(default_path(), tmp_path / "ipec.json"))


def change(app: IloApp, claim: str, **fields: object) -> None:
    document = app.authoring.document("evidence", claim) or {}
    app.authoring.save([Edit("evidence", claim, {**document, **fields}, "as it is printed")])


def judge(app: IloApp) -> None:
    """Judge the claim as it is published, in an unfinished session."""
    assert app.reviewing.reviewer
    session = app.reviewing.session_of(f"evidence:{CLAIM}", app.reviewing.reviewer)
    session.decide(f"evidence:{CLAIM}", {"verdict": "holds", "strength": "high"})
    session.close()


@pytest.fixture
def app(make_app: MakeApp, dossier: Path, tmp_path: Path) -> IloApp:
    """The program of somebody who is not at one with a colleague."""
    other = make_app(opened=load(dossier), reviews=str(tmp_path / "reviews"), reviewer="chan <chan-0002>")
    change(other, CLAIM, year=2006)
    other.authoring.finish()
    return make_app(opened=load(dossier), reviews=str(tmp_path / "reviews"), reviewer="sok <sok-0001>")


async def test_a_conflict_is_chosen_by_its_digit_and_the_program_goes_over_to_the_edition(
    app: IloApp, dossier: Path
) -> None:
    before = dossier.read_bytes()
    judge(app)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_idle(pilot)
        change(app, CLAIM, year=2004)
        await keys(pilot, "P")
        text = flat(await until(pilot, "Choose a side by its digit"))
        assert "! clm-001, year: changed in different ways" in text
        assert "(chan, " in text and "[-2005-] {+2006+}" in text and "{+2004+}" in text
        await keys(pilot, "9")
        await notified(pilot, "9 is none of the sides.")
        await keys(pilot, "2")
        await until(pilot, "P publishes")
        # A digit too many does not lead elsewhere.
        await keys(pilot, "2")
        assert isinstance(app.screen, PublishScreen)
        await keys(pilot, "n")
        await until(pilot, "Name of the edition?")
        await keys(pilot, "ctrl+u", *"2027", "enter")
        await until(pilot, "Edition 2027, 1 record")
        await keys(pilot, "P")
        await until(pilot, "Write edition 2027 where?", "ipec-2027.json")
        await keys(pilot, "enter")
        await notified(pilot, "Published: edition 2027, in ")
        assert isinstance(app.screen, MainScreen)
        edition = dossier.with_name("ipec-2027.json")
        assert load(edition).record(Evidence, CLAIM).year == app.context.dossier.record(Evidence, CLAIM).year == 2006
        assert app.reviewing.items.dossier.path == app.authoring.published.path == edition
        assert dossier.read_bytes() == before
        # What was decided on the claim is offered again.
        assert "offered again" in flat(await keys(pilot, "5"))
        change(app, CLAIM, year=2001)
        assert [entry.state for entry in app.authoring.entries()].count("open") == 1


async def test_what_exists_is_replaced_only_where_that_is_confirmed(app: IloApp, dossier: Path) -> None:
    existing = dossier.with_name("there.json")
    existing.write_text("precious")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_idle(pilot)
        await keys(pilot, "P")
        await until(pilot, "P publishes")
        await keys(pilot, "P")
        await until(pilot, "where?")
        await keys(pilot, "ctrl+u")
        await typed(pilot, str(existing))
        await keys(pilot, "enter")
        await until(pilot, "exists already. Replace it?")
        await keys(pilot, "enter")
        await until(pilot, "where?")
        await keys(pilot, "escape")
        assert isinstance(app.screen, PublishScreen)
    assert existing.read_text() == "precious"
