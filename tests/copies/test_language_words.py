"""The words of figures and locators come from the folders of the languages, of which a user's may hold anything."""

from __future__ import annotations

import json

import pytest

from ilo_tui.copies.figures import figures_in
from ilo_tui.copies.language_words import language_words, word_pattern
from ilo_tui.copies.locators import pages_of_locator
from ilo_tui.core.languages import user_folder
from tests.copies.documents import searchable


def _language(**facts: object) -> None:
    folder = user_folder() / "km"
    folder.mkdir(parents=True)
    (folder / "language.json").write_text(json.dumps({"name": "Khmer", **facts}), "utf-8")


def test_the_words_of_both_languages_of_the_package_are_read() -> None:
    words = language_words()
    assert {words.numbers[word] for word in ("three", "tiga")} == {3}
    assert sorted({*words.numbers.values()}) == list(range(1, 11))
    assert {words.multipliers[word] for word in ("million", "juta")} == {1_000_000}
    assert {"p", "pp", "page", "h", "hlm", "halaman"} <= {*words.locators["page"]}
    assert {"table", "tabel"} <= {*words.locators["table"]}


def test_a_language_of_the_user_brings_words_of_its_own() -> None:
    _language(number_words={"\u1794\u17b8": 3, "dix": 10}, locator_words={"page": ["page", "ទំព័រ"], "table": ["តារាង"]})
    text = searchable("a", "តារាង 4 b")
    assert pages_of_locator(text, "ទំព័រ 2").numbers == (2,)
    assert pages_of_locator(text, "Table 4").numbers == (2,)
    assert [figure.readings for figure in figures_in("dix")] == [{"10"}]


@pytest.mark.parametrize(
    "facts",
    [
        {"number_words": ["three"], "locator_words": "page"},
        {
            "number_words": {
                "": 3,
                " x": 3,
                "y" * 41: 3,
                "zero": 0,
                "minus": -1,
                "true": "1",
                "half": 0.5,
                "big": 10**13,
            }
        },
        {"locator_words": {"page": "p", "table": [1, None, "", " "], "and": {"a": 1}}},
    ],
)
def test_what_is_no_word_is_left_out(facts: dict[str, object]) -> None:
    before = language_words()
    _language(**facts)
    assert language_words() == before


def test_words_of_a_user_are_no_expressions() -> None:
    _language(number_words={"(a+)+$": 3}, locator_words={"page": ["p|", ".*"]})
    assert [figure.spelling for figure in figures_in("aaa 5")] == ["5"]
    assert pages_of_locator(searchable("a"), "zz 1").numbers == ()
    assert word_pattern([]) == "(?!)" and word_pattern(["a", "ab."]) == r"ab\.|a"
