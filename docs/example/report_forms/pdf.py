"""A report as a PDF of small pages, labelled as is printed on them, in the fonts that every reader has.

The same text makes the same bytes: the date is the report's, and nothing of the machine goes in.
"""

from __future__ import annotations

from datetime import UTC, datetime

from fpdf import FPDF
from fpdf.fonts import FontFace

from report_forms.text import NOTE_MARK, Block, Page, Report

_FONT = "Times"
_SIZES = {"h1": 20.0, "h2": 14.0, "h3": 11.5, "text": 10.5, "item": 10.5, "caption": 9.5}
_PAPER = (148.0, 210.0)
_LINE = 5.0
_MARGIN, _FOOT = 18, 16
_RAISED = str.maketrans("123456789", "¹²³456789")
"""Raised digits that the fonts have; a report has at most three footnotes on a page."""


def as_pdf(report: Report) -> bytes:
    """The bytes of the document; ValueError where a page of the text does not fit on one of paper."""
    pdf = FPDF(format=_PAPER)
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.set_auto_page_break(False)
    pdf.set_title(report.title)
    pdf.set_author(report.publisher)
    pdf.set_lang(report.language)
    pdf.set_creation_date(datetime.fromisoformat(report.date).replace(tzinfo=UTC))
    for number, page in enumerate(report.pages):
        _add_page(pdf, page, report.pages[number - 1] if number else None)
    return bytes(pdf.output())


def _add_page(pdf: FPDF, page: Page, before: Page | None) -> None:
    roman = not page.label.isdecimal()
    if before and before.label.isdecimal() != roman:
        # Its label follows on that of the page before.
        pdf.add_page()
    else:
        pdf.add_page(label_style="r" if roman else "D", label_start=1)
    for block in page.blocks:
        _add_block(pdf, block)
    _add_foot(pdf, page)


def _add_block(pdf: FPDF, block: Block) -> None:
    if block.kind == "table":
        _add_table(pdf, block)
        return
    heading = block.kind in {"h1", "h2", "h3"}
    pdf.set_font(_FONT, "B" if heading else "I" if block.kind == "caption" else "", _SIZES[block.kind])
    if block.kind == "h3":
        pdf.ln(1)
    if block.kind == "item":
        pdf.cell(5, _LINE, "•")
    text = NOTE_MARK.sub(lambda mark: mark[1].translate(_RAISED), block.text)
    height = _LINE if pdf.font_size_pt < 12 else pdf.font_size * 1.3
    pdf.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(0.8 if block.kind == "item" else 2.5)


def _add_table(pdf: FPDF, block: Block) -> None:
    pdf.set_font(_FONT, "", 9.5)
    first = 2 if len(block.rows[0]) > 2 else 4
    widths = (first, *(1 for _ in block.rows[0][1:]))
    bold = FontFace(emphasis="BOLD")
    with pdf.table(line_height=_LINE, col_widths=widths, headings_style=bold, text_align="LEFT") as table:
        for cells in block.rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pdf.ln(2.5)


def _add_foot(pdf: FPDF, page: Page) -> None:
    """Footnotes above the label of the page, both at its foot."""
    pdf.set_font(_FONT, "", 8.5)
    notes = [f"{number.translate(_RAISED)} {note}" for number, note in page.notes.items()]
    lines = sum(len(pdf.multi_cell(0, 4, note, dry_run=True, output="LINES")) for note in notes)
    top = pdf.h - _FOOT - 4 * lines - 2
    if pdf.get_y() > top:
        raise ValueError(f"page {page.label} is {pdf.get_y() - top:.0f} mm too long")
    if notes:
        pdf.line(_MARGIN, top, _MARGIN + 30, top)
    pdf.set_y(top + 1)
    for note in notes:
        pdf.multi_cell(0, 4, note, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(-_FOOT + 3)
    pdf.set_font(_FONT, "", 9.5)
    pdf.cell(0, _LINE, page.label, align="C")
