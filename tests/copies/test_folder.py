"""The folder of copies: what is there, what was altered, and what does not belong there."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tinydb import TinyDB

from ilo_tui.copies.documents import LARGEST_DOCUMENT
from ilo_tui.copies.errors import DamagedCopyError
from ilo_tui.copies.link_file import cache_name, document_name, link_bytes, link_name, parse_link
from ilo_tui.copies.state import NO_COPIES
from ilo_tui.core.translator import Translator
from ilo_tui.dossier.model import Source
from tests.copies.help import HTML, LATER, PDF, folder_at, link_to, put, source


def test_without_a_folder_there_is_no_copy_and_why_none_can_be_had_is_said(tmp_path: Path) -> None:
    folder = folder_at(tmp_path / "none.sources")
    assert folder.state(source()).kind == "none"
    closed = Source(id="s2", title="t", kind="other", no_copy={"en": "only in the archive"})
    assert folder.state(closed) == NO_COPIES.state(closed)
    assert folder.state(closed).kind == "impossible"
    assert folder.state(closed).reason == {"en": "only in the archive"}
    assert folder.link_of("s1") is None
    assert not (tmp_path / "none.sources").exists()


def test_a_link_file_is_a_tinydb_file_with_one_document(tmp_path: Path) -> None:
    link = put(tmp_path, link_to())
    with TinyDB(tmp_path / link_name(link)) as database:
        (document,) = database.table("copy").all()
    assert document == json.loads(link_bytes(link))["copy"]["1"]
    assert set(document) == {"schema", "dossier", "source", "sha256", "media", "file_name", "added", "by"}


def test_a_document_is_verified_once_it_was_opened_and_its_alteration_is_named(tmp_path: Path) -> None:
    link, folder = put(tmp_path, link_to()), folder_at(tmp_path)
    assert (folder.state(source()).kind, folder.state(source()).verified) == ("here", False)
    path = folder.document(link)
    assert folder.state(source()).verified
    path.write_bytes(PDF + b"more")
    assert folder.state(source()).kind == "altered"
    with pytest.raises(DamagedCopyError) as caught:
        folder_at(tmp_path).document(link)
    assert caught.value.path == path
    assert "altered or damaged" in caught.value.line(Translator("en"))


def test_an_alteration_that_keeps_size_and_time_shows_as_soon_as_the_document_is_opened(tmp_path: Path) -> None:
    link = put(tmp_path, link_to())
    path = tmp_path / document_name(link)
    path.write_bytes(PDF.replace(b"obj", b"abj"))
    folder = folder_at(tmp_path)
    assert folder.state(source()).kind == "here"
    with pytest.raises(DamagedCopyError):
        folder.document(link)
    assert folder.state(source()).kind == "altered"


def test_a_missing_document_is_named_and_one_that_is_empty_or_too_large_is_altered(tmp_path: Path) -> None:
    link = put(tmp_path, link_to(), None)
    folder = folder_at(tmp_path)
    assert folder.state(source()).kind == "missing"
    with pytest.raises(DamagedCopyError, match="missing"):
        folder.document(link)
    for size in (0, LARGEST_DOCUMENT + 1):
        (tmp_path / document_name(link)).write_bytes(b"")
        os.truncate(tmp_path / document_name(link), size)
        assert folder.state(source()).kind == "altered"
        with pytest.raises(DamagedCopyError, match="altered"):
            folder.document(link)


def test_of_several_documents_the_usable_one_with_printed_pages_that_was_added_last_is_opened(tmp_path: Path) -> None:
    old = put(tmp_path, link_to())
    newer = put(tmp_path, link_to(PDF + b"\n", added=LATER), PDF + b"\n")
    page = put(tmp_path, link_to(HTML, media="html", added=LATER), HTML)
    folder = folder_at(tmp_path)
    assert folder.links_of("s1") == [newer, old, page]
    (tmp_path / document_name(newer)).unlink()
    assert folder.link_of("s1") == old
    (tmp_path / document_name(old)).unlink()
    assert folder.link_of("s1") == page


def test_a_source_may_be_called_as_the_cache_of_a_text_is(tmp_path: Path) -> None:
    link = put(tmp_path, link_to(source_id="text"))
    assert link_name(link) != cache_name(link)
    assert folder_at(tmp_path).link_of("text") == link


@pytest.mark.parametrize("ident", ["../../etc/passwd", "a/b", "x" * 300, "\x1b[31m", "CON", " "])
def test_no_id_of_a_source_makes_a_path_of_a_link(ident: str) -> None:
    name = link_name(link_to(source_id=ident))
    assert Path(name).name == name
    assert len(os.fsencode(name)) < 200
    assert name.isprintable()
    assert parse_link(Path(name), link_bytes(link_to(source_id=ident))).source == ident


def test_what_does_not_belong_there_is_named_and_nothing_of_it_is_taken(tmp_path: Path) -> None:
    put(tmp_path, link_to())
    other = put(tmp_path, link_to(source_id="s2", dossier="another"))
    bad = {
        "0123456789abcdef.s3.json": b"{",
        "0123456789abcdef.s4.json": link_bytes(link_to(source_id="s4")),
        "0123456789abcdef.s5.json": b'{"copy":{"1":{"schema":2}}}',
        "0123456789abcdef.s6.json": b"[" * 10_000,
        "0123456789abcdef.s7.json": b" " * 100_000,
        "0123456789abcdef.s8.json": b"\xff\xfe",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "holiday\x1b[31m.jpg").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "fedcba9876543210.pdf").mkdir()
    (tmp_path / "fedcba9876543210.s9.json").symlink_to("/dev/zero")
    contents = folder_at(tmp_path).contents()
    assert [link.source for link in contents.links] == ["s1"]
    assert contents.elsewhere == (other,)
    assert sorted(Path(str(fault.path)).name for fault in contents.faults) == sorted(bad)
    assert len(contents.foreign) == 3
    for fault in contents.faults:
        assert fault.line(Translator("en")).isprintable()


def test_a_document_that_is_a_link_or_a_pipe_is_not_there(tmp_path: Path) -> None:
    link = put(tmp_path, link_to(), None)
    path = tmp_path / document_name(link)
    os.mkfifo(path)
    assert folder_at(tmp_path).state(source()).kind == "missing"
    with pytest.raises(DamagedCopyError):
        folder_at(tmp_path).document(link)
    path.unlink()
    (tmp_path / "elsewhere").write_bytes(PDF)
    path.symlink_to(tmp_path / "elsewhere")
    assert folder_at(tmp_path).state(source()).kind == "missing"


def test_what_another_program_adds_is_seen(tmp_path: Path) -> None:
    folder = folder_at(tmp_path)
    assert folder.link_of("s1") is None
    os.utime(tmp_path, (1, 1))
    assert folder.contents().links == ()
    link = put(tmp_path, link_to())
    assert folder.link_of("s1") == link
