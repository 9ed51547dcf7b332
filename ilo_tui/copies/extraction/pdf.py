"""Pages of a PDF, by pypdf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from ilo_tui.copies.extraction.messages import Message, Page, Remark, Total
from ilo_tui.copies.extraction.reading import UnreadableTextError
from ilo_tui.copies.model import TextPage


def read_pdf(path: Path) -> Iterator[Message]:
    """Pages with their labels as printed; a page that cannot be read is empty, and the others come all the same."""
    # pypdf would read all of a file into memory that it is named by its path.
    with path.open("rb") as stream:
        try:
            yield from _read(PdfReader(stream))
        except (FileNotDecryptedError, DependencyError):
            raise UnreadableTextError("encrypted") from None


def _read(reader: PdfReader) -> Iterator[Message]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableTextError("encrypted")
    total = len(reader.pages)
    yield Total(total)
    labels = _labels(reader, total)
    for number, label in enumerate(labels, start=1):
        try:
            text = reader.pages[number - 1].extract_text()
        except (FileNotDecryptedError, DependencyError, MemoryError):
            raise
        except Exception:
            # A hostile page makes the library raise anything.
            yield Remark("damaged")
            text = ""
        yield Page(TextPage(number, label, text))


def _labels(reader: PdfReader, total: int) -> list[str]:
    """Labels as printed; empty ones where the document says nothing of them, or nothing that makes sense."""
    try:
        has_labels = "/PageLabels" in reader.root_object
        return list(reader.page_labels) if has_labels else [""] * total
    except Exception:
        return [""] * total
