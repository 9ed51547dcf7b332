"""Finding: the index and a scan give the same, whatever is typed, whoever asks, whenever."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.dossier.model import TABLES, Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.finder import LIMIT, Search
from ilo_tui.dossier.search.index import Index, NoIndexError
from ilo_tui.dossier.search.results import MOST, Results
from ilo_tui.dossier.search.scan import CAP, scan
from ilo_tui.dossier.search.texts import KINDS, texts_of
from ilo_tui.dossier.search.tokens import query_words, split
from tests.dossier.search.samples import hostile, ids, indexed, sources

MISSING = "fts5_that_is_missing"


@pytest.fixture(scope="module")
def search(dossiers: Mapping[bool, Dossier]) -> Search:
    """A search of the default dossier, whose index is there."""
    return indexed(dossiers[False])


def counts(results: Results) -> dict[str, int]:
    """Hits by kind."""
    return {group.kind: group.total for group in results.groups}


@pytest.mark.slow
@given(st.lists(hostile, max_size=6), st.lists(hostile, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_index_and_scan_find_the_same_whatever_is_typed(texts: list[str], typed: list[str]) -> None:
    dossier = sources(*texts)
    search = indexed(dossier)
    for text in [*typed, *texts, *(text[: len(text) // 2] for text in texts)]:
        words = query_words(text)
        expected_ids = [
            source.id
            for source in dossier.records(Source)
            if words
            and all(any(part.startswith(word) for _, t in texts_of(source) for part in split(t)) for word in words)
        ]
        assert ids(search, text) == expected_ids
        assert (scan(dossier.records(Source), words) if words else []) == expected_ids
        exact = search.find_all(text, "en")
        assert sorted(ident for group in exact.groups for ident in group.ids) == sorted(expected_ids)
        search.suggest(text)


@given(typed=hostile)
@settings(deadline=None)
def test_index_and_scan_agree_on_the_default_dossier(search: Search, typed: str) -> None:
    assert counts(search.find(typed)) == counts(search.find_all(typed, "en"))


def test_hits_are_grouped_in_a_fixed_order(search: Search) -> None:
    results = search.find("child")
    kinds = [group.kind for group in results.groups]
    assert kinds == [kind for kind in KINDS if kind in kinds]
    assert len(kinds) > 3
    assert results.total == sum(group.total for group in results.groups)
    assert not results.more


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle() -> None:
    search = indexed(sources("Programme of education", "Pendidikan"))
    assert ids(search, "educ") == ["s0"]
    assert ids(search, "cation") == []
    assert ids(search, "of progr") == ["s0"]
    assert ids(search, "of pend") == []


def test_long_beginnings_of_many_words_are_found_whole() -> None:
    """More words begin so than the index asks for one by one."""
    search = indexed(sources(*(f"serial{number:03}" for number in range(150))))
    assert len(ids(search, "serial")) == 150
    assert ids(search, "serial12") == [f"s{number}" for number in range(120, 130)]


def test_many_words_each_with_many_endings_are_asked_for_at_once() -> None:
    endings = [f"{letter * 4}{number:02}" for letter in "abcdefghijklmnopqrstuvwxyz" for number in range(64)]
    search = indexed(sources(" ".join(endings), "aaaa"))
    assert ids(search, " ".join(letter * 4 for letter in "abcdefghijklmnopqrstuvwxyz")) == ["s0"]
    assert ids(search, " ".join(endings)) == ["s0"]


def test_very_long_words_are_found() -> None:
    word = "ü" + "long" * 20_000
    search = indexed(sources("short", word))
    assert ids(search, word) == ["s1"]
    assert ids(search, word[:40]) == ["s1"]
    assert ids(search, "u" + "long" * 15 + "x") == []


def test_nothing_typed_finds_nothing() -> None:
    for text in ("", "  ", "--", "*", '""'):
        results = indexed(sources("a", "b")).find(text)
        assert (results.words, results.groups, results.complete) == ((), (), True)


def test_very_many_hits_are_counted_so_far_and_said_to_be_more() -> None:
    search = indexed(sources(*["same"] * (MOST + 5)))
    (group,) = search.find("same").groups
    assert (group.total, group.more, len(group.ids)) == (MOST, True, LIMIT)
    (group,) = search.find("same", MOST + 5).groups
    assert (group.total, group.more, len(group.ids)) == (MOST + 5, False, MOST + 5)
    (group,) = search.find_all("same", "en").groups
    assert (group.total, group.more, len(group.ids)) == (MOST + 5, False, MOST + 5)


@pytest.mark.parametrize("module", ["fts5", MISSING])
def test_without_an_index_only_a_part_is_looked_at_and_that_is_said(module: str) -> None:
    search = Search(sources(*["early"] * CAP, "late"), module)
    assert search.find("early").total == CAP
    assert not search.find("late")
    assert not search.find("late").complete
    assert search.find("late").more
    ranked = search.rank(search.find("late"), "en")
    assert ranked.complete
    assert ranked.groups[0].ids == (f"s{CAP}",)


def test_a_small_dossier_is_searched_whole_without_an_index() -> None:
    assert Search(sources("one", "two")).find("two").complete


def test_the_default_dossier_is_searched_whole_without_an_index(dossier: Dossier) -> None:
    results = Search(dossier).find("child")
    assert results.complete and not results.more


def test_where_full_text_search_is_missing_everything_still_answers(dossier: Dossier) -> None:
    with pytest.raises(NoIndexError):
        Index(MISSING)
    search = Search(dossier, MISSING)
    assert not search.build()
    assert not search.ready
    assert search.size() == 0 < indexed(dossier).size()
    assert counts(search.find("pendidikan anak")) == counts(indexed(dossier).find("pendidikan anak"))
    assert "pendidikan" in search.suggest("pendidkan")


def test_building_tells_how_far_it_is_and_stops_when_asked(dossier: Dossier) -> None:
    search, steps = Search(dossier), list[tuple[int, int]]()

    def step(indexed: int, every: int) -> None:
        steps.append((indexed, every))
        if indexed >= every // 2:
            search.stop()

    assert not search.build(step)
    assert not search.ready
    assert [indexed for indexed, _ in steps] == sorted(indexed for indexed, _ in steps)
    assert steps[-1][0] < steps[-1][1] == sum(dossier.count(TABLES[kind]) for kind in KINDS)
    assert search.find("child")


def test_building_twice_builds_once(dossier: Dossier) -> None:
    search, steps = indexed(dossier), list[int]()
    assert search.build(lambda indexed, _: steps.append(indexed))
    assert steps == []


@pytest.mark.slow
def test_finding_while_the_index_is_built(dossier: Dossier) -> None:
    """Before, during and after: the same hits, from several threads at once."""
    search, wanted = Search(dossier), counts(indexed(dossier).find("child lab"))
    results: list[dict[str, int]] = []
    met = threading.Barrier(4)

    def ask() -> None:
        met.wait()
        while not search.ready:
            results.append(counts(search.find("child lab")))
        results.extend(counts(search.find("child lab")) for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    met.wait()
    assert search.build()
    for thread in threads:
        thread.join()
    assert len(results) > 150
    assert all(counted == wanted for counted in results)
