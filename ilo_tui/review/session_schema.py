"""The JSON Schema of a session file, made from the records themselves."""

from __future__ import annotations

import msgspec

from ilo_tui.review.drafts.model import Change, DraftHead
from ilo_tui.review.model import SCHEMA, Decision, Observation, Session, Withdrawal


def session_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the file of a session or draft: its head, and records told apart by their keys."""
    kinds = (Session, Decision, Withdrawal, Observation, DraftHead, Change)
    (session, decision, withdrawal, observation, draft, change), components = msgspec.json.schema_components(
        kinds, ref_template="#/$defs/{name}", schema_hook=_any_value
    )
    components["Session"]["properties"]["schema"] |= {"minimum": 1, "maximum": SCHEMA}
    components["DraftHead"]["properties"]["schema"] |= {"maximum": SCHEMA}
    of_session = _where("withdraws", withdrawal, _where("observation", observation, decision))
    of_draft = _where("withdraws", withdrawal, change)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ilo-tui review session",
        "description": "A TinyDB file: {table: {document number: document}}.",
        "type": "object",
        "properties": {
            "session": {"type": "object", "minProperties": 1, "maxProperties": 1},
            "decisions": {"type": "object"},
        },
        "if": {"properties": {"session": _table({"properties": {"kind": {"const": "draft"}}, "required": ["kind"]})}},
        "then": {"properties": {"session": _table(draft), "decisions": _table(of_draft)}},
        "else": {"properties": {"session": _table(session), "decisions": _table(of_session)}},
        "required": ["session", "decisions"],
        "$defs": components,
    }


def _any_value(kind: type) -> dict[str, object]:
    """The schema of a value in a document of a dossier, of which nothing else is without one."""
    return {"description": f"JSON ({kind.__name__})"}


def _where(key: str, schema: dict[str, object], otherwise: dict[str, object]) -> dict[str, object]:
    """The schema of what has a key, and that of what does not."""
    return {"if": {"required": [key]}, "then": schema, "else": otherwise}


def _table(document: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "patternProperties": {"^[0-9]+$": document}, "additionalProperties": False}
