"""Which texts are searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.model import TABLES, Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.texts import KINDS, folded_text, texts_of, title_of
from ilo_tui.dossier.search.tokens import split
from tests.dossier.search.samples import ids, indexed
from tests.dossier.small import both, opened, small, small2


def test_every_kind_is_searched() -> None:
    assert set(KINDS) == TABLES.keys() - {"meta"}


def test_every_text_of_schema_2_is_found_by_its_own_words(tmp_path: Path) -> None:
    assert found_by_their_words(opened(tmp_path, small2())) > 100


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_every_text_is_found_by_its_own_words_in_every_language(dossier: Dossier, every: int) -> None:
    assert found_by_their_words(dossier, every) > 1000 // every


def found_by_their_words(dossier: Dossier, every: int = 1) -> int:
    """How many texts of every so many records there are, each of which finds its record."""
    search, checked = indexed(dossier), 0
    for kind in KINDS:
        for record in list(dossier.records(TABLES[kind]))[::every]:
            for _, text in texts_of(record):
                if split(text):
                    results = search.find(text, 1000)
                    assert record.id in next(group.ids for group in results.groups if group.kind == kind)
                    checked += 1
    return checked


def test_all_that_a_person_reads_of_a_claim_is_searched(tmp_path: Path) -> None:
    tables = small()
    figure = {"name": both("figure"), "value": 1, "unit": both("unit"), "place": both("site"), "note": both("remark")}
    tables["evidence"]["1"] |= {
        "excerpt": {"lang": "fr", "text": "mot à mot"},
        "place": both("Battambang"),
        "year": 1999,
        "locator": "page nine",
        "figures": [figure],
        "other_sources": [{"source": "other", "locator": "annex"}],
    }
    search = indexed(opened(tmp_path, tables))
    for word in (
        "figure",
        "unit",
        "site",
        "remark",
        "mot",
        "battambang",
        "1999",
        "nine",
        "annex",
        "other",
        "one",
        "ev",
    ):
        assert "ev-1" in ids(search, word, "evidence"), word


def test_provisions_segments_values_and_conclusions_are_searched(tmp_path: Path) -> None:
    search = indexed(opened(tmp_path, small()))
    assert ids(search, "gist aim-2", "policies") == ["plan"]
    assert ids(search, "census", "indicators") == ["series"]
    assert ids(search, "unknown", "scales") == ["verdict"]
    assert ids(search, "conclusion outcome", "dimensions") == ["outcome"]
    assert ids(search, "why", "suggestions") == ["sug-1"]


def test_codes_of_closed_lists_are_not_texts(tmp_path: Path) -> None:
    search = indexed(opened(tmp_path, small()))
    assert not search.find("contradicts")
    assert ids(search, "high", "evidence") == []
    assert ids(search, "outcome", "evidence") == []


def test_words_of_different_texts_stay_apart(dossier: Dossier) -> None:
    for kind in KINDS:
        for record in dossier.records(TABLES[kind]):
            apart = [word for _, text in texts_of(record) for word in split(text)]
            assert split(folded_text(record)) == apart


def test_a_title_is_in_the_reader_s_language_else_in_the_first() -> None:
    texts = {"en": "One", "id": "Satu"}
    claim = Evidence(id="a", statement=texts, source="s", stance="supports", confidence="high", origin="source")
    assert title_of(claim, "id") == ("id", "Satu")
    assert title_of(claim, "fr") == ("en", "One")
