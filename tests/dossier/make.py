"""Small dossiers to break."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Tables = dict[str, dict[str, dict[str, Any]]]


def both(text: str) -> dict[str, str]:
    """A text in both languages."""
    return {"en": text, "id": f"{text} (id)"}


def sound() -> Tables:
    """A dossier with one record of each kind, without a fault."""
    cite = {"source": "s1", "origin": "source"}
    claim = {"stance": "supports", "statement": both("it works"), "confidence": "high", **cite}
    figure = {"name": both("children"), "value": 3, "unit": both("children"), "year": 2012}
    value = {"label": both("yes"), "definition": both("it does")}
    return {
        "meta": {
            "1": {
                "id": "small", "schema": 1, "edition": "1", "title": both("Small"), "languages": ["en", "id"],
                "default_language": "en",
            }
        },
        "sources": {"1": {"id": "s1", "title": "A report", "kind": "report"}},
        "programmes": {
            "1": {"id": "p1", "code": "P1", "kind": "programme", "name": both("One"), "summary": both("x"),
                "sources": ["s1"]},
            "2": {"id": "p2", "code": "P2", "kind": "programme", "name": both("Two"), "summary": both("x"),
                "sources": []},
        },
        "dimensions": {
            "1": {
                "id": "output", "order": 1, "name": both("Output"), "definition": both("x"), "question": both("x"),
                "conclusion": {"text": both("x"), "source": "s1"}, "source": "s1",
            }
        },
        "evidence": {
            "1": {"id": "e1", "programme": "p1", "dimension": "output", "figures": [figure], **claim},
            "2": {"id": "e2", "programme": "p1", **claim, "stance": "contradicts"},
        },
        "indicators": {
            "1": {
                "id": "i1", "name": both("x"), "unit": both("%"), "definition": both("x"), "programmes": ["p1"],
                "segments": [{"label": both("x"), "points": [{"year": 2012, "value": 1.5, "source": "s1"}]}],
            }
        },
        "policies": {
            "1": {
                "id": "c1", "code": "C1", "kind": "law", "name": both("Law"), "summary": both("x"), "source": "s1",
                "provisions": [{"id": "art-1", "ref": "Art. 1", "gist": both("x")}],
            }
        },
        "alignments": {"1": {"id": "a1", "programme": "p1", "policy": "c1", "rationale": both("x"), **cite}},
        "suggestions": {
            "1": {
                "id": "q1", "title": both("x"), "text": both("x"), "sub_questions": [], "programmes": [],
                "dimensions": ["output"], "policies": [], **cite,
            }
        },
        "scales": {
            "1": {
                "id": "verdict", "kind": "nominal", "applies_to": "evidence", "order": 1, "question": both("x"),
                "values": [{"code": "yes", "key": "1", **value}, {"code": "no", "key": "2", **value}],
            }
        },
    }  # fmt: skip


def write(path: Path, tables: Any) -> Path:
    """Write tables as a dossier file."""
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path
