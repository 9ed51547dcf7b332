"""Judging where something goes wrong or two things meet: nothing is lost without a word, and no digit goes astray."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ilo_tui.app.answer_guard import AnswerGuard
from ilo_tui.dossier.model import Alignment, Scale, Suggestion
from ilo_tui.frontends.tui.dialogs.choosing import Choose
from ilo_tui.frontends.tui.dialogs.note import NoteScreen
from ilo_tui.frontends.tui.dialogs.observe import ObserveScreen
from ilo_tui.frontends.tui.dialogs.prompt import Prompt
from ilo_tui.frontends.tui.help.help_screen import HelpScreen
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.options import Options, SafeChoice
from ilo_tui.frontends.tui.screens.items import ItemsScreen
from ilo_tui.frontends.tui.screens.judge import JudgeScreen
from ilo_tui.frontends.tui.screens.new_session import NewSession
from ilo_tui.frontends.tui.screens.summary import SummaryScreen
from ilo_tui.frontends.tui.widgets.pane import StatusLine
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.review.errors import SaveFailedError
from tests.conftest import MakeApp
from tests.frontends.tui.screen import press, screen_text
from tests.frontends.tui.together import flat


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    return tmp_path / "reviews"


def begun(make_app: MakeApp, reviews: Path, language: str = "en") -> Any:
    return make_app(language, reviews=str(reviews), reviewer="Sok Dara")


def records(reviews: Path) -> list[dict[str, Any]]:
    (path,) = reviews.glob("*.json")
    return list(json.loads(path.read_text(encoding="utf-8"))["decisions"].values())


def judging(app: Any) -> JudgeScreen:
    (screen,) = (item for item in app.screen_stack if isinstance(item, JudgeScreen))
    return screen


class Stick:
    """A reviews folder that is pulled out, and put back."""

    def __init__(self, reviews: Path) -> None:
        self.reviews, self.aside = reviews, reviews.with_name("aside")

    def out(self) -> None:
        self.reviews.rename(self.aside)
        self.reviews.write_text("a file where the folder was")

    def back(self) -> None:
        self.reviews.unlink()
        self.aside.rename(self.reviews)


async def unsaved(pilot: Pilot[Any], stick: Stick) -> None:
    """Judge the first claim, its second answer saved nowhere."""
    await press(pilot, "r", "1")
    stick.out()
    assert "NOT SAVED" in await press(pilot, "4")


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.first_edition
@pytest.mark.parametrize("key", ["escape", "q", "ctrl+q", "less_than_sign"])
async def test_leaving_with_something_unsaved_asks_and_esc_keeps_it(make_app: MakeApp, reviews: Path, key: str) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await unsaved(pilot, stick)
        text = await press(pilot, key)
        assert "1 decision is saved nowhere (evidence:clm-001)." in flat(text)
        assert "leave, and lose 1 decision" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, JudgeScreen)
        assert len(app.screen.session.unsaved) == 1
        stick.back()
        await press(pilot, key, "enter")
        await pilot.pause()
    assert [record["values"] for record in records(reviews)][-1] == {"verdict": "holds", "strength": "high"}


@pytest.mark.share(3)
@pytest.mark.first_edition
@pytest.mark.parametrize("key", ["9", "B"])
async def test_that_something_is_unsaved_stays_to_be_read(make_app: MakeApp, reviews: Path, key: str) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(120, 40)) as pilot:
        await unsaved(pilot, stick)
        text = await press(pilot, key, *(["enter"] if key == "B" else []))
        assert "NOT SAVED" in text
        assert ("basis from now on" if key == "B" else "9 is no answer here") in flat(text)
        assert isinstance(app.screen, JudgeScreen)
        assert app.screen.bad


@pytest.mark.slow
@pytest.mark.first_edition
async def test_what_is_unsaved_goes_to_another_folder_on_leaving(
    make_app: MakeApp, reviews: Path, tmp_path: Path
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await unsaved(pilot, Stick(reviews))
        await press(pilot, "escape", "j", "enter")
        assert isinstance(app.screen, Prompt)
        app.screen.query_one(Input).value = str(tmp_path / "other")
        await press(pilot, "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert any("Saved in" in notification.message for notification in app._notifications)
    assert [record["values"] for record in records(tmp_path / "other")][-1]["strength"] == "high"


@pytest.mark.slow
@pytest.mark.first_edition
async def test_a_folder_that_is_none_keeps_everything(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await unsaved(pilot, Stick(reviews))
        await press(pilot, "escape", "j", "enter")
        app.screen.query_one(Input).value = "~nobody-at-all/stick"
        await press(pilot, "enter")
        await pilot.pause()
        shown = [type(app.screen)]
        for _ in range(2):
            await press(pilot, "escape")
            shown.append(type(app.screen))
        assert shown == [Prompt, SafeChoice, JudgeScreen]
        assert len(judging(app).session.unsaved) == 1


@pytest.mark.slow
async def test_a_folder_that_takes_no_session_is_asked_for_again_and_nothing_else_is_called_unsaved(
    make_app: MakeApp, reviews: Path, tmp_path: Path
) -> None:
    app = begun(make_app, reviews)
    file = tmp_path / "file"
    file.write_text("no folder")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "x")
        app.screen.query_one(Input).value = str(file)
        text = flat(await press(pilot, "enter"))
        assert isinstance(app.screen, Prompt)
        assert app.screen.query_one(Input).value == str(file)
        assert "the folder is no longer there (Not a directory). Put the disk" in text
        text = await press(pilot, "escape")
        assert "NOT SAVED" not in text
        assert "Saved " in text
        assert not judging(app).session.unsaved


@pytest.mark.share(2)
@pytest.mark.first_edition
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_not_saved_is_said_with_its_way_out_first_and_a_mark_where_it_is_cut(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    reviews = tmp_path / "a-folder-with-a-long-name" / "below-another-one-of-a-long-name-as-people-have"
    app = begun(make_app, reviews)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "r", "1")
        Stick(reviews).out()
        text = await press(pilot, "4")
        line = app.screen.query_one("#saved", StatusLine)
        shown = [line.rstrip() for line in text.splitlines()[-1 - line.size.height : -1]]
        assert flat("\n".join(shown)).startswith("NOT SAVED, kept on this screen: x saves it elsewhere. ")
        assert len(shown) == StatusLine.MOST
        assert shown[-1].endswith("…")


@pytest.mark.slow
@pytest.mark.first_edition
async def test_losing_has_to_be_chosen(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await unsaved(pilot, stick)
        # Digits that were typed ahead choose nothing.
        await press(pilot, "escape", "3", "2", "1")
        assert isinstance(app.screen, SafeChoice)
        await press(pilot, "j", "j", "enter")
        assert isinstance(app.screen, MainScreen)
        stick.back()
    assert [record["values"] for record in records(reviews)] == [{"verdict": "holds"}]


@pytest.mark.first_edition
async def test_an_end_that_asks_nobody_tries_once_more_to_save(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await unsaved(pilot, stick)
        stick.back()
        app.exit()
        await pilot.pause()
    assert [record["values"] for record in records(reviews)][-1] == {"verdict": "holds", "strength": "high"}


@pytest.mark.slow
@pytest.mark.first_edition
async def test_a_folder_that_begins_to_fail_is_reported_and_the_app_goes_on(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "r", "1", "4")
        stick.out()
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert any("cannot be listed" in notification.message for notification in app._notifications)
        text = await press(pilot, "2", "3", "1")
        assert "Programmes" in text
        await press(pilot, "5")
        assert "cannot be listed" in screen_text(app)
        stick.back()
        await press(pilot, "1", "r", "3", "escape")
        assert isinstance(app.screen, MainScreen)
    assert records(reviews)[-1]["values"] == {"verdict": "does_not_hold"}


@pytest.mark.slow
async def test_a_note_hides_no_flag_of_an_item_that_is_not_answered_yet(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "evidence:clm-001 · flagged" in await press(pilot, "r", "b")
        assert "evidence:clm-001 · flagged · note" in await press(pilot, "n", *"why", "escape")


@pytest.mark.slow
async def test_an_unfinished_note_is_announced_listed_and_counted(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "n", *"half")
        judging(app).session.note_files.flush()
        # As after a power failure: nobody pressed Esc.
        app.exit()
        await pilot.pause()
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "enter")
        assert "evidence:clm-001 · unfinished note" in text
        assert "An unfinished note is here: n shows it." in text
        text = await press(pilot, "o")
        assert [line[2:5] for line in text.splitlines()[1:3]] == [" n ", "   "]
        await press(pilot, "escape")
        for _ in judging(app).session.progress.order:
            await press(pilot, "0")
        assert isinstance(app.screen, SummaryScreen)
        assert "Unfinished notes: 1 (evidence:clm-001)" in screen_text(app)
        text = await press(pilot, "F")
        assert "evidence:clm-001: half" in text
        assert "Check code" not in await press(pilot, "escape")
        await press(pilot, "F", "2")
        assert isinstance(app.screen, JudgeScreen)
        assert app.screen.item == "evidence:clm-001"
        text = await press(pilot, "n")
        assert app.screen.query_one(TextArea).text == "half"
        await press(pilot, "escape")
        assert "unfinished" not in screen_text(app)
        assert records(reviews)[-1]["note"] == "half"


@pytest.mark.slow
@pytest.mark.share(3)
@pytest.mark.parametrize(("way", "note"), [("1", "half"), ("3", None)])
async def test_finishing_saves_unfinished_notes_or_leaves_them_as_asked(
    make_app: MakeApp, reviews: Path, way: str, note: str | None
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "3")
        session = judging(app).session
        session.note_files.save("evidence:clm-001", "half")
        await press(pilot, "escape", "5", "F", "F")
        assert isinstance(app.screen, Options)
        text = await press(pilot, way)
        assert "Check code" in text
    assert [record["note"] for record in records(reviews) if record.get("note")] == ([note] if note else [])


@pytest.mark.slow
async def test_from_the_summary_of_tab_5_one_goes_to_the_note(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "3")
        judging(app).session.note_files.save("evidence:clm-001", "half")
        await press(pilot, "escape", "5", "F", "F", "2")
        assert judging(app).item == "evidence:clm-001"
        assert judging(app).session.read_only is None
        assert "An unfinished note is here" in screen_text(app)


async def test_a_note_that_is_not_on_the_disk_is_said_and_stays(make_app: MakeApp, reviews: Path) -> None:
    app, stick = begun(make_app, reviews), Stick(reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "n", "a")
        judging(app).session.note_files.flush()
        stick.out()
        await press(pilot, "b")
        judging(app).session.note_files.flush()
        await pilot.pause()
        assert isinstance(app.screen, NoteScreen)
        assert isinstance(app.screen.form.error, SaveFailedError)
        assert "What you type is not on the disk" in flat(screen_text(app))
        assert app.screen.query_one(TextArea).text == "ab"
        stick.back()
        assert "Saved" in await press(pilot, "c", "escape")
    assert records(reviews)[-1]["note"] == "abc"


@pytest.mark.slow
async def test_a_note_typed_and_taken_back_is_not_unfinished(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "n", "a", "backspace", "escape")
        assert judging(app).session.unfinished_notes() == {}
        assert "unfinished" not in screen_text(app)
    assert len(records(reviews)) == 1


@pytest.mark.slow
async def test_no_note_is_written_in_a_session_that_is_read_only(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1", "3")
        await press(pilot, "escape", "5", "F", "F", "escape")
        session = app.reviewing.repository.open(app.reviewing.repository.entries()[0])
        from ilo_tui.frontends.tui.review_flow import open_session

        open_session(app, app.reviewing, session)
        text = await press(pilot, "n")
        assert isinstance(app.screen, JudgeScreen)
        assert "this session is finished" in text


@pytest.mark.slow
async def test_the_other_language_writes_every_screen_and_keeps_what_was_typed(
    make_app: MakeApp, reviews: Path
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "r", "1")
        for key, kind, english in (
            ("o", ItemsScreen, "changed since"),
            ("B", Options, "source read"),
            ("n", NoteScreen, "Esc saves and closes."),
            ("x", Prompt, "Save in which folder?"),
            ("a", ObserveScreen, "Do not name children"),
            ("question_mark", HelpScreen, "Keys on this screen"),
        ):
            await press(pilot, key)
            await pilot.pause()
            assert isinstance(app.screen, kind)
            assert english in flat(screen_text(app)), key
            if fields := list(app.screen.query("Input, TextArea")):
                await press(pilot, *"kept")
            typed = [getattr(field, "value", None) or getattr(field, "text", None) for field in fields]
            app.action_language()
            await pilot.pause()
            assert english not in flat(screen_text(app)), key
            after = [getattr(field, "value", None) or getattr(field, "text", None) for field in fields]
            assert after == typed
            assert not fields or any("kept" in str(item) for item in after)
            app.action_language()
            await pilot.pause()
            assert english in flat(screen_text(app)), key
            for field in fields:
                if isinstance(field, TextArea):
                    field.text = ""
            await press(pilot, "escape")


@pytest.mark.slow
@pytest.mark.first_edition
async def test_what_was_said_last_follows_the_language(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(100, 30)) as pilot:
        for keys, english, indonesian in (
            ("r1", "Saved ", "Tersimpan "),
            ("3", " · Moderate · the dossier: for", " · Sedang · berkas: mendukung"),
            ("u", "Withdrawn: ", "Ditarik: "),
        ):
            assert english in await press(pilot, *keys)
            app.action_language()
            await pilot.pause()
            assert indonesian in screen_text(app)
            app.action_language()
            await pilot.pause()
            assert english in screen_text(app)


@pytest.mark.slow
async def test_the_form_and_a_list_of_choices_follow_the_language_key(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "n", "j", "j", "j", "enter", *"programme:clm", "enter", "L")
        assert isinstance(app.screen, NewSession)
        assert "Reviewer" not in text
        assert "programme:clm" in text
        assert "Reviewer" in await press(pilot, "L")
        text = await press(pilot, "escape", "1", "e")
        assert isinstance(app.screen, Choose)
        assert "The report as" in text
        text = await press(pilot, "j", "L")
        assert "The report as" not in text
        assert app.screen.query_one(RowList).cursor == 1


@pytest.mark.slow
async def test_a_filter_that_is_being_typed_follows_the_language(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "filter: " in await press(pilot, "f", *"clm")
        app.action_language("id")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "clm"
        assert "filter: " not in screen_text(app)


@pytest.mark.slow
async def test_nothing_opens_a_second_judging_screen(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "r", "r")
        assert isinstance(judging(app), JudgeScreen)
        assert " r review" not in screen_text(app)
        # The page of a neighbour, over the judging screen.
        await press(pilot, "j", "enter")
        assert app.screen is not judging(app)
        await press(pilot, "r")
        await press(pilot, "escape")
        assert app.screen is judging(app)
        assert judging(app).session.read_only is None
        assert "Saved" in await press(pilot, "1")


async def test_r_typed_twice_at_once_opens_one(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            app.post_message(events.Key("r", "r"))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert judging(app).session.read_only is None
        assert "Saved" in await press(pilot, "1")


@pytest.mark.slow
@pytest.mark.first_edition
async def test_an_observation_on_the_claim_at_hand_keeps_the_claim(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "r", "1", "a")
        assert isinstance(app.screen, ObserveScreen)
        assert "clm-001" in screen_text(app)
        text = await press(pilot, *"seen", "tab", *"Kampot", "escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = screen_text(app)
        assert "Your observation: seen, Kampot" in text
        assert "Saved" in text
        await press(pilot, "escape")
    assert [record["item"] for record in records(reviews)] == ["evidence:clm-001"] * 2
    assert records(reviews)[1]["observation"] == {"text": "seen", "place": "Kampot"}
    again = begun(make_app, reviews)
    async with again.run_test(size=(100, 50)) as pilot:
        text = await press(pilot, "slash", *"clm-001", "enter")
        assert " date not recorded, Kampot · Sok Dara (other; you)\n   seen\n" in text
        text = await press(pilot, "escape", "escape", "5", "F")
        assert "Observations: 1" in text


@pytest.mark.slow
async def test_an_observation_on_a_claim_puts_nothing_into_a_queue(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "l", "enter", "a", *"seen", "escape")
        await app.workers.wait_for_complete()
    (record,) = records(reviews)
    assert record["item"].startswith("evidence:")
    (path,) = reviews.glob("*.json")
    assert json.loads(path.read_text("utf-8"))["session"]["1"]["queue"]["items"] == []


async def test_a_session_in_which_nothing_was_said_leaves_nothing(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "escape")
        assert "Review sessions (0)" in await press(pilot, "5")
    assert not list(reviews.rglob("*.json"))


async def test_an_empty_policy_cell_is_judged_as_nothing_else(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        matrix, grid = app.context.matrix, app.main.tab.grid
        row, column = next((r, c) for r in matrix.rows for c in matrix.columns if not matrix.cell(r, c).alignments)
        app.main.tab.go_to(f"{row}|{column}")
        await pilot.pause()
        assert grid.at == (row, column)
        await press(pilot, "r")
        assert isinstance(app.screen, MainScreen)
        assert any("There is nothing to judge here" in notification.message for notification in app._notifications)
        # Its own page stands for nothing else either.
        await press(pilot, "enter", "r")
        assert not any(isinstance(item, JudgeScreen) for item in app.screen_stack)


async def test_rows_and_columns_that_are_no_crossing_are_judged_as_what_is_in_them(
    make_app: MakeApp, reviews: Path
) -> None:
    from ilo_tui.dossier.evidence import is_judged
    from ilo_tui.review.queues import choose
    from ilo_tui.review.targets import target

    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        items, my_own = app.reviewing.items, app.reviewing.decisions()
        for row in (*items.gap_map.rows, "*total"):
            for column in (*items.gap_map.columns, "*total"):
                claims = {
                    f"evidence:{evidence.id}"
                    for evidence in items.gap_map.cell(row, column).evidence
                    if is_judged(evidence)
                }
                wanted = target(items, f"cell:{row}/{column}")
                if wanted is None:
                    assert not claims
                elif isinstance(wanted, str):
                    assert wanted == f"cell:{row}/{column}"
                else:
                    assert set(choose(items, wanted, my_own).items) == claims


@pytest.mark.slow
@pytest.mark.first_edition
async def test_what_is_reported_while_judging_stands_on_the_line_and_never_as_a_toast(
    make_app: MakeApp, reviews: Path
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.show_message("a warning from before")
        await press(pilot, "r", "1")
        app.show_message("told meanwhile")
        await pilot.pause()
        text = screen_text(app)
        assert "told meanwhile" in text.splitlines()[-2]
        assert "a warning from before" not in text
        assert "4 High" in text
        # What was told before judging is not taken away by it.
        await press(pilot, "escape")
        assert "a warning from before" in screen_text(app)


@pytest.mark.slow
async def test_b_shows_the_bases_and_says_which_is_in_force(make_app: MakeApp, reviews: Path) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "r", "B")
        assert [line for line in ("1 source read", "3 interview", "5 other") if line in text] == [
            "1 source read",
            "3 interview",
            "5 other",
        ]
        text = await press(pilot, "3")
        assert "basis: interview" in text
        assert "basis from now on: interview" in text
        await press(pilot, "B", "escape")
        assert judging(app).session.basis == "interview"
        await press(pilot, "B", "k", "enter", "1")
    assert records(reviews)[0]["basis"] == "own_observation"


async def at(pilot: Pilot[Any], key: str, moment: float) -> str:
    """Press a key at a moment of the terminal's clock."""
    event = events.Key(key, key)
    event.time = moment
    pilot.app.post_message(event)
    await pilot.pause()
    await pilot.pause()
    return screen_text(pilot.app)


