"""A dossier with a few dated things, of which every year can be worked out by hand."""

from __future__ import annotations

from tests.dossier.small import Plain, actor, aim, both, claim, indicator, numbered, policy, programme, small2

FOR, AGAINST, CONTEXT = "supports", "contradicts", "context"


def timeline_tables() -> Plain:
    """The tables, sound; a new copy at every call. All sources are of 2014, which is nowhere on the timeline."""
    tables = small2()
    tables["meta"]["1"] |= {
        "carried": [],
        "periods": [
            {"id": "first", "label": both("First"), "start": "2004-09", "end": "2006"},
            {"id": "after", "label": both("After"), "start": "2007"},
        ],
    }
    tables["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring", "year": 2014, "voice": "funder"},
        {"id": "other", "title": "Another", "kind": "law_or_plan", "year": 2014, "publisher": "Parliament"},
    )
    tables["actors"] = numbered(actor("agency", stake="own"), actor("funder", stake="funder"))
    tables["programmes"] = numbered(
        programme("later") | {"period": {"start": "2006"}},
        programme("one") | {"period": {"start": "2005-03", "end": "2007"}},
        programme("never"),
    )
    tables["policies"] = numbered(
        policy("plan", "aim-1") | {"adopted": "2006-02", "period": {"start": "2007", "end": "2009"}},
        policy("law") | {"adopted": "1999", "ratified": "2006"},
        policy("dateless"),
    )
    tables["aims"] = numbered(aim("aim-reach", due="2007"))
    tables["indicators"] = numbered(indicator("series"))
    tables["evidence"] = numbered(
        claim("a", year=2005, tie="direct", programme="one", dimension="output"),
        claim("b", stance=AGAINST, start="2005-06", end="2007", source="other", tie="inferred", tie_why=both("So")),
        claim(
            "c",
            start="2005",
            end="2006",
            source="other",
            tie="direct",
            same_as="a",
            programme="one",
            dimension="output",
        ),
        claim("d", stance=CONTEXT, year=2006, tie="none"),
        claim("e", tie="direct", programme="later"),
        claim("f", stance=CONTEXT, start="2009-05", tie="direct"),
    )
    for document in tables["evidence"].values():
        del document["confidence"]
    tables["alignments"], tables["findings"], tables["suggestions"] = {}, {}, {}
    return tables
