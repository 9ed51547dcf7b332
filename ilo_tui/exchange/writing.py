"""Writing a file that a person asked for: whole or not at all, and never over what is there unless asked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ilo_tui.exchange.incoming.faults import writing
from ilo_tui.exchange.incoming.writer import check_output


def write_whole(path: Path, data: bytes, *, force: bool, inputs: Sequence[Path] = ()) -> None:
    """Put `data` at `path`, durably; raises `IncomingError` where it cannot be, or would replace one of `inputs`.

    An existing file is replaced only with `force`. The file is as private as the user's others are.
    """
    check_output(path, list(inputs), force=force)
    with writing(path):
        # What a link points at is written, and the link stays.
        target = Path(os.path.realpath(path))
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", dir=target.parent))
        try:
            made = folder / "made"
            with made.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            made.replace(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
