"""Writing a file for a person: complete or not at all, and never over what is there unless asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilo_tui.core.files import DISK, Disk
from ilo_tui.importers.tables.dossier_writer import check_output, outgoing


def write_file(path: Path, data: bytes, *, force: bool, inputs: Sequence[Path] = (), disk: Disk = DISK) -> None:
    """Put `data` at `path`, durably, or on stdout where it is `STDOUT`.

    Raises `OutputError` where it cannot be, or would replace one of `inputs` or a session. An existing file is
    replaced only with `force`. The file is as private as the user's others are.
    """
    check_output(path, list(inputs), force=force)
    with outgoing(path, force=force, disk=disk) as file:
        file.write(data)
