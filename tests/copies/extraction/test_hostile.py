"""Documents that were made to do harm, read in this process: each costs a note, at once."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.copies.extraction.documents import docx
from tests.copies.extraction.help import read
from tests.copies.extraction.pdf_files import PDF_FONT, pages_pdf, pdf_of, shown, stream

_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_OUTER = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'
_INNER = b'<!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'


@pytest.mark.parametrize(
    "document_type", [_OUTER, _INNER, _OUTER.decode().encode("utf-16")], ids=["outer", "inner", "utf-16"]
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_a_document_type_in_a_word_document_is_refused(tmp_path: Path, name: str, document_type: bytes) -> None:
    word = read(tmp_path, "docx", docx(parts={name: document_type}))
    assert (word.pages, word.notes) == ([], {"damaged"})


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = docx(parts={"word/document.xml": b"<a>" + b" " * 7_000_000 + b"</a>"})
    assert len(bomb) < 50_000
    assert read(tmp_path, "docx", bomb).notes == {"too_long"}


def test_a_part_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    data = docx(parts={"word/document.xml": b"<a>" + b" " * 7_000_000 + b"</a>"})
    with zipfile.ZipFile(BytesIO(data)) as packed:
        packed_size = packed.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    word = read(tmp_path, "docx", data.replace(packed_size, (1000).to_bytes(4, "little")))
    assert (word.pages, word.notes) == ([], {"damaged"})


def test_macros_images_and_what_is_embedded_are_not_even_unpacked(tmp_path: Path) -> None:
    bomb = b"\0" * 7_000_000
    parts = {"word/vbaProject.bin": bomb, "word/media/image1.png": bomb, "word/embeddings/a.xlsx": bomb}
    word = read(tmp_path, "docx", docx(parts=parts))
    assert (word.labels, word.notes) == (["Findings"], set())


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 500, "encrypted"),
        (b"PK\x03\x04", "damaged"),
        (docx("<w:p>" * 5000 + "</w:p>" * 5000), "damaged"),
        (docx("<w:p>"), "damaged"),
    ],
    ids=["old", "cut", "deep", "unclosed"],
)
def test_what_is_no_word_document(tmp_path: Path, data: bytes, note: str) -> None:
    assert read(tmp_path, "docx", data).notes == {note}


@pytest.mark.parametrize(
    "objects",
    [
        {2: b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"},
        {
            2: b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            4: b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R 4 0 R] >>",
        },
        {2: b"<< /Type /Pages /Count 1 /Kids 2 0 R >>"},
    ],
    ids=["itself", "a child", "no list"],
)
def test_pages_that_hold_themselves(tmp_path: Path, objects: dict[int, bytes]) -> None:
    pdf = read(tmp_path, "pdf", pdf_of({1: _CATALOGUE} | objects))
    assert not pdf.text.strip()


def test_a_form_that_draws_itself(tmp_path: Path) -> None:
    form = b"/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >>"
    objects = {
        1: _CATALOGUE,
        2: b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        3: PDF_FONT,
        4: b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 6 0 R >> >> >>",
        5: stream(b"/X Do"),
        6: stream(shown("drawn") + b" /X Do", form),
    }
    pdf = read(tmp_path, "pdf", pdf_of(objects))
    assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    "data", [b"<!doctype html><p>no PDF", b"MZ\x90\0" + b"\0" * 5000, b"", b"%PDF-1.7\n"], ids=range(4)
)
def test_what_is_no_pdf_is_damaged(tmp_path: Path, data: bytes) -> None:
    pdf = read(tmp_path, "pdf", data)
    assert (pdf.pages, pdf.notes) == ([], {"damaged"})


def test_labels_that_make_no_sense_do_not_cost_the_pages(tmp_path: Path) -> None:
    labels = b"/PageLabels << /Kids [1 0 R] /Nums 7 >>"
    assert read(tmp_path, "pdf", pages_pdf([shown("a"), shown("b")], labels)).text == "a\n\nb"


@pytest.mark.parametrize("depth", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_web_page_may_nest_a_hundred_thousand_deep(tmp_path: Path, depth: int) -> None:
    assert read(tmp_path, "html", "<div>" * depth + "text").text == "text"
    assert read(tmp_path, "html", "<b><p>" * depth + "text" + "</b>" * depth).text == "text"
