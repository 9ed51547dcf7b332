"""The match in its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.text import clean
from ilo_tui.dossier.model import Evidence, Programme, Record, Source
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.search.snippet import matches, snippet
from ilo_tui.dossier.search.tokens import query_words, split
from tests.dossier.search.samples import hostile, indexed


def source(title: str) -> Source:
    """A source of this title."""
    return Source(id="s", title=title, kind="k")


def claim(**statement: str) -> Evidence:
    """A claim in these languages."""
    return Evidence(id="c", statement=statement, source="s1", stance="supports", confidence="high", origin="source")


def marked(record: Record, text: str, language: str = "en", width: int | None = None) -> str:
    """The snippet with its matches in brackets."""
    spans = snippet(record, query_words(text), language, width).spans
    return "".join(f"[{part}]" if match else part for part, match in spans)


def test_matches_are_the_beginnings_of_words() -> None:
    assert marked(source("Undang-Undang of the land"), "und l") == "[Und]ang-[Und]ang of the [l]and"


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Les Études", "etud", "Les [Étud]es"),
        ("Les e\u0301tude\u0301s", "etude", "Les [e\u0301tude\u0301]s"),
        ("In İstanbul", "ist", "In [İst]anbul"),
        ("Die Straße", "stras", "Die [Straß]e"),
        ("نص أَطْفَال", "اطفال", "نص [أَطْفَال]"),
        ("A ﬁnance", "f", "A [ﬁ]nance"),
        ("½ of it", "1", "[½] of it"),
    ],
)
def test_matches_keep_their_place_where_folding_changes_lengths(text: str, typed: str, expected: str) -> None:
    assert marked(source(text), typed) == expected


def test_the_reader_s_language_comes_first() -> None:
    record = claim(en="The programme", id="Program itu")
    assert snippet(record, ("program",), "id").language == "id"
    assert snippet(record, ("program",), "en").language == "en"
    assert snippet(record, ("itu",), "en").language == "id"


def test_the_text_with_most_words_is_shown_whatever_its_language() -> None:
    record = claim(en="A child at school", id="Anak di sekolah (school)")
    assert str(snippet(record, ("school", "sekolah"), "en")) == "Anak di sekolah (school)"


def test_an_id_or_a_code_is_followed_by_what_it_names() -> None:
    record = Programme(
        id="p1", code="CLM", kind="programme", name={"en": "Monitoring", "id": "Pemantauan"}, summary={}, sources=[]
    )
    hit = snippet(record, ("clm",), "id")
    assert hit.language == "id"
    assert hit.spans == (("CLM", True), (" · Pemantauan", False))
    assert marked(claim(en="Said"), "s1") == "[s1] · Said"


def test_a_long_text_is_cut_around_the_match() -> None:
    text = "one two three four five six seven " * 10 + "the needle in it " + "eight nine ten " * 20
    assert marked(source(text), "needle", width=40) == "…seven the [needle] in it eight nine ten…"
    assert marked(source(text), "one", width=20) == "[one] two three four…"
    assert str(snippet(source("a needle"), ("needle",), "en", 40)) == "a needle"


@given(hostile, hostile, st.integers(0, 60))
def test_a_snippet_is_clean_fits_and_marks_what_was_typed(text: str, typed: str, width: int) -> None:
    words = query_words(typed) or ("a",)
    hit = snippet(source(text), words, "en", width)
    shown = str(hit)
    assert clean(shown) == shown
    assert len(shown) <= max(width, 8)
    assert all(part for part, _ in hit.spans)


@given(hostile, hostile)
def test_every_match_begins_as_a_word_that_was_typed(text: str, typed: str) -> None:
    shown, words = clean(text), query_words(typed)
    for start, end in matches(shown, words):
        assert start < end
        assert any(part.startswith(word) for part in split(shown[start:end]) for word in words)


@pytest.mark.slow
def test_every_hit_shows_its_match_in_both_languages(dossier: Dossier) -> None:
    search = indexed(dossier)
    for typed in ("child", "anak", "2012", "c182", "ilo", "p", "undang undang"):
        results = search.find(typed)
        assert results
        for group in results.groups:
            for ident in group.ids:
                for language in ("en", "id"):
                    shown = search.snippet(group.kind, ident, results.words, language, 60)
                    assert any(match for _, match in shown.spans), (ident, shown)
                    assert len(str(shown)) <= 60
