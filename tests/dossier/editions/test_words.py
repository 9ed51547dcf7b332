"""Texts are compared word by word, and nothing of either is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.editions.words import compare_words, marked_words


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("He went home.", "He walked home.", "He [-went-]{+walked+} home."),
        ("He went home.", "He went home", "He went home[-.-]"),
        ("one two three", "four five three", "[-one two-]{+four five+} three"),
        ("", "new", "{+new+}"),
        ("same", "same", "same"),
    ],
)
def test_words_are_marked(old: str, new: str, marked: str) -> None:
    assert marked_words(old, new) == marked


@given(st.text(alphabet="ab .\n", max_size=30), st.text(alphabet="ab .\n", max_size=30))
def test_both_texts_can_be_read_out_of_it(old: str, new: str) -> None:
    words = list(compare_words(old, new))
    assert "".join(part.text for part in words if part.kind != "added") == old
    assert "".join(part.text for part in words if part.kind != "removed") == new


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    old = "word " * 5000
    assert [part.kind for part in compare_words(old, old + "more")] == ["removed", "added"]
