"""The order of hits."""

from __future__ import annotations

import pytest

from ilo_tui.dossier.model import Evidence, Programme
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import POOL, Search
from tests.dossier.search.samples import dossier_of, ids, indexed, sources


def ranked(search: Search, text: str, kind: str = "sources", language: str = "en") -> list[str]:
    """The hits of a kind in their order for a reader."""
    results = search.rank(search.find(text), language)
    return next((list(group.ids) for group in results.groups if group.kind == kind), [])


def claim(ident: str, **statement: str) -> Evidence:
    """A claim in these languages."""
    return Evidence(id=ident, statement=statement, source="s", stance="supports", confidence="high", origin="source")


def programme(ident: str, name: str, summary: str) -> Programme:
    """A programme with these texts."""
    return Programme(
        id=ident, code=f"{ident}-code", kind="programme", name={"en": name}, summary={"en": summary}, sources=[]
    )


def test_whole_words_come_before_beginnings() -> None:
    assert ranked(indexed(sources("labourers", "labour")), "labour") == ["s1", "s0"]


def test_what_is_named_so_comes_before_what_tells_of_it() -> None:
    search = indexed(
        dossier_of([programme("a", "Schools", "About training"), programme("b", "Training", "About schools")])
    )
    assert ranked(search, "training", "programmes") == ["b", "a"]
    assert ranked(search, "schools", "programmes") == ["a", "b"]


def test_an_id_or_code_comes_first() -> None:
    search = indexed(dossier_of([programme("x", "The clm code of it", ""), programme("clm", "Monitoring", "")]))
    assert ranked(search, "clm", "programmes") == ["clm", "x"]
    assert ranked(search, "CLM-code", "programmes") == ["clm", "x"]


def test_the_reader_s_language_comes_first() -> None:
    search = indexed(
        dossier_of([claim("a", en="Program here", id="Di sini"), claim("b", en="Here", id="Program sini")])
    )
    assert ranked(search, "program", "evidence", "en") == ["a", "b"]
    assert ranked(search, "program", "evidence", "id") == ["b", "a"]


def test_words_together_come_before_words_apart() -> None:
    assert ranked(indexed(sources("labour of a child", "child labour")), "child labour") == ["s1", "s0"]


def test_equal_hits_stay_in_the_order_of_the_file() -> None:
    assert ranked(indexed(sources(*["same"] * 30)), "same") == [f"s{number}" for number in range(30)]


def test_of_very_many_hits_whole_words_are_still_first() -> None:
    search = indexed(sources(*["labourers"] * (POOL + 10), "labour"))
    results = search.rank(search.find("labour"), "en")
    assert results.groups[0].ids[0] == f"s{POOL + 10}"
    assert results.groups[0].more


@pytest.mark.slow
def test_ranking_changes_nothing_but_the_order(dossier: Dossier) -> None:
    search, scanning = indexed(dossier), Search(dossier)
    for typed in ("child", "anak", "c", "2012", "pendidikan anak"):
        # As many as there are: of more than are shown, the best are shown and not the first.
        results = search.find(typed, POOL)
        for searcher in (search, scanning):
            other = searcher.rank(results, "en", POOL)
            assert other.ranked
            assert [(group.kind, group.total) for group in other.groups] == [(g.kind, g.total) for g in results.groups]
            assert [set(group.ids) for group in other.groups] == [set(group.ids) for group in results.groups]


def test_a_ranking_that_is_stopped_leaves_the_hits_as_they_were(dossier: Dossier) -> None:
    for search in (indexed(dossier), Search(dossier)):
        results = search.find("child")
        assert search.rank(results, "en", stopped=lambda: True) is results
        search.stop()
        assert search.rank(results, "en") is results
    assert ids(search, "child", "programmes")