@pytest.mark.slow
async def test_a_digit_too_soon_after_an_answer_is_not_taken(
    make_app: MakeApp, reviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnswerGuard, "GAP", 0.2)
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        now = 1000.0
        assert "Saved" in await at(pilot, "1", now)
        text = await at(pilot, "2", now + 0.19)
        assert "Saved" in text
        assert "2 came too soon and was not taken" in text
        assert len(records(reviews)) == 1
        await at(pilot, "3", now + 0.21)
        assert len(records(reviews)) == 2
        # Held down, a key answers once: each repeat comes soon after the one before.
        for n in range(1, 20):
            text = await at(pilot, "3", now + 0.21 + 0.03 * n)
        assert text.count("came too soon") == 1
        assert len(records(reviews)) == 2
        await at(pilot, "1", now + 2)
        assert len(records(reviews)) == 3


def test_the_guard_counts_from_the_answer_not_from_what_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnswerGuard, "GAP", 0.2)
    guard = AnswerGuard()
    assert guard.takes("1", 10.0)
    guard.answered(10.0)
    assert not guard.takes("2", 10.1)
    assert guard.takes("2", 10.31)
    assert guard.takes("3", 10.32)


SIZES = [((20, 5), False), ((30, 8), True), ((40, 12), True), ((60, 20), True), ((80, 24), True), ((120, 40), True)]


