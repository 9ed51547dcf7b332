"""What of a document is its text, and in which pages or parts it comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ilo_tui.copies.extraction.limits import Limits
from tests.copies.extraction.documents import HTML, MARKDOWN, TEXT, docx, labelled_pdf, seeds
from tests.copies.extraction.help import read
from tests.copies.extraction.pdf_files import pages_pdf, shown


def test_pages_of_a_pdf_have_the_labels_that_are_printed(tmp_path: Path) -> None:
    pdf = read(tmp_path, "pdf", labelled_pdf())
    assert [(page.number, page.label) for page in pdf.pages] == [(1, "iv"), (2, "v"), (3, "1")]
    assert pdf.pages[2].text.split("\n") == ["Attendance rose.", "Twice."]
    assert pdf.notes == set()


def test_pages_of_a_pdf_that_says_nothing_of_labels_have_none(tmp_path: Path) -> None:
    assert read(tmp_path, "pdf", pages_pdf([shown("a"), shown("b")])).labels == ["", ""]


def test_a_ligature_stays_the_letter_that_the_font_says(tmp_path: Path) -> None:
    assert read(tmp_path, "pdf", seeds("pdf")[1]).text.startswith("Kehadiran naik ﬁ")


@pytest.mark.parametrize(("password", "notes"), [("", set()), ("secret", {"encrypted"})])
def test_an_encrypted_pdf_is_read_only_where_it_opens_without_a_password(
    tmp_path: Path, password: str, notes: set[str]
) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(labelled_pdf())
    writer = PdfWriter(PdfReader(path))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    with path.open("wb") as file:
        writer.write(file)
    pdf = read(tmp_path, "pdf", path.read_bytes())
    assert pdf.notes == notes
    assert pdf.labels == ([] if password else ["iv", "v", "1"])


def test_a_broken_page_does_not_cost_the_others(tmp_path: Path) -> None:
    data = pages_pdf([shown("first"), shown("second"), shown("third")])
    broken = data.replace(b"/Contents 13 0 R", b"/Contents 10 0 R")
    pdf = read(tmp_path, "pdf", broken)
    assert (pdf.pages[0].text, pdf.pages[2].text) == ("first", "third")
    assert [page.number for page in pdf.pages] == [1, 2, 3]


def test_a_web_page_gives_what_a_person_reads_of_it(tmp_path: Path) -> None:
    page = read(tmp_path, "html", HTML)
    assert page.labels == ["Findings", "Method"]
    assert page.pages[0].text == "Findings\n\nAttendance rose.\nTwice.\n\nGirls\tBoys\n77.6\t71\xa0%\none\ntwo"
    assert page.pages[1].text == "Method\n\nas  it\nstands\n\nផលប៉ះពាល់ 😀 <end>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<p>b", "a\n\nb"),
        ("<ul><li>a<li hidden>no<li>b</ul>", "a\nb"),
        ("<head><title>no</title><p>yes", "yes"),
        ("<svg><text>no</text></svg>yes</p></div>", "yes"),
        ("<table><tr><td>a<td><td>c<tr><td>d</table>", "a\t\tc\nd"),
        ("<table><tr><td><h1>Old page</h1><p>in a table</table>", "Old page\n\nin a table"),
        ("<div style='visibility:hidden'>no<br>no</div>a&shy;b", "a\xadb"),
        ("<p>one <b>w</b>ord\n two", "one word two"),
    ],
)
def test_html_as_it_is_written(tmp_path: Path, html: str, text: str) -> None:
    assert read(tmp_path, "html", html).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("naïve".encode("utf-8-sig"), "naïve"),
        ("naïve".encode("utf-16"), "naïve"),
        ("naïve".encode(), "naïve"),
        ("naïve – “x”".encode("cp1252"), "naïve – “x”"),
        ('<meta charset="windows-1251">Привет'.encode("cp1251"), "Привет"),
        ('<meta charset="iso-8859-1">naïve'.encode(), "naïve"),
        (b'<meta charset="rot13">uryyb', "uryyb"),
        (b'<meta charset="utf-7">+ADw-b', "+ADw-b"),
    ],
)
def test_the_encoding_of_a_web_page(tmp_path: Path, data: bytes, text: str) -> None:
    assert read(tmp_path, "html", data).text == text


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    markdown = read(tmp_path, "md", MARKDOWN)
    assert markdown.labels == ["Findings", "Method"]
    assert markdown.pages[0].text == "Findings\n\nAttendance rose, see table.\n\nGirls\tBoys\n77.6\t71"
    assert markdown.pages[1].text == "Method\n\n# no heading\n\n- first\n- second"


def test_an_underlined_line_of_a_text_is_a_heading(tmp_path: Path) -> None:
    text = read(tmp_path, "txt", TEXT)
    assert text.labels == ["Findings"]
    assert text.text == "Findings\n\nAttendance rose.\nTwice.\n\nHasil: kehadiran naik – 6,4 poin."


def test_a_word_document_in_parts_by_heading_with_its_notes(tmp_path: Path) -> None:
    word = read(tmp_path, "docx", docx())
    assert word.labels == ["Findings"]
    assert word.text == "Findings\n\nAttendance rose.[1]\n\nGirls\t77.6\n\nA note below."


def test_parts_are_cut_at_paragraphs_and_at_most_3000_letters_long(tmp_path: Path) -> None:
    paragraphs = [f"{number} " + "word " * 99 + "end." for number in range(40)]
    text = read(tmp_path, "txt", "\n\n".join(["Title\n===", *paragraphs, "x" * 7000]))
    assert max(len(page.text) for page in text.pages) <= 3000
    assert set(text.labels) == {"Title"}
    assert [part for page in text.pages for part in page.text.split("\n\n")][1:41] == paragraphs
    assert "".join(page.text for page in text.pages).count("x") == 7000


@pytest.mark.parametrize("limits", [Limits(pages=2), Limits(text_bytes=6000)])
def test_what_is_too_long_is_cut_and_says_so(tmp_path: Path, limits: Limits) -> None:
    text = read(tmp_path, "txt", "word\n\n" * 3000, limits)
    assert len(text.pages) == 2
    assert text.notes == {"too_long"}


def test_controls_and_halves_of_letters_are_not_text(tmp_path: Path) -> None:
    drawn = read(tmp_path, "pdf", pages_pdf([b"BT /F1 12 Tf 72 700 Td (a\\000\\033[31mb\\177) Tj ET"]))
    assert drawn.text == "a[31mb"
    assert read(tmp_path, "txt", "a\r\nb\rc\x1b]8;;x\x07\x9b").text == "a\nb\nc]8;;x"
