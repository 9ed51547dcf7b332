"""A report as a DOCX: styles, page numbers in the footer (roman, then arabic), tables, footnotes, two languages.

Written with zipfile and as little of the format as Word and LibreOffice need; the same text makes the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from report_forms.text import NOTE_MARK, Block, Page, Report

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/relationships/metadata/core-properties"
_OPEN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
_STYLES = {"h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "text": "Normal", "item": "Item", "caption": "Caption"}
_SIZES = {"Heading1": 40, "Heading2": 28, "Heading3": 24}
"""In half points."""
_FIRST_COLUMN, _COLUMN = 2700, 1200
"""Widths in twentieths of a point."""
_PARTS = {"styles": "styles", "footnotes": "footnotes", "footer": "footer"}


def as_docx(report: Report) -> bytes:
    """The bytes of the document."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"word/document": "officeDocument", "docProps/core": _CORE}),
        "docProps/core.xml": _core(report),
        "word/document.xml": _document(report),
        "word/_rels/document.xml.rels": _relations(_PARTS),
        "word/styles.xml": _styles(report.language),
        "word/footnotes.xml": _footnotes(report),
        "word/footer.xml": f"{_OPEN}<w:ftr {_SPACES}><w:p>{_centred()}{_page_number()}</w:p></w:ftr>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, text)
    return packed.getvalue()


def _content_types() -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        f"/word/{name}.xml": f"{main}.{kind}+xml" for name, kind in {"document": "document.main", **_PARTS}.items()
    }
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{_OPEN}<Types xmlns="{_PACKAGE}/content-types">{usual}{overrides}</Types>'


def _relations(parts: dict[str, str]) -> str:
    """What a part of the file is related to: each other part, without its ending, and what it is."""
    lines = [
        f'<Relationship Id="{name.rpartition("/")[2]}" Target="{name}.xml" '
        f'Type="{kind if kind == _CORE else f"{_OFFICE}/{kind}"}"/>'
        for name, kind in parts.items()
    ]
    return f'{_OPEN}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _core(report: Report) -> str:
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return (
        f"{_OPEN}<cp:coreProperties {spaces}><dc:title>{escape(report.title)}</dc:title>"
        f"<dc:creator>{escape(report.publisher)}</dc:creator><dc:language>{report.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{report.date}T00:00:00Z</dcterms:created></cp:coreProperties>'
    )


def _document(report: Report) -> str:
    front = [page for page in report.pages if not page.label.isdecimal()]
    body = [page for page in report.pages if page.label.isdecimal()]
    parts = [
        *_pages(front),
        f"<w:p><w:pPr>{_section('lowerRoman')}</w:pPr></w:p>",
        *_pages(body),
        _section("decimal"),
    ]
    return f"{_OPEN}<w:document {_SPACES}><w:body>{''.join(parts)}</w:body></w:document>"


def _section(numbers: str) -> str:
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="8391" w:h="11906"/>'
        '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" '
        'w:gutter="0"/>'
        f'<w:pgNumType w:fmt="{numbers}" w:start="1"/></w:sectPr>'
    )


def _pages(pages: list[Page]) -> Iterator[str]:
    for number, page in enumerate(pages):
        for place, block in enumerate(page.blocks):
            yield _block(block, page, breaks=bool(number) and not place)


def _block(block: Block, page: Page, *, breaks: bool) -> str:
    if block.kind == "table":
        return _table(block)
    style = f'<w:pStyle w:val="{_STYLES[block.kind]}"/>' + ("<w:pageBreakBefore/>" if breaks else "")
    runs = [_run("• ", block.language)] if block.kind == "item" else []
    for place, part in enumerate(NOTE_MARK.split(block.text)):
        runs.append(_reference(page, part) if place % 2 else _run(part, block.language))
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(runs)}</w:p>"


def _reference(page: Page, number: str) -> str:
    mark = f'<w:footnoteReference w:id="{_note_id(page, number)}"/>'
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{mark}</w:r>'


def _note_id(page: Page, number: str) -> int:
    """A number of its own for each footnote of the report: those of one page are at most nine."""
    return (int(page.label) if page.label.isdecimal() else 100 + len(page.label)) * 10 + int(number)


def _run(text: str, language: str) -> str:
    return (
        f'<w:r><w:rPr><w:lang w:val="{language}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )


def _table(block: Block) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = [_FIRST_COLUMN, *(_COLUMN for _ in block.rows[0][1:])]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = []
    for place, cells in enumerate(block.rows):
        head = "" if place else "<w:trPr><w:tblHeader/></w:trPr>"
        columns = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_run(cell, block.language)}</w:p></w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        rows.append(f"<w:tr>{head}{columns}</w:tr>")
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def _styles(language: str) -> str:
    named = "".join(_style(name) for name in _STYLES.values())
    run = (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="21"/><w:lang w:val="{language}"/>'
    )
    usual = f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{_OPEN}<w:styles {_SPACES}>{usual}{named}</w:styles>"


def _style(name: str) -> str:
    shown = f"heading {name[-1]}" if name.startswith("Heading") else name
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    spacing = '<w:spacing w:after="120"/>'
    level = f'<w:keepNext/>{spacing}<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name in _SIZES else spacing
    indent = '<w:ind w:left="300"/>' if name == "Item" else ""
    run = f'<w:b/><w:sz w:val="{_SIZES[name]}"/>' if name in _SIZES else "<w:i/>" if name == "Caption" else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown}"/>{based}'
        f"<w:pPr>{level}{indent}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _footnotes(report: Report) -> str:
    notes = [
        f'<w:footnote w:id="{_note_id(page, number)}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:footnoteRef/></w:r>{_run(f' {note}', report.language)}</w:p></w:footnote>"
        for page in report.pages
        for number, note in page.notes.items()
    ]
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"{_OPEN}<w:footnotes {_SPACES}>{lines}{''.join(notes)}</w:footnotes>"


def _centred() -> str:
    return '<w:pPr><w:jc w:val="center"/></w:pPr>'


def _page_number() -> str:
    return '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
