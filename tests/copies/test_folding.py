"""What may differ between an excerpt and its text, what may not, and where every folded letter came from."""

from __future__ import annotations

import time

import pytest

from ilo_tui.copies.folding import FoldedText, fold, is_torn
from ilo_tui.copies.folding_rules import runs_to_fold

ALIKE = (
    ("a  b", "a\nb", "a\u00a0\t b", "a \u2009b"),
    ("co-operation", "cooperation", "co-\noperation", "co\u00ad\noperation", "co\u2010\n operation"),
    ("anak-anak", "anak\u2011anak", "anak-\nanak"),
    ("2012-2016", "2012\u20132016", "2012-\n2016", "2012 \u2013 2016"),
    ("COVID-19", "COVID-\n19", "COVID\u201019"),
    ("a \u2014 b", "a\u2014b", "a -- b", "a --\nb", "a \u2015 b"),
    ("pre- and post-test", "pre-\nand post-\ntest"),
    ("efficient flow", "e\ufb03cient \ufb02ow", "e\ufb00icient flow"),
    ('"worst" forms', "\u201cworst\u201d forms", "\u00abworst\u00bb forms", "''worst'' forms"),
    ("don't", "don\u2019t", "don`t"),
    ("so ... and", "so \u2026 and", "so . . . and", "so ..... and"),
    ("caf\u00e9", "cafe\u0301"),
    ("\uff11\uff12", "12"),
    ("children work.", "children\u00b9 work.\u00b9\u00b2"),
    ("\u1780\u17b6\u179a\u1792\u17be", "\u1780\u17b6\u179a\u200b\u1792\u17be", "\u1780\u17b6\u179a\n\u1792\u17be"),
    ("\u1780 2012", "\u1780\n2012", "\u17802012"),
)


@pytest.mark.parametrize("spellings", ALIKE, ids=lambda spellings: ascii(spellings[0]))
def test_spellings_of_the_same_words_are_folded_alike(spellings: tuple[str, ...]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


DIFFERENT = (
    ("Work", "work"),
    ("the rapist", "therapist"),
    ("2012-2016", "20122016"),
    ("its", "it's"),
    ("10\u2076", "106"),
    ("5 km\u00b2", "5 km"),
    ("\u2460", "1"),
    ("\u00bd", "1/2"),
    ("fell -5", "fell 5"),
    ("a - b", "a b"),
    ("cafe", "caf\u00e9"),
    ("\u17e1\u17e2 \u17e3", "\u17e1\u17e2\u17e3"),
    ("\u0e51\u0e52 \u0e53", "\u0e51\u0e52\u0e53"),
)


@pytest.mark.parametrize(("first", "second"), DIFFERENT, ids=ascii)
def test_other_words_and_figures_stay_other(first: str, second: str) -> None:
    assert fold(first) != fold(second)


def _origins(text: str) -> list[tuple[str, str]]:
    """Each folded letter with the letters of the original that it stands for."""
    folded = FoldedText(text)
    return [
        (char, text[folded.original_start(index) : folded.original_stop(index + 1)])
        for index, char in enumerate(folded.text)
    ]


def test_every_folded_letter_knows_what_it_was_made_from() -> None:
    assert _origins("a  b") == [("a", "a"), (" ", "  "), ("b", "b")]
    assert _origins("o-\np.") == [("o", "o"), ("p", "p"), (".", ".")]
    assert _origins("x\ufb01y") == [("x", "x"), ("f", "\ufb01"), ("i", "\ufb01"), ("y", "y")]
    assert _origins("e\u0301a") == [("\u00e9", "e\u0301"), ("a", "a")]
    assert _origins("a\u2014b") == [("a", "a"), (" ", "\u2014"), ("-", "\u2014"), (" ", "\u2014"), ("b", "b")]
    assert _origins("\u00adab") == [("a", "a"), ("b", "b")]
    assert _origins("ab\u200b") == [("a", "a"), ("b", "b")]
    assert _origins("\u201ca\u201d") == [("'", "\u201c"), ("a", "a"), ("'", "\u201d")]


def test_the_end_of_folded_letters_is_where_the_last_of_them_ends() -> None:
    folded = FoldedText("  ab  \u00ad c")
    assert folded.text == " ab c"
    assert [folded.original_start(index) for index in range(6)] == [0, 2, 3, 4, 8, 9]
    assert [folded.original_stop(index) for index in range(6)] == [0, 2, 3, 4, 8, 9]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("con", "catenate"), ("12", ".5"), ("12.", "5"), ("1", ",250"), ("don", "'t"), ("don'", "t"), ("2012", "/13"),
        ("10", ":30"), ("15-", "17"), ("15", "-17"), ("COVID-", "19"), ("fell -", "5"), ("\u1780\u17d2", "\u1798"),
        ("\u1780", "\u17bb"), ("non", "compliance"), ("a1", "b"),
    ],
)  # fmt: skip
def test_a_cut_goes_through_words_numbers_and_clusters(before: str, after: str) -> None:
    assert is_torn(before + after, len(before))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a ", "b"), ("a", " b"), ("a.", " b"), ("end", "."), ("", "abc"), ("abc", ""), ("\u1780", "\u1798"),
        ("ILO", "\u1780"), ("\u1780", "2"), ("\u1780'", "15"), ("15", "'\u1780"),
        ("'", "worst'"), ("'worst", "'"), ("officers", "' a"), ("5", "%"),
        ("$", "5"), ("a", ", 5"), ("a - ", "5"), ("(", "5)"), ("5", ". 6"), ("a", "/b"),
    ],
)  # fmt: skip
def test_a_cut_beside_them_does_not(before: str, after: str) -> None:
    assert not is_torn(before + after, len(before))


def test_a_text_is_looked_through_in_pieces_that_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "co-\noperation of  \u201cworst\u201d e\ufb03cient cafe\u0301 2012 \u2013 2016 \u1780\n\u1781 " * 20
    at_once = FoldedText(text)
    monkeypatch.setattr("ilo_tui.copies.folding_rules._CHUNK", 7)
    assert len({start for start, _ in runs_to_fold(text)}) > 100
    in_pieces = FoldedText(text)
    assert in_pieces.text == at_once.text
    assert [in_pieces.original_start(index) for index in range(0, len(at_once.text), 7)] == [
        at_once.original_start(index) for index in range(0, len(at_once.text), 7)
    ]


@pytest.mark.parametrize(
    "part", [" ", "-", "- ", "'", ".", ". ", "\u00ad", "\u200b ", "a-", "\u0301", " \u1780", "\ufb01"], ids=ascii
)
def test_no_text_takes_more_than_its_length(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        start = time.process_time()
        FoldedText(text)
        return time.process_time() - start

    assert seconds(50_000) < 2
