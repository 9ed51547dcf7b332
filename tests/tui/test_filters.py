"""Filters: the grammar of `list --where`, on the screen in words, carried from tab to tab, taken away by one key."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui import cli
from ilo_tui.dossier.store import DOSSIER
from ilo_tui.tui.app import IloApp
from ilo_tui.tui.browse import CellScreen
from ilo_tui.tui.dimensions import DimensionsTab
from ilo_tui.tui.filterbar import FilterLine
from ilo_tui.tui.main import MainScreen
from ilo_tui.tui.widgets.bars import FilterBar
from ilo_tui.tui.widgets.rows import RowList
from tests.conftest import MakeApp
from tests.tui.starting import keys, quiet, typed

SIZES = [(80, 24), (120, 40), (40, 12)]


async def narrow(pilot: Pilot[Any], text: str) -> str:
    """Open the filter line, and put a text there in place of what stood there."""
    await keys(pilot, "f")
    line = pilot.app.screen.query_one(Input)
    line.value = text
    line.cursor_position = len(text)
    return await keys(pilot)


async def kept(pilot: Pilot[Any], text: str) -> str:
    """Filter, and keep it with Enter."""
    await narrow(pilot, text)
    return await keys(pilot, "enter")


def main(app: IloApp) -> MainScreen:
    """The screen with the tabs."""
    assert app.main
    return app.main


def programmes(app: IloApp) -> list[str]:
    """The programmes in the list of tab 1."""
    rows = main(app).query_one("#programme-list", RowList).rows
    return [target for index in range(len(rows)) if (target := rows.target(index))]


def listed(kind: str, where: str) -> list[str]:
    """What `ilo-tui list KIND --where` prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        assert cli.run(["list", kind, "--json", *(["--where", *where.split()] if where else [])]) == 0
    return [one["id"] for one in json.loads(printed.getvalue())]


async def test_a_cells_list_is_what_list_where_prints(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "2", "G l l l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        for where in (
            "stance:against", "stance:for,context dimension:outcome", "programme:CLM year:2012..2016 has:figures",
            "source:dol confidence:high", "origin:editor", "brick inspectors", "indicator:ind has:locator labour",
        ):  # fmt: skip
            await kept(pilot, where)
            assert sorted(one.id for one in screen.found()) == sorted(listed("evidence", where)), where


async def test_suggestions_and_indicators_are_filtered_by_the_same_grammar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for opened, rows, kind, where in (
            ("4", "#question-list", "suggestions", "dimension:outcome"),
            ("i", "#record-list", "indicators", "dimension:impact year:2012.."),
        ):
            await keys(pilot, opened)
            await kept(pilot, where)
            shown = app.screen.query_one(rows, RowList).rows
            found = [target for index in range(len(shown)) if (target := shown.target(index))]
            assert found == listed(kind, where) != []


async def test_filters_compose_as_they_are_typed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        before = set(programmes(app))
        for text in ("kind:programme", "kind:programme stance:against", "kind:programme stance:against brick"):
            await narrow(pilot, text)
            now = set(programmes(app))
            assert now and now < before, text
            before = now
            await keys(pilot, "enter")
        assert main(app).filters == {DOSSIER: "kind:programme stance:against brick"}


async def test_every_letter_narrows_and_an_unfinished_key_does_not_empty_the_list(make_app: MakeApp) -> None:
    app = make_app()
    every = len(app.book.dossier.programmes)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        text = await typed(pilot, "vocational ")
        narrowed = programmes(app)
        assert 0 < len(narrowed) < every
        assert f"{len(narrowed)} of {every}" in text
        for key in ("stance:", "dimension:", "YEAR:", "has:"):
            app.screen.query_one(Input).value = f"vocational {key}"
            await quiet(pilot)
            assert programmes(app) == narrowed, key
            app.screen.query_one(Input).value = key
            await quiet(pilot)
            assert len(programmes(app)) == every, key


