"""The text of a copy beside it: read once, made anew where it is not what it should be, and never needed."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from ilo_tui.copies.extraction import extractor_of
from ilo_tui.copies.model import CopyLink, DocumentText, TextPage
from ilo_tui.copies.text_cache import cached_text, text_cache_path
from ilo_tui.core.disk import READ_ONLY_DISK

HASH = "0123456789abcdef" * 4
LINK = CopyLink(dossier="d", source="s", sha256=HASH, media="pdf", file_name="a.pdf", added="", by="")
TEXT = DocumentText(
    extractor=extractor_of("pdf"), sha256=HASH, media="pdf", pages=(TextPage(1, "iv", "One"), TextPage(2, "", "Two"))
)


class Reader:
    """Reads a document, and counts how often."""

    def __init__(self, text: DocumentText = TEXT) -> None:
        self.text, self.count = text, 0

    def __call__(self) -> DocumentText:
        """The text."""
        self.count += 1
        return self.text


def test_a_document_is_read_only_once(tmp_path: Path) -> None:
    reader = Reader()
    assert [cached_text(tmp_path, LINK, reader) for _ in range(3)] == [TEXT] * 3
    assert reader.count == 1
    assert [path.name for path in tmp_path.iterdir()] == ["0123456789abcdef.text.json"]


def test_fresh_text_does_not_believe_what_lies_there(tmp_path: Path) -> None:
    forged = msgspec.structs.replace(TEXT, pages=(TextPage(1, "", "forged"),))
    text_cache_path(tmp_path, LINK).write_bytes(msgspec.json.encode(forged))
    assert cached_text(tmp_path, LINK, Reader()) == forged
    assert cached_text(tmp_path, LINK, Reader(), fresh=True) == TEXT
    assert cached_text(tmp_path, LINK, Reader()) == TEXT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"extractor": 1}',
        b"\xff\xfe",
        msgspec.json.encode(msgspec.structs.replace(TEXT, extractor="ilo-tui 0")),
        msgspec.json.encode(msgspec.structs.replace(TEXT, sha256="1" * 64)),
        msgspec.json.encode(msgspec.structs.replace(TEXT, media="html")),
        msgspec.json.encode(TEXT).replace(b'"number":2', b'"number":7'),
        msgspec.json.encode(TEXT).replace(b'"One"', b"null"),
    ],
    ids=range(10),
)
def test_a_text_that_is_not_what_it_should_be_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path, reader = text_cache_path(tmp_path, LINK), Reader()
    path.write_bytes(content)
    assert cached_text(tmp_path, LINK, reader) == TEXT
    assert msgspec.json.decode(path.read_bytes(), type=DocumentText) == TEXT
    assert reader.count == 1


def test_a_text_that_is_far_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = text_cache_path(tmp_path, LINK)
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    assert cached_text(tmp_path, LINK, Reader()) == TEXT
    assert path.stat().st_size < 1000


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    path = text_cache_path(tmp_path, LINK)
    path.mkdir()
    assert cached_text(tmp_path, LINK, Reader()) == TEXT
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(text_cache_path(tmp_path, LINK))
    assert cached_text(tmp_path, LINK, Reader()) == TEXT


def test_where_nothing_may_be_written_the_text_comes_all_the_same(tmp_path: Path) -> None:
    reader = Reader()
    assert [cached_text(tmp_path, LINK, reader, READ_ONLY_DISK) for _ in range(2)] == [TEXT] * 2
    assert cached_text(tmp_path / "missing", LINK, reader) == TEXT
    assert reader.count == 3
    assert [*tmp_path.iterdir()] == []


def test_that_a_document_is_encrypted_is_not_remembered(tmp_path: Path) -> None:
    reader = Reader(msgspec.structs.replace(TEXT, pages=(), notes=("encrypted",)))
    assert [cached_text(tmp_path, LINK, reader).notes for _ in range(2)] == [("encrypted",)] * 2
    assert reader.count == 2


def test_a_hash_that_is_none_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        cached_text(tmp_path, msgspec.structs.replace(LINK, sha256="../../../../etc/passwd"), Reader())
