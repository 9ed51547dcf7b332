"""A dossier that an editor saved with a byte order mark opens like any other."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

from ilo_tui.dossier.repository import default_path
from ilo_tui.dossier.validation import check_file


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "marked.json"
    path.write_bytes(BOM_UTF8 + default_path().read_bytes())
    assert check_file(path) == []