async def test_tab_completes_keys_and_values_and_tells_what_may_come(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "programme: dimension: stance:" in await keys(pilot, "f")
        line = app.screen.query_one(Input)
        assert "Tab: stance:" in await typed(pilot, "sta")
        assert "against context contradicts for supports" in await keys(pilot, "tab")
        assert line.value == "stance:"
        await typed(pilot, "con")
        await keys(pilot, "tab")
        assert line.value == "stance:cont"
        await keys(pilot, "tab")
        assert line.value == "stance:context"
        await typed(pilot, ",s")
        await keys(pilot, "tab")
        assert line.value == "stance:context,supports "
        await typed(pilot, "PROGRAMME:t")
        await keys(pilot, "tab")
        assert line.value == "stance:context,supports programme:tbp "
        assert line.cursor_position == len(line.value)
        await typed(pilot, "inspectors")
        before = line.value
        await keys(pilot, "tab")
        assert line.value == before
        assert app.screen.query_one(Input).has_focus


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_the_filter_in_force_is_on_the_screen_in_words_on_every_tab_and_in_a_cell(
    make_app: MakeApp, size: tuple[int, int], language: str
) -> None:
    app = make_app(language)
    against, outcome, all_ = {
        "en": ("speaks against", "Outcome", "F shows all"),
        "id": ("menentang", "dimensi Hasil", "F menampilkan semua"),
    }[language]
    async with app.run_test(size=size) as pilot:
        texts = [await kept(pilot, "stance:against dimension:outcome")]
        texts += [await keys(pilot, key) for key in "23"]
        await keys(pilot, "2")
        assert isinstance(main(app).tab, DimensionsTab)
        texts.append(await keys(pilot, "enter"))
        assert isinstance(app.screen, CellScreen)
        for text in texts:
            head = " ".join(" ".join(text.splitlines()[:5]).split())
            assert against in head and outcome in head and all_ in head, text


async def test_a_filter_goes_from_tab_to_tab_and_into_a_cell(make_app: MakeApp) -> None:
    app = make_app()
    dossier = app.book.dossier
    async with app.run_test(size=(80, 24)) as pilot:
        await kept(pilot, "stance:against year:2012..2016")
        left = programmes(app)
        assert 0 < len(left) < len(dossier.programmes)
        for key in "23":
            await keys(pilot, key)
            rows = app.screen.query_one({"2": "#gap-grid", "3": "#policy-grid"}[key], RowList).rows
            shown = [rows.target(index) for index in range(len(rows))]
            assert [one for one in shown if one in dossier.programmes] == left
        await keys(pilot, "2", "g l l l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        claims = [one.id for one in screen.found()]
        where = f"stance:against year:2012..2016 programme:{screen.cell.row}"
        assert sorted(claims) == sorted(listed("evidence", where)) != []
        # There another filter may be added, and all of it is taken away by one key.
        assert len(listed("evidence", f"programme:{screen.cell.row}")) > len(claims)
        text = await keys(pilot, "F")
        assert len(screen.found()) == len(listed("evidence", f"programme:{screen.cell.row}"))
        assert "shows all" not in text


async def test_f_takes_the_filter_away_on_every_tab(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = await keys(pilot)
        await kept(pilot, "stance:against brick")
        await keys(pilot, "3", "F", "1")
        assert await keys(pilot) == first
        assert main(app).filters == {}
        assert not app.screen.query_one(FilterBar).display


async def test_a_filter_that_cannot_be_meant_is_told_and_leaves_the_one_before(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await kept(pilot, "stance:against")
        before, words = programmes(app), main(app).filter.words
        for text, told in (
            ("stance:against programme:nobody", "nothing begins with nobody for programme"),
            ("suggestion:x", "suggestion is no key here; these are: programme"),
            ("year:soon", "soon is no year"),
            ("year:2016..2012", "2016..2012 is no year"),
        ):
            assert told in await narrow(pilot, text)
            assert programmes(app) == before
            await keys(pilot, "enter")
            assert programmes(app) == before
            assert main(app).filter.words == words
            # What is remembered is what is in force.
            assert main(app).filters == {DOSSIER: "stance:against"}
        await keys(pilot, "f")
        assert app.screen.query_one(Input).value == "stance:against"


async def test_escape_in_the_line_shows_everything_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = await keys(pilot)
        await narrow(pilot, "brick")
        assert await keys(pilot, "escape") == first


async def test_the_filter_is_worded_anew_in_the_other_language(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "speaks against" in await kept(pilot, "stance:against")
        text = await keys(pilot, "L")
        assert "menentang" in text.splitlines()[1]
        assert "speaks" not in text


async def test_whatever_is_typed_is_shown_literally_and_never_fails(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for text in ("[red]x[/]", "\u202eabc", "::::", "a" * 3000, "stance:" + "supports," * 300, "\0", "{left}"):
            shown = await kept(pilot, text)
            assert not any(sign in shown for sign in "\u202e\0")
            assert app.return_code is None
            assert not isinstance(app.screen, FilterLine)
            if text.startswith("[red]"):
                assert "“[red]x[/]”" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_long_filter_leaves_room_for_how_to_be_rid_of_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await kept(pilot, "programme:clm,csr,efa,tbp,camp,sd,fam,net,youth,voc " + " ".join(["labour"] * 60))
        assert "F shows all" in " ".join(screen.split())
