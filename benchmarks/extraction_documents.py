"""The same known pages as PDF by three producers: LibreOffice, Chromium, and the library fpdf2."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from extraction_texts import PAGES, SOFT_HYPHEN, PageText
from fpdf import FPDF

FONTS = Path("/usr/share/fonts/truetype")
SERIF = FONTS / "dejavu/DejaVuSerif.ttf"
SANS = FONTS / "dejavu/DejaVuSans.ttf"
KHMER = FONTS / "khmeros/KhmerOS.ttf"


class LackingError(Exception):
    """The producer is not installed here."""


def by_fpdf2(folder: Path) -> Path:
    """With fonts embedded, without shaping."""
    if not (SERIF.exists() and KHMER.exists()):
        raise LackingError("fonts DejaVu and Khmer OS")
    pdf = FPDF()
    for name, path in (("serif", SERIF), ("sans", SANS), ("khmer", KHMER)):
        pdf.add_font(name, fname=path)
    for page in PAGES:
        pdf.add_page()
        pdf.set_font({"km": "khmer", "ar": "sans"}.get(page.language, "serif"), size=11)
        _fpdf2_body(pdf, page)
        if page.notes:
            pdf.set_y(-50)
            pdf.set_font_size(8)
            for number, note in enumerate(page.notes, start=1):
                pdf.multi_cell(0, text=f"{number} {note}", new_x="LMARGIN", new_y="NEXT")
    path = folder / "fpdf2.pdf"
    pdf.output(str(path))
    return path


def _fpdf2_body(pdf: FPDF, page: PageText) -> None:
    if page.columns > 1:
        with pdf.text_columns(ncols=2, gutter=8, balance=True) as columns:
            for paragraph in page.paragraphs:
                with columns.paragraph(bottom_margin=3) as block:
                    block.write(paragraph)
        return
    width = 55 if SOFT_HYPHEN in page.paragraphs[0] else 0
    for paragraph in page.paragraphs:
        pdf.multi_cell(width, text=paragraph, align="J", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    if page.rows:
        with pdf.table(first_row_as_headings=False) as table:
            for row in page.rows:
                table.row(row)


def by_chromium(folder: Path) -> Path:
    """From HTML, by Skia."""
    program = _program("chromium", "chromium-browser", "google-chrome")
    source, path = folder / "known.html", folder / "chromium.pdf"
    source.write_text(html_of(PAGES), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder}/profile",
    ]
    _run(program, *options, f"--print-to-pdf={path}", source.as_uri())
    return path


def html_of(pages: tuple[PageText, ...]) -> str:
    """The pages as HTML, each on a sheet of its own when it is printed."""
    style = (
        "body{font:11pt 'DejaVu Serif'} .page{break-after:page;position:relative;min-height:240mm} "
        "td{padding:2mm;border:1px solid} "
        ".two{column-count:2} .narrow{width:55mm} .notes{position:absolute;bottom:0;font-size:8pt} "
        "[lang=km]{font-family:'Khmer OS'} [lang=ar]{font-family:'DejaVu Sans'}"
    )
    body = "".join(_html_page(page) for page in pages)
    return f"<!doctype html><html><head><meta charset=utf-8><style>{style}</style></head><body>{body}</body></html>"


def _html_page(page: PageText) -> str:
    narrow = " narrow" if SOFT_HYPHEN in page.paragraphs[0] else ""
    two = " two" if page.columns > 1 else ""
    direction = ' dir="rtl"' if page.language == "ar" else ""
    paragraphs = list(page.paragraphs)
    if page.notes:
        # The references stand where sentences end, as in print.
        paragraphs = [_with_references(paragraph, "<sup>{}</sup>".format) for paragraph in paragraphs]
    else:
        paragraphs = [escape(paragraph) for paragraph in paragraphs]
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    if page.rows:
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in page.rows)
        text += f"<table>{rows}</table>"
    if page.notes:
        text += (
            '<div class="notes">' + "".join(f"<p>{n} {escape(x)}</p>" for n, x in enumerate(page.notes, 1)) + "</div>"
        )
    return f'<div class="page{narrow}{two}" lang="{page.language}"{direction}>{text}</div>'


def _with_references(paragraph: str, reference: Callable[[int], str]) -> str:
    first, second, rest = paragraph.split(". ", 2)
    return f"{first}.{reference(1)} {second}.{reference(2)} {rest}"


def by_libreoffice(folder: Path) -> Path:
    """From a text document with real columns, footnotes and a table."""
    source = folder / "libreoffice.fodt"
    source.write_text(fodt_of(PAGES), encoding="utf-8")
    return _convert(source, "pdf")


def docx_by_libreoffice(folder: Path) -> Path:
    """The same document as DOCX."""
    source = folder / "libreoffice.fodt"
    source.write_text(fodt_of(PAGES), encoding="utf-8")
    return _convert(source, "docx")


def _convert(source: Path, form: str) -> Path:
    profile = f"-env:UserInstallation={(source.parent / 'office').as_uri()}"
    _run(
        _program("soffice", "libreoffice"),
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(source.parent),
        str(source),
    )
    return source.with_suffix(f".{form}")


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls>
 <style:font-face style:name="Body" svg:font-family="'DejaVu Serif'"/>
 <style:font-face style:name="Khmer" svg:font-family="'Khmer OS'"/>
 <style:font-face style:name="Arabic" svg:font-family="'DejaVu Sans'"/>
</office:font-face-decls>
<office:automatic-styles>
 <style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="3mm"/>
  <style:text-properties style:font-name="Body" style:font-name-complex="Khmer" fo:font-size="11pt"
   style:font-size-complex="11pt"/></style:style>
 <style:style style:name="A" style:family="paragraph" style:parent-style-name="P">
  <style:paragraph-properties style:writing-mode="rl-tb"/>
  <style:text-properties style:font-name="Arabic" style:font-name-complex="Arabic"/></style:style>
 <style:style style:name="N" style:family="paragraph" style:parent-style-name="P">
  <style:paragraph-properties fo:margin-right="115mm"/></style:style>
 <style:style style:name="Break" style:family="paragraph">
  <style:paragraph-properties fo:break-before="page"/></style:style>
 <style:style style:name="Two" style:family="section"><style:section-properties>
  <style:columns fo:column-count="2" fo:column-gap="8mm"><style:column style:rel-width="1*"/>
   <style:column style:rel-width="1*"/>
  </style:columns></style:section-properties></style:style>
</office:automatic-styles>
<office:body><office:text>%s</office:text></office:body></office:document>
"""