@pytest.mark.first_edition
@pytest.mark.share(12)
@pytest.mark.parametrize(("size", "room"), SIZES)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_digit_answers_only_where_question_and_answers_are_seen(
    make_app: MakeApp, reviews: Path, size: tuple[int, int], room: bool, language: str
) -> None:
    app = begun(make_app, reviews, language)
    async with app.run_test(size=size) as pilot:
        text = flat(await press(pilot, "r"))
        scale = app.context.dossier.record(Scale, "verdict")
        shown = [f"{value.key} {app.context.tr.text(value.label)}" in text for value in scale.values]
        question = app.context.tr.text(scale.question) in text
        assert (all(shown) and question) is room
        await press(pilot, "1")
        assert bool(list(reviews.glob("*.json"))) is room
        if not room:
            assert ("Make the window" if language == "en" else "Perbesar jendela") in text
            await pilot.resize_terminal(80, 24)
            await press(pilot, "1")
    assert records(reviews)[0]["values"] == {"verdict": "holds"}


@pytest.mark.first_edition
async def test_where_both_do_not_fit_tab_turns_from_the_question_to_the_item_and_back(
    make_app: MakeApp, reviews: Path
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(30, 8)) as pilot:
        text = await press(pilot, "r")
        assert "Tab: what it is about" in text
        text = await press(pilot, "tab")
        assert "The labour ministry" in text
        assert "Holds" not in text
        # The question is out of sight, and so no digit answers.
        await press(pilot, "1")
        assert not list(reviews.glob("*.json"))
        assert "2 Holds in part" in await press(pilot, "tab")
        assert "Saved" in await press(pilot, "1")


