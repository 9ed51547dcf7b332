"""Questions of a newcomer, answered at 80x24 from the first screen with few keys; each also by one command line.

Keys are counted without typed words; every question names how many it may take at most.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from ilo_tui import cli
from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.frontends.tui.screens.claims import ClaimsScreen
from tests.conftest import MakeApp
from tests.frontends.tui.starting import keys, typed, until_idle

SIZE = (80, 24)


class Newcomer:
    """Somebody at the keyboard, whose keys are counted; words that are typed into a line are not."""

    def __init__(self, pilot: Pilot[int]) -> None:
        """Nothing pressed yet."""
        self.pilot, self.pressed = pilot, 0

    async def press(self, *pressed: str) -> str:
        """Press keys, and read the screen."""
        self.pressed += len(pressed)
        await keys(self.pilot, *pressed)
        return await until_idle(self.pilot)

    async def type(self, words: str) -> None:
        """Type words into the line that is open."""
        await typed(self.pilot, words)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command line prints."""

    def run(*arguments: str) -> str:
        assert cli.run(arguments) == 0
        return capsys.readouterr().out

    return run


@pytest.mark.slow
async def test_2_what_speaks_against_the_time_bound_programme_and_who_says_it(
    make_app: MakeApp, dossier: Dossier
) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        await newcomer.press("f")
        await newcomer.type("programme:tbp")
        text = await newcomer.press("enter", "c", "s", "s", "s", "s")
        assert newcomer.pressed <= 8
        # Nothing is against it; first come the aims of which a claim says that they were not reached, and who says so.
        assert "order: against first, then aims not reached" in " ".join(text.split())
        assert "Claims (28): +12 -0 ·16" in text
        unreached = [claim.id for claim in dossier.evidence_of("programme", "tbp") if claim.aim_reached == "no"]
        assert isinstance(app.screen, ClaimsScreen)
        assert [record.id for record in app.screen.matching()][: len(unreached)] == unreached
        assert "The 2016 end date for the worst forms of" in text
        assert "Who speaks: US Department of Labor" in text


def test_2_by_a_command(printed: Callable[..., str]) -> None:
    assert printed("list", "evidence", "--where", "programme:tbp", "stance:against", "--json") == "[]\n"
    text = printed("show", "tbp")
    assert "claims: 12 for, 0 against, 16 context" in text
    assert "not reached" in text


@pytest.mark.slow
async def test_3_which_claims_rest_on_one_voice_only(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        await newcomer.press("f")
        await newcomer.type("voices:1")
        text = await newcomer.press("enter", "c")
        assert newcomer.pressed <= 6
        assert "filter: number of voices 1 (288 of 335)" in text
        assert "Claims (288): +65 -13 ·210" in text
        assert "Who speaks: " in text


def test_3_by_a_command(printed: Callable[..., str]) -> None:
    claims = json.loads(printed("list", "evidence", "--where", "voices:1", "--json"))
    assert len(claims) == 288
    assert all(claim["origin"] == "source" for claim in claims)


@pytest.mark.slow
async def test_5_which_convention_articles_nobody_serves(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        text = await newcomer.press("3", "K")
        assert newcomer.pressed <= 6
        unserved = [line.strip() for line in text.splitlines() if line.startswith("  ! C1")]
        assert [line.partition(":")[0] for line in unserved] == [
            "! C138 Art. 1",
            "! C138 Art. 3(1)",
            "! C138 Art. 7",
            "! C182 Art. 3",
        ]
        await newcomer.press("f")
        await newcomer.type("kind:ilo-convention")
        text = await newcomer.press("enter")
        assert newcomer.pressed <= 6
        assert "Provisions (12), ! 4 unserved" in text


def test_5_by_a_command(printed: Callable[..., str]) -> None:
    text = printed("list", "provisions", "--where", "not:has:alignment", "kind:ilo-convention")
    assert [line.split()[0] for line in text.splitlines()] == [
        "c138/art-1",
        "c138/art-3-1",
        "c138/art-7",
        "c182/art-3",
    ]


async def test_6_everything_that_the_department_of_labor_says_in_its_report(
    make_app: MakeApp, dossier: Dossier
) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        await newcomer.press("S", "f")
        await newcomer.type("publisher:labor 2019")
        text = await newcomer.press("enter")
        assert "Sources (1)" in text
        assert "2020 monitoring   +3  -1 ·19  23/0/0   funder" in text
        text = await newcomer.press("enter")
        assert "Source · dol2019" in text
        assert "Cited for 23 claims" in text
        assert "CLM × Outcome" in text
        assert "- From 2016 to 2021 DOL kept describing" in await newcomer.press("pagedown")
        # The same as a list, to sort and to judge.
        text = await newcomer.press("c")
        assert newcomer.pressed <= 8
        assert "filter: source dol2019 (23 of 335)" in text
        assert isinstance(app.screen, ClaimsScreen)
        assert list(app.screen.matching()) == list(dossier.evidence_of("source", "dol2019"))


def test_6_by_a_command(printed: Callable[..., str], dossier: Dossier) -> None:
    text = printed("show", "dol2019")
    assert all(f"[{claim.id}]" in text for claim in dossier.evidence_of("source", "dol2019"))
    listed = json.loads(printed("list", "sources", "--where", "publisher:labor", "2019", "--json"))
    assert [source["id"] for source in listed] == ["dol2019"]


async def test_7_what_the_thesis_concludes_on_impact_and_why_that_is_weak(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        text = await newcomer.press("2", "G", "l", "l", "enter")
        assert newcomer.pressed <= 6
        for line in (
            "On impact the thesis concludes",
            "How far the dossier bears it out",
            "direct +2 -0, with related +2 -0, with inferred +2 -2",
            "independent: 0 for, 0 against",
            "! gaps: 10 of 10 programmes",
            "nothing recorded: CLM, SD",
        ):
            assert line in text
        assert "claims against" in await newcomer.press("pagedown")
        assert newcomer.pressed <= 6


def test_7_by_a_command(printed: Callable[..., str]) -> None:
    text = printed("show", "impact")
    assert text.index("On impact the thesis concludes") < text.index("gaps: 10 of 10") < text.index("2 claims against")


@pytest.mark.slow
async def test_8_which_evidence_has_no_locator(make_app: MakeApp, dossier: Dossier) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        newcomer = Newcomer(pilot)
        await newcomer.press("f")
        await newcomer.type("not:has:locator")
        text = await newcomer.press("enter", "c")
        assert newcomer.pressed <= 5
        without = [claim for claim in dossier.records(Evidence) if not claim.locator]
        assert f"filter: without a locator ({len(without)} of 335)" in text
        assert isinstance(app.screen, ClaimsScreen)
        assert list(app.screen.matching()) == without


def test_8_by_a_command(printed: Callable[..., str], dossier: Dossier) -> None:
    listed = json.loads(printed("list", "evidence", "--where", "not:has:locator", "--json"))
    assert [claim["id"] for claim in listed] == [claim.id for claim in dossier.records(Evidence) if not claim.locator]
