"""The JSON Schema of a dossier file, made from the records themselves."""

from __future__ import annotations

import msgspec

from ilo_tui.dossier.model import SCHEMA
from ilo_tui.dossier.schema1 import HIDDEN, kinds_of


def json_schema(schema: int = SCHEMA) -> dict[str, object]:
    """JSON Schema (2020-12) of a file of this `schema`: tables of numbered documents."""
    kinds = kinds_of(schema)
    references, components = msgspec.json.schema_components(list(kinds.values()), ref_template="#/$defs/{name}")
    for component in components.values():
        for key in [key for key in component["properties"] if key.startswith(HIDDEN)]:
            del component["properties"][key]
    components["Meta"]["properties"]["schema"]["const"] = schema
    tables = {
        name: {"type": "object", "patternProperties": {"^[0-9]+$": reference}, "additionalProperties": False}
        for name, reference in zip(kinds, references, strict=True)
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
