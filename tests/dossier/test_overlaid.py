"""A dossier with some records replaced looks as one that was read with them in its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.editions.overlay import RecordOverlay, lay_over
from ilo_tui.dossier.model import TABLES, Alignment, Dimension, Evidence, Programme, Source
from ilo_tui.dossier.reader import DossierReader
from ilo_tui.dossier.repository import Dossier, load
from tests.dossier.small import Document, Plain, both, claim, programme, small2, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, small2())


def by_id(documents: Plain, table: str, ident: str) -> Document | None:
    return next((document for document in documents[table].values() if document["id"] == ident), None)


def overlay(table: str, ident: str, after: Document | None) -> RecordOverlay:
    return RecordOverlay(table=table, record=ident, before=by_id(small2(), table, ident), after=after)


def in_file(folder: Path, *overlays: RecordOverlay) -> Dossier:
    """The dossier with the records in its file, new ones last."""
    documents = small2()
    for entry in overlays:
        rows = documents[entry.table]
        number = next((number for number, document in rows.items() if document["id"] == entry.record), None)
        if entry.after is None:
            rows.pop(number or "", None)
        else:
            rows[number or str(max(map(int, rows)) + 1)] = dict(entry.after)
    path = written(folder, documents, "other.json")
    return Dossier(ReadOnlyStorage(path).records(), path)


def content(dossier: DossierReader) -> dict[str, object]:
    """Everything that can be looked up in a dossier."""
    idents = [ident for kind in TABLES.values() for ident in dossier.ids(kind)]
    fields = ("programme", "policy", "indicator", "suggestion", "dimension", "source", "actor", "said_by", "same_as")
    return {
        "hash": dossier.content_hash,
        "records": {name: list(dossier.records(kind)) for name, kind in TABLES.items()},
        "counts": [dossier.count(kind) for kind in TABLES.values()],
        "ids": [list(dossier.column(kind, "id")) for kind in TABLES.values()],
        "found": [dossier.find(ident) for ident in idents],
        "evidence": {(field, ident): list(dossier.evidence_of(field, ident)) for field in fields for ident in idents},
        "alignments": {
            (field, ident): list(dossier.alignments_of(field, ident))
            for field in ("programme", "from_policy", "policy", "source")
            for ident in idents
        },
        "cells": [
            (row, column, dossier.crossings.gap_map.cell(row, column).evidence)
            for row in dossier.crossings.gap_map.rows
            for column in dossier.crossings.gap_map.columns
        ],
    }


def ids(kind: type[Evidence | Alignment | Programme | Dimension | Source]) -> list[str]:
    name = next(name for name, other in TABLES.items() if other is kind)
    return [str(document["id"]) for document in small2()[name].values()]


_CLAIMS = st.sampled_from([*ids(Evidence), "new-1", "new-2"])
_PROGRAMMES = st.sampled_from([None, *ids(Programme)])
_DIMENSIONS = st.sampled_from([None, *ids(Dimension)])


@st.composite
def overlays(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[RecordOverlay]:
    """Some claims that are changed, new or removed, such that the dossier stays sound."""
    drafted = {}
    for ident in draw(st.lists(_CLAIMS, unique=True, min_size=1)):
        places = {"programme": draw(_PROGRAMMES), "dimension": draw(_DIMENSIONS)}
        fields = {name: value for name, value in places.items() if value}
        after = claim(ident, **fields, statement=both(draw(st.sampled_from(["One", "Two"]))))
        drafted[ident] = after if by_id(small2(), "evidence", ident) is None or draw(st.booleans()) else None
    return [overlay("evidence", ident, after) for ident, after in drafted.items()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(overlays())
def test_claims_laid_over_are_as_if_they_stood_in_the_file(path: Path, drafted: list[RecordOverlay]) -> None:
    laid = lay_over(load(path), drafted)
    cited = {key for key in laid.incomplete if key[0] == "evidence"}
    rest = [entry for entry in drafted if entry.key not in cited]
    assert content(laid.dossier) == content(in_file(path.parent, *rest))


def test_records_of_other_tables_are_replaced_too(path: Path) -> None:
    order = {**(by_id(small2(), "dimensions", "outcome") or {}), "order": 0}
    drafted = [overlay("dimensions", "outcome", order), overlay("programmes", "new", programme("new"))]
    laid = lay_over(load(path), drafted)
    assert content(laid.dossier) == content(in_file(path.parent, *drafted))
    assert next(iter(laid.dossier.ids(Dimension))) == "outcome"
    assert laid.incomplete == frozenset()


def test_what_is_cited_stays_and_what_names_nothing_is_as_published(path: Path) -> None:
    published = load(path)
    first = next(iter(published.records(Evidence)))
    document = by_id(small2(), "evidence", first.id) or {}
    drafted = [
        overlay("sources", first.source, None),
        overlay("evidence", first.id, {**document, "programme": "nosuch", "statement": both("Changed")}),
        overlay("evidence", "new", claim("new", source="nosuch")),
        overlay("evidence", "half", {"id": "half", "statement": both("Half")}),
    ]
    laid = lay_over(published, drafted)
    assert laid.incomplete == {entry.key for entry in drafted}
    shown = laid.dossier.record(Evidence, first.id)
    assert (shown.statement, shown.programme) == (both("Changed"), first.programme)
    assert first.source in laid.dossier.ids(Source)
    assert not {"new", "half"} & set(laid.dossier.ids(Evidence))


def test_a_value_that_cannot_be_read_is_as_published(path: Path) -> None:
    published = load(path)
    first = next(iter(published.records(Evidence)))
    document = by_id(small2(), "evidence", first.id) or {}
    drafted = overlay(
        "evidence", first.id, {**document, "stance": "maybe", "year": "last", "statement": both("Changed")}
    )
    laid = lay_over(published, [drafted])
    shown = laid.dossier.record(Evidence, first.id)
    assert (shown.statement, shown.stance, shown.year) == (both("Changed"), first.stance, first.year)
    assert laid.incomplete == {drafted.key}


def test_the_published_dossier_is_left_as_it_was(path: Path) -> None:
    published, before = load(path), content(load(path))
    lay_over(published, [overlay("evidence", ids(Evidence)[0], None)])
    assert content(published) == before
    assert ReadOnlyStorage(path).records()["evidence"]
