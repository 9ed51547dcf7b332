"""Reading one IATI file as a stream of bytes, whatever it is: every way in which it can be bad ends in one clear line.

The parser is defusedxml's: no document type, no entities, nothing is fetched. What comes in is bounded: a file in which
16 MB pass without anything that the parser could hand on is given up.
"""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from xml.sax import SAXParseException
from xml.sax.handler import property_interning_dict

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ilo_tui.core.errors import InputError, input_errors
from ilo_tui.core.translator import N_
from ilo_tui.importers.iati.tree import ActivityHandler
from ilo_tui.importers.importer import Progress

_CHUNK = 1 << 17
_SILENCE = 1 << 24
_DEEPEST = 100_000
_MOST_NAMES = 20_000
_HEAVIEST = 256
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_OF_PARSER = {"utf-8", "utf-16", "iso8859-1", "ascii"}
# What stands before it is read in one way only: a file of remarks must not take for ever.
_BEFORE = rb"(?:\s++|<\?[^>]*+>|<!--(?>.*?-->))*+"
_WEB_PAGE = re.compile(_BEFORE + rb"<(!doctype\s+)?html\b", re.DOTALL | re.IGNORECASE)
_CONTINUED = bytes(range(0x80, 0xC0))
_CHECK = N_("Copy the file again from where it came.")
_ASK_PUBLISHER = N_("Copy it again; if it is the same there, its publisher has to mend it.")
_ENCODED = N_("Save it as UTF-8, or mend the encoding in its first line.")
_EXPORT = N_("Export the activities as IATI XML.")

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", N_("this is a ZIP archive, not XML"), N_("Unpack it, and name the files in it.")),
    (b"\x1f\x8b", N_("this is a compressed file, not XML"), N_("Unpack it, and name the files in it.")),
    (b"%PDF", N_("this is a PDF, not XML"), _EXPORT),
    (b"\xd0\xcf\x11\xe0", N_("this is an office document, not XML"), _EXPORT),
)


def read_file(path: Path, handler: ActivityHandler, progress: Progress) -> None:
    """Feed the file at `path` to `handler`; raises `InputError` where it is no readable file with activities.

    `progress` is called with the bytes of this file.
    """
    with input_errors(path):
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        total = status.st_size if stat.S_ISREG(status.st_mode) else 0
        with path.open("rb") as file:
            _ParserFeed(path, handler).run(file, lambda read: progress(read, total))
    if not handler.activities:
        raise _no_activities(path, handler.root)