ITEMS = ["cell:clm/outcome", "suggestion:*", "alignment:*", "gap:*"]


@pytest.mark.share(6)
@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_every_question_fits_a_terminal_of_40_by_12(
    make_app: MakeApp, reviews: Path, item: str, language: str
) -> None:
    from ilo_tui.frontends.tui.review_flow import open_session

    app = begun(make_app, reviews, language)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        kinds = {"suggestion": Suggestion, "alignment": Alignment}
        kind = item.partition(":")[0]
        if kind == "gap":
            item = app.context.gaps[0].id
        elif kind in kinds:
            item = f"{kind}:{next(iter(app.context.dossier.ids(kinds[kind])))}"
        session = app.reviewing.repository.session_for(item, app.reviewing.reviewer, language)
        open_session(app, app.reviewing, session, item)
        await pilot.pause()
        for _ in app.reviewing.items.scales(session.progress.question_kind(item)):
            scale, text = judging(app).judging.question(), flat(await press(pilot))
            assert scale is not None
            assert app.context.tr.text(scale.question) in text
            assert all(f"{value.key} {app.context.tr.text(value.label)}" in text for value in scale.values), text
            await press(pilot, scale.values[0].key)


@pytest.mark.share(8)
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("seed", "²"),
        ("seed", "١٢"),
        ("seed", "-1"),
        ("seed", "9" * 40),
        ("sample", "½"),
        ("share", "1/²"),
        ("share", "1/2+²"),
    ],
)
async def test_what_is_wrong_in_the_form_stands_beside_its_field(
    make_app: MakeApp, reviews: Path, field: str, typed: str
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "5", "n")
        rows = app.screen.query_one(RowList)
        rows.point(field)
        await press(pilot, "enter")
        app.screen.query_one(Input).value = typed
        text = await press(pilot, "enter")
        (line,) = (line for line in text.splitlines() if line.lower().strip().startswith(field))
        assert "! " in line
        assert " is no " in line
        await press(pilot, "G", "enter")
        assert isinstance(app.screen, NewSession)
        assert rows.target == field
    assert not list(reviews.rglob("*.json"))


@pytest.mark.share(3)
@pytest.mark.parametrize("width", [40, 60, 80])
async def test_how_to_mend_a_field_is_shown_whole_at_any_width(make_app: MakeApp, reviews: Path, width: int) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(width, 24)) as pilot:
        await press(pilot, "5", "n")
        app.screen.query_one(RowList).point("share")
        await press(pilot, "enter")
        app.screen.query_one(Input).value = "abc"
        text = flat(await press(pilot, "enter"))
        assert "is no share of the work. Write it as 2/5: part 2 of 5" in text
        assert "…" not in text.partition("Share")[2].partition("Seed")[0]


@pytest.mark.slow
async def test_whoever_looks_something_up_while_judging_comes_back_to_the_question(
    make_app: MakeApp, reviews: Path
) -> None:
    app = begun(make_app, reviews)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r", "1")
        screen = judging(app)
        await press(pilot, "slash")
        app.screen.query_one(Input).value = "vocational skills"
        await pilot.pause()
        assert "VOC" in await press(pilot, "enter")
        assert screen in app.screen_stack
        await press(pilot, "escape", "escape")
        assert app.screen is screen
