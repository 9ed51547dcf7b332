"""Wrapping, clipping and filling: exact widths in terminal cells, and not a letter lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from ilo_tui.core.text import clean
from ilo_tui.views.markup import Block, Span, block, clip, fit, heading, plain_lines, width_of, wrap

LETTERS = "ab-. \u1780\u17b6\u17c6\u17d2\u0301\u200b\u4e2d\uff21"
"""Narrow and wide letters, and marks of no width."""
TEXT = st.text(alphabet=LETTERS, max_size=60) | st.text(max_size=60).map(clean)
SPANS = st.lists(st.builds(Span, TEXT, st.sampled_from(["", "dim", "link"])), max_size=4).map(tuple)


def lines(paragraph: Block, width: int) -> list[str]:
    """A wrapped paragraph as strings."""
    return ["".join(span.text for span in line) for line in wrap(paragraph, width)]


@given(SPANS, st.integers(0, 12), st.integers(0, 8), st.integers(2, 60))
def test_no_line_is_wider_than_asked(spans: tuple[Span, ...], indent: int, hang: int, width: int) -> None:
    shown = lines(Block(spans, indent, hang), width)
    assert shown
    assert all(width_of(line) <= width for line in shown)


@given(st.text(alphabet="ab \u4e2d\uff21\u1780", max_size=60), st.integers(2, 40))
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert width_of(text) == wcswidth(text)
    assert all(wcswidth(line) <= width for line in lines(block(text), width))


@given(SPANS, st.integers(0, 12), st.integers(0, 8), st.integers(2, 60))
def test_no_letter_is_lost_and_none_changes_its_role(
    spans: tuple[Span, ...], indent: int, hang: int, width: int
) -> None:
    wrapped = [span for line in wrap(Block(spans, indent, hang), width) for span in line]
    for role in ("dim", "link"):
        before = "".join(span.text for span in spans if span.role == role)
        after = "".join(span.text for span in wrapped if span.role == role)
        assert after.replace(" ", "") == before.replace(" ", "")


@given(st.lists(st.text(alphabet="ab\u1780", min_size=1, max_size=8), min_size=1, max_size=12), st.integers(9, 40))
def test_words_that_fit_are_never_broken(words: list[str], width: int) -> None:
    assert " ".join(" ".join(lines(block(" ".join(words)), width)).split()) == " ".join(words)


def test_indent_and_hang() -> None:
    paragraph = block("one two three four", indent=2, hang=2)
    assert [line.rstrip() for line in lines(paragraph, 12)] == ["  one two", "    three", "    four"]


def test_a_word_of_ten_thousand_letters_is_broken() -> None:
    shown = lines(block("see " + "x" * 10_000, hang=2), 80)
    assert shown[0].startswith("see")
    assert sum(line.count("x") for line in shown) == 10_000
    assert max(map(len, shown)) == 80


@pytest.mark.parametrize("width", [-1, 0, 1, 2, 3])
def test_hardly_any_room_is_no_trouble(width: int) -> None:
    shown = lines(block("a 中 word", indent=6, hang=4), width)
    assert "".join(shown).replace(" ", "") == "a中word"
    assert max(map(width_of, shown)) <= max(width, 2)


def test_an_empty_block_is_an_empty_line() -> None:
    assert lines(Block(), 80) == [""]
    assert [lines(item, 80) for item in heading("Sources")] == [[""], ["Sources"]]


@given(TEXT, st.integers(0, 40))
def test_clipping_marks_what_is_lost(text: str, width: int) -> None:
    cut = clip(text, width)
    assert width_of(cut) <= width
    if cut == text:
        return
    assert cut == "" if width == 0 else cut.endswith("…") and text.startswith(cut[:-1])


@given(TEXT, st.integers(0, 40))
def test_fitting_is_exact(text: str, width: int) -> None:
    assert width_of(fit(text, width)) == width


def test_a_mark_stays_with_its_letter() -> None:
    assert clip("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


def test_what_a_block_leads_to_stands_behind_it() -> None:
    assert list(plain_lines([block("A report", "link", target="src"), block("text  ")], 80)) == [
        "A report [src]",
        "text",
    ]
