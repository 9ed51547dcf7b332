"""Writing a template to fill in: whole or not at all, never over what is there unless asked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ilo_tui.exchange.incoming.faults import writing
from ilo_tui.exchange.incoming.writer import check_output


def write_template(output: Path, text: str, *, table: bool, force: bool = False) -> None:
    """Write `text` to `output`, a `table` with the mark by which spreadsheets know UTF-8; raises `IncomingError`."""
    check_output(output, [], force=force)
    with writing(output):
        target = Path(os.path.realpath(output))
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:40]}.", dir=target.parent) as folder:
            made = Path(folder) / "template"
            made.write_text(text, encoding="utf-8-sig" if table else "utf-8", newline="")
            made.replace(target)
