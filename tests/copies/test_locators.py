"""Where a locator leads: label, then number, then a line that begins with what it names."""

from __future__ import annotations

import pytest

from ilo_tui.copies.locators import pages_of_locator, roman_number, roman_value
from tests.copies.documents import searchable

PRINTED = searchable(
    "Title",
    "Contents\nTable 10 Children ..... 4\nIII. Labor law enforcement  4\nAnnex B",
    "Tabel 1. Jumlah anak\nArticle 2\n5.1 Results\nTable 100. More",
    "III. Labor law enforcement\nin 1,234 cases Table 10 shows\n  Box 2: a box",
    "Table 10. Children\n66. The paragraph\nAppendix B-1\nAnnex B",
    "Last words",
    labels=("i", "ii", "1", "2", "3", ""),
)


@pytest.mark.parametrize(
    ("locator", "numbers", "how"),
    [
        ("p. 2", (4,), "label"),
        ("p.2", (4,), "label"),
        ("P 2", (4,), "label"),
        ("page 1", (3,), "label"),
        ("pp. 1-3", (3, 4, 5), "label"),
        ("pp. 1\u20132", (3, 4), "label"),
        ("hlm. 3", (5,), "label"),
        ("h. 1", (3,), "label"),
        ("halaman 2", (4,), "label"),
        ("2", (4,), "label"),
        ("p. ii", (2,), "label"),
        ("i-ii", (1, 2), "label"),
        ("p. 1; p. 3", (3, 5), "label"),
        ("pp. 3, 1", (5, 3), "label"),
        ("pp. 1 and 3", (3, 5), "label"),
        ("hlm. 1 dan 3", (3, 5), "label"),
        ("Table 7, p. 3", (5,), "label"),
        ("Table 8, p. 2; notes 48, 58, p. 3", (4, 5), "label"),
        ("p. 2, Table 1", (4,), "label"),
        ("p. 6", (6,), "number"),
        ("6", (6,), "number"),
        ("p. 7", (), "none"),
        ("p. iv", (), "none"),
        ("2012", (), "none"),
        ("Table 10", (5,), "heading"),
        ("Tabel 10", (5,), "heading"),
        ("Table 1", (3,), "heading"),
        ("table 1, Article 2", (3,), "heading"),
        ("Article 2(1)", (3,), "heading"),
        ("Pasal 2", (3,), "heading"),
        ("Articles 2(a) and 7(1)", (3,), "heading"),
        ("Article 22", (), "none"),
        ("5.1", (3,), "heading"),
        ("Section 5.1", (3,), "heading"),
        ("paragraph 66", (5,), "heading"),
        ("Annex B", (2,), "heading"),
        ("Lampiran B-1", (5,), "heading"),
        ("Box 2", (4,), "heading"),
        ("III", (4,), "heading"),
        ("III. Labor law enforcement, p. 9", (4,), "heading"),
        ("labor law enforcement", (4,), "heading"),
        ("last words", (6,), "heading"),
        ("Labor", (4,), "heading"),
        ("Lab", (), "none"),
        ("title page", (), "none"),
        ("", (), "none"),
        (" . ", (), "none"),
        ("p. " + "9" * 400, (), "none"),
    ],
)
def test_a_locator_leads_to_its_pages(locator: str, numbers: tuple[int, ...], how: str) -> None:
    assert pages_of_locator(PRINTED, locator) == (numbers, how)


def test_a_range_is_of_at_most_so_many_pages_and_is_completed_from_its_beginning() -> None:
    text = searchable(*["x"] * 300)
    assert pages_of_locator(text, "pp. 106-8").numbers == (106, 107, 108)
    assert pages_of_locator(text, "pp. 98-104").numbers == (98, 99, 100, 101, 102, 103, 104)
    assert pages_of_locator(text, "pp. 1-300").numbers == tuple(range(1, 201))
    assert pages_of_locator(text, "pp. 9-3").numbers == ()


@pytest.mark.parametrize(
    ("locator", "numbers", "how"),
    [
        ("p. 4", (), "no_printed_pages"),
        ("Section 3.2", (2,), "heading"),
        ("results", (2,), "heading"),
        ("Results, p. 4", (2,), "heading"),
        ("Article 3", (1,), "heading"),
    ],
)
def test_a_document_without_printed_pages_is_led_to_by_headings(
    locator: str, numbers: tuple[int, ...], how: str
) -> None:
    text = searchable("a\nArticle 3", "b", labels=("Intro", "3.2 Results"), media="html")
    assert pages_of_locator(text, locator) == (numbers, how)


@pytest.mark.parametrize(
    ("value", "roman"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (1944, "mcmxliv")]
)
def test_roman_numbers(value: int, roman: str) -> None:
    assert (roman_number(value), roman_value(roman)) == (roman, value)
    assert roman_value("iiii") == roman_value("") == roman_value("mild") == 0
