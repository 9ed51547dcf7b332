"""Workbooks as spreadsheets save them, and as whoever means harm would."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl.reader.excel import load_workbook
from openpyxl.workbook.workbook import Workbook

Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows], change: Callable[[Any], None] = lambda spreadsheet: None) -> bytes:
    """A workbook by openpyxl with these sheets; `change` is done to it before it is saved."""
    make: Any = Workbook
    spreadsheet = make()
    spreadsheet.remove(spreadsheet.active)
    for title, rows in sheets.items():
        sheet = spreadsheet.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row]:
                # It would make formulas of texts.
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    change(spreadsheet)
    file = io.BytesIO()
    spreadsheet.save(file)
    return file.getvalue()


def opened(path: Path) -> Any:
    """A workbook as openpyxl sees it, whatever this program makes of it."""
    load: Any = load_workbook
    return load(path)


def repacked(data: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A workbook with other bytes in some of its parts, or with further parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changes]):
            before = old.read(name) if name in old.namelist() else b""
            change = changes.get(name, before)
            new.writestr(name, change if isinstance(change, bytes) else change(before))
    return file.getvalue()


def converted(path: Path, folder: Path, form: str = "xlsx") -> Path:
    """The same file as LibreOffice saves it, in a folder of its own."""
    with TemporaryDirectory() as profile:
        words = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", form]
        subprocess.run([*words, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{form}"


@cache
def has_calc() -> bool:
    """Whether LibreOffice is here with its spreadsheet, and not without it."""
    if shutil.which("soffice") is None:
        return False
    with TemporaryDirectory() as folder:
        table = Path(folder) / "a.csv"
        table.write_text("a,b\n", encoding="utf-8")
        return converted(table, Path(folder) / "out").exists()
