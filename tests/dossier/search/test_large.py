"""One text of megabytes: found to its last word, in time that grows with it, and in little more memory than it has."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import fold
from ilo_tui.dossier.repository import load
from ilo_tui.dossier.search import snippet
from ilo_tui.dossier.search.finder import Search
from ilo_tui.dossier.search.snippet import Snippet, matches
from ilo_tui.dossier.search.tokens import beginning, begins, distinct, folded, query_words, split
from tests.dossier.small import claim, numbered, written
from tests.review.help import tables

PATTERNS = {
    "words": "monitoring of child labour in kampot; ",
    "accents": "undéclared labour – “kilns” of Kampot; ",
    "Khmer": "\u1780\u17b6\u179a\u1784\u17b6\u179a labour\u17d4",
    "one word": "\u1780\u17b6\u179a",
    "one letter": "l ",
}


def search_in(folder: Path, text: str) -> Search:
    """A search over a dossier in which one claim says this."""
    large = {**claim("e1", programme="p1", dimension="output"), "statement": {"en": text, "id": "x"}}
    evidence = [record for record in tables()["evidence"] if record["id"] != "e1"]
    documents = {**tables(), "evidence": [*evidence, large]}
    return Search(load(written(folder, {table: numbered(*rows) for table, rows in documents.items()}, "large.json")))


def asked_all(search: Search, words: str) -> Snippet:
    """Everything that a screen and the command do with what was typed."""
    search.build()
    results = search.rank(search.find(words), "en")
    assert search.find_all(words, "en").total == results.total
    assert "e1" in next(group.ids for group in results.groups if group.kind == "evidence")
    search.suggest("nothingsuch")
    return search.snippet("evidence", "e1", results.words, "en", 80)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_last_word_is_found_and_shown(pattern: str, tmp_path: Path) -> None:
    text = PATTERNS[pattern] * (300_000 // len(PATTERNS[pattern])) + " Zebra"
    shown = asked_all(search_in(tmp_path, text), "zebra")
    assert [part for part, marked in shown.spans if marked] == ["Zebra"]
    assert len(str(shown)) <= 80


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.share(6)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_and_memory_grow_with_the_text_and_no_faster(pattern: str, tmp_path: Path) -> None:
    def search(length: int) -> Search:
        folder = tmp_path / str(length)
        folder.mkdir()
        return search_in(folder, PATTERNS[pattern] * (length // len(PATTERNS[pattern])) + " zebra")

    words = "labour zebra" if "labour" in PATTERNS[pattern] else "zebra"
    small, large = search(100_000), search(400_000)
    before = min(seconds(lambda: asked_all(small, words)) for _ in range(2))
    # The square of four is sixteen.
    assert seconds(lambda: asked_all(large, words)) < 9 * before + 0.3
    tracemalloc.start()
    asked_all(large, words)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 32 * 400_000


@given(st.text(alphabet="ab é½\u1780\u17b6\u17d4\u0301.", max_size=40), st.integers(1, 6))
def test_a_text_in_pieces_has_the_same_matches(text: str, piece: int) -> None:
    words = query_words(text)[:3]
    all_matches = matches(text, words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snippet, "_PIECE", piece)
        patch.setattr(snippet, "_REACH", 80)
        assert matches(text, words) == all_matches


@given(st.text(alphabet="ab é\u1780\u17d4", max_size=30), st.text(alphabet="abe\u1780", min_size=1, max_size=3))
def test_beginning_is_reported_as_the_pattern_tells_it(text: str, word: str) -> None:
    plain = folded(text)
    assert begins(plain, word) == bool(beginning([word]).search(plain))
    assert distinct(plain) == set(split(text))


def test_of_thousands_of_matches_the_first_are_marked(tmp_path: Path) -> None:
    search = search_in(tmp_path, "labour " * 50_000)
    shown = search.snippet("evidence", "e1", ("labour",), "en", None)
    assert len(str(shown)) == len("labour " * 50_000)
    assert sum(marked for _, marked in shown.spans) == 200


@pytest.mark.slow
def test_folding_keeps_no_text() -> None:
    texts = [f"{number} – a claim of the “dossier” about {number} kilns " * 4 for number in range(3000)]
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for text in texts:
        fold(text)
        folded(text)
    bytes_held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bytes_held - before < 2**17


@given(st.text())
def test_folding_letter_by_letter_is_folding_the_text(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))
