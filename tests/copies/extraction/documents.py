"""Sound documents of every kind, small, as seeds and as samples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ilo_tui.copies.model import Media
from tests.copies.extraction.pdf_files import PDF_FONT, object_stream_pdf, pages_pdf, shown, stream

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_INNER_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{_WORD}">'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    "</w:styles>"
)
_NOTES = (
    f'<w:footnotes xmlns:w="{_WORD}">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>A note below.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
_BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Findings</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>Attendance rose.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Girls</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>77.6</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>"
)
HTML = """<!doctype html><html><head><meta charset="utf-8"><title>No text</title><style>p{}</style></head><body>
<h1>Findings</h1><p>Attendance <b>rose</b>.<br>Twice.</p><script>var no = "text";</script>
<table><tr><th>Girls<th>Boys<tr><td>77.6<td>71&nbsp;%</table><ul><li>one<li>two</ul>
<h2>Method</h2><div hidden>unseen</div><p style="display: none">unseen</p><pre>as  it
stands</pre><p>ផលប៉ះពាល់ &#x1F600; &lt;end&gt;</body></html>"""
MARKDOWN = """# Findings

Attendance **rose**, see [table](https://example.org/a).

| Girls | Boys |
|---|---|
| 77.6 | 71 |

Method
------

```
# no heading
```

- first
- second
"""
TEXT = "Findings\n========\n\nAttendance rose.\nTwice.\n\nHasil: kehadiran naik – 6,4 poin.\n"


def docx(body: str = _BODY, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document with this body; `parts` are added, or take the place of others."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/_rels/document.xml.rels": _INNER_RELATIONS,
        "word/document.xml": document,
        "word/footnotes.xml": _NOTES,
        "word/styles.xml": _STYLES,
    }
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, content in ({name: text.encode() for name, text in texts.items()} | dict(parts or {})).items():
            # Without the time of today: the same document each time.
            packed.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return data.getvalue()


def labelled_pdf() -> bytes:
    """Pages iv, v and 1."""
    labels = b"/PageLabels << /Nums [0 << /S /r /St 4 >> 2 << /S /D >>] >>"
    return pages_pdf([shown("Foreword"), shown("Contents"), shown("Attendance rose.", "Twice.")], labels)


def _unicode_pdf() -> bytes:
    """A composite font whose letters are told by a map."""
    letters = "".join(f"<{index:04X}> <{ord(letter):04X}>\n" for index, letter in enumerate("Kehadiran naik ﬁ", 1))
    unicode_map = f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n16 beginbfchar\n{letters}endbfchar\n"
    drawn = "".join(f"{index:04X}" for index in range(1, 17))
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 /W [1 [400 500] 3 9 300] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    inner = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [4 0 R] /MediaBox [0 0 612 792] >>",
        3: font,
        4: b"<< /Type /Page /Parent 2 0 R /Contents [5 0 R] /Resources << /Font << /F1 3 0 R >> >> >>",
        8: PDF_FONT,
    }
    content = f"q BT /F1 12 Tf 1 0 0 1 72 700 Tm [<{drawn}> -300 <0001>] TJ ET Q".encode()
    return object_stream_pdf(inner, {5: stream(content, packed=True), 6: stream(unicode_map.encode(), packed=True)})


@cache
def seeds(media: Media) -> tuple[bytes, ...]:
    """Sound documents of a kind."""
    if media == "pdf":
        two = [shown("Attendance rose by 6.4 points (girls).", "Hours did not fall."), shown("Second page")]
        return labelled_pdf(), _unicode_pdf(), pages_pdf(two, packed=True)
    if media == "docx":
        return (docx(),)
    return ({"html": HTML, "md": MARKDOWN, "txt": TEXT}[media].encode(),)