class _ParserFeed:
    """Gives a file to the parser, chunk by chunk."""

    def __init__(self, path: Path, handler: ActivityHandler) -> None:
        self._path, self._handler = path, handler
        self._parser = make_parser()
        self._parser.forbid_dtd = True
        self._parser.setContentHandler(handler)
        # The parser keeps every name that it meets; here they are counted.
        self._names: dict[str, str] = {}
        self._parser.setProperty(property_interning_dict, self._names)
        # Only `parse` would do this; the parser knows its own place.
        handler.setDocumentLocator(self._parser)
        self._encoding = "utf-8"

    def run(self, file: BinaryIO, on_read: Callable[[int], None]) -> None:
        read, last_heard, events = 0, 0, 0
        while chunk := file.read(_CHUNK):
            if not read:
                self._check_head(chunk)
            read += len(chunk)
            self._feed(chunk)
            self._refuse_too_large()
            if self._handler.events != events:
                last_heard, events = read, self._handler.events
            elif read - last_heard > _SILENCE:
                raise self._silent()
            on_read(read)
        if not read:
            raise InputError.of(self._path, N_("the file is empty"), _CHECK)
        self._feed(b"")

    def _refuse_too_large(self) -> None:
        """Depth, names and activities without end would fill the memory, the parser's or ours."""
        if self._handler.opened > _DEEPEST:
            message = N_("its elements stand too deep in each other, or have names too long")
            raise InputError.of(self._path, message, _ASK_PUBLISHER)
        if len(self._names) > _MOST_NAMES:
            message = N_("it has more than {n} different names of elements and attributes")
            raise InputError.of(self._path, message, _ASK_PUBLISHER, n=_MOST_NAMES)
        if self._handler.weight > _HEAVIEST << 20:
            message = N_("a single activity in it needs more than {n} MB of memory")
            raise InputError.of(self._path, message, _ASK_PUBLISHER, n=_HEAVIEST)

    def _feed(self, chunk: bytes) -> None:
        """Give the parser a chunk; an empty one is the end."""
        try:
            if chunk:
                self._parser.feed(chunk)
            else:
                self._parser.close()
        except SAXParseException as error:
            raise self._broken(error, chunk) from None
        except DefusedXmlException:
            raise InputError.of(
                self._path,
                N_("it declares a document type (DOCTYPE), which can hide entity bombs and references to other files"),
                N_("IATI needs none: remove the declaration if you trust the file."),
            ) from None

    def _check_head(self, head: bytes) -> None:
        """Refuse what is no XML at all, by its first bytes."""
        for magic, message, mend in _OTHERS:
            if head.startswith(magic):
                raise InputError.of(self._path, message, mend)
        start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:2000]
        if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            raise self._unreadable("UTF-32")
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<"))
        if _WEB_PAGE.match(start):
            raise InputError.of(self._path, N_("this is a web page, not IATI XML"), _CHECK)
        if start and not start.startswith(b"<") and not wide:
            raise InputError.of(self._path, N_("this is not XML"), _EXPORT)
        if match := _DECLARED.match(start):
            self._encoding = self._known_encoding(match[1].decode())
        if wide:
            self._encoding = "utf-16"

    def _known_encoding(self, name: str) -> str:
        """The encoding that the file declares, or a refusal: the parser knows Unicode and those of one byte."""
        try:
            known = codecs.lookup(name).name
            single = known in _OF_PARSER or len(bytes(range(256)).decode(known, "replace")) == 256
        except (LookupError, UnicodeError):
            single = False
        if not single:
            raise self._unreadable(name)
        return known

    def _unreadable(self, name: str) -> InputError:
        message = N_("it declares the encoding {encoding}, which cannot be read")
        return InputError.of(self._path, message, N_("Save it as UTF-8."), encoding=name)

    def _broken(self, error: SAXParseException, chunk: bytes) -> InputError:
        """What the parser's complaint means for whoever has the file."""
        place = {"line": error.getLineNumber(), "column": (error.getColumnNumber() or 0) + 1}
        reason = error.getMessage()
        if not chunk or reason == "no element found":
            if not self._handler.root:
                return InputError.of(self._path, N_("it ends before its first element"), _CHECK)
            message = N_("it breaks off at line {line}, before its end")
            return InputError.of(self._path, message, N_("Copy it again; it is not whole."), **place)
        if self._misencoded(chunk):
            message = N_("its bytes are not {encoding}, as they should be, near line {line}")
            return InputError.of(self._path, message, _ENCODED, encoding=self._encoding.upper(), **place)
        message = N_("it is not well-formed XML at line {line}, column {column} ({reason})")
        return InputError.of(self._path, message, _mend_of(reason), reason=reason, **place)

    def _misencoded(self, chunk: bytes) -> bool:
        """Whether the chunk that the parser refused cannot be of the file's encoding; its ends may cut a letter."""
        if self._encoding not in {"utf-8", "ascii"}:
            return False
        return _undecodable(chunk[:3].lstrip(_CONTINUED) + chunk[3:], self._encoding)

    def _silent(self) -> InputError:
        if not self._handler.root:
            return InputError.of(self._path, N_("no element is complete in its first 16 MB"), _CHECK)
        message = N_("a single piece of it is larger than 16 MB, which no IATI file needs")
        return InputError.of(self._path, message, _CHECK)


def _mend_of(reason: str) -> str:
    """How to mend what the parser complains of, where more than another copy can help."""
    if "not at start" in reason:
        return N_("Remove what stands before <?xml.")
    return _ENCODED if "encoding" in reason else _ASK_PUBLISHER


def _undecodable(data: bytes, encoding: str) -> bool:
    """Whether bytes are not of an encoding, but for a letter that is cut at the end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return True
    return False


def _no_activities(path: Path, root: str) -> InputError:
    if root.lower() == "iati-organisations":
        message = N_("this is an IATI file about organisations; there is no activity in it")
        return InputError.of(path, message, N_("Name the publisher's activity files."))
    if root.lower() in {"html", "rss"}:
        return InputError.of(path, N_("this is a web page, not IATI XML"), _CHECK)
    message = N_("there is no iati-activity in it; its outermost element is {root}")
    return InputError.of(path, message, N_("Name files of IATI activities."), root=root)
