"""Documents that are small and cost much, or large and hold nothing: written to a folder, by name."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.copies.extraction.documents import docx
from tests.copies.extraction.pdf_files import PDF_FONT, object_stream_pdf, pages_pdf, pdf_of, shown, stream

_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
_SIMPLE = {1: _CATALOGUE, 2: _PAGES, 3: PDF_FONT, 4: _PAGE, 5: stream(shown("text"))}


def _packed(size: int, times: int = 1) -> bytes:
    """So many zeros, packed so many times over, without ever holding them."""
    data: Iterator[bytes] = (bytes(1_000_000) for _ in range(size // 1_000_000))
    for _ in range(times):
        packer = zlib.compressobj(9)
        data = iter([b"".join(packer.compress(part) for part in data) + packer.flush()])
    return next(data)


def _bomb_stream(content: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %b >>\nstream\n%b\nendstream" % (len(content), filters, content)


def _doubling_pages() -> bytes:
    inner = {
        number: b"<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>" % (number + 1, number + 1)
        for number in range(10, 60)
    }
    return pdf_of({1: _CATALOGUE, 2: b"<< /Type /Pages /Count 2 /Kids [10 0 R 10 0 R] >>", **inner, 60: _PAGE})


def _deep_pages() -> bytes:
    inner = {number: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (number + 1) for number in range(10, 20_000)}
    return pdf_of({**_SIMPLE, 2: b"<< /Type /Pages /Count 1 /Kids [10 0 R] >>", **inner, 20_000: _PAGE})


def _object_stream() -> bytes:
    return object_stream_pdf(
        {**{n: _SIMPLE[n] for n in (1, 2, 3, 4)}, **dict.fromkeys(range(100, 60_000), b"[[[[]]]]")}, {5: _SIMPLE[5]}
    )


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "pages that double.pdf": _doubling_pages,
    "pages 20,000 deep.pdf": _deep_pages,
    "20,000 pages.pdf": lambda: pages_pdf([shown(f"Page {number}") for number in range(20_000)], packed=True),
    "2 GB packed.pdf": lambda: pdf_of({**_SIMPLE, 5: _bomb_stream(_packed(2_000_000_000), b"/FlateDecode")}),
    "packed twice.pdf": lambda: pdf_of(
        {**_SIMPLE, 5: _bomb_stream(_packed(2_000_000_000, 2), b"[/FlateDecode /FlateDecode]")}
    ),
    "object stream.pdf": _object_stream,
    "a list a million deep.pdf": lambda: pdf_of({**_SIMPLE, 3: b"[" * 1_000_000 + b"]" * 1_000_000}),
    "a million words.pdf": lambda: pdf_of(
        {**_SIMPLE, 5: stream(b"BT /F1 1 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * 1_000_000, packed=True)}
    ),
    "pages without end.pdf": lambda: pdf_of({**_SIMPLE, 2: b"<< /Type /Pages /Count 2000000000 /Kids [2 0 R] >>"}),
    "web page.pdf": lambda: b"<!doctype html><html><body>" + b"<p>hello</p>" * 10_000,
    "program.pdf": lambda: b"MZ\x90\0" + bytes(range(256)) * 4_000,
    "one part of 90 MB.docx": lambda: docx(parts={"word/document.xml": b"<a>" + b"<b/>" * 22_000_000 + b"</a>"}),
    "ten parts of 50 MB.docx": lambda: docx(parts={f"word/a{n}.xml": bytes(50_000_000) for n in range(10)}),
    "a hundred thousand deep.docx": lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "a million deep.html": lambda: b"<div>" * 1_000_000,
    "tags without end.html": lambda: b"</b" * 1_000_000,
    "comment without end.html": lambda: b"<!--" + b"a" * 20_000_000,
    "one line of 30 MB.txt": lambda: b"a" * 30_000_000,
    "30 MB of nothing.txt": lambda: bytes(30_000_000),
    "brackets.md": lambda: b"[" * 2_000_000,
}
SPARSE = ("500 MB of nothing.pdf", "500 MB of nothing.docx", "500 MB of nothing.html", "500 MB of nothing.txt")


def write_bomb(folder: Path, name: str) -> Path:
    """The document of this name."""
    path = folder / name
    if name in SPARSE:
        with path.open("wb") as file:
            file.write(b"%PDF-1.7\n")
            file.truncate(500_000_000)
    else:
        path.write_bytes(BOMBS[name]())
    return path
