"""The JSON Schema of a session file, made from the records themselves."""

from __future__ import annotations

import msgspec

from ilo_tui.review.model import SCHEMA, Decision, Observation, Session, Withdrawal


def session_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of a session file: one session, and records of three kinds, told apart by their keys."""
    kinds = (Session, Decision, Withdrawal, Observation)
    (session, decision, withdrawal, observation), components = msgspec.json.schema_components(
        kinds, ref_template="#/$defs/{name}"
    )
    components["Session"]["properties"]["schema"] |= {"minimum": 1, "maximum": SCHEMA}
    record = _where("withdraws", withdrawal, _where("observation", observation, decision))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ilo-tui review session",
        "description": "A TinyDB file: {table: {document number: document}}.",
        "type": "object",
        "properties": {
            "session": {**_table(session), "minProperties": 1, "maxProperties": 1},
            "decisions": _table(record),
        },
        "required": ["session", "decisions"],
        "$defs": components,
    }


def _where(key: str, schema: dict[str, object], otherwise: dict[str, object]) -> dict[str, object]:
    """The schema of what has a key, and that of what does not."""
    return {"if": {"required": [key]}, "then": schema, "else": otherwise}


def _table(document: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "patternProperties": {"^[0-9]+$": document}, "additionalProperties": False}
