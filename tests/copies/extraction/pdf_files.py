"""PDFs written by hand, object by object, so that they may be wrong in any way."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

PDF_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects with a table of where they are; object 1 is the catalogue."""
    parts, places, end = [b"%PDF-1.7\n"], {}, 9
    for number, content in objects.items():
        places[number] = end
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        end += len(parts[-1])
    size = max(objects) + 1
    rows = b"".join(
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)
    )
    table = b"xref\n0 %d\n%btrailer\n<< /Size %d /Root 1 0 R %b >>\n" % (size, rows, size, trailer)
    return b"".join([*parts, table, b"startxref\n%d\n%%%%EOF\n" % end])


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """The content of a stream object, compressed if `packed`."""
    if packed:
        content, entries = zlib.compress(content), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def shown(*lines: str) -> bytes:
    """What draws lines of text."""
    text = b" T* ".join(b"(%b) Tj" % line.encode("cp1252").replace(b"(", b"\\(") for line in lines)
    return b"BT /F1 12 Tf 14 TL 72 700 Td %b ET" % text


def pages_pdf(pages: Sequence[bytes], catalogue: bytes = b"", *, packed: bool = False) -> bytes:
    """A PDF whose pages are drawn by these contents."""
    numbers = range(10, 10 + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
        2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
        3: PDF_FONT,
    }
    for number, content in zip(numbers, pages, strict=True):
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        objects[number + 1] = stream(content, packed=packed)
    return pdf_of(objects)


def object_stream_pdf(inner: Mapping[int, bytes], outer: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF whose `inner` objects stand in a compressed stream, as most of today have it."""
    number = max([*inner, *(outer or {})]) + 1
    heads, contents = [], b""
    for key, content in inner.items():
        heads.append(b"%d %d" % (key, len(contents)))
        contents += content + b" "
    head = b" ".join(heads) + b" "
    packed = stream(head + contents, b"/Type /ObjStm /N %d /First %d" % (len(inner), len(head)), packed=True)
    data, rows = b"%PDF-1.7\n", {0: (0, 0, 65535)}
    rows |= {key: (2, number, index) for index, key in enumerate(inner)}
    for key, content in {**(outer or {}), number: packed}.items():
        rows[key] = (1, len(data), 0)
        data += b"%d 0 obj\n%b\nendobj\n" % (key, content)
    rows[number + 1] = (1, len(data), 0)
    table = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + extra.to_bytes(2, "big")
        for kind, place, extra in (rows.get(key, (0, 0, 0)) for key in range(number + 2))
    )
    entries = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R" % (number + 2)
    end = b"startxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"%d 0 obj\n%b\nendobj\n" % (number + 1, stream(table, entries, packed=True)) + end
