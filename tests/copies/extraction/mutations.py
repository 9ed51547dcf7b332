"""Breaking documents: bytes that know nothing of it, and changes that know objects of a PDF and parts of a DOCX."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ilo_tui.copies.model import Media
from tests.copies.extraction.documents import seeds
from tests.fuzz.mutate import Breaker, Form

FORMS: dict[Media, Form] = {"pdf": "text", "docx": "text", "html": "xml", "md": "text", "txt": "text"}
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj\n?", re.DOTALL)
_STREAM = re.compile(rb"(/Length )\d+(.*?>>\s*stream\n)(.*?)(\nendstream)", re.DOTALL)
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_NUMBER = re.compile(rb"-?\b\d+(?:\.\d+)?\b")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_NUMBERS = (
    b"0 -1 1 2 255 65535 65536 2147483647 4294967296 9223372036854775808 1e400 0.0 -0.5 nan 99999999999999999999"
).split()
_NAMES = (
    b"/Kids /Parent /Pages /Page /Contents /Filter /FlateDecode /LZWDecode /ASCII85Decode /ASCIIHexDecode "
    b"/RunLengthDecode /Crypt /Prev /XRefStm /Encrypt /Length /W /Index /Size /First /N /Extends /ObjStm /Type0 /Type3 "
    b"/ToUnicode /Encoding /Differences /Resources /Font /XObject /Form /DecodeParms /Predictor /Columns /PageLabels "
    b"/Nums /St /S /Root /Info"
).split()
_VALUES = (b"null", b"true", b"[]", b"<< >>", b"()", b"<>", b"[[[[]]]]", b"(\xfe\xff\xd8\x00)", b"<< /A << /A", b"R")
_OPERATORS = b"BT ET Tj TJ ' \" Td TD Tm T* Tf Tc Tw Tz TL Ts q Q cm Do BI ID EI".split()


def broken(media: Media, chance: Random) -> bytes:
    """A sound document of this kind after some changes."""
    data = chance.choice(seeds(media))
    breaker = Breaker(FORMS[media], chance, seeds(media))
    if media == "pdf" and chance.random() < 0.75:
        for _ in range(chance.choice((1, 1, 2, 3, 5))):
            data = _structure(data, chance)
        return data
    if media == "docx" and chance.random() < 0.8:
        return _parts(data, chance)
    return breaker.broken(data)


def _structure(data: bytes, chance: Random) -> bytes:
    """An object moved, doubled, lost or pointed elsewhere; a value of another kind; a stream changed inside."""
    match chance.randrange(7):
        case 0:
            return _replaced(data, _REFERENCE, b"%d 0 R" % chance.randrange(14), chance)
        case 1:
            return _replaced(data, _NUMBER, chance.choice(_NUMBERS), chance)
        case 2:
            return _replaced(data, _NAME, chance.choice(_NAMES), chance)
        case 3:
            pattern = chance.choice((_REFERENCE, _NUMBER, _NAME))
            return _replaced(data, pattern, chance.choice(_VALUES), chance)
        case 4:
            objects = [match[0] for match in _OBJECT.finditer(data)] or [b""]
            return _replaced(data, _OBJECT, chance.choice((b"", chance.choice(objects), *objects)), chance)
        case _:
            return _stream_changed(data, chance)


def _replaced(data: bytes, pattern: re.Pattern[bytes], new: bytes, chance: Random) -> bytes:
    matches = list(pattern.finditer(data))
    if not matches:
        return data + new
    place = chance.choice(matches)
    return data[: place.start()] + new + data[place.end() :]


def _stream_changed(data: bytes, chance: Random) -> bytes:
    """The content of a stream, unpacked where it is packed, changed, and packed again with its new length."""
    matches = list(_STREAM.finditer(data))
    if not matches:
        return data
    place = chance.choice(matches)
    content, is_packed = place[3], b"/FlateDecode" in place[2]
    if is_packed:
        with suppress(zlib.error):
            content = zlib.decompress(content)
    word = chance.choice((*_OPERATORS, *_NUMBERS, *_VALUES, *_NAMES))
    pattern = chance.choice((_NUMBER, _NAME, re.compile(rb"\([^()]*\)|<[0-9A-Fa-f]*>"), re.compile(rb"[A-Za-z*'\"]+")))
    content = _replaced(content, pattern, word, chance) if chance.random() < 0.7 else _bytes(content, chance)
    content = zlib.compress(content) if is_packed else content
    return (
        data[: place.start()]
        + b"%b%d%b%b%b" % (place[1], len(content), place[2], content, place[4])
        + data[place.end() :]
    )


def _bytes(data: bytes, chance: Random) -> bytes:
    return Breaker("text", chance, (data, b"", *_VALUES)).broken(data)


def _parts(data: bytes, chance: Random) -> bytes:
    """Parts of a DOCX changed, lost, doubled, swapped, or packed otherwise."""
    with ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    names = list(parts)
    breaker = Breaker("xml", chance, list(parts.values()))
    for _ in range(chance.choice((1, 1, 2, 4))):
        name, other = chance.choice(names), chance.choice(names)
        match chance.randrange(8):
            case 0:
                parts[name] = b""
            case 1:
                parts[name], parts[other] = parts[other], parts[name]
            case 2:
                parts.pop(name, None)
                names = list(parts) or ["word/document.xml"]
                parts.setdefault(names[0], b"")
            case _:
                parts[name] = breaker.broken(parts[name])
    packed = BytesIO()
    way = chance.choice((ZIP_STORED, ZIP_DEFLATED))
    with ZipFile(packed, "w") as target:
        for name, content in parts.items():
            target.writestr(ZipInfo(name), content, way)
    result = packed.getvalue()
    return _bytes(result, chance) if chance.random() < 0.1 else result
