"""A small sound dossier to break and to extend: plain tables as they stand in the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ilo_tui.dossier.repository import Dossier, load

Document = dict[str, Any]
Plain = dict[str, dict[str, Document]]
"""Documents by table and TinyDB number."""


def both(text: str) -> dict[str, str]:
    """A text in the two languages of the small dossier."""
    return {"en": text, "id": f"{text} (id)"}


def claim(ident: str, **fields: Any) -> Document:
    """A claim; unless told otherwise it supports, is about no programme and comes from `src`."""
    return {
        "id": ident,
        "stance": "supports",
        "statement": both(f"Statement {ident}"),
        "source": "src",
        "confidence": "high",
        "origin": "source",
        **fields,
    }


def programme(ident: str) -> Document:
    """A programme that rests on `src`."""
    names = {"name": both(f"Programme {ident}"), "summary": both(f"Summary {ident}")}
    return {"id": ident, "code": ident.upper(), "kind": "programme", **names, "sources": ["src"]}


def dimension(ident: str, order: int) -> Document:
    """One of the three dimensions."""
    texts = {name: both(f"{name} {ident}") for name in ("name", "definition", "question")}
    conclusion = {"text": both(f"Conclusion {ident}"), "source": "src"}
    return {"id": ident, "order": order, **texts, "conclusion": conclusion, "source": "src"}


def policy(ident: str, *provisions: str) -> Document:
    """A policy with these provisions."""
    parts = [{"id": ident, "ref": ident, "gist": both(f"Gist {ident}")} for ident in provisions]
    texts = {"name": both(f"Policy {ident}"), "summary": both(f"Summary {ident}")}
    return {"id": ident, "code": ident.upper(), "kind": "plan", **texts, "source": "src", "provisions": parts}


def suggestion(ident: str, **scope: Any) -> Document:
    """A question for research; its scope is empty unless given."""
    texts = {"title": both(f"Title {ident}"), "text": both(f"Text {ident}"), "sub_questions": [both("Why?")]}
    empty: Document = {"programmes": [], "dimensions": [], "policies": []}
    return {"id": ident, **texts, **empty, **scope, "origin": "thesis", "source": "src"}


def alignment(ident: str, **fields: Any) -> Document:
    """A link to the policy `plan`."""
    return {"id": ident, "policy": "plan", "rationale": both("Because"), "origin": "source", "source": "src", **fields}


def scale(ident: str, *values: tuple[str, str, int | None], kind: str = "ordinal") -> Document:
    """A scale asked of claims; each value is its code, key and rank."""
    answers = [
        {"code": code, "key": key, "label": both(code), "definition": both(code), "rank": rank}
        for code, key, rank in values
    ]
    return {
        "id": ident,
        "kind": kind,
        "applies_to": "evidence",
        "order": 1,
        "question": both("How?"),
        "values": answers,
    }


def indicator(ident: str) -> Document:
    """A series of two segments."""
    points = [{"year": 2012, "value": 10, "source": "src"}, {"year": 2016, "value": 4.5, "source": "src"}]
    texts = {name: both(f"{name} {ident}") for name in ("name", "unit", "definition")}
    segments = [{"label": both(label), "points": points} for label in ("survey", "census")]
    return {"id": ident, **texts, "programmes": ["one"], "segments": segments}


def numbered(*documents: Document) -> dict[str, Document]:
    """Documents under the numbers that TinyDB gives."""
    return {str(number): document for number, document in enumerate(documents, 1)}


def small() -> Plain:
    """Every table, sound, with one or two documents each; a new copy at every call."""
    meta = {"id": "small", "schema": 1, "edition": "1", "title": both("Small"), "languages": ["en", "id"]}
    figure = {"name": both("children"), "value": 12, "unit": both("children"), "year": 2012}
    return {
        "meta": numbered({**meta, "default_language": "en"}),
        "sources": numbered(
            {"id": "src", "title": "A report", "kind": "report", "year": 2014},
            {"id": "other", "title": "Another", "kind": "law"},
        ),
        "programmes": numbered(programme("one"), programme("two")),
        "dimensions": numbered(dimension("output", 1), dimension("outcome", 2)),
        "evidence": numbered(
            claim("ev-1", programme="one", dimension="output", figures=[figure]),
            claim("ev-2", programme="one", dimension="outcome", stance="contradicts", year=2015),
        ),
        "indicators": numbered(indicator("series")),
        "policies": numbered(policy("plan", "aim-1", "aim-2"), policy("law")),
        "alignments": numbered(
            alignment("al-1", programme="one", provision="aim-1"),
            alignment("al-2", from_policy="law", degree="significant"),
        ),
        "suggestions": numbered(suggestion("sug-1", programmes=["two"], dimensions=["output"])),
        "scales": numbered(scale("verdict", ("yes", "1", 2), ("no", "2", 1), ("unknown", "0", None))),
    }


def with_strength_twice() -> Plain:
    """The small dossier of schema 2, in which a dimension has the id of the scale `strength`."""
    tables = small2()
    tables["dimensions"]["1"]["id"] = "strength"
    for document in (*tables["evidence"].values(), *tables["findings"].values()):
        if document.get("dimension") == "output":
            document["dimension"] = "strength"
    tables["suggestions"]["1"]["dimensions"] = ["strength"]
    return tables


def small2() -> Plain:
    """The small dossier in schema 2, with a document or two in the new tables and a value in the new fields."""
    tables = small()
    tables["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring", "year": 2014, "voice": "funder"},
        {"id": "other", "title": "Another", "kind": "law_or_plan", "publisher": "Parliament", "data_of": "src"},
    )
    tables["meta"]["1"] |= {
        "schema": 2,
        "evaluated": "agency",
        "periods": [{"id": "first", "label": both("First"), "start": "2004", "end": "2008"}],
        "place_names": [{"name": both("Kampot"), "also": ["Kâmpôt"], "level": "province"}],
        "carried": [carried("evidence", "ev-1", "a" * 16, "b" * 16)],
    }
    tables["actors"] = numbered(
        actor("agency", stake="own"),
        actor("office", voice_of="agency", parent="agency"),
        actor("funder", stake="funder"),
    )
    tables["aims"] = numbered(aim("aim-reach"))
    tied = {"actor": ["agency"], "tie": "direct", "reading": "direct"}
    tables["evidence"] = numbered(
        claim("ev-1", programme="one", dimension="output", said_by="office", start="2004", end="2008-12", **tied),
        claim("ev-2", programme="one", dimension="outcome", stance="contradicts", year=2015, tie="related"),
        claim("ev-3", programme="one", dimension="output", same_as="ev-1", data_of="other", **tied),
        claim("ev-4", programme="one", stance="context", tie="aim", aim="aim-reach", aim_reached="no", trend="worse"),
    )
    for document in tables["evidence"].values():
        del document["confidence"]
    tables["findings"] = numbered(finding("find-1", evidence=["ev-1", "ev-2"], programme="one", dimension="output"))
    tables["policies"]["1"] |= {"expected_of": ["one"], "other_sources": [{"source": "other"}]}
    tables["policies"]["2"]["expected_of"] = "all"
    tables["dimensions"]["1"]["level"] = "output"
    after = {"scale": "verdict", "codes": ["yes"]}
    tables["scales"]["2"] = {**scale("strength", ("low", "1", 1), ("high", "2", 2)), "order": 2, "after": after}
    return tables


def actor(ident: str, **fields: Any) -> Document:
    """An actor, by its id."""
    return {"id": ident, "name": both(f"Actor {ident}"), **fields}


def aim(ident: str, **fields: Any) -> Document:
    """An aim of the programme `one`."""
    return {"id": ident, "programme": "one", "text": both(f"Aim {ident}"), "source": "src", **fields}


def finding(ident: str, **fields: Any) -> Document:
    """A conclusion that rests on nothing, unless told otherwise."""
    return {"id": ident, "kind": "conclusion", "title": both("Title"), "text": both("Text"), "evidence": [], **fields}


def carried(table: str, record: str, before: str, after: str) -> Document:
    """That a record changed so that what was decided on it still counts."""
    return {
        "table": table,
        "record": record,
        "from": before,
        "to": after,
        "edition": "2",
        "why": "the same in substance",
    }


def written(folder: Path, tables: object, name: str = "dossier.json") -> Path:
    """A dossier file of these tables; bytes are written as they are."""
    path = folder / name
    path.write_bytes(tables if isinstance(tables, bytes) else json.dumps(tables, ensure_ascii=False).encode())
    return path


def opened(folder: Path, tables: Plain) -> Dossier:
    """These tables as a checked dossier."""
    return load(written(folder, tables))
