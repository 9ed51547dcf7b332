"""Attaching: what is taken for what it is, what is refused in a line, and that no fault leaves anything half."""

from __future__ import annotations

import errno
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ilo_tui.copies.attaching import Attached, attach, read_document
from ilo_tui.copies.documents import LARGEST_DOCUMENT
from ilo_tui.copies.errors import CopyError, CopyNotWrittenError
from ilo_tui.copies.kinds import ContentCheck
from ilo_tui.copies.link_file import cache_name, document_name, link_name, read_link
from ilo_tui.core.disk import DISK, READ_ONLY_DISK, Disk
from ilo_tui.core.translator import Translator
from tests.copies.help import DAY, HTML, LATER, PDF, files, folder_at, link_to, put, source

EN = Translator("en")


def docx() -> bytes:
    """The parts by which a DOCX is known."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return content.getvalue()


def archive() -> bytes:
    """An archive of something else."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("content.xml", "<x/>")
    return content.getvalue()


def str_only(value: object) -> str:
    """What a case is called: contents may be long, and an archive holds the time at which it was made."""
    return value if isinstance(value, str) else ""


def attached(folder: Path, path: Path, source_id: str = "s1", disk: Disk = DISK, added: str = DAY) -> Attached:
    """Attach a file as Sok does."""
    return attach(folder_at(folder), source_id, path, by="sok", added=added, disk=disk)


def written(path: Path, data: bytes = PDF) -> Path:
    """A file with this content."""
    path.write_bytes(data)
    return path


def test_a_document_is_taken_by_its_content_and_a_link_says_from_where(tmp_path: Path) -> None:
    copies = tmp_path / "dossier.sources"
    result = attached(copies, written(tmp_path / "Survey 2012.pdf"))
    link = link_to(file_name="Survey 2012.pdf")
    assert result.added
    assert result.link == link
    assert set(files(copies)) == {document_name(link), link_name(link)}
    assert read_link(copies / link_name(link)) == link
    assert folder_at(copies).document(link).read_bytes() == PDF
    assert folder_at(copies).state(source()).kind == "here"


def test_the_same_document_again_changes_nothing_whoever_attaches_it_under_whatever_name(tmp_path: Path) -> None:
    copies = tmp_path / "d.sources"
    attached(copies, written(tmp_path / "a.pdf"))
    before = files(copies)
    again = attach(folder_at(copies), "s1", written(tmp_path / "b.pdf"), by="dara", added=LATER)
    assert (again.added, again.restored, again.link.file_name) == (False, False, "a.pdf")
    assert files(copies) == before


