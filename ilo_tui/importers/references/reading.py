"""The text of a file of references and its form, found out from what is in it: endings are often wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple

from ilo_tui.core.errors import InputError, input_errors
from ilo_tui.core.translator import N_
from ilo_tui.importers.importer import Progress
from ilo_tui.importers.tables.encoding import NAMES, UTF_8, EncodingGuess

Form = Literal["RIS", "BibTeX", "CSL-JSON"]
LARGEST = 32 << 20
"""So many bytes a file of references has at most; a library of 20,000 entries has about half of them."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SIGNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("CSL-JSON", re.compile(r"\A\s*[\[{]")),
    ("RIS", re.compile(r"^[A-Z][A-Z0-9] {1,2}-(?: |$)", re.MULTILINE)),
    ("BibTeX", re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)),
)
_OTHERS = (
    (b"PK\x03\x04", N_("this is an archive or an office document, not references")),
    (b"%PDF", N_("this is a PDF, not references")),
    (b"<", N_("this is XML or a web page, not references")),
)
_EXPORT = N_("Export the references as RIS, BibTeX or CSL-JSON.")
_RESAVE = N_("Export them again as UTF-8, or name the encoding, as in --encoding windows-1252.")


class ReferenceText(NamedTuple):
    """The text of a file, its form, and where its encoding was guessed its name and a word of it as example."""

    text: str
    form: Form
    guessed: str = ""
    example: str = ""


def read_text(path: Path, encoding: str, progress: Progress) -> ReferenceText:
    """Read a file, which may be a pipe; raises `InputError` where it holds no references or cannot be read."""
    with input_errors(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        message = N_("it is larger than {n} MB")
        raise InputError.of(path, message, N_("Export the references in several files."), n=LARGEST >> 20)
    progress(len(data), len(data))
    for magic, reason in _OTHERS:
        if data.removeprefix(_MARKS[0][0]).lstrip().startswith(magic):
            raise InputError.of(path, reason, _EXPORT)
    text, guess = _decoded(path, data, encoding)
    form = _form_of(path, text)
    return ReferenceText(text, form, NAMES["cp1252"], guess.example) if guess else ReferenceText(text, form)


def _form_of(path: Path, text: str) -> Form:
    """The form whose sign comes first; an abstract may hold a line of another form."""
    matches = [(match.start(), form) for form, pattern in _SIGNS if (match := pattern.search(text))]
    if not matches:
        message = N_("there are no references in it that are RIS, BibTeX or CSL-JSON")
        raise InputError.of(path, message if text.strip() else N_("the file is empty"), _EXPORT)
    return min(matches)[1]


def _decoded(path: Path, data: bytes, encoding: str) -> tuple[str, EncodingGuess | None]:
    """The text by the mark of the file, by `encoding`, or by a guess, which is handed out where it was needed."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked and encoding and not encoding.startswith(marked[:5]):
        message = N_("its first bytes say that it is {encoding}")
        raise InputError.of(path, message, N_("Leave out --encoding."), encoding=marked[:6].strip("-").upper())
    if not (marked or encoding):
        guess = EncodingGuess()
        for line in data.splitlines():
            guess.feed(line)
        known = guess.encoding()
        if known is None:
            message = N_("its bytes are not UTF-8 at line {line}, and what they are is not certain")
            raise InputError.of(path, message, _RESAVE, line=guess.broken)
        return data.decode(known), guess if known != UTF_8 else None
    chosen = marked or encoding
    try:
        return data.decode(chosen).removeprefix("\ufeff"), None
    except UnicodeError as error:
        before = data[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        name = NAMES.get(chosen, chosen.removesuffix("-sig").upper())
        message = N_("its bytes are not {encoding} at line {line}")
        raise InputError.of(path, message, _RESAVE, encoding=name, line=before.count(b"\n") + 1) from None
