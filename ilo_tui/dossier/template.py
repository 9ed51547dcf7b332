"""The dossier to begin one's own with: worked records of every table in two languages, and the usual scales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files

import msgspec

from ilo_tui.core.ids import slug
from ilo_tui.dossier.frames import Frame, FrameName, frame, usual_scales
from ilo_tui.dossier.model import TABLES, Evidence, Finding, Indicator, Record, Suggestion


def template(name: str, frame_name: FrameName = "biermann") -> bytes:
    """A sound dossier, one record a line; its id is made of `name`, so that sessions on two dossiers stay apart."""
    chosen = frame(frame_name)
    tables = _examples(chosen)
    tables["sources"] += chosen.sources
    tables["dimensions"] = [*chosen.dimensions]
    tables["scales"] = [*usual_scales()]
    ids = {record.id for records in tables.values() for record in records}
    ident = dossier_id(name)
    tables["meta"] = [
        msgspec.structs.replace(meta, id=f"{ident}-dossier" if ident in ids else ident) for meta in tables["meta"]
    ]
    return _laid_out(tables)


def dossier_id(name: str) -> str:
    """A file's name as an id: lower-case ASCII words joined by `-`; `my-dossier` where no such letter is in it."""
    return slug(name, "my-dossier")


def _examples(chosen: Frame) -> dict[str, list[Record]]:
    """The example of each table, in the dimensions of a frame."""
    raws = msgspec.json.decode(
        files(__package__).joinpath("template.json").read_bytes(), type=dict[str, dict[str, msgspec.Raw]]
    )
    return {
        table: [_placed(msgspec.json.decode(raw, type=TABLES[table]), chosen) for raw in rows.values()]
        for table, rows in raws.items()
    }


def _placed(record: Record, chosen: Frame) -> Record:
    """A record that names dimensions by their level, in those of a frame."""
    if isinstance(record, Evidence | Indicator | Finding) and record.dimension:
        return msgspec.structs.replace(record, dimension=chosen.examples[record.dimension])
    if isinstance(record, Suggestion):
        return msgspec.structs.replace(record, dimensions=[chosen.examples[level] for level in record.dimensions])
    return record


def _laid_out(tables: Mapping[str, Iterable[Record]]) -> bytes:
    """JSON that a text editor shows well: a record a line, as the format's own dossier has it."""
    return b"{\n" + b",\n".join(_table(name, tables[name]) for name in TABLES) + b"\n}\n"


def _table(name: str, records: Iterable[Record]) -> bytes:
    lines = (b'    "%d": %b' % (number, msgspec.json.encode(record)) for number, record in enumerate(records, 1))
    return b'  "%b": {\n%b\n  }' % (name.encode(), b",\n".join(lines))
