"""What `ilo-tui search` prints."""

from __future__ import annotations

import json

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import Search
from ilo_tui.views.context import ViewContext
from ilo_tui.views.markup import width_of
from ilo_tui.views.search_hits import as_json, as_text, no_hits_lines, search_rows
from tests.dossier.search.samples import sources


@pytest.fixture
def context(dossier: Dossier) -> ViewContext:
    """The default dossier in Indonesian."""
    return ViewContext(dossier, Translator("id"))


def test_every_hit_is_a_row_of_four_fields(context: ViewContext) -> None:
    rows = json.loads(as_json(search_rows(context, "anak")))
    search = Search(context.dossier)
    search.build()
    assert len(rows) == search.find("anak", 1000).total
    assert all(list(row) == ["kind", "id", "language", "text"] for row in rows)
    assert all(row["id"] in context.dossier.ids(TABLES[row["kind"]]) for row in rows)
    assert {row["language"] for row in rows} <= {"en", "id", None}


def test_a_text_in_another_language_is_marked(context: ViewContext) -> None:
    lines = as_text(context.tr, search_rows(context, "brick kilns"), None)
    assert any(" [en] " in line for line in lines)
    assert not any(" [id] " in line for line in lines)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_lines_fit_and_hold_the_match(context: ViewContext, width: int) -> None:
    lines = as_text(context.tr, search_rows(context, "pendidikan", width), width)
    assert lines
    assert all(width_of(line) <= width for line in lines)
    if width >= 60:
        assert all("pendidikan" in line.lower() for line in lines)


def test_hostile_text_is_shown_harmless() -> None:
    context = ViewContext(sources("evil \x1b[31m\u202etitle"), Translator("en"))
    (line,) = as_text(context.tr, search_rows(context, "evil"), 80)
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_where_nothing_is_found_it_is_said_with_what_may_have_been_meant(context: ViewContext) -> None:
    english = ViewContext(context.dossier, Translator("en"))
    assert search_rows(english, "chidlren") == []
    assert no_hits_lines(english, "chidlren")[1] == "did you mean: children"
    assert len(no_hits_lines(english, "xyzzyxyzzy")) == 1
    assert "no word" in no_hits_lines(english, "--")[0]
