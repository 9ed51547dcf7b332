"""What stands beside an excerpt, and how pages are named there."""

from __future__ import annotations

import pytest

from ilo_tui.copies.proof import FigureCheck, PageName, QuoteCheck, QuoteState
from ilo_tui.core.translator import Translator
from ilo_tui.views.proof_words import figure_line, one_line, page_name, page_names, quote_mark

TR = Translator("en")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (PageName(7, "iv", True), "p. iv"),
        (PageName(7, "", True), "p. 7"),
        (PageName(2, "Results\x1b[0m", False), "“Results␛[0m”"),
        (PageName(2, "", False), "part 2"),
    ],
)
def test_a_page_is_named_as_people_cite_it(page: PageName, name: str) -> None:
    assert page_name(page, TR) == name


def test_of_many_pages_the_first_and_the_last_are_named() -> None:
    pages = [PageName(number, str(number), True) for number in range(1, 5)]
    assert page_names(pages, TR) == "p. 1 … p. 4"
    assert page_names(pages[:3], TR) == "p. 1, p. 2, p. 3"


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("proven", "stands on p. 4"),
        ("elsewhere", "stands on p. 4, not on p. 7"),
        ("absent", "not found in the copy"),
        ("no_copy", "no copy here"),
        ("no_text", "the copy has no text"),
        ("impossible", "no copy can be had"),
        ("damaged", "the copy is missing or damaged"),
    ],
)
def test_the_mark_on_an_excerpt(state: QuoteState, mark: str) -> None:
    pages, cited = (PageName(4, "4", True),), (PageName(7, "7", True),)
    assert quote_mark(QuoteCheck(evidence="a", source="b", state=state, pages=pages, cited=cited), TR) == mark


def test_figures_that_stand_there_or_without_a_copy_are_said_too() -> None:
    assert figure_line(FigureCheck(evidence="a", source="b", state="present"), TR) == "a (b): every figure stands there"
    assert figure_line(FigureCheck(evidence="a", source="b", state="no_copy"), TR) == "a (b): no copy here"
    everywhere = FigureCheck(evidence="a", source="b", state="missing", missing=("7",))
    assert figure_line(everywhere, TR) == "a (b): nowhere in the copy: 7"


def test_long_passages_are_cut() -> None:
    assert one_line("x" * 300) == "x" * 300
    assert one_line("x" * 301) == "x" * 299 + "…"
    assert one_line(" a\n\tb ") == "a b"
