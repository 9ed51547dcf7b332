"""Hostile text in every place that takes free text: pages, lists and citations stay literal and narrow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import KEYS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import TABLES
from ilo_tui.dossier.schema1 import NEW_TABLES
from ilo_tui.views.context import ViewContext
from ilo_tui.views.lists import as_text, rows
from ilo_tui.views.markup import ROLES, plain_lines, width_of, wrap
from ilo_tui.views.overview import overview
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.citation import citation
from ilo_tui.views.pages.gap import gap_page
from ilo_tui.views.pages.policy import policy_cell_page
from ilo_tui.views.pages.record import page_of
from tests.dossier.small import Plain, opened, small, small2

HOSTILE = {
    "markup": "[red]not red[/] [/] [@click=app.quit]x[/] {n} %s",
    "ansi": "\x1b[31mred\x1b]0;title\x07 bell\x00nul\x9b31m",
    "bidi": "abc\u202edef\u2066ghi\u200f",
    "khmer": "ពលកម្មកុមារនៅកម្ពុជា" * 10,
    "long": "x" * 10_000,
    "wide": "童工" * 500,
    "marks": "e" + "\u0301" * 200,
    "lines": "one\ntwo\r\nthree\u2028four\tfive\x0bsix",
}


def full() -> Plain:
    """The small dossier with every optional field that takes free text."""
    tables = small()
    text = tables["evidence"]["1"]["statement"]
    tables["meta"]["1"]["licence"] = "?"
    tables["sources"]["1"].update(publisher="?", url="?", note=text)
    tables["programmes"]["1"].update(
        places=[text], partners=["?"], identifier="?", status="?", orgs=[{"name": "?", "role": "?"}], related=["?"]
    )
    tables["dimensions"]["1"]["conclusion"]["locator"] = "?"
    tables["evidence"]["1"].update(
        excerpt={"lang": "?", "text": "?"}, place=text, locator="?", other_sources=[{"source": "other", "locator": "?"}]
    )
    tables["evidence"]["1"]["figures"][0].update(place=text, note=text)
    tables["indicators"]["1"]["note"] = tables["policies"]["1"]["note"] = text
    tables["alignments"]["1"]["locator"] = tables["suggestions"]["1"]["locator"] = "?"
    return tables


FREE = {
    "title", "kind", "publisher", "url", "edition", "licence", "code", "partners", "identifier", "status", "role",
    "related", "ref", "locator", "lang", "text", "name",
}  # fmt: skip
"""Keys that hold free text where a text by language does not stand."""


def filled(value: Any, hostile: str, key: str = "", table: str = "") -> Any:
    """A value of the file with hostile text wherever free text may stand."""
    if isinstance(value, dict) and "en" in value:
        return {"en": hostile or "?", "id": hostile or "?"}
    if isinstance(value, dict):
        return {name: filled(item, hostile, name, table or name) for name, item in value.items()}
    if isinstance(value, list):
        return [filled(item, hostile, key, table) for item in value]
    closed = (key, table) == ("code", "scales") or (key == "kind" and table not in {"sources", "policies"})
    return hostile if isinstance(value, str) and key in FREE and not closed else value


def context_of(folder: Path, hostile: str, language: str = "en") -> ViewContext:
    """The context of a dossier that is hostile throughout."""
    return ViewContext(opened(folder, filled(full(), hostile)), Translator(language))


def pages(context: ViewContext, width: int) -> Iterator[str]:
    """The lines of every page that can be drawn."""
    dossier = context.dossier
    blocks = [page_of(context, ident, width) or [] for name in TABLES for ident in dossier.ids(TABLES[name])]
    blocks += [gap_page(context, gap) for gap in context.gaps]
    blocks += [
        cell_page(context, context.gap_map.cell(r, c)) for r in context.gap_map.rows for c in context.gap_map.columns
    ]
    blocks += [
        policy_cell_page(context, context.matrix.cell(r, c))
        for r in context.matrix.rows
        for c in context.matrix.columns
    ]
    for page in blocks:
        assert page
        assert {span.role for block in page for line in wrap(block, width) for span in line} <= set(ROLES)
        yield from plain_lines(page, width)


def unsafe(line: str) -> set[str]:
    """Controls, line breaks, halves of characters and direction overrides in a line."""
    turning = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return {char for char in line if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in turning}


@pytest.mark.share(16)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [10, 40, 80])
def test_pages_are_safe_and_never_wider_than_asked(name: str, language: str, width: int, tmp_path: Path) -> None:
    lines = list(pages(context_of(tmp_path, HOSTILE[name], language), width))
    assert lines
    for line in lines:
        assert unsafe(line) == set()
        assert width_of(line) <= width


@pytest.mark.parametrize("name", HOSTILE)
def test_lists_and_citations_are_one_safe_line_each(name: str, tmp_path: Path) -> None:
    context = context_of(tmp_path, HOSTILE[name])
    for kind in KEYS.keys() - NEW_TABLES:
        assert_safe_list(context, kind)
    for table in TABLES:
        for record in context.dossier.records(TABLES[table]):
            assert unsafe(citation(context, record)) == set()
    assert all(unsafe(line) == set() for line in overview(context))


@pytest.mark.parametrize("name", HOSTILE)
def test_lists_of_what_is_new_in_schema_2_are_one_safe_line_each(name: str, tmp_path: Path) -> None:
    tables = small2()
    for table in NEW_TABLES:
        tables[table] = filled(tables[table], HOSTILE[name], table=table)
    context = ViewContext(opened(tmp_path, tables), Translator("en"))
    for kind in NEW_TABLES:
        assert_safe_list(context, kind)


def assert_safe_list(context: ViewContext, kind: str) -> None:
    """A line for each record, narrow and safe."""
    result = rows(context, kind, parse("", kind, context.dossier))
    lines = as_text(context, result, 60)
    assert len(lines) == len(result) > 0
    assert all(unsafe(line) == set() and width_of(line) <= 60 for line in lines)
    assert all(unsafe(line) == set() for line in as_text(context, result, None))


def test_markup_is_shown_as_it_is_written(tmp_path: Path) -> None:
    text = "\n".join(pages(context_of(tmp_path, HOSTILE["markup"]), 120))
    assert text.count(HOSTILE["markup"]) > 10


def test_no_letter_of_a_long_word_is_lost(tmp_path: Path) -> None:
    page = page_of(context_of(tmp_path, HOSTILE["long"]), "ev-1") or []
    assert page[1].spans[0].text == HOSTILE["long"]
    assert "".join("".join(plain_lines(page[1:2], 33)).split()) == HOSTILE["long"]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile=st.text(min_size=1, max_size=40).filter(str.strip), width=st.integers(2, 60))
def test_any_text_in_every_place_is_safe_at_any_width(hostile: str, width: int, tmp_path: Path) -> None:
    for line in pages(context_of(tmp_path, hostile), width):
        assert unsafe(line) == set()
        assert width_of(line) <= width