@pytest.mark.parametrize("damage", [None, b"", b"%PDF-1.4 other"])
def test_attaching_again_puts_a_missing_or_damaged_document_back(tmp_path: Path, damage: bytes | None) -> None:
    link = put(tmp_path / "d.sources", link_to(), damage)
    result = attached(tmp_path / "d.sources", written(tmp_path / "a.pdf"), added=LATER)
    assert (result.added, result.restored, result.link) == (False, True, link)
    assert folder_at(tmp_path / "d.sources").is_intact(link)


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("page.pdf", HTML, "html"),
        ("page.html", b"\xef\xbb\xbf  <!-- saved --><html><body>x", "html"),
        ("page.htm", b"<p>a part of a page</p>", "html"),
        ("x.bin", b"\n" * 20 + PDF, "pdf"),
        ("report.docx", docx(), "docx"),
        ("report.pdf", docx(), "docx"),
        ("notes.md", b"# Notes\n", "md"),
        ("notes", "Catatan lapangan: air bersih – 12 désa\n".encode(), "txt"),
        ("notes.txt", "នៅ\u200bកម្ពុជា".encode(), "txt"),
        ("latin.txt", "d\xe9j\xe0 vu".encode("latin-1"), "txt"),
        ("utf16.txt", "Wells".encode("utf-16"), "txt"),
        ("mz.txt", b"MZUNGU is a word", "txt"),
        ("deep.html", b"<!-- x -->" * 400 + b"<!--" * 30, "html"),
    ],
    ids=str_only,
)
def test_a_document_is_what_its_content_is(tmp_path: Path, name: str, data: bytes, media: str) -> None:
    reading = read_document(written(tmp_path / name, data))
    assert reading.media == media
    assert reading.is_misnamed is (name in {"page.pdf", "x.bin", "report.pdf"})


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("survey.pdf", b"", "empty"),
        ("survey.pdf", b" \n", "empty"),
        ("survey.pdf", b"MZ\x90\0\3\0\0\0", "program"),
        ("survey.pdf", b"\x7fELF\2\1\1", "program"),
        ("survey.pdf", b"#!/bin/sh\nrm -rf /\n", "program"),
        ("survey.pdf", b"\x89PNG\r\n", "picture"),
        ("survey.doc", bytes.fromhex("d0cf11e0a1b11ae1"), "old Office"),
        ("survey.docx", archive(), "archive"),
        ("survey.pdf", b"PK\3\4", "archive"),
        ("survey.txt", b"text\0with a NUL", "no known kind"),
        ("survey.txt", b"x" * 100_000 + b"\0", "no known kind"),
        ("survey.pdf", bytes(range(1, 32)) * 9, "no known kind"),
        ("survey.rtf", b"{\\rtf1 Wells}", "no known kind"),
    ],
    ids=str_only,
)
def test_what_is_no_document_is_refused_in_one_line_that_names_it(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = written(tmp_path / name, data)
    with pytest.raises(CopyError) as caught:
        attached(tmp_path / "d.sources", path)
    line = caught.value.line(EN)
    assert reason in line
    assert line.startswith(f"{path}: ")
    assert not (tmp_path / "d.sources").exists()


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "zero.pdf").symlink_to("/dev/zero")
    (tmp_path / "to_pipe.pdf").symlink_to("pipe.pdf")
    (tmp_path / "loop.pdf").symlink_to("loop.pdf")
    (tmp_path / "folder.pdf").mkdir()
    for name in ("pipe.pdf", "zero.pdf", "to_pipe.pdf", "loop.pdf", "folder.pdf", "absent.pdf", "x" * 300, "nul\0.pdf"):
        with pytest.raises(CopyError) as caught:
            attached(tmp_path / "d.sources", tmp_path / name)
        assert len(caught.value.localise(EN)) == 2, name
    assert not (tmp_path / "d.sources").exists()


def test_a_link_to_a_document_is_read_as_the_document(tmp_path: Path) -> None:
    written(tmp_path / "real.pdf")
    (tmp_path / "linked.pdf").symlink_to("real.pdf")
    assert attached(tmp_path / "d.sources", tmp_path / "linked.pdf").link.file_name == "linked.pdf"


def test_a_file_of_500_mb_is_refused_unread_and_the_error_says_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path / "large.pdf")
    os.truncate(path, 500 * 2**20)
    with pytest.raises(CopyError, match="larger than") as caught:
        attached(tmp_path / "d.sources", path)
    assert f"larger than {LARGEST_DOCUMENT // 2**20} MB" in caught.value.line(EN)


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("a\x1b[31mred\n.pdf", "a␛[31mred .pdf"),
        ("..\\..\\evil.pdf", ".._.._evil.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("laporan é.pdf", "laporan é.pdf"),
        (os.fsdecode(b"caf\xe9.pdf"), "caf_xe9.pdf"),
        ("ក" * 80, "ក" * 80),
    ],
)
def test_a_name_is_kept_as_text_that_nothing_takes_for_a_command_or_a_path(
    tmp_path: Path, name: str, file_name: str
) -> None:
    result = attached(tmp_path / "d.sources", written(tmp_path / name))
    assert result.link.file_name == file_name
    assert read_link(folder_at(tmp_path / "d.sources").link_path(result.link)) == result.link


def test_a_pdf_without_its_end_is_taken_and_known_as_cut_off(tmp_path: Path) -> None:
    assert read_document(written(tmp_path / "a.pdf", PDF.replace(b"%%EOF", b""))).seems_cut_off
    assert not read_document(written(tmp_path / "b.pdf", PDF + b"x" * 3000 + b"%%EOF\n")).seems_cut_off


