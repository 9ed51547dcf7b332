"""The agreement screen, and going through disagreements with the keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui.dossier.repository import Dossier, default_path, load
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.adjudicate import AdjudicationScreen
from ilo_tui.frontends.tui.screens.agreement import FIGURES, AgreementScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.widgets.page import Page
from ilo_tui.frontends.tui.widgets.row_list import RowList
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import (
    ANA,
    NAMES,
    adjudications,
    agreement_rows,
    contents,
    crowd,
    flat,
    merged_folder,
    page_text,
    save_ratings,
    to_line,
    until,
)

HOLDS = {"verdict": "holds", "strength": "high"}
FAILS = {"verdict": "does_not_hold", "strength": "low"}
_NUMBER = r"(-?[\d.]+%?|not defined)"
_FIGURE = re.compile(rf"^(\S.*?)\s{{2,}}(\d+)\s+(\d+)\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}")


@pytest.fixture
def reviews(tmp_path: Path, dossier: Dossier) -> Path:
    """The sessions of three reviewers, as they were merged."""
    return merged_folder(tmp_path / "reviews", crowd(dossier))


@pytest.fixture
def two(tmp_path: Path, dossier: Dossier) -> Path:
    """Two reviewers who differ on two claims and agree on a third."""
    folder = tmp_path / "reviews"
    save_ratings(
        folder, dossier, "Bora", {"evidence:clm-001": HOLDS, "evidence:clm-002": FAILS, "evidence:clm-003": HOLDS}
    )
    save_ratings(
        folder, dossier, "Nary", {"evidence:clm-001": FAILS, "evidence:clm-002": HOLDS, "evidence:clm-003": HOLDS}
    )
    return folder


def app_of(make_app: MakeApp, reviews: Path, language: str = "en", **more: Any) -> IloApp:
    return make_app(language, reviews=str(reviews), **{"reviewer": ANA, **more})


async def opened(pilot: Pilot[Any]) -> str:
    """The agreement screen, once the sessions are read."""
    await press(pilot, "5", "d")
    return await until(pilot, "How to read this") if pilot.app.size.height > 40 else await until(pilot, "disagreement")


def page_of(app: IloApp) -> str:
    """What stands on the page of the agreement screen, all of it."""
    return page_text(app.screen.query_one("#full-page", Page))


@pytest.mark.slow
async def test_the_figures_are_those_of_the_command(
    make_app: MakeApp, reviews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = agreement_rows(capsys, reviews)
    names = dict(zip(("sok-dara-0000", "chea-dara-0001", "kim-dara-0002"), NAMES, strict=True))
    app = app_of(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        shown = [match.groups() for line in page_of(app).splitlines() if (match := _FIGURE.match(line.strip()))]

    def number_text(value: float | None, form: str = ".3f") -> str:
        return "not defined" if value is None else format(value, form)

    assert len(rows) > 8
    assert shown == [
        (
            f"all ({row['reviewers']})" if row["pair"] == "all" else ", ".join(names[person] for person in row["pair"]),
            str(row["items"]),
            str(row["missing"]),
            number_text(row["percent"], ".1%"),
            number_text(row["alpha"]),
            number_text(row["ac1"]),
        )
        for row in rows
    ]


@pytest.mark.first_edition
async def test_the_widest_disagreement_is_first_and_its_page_has_every_rating(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await opened(pilot)
        assert "2 disagreements, the widest first" in text
        text = await press(pilot, "j")
        assert "evidence:clm-001" in text
        assert "Bora  Holds, High" in text
        assert "Nary  Does not hold, Low" in text
        assert "Answers" in text


@pytest.mark.slow
@pytest.mark.first_edition
async def test_hidden_names_are_nowhere_on_the_screen_nor_while_adjudicating(make_app: MakeApp, reviews: Path) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=(120, 50)) as pilot:
        assert "Sok Dara" in await opened(pilot)
        text = await press(pilot, "H")
        assert "Agreement · names hidden" in text
        assert "Reviewer A" in text
        for _ in range(3):
            text = screen_text(app) + page_of(app)
            assert not any(name in text for name in NAMES)
            await press(pilot, "j")
            assert re.search("Reviewer [ABC]  ", page_of(app))
        text = await press(pilot, "enter")
        adjudicating = app.screen
        assert isinstance(adjudicating, AdjudicationScreen)
        for _ in range(3):
            text = screen_text(app) + page_text(adjudicating.query_one("#item-page", Page))
            assert not any(name in text for name in NAMES)
            await adjudicate(pilot, "x")
        await press(pilot, "escape")
        # The cursor is on the one that would have been next.
        await press(pilot, "k")
        text = await until(pilot, "Reviewer D")
        assert not any(name in text for name in (*NAMES, "Ana Lim"))
        assert "Ana Lim" in await press(pilot, "H")


async def adjudicate(pilot: Pilot[Any], note: str) -> str:
    """Give each open question its first answer, and say why; the next disagreement comes."""
    screen = pilot.app.screen
    assert isinstance(screen, AdjudicationScreen)
    while (scale := screen.adjudication.question()) is not None:
        await press(pilot, scale.values[0].key)
    assert isinstance(pilot.app.screen, Prompt)
    await press(pilot, *note, "enter")
    return await until(pilot, "Saved")


@pytest.mark.slow
@pytest.mark.first_edition
async def test_adjudicating_records_an_adjudication_and_changes_no_rating(
    make_app: MakeApp, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ratings, rows = contents(two), agreement_rows(capsys, two)
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await press(pilot, "j", "enter")
        assert "Disagreement 1 of 2: evidence:clm-001" in text
        assert "Bora  Holds, High" in text
        assert "Final answer: On this basis, does the statement hold?" in text
        text = await press(pilot, "2")
        assert "Answered so far: Holds in part" in text
        assert "Final answer: How well does this source bear the claim?" in text
        text = await press(pilot, "3")
        assert "Why is this the final answer?" in text
        assert contents(two) == ratings
        await press(pilot, *"met", "enter")
        text = await until(pilot, "Saved", "Disagreement 2 of 2: evidence:clm-002")
        assert "Answered so far" not in text
        await press(pilot, "escape")
        await to_line(pilot, "0")
        text = await until(pilot, "Final answer")
        assert text.count("not adjudicated") == 1
        assert "Holds in part, Moderate; dossier only; 2 decisions were seen" in flat(page_of(app))
        assert "“met”" in page_of(app)
    (adjudication,) = adjudications(two)
    session, (decision,) = adjudication["session"]["1"], adjudication["decisions"].values()
    assert session["reviewer"]["id"] == "ana-lim-00aa"
    assert session["queue"]["items"] == ["evidence:clm-001", "evidence:clm-002"]
    assert decision["values"] == {"verdict": "holds_in_part", "strength": "moderate"}
    assert decision["note"] == "met"
    assert sorted(decision["inputs"]) == sorted([Path(name).stem, 1] for name in ratings if name.endswith(".json"))
    assert {name: data for name, data in contents(two).items() if name in ratings} == ratings
    assert agreement_rows(capsys, two) == rows


@pytest.mark.slow
@pytest.mark.first_edition
async def test_without_a_reason_nothing_is_recorded(make_app: MakeApp, two: Path) -> None:
    before = contents(two)
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "j", "enter", "0")
        text = await press(pilot, "escape")
        assert "Not recorded: a final answer says why." in text
        assert "Answered so far: Cannot tell" in text
        text = await press(pilot, "n", "enter")
        assert "Not recorded: a final answer says why." in text
        text = await press(pilot, "1")
        assert "1 is no answer here" in text
        text = await press(pilot, "u")
        assert "Final answer: On this basis" in text
        assert "Answered so far" not in text
        text = await press(pilot, "n")
        assert "Answer the question first." in text
        text = await press(pilot, "9")
        assert "9 is no answer here" in text
        text = await press(pilot, "escape")
        assert isinstance(app.screen, AgreementScreen)
    assert contents(two) == before


@pytest.mark.slow
async def test_an_unfinished_adjudication_is_gone_on_with(make_app: MakeApp, two: Path) -> None:
    for place, item in enumerate(("evidence:clm-001", "evidence:clm-002")):
        app = app_of(make_app, two)
        async with app.run_test(size=(80, 24)) as pilot:
            await opened(pilot)
            await to_line(pilot, str(place))
            text = await press(pilot, "enter")
            assert item in text
            assert ("basis: interview" if place else "basis: dossier only") in text
            if place == 0:
                page = app.screen.query_one("#item-page", Page)
                await press(pilot, "pagedown")
                top = page.scroll_offset.y
                assert top > 0
                assert "2 own observation" in await press(pilot, "B")
                assert "basis: other" in await press(pilot, "5")
                assert page.scroll_offset.y == top
                assert "basis: interview" in await press(pilot, "B", "3")
            await adjudicate(pilot, "x") if place == 0 else await adjudicate_last(pilot)
    (adjudication,) = adjudications(two)
    assert {decision["basis"] for decision in adjudication["decisions"].values()} == {"interview"}
    assert [decision["item"] for decision in adjudication["decisions"].values()] == [
        "evidence:clm-001",
        "evidence:clm-002",
    ]


async def adjudicate_last(pilot: Pilot[Any]) -> None:
    """Adjudicate the last disagreement: one comes back to the list, and is told that it was the last."""
    await press(pilot, "0", "x", "enter")
    await until(pilot, "2 disagreements, the widest first")
    await pilot.pause()
    assert any(
        "Every disagreement is gone through." in notification.message for notification in pilot.app._notifications
    )
    assert isinstance(pilot.app.screen, AgreementScreen)


@pytest.mark.slow
async def test_ratings_that_come_in_later_have_it_looked_at_again(
    make_app: MakeApp, two: Path, dossier: Dossier
) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "j", "enter")
        await adjudicate(pilot, "x")
    save_ratings(two, dossier, "Phal", {"evidence:clm-001": FAILS})
    again = app_of(make_app, two)
    async with again.run_test(size=(80, 24)) as pilot:
        assert "look again" in await opened(pilot)
        # With three ratings it is less wide than the other one.
        await to_line(pilot, "1")
        assert "! 1 decision has come in since" in page_of(again)
        await press(pilot, "enter")
        await adjudicate(pilot, "x")
    (adjudication,) = adjudications(two)
    first, second = adjudication["decisions"].values()
    assert (len(first["inputs"]), len(second["inputs"])) == (2, 3)


async def test_ratings_on_what_has_changed_since_are_left_out_and_reported(
    make_app: MakeApp, two: Path, tmp_path: Path
) -> None:
    tables: dict[str, dict[str, dict[str, Any]]] = json.loads(default_path().read_text(encoding="utf-8"))
    evidence = next(evidence for evidence in tables["evidence"].values() if evidence["id"] == "clm-001")
    evidence["statement"] = {language: f"{text} Or so." for language, text in evidence["statement"].items()}
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(tables), encoding="utf-8")
    app = app_of(make_app, two, opened=load(changed))
    async with app.run_test(size=(80, 24)) as pilot:
        text = await opened(pilot)
        assert "1 disagreement, Enter goes through it" in text
        shown = "2 decisions are left out: the dossier says something else of their items by now."
        assert shown in flat(page_of(app))
        assert "evidence:clm-002" in await press(pilot, "j")


async def test_read_only_shows_and_records_nothing(make_app: MakeApp, two: Path) -> None:
    before = contents(two)
    app = app_of(make_app, two, read_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "j", "enter")
        assert isinstance(app.screen, AgreementScreen)
        assert any("Read only: nothing is written" in notification.message for notification in app._notifications)
    assert contents(two) == before


@pytest.mark.slow
async def test_a_reviewer_is_asked_for_where_nobody_is_known(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two, reviewer="")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        text = await press(pilot, "j", "enter")
        assert "Your name, as reviewer?" in text
        await press(pilot, "escape")
        await press(pilot, "enter")
        assert app.screen.query_one(Input).has_focus
        await press(pilot, *"Maly", "enter")
        await adjudicate(pilot, "x")
    (adjudication,) = adjudications(two)
    assert adjudication["session"]["1"]["reviewer"]["name"] == "Maly"


@pytest.mark.slow
@pytest.mark.first_edition
async def test_the_language_changes_on_both_screens(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        text = await press(pilot, "H", "L")
        assert "Kesepakatan" in text
        assert "semua (2)" in text
        text = await press(pilot, "j", "enter", "1")
        assert "Perbedaan 1 dari 2: evidence:clm-001" in text
        assert "Penelaah A  " in text
        text = await press(pilot, "L")
        assert "Disagreement 1 of 2: evidence:clm-001" in text
        assert "Reviewer A  " in text
        assert "Answered so far: Holds" in text
        text = await press(pilot, "escape")
        assert "The answers on evidence:clm-001 are not recorded yet." in " ".join(text.replace("│", "").split())
        text = await press(pilot, "j", "enter")
        assert "Agreement · names hidden" in text


@pytest.mark.first_edition
async def test_a_narrow_terminal_has_one_pane_at_a_time(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(40, 12)) as pilot:
        text = await opened(pilot)
        assert "not adjudicated  " in text
        assert "percent" not in text
        text = await press(pilot, "enter")
        assert "verdict, nominal" in text
        assert "not adjudicated" not in text
        assert "not adjudicated" in await press(pilot, "escape")
        text = await press(pilot, "j", "enter")
        assert "1 Holds" in text
        assert "0 Cannot tell" in text
        assert all(len(line) <= 40 for line in text.splitlines())


@pytest.mark.slow
async def test_a_wide_terminal_has_list_and_page_side_by_side(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(120, 40)) as pilot:
        lines = (await opened(pilot)).splitlines()
        assert "Agreement" in lines[0]
        assert "Figures of agreement" in lines[0]
        await pilot.resize_terminal(80, 24)
        lines = (await press(pilot)).splitlines()
        assert "Figures of agreement" not in lines[0]
        assert any(line.split() == ["Figures", "of", "agreement"] for line in lines[5:])


@pytest.mark.slow
@pytest.mark.share(2)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_question_is_shown_with_all_its_answers(
    make_app: MakeApp, reviews: Path, size: tuple[int, int]
) -> None:
    app = app_of(make_app, reviews)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        listing = app.screen
        assert isinstance(listing, AgreementScreen)
        assert listing.agreement is not None
        one_of = {item.kind: str(place) for place, item in enumerate(listing.agreement.differing)}
        assert {"evidence", "cell", "alignment"} <= one_of.keys()
        for place in one_of.values():
            listing.query_one("#record-list", RowList).point(place)
            text = await press(pilot, "enter")
            screen = app.screen
            assert isinstance(screen, AdjudicationScreen)
            scale = screen.adjudication.question()
            assert scale is not None
            for value in scale.values:
                assert re.search(rf"^ ?{value.key} {app.context.tr.text(value.label)}", text, re.MULTILINE), value
            await press(pilot, "escape")


@pytest.mark.slow
async def test_without_sessions_there_is_nothing_to_go_through(make_app: MakeApp, tmp_path: Path) -> None:
    app = app_of(make_app, tmp_path / "reviews")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "d")
        text = await until(pilot, "No item is judged yet.")
        assert "No disagreement" in text
        await press(pilot, "H", "j", "enter", "escape", "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.slow
async def test_a_folder_that_is_gone_is_reported(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        two.rename(two.parent / "pulled-out")
        two.write_text("a file where the folder was")
        await press(pilot, "j", "k", "enter", "A", "F")
        assert isinstance(app.screen, MainScreen)
        await press(pilot, "d")
        text = await until(pilot, "the sessions cannot be listed")
        assert "Reading the sessions" not in text
        await press(pilot, "H", "L", "enter", "escape")
        assert isinstance(app.screen, MainScreen)


@pytest.mark.slow
async def test_what_cannot_be_saved_is_said_and_its_reason_is_kept(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "j", "enter", "0")
        away = two.rename(two.parent / "pulled-out")
        two.write_text("a file where the folder was")
        await press(pilot, *"met", "enter")
        text = await until(pilot, "NOT SAVED")
        assert "Answered so far: Cannot tell" in text
        two.unlink()
        away.rename(two)
        assert "met" in await press(pilot, "n")
        await press(pilot, "enter")
        await until(pilot, "Saved", "Disagreement 2 of 2")
    assert len(adjudications(two)) == 1


@pytest.mark.slow
async def test_tab_5_leads_an_adjudication_back_to_the_ratings(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "j", "enter")
        await adjudicate(pilot, "x")
        await press(pilot, "escape")
        await until(pilot, "2 disagreements")
        text = await press(pilot, "escape")
        assert "Review sessions (3)" in text
        assert "1/2 Ana Lim" in text
        await to_line(pilot, next(path.name for path in two.glob("*ana-lim*.json")))
        await press(pilot, "enter")
        assert isinstance(app.screen, AgreementScreen)


@pytest.mark.slow
async def test_what_is_under_the_cursor_can_be_judged_and_cited(make_app: MakeApp, two: Path) -> None:
    app = app_of(make_app, two)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert app.screen.query_one("#record-list", RowList).target == FIGURES
        await press(pilot, "y")
        assert any("nothing to cite" in notification.message for notification in app._notifications)
        await press(pilot, "j", "y")
        assert "clm-001" in app.clipboard
        await press(pilot, "r")
        assert isinstance(app.screen, JudgeScreen)
        await press(pilot, "escape", "enter", "r")
        assert isinstance(app.screen, JudgeScreen)
