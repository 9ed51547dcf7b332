"""Looking at a file that should be a workbook, before anything is read of it: what it is, how large it says it is.

A workbook is a ZIP file of XML parts. `zipfile` gives no more of a part than the file declares, so that what is
declared is what can come. No part may have a document type: then there are no entities, and nothing outside is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, NoReturn, Protocol
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from ilo_tui.core.errors import InputError, Problem, input_errors
from ilo_tui.core.translator import N_

LARGEST = 400 * 2**20
"""Bytes that all parts of a workbook may have together."""
_LARGEST_STRINGS = 200 * 2**20
_LARGEST_FILE = 200 * 2**20
_MOST_PARTS = 5000
_BOMB, _RATIO = 20 * 2**20, 200
_DEEPEST = 60
_CHUNK = 1 << 16
SAVE = N_("Open it in a spreadsheet and save it as XLSX (Excel workbook).")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Elements(Protocol):
    """Is told of the elements of a part, by their names without a namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One begins."""
        ...

    def end(self, name: str) -> None:
        """It ends."""
        ...

    def text(self, data: str) -> None:
        """Text stands in it."""
        ...


class DoctypeError(Exception):
    """A part declares a document type, which no workbook does."""


class DeepError(Exception):
    """A part has elements within elements within elements, which no workbook has."""


@contextmanager
def open_package(path: Path) -> Iterator[ZipFile]:
    """The file as ZIP; raises `InputError`, which says what it is where it is no workbook, or why it is not read."""
    with input_errors(path):
        opened: BinaryIO = path.open("rb") if path.is_file() else BytesIO(_piped(path))
    with opened as file:
        head = file.read(8)
        if not head.startswith(b"PK"):
            _refuse_other(path, head, file)
        try:
            package = ZipFile(file)
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            message = N_("the file is damaged, or only part of it is here ({reason})")
            raise InputError.of(path, message, N_("Copy it again."), reason=error) from None
        with package:
            _check_package(path, package)
            yield package


def _piped(path: Path) -> bytes:
    """All that comes out of a pipe: a ZIP file is read from its end."""
    with path.open("rb") as file:
        data = file.read(_LARGEST_FILE + 1)
    if len(data) > _LARGEST_FILE:
        _refuse_size(path)
    return data


def _refuse_other(path: Path, head: bytes, file: BinaryIO) -> NoReturn:
    """Say what a file is that is no ZIP file."""
    if not head:
        raise InputError.of(path, N_("the file is empty"), SAVE)
    if head.startswith(_OLE):
        file.seek(0)
        before = b""
        while chunk := file.read(_CHUNK):
            if _ENCRYPTED in before + chunk:
                message = N_("it is protected by a password")
                raise InputError.of(path, message, N_("Open it in a spreadsheet and save it without one."))
            before = chunk[-len(_ENCRYPTED) :]
        raise InputError.of(path, N_("this is a workbook of before 2007 (XLS)"), SAVE)
    message = N_("this is no XLSX workbook")
    raise InputError.of(path, message, N_("A table as text is imported by: ilo-tui import csv."))


def _check_package(path: Path, package: ZipFile) -> None:
    parts = package.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise InputError.of(path, N_("this is a file of LibreOffice (ODS), not XLSX"), SAVE)
    if "xl/workbook.bin" in names:
        raise InputError.of(path, N_("this is a binary workbook (XLSB), not XLSX"), SAVE)
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise InputError.of(path, N_("this is an archive or another document, no XLSX workbook"), SAVE)
    if any(part.flag_bits & 1 for part in parts):
        message = N_("it is protected by a password")
        raise InputError.of(path, message, N_("Open it in a spreadsheet and save it without one."))
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    total = sum(part.file_size for part in parts)
    bomb = any(part.file_size > max(_BOMB, _RATIO * part.compress_size) for part in parts)
    if bomb or total > LARGEST or strings > _LARGEST_STRINGS or len(parts) > _MOST_PARTS:
        _refuse_size(path, total)


def _refuse_size(path: Path, total: int = LARGEST) -> NoReturn:
    message = N_("unpacked it has {n} MB in it, more than is read or than any table needs")
    mend = N_("Copy the rows with something in them to a new workbook, or save the sheet as CSV.")
    raise InputError.of(path, message, mend, n=max(total >> 20, 1))


def check_parts(path: Path, package: ZipFile) -> None:
    """Raise `InputError` where a part has a document type, is nested too deep, or is no XML; sheets but their heads."""
    for part in package.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with refusing_damage(path, part.filename):
                is_sheet = "worksheets/" in part.filename
                parse_part(package.open(part), head_only=is_sheet)


class refusing_damage:  # noqa: N801 - a context manager, used as a function
    """Turn whatever the reading of a broken part raises into an `InputError` that names it."""

    def __init__(self, path: Path, part: str) -> None:
        """Name the file and the part, or the sheet."""
        self._path, self._part = path, part

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """What is an error of this program or a stop passes through."""
        if error is None or isinstance(error, InputError) or not isinstance(error, Exception):
            return
        message, mend = N_("it is damaged at {part} ({reason})"), SAVE
        if isinstance(error, DoctypeError):
            message, mend = N_("{part} declares a document type, as no spreadsheet writes it: it is not read"), SAVE
        elif isinstance(error, DeepError):
            message, mend = N_("{part} is nested deeper than any workbook: it is not read"), SAVE
        values = {"part": self._part, "reason": str(error) or type(error).__name__}
        raise InputError([Problem(str(self._path), message, mend, values)]) from None


def parse_part(
    file: IO[bytes],
    elements: Elements | None = None,
    *,
    head_only: bool = False,
    on_chunk: Callable[[int], None] = lambda read: None,
) -> None:
    """Parse a part, tell `elements` of what is in it, and close it; `head_only` stops at its first element.

    Raises `DoctypeError`, `DeepError`, and what reading ZIP files and XML raises. `on_chunk` is given the bytes read.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = read = 0
    started = False

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, started
        depth, started = depth + 1, True
        if depth > _DEEPEST:
            raise DeepError
        if elements:
            elements.start(name.rpartition(" ")[2], attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if elements:
            elements.end(name.rpartition(" ")[2])

    def refuse(*declared: object) -> None:
        raise DoctypeError

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    if elements:
        parser.buffer_text, parser.CharacterDataHandler = True, elements.text
    parser.StartDoctypeDeclHandler = refuse
    with file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            parser.Parse(chunk, False)
            on_chunk(read)
            if head_only and started:
                return
        parser.Parse(b"", True)
