"""What kind of document a file is: by its content, never by the ending of its name alone.

The content is looked at once, piece by piece, so that a file of any size and any malice takes constant memory.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from pathlib import PurePath
from typing import NamedTuple

from ilo_tui.copies.model import Media
from ilo_tui.core.translator import N_

_HEAD, _TAIL = 4096, 2048
_PROGRAMS = (b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", *(bytes.fromhex(sign) for sign in ("feedface", "feedfacf")))
_PROGRAMS += tuple(sign[::-1] for sign in _PROGRAMS[-2:])
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_WORD_97 = bytes.fromhex("d0cf11e0a1b11ae1")
_DOCX_PARTS = (b"[Content_Types].xml", b"word/document.xml")
# Atomic, since comments without an end would else be tried in every way that there is.
_HTML = re.compile(
    rb"(?>(?:<\?xml[^>]*>|(?><!--.*?-->)|\s)*+)<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_BY_ENDING: Mapping[str, Media] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "md"),
}
_ENDINGS: Mapping[Media, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx", ".docm", ".dotx"}),
    "html": frozenset({".html", ".htm", ".xhtml"}),
    "txt": frozenset({".txt", ".text", ""}),
    "md": frozenset({".md", ".markdown"}),
}


class NoDocument(NamedTuple):
    """Why a file is no document that could be a copy, and how to mend it; both marked messages."""

    message: str
    mend: str


_WANTED = N_("A copy is a PDF, a DOCX, a web page (HTML), a plain text or Markdown.")
_EMPTY = NoDocument(N_("this file is empty"), N_("Was it downloaded in full? Get it again."))
_PROGRAM = NoDocument(N_("this is a program, whatever it is called, and no document"), _WANTED)
_PICTURE = NoDocument(N_("this is a picture"), N_("Make a PDF of it, and attach that."))
_DOC = NoDocument(N_("this is a file of an old Office version"), N_("Save it as DOCX or PDF, and attach that."))
_ARCHIVE = NoDocument(N_("this is an archive or an office file of another kind"), _WANTED)
_REFUSED = ((_PROGRAMS, _PROGRAM), (_PICTURES, _PICTURE), ((_WORD_97,), _DOC))
_OTHER = NoDocument(N_("this is of no known kind"), _WANTED)


class ContentCheck:
    """Looks at a document's content while it goes by."""

    def __init__(self) -> None:
        """Nothing went by yet."""
        self._head = self._tail = b""
        self._parts = set[bytes]()
        self._has_nul = False

    def feed(self, chunk: bytes) -> None:
        """Look at the next piece."""
        self._head += chunk[: _HEAD - len(self._head)]
        seam = self._tail + chunk
        if self._head.startswith(b"PK"):
            self._parts.update(part for part in _DOCX_PARTS if part in seam)
        self._has_nul = self._has_nul or b"\0" in chunk
        self._tail = seam[-_TAIL:]

    def media(self, file_name: str) -> Media | NoDocument:
        """What all of it is; the name decides only what kind of text a text is."""
        head = self._head.removeprefix(BOM_UTF8)
        if not head.strip():
            return _EMPTY
        if head.startswith(b"MZ") and self._has_nul:
            return _PROGRAM
        if refused := next((refused for signs, refused in _REFUSED if head.startswith(signs)), None):
            return refused
        if head.startswith(b"PK"):
            return "docx" if self._parts.issuperset(_DOCX_PARTS) else _ARCHIVE
        if not self._is_html and b"%PDF-" in head[:1024]:
            return "pdf"
        return self._text_media(file_name) if self._is_text else _OTHER

    def _text_media(self, file_name: str) -> Media:
        ending = PurePath(file_name).suffix.lower()
        return "html" if self._is_html else _BY_ENDING.get(ending, "txt")

    @property
    def _is_html(self) -> bool:
        return _HTML.match(self._head.removeprefix(BOM_UTF8)) is not None

    @property
    def _is_text(self) -> bool:
        """Whether nothing speaks against its being text: UTF-16 by its mark, else no NUL and hardly a control."""
        if self._head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return True
        controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in self._head)
        formats = self._head.startswith((b"{\\rtf", b"%!PS"))
        return not self._has_nul and not formats and controls * 100 <= len(self._head)

    @property
    def seems_cut_off(self) -> bool:
        """Whether a PDF lacks the mark at its end, as after a download that broke off."""
        return b"%%EOF" not in self._tail


def is_usual_ending(file_name: str, media: Media) -> bool:
    """Whether a file of this name is expected to be of this kind."""
    return PurePath(file_name).suffix.lower() in _ENDINGS[media]
