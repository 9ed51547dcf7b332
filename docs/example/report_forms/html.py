"""A report as an HTML page: a section for each printed page, footnotes at its end, no script and nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from report_forms.text import NOTE_MARK, Block, Page, Report

_TAGS = {"h1": "h1", "h2": "h2", "h3": "h3", "text": "p", "item": "li"}
_STYLE = (
    "body{font:16px/1.5 serif;max-width:36em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse}th,td{border:1px solid;padding:.2em .6em;text-align:left}"
    ".page{text-align:center}.note{font-size:.85em}"
)


def as_html(report: Report) -> bytes:
    """The bytes of the page."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{report.language}">',
        f'<head><meta charset="utf-8"><title>{escape(report.title)}</title>',
        f'<meta name="author" content="{escape(report.publisher)}"><meta name="date" content="{report.date}">',
        f"<style>{_STYLE}</style></head>",
        "<body>",
        *(line for page in report.pages for line in _page(page, report.language)),
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _page(page: Page, language: str) -> Iterator[str]:
    yield f'<section id="page-{page.label}">'
    previous = ""
    for block in page.blocks:
        if (block.kind == "item") != (previous == "item"):
            yield "<ul>" if block.kind == "item" else "</ul>"
        yield _block(block, page, language)
        previous = block.kind
    if previous == "item":
        yield "</ul>"
    for number, note in page.notes.items():
        yield f'<p class="note" id="note-{page.label}-{number}"><sup>{number}</sup> {escape(note)}</p>'
    yield f'<p class="page">{page.label}</p>'
    yield "</section>"


def _block(block: Block, page: Page, language: str) -> str:
    spoken = "" if block.language == language else f' lang="{block.language}"'
    if block.kind == "table":
        head, *rows = block.rows
        return f"<table{spoken}>\n{_row(head, 'th')}\n" + "".join(f"{_row(row, 'td')}\n" for row in rows) + "</table>"
    if block.kind == "caption":
        return f"<p{spoken}><b>{escape(block.text)}</b></p>"
    link = rf'<sup><a href="#note-{page.label}-\1">\1</a></sup>'
    tag = _TAGS[block.kind]
    return f"<{tag}{spoken}>{NOTE_MARK.sub(link, escape(block.text))}</{tag}>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
