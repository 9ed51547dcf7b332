"""Tables of text: aligned in terminal cells, clipped with a mark, nothing hidden where there is no terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.model import TABLES, Evidence, Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.weighing import NARROWEST
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json, as_text, fields_of, rows, table
from ilo_tui.views.markup import width_of
from ilo_tui.views.overview import overview
from tests.dossier.small import both, claim, numbered, opened, small, small2

CELLS = st.lists(
    st.tuples(*[st.text(alphabet="ab 中\u1780\u17b6", max_size=8)] * 3).map(list), min_size=1, max_size=6
)  # fmt: skip


@pytest.fixture
def context(dossier: Dossier) -> ViewContext:
    return ViewContext(dossier, Translator("en"))


@pytest.fixture
def second(tmp_path: Path) -> ViewContext:
    """A dossier of schema 2."""
    return ViewContext(opened(tmp_path, small2()), Translator("en"))


@pytest.mark.parametrize("kind", KEYS)
def test_json_has_an_object_for_each_line(context: ViewContext, kind: str) -> None:
    result = rows(context, kind, parse("", kind, context.dossier))
    plain = json.loads(as_json(context, result))
    assert len(plain) == len(as_text(context, result, 80)) == len(result)
    assert plain == [fields_of(context, item) for item in result]
    assert all(set(item) >= ({"kind", "programme", "suggestions"} if kind == "gaps" else {"id"}) for item in plain)


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("kind", KEYS)
def test_no_line_is_wider_than_the_terminal(context: ViewContext, second: ViewContext, kind: str, width: int) -> None:
    for shown in (context, second):
        lines = as_text(shown, rows(shown, kind, parse("", kind, shown.dossier)), width)
        assert all(width_of(line) <= width for line in lines)
        assert lines or not shown.dossier.count(TABLES[kind])


def test_without_a_terminal_the_whole_text_is_there(context: ViewContext) -> None:
    result = rows(context, "evidence", parse("programme:clm", "evidence", context.dossier))
    for line, item in zip(as_text(context, result, None), result, strict=True):
        assert line.endswith(context.dossier.record(Evidence, item.id).statement["en"])


@pytest.mark.first_edition
def test_claims_of_schema_1_have_the_columns_of_version_0_1(context: ViewContext) -> None:
    result = rows(context, "evidence", parse("programme:clm dimension:impact", "evidence", context.dossier))
    (line, *_), (first, *_) = as_text(context, result, None), result
    assert isinstance(first, Evidence)
    assert line.split()[:4] == [
        first.id,
        {"supports": "+", "contradicts": "-"}.get(first.stance, "·"),
        "impact",
        first.source,
    ]
    assert line.split(maxsplit=4)[4] == first.statement["en"]


def test_claims_of_schema_2_say_who_by_what_tie_and_when(second: ViewContext) -> None:
    result = rows(second, "evidence", parse("", "evidence", second.dossier))
    lines = [line.split() for line in as_text(second, result, None)]
    assert [line[4:10] for line in lines] == [
        ["agency", "office", "direct", "-", "direct", "2004..2008-12"],
        ["-", "-", "related", "-", "-", "2015"],
        ["agency", "-", "direct", "-", "direct", "-"],
        ["-", "-", "aim", "worse", "-", "-"],
    ]
    # A narrow terminal keeps actor and tie.
    assert as_text(second, result, 80)[0].split()[4:7] == ["agency", "direct", "Statement"]
    # Nobody has a trend here, and no column is printed for it.
    few = rows(second, "evidence", parse("not:has:trend", "evidence", second.dossier))
    assert as_text(second, few, None)[0].split()[4:9] == ["agency", "office", "direct", "direct", "2004..2008-12"]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("actors", ["agency  own     -       Actor agency", "office  -       agency  Actor office"]),
        ("aims", ["aim-reach  one  -  not reached  Aim aim-reach"]),
        ("findings", ["find-1  conclusion  one  Title"]),
    ],
)
def test_what_is_new_in_schema_2_can_be_listed(second: ViewContext, kind: str, lines: list[str]) -> None:
    result = rows(second, kind, parse("", kind, second.dossier))
    assert as_text(second, result, None)[: len(lines)] == lines
    plain = {"actors": "name", "aims": "text", "findings": "title"}[kind]
    assert all(fields_of(second, record)[plain] for record in result)


def test_rows_follow_the_filter_and_the_order_of_the_file(context: ViewContext) -> None:
    result = rows(context, "evidence", parse("stance:against", "evidence", context.dossier))
    assert [item.id for item in result] == [
        evidence.id for evidence in context.dossier.records(Evidence) if evidence.stance == "contradicts"
    ]


@given(CELLS)
def test_columns_are_aligned(cells: list[list[str]]) -> None:
    lines = table(cells, None)
    starts = sum(max(width_of(row[column]) for row in cells) + 2 for column in range(2))
    for line, row in zip(lines, cells, strict=True):
        assert line == line.rstrip()
        if last := row[-1].rstrip():
            assert line.endswith(last) and width_of(line) - width_of(last) >= starts
        assert width_of(line) <= starts + width_of(row[-1])


def test_nothing_is_no_table() -> None:
    assert table([], 80) == []


def test_a_claim_without_figures_says_so_in_json(tmp_path: Path) -> None:
    dossier = opened(tmp_path, {**small(), "evidence": numbered(claim("ev-1"))})
    assert fields_of(ViewContext(dossier, Translator("en")), dossier.record(Evidence, "ev-1")) == {
        **claim("ev-1"),
        "figures": [],
    }


@pytest.mark.parametrize(
    "where", ["tie:direct", "not:tie:direct", "trend:worse", "has:tie", "not:has:aim_reached", "worse"]
)
def test_a_filter_gives_away_nothing_of_a_claim_that_waits(second: ViewContext, where: str) -> None:
    waiting = blinding_of(frozenset(f"evidence:{ident}" for ident in second.dossier.ids(Evidence)))
    hidden = second.blinded(waiting)
    assert rows(hidden, "evidence", parse(where, "evidence", second.dossier)) == []
    assert len(rows(hidden, "evidence", parse("actor:agency", "evidence", second.dossier))) == 2
    listed = as_text(hidden, rows(hidden, "evidence", parse("", "evidence", second.dossier)), None)
    assert {line.split()[1] for line in listed} == {"?"}
    assert not any(tie in line.split()[:-2] for line in listed for tie in ("related", "aim", "worse"))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_overview_counts_everything(dossier: Dossier, language: str) -> None:
    context = ViewContext(dossier, Translator(language))
    text = "\n".join(overview(context))
    tally = context.gap_map.tally(TOTAL, TOTAL, NARROWEST)
    assert f"+{tally.supports.voices.low} -{tally.contradicts.voices.low}" in text
    assert text.startswith(context.tr.text(dossier.meta.title))
    for programme in dossier.ids(Programme):
        assert context.name(programme) in text
    assert str(dossier.count(Evidence)) in text and str(len(context.gaps)) in text


def test_the_overview_marks_gaps(tmp_path: Path) -> None:
    claims = [
        claim("ev-1", programme="one", dimension="output", statement=both("a")),
        claim("ev-2", programme="one", dimension="output", stance="contradicts", source="other"),
    ]
    context = ViewContext(opened(tmp_path, {**small(), "evidence": numbered(*claims)}), Translator("en"))
    item = next(line for line in overview(context) if line.startswith("Programme one"))
    two = next(line for line in overview(context) if line.startswith("Programme two"))
    assert item.count("!") == 1 and two.count("!") == 2
