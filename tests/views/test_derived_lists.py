"""What follows from records is listed like records: as JSON, as CSV with a column for each value, as lines."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from ilo_tui.copies.folder import CopiesFolder
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.filter_keys import DERIVED_KEYS
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.model import Source
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.exporters.record_csv import rows_as_csv
from ilo_tui.views.blinding import blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.derived_lists import derived_list, flattened, is_derived
from ilo_tui.views.lists import rows
from tests.copies.help import link_to, put
from tests.dossier.small import opened, small2


@pytest.fixture
def context(tmp_path: Path) -> ViewContext:
    dossier = opened(tmp_path, small2())
    source = next(iter(dossier.ids(Source)))
    put(tmp_path, link_to(dossier=dossier.meta.id, source_id=source))
    return ViewContext(dossier, Translator("en"), copies=CopiesFolder(tmp_path, dossier.meta.id))


@pytest.mark.parametrize("kind", sorted(DERIVED_KEYS))
def test_every_value_has_a_column_and_every_row_a_line(context: ViewContext, kind: str) -> None:
    assert is_derived(kind) and not is_derived("evidence")
    listed, query = derived_list(kind), parse("", kind, context.dossier)
    listed_rows = list(listed.rows(context, query))
    assert listed_rows or kind == "directions"
    fields = listed.all_fields(context, query)
    for row in fields:
        assert set(flattened(row)) <= {*listed.columns, "words"}
    lines = [listed.line(context, row) for row in listed_rows]
    assert len({len(line) for line in lines}) <= 1 and all(isinstance(cell, str) for line in lines for cell in line)
    table = list(csv.DictReader(StringIO(rows_as_csv(fields, listed.columns))))
    assert len(table) == len(listed_rows) and all(set(row) == set(listed.columns) for row in table)


def cells(context: ViewContext, where: str = "") -> dict[str, dict[str, object]]:
    query = parse(where, "cells", context.dossier)
    return {f"{row['row']}/{row['column']}": dict(row) for row in derived_list("cells").all_fields(context, query)}


def test_a_crossing_is_weighed_as_the_context_says(context: ViewContext) -> None:
    direct, related = cells(context), cells(context.weighed(Weighing("related", "first")))
    assert direct["one/outcome"]["gap"] == "untied" and direct["one/outcome"]["level"] == "direct"
    assert direct["one/output"]["voices"] == {
        "supports": {"low": 2, "high": 2},
        "contradicts": {"low": 0, "high": 0},
        "context": {"low": 0, "high": 0},
        "all": {"low": 2, "high": 2},
    }
    # The claim against is of 2015, and no claim of the period.
    assert (related["one/outcome"]["claims"], related["one/outcome"]["period"]) == (0, "first")
    assert related["one/outcome"]["gap"] == "one_voice"


def test_a_filter_leaves_the_crossings_of_a_programme_and_a_dimension(context: ViewContext) -> None:
    assert list(cells(context, "programme:two")) == ["two/output", "two/outcome", "two/*unassigned"]
    assert list(cells(context, "programme:one dimension:outcome")) == ["one/outcome"]
    assert rows(context, "gaps", parse("programme:two", "gaps", context.dossier))


def test_what_waits_for_an_answer_weighs_nothing_and_gives_no_gap_away(context: ViewContext) -> None:
    hidden = cells(context.blinded(blinding_of(frozenset({"evidence:ev-2"}))))["one/outcome"]
    assert (hidden["gap"], hidden["hidden"], hidden["words"]) == (None, 1, None)
    assert hidden["facts"] == {"supports": 0, "contradicts": 0, "context": 0}
