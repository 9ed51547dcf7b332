"""The text of a DOCX, by mammoth, which gets nothing but parts that were checked before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import mammoth

from ilo_tui.copies.extraction.html import html_blocks
from ilo_tui.copies.extraction.messages import Message
from ilo_tui.copies.extraction.parts import parts_of
from ilo_tui.copies.extraction.reading import UnreadableTextError

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How an old Word document begins, and a new one with a password."""
_ENTRIES = 10_000
_UNPACKED_BYTES = 100_000_000
"""Of all parts that are read; images and macros are not."""
_RATIO, _RATIO_FROM = 200, 5_000_000
"""From so many bytes on, a part may not be larger than so many times what it is packed: text packs to a tenth."""
_DEPTH = 500
_PARTS = re.compile(r"(?:\[Content_Types\]|_rels/[^/]*|word/(?:_rels/)?[^/]{1,100})\.(?:xml|rels)", re.IGNORECASE)
_BACK_LINK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]{1,100}">↑</a>')


class _Converted(Protocol):
    """What mammoth makes of a document."""

    value: str


def read_docx(path: Path) -> Iterator[Message]:
    """Parts by heading, footnotes at the end."""
    convert: Callable[..., _Converted] = mammoth.convert_to_html
    result = convert(
        checked_docx(path),
        convert_image=_no_image,
        include_embedded_style_map=False,
        external_file_access=False,
    )
    yield from parts_of(html_blocks(_BACK_LINK.sub("", result.value)))


def _no_image(_image: object) -> list[object]:
    """Nothing takes the place of an image, which is never opened, be it in the document or elsewhere."""
    return []


def checked_docx(path: Path) -> BytesIO:
    """The parts with text, each read within limits and without document types; raises `UnreadableTextError`."""
    checked = BytesIO()
    with path.open("rb") as stream:
        if stream.read(len(_OLE)) == _OLE:
            raise UnreadableTextError("encrypted")
        try:
            with ZipFile(stream) as source, ZipFile(checked, "w", ZIP_STORED) as target:
                for entry in _entries(source):
                    target.writestr(entry.filename, _checked_part(source, entry))
        except (BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError):
            raise UnreadableTextError("damaged") from None
    checked.seek(0)
    return checked


def _entries(source: ZipFile) -> list[ZipInfo]:
    """The parts that are read; what would unpack to too much is refused before anything is unpacked."""
    if len(source.infolist()) > _ENTRIES:
        raise UnreadableTextError("too_long")
    entries = {entry.filename: entry for entry in source.infolist() if _PARTS.fullmatch(entry.filename)}
    for entry in entries.values():
        if entry.flag_bits & 1:
            raise UnreadableTextError("encrypted")
        if entry.file_size > _RATIO_FROM and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise UnreadableTextError("too_long")
    if sum(entry.file_size for entry in entries.values()) > _UNPACKED_BYTES:
        raise UnreadableTextError("too_long")
    return list(entries.values())


def _checked_part(source: ZipFile, entry: ZipInfo) -> bytes:
    """A part without a document type, nested no deeper than text ever is; it never gives more than it declared."""
    with source.open(entry) as packed:
        data = packed.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise UnreadableTextError("damaged")
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise UnreadableTextError("damaged")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)
    return data


def _refuse_doctype(*_declaration: object) -> None:
    """Entities, inner and outer, stand in document types, which a DOCX has none of."""
    raise UnreadableTextError("damaged")