def fodt_of(pages: tuple[PageText, ...]) -> str:
    """The pages as a flat OpenDocument text."""
    return _FODT % '<text:p text:style-name="Break"/>'.join(_fodt_page(page) for page in pages)


def _fodt_page(page: PageText) -> str:
    style = "A" if page.language == "ar" else "N" if SOFT_HYPHEN in page.paragraphs[0] else "P"
    paragraphs = [escape(paragraph) for paragraph in page.paragraphs]
    if page.notes:
        paragraphs = [
            _with_references(paragraph, lambda n: _fodt_note(n, page.notes[n - 1])) for paragraph in paragraphs
        ]
    text = "".join(f'<text:p text:style-name="{style}">{paragraph}</text:p>' for paragraph in paragraphs)
    if page.rows:
        columns = f'<table:table-column table:number-columns-repeated="{len(page.rows[0])}"/>'
        text += f"<table:table>{columns}{''.join(_fodt_row(row) for row in page.rows)}</table:table>"
    if page.columns > 1:
        text = f'<text:section text:style-name="Two" text:name="two">{text}</text:section>'
    return text


def _fodt_row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
    return f"<table:table-row>{cells}</table:table-row>"


def _fodt_note(number: int, text: str) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{escape(text)}</text:p></text:note-body></text:note>"
    )


def _program(*names: str) -> str:
    for name in names:
        if program := shutil.which(name):
            return program
    raise LackingError(names[0])


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


PRODUCERS: Mapping[str, Callable[[Path], Path]] = {
    "LibreOffice": by_libreoffice,
    "Chromium": by_chromium,
    "fpdf2": by_fpdf2,
}
"""By name, what makes the PDF of the known pages in a folder; raises `LackingError` where it is not installed."""
