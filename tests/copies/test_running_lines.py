"""Running heads and page numbers are told from what a page says, and a page is never left without its text."""

from __future__ import annotations

import time

import pytest

from ilo_tui.copies.running_lines import body_ranges


def _bodies(*pages: str) -> list[str]:
    return [page[start:stop].strip("\n") for page, (start, stop) in zip(pages, body_ranges(pages), strict=True)]


@pytest.mark.parametrize("number", ["7", "- 7 -", "iv", "XII", "[1234]", " 7 "])
def test_a_page_number_alone_in_a_line_is_no_part_of_the_body(number: str) -> None:
    assert _bodies(f"Some words.\n{number}", f"{number}\n\nMore words.") == ["Some words.", "More words."]


def test_a_line_that_stands_at_the_edge_of_another_page_is_a_running_one_but_for_its_figures() -> None:
    pages = [f"Report of 2013, page {number}\nBody {name}\nmore {name}" for number, name in enumerate("abc")]
    assert _bodies(*pages) == ["Body a\nmore a", "Body b\nmore b", "Body c\nmore c"]


def test_two_lines_at_an_edge_are_looked_at_from_the_edge_inwards() -> None:
    pages = [f"Title\nHead\nDeep\nBody {name}\nFoot\n{number}" for number, name in enumerate("ab")]
    assert _bodies(*pages) == ["Deep\nBody a", "Deep\nBody b"]
    assert _bodies("Own line a\nHead\nBody a", "Own line b\nHead\nBody b") == [
        "Own line a\nHead\nBody a",
        "Own line b\nHead\nBody b",
    ]


def test_long_lines_and_lines_of_words_stay() -> None:
    long = "word " * 30
    assert _bodies(long, long) == [long, long]
    assert _bodies("12345", "In 2012", "12 of 34 or so", "mild") == ["12345", "In 2012", "12 of 34 or so", "mild"]


def test_a_page_of_nothing_but_running_lines_keeps_them() -> None:
    assert body_ranges(["Head\n1", "Head\n2", "", "\n \n"]) == [(0, 6), (0, 6), (0, 0), (0, 3)]


def test_pages_of_blank_lines_take_linear_time() -> None:
    start = time.process_time()
    body_ranges(["\n" * 100_000, " \n" * 50_000, " " * 100_000])
    assert time.process_time() - start < 2
