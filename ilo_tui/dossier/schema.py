"""The JSON Schema of a dossier file, made from the records themselves."""

from __future__ import annotations

import msgspec

from ilo_tui.dossier.model import TABLES


def json_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the file: tables of numbered documents."""
    schemas, components = msgspec.json.schema_components(list(TABLES.values()), ref_template="#/$defs/{name}")
    tables = {
        name: {"type": "object", "patternProperties": {"^[0-9]+$": schema}, "additionalProperties": False}
        for name, schema in zip(TABLES, schemas, strict=True)
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ilo-tui dossier",
        "description": "A TinyDB file: {table: {document number: document}}.",
        "type": "object",
        "properties": tables,
        "required": ["meta"],
        "$defs": components,
    }
