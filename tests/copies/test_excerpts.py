"""An excerpt is proven, stands elsewhere, or does not stand in a copy; and where it does, to the letter."""

from __future__ import annotations

import time

import pytest

from ilo_tui.copies.excerpts import MOST_LEFT_OUT, excerpt_parts, find_excerpt
from ilo_tui.copies.locators import pages_of_locator
from ilo_tui.copies.passages import Passage
from tests.copies.documents import searchable, words_of

TEXT = searchable(
    "The programme trained co-\nopera-\ntion officers in 12.5 per cent",
    "of \u201call\u201d provinces. The children\u2019s \ufb01rst work.\nRights-based approach",
    labels=("i", "1"),
)


@pytest.mark.parametrize(
    ("excerpt", "words"),
    [
        ("the programme trained cooperation officers", [(1, "The programme trained co-\nopera-\ntion officers")]),
        ('per cent of "all" provinces', [(1, "per cent"), (2, "of \u201call\u201d provinces")]),
        ("\u201cThe children's first work.\u201d", [(2, "The children\u2019s \ufb01rst work")]),
        ("Rights-based", [(2, "Rights-based")]),
        ("The programme [...] all", [(1, "The programme"), (2, "all")]),
        ("trained \u2026 officers ... 12.5", [(1, "trained"), (1, "officers"), (1, "12.5")]),
        ("... first work ...", [(2, "\ufb01rst work")]),
    ],
)
def test_words_that_stand_there_are_proven_with_their_page(excerpt: str, words: list[tuple[int, str]]) -> None:
    proof = find_excerpt(TEXT, excerpt)
    assert (proof.state, words_of(TEXT, proof.passages), proof.nearest) == ("proven", words, ())


@pytest.mark.parametrize(
    "excerpt",
    [
        "operation officers",
        "based approach",
        "in 12",
        "5 per cent",
        "children",
        "Programme Trained",
        "approach based",
        "all ... programme",
        "...",
        "",
    ],
)
def test_other_words_are_not(excerpt: str) -> None:
    assert find_excerpt(TEXT, excerpt).state == "absent"


def test_a_passage_has_the_page_and_its_label_and_where_it_stands() -> None:
    assert find_excerpt(TEXT, "first work").passages == (Passage(2, "1", 35, 44),)
    assert TEXT.pages[1].text[35:44] == "\ufb01rst work"


def test_words_on_another_page_than_the_cited_stand_elsewhere() -> None:
    proof = find_excerpt(TEXT, "first work", (1,))
    assert (proof.state, proof.passages[0].page_number, proof.cited_pages) == ("elsewhere", 2, (1,))
    assert find_excerpt(TEXT, "first work", (1, 2)).state == "proven"
    assert find_excerpt(TEXT, "per cent of all provinces", (1,)).state == "absent"
    assert find_excerpt(TEXT, 'per cent of "all" provinces', (2,)).state == "proven"


def test_of_several_places_the_cited_page_is_shown_and_else_the_first() -> None:
    text = searchable("worst forms", "worst forms", "worst forms")
    assert find_excerpt(text, "worst forms", (3,)).passages[0].page_number == 3
    assert find_excerpt(text, "worst forms").passages[0].page_number == 1
    assert find_excerpt(text, "worst forms", (9,)).passages[0].page_number == 1


def test_what_is_left_out_has_a_limit_of_letters_and_of_pages() -> None:
    def state(*pages: str) -> str:
        return find_excerpt(searchable(*pages), "begins so ... ends so").state

    assert state("begins so " + "x" * (MOST_LEFT_OUT - 2) + " ends so") == "proven"
    assert state("begins so " + "x" * (MOST_LEFT_OUT - 1) + " ends so") == "absent"
    assert state("begins so", "x", "ends so") == "absent"
    assert state("begins so", "ends so") == "proven"
    assert state("ends so, begins so") == "absent"


def test_a_part_that_is_not_followed_is_looked_for_again() -> None:
    text = searchable("begins so", "y", "z", "begins so and ends so")
    assert words_of(text, find_excerpt(text, "begins so ... ends so").passages) == [(4, "begins so"), (4, "ends so")]


def test_words_run_on_over_running_heads_and_page_numbers() -> None:
    heads = [
        f"Annual report 201{year}\nPage {name} of words\nthat {name} runs\n{year}"
        for year, name in enumerate(("one", "two", "six"))
    ]
    text = searchable(*heads)
    proof = find_excerpt(text, "that one runs Page two of")
    assert words_of(text, proof.passages) == [(1, "that one runs"), (2, "Page two of")]
    assert find_excerpt(text, "Annual report 2011", (2,)).passages == (Passage(2, "2", 0, 18),)
    assert find_excerpt(text, "runs 0 Annual").state == "proven"
    once = searchable("First head\nwords that", "Second title\nrun on")
    assert find_excerpt(once, "words that run on").state == "absent"


def test_a_word_glued_to_the_broken_word_of_another_column_is_not_proven() -> None:
    """What is lost where an extractor mixes columns: the second begins behind a hyphen of the first."""
    assert (
        find_excerpt(searchable("in hazar-   training is given\ndous work   to teachers"), "training is given").state
        == "absent"
    )


def test_the_nearest_passage_is_shown_of_what_does_not_stand_there() -> None:
    pages = [
        "nothing of it here " * 20,
        "The ministry withdrew 450 children from hazardous fishing in Kampot.",
        "the from in " * 50,
    ]
    text = searchable(*pages)
    near = find_excerpt(text, "the ministry withdrew 540 children from hazardous fishing").nearest
    assert words_of(text, near) == [(2, "ministry withdrew 450 children from hazardous fishing")]
    assert find_excerpt(text, "wholly unrelated sentence about something").nearest == ()
    khmer = searchable(
        "\u1780\u17bb\u1798\u17b6\u179a\u1792\u17d2\u179c\u17be\u1780\u17b6\u179a\u1793\u17c5\u1780\u17d2\u1793\u17bb\u1784\u1797\u17bc\u1798\u17b7"
    )
    assert find_excerpt(
        khmer,
        "\u1780\u17bb\u1798\u17b6\u179a\u1792\u17d2\u179c\u17be\u1780\u17b6\u179a\u1793\u17c5\u1780\u17d2\u179a\u17c5",
    ).nearest


def test_an_excerpt_is_taken_apart_where_it_leaves_out() -> None:
    assert excerpt_parts("\u201cOne, two. [...] three (\u2026) four .... five.\u201d") == [
        "One, two",
        "three",
        "four",
        "five",
    ]
    assert excerpt_parts("- -5 per cent;") == ["-5 per cent"]


def test_a_document_without_pages_has_nothing() -> None:
    assert find_excerpt(searchable(), "anything").state == "absent"


@pytest.mark.parametrize("part", [" -", "- ", ".", ",x", " ... a", "'", " ", "a", "ab "], ids=ascii)
def test_no_excerpt_and_no_page_takes_long(part: str) -> None:
    text = searchable(part * 20_000)
    start = time.process_time()
    assert find_excerpt(text, part * 10_000 + "y").state == "absent"
    assert pages_of_locator(text, "1. Heading of it; Table 3").numbers == ()
    assert time.process_time() - start < 3
