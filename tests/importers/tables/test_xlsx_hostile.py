"""Files that are no workbooks, broken ones and such as mean harm: one clear line with file and sheet, in time."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ilo_tui.core.errors import InputError
from ilo_tui.dossier.model import Evidence
from ilo_tui.importers.tables import package
from ilo_tui.importers.tables.import_xlsx import XlsxOptions, import_xlsx
from tests.importers.tables.test_xlsx import claims, imported, refused, row
from tests.importers.tables.workbooks import repacked

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def archive(**parts: bytes) -> bytes:
    """A ZIP file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as created:
        for name, data in parts.items():
            created.writestr(name, data)
    return file.getvalue()


def with_doctype(data: bytes) -> bytes:
    return DOCTYPE + data.partition(b"?>")[2] if data.startswith(b"<?xml") else DOCTYPE + data


def sheet_with(rows: bytes) -> Callable[[bytes], bytes]:
    """A sheet with further rows behind those that it has."""
    return lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>")


CASES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is empty"),
    "csv": (b"programme,stance\n", "this is no XLSX workbook. A table as text is imported by: ilo-tui import csv."),
    "xls": (b"\xd0\xcf\x11\xe0" + bytes(600), "this is a workbook of before 2007 (XLS)"),
    "encrypted": (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "it is protected by a p"),
    "ods": (archive(mimetype=ODS, **{"content.xml": b"<x/>"}), "this is a file of LibreOffice (ODS), not XLSX"),
    "xlsb": (archive(**{"xl/workbook.bin": b""}), "this is a binary workbook (XLSB), not XLSX"),
    "docx": (archive(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b""}), "this is an archive or another"),
    "cut": (claims(row())[:2000], "the file is damaged, or only part of it is here"),
    "entities in a sheet": (repacked(claims(row()), {SHEET: with_doctype}), f"{SHEET} declares a document type"),
    "entities in styles": (
        repacked(claims(row()), {"xl/styles.xml": with_doctype}),
        "xl/styles.xml declares a document type",
    ),
    "a bomb": (repacked(claims(row()), {"xl/media/a.png": bytes(30 << 20)}), "unpacked it has 30 MB in it"),
    "deep strings": (repacked(claims(row()), {STRINGS: b"<a>" * 9999}), f"{STRINGS} is nested deeper than any"),
    "no such string": (
        repacked(claims(row()), {SHEET: sheet_with(b'<row r="3"><c r="A3" t="s"><v>99</v></c></row>')}),
        "it is damaged at Sheet (list index out of range)",
    ),
    "half a sheet": (repacked(claims(row()), {SHEET: lambda data: data[:-40]}), "it is damaged at Sheet ("),
    "rows in disorder": (
        repacked(claims(row()), {SHEET: sheet_with(b'<row r="1"/>')}),
        "it is damaged at Sheet (row 1 after row 2)",
    ),
    "rows beyond the last": (
        repacked(claims(row()), {SHEET: sheet_with(b'<row r="99999999"/>')}),
        "it is damaged at Sheet (row 99999999 after row 2)",
    ),
    "columns beyond the last": (
        repacked(claims(row()), {SHEET: sheet_with(b'<row r="3"><c r="ZZZ3"><v>1</v></c></row>')}),
        "it is damaged at Sheet (cell ZZZ3 in row 3)",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_in_one_clear_line(tmp_path: Path, name: str) -> None:
    data, line = CASES[name]
    code, [printed] = refused(tmp_path, data)
    assert (code, printed[: 2 + len(line)]) == (2, f": {line}")


def test_what_is_declared_to_be_large_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 1000)
    code, [printed] = refused(tmp_path, claims(row()))
    assert (code, printed[:15]) == (2, ": unpacked it h")


def test_a_million_empty_rows_and_a_false_size_are_nothing(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(3, 20_000)) + b'<row r="1048576"/>'
    grown = repacked(claims(row()), {SHEET: lambda data: sheet_with(rows)(data).replace(b"A1:N2", b"A1:XFD1048576")})
    lines, dossier = imported(tmp_path, grown)
    assert (lines, len(dossier.records(Evidence))) == ([], 1)


def test_a_workbook_may_come_out_of_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(claims(row()),))
    writer.start()
    report = import_xlsx([pipe], tmp_path / "out.json", XlsxOptions(state=tmp_path / "state"))
    writer.join()
    assert report.records["evidence"] == 1


def test_every_unreadable_file_is_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        import_xlsx([tmp_path / "a", tmp_path / "b", tmp_path / "c"], tmp_path / "out.json")
    assert len(caught.value.problems) == 3
