"""A timeline in words and as a chart, in whatever room there is; through filters, and without what waits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.timeline import Timeline
from ilo_tui.dossier.timeline_bars import YearSpan
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.views.blinding import Blinding
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import width_of
from ilo_tui.views.timeline import filter_result, timeline_of
from ilo_tui.views.timeline_chart import CLAIMS, POLICIES, SUPPORTS, ChartRow, TimelineChart
from ilo_tui.views.timeline_list import YearRows
from ilo_tui.views.timeline_words import step_blocks, step_text
from ilo_tui.views.year_lines import year_lines
from tests.dossier.small import Plain, opened
from tests.dossier.timeline_case import timeline_tables
from tests.views.schema2 import tied_tables

WAITING = Blinding({"evidence:a", "evidence:b"}.__contains__)


def context_of(dossier: Dossier, language: str = "en", weighing: Weighing | None = None) -> ViewContext:
    return ViewContext(dossier, Translator(language, "en"), weighing=weighing or Weighing())


@pytest.fixture
def case(tmp_path: Path) -> ViewContext:
    return context_of(opened(tmp_path, timeline_tables()))


def line(chart: TimelineChart, row: ChartRow) -> str:
    """A row as it is drawn: its name, then its cells."""
    return chart.name(row).text + "|" + "".join(cell.text for cell in chart.cells(row))


def drawn(chart: TimelineChart) -> dict[str, str]:
    """What stands in the columns of each row, without what is empty at the end."""
    rows = [*chart.bars, *chart.counted]
    return {row.target: "".join(cell.text for cell in chart.cells(row)).rstrip() for row in rows}


def filtered(context: ViewContext, text: str) -> Timeline:
    return timeline_of(context, filter_result(context, parse(text, DOSSIER, context.dossier)))


def test_bars_marks_and_counts_stand_under_their_years(case: ViewContext) -> None:
    """1999 to 2016 in a cell a year: 40 cells have room for no more."""
    chart = TimelineChart(case, timeline_of(case), 40)
    assert (len(chart.steps), chart.cell_width, chart.years_in_a_cell) == (18, 1, 1)
    expected = {
        "period:first": "     ───",
        "period:after": "        ─────────›",
        "one": "      ██D",
        "later": "       █··········",
        # 18 cells have no room for 18 letters and a space.
        "never": "",
        "law": "A      R",
        "plan": "       A░░░",
        "dateless": "no date recorded",
        "*policies": "A      *",
        "*measured": "             •   •",
        "*supports": "      21" + " " * 14 + "1",
        "*contradicts": "",
        "*context": "          1",
        "*claims": "      231 1" + " " * 11 + "1",
    }
    shown = drawn(chart)
    assert {name: shown[name] for name in expected} == expected


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", [30, 59, 79, 119, 200])
def test_every_row_is_as_wide_as_its_columns(dossier: Dossier, width: int, language: str) -> None:
    context = context_of(dossier, language, Weighing("everything"))
    chart = TimelineChart(context, timeline_of(context), width)
    columns = {width_of("".join(cell.text for cell in chart.cells(row))) for row in (*chart.bars, *chart.counted)}
    assert len(columns) == 1
    assert chart.name_width + columns.pop() <= width
    assert all(len(chart.cells(row)) == len(chart.columns) for row in (*chart.bars, *chart.counted))
    for column in range(len(chart.columns)):
        before, year, behind = chart.axis(column)
        assert width_of(before + year + behind) == chart.years_width + 5
        step = chart.columns[column]
        assert year == (str(step.first) if step else {"en": "n.d.", "id": "t.t."}[language])
    assert width_of(chart.title()) <= max(width, 30)


def test_where_there_is_no_room_a_cell_has_several_years_and_says_so(dossier: Dossier) -> None:
    context = context_of(dossier)
    chart = TimelineChart(context, timeline_of(context), 40)
    assert chart.years_in_a_cell == 5 and chart.title().startswith("1973–2030, 5 years a cell")
    assert chart.columns[chart.first_column()] == YearSpan(2000, 2004)
    assert chart.column_of("2003") == chart.first_column() and chart.column_id(chart.first_column()) == "2000..2004"
    assert chart.column_of("undated") == len(chart.steps) and chart.column_id(len(chart.steps)) == "undated"
    assert chart.column_of("3000") is None and chart.column_of("nonsense") is None


def test_where_there_is_more_room_a_year_has_several_cells(case: ViewContext) -> None:
    chart = TimelineChart(case, timeline_of(case), 79)
    assert chart.cell_width == 3
    shown = drawn(chart)
    assert shown["one"] == " " * 18 + "██████D██"
    assert shown["never"] == "no period recorded"
    assert shown["*claims"] == " " * 18 + " 2  3  1     1" + " " * 26 + "1"


def test_counts_that_do_not_fit_are_columns_with_the_highest_in_words(dossier: Dossier) -> None:
    context = context_of(dossier, weighing=Weighing("everything"))
    chart = TimelineChart(context, timeline_of(context), 79)
    rows = {row.target: row for row in chart.counted}
    counts = [chart.timeline.count(step) for step in chart.steps]
    top = max(count.claims for count in counts)
    assert line(chart, rows[CLAIMS]).startswith(f"claims, most {top}|")
    cells = chart.cells(rows[CLAIMS])
    assert {cell.text for cell, count in zip(cells, counts, strict=False) if count.claims == top} == {"█"}
    assert all(bool(cell.text.strip()) == bool(count.claims) for cell, count in zip(cells, counts, strict=False))
    # Voices for, against and context have one scale, so that they can be compared.
    voices = max(
        side.voices.low
        for count in counts
        for side in (count.tally.supports, count.tally.contradicts, count.tally.context)
    )
    assert chart.name(rows[SUPPORTS]).text == f"for, most {voices}"
    assert "█" not in {cell.text for cell in chart.cells(rows[SUPPORTS])}
    assert cells[-1].text == f"{len(chart.timeline.undated) - 9:>5}", "repeats of the same fact count once"


def test_nothing_dated_is_said(tmp_path: Path) -> None:
    tables: Plain = timeline_tables()
    for table in ("programmes", "policies", "aims", "indicators", "evidence"):
        tables[table] = {}
    tables["meta"]["1"]["periods"] = []
    context = context_of(opened(tmp_path, tables))
    chart = TimelineChart(context, timeline_of(context), 79)
    assert chart.title() == "Nothing in this dossier is dated."
    assert chart.columns == [None] and chart.axis(0) == (" ", "n.d.", "")
    assert len(YearRows(context, chart.timeline)) == 0


def test_a_year_in_words(case: ViewContext) -> None:
    timeline = timeline_of(case)
    texts = {step.id if step else "undated": step_text(case, timeline, step) for step in timeline.listed()}
    assert texts["2006"] == (
        "2006: voices: 1 for, 0 against, 0 context; 3 claims. Programmes: ONE, LATER (begins). "
        "Policies: LAW (ratified), PLAN (adopted)"
    )
    assert texts["2007"] == (
        "2007: voices: 0 for, 0 against, 0 context; 1 claim. "
        "Programmes: ONE (ends, 1 aim due), LATER (end not recorded). Policies: PLAN (begins)"
    )
    assert texts["2005"].startswith("2005: voices: 2 for, 0 against, 0 context; 2 claims (3 with repeats).")
    assert texts["2012"] == "2012: no claims. Programmes: LATER (end not recorded). 1 series measured"
    assert texts["undated"] == "undated: voices: 1 for, 0 against, 0 context; 1 claim"


def test_the_page_of_a_year_says_each_tie_level_and_leads_to_programmes_and_policies(case: ViewContext) -> None:
    blocks = step_blocks(case, timeline_of(case), YearSpan(2006, 2006))
    texts = ["".join(span.text for span in block.spans) for block in blocks]
    assert "direct +1 -0, with related +1 -0, with inferred +1 -1" in texts and "Periods: First (ends)" in texts
    assert [block.target for block in blocks if block.target] == ["one", "later", "law", "plan"]
    assert "LATER Programme later (begins)" in texts
    [undated, levels] = step_blocks(case, timeline_of(case), None)
    assert "no date" in undated.spans[0].text and "direct +1 -0" in levels.spans[0].text


def test_a_programme_without_a_period_that_has_an_aim_is_named_as_such(tmp_path: Path) -> None:
    tables = timeline_tables()
    del tables["programmes"]["2"]["period"]
    context = context_of(opened(tmp_path, tables))
    timeline = timeline_of(context)
    assert "ONE (1 aim due, no period recorded)" in step_text(context, timeline, YearSpan(2007, 2007))
    assert drawn(TimelineChart(context, timeline, 79))["one"] == "no period recorded".ljust(24) + "D"


def test_names_of_many_are_cut(tmp_path: Path) -> None:
    tables = timeline_tables()
    model = tables["programmes"]["2"]
    for number in range(30):
        tables["programmes"][str(100 + number)] = {**model, "id": f"p{number}", "code": f"P{number}"}
    context = context_of(opened(tmp_path, tables))
    text = step_text(context, timeline_of(context), YearSpan(2005, 2005))
    assert text.endswith("Programmes: ONE (begins), " + ", ".join(f"P{n} (begins)" for n in range(11)) + ", 19 more")


def test_a_filter_leaves_what_passes_and_the_policies_that_it_does_not_speak_of(case: ViewContext) -> None:
    def passing(text: str) -> tuple[list[str], set[str], list[str]]:
        timeline = filtered(case, text)
        claims = {claim.id for step in timeline.listed() for claim in timeline.claims(step)}
        return (
            [bar.id for bar in timeline.bars if bar.kind != "period"],
            claims,
            timeline.measured(YearSpan(2012, 2012)),
        )

    policies = ["law", "plan", "dateless"]
    assert passing("programme:one") == (["one", *policies], {"a", "c"}, ["series"])
    assert passing("programme:later") == (["later", *policies], {"e"}, [])
    assert passing("stance:against") == (policies, {"b"}, ["series"])
    assert passing("policy:plan") == (["plan"], set(), ["series"])
    assert passing("not:policy:plan")[0][-2:] == ["law", "dateless"]
    assert passing("dateless") == (["dateless"], set(), [])
    assert passing("year:2006")[1] == {"b", "c", "d"}


def test_what_waits_for_an_answer_is_in_no_count_and_passes_no_filter_that_would_give_it_away(
    case: ViewContext,
) -> None:
    blinded = replace(case, blinding=WAITING)
    count = timeline_of(blinded).count(YearSpan(2005, 2005), "everything")
    assert (count.tally.supports.voices.low, count.tally.contradicts.voices.low, count.hidden) == (1, 0, 2)
    assert step_text(blinded, timeline_of(blinded), YearSpan(2005, 2005)).startswith(
        "2005: voices: 1 for, 0 against, 0 context; 3 claims, 2 hidden until judged."
    )
    for text in ("stance:against", "stance:for", "tie:direct", "not:stance:against", "has:note"):
        timeline = filtered(blinded, text)
        assert not {"a", "b"} & {claim.id for step in timeline.listed() for claim in timeline.claims(step)}
    # That the only claim of a programme is for it would stand there, too.
    alone = replace(case, blinding=Blinding({"evidence:a", "evidence:c"}.__contains__))
    assert "one" not in [bar.id for bar in filtered(alone, "stance:for").bars]
    assert "one" in [bar.id for bar in filtered(case, "stance:for").bars]
    # A filter that gives nothing away leaves them where they are, still hidden.
    assert filtered(blinded, "programme:one").count(YearSpan(2005, 2005)).hidden == 1


def test_a_filter_by_voices_counts_none_of_a_claim_that_waits(tmp_path: Path) -> None:
    """Two claims tell the same fact, each by a voice: with one of them hidden the other has one voice."""
    context = context_of(opened(tmp_path, tied_tables()))
    blinded = replace(context, blinding=Blinding({"evidence:d2"}.__contains__))

    def passing(context: ViewContext, text: str) -> set[str]:
        timeline = filtered(context, text)
        return {claim.id for step in timeline.listed() for claim in timeline.claims(step)} & {"d1"}

    assert (passing(context, "voices:2"), passing(context, "voices:1")) == ({"d1"}, set())
    assert (passing(blinded, "voices:2"), passing(blinded, "voices:1")) == (set(), {"d1"})


def test_the_lines_for_scripts_say_what_the_timeline_does(case: ViewContext) -> None:
    timeline = timeline_of(case)
    lines = {line.year: line for line in year_lines(timeline)}
    assert list(lines) == [1999, 2005, 2006, 2007, 2008, 2009, 2012, 2016, None]
    first = lines[2007]
    assert (first.begins, first.runs, first.may_run, first.ends) == (["plan"], ["one", "plan"], ["later"], ["one"])
    assert (first.due, first.periods, first.measured) == (["aim-reach"], ["after"], [])
    assert (lines[2005].voices_supports, lines[2005].tied_contradicts, lines[2005].claims) == (2, 1, 2)
    assert (lines[None].voices_supports, lines[None].runs, lines[None].claims) == (1, [], 1)


def test_the_list_of_a_narrow_terminal_has_years_down(case: ViewContext) -> None:
    rows = YearRows(case, timeline_of(case))
    texts = ["".join(span.text for span in rows.line(index, 39)) for index in range(len(rows))]
    assert texts[2] == "2006    +1 -0 ·0   3 ONE LATER LAW PLAN"
    assert texts[-1] == "undated +1 -0 ·0   1 "
    assert all(width_of(text) <= 39 for text in texts)
    assert [rows.target(index) for index in (0, -1)] == ["1999", "undated"]
    assert rows.target_of("2006") == "2006" and rows.target_of("2010") == "2012" and rows.target_of("2030") == "undated"
    assert rows.target_of("undated") == "undated"


def test_a_claim_of_the_thesis_is_named_beside_the_voices(dossier: Dossier) -> None:
    context = context_of(dossier, weighing=Weighing("inferred"))
    assert "(thesis +13 -0)" in step_text(context, timeline_of(context), None)


@pytest.mark.parametrize("target", [POLICIES, SUPPORTS])
def test_rows_that_are_no_record_have_names_that_no_id_can_have(target: str) -> None:
    assert target.startswith("*")


def test_years_that_nobody_can_mean_are_drawn_like_others_and_names_are_literal(tmp_path: Path) -> None:
    tables = timeline_tables()
    tables["evidence"]["1"]["year"], tables["evidence"]["4"]["year"] = 10**15, -7
    tables["programmes"]["1"]["code"] = "\x1b[31mX\u202e[b]"
    context = context_of(opened(tmp_path, tables))
    timeline = timeline_of(context)
    assert timeline.years == (-7, 10**15) and len(timeline.listed()) == 11
    for width in (12, 30, 79):
        chart = TimelineChart(context, timeline, width)
        assert all(len(chart.cells(row)) == len(chart.columns) for row in (*chart.bars, *chart.counted))
        assert {width_of("".join(chart.axis(column))) for column in range(len(chart.columns))} == {
            chart.years_width + 5
        }
    names = [chart.name(row).text for row in chart.bars]
    assert "␛[31mX[b] Programme later" in names
    assert YearRows(context, timeline).target(0) == "-7"
