"""Tables of text: aligned in terminal cells, clipped with a mark, nothing hidden where there is no terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filters import KEYS, parse
from ilo_tui.dossier.gapmap import TOTAL
from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_json, as_text, fields_of, rows, table
from ilo_tui.views.markup import width_of
from ilo_tui.views.overview import overview
from tests.dossier.small import both, claim, numbered, opened, small

CELLS = st.lists(
    st.tuples(*[st.text(alphabet="ab 中\u1780\u17b6", max_size=8)] * 3).map(list), min_size=1, max_size=6
)  # fmt: skip


@pytest.fixture
def context(dossier: Dossier) -> ViewContext:
    return ViewContext(dossier, Translator("en"))


@pytest.mark.parametrize("kind", KEYS)
def test_json_has_an_object_for_each_line(context: ViewContext, kind: str) -> None:
    result = rows(context, kind, parse("", kind, context.dossier))
    plain = json.loads(as_json(context, result))
    assert len(plain) == len(as_text(context, result, 80)) == len(result)
    assert plain == [fields_of(context, item) for item in result]
    assert all(set(item) >= ({"kind", "programme", "suggestions"} if kind == "gaps" else {"id"}) for item in plain)


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("kind", KEYS)
def test_no_line_is_wider_than_the_terminal(context: ViewContext, kind: str, width: int) -> None:
    lines = as_text(context, rows(context, kind, parse("", kind, context.dossier)), width)
    assert lines and all(width_of(line) <= width for line in lines)


def test_without_a_terminal_the_whole_text_is_there(context: ViewContext) -> None:
    result = rows(context, "evidence", parse("programme:clm", "evidence", context.dossier))
    for line, item in zip(as_text(context, result, None), result, strict=True):
        assert line.endswith(context.dossier.record(Evidence, item.id).statement["en"])


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


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_overview_counts_everything(dossier: Dossier, language: str) -> None:
    context = ViewContext(dossier, Translator(language))
    text = "\n".join(overview(context))
    supports, contradicts, neutral = context.gap_map.cell(TOTAL, TOTAL).counts
    assert f"+{supports} -{contradicts} ·{neutral}" in text
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
