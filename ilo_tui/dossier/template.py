"""The dossier to begin one's own with: worked records of every table in two languages, and the usual scales."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import msgspec

from ilo_tui.core.ids import slug
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.repository import default_path


def template(name: str, base: Path | None = None) -> bytes:
    """A sound dossier, one record a line; its id is made of `name`, so that sessions on two dossiers stay apart.

    The scales are those of the dossier at `base` (none: the one that ships with the program), which is where the usual
    ones stand. Raises `DossierError` where that cannot be read.
    """
    tables = msgspec.json.decode(files(__package__).joinpath("template.json").read_bytes())
    scales = ReadOnlyStorage(base or default_path()).records()["scales"]
    tables["scales"] = {doc: msgspec.to_builtins(scale) for doc, scale in scales.items()}
    ids = {record["id"] for rows in tables.values() for record in rows.values()}
    ident = dossier_id(name)
    tables["meta"]["1"]["id"] = f"{ident}-dossier" if ident in ids else ident
    return _laid_out(tables)


def dossier_id(name: str) -> str:
    """A file's name as an id: lower-case ASCII words joined by `-`; `my-dossier` where no such letter is in it."""
    return slug(name, "my-dossier")


def _laid_out(tables: dict[str, dict[str, object]]) -> bytes:
    """JSON that a text editor shows well: a record a line, as the format's own dossier has it."""
    return b"{\n" + b",\n".join(_table(name, rows) for name, rows in tables.items()) + b"\n}\n"


def _table(name: str, rows: dict[str, object]) -> bytes:
    lines = (b'    "%b": %b' % (doc.encode(), msgspec.json.encode(record)) for doc, record in rows.items())
    return b'  "%b": {\n%b\n  }' % (name.encode(), b",\n".join(lines))
