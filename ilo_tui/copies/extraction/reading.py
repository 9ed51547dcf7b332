"""The process that reads a document: started by `reading_process.py`, never imported by the program."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from ilo_tui.copies.extraction.confinement import confine
from ilo_tui.copies.extraction.limits import Limits
from ilo_tui.copies.extraction.messages import End, Message, Note, Page, Remark, write_message
from ilo_tui.copies.extraction.tidy import cut_to_bytes, tidy
from ilo_tui.copies.model import Media, TextPage

Reader = Callable[[Path], Iterator[Message]]
"""Reads a document page by page; whatever it raises, what came before stays."""


class UnreadableTextError(Exception):
    """A document, or the rest of it, of which no text can be had; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


def main(arguments: Sequence[str]) -> None:
    """Read a document and say what is in it on standard output, which nothing else writes to."""
    path, media, limits = arguments
    # Nobody reads what libraries log of each thing that is wrong.
    logging.disable()
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _read(Path(path), media, msgspec.json.decode(limits, type=Limits), stream)


def _read(path: Path, media: str, limits: Limits, stream: BinaryIO) -> None:
    try:
        reader = reader_of(msgspec.convert(media, Media))
    except ImportError:
        messages: Iterator[Message] = iter([Remark("unavailable")])
    else:
        confine(limits)
        messages = bounded(reader, path, limits)
    for message in messages:
        write_message(stream, message)
    write_message(stream, End())
    # Taking a large document apart again is of no use to anybody.
    os._exit(0)


def reader_of(media: Media) -> Reader:
    """What reads documents of this kind; raises `ImportError` where its library is not installed."""
    if media == "pdf":
        from ilo_tui.copies.extraction.pdf import read_pdf

        return read_pdf
    if media == "docx":
        from ilo_tui.copies.extraction.docx import read_docx

        return read_docx
    if media == "html":
        from ilo_tui.copies.extraction.html import read_html

        return read_html
    from ilo_tui.copies.extraction.plain_text import read_markdown, read_text

    return read_markdown if media == "md" else read_text


def bounded(reader: Reader, path: Path, limits: Limits) -> Iterator[Message]:
    """The messages of a reader, with pages tidied and counted, and with a remark in place of what it raises."""
    try:
        yield from _counted(reader(path), limits)
    except UnreadableTextError as error:
        yield Remark(error.note)
    except MemoryError:
        yield Remark("too_long")
    except Exception:
        # A hostile document makes a library raise anything.
        yield Remark("damaged")


def _counted(messages: Iterator[Message], limits: Limits) -> Iterator[Message]:
    count = size = 0
    for message in messages:
        if not isinstance(message, Page):
            yield message
            continue
        page = message.page
        text, is_cut = cut_to_bytes(tidy(page.text), limits.page_bytes)
        count, size = count + 1, size + len(text.encode())
        if count > limits.pages or size > limits.text_bytes:
            raise UnreadableTextError("too_long")
        yield Page(TextPage(page.number, tidy_label(page.label), text))
        if is_cut:
            yield Remark("too_long")


def tidy_label(label: str) -> str:
    """A label as a single line, and not longer than a heading that somebody would name."""
    return " ".join(tidy(label).split())[:200]