def test_a_part_that_names_a_docx_is_seen_across_two_pieces() -> None:
    data = docx()
    for cut in range(1, len(data)):
        check = ContentCheck()
        check.feed(data[:cut])
        check.feed(data[cut:])
        assert check.media("x.docx") == "docx"


class FaultyDisk(Disk):
    """A disk that fails at a system call of a given name, from the `after`-th on."""

    def __init__(self, call: str, code: int, after: int = 0) -> None:
        """Fail `call` with this error number."""
        self._call, self._code, self._remaining = call, code, after

    def _check(self, call: str) -> None:
        if call == self._call:
            self._remaining -= 1
            if self._remaining < 0:
                raise OSError(self._code, os.strerror(self._code))

    def create(self, path: Path) -> int:
        self._check("create")
        return super().create(path)

    def write(self, descriptor: int, data: memoryview) -> int:
        self._check("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._check("sync")
        super().sync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self._check("replace")
        super().replace(source, target)


@pytest.mark.parametrize("call", ["create", "write", "sync", "replace"])
@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize(
    ("code", "reason"), [(errno.ENOSPC, "disk is full"), (errno.EIO, "no longer there"), (errno.EACCES, "not written")]
)
def test_a_full_disk_or_a_stick_that_is_pulled_leaves_nothing_half(
    tmp_path: Path, call: str, after: int, code: int, reason: str
) -> None:
    copies, path = tmp_path / "d.sources", written(tmp_path / "a.pdf")
    with pytest.raises(CopyNotWrittenError) as caught:
        attached(copies, path, disk=FaultyDisk(call, code, after))
    assert reason in caught.value.line(EN)
    document = document_name(link_to())
    # With the document in its place and no link, nothing is said to be here.
    assert set(files(copies)) == ({document} if after else set())
    assert folder_at(copies).link_of("s1") is None
    assert attached(copies, path).added
    assert set(files(copies)) == {document, link_name(link_to())}


def test_reading_only_writes_nothing_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(CopyNotWrittenError, match="--read-only"):
        attached(tmp_path / "d.sources", written(tmp_path / "a.pdf"), disk=READ_ONLY_DISK)
    assert not (tmp_path / "d.sources").exists()


class ChangingDisk(Disk):
    """A disk on which somebody writes to the document while it is copied."""

    def __init__(self, path: Path) -> None:
        """Change the file at `path`."""
        self._path = path

    def create(self, path: Path) -> int:
        self._path.write_bytes(PDF + b"changed")
        return super().create(path)


def test_a_document_that_changes_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf")
    with pytest.raises(CopyError, match="changed while it was read"):
        attached(tmp_path / "d.sources", path, disk=ChangingDisk(path))
    assert files(tmp_path / "d.sources") == {}


def test_the_link_of_another_dossier_and_one_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    copies, path = tmp_path / "d.sources", written(tmp_path / "a.pdf")
    other = put(copies, link_to(dossier="another"))
    before = files(copies)
    with pytest.raises(CopyError, match="another dossier"):
        attached(copies, path)
    assert files(copies) == before
    (copies / link_name(other)).write_bytes(b'{"copy":{"1":{"schema":9}}}')
    with pytest.raises(CopyError, match="newer version"):
        attached(copies, path)
    (copies / link_name(other)).write_bytes(b"damaged")
    assert attached(copies, path).added


def test_what_killed_writers_left_goes_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    copies = tmp_path / "d.sources"
    copies.mkdir()
    old, young = copies / f".{'a' * 16}.{'1' * 8}.tmp", copies / f".{'b' * 16}.{'1' * 8}.tmp"
    mine = copies / ".keep.tmp"
    for path in (old, young, mine):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    os.utime(mine, (1, 1))
    attached(copies, written(tmp_path / "a.pdf"))
    assert (old.exists(), young.exists(), mine.exists()) == (False, True, True)


def test_the_text_of_a_document_is_kept_beside_it_under_a_name_of_its_own(tmp_path: Path) -> None:
    link = put(tmp_path, link_to())
    (tmp_path / cache_name(link)).write_bytes(b"{}")
    contents = folder_at(tmp_path).contents()
    assert (contents.faults, contents.foreign) == ((), ())
