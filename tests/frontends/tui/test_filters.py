"""Filters: the grammar of `list --where`, on the screen in words, carried from tab to tab, taken away by one key."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ilo_tui import cli
from ilo_tui.app.contexts import Contexts
from ilo_tui.core.folders import state_folder
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import offered_keys
from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filter_scope import DOSSIER, QUESTIONS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gapmap import TOTAL, UNASSIGNED, row_of
from ilo_tui.dossier.model import Evidence, Programme, Suggestion
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import Weighing, counted_facts
from ilo_tui.frontends.tui.app import IloApp
from ilo_tui.frontends.tui.dialogs.filter_line import FilterLine
from ilo_tui.frontends.tui.filter_state import FilterRequest, FilterState
from ilo_tui.frontends.tui.gap_matrix import GapMatrix
from ilo_tui.frontends.tui.main import MainScreen
from ilo_tui.frontends.tui.screens.cell import CellScreen
from ilo_tui.frontends.tui.tabs.dimensions import DimensionsTab
from ilo_tui.frontends.tui.ui_state import UiState
from ilo_tui.frontends.tui.widgets.bars import FilterBar
from ilo_tui.frontends.tui.widgets.grid import Grid
from ilo_tui.frontends.tui.widgets.row_list import RowList
from ilo_tui.views.context import ViewContext
from ilo_tui.views.gap_filter import gap_words
from ilo_tui.views.markup import plain_lines
from tests.conftest import MakeApp
from tests.dossier.small import opened, small2
from tests.frontends.tui.starting import keys, quiet, to_the_end, typed, until_idle

SIZES = [(80, 24), (120, 40), (40, 12)]


async def narrow(pilot: Pilot[Any], text: str) -> str:
    """Open the filter line, and put a text there in place of what stood there."""
    await keys(pilot, "f")
    line = pilot.app.screen.query_one(Input)
    line.value = text
    line.cursor_position = len(text)
    return await keys(pilot)


async def narrowed_by(pilot: Pilot[Any], text: str) -> str:
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
    return [load["id"] for load in json.loads(printed.getvalue())]


@pytest.mark.slow
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
            await narrowed_by(pilot, where)
            assert sorted(item.id for item in screen.matching()) == sorted(listed("evidence", where)), where


@pytest.mark.slow
async def test_suggestions_and_indicators_are_filtered_by_the_same_grammar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for opened, rows, kind, where in (
            ("4", "#question-list", "suggestions", "dimension:outcome"),
            ("i", "#record-list", "indicators", "dimension:impact year:2012.."),
        ):
            await keys(pilot, opened)
            await narrowed_by(pilot, where)
            shown = app.screen.query_one(rows, RowList).rows
            matches = [target for index in range(len(shown)) if (target := shown.target(index))]
            assert [item for item in matches if not item.startswith("gap:")] == listed(kind, where) != []


@pytest.mark.slow
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


@pytest.mark.slow
async def test_every_letter_narrows_and_an_unfinished_key_does_not_empty_the_list(make_app: MakeApp) -> None:
    app = make_app()
    every = app.context.dossier.count(Programme)
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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.share(6)
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
        texts = [await narrowed_by(pilot, "stance:against dimension:outcome")]
        texts += [await keys(pilot, key) for key in "23"]
        await keys(pilot, "2")
        assert isinstance(main(app).tab, DimensionsTab)
        texts.append(await keys(pilot, "enter"))
        assert isinstance(app.screen, CellScreen)
        for text in texts:
            head = " ".join(" ".join(text.splitlines()[:5]).split())
            assert against in head and outcome in head and all_ in head, text


@pytest.mark.slow
async def test_a_filter_goes_from_tab_to_tab_and_into_a_cell(make_app: MakeApp) -> None:
    app = make_app()
    dossier = app.context.dossier
    async with app.run_test(size=(80, 24)) as pilot:
        await narrowed_by(pilot, "stance:against year:2012..2016")
        remaining = programmes(app)
        assert 0 < len(remaining) < dossier.count(Programme)
        for key in "23":
            await keys(pilot, key)
            rows = app.screen.query_one({"2": "#gap-grid", "3": "#policy-grid"}[key], RowList).rows
            shown = [rows.target(index) for index in range(len(rows))]
            assert [item for item in shown if item in dossier.ids(Programme)] == remaining
        await keys(pilot, "2", "g l l l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        claims = [item.id for item in screen.matching()]
        where = f"stance:against year:2012..2016 programme:{screen.cell.row}"
        assert sorted(claims) == sorted(listed("evidence", where)) != []
        # There another filter may be added, and all of it is taken away by one key.
        assert len(listed("evidence", f"programme:{screen.cell.row}")) > len(claims)
        text = await keys(pilot, "F")
        assert len(screen.matching()) == len(listed("evidence", f"programme:{screen.cell.row}"))
        assert "shows all" not in text


@pytest.mark.slow
async def test_f_takes_the_filter_away_on_every_tab(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = await to_the_end(pilot)
        await narrowed_by(pilot, "stance:against commune")
        await keys(pilot, "3", "F", "1")
        assert await to_the_end(pilot) == first
        assert main(app).filters == {}
        assert "filter" not in app.screen.query_one(FilterBar).words


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("stance:against programme:nobody", "nothing begins with nobody for programme"),
        ("suggestion:x", "suggestion is no key here; these are: programme"),
        ("year:soon", "soon is no year"),
        ("year:2016..2012", "2016..2012 is no year"),
    ],
)
async def test_a_filter_that_cannot_be_meant_is_reported_and_leaves_the_one_before(
    make_app: MakeApp, text: str, shown: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await narrowed_by(pilot, "stance:against")
        before, words = programmes(app), main(app).filter.words
        assert shown in await narrow(pilot, text)
        # It is not kept, but can be mended: what is wrong stays on the screen.
        assert shown in await keys(pilot, "enter")
        assert isinstance(app.screen, FilterLine)
        assert programmes(app) == before
        assert main(app).filter.words == words
        # What is remembered is what is in force.
        assert main(app).filters == {DOSSIER: "stance:against"}
        app.screen.query_one(Input).value = "stance:against"
        await keys(pilot, "enter", "f")
        assert app.screen.query_one(Input).value == "stance:against"


@pytest.mark.share(8)
@pytest.mark.parametrize("schema", [1, 2])
@pytest.mark.parametrize("size", SIZES)
async def test_a_mistyped_key_empties_no_list_and_is_reported_whole(
    make_app: MakeApp, size: tuple[int, int], schema: int, tmp_path: Path
) -> None:
    app = make_app(opened=opened(tmp_path, small2()) if schema == 2 else None)
    offered = ", ".join(offered_keys(DOSSIER, app.context.dossier))
    async with app.run_test(size=size) as pilot:
        every = programmes(app)
        await keys(pilot, "f")
        for text in ("progrmme:clm", "progrmme:"):
            app.screen.query_one(Input).value = ""
            shown = " ".join((await typed(pilot, text)).split())
            assert "progrmme is no key here; these are: " + offered in shown
            assert programmes(app) == every
            shown = " ".join((await keys(pilot, "enter")).split())
            assert f"{offered}, not" in shown
            assert programmes(app) == every and not main(app).filters


@pytest.mark.share(6)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_what_may_be_typed_is_reported_whole(make_app: MakeApp, size: tuple[int, int], language: str) -> None:
    app = make_app(language)
    async with app.run_test(size=size) as pilot:
        named = {"en": "has:figures", "id": "ada:angka"}[language]
        assert named in " ".join((await keys(pilot, "f")).split())


@pytest.mark.slow
async def test_words_on_the_gap_map_count_the_claims_that_have_them(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2")
        await narrowed_by(pilot, "monitoring")
        tab = main(app).tab
        assert isinstance(tab, DimensionsTab)
        claims = [app.context.dossier.record(Evidence, ident) for ident in listed("evidence", "monitoring")]
        assert 0 < len(claims) < len(app.context.dossier.evidence_of("programme", "clm")) + len(claims)
        for row in tab.rows():
            for column in app.context.gap_map.columns:
                counted = len(tab.shown.cell(row, column).evidence)
                assert counted == sum(
                    row_of(claim) == row and (claim.dimension or UNASSIGNED) == column for claim in claims
                ), (row, column)
        rows = [row for row in tab.rows() if row in app.context.dossier.ids(Programme)]
        assert rows and all(tab.shown.size(row) for row in rows)
        # A cell opened from there lists just these.
        await keys(pilot, "g l l l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        row = screen.cell.row
        assert {item.id for item in screen.matching()} == {claim.id for claim in claims if row_of(claim) == row}


@pytest.mark.slow
async def test_a_policy_on_tab_3_shows_its_alignments_and_no_false_gaps(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "3")
        await narrowed_by(pilot, "policy:c182")
        grid = app.screen.query_one("#policy-grid", Grid)
        matrix = grid.matrix
        assert matrix
        for row in matrix.rows:
            for column in matrix.columns:
                shown = "".join(span.text for span in matrix.cell(row, column)).strip()
                every = app.context.matrix.cell(row, column).alignments
                assert (shown == ".") == (not every), (row, column)
                assert bool(shown) == (not every or column == "c182")


@pytest.mark.slow
@pytest.mark.share(4)
@pytest.mark.parametrize("where", ["programme:clm", "policy:c182", "dimension:impact", "programme:clm,csr policy:c138"])
async def test_tab_4_shows_the_gaps_that_a_filter_leaves(make_app: MakeApp, where: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4")
        await narrowed_by(pilot, where)
        rows = app.screen.query_one("#question-list", RowList).rows
        shown = [target for index in range(len(rows)) if (target := rows.target(index))]
        gaps = [gap for gap in shown if gap.startswith("gap:")]
        holds = parse(where, "gaps", app.context.dossier).matches
        assert gaps == [gap.id for gap in app.context.gaps if not gap.suggestions and holds(gap)]


@pytest.mark.slow
async def test_a_gap_has_no_origin_so_none_passes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4")
        assert "Gaps without a suggestion (0)" in await narrowed_by(pilot, "origin:editor")
        assert "Gaps without a suggestion (0)" not in await keys(pilot, "F")


QUESTIONS_LEFT = {
    "en": ("Suggestions", "Gaps without a suggestion", "Nothing passes this filter."),
    "id": ("Saran", "Kesenjangan tanpa saran", "Tidak ada yang lolos saringan ini."),
}


@pytest.mark.share(32)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "where",
    [
        "programme:clm", "not:programme:clm", "dimension:impact", "not:dimension:impact", "kind:none", "kind:untied",
        "not:kind:untied programme:csr", "hasil", "outcome not:program:clm", "origin:editor", "not:origin:editor",
        "policy:c182", "kind:none zebra",
    ],
)  # fmt: skip
async def test_tab_4_lists_and_counts_the_suggestions_and_gaps_that_pass(
    make_app: MakeApp, where: str, language: str
) -> None:
    app = make_app(language)
    context = app.context
    query = parse(where, QUESTIONS, context.dossier)
    suggestions = [record.id for record in context.dossier.records(Suggestion) if query.matches(record)]
    every = [gap for gap in context.gaps if not gap.suggestions]
    gaps = [gap.id for gap in every if query.matches(gap, gap_words(context, gap))]
    heading, uncovered, nothing = QUESTIONS_LEFT[language]
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "4")
        text = await narrowed_by(pilot, where)
        rows = app.screen.query_one("#question-list", RowList).rows
        assert [target for index in range(len(rows)) if (target := rows.target(index))] == [*suggestions, *gaps]
        assert f"{heading} ({len(suggestions)})" in text and f"{uncovered} ({len(gaps)})" in text
        total = len(every) + context.dossier.count(Suggestion)
        assert context.tr("{shown} of {all}", shown=len(suggestions) + len(gaps), all=total) in " ".join(text.split())
        assert (nothing in text) == (not suggestions and not gaps)


async def test_the_kinds_of_gaps_are_offered_on_tab_4_in_the_language_of_the_screen(make_app: MakeApp) -> None:
    async with make_app("id").run_test(size=(80, 24)) as pilot:
        await keys(pilot, "4")
        text = " ".join((await narrow(pilot, "jenis:")).split())
        assert "belum_tercatat satu_arah satu_asal" in text and "kegiatan_pendukung" not in text


async def test_a_filter_of_tab_4_that_version_0_1_kept_is_there_again(make_app: MakeApp) -> None:
    app = make_app()
    UiState("suggestions", filters={"suggestions": "dimension:impact"}).save(
        state_folder(), app.context.dossier.meta.id
    )
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "dimension Impact" in await keys(pilot)
        assert main(app).filters == {QUESTIONS: "dimension:impact"}


@pytest.mark.slow
@pytest.mark.share(10)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("word", ["traffick", "commune", "anak"])
async def test_voices_balances_and_rows_of_the_map_are_those_of_the_claims_with_the_words(
    make_app: MakeApp, size: tuple[int, int], word: str
) -> None:
    app = make_app("id")
    dossier = app.context.dossier
    claims = [dossier.record(Evidence, ident) for ident in listed("evidence", word)]

    def weighed(row: str, column: str, level: TieLevel) -> tuple[int, int]:
        crossing = [
            claim
            for claim in claims
            if row in {TOTAL, row_of(claim)} and column in {TOTAL, claim.dimension or UNASSIGNED}
        ]
        tally = dossier.voices.tally(counted_facts(dossier, crossing, Weighing(level)))
        return tally.supports.voices.low, tally.contradicts.voices.low

    async with app.run_test(size=size) as pilot:
        await keys(pilot, "2")
        await narrowed_by(pilot, word)
        matrix = app.screen.query_one("#gap-grid", Grid).matrix
        assert isinstance(matrix, GapMatrix)
        with_words = {row_of(claim) for claim in claims}
        assert matrix.rows == [*(row for row in app.context.gap_map.rows if row in with_words), TOTAL]
        for row in matrix.rows:
            for column in matrix.columns:
                text = "".join(span.text for span in matrix.cell(row, column))
                if not matrix.shown.cell(row, column).evidence:
                    # What is recorded without the words is hidden, not missing.
                    nothing = not app.context.gap_map.cell(row, column).evidence
                    assert (app.context.tr("none") in text) == nothing
                    continue
                supports, contradicts = weighed(row, column, "direct")
                tied = weighed(row, column, "inferred")
                counts = re.findall(r"[+-]([0-9]+)", text)
                assert list(map(int, counts)) == [supports, contradicts, *tied], (row, column)
                if size[0] >= 120:
                    against, _, in_favour = text.rpartition("│")
                    bar = (against[-3:].strip(" "), in_favour.strip(" "))
                    assert bar == (balance(contradicts, tied[1], "‹")[::-1], balance(supports, tied[0], "›"))


def balance(counted: int, tied: int, more: str) -> str:
    """One half of a bar of three cells, from the axis outwards."""
    bar = "█" * counted + "░" * (tied - counted)
    return bar if len(bar) <= 3 else bar[:2] + more


@pytest.mark.slow
async def test_the_page_of_a_narrowed_crossing_has_only_the_claims_with_the_words_and_proposes_nothing(
    make_app: MakeApp,
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Proposed words" in await keys(pilot, "2", "l")
        text = await narrowed_by(pilot, "monitoring")
        tab = main(app).tab
        assert isinstance(tab, DimensionsTab)
        page = "\n".join(plain_lines(tab.cell_blocks("clm", "outcome"), 200))
        crossing = [
            claim for claim in app.context.dossier.evidence_of("programme", "clm") if claim.dimension == "outcome"
        ]
        with_words = set(listed("evidence", "monitoring"))
        assert 0 < sum(claim.id in with_words for claim in crossing) < len(crossing)
        for claim in crossing:
            assert (claim.id in page) == (claim.id in with_words), claim.id
        assert "Proposed words (by a rule" not in page
        assert "Only claims that pass the filter are counted. Gaps and proposed words go by all claims." in page
        assert "Proposed words" in await keys(pilot, "F") and text


def test_the_newest_filter_wins_however_slow_the_one_before(dossier: Dossier) -> None:
    context = ViewContext(dossier, Translator("en", "en"))
    filtered = FilterState(DOSSIER, Contexts(context))
    filtered.set_text("stance:against")
    older = filtered.request()
    slow = filtered.evaluate(older)
    filtered.set_text("stance:supports")
    newer = filtered.request()
    assert filtered.accept(newer, filtered.evaluate(newer))
    version = filtered.version
    assert not filtered.accept(older, slow)
    assert filtered.version == version
    assert filtered.result and filtered.result.query == filtered.query


@pytest.mark.slow
async def test_two_tabs_filter_at_once_and_the_text_typed_last_is_what_all_show(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    gates = {"against": Event(), "supports": Event()}
    through = FilterState.evaluate

    def slow(
        self: FilterState, filter_request: FilterRequest, pause: Callable[[], None] = lambda: None
    ) -> FilterResult | None:
        result = through(self, filter_request)
        assert gates[str(filter_request.query).partition(":")[2]].wait(20)
        return result

    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "1")
        # As in a dossier that is large.
        monkeypatch.setattr("ilo_tui.frontends.tui.filter_state.MANY", 0)
        monkeypatch.setattr(FilterState, "evaluate", slow)
        main(app).narrow_to("stance:against")
        await keys(pilot, "2")
        main(app).narrow_to("stance:supports")
        await keys(pilot, "1")
        first, second = (worker for worker in app.workers if worker.group == "filter")
        gates["supports"].set()
        await app.workers.wait_for_complete([second])
        gates["against"].set()
        await app.workers.wait_for_complete([first])
        await quiet(pilot)
        wanted = {
            evidence.programme for evidence in app.context.dossier.records(Evidence) if evidence.stance == "supports"
        }
        for key, rows in (("1", "#programme-list"), ("2", "#gap-grid")):
            text = await keys(pilot, key)
            assert "speaks for" in text and f"of {app.context.dossier.count(Programme)}" in text
            shown = main(app).query_one(rows, RowList).rows
            listed_now = {shown.target(index) for index in range(len(shown))}
            assert listed_now & set(app.context.dossier.ids(Programme)) == wanted - {None}


@pytest.mark.slow
async def test_a_long_list_shows_the_filter_typed_last(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "2", "G l l l l", "enter")
        screen = app.screen
        assert isinstance(screen, CellScreen)
        monkeypatch.setattr("ilo_tui.frontends.tui.record_list.MANY", 0)
        screen.filter.set_text("stance:against")
        older = screen.filter.request()
        screen.narrow_to("stance:supports")
        await until_idle(pilot)
        screen.filter_run.accept(older, [])
        assert {getattr(item, "stance", "") for item in screen.matching()} == {"supports"}


@pytest.mark.share(3)
@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_claim_is_filtered_by_whom_it_is_about_and_the_words_say_so(
    make_app: MakeApp, tmp_path: Path, language: str
) -> None:
    app = make_app(language, opened(tmp_path, small2()))
    text = {
        "en": "actor:agency not:trend:worse said_by:office period:first place:kampot",
        "id": "aktor:agency bukan:kecenderungan:memburuk menurut:office periode:first tempat:kampot",
    }[language]
    words = {
        "en": "actor Actor agency, not: trend worse, said by Actor office, period First",
        "id": "aktor Actor agency (id), bukan: kecenderungan memburuk, menurut Actor office (id), periode First (id)",
    }[language]
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await narrowed_by(pilot, text.rpartition(" ")[0])
        assert words in shown
        assert programmes(app) == ["one"]
        await narrow(pilot, text)
        assert programmes(app) == []


async def test_a_key_of_version_0_1_is_read_with_a_warning(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(opened=opened(tmp_path, small2()))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = " ".join((await narrow(pilot, "confidence:high")).split())
        assert "confidence: is of version 0.1" in shown and "reading: says how a claim was read" in shown
        assert "of version 0.1" not in await narrow(pilot, "reading:direct")


async def test_a_key_that_waits_for_its_value_behind_not_empties_no_list(make_app: MakeApp) -> None:
    app = make_app()
    every = app.context.dossier.count(Programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "f")
        for text in ("not:", "not:has:", "NOT:not:", "bukan:arah:"):
            app.screen.query_one(Input).value = text
            shown = await keys(pilot)
            assert len(programmes(app)) == every and "is no key" not in shown, text


async def test_escape_in_the_line_shows_everything_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = await to_the_end(pilot)
        await narrow(pilot, "brick")
        await keys(pilot, "escape")
        assert await to_the_end(pilot) == first


async def test_the_filter_is_worded_anew_in_the_other_language(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        assert "speaks against" in await narrowed_by(pilot, "stance:against")
        text = await keys(pilot, "L")
        assert "menentang" in text.splitlines()[1]
        assert "speaks" not in text


@pytest.mark.slow
async def test_whatever_is_typed_is_shown_literally_and_never_fails(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for text in ("[red]x[/]", "\u202eabc", "::::", "a" * 3000, "stance:" + "supports," * 300, "\0", "{left}"):
            shown = await narrowed_by(pilot, text)
            assert not any(sign in shown for sign in "\u202e\0")
            assert app.return_code is None
            assert not isinstance(app.screen, FilterLine)
            if text.startswith("[red]"):
                assert "“[red]x[/]”" in shown


@pytest.mark.share(3)
@pytest.mark.parametrize("size", SIZES)
async def test_a_long_filter_leaves_room_for_how_to_be_rid_of_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        screen = await narrowed_by(
            pilot, "programme:clm,csr,efa,tbp,camp,sd,fam,net,youth,voc " + " ".join(["labour"] * 60)
        )
        assert "F shows all" in " ".join(screen.split())
