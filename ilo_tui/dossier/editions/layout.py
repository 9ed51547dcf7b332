"""How an edition is laid out in its file: as an import writes a dossier, a document on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ilo_tui.dossier.editions.model import RawTables
from ilo_tui.dossier.model import TABLES


def laid_out(tables: RawTables) -> Iterator[bytes]:
    """The file in pieces: the tables of the format in its order, then unknown ones as they stood; values untouched."""
    opened = b"{\n"
    for name in (*(name for name in TABLES if name in tables), *(name for name in tables if name not in TABLES)):
        yield opened + b"  %b: {" % msgspec.json.encode(name)
        opened = b",\n"
        between = b"\n"
        for number, raw in tables.get(name, {}).items():
            yield between + b"    %b: %b" % (msgspec.json.encode(number), bytes(raw))
            between = b",\n"
        yield b"\n  }" if tables.get(name) else b"}"
    yield b"\n}\n"
