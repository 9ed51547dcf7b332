"""Text from files comes out as literal text that no terminal takes for a command."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from ilo_tui.core.text import clean, clean_for_file, clean_lines, fold, name_key, visible_text
from ilo_tui.views.markup import width_of

KHMER = "ពលកម្មកុមារនៅកម្ពុជា"
FORBIDDEN = {"Cc", "Cs", "Zl", "Zp"}
"""Controls, halves of characters, and breaks of lines and paragraphs."""
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HOSTILE = st.text(alphabet=st.characters(codec=None)) | st.text(
    alphabet="\x1b[\0\x9b\u202e\u2069\u200d\u200e\ufe0f\ud800\udce9a \n\u0dc1\u0dca"
)


def unsafe(text: str) -> set[str]:
    """The characters of a text that a terminal may take for more than a letter."""
    return {char for char in text if unicodedata.category(char) in FORBIDDEN or char in TURNING}


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\0b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9b31mb", "a31mb"),
        ("abc\u202edef\u2066ghi", "abcdefghi"),
        ("one\ttwo\r\nthree\u2028four", "one two  three four"),
        ("\ud83d", "\ufffd"),
        ("caf\udce9.json", r"caf\xe9.json"),
        ("\u0dc1\u0dca\u200d\u0dbb\u0dd3", "\u0dc1\u0dca\u200d\u0dbb\u0dd3"),
        ("\u0dc1\u200d\u200d\u0dbb \u0dc1\u200d", "\u0dc1\u0dbb \u0dc1"),
        ("\U0001f469\u200d\U0001f52c \u200eLRM\u200f", "\U0001f469\U0001f52c LRM"),
        ("\ufeffmark", "mark"),
        ("a\u200db\ufe0f", "ab"),
        ("[red]no[/] [@click=app.quit]x[/]", "[red]no[/] [@click=app.quit]x[/]"),
        (KHMER, KHMER),
        ("Ré­sumé · naïve – 100 %", "Ré­sumé · naïve – 100 %"),
        ("x" * 10_000, "x" * 10_000),
        ("", ""),
    ],
)
def test_what_is_shown_of_a_hostile_text(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@given(
    st.text(alphabet=st.characters(codec=None))
    | st.text(alphabet="\x1b[\0\x9b\u202e\u2069\u200d\ufe0f\ud800a \u0dc1\u0dca")
)
def test_nothing_unsafe_comes_out(text: str) -> None:
    shown = clean(text)
    assert unsafe(shown) == set()
    assert clean(shown) == shown
    assert width_of(shown) == sum(map(get_character_cell_size, shown))


@example("\u0620\u200d\x80\u0620")
@given(
    st.text(alphabet=st.characters(codec=None))
    | st.text(alphabet="\x1b[\0\x9b\u202e\u2069\u200d\u200e\ufe0f\ud800a \u0dc1")
)
def test_a_file_gets_no_control_and_nothing_that_turns_text(text: str) -> None:
    shown = clean_for_file(text)
    assert unsafe(shown) <= set("\u061c\u200e\u200f")
    assert clean_for_file(shown) == shown
    assert clean(shown) == clean(clean(text))
    shown.encode()


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\ufe0f")))
def test_letters_marks_numbers_and_signs_are_left_alone(text: str) -> None:
    assert clean(text) == "".join(char for char in text if not "\ufe00" <= char <= "\ufe0f")


def test_lines_of_a_text_stay_lines() -> None:
    assert clean_lines("one\r\n\x1btwo\n\nfour") == ["one", "␛two", "", "four"]
    assert clean_lines("") == [""]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("PHNOM Penh", "phnom penh"),
        ("Côte d'Ivoire", "cote d'ivoire"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﬁnal", "final"),
        ("undang-undang", "undang-undang"),
    ],
)
def test_words_are_compared_without_case_and_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_no_mark_is_left_of_a_letter(text: str) -> None:
    assert not any(unicodedata.combining(char) for char in fold(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_characters="ı")))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.swapcase()) == fold(text)


@pytest.mark.parametrize(
    "alike",
    [
        ["Café", "Cafe\u0301", "CAFÉ", "Ca\u00adfé", "\ufeffCafé\u200b", " Café\u00a0", "Ｃafé"],
        ["well two", "well\u00a0\u2009two", "we\u200dll two", "well\u200c two\u200d", "well\u2060 two\u200e"],
        ["កម្ពុជា", "\u200bកម្\u200bពុជា"],
    ],
)
def test_names_that_look_the_same_have_one_key(alike: list[str]) -> None:
    assert len(set(map(name_key, alike))) == 1
    assert len({visible_text(name).casefold() for name in alike if name.isascii() or "Ｃ" not in name}) == 1


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Cafe", "Café"),
        ("food-security", "food security"),
        ("می\u200cخواهم", "میخواهم"),
        ("ক্\u200dষ", "ক্ষ"),
        ("a1", "a2"),
    ],
)
def test_names_that_look_different_have_two_keys(text: str, other: str) -> None:
    assert name_key(text) != name_key(other)


@given(st.text())
def test_a_key_is_its_own_key_and_a_seen_text_is_seen_as_it_is(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text) == name_key(visible_text(text))
    assert visible_text(visible_text(text)) == visible_text(text)
    assert name_key(text) == name_key(f"\ufeff{unicodedata.normalize('NFD', text)}\u00a0\u200b")
