"""Dossiers of schema 2 with a fault each that schema 1 does not have."""

from __future__ import annotations

from typing import Any

from tests.dossier.broken import Broken
from tests.dossier.small import Plain, actor, carried, claim, small2

EVIDENCE = "evidence/1 (ev-1): "


def _changed(table: str, number: str, **fields: Any) -> Any:
    """A change of some fields of a document."""
    return lambda tables: tables[table][number].update(fields)


def _repeating(tables: Plain) -> None:
    """Four sources, of which three repeat figures of one another in a circle."""
    data_of = {"a": "b", "b": "c", "c": "d", "d": "b"}
    for number, (ident, origin) in enumerate(data_of.items(), 3):
        tables["sources"][str(number)] = {"id": ident, "title": ident, "kind": "press", "data_of": origin}


def _meta(**fields: Any) -> Any:
    return _changed("meta", "1", **fields)


def _circle(tables: Plain) -> None:
    tables["actors"]["1"]["voice_of"] = "office"


_PLACES = [
    {"name": {"en": "Kampot", "id": "Kampot"}, "level": "province"},
    {"name": {"en": "Kep", "id": "Kep"}, "also": ["KAMPOT"], "level": "province"},
]
_PERIOD = {"id": "first", "label": {"en": "First", "id": "Pertama"}, "start": "2004"}
_CASES: tuple[tuple[str, str, Any], ...] = (
    (
        "the evaluated actor is none",
        "meta/1 (small): evaluated names nobody, which is not in actors",
        _meta(evaluated="nobody"),
    ),
    (
        "the actor of a claim",
        EVIDENCE + "actor names nobody, which is not in actors",
        _changed("evidence", "1", actor=["agency", "nobody"]),
    ),
    (
        "the speaker of a claim",
        EVIDENCE + "said_by names src, which is not in actors",
        _changed("evidence", "1", said_by="src"),
    ),
    (
        "the aim of a claim",
        EVIDENCE + "aim names no-aim, which is not in aims",
        _changed("evidence", "1", aim="no-aim"),
    ),
    (
        "the fullest record",
        "evidence/3 (ev-3): same_as names ev-9, which is not in evidence",
        _changed("evidence", "3", same_as="ev-9"),
    ),
    (
        "the origin of figures",
        EVIDENCE + "data_of names none, which is not in sources",
        _changed("evidence", "1", data_of="none"),
    ),
    (
        "the voice of a source",
        "sources/1 (src): voice names none, which is not in actors",
        _changed("sources", "1", voice="none"),
    ),
    ("the voice of an actor", "actors/3 (funder): voice_of names none", _changed("actors", "3", voice_of="none")),
    ("the programme of an aim", "aims/1 (aim-reach): programme names three", _changed("aims", "1", programme="three")),
    (
        "the claims of a finding",
        "findings/1 (find-1): evidence names ev-9",
        _changed("findings", "1", evidence=["ev-1", "ev-9"]),
    ),
    (
        "a programme of which a policy is expected",
        "policies/1 (plan): expected_of names all-of-them",
        _changed("policies", "1", expected_of=["one", "all-of-them"]),
    ),
    (
        "all in a list",
        "policies/1 (plan): expected_of names all, which",
        _changed("policies", "1", expected_of=["all"]),
    ),
    (
        "another source of an alignment",
        "alignments/1 (al-1): other_sources.source names none",
        _changed("alignments", "1", other_sources=[{"source": "none"}]),
    ),
    (
        "a carried record that is none",
        "meta/1 (small): carried[0] names ev-9, which is not in evidence",
        _meta(carried=[carried("evidence", "ev-9", "a" * 16, "b" * 16)]),
    ),
    (
        "a carried table that is none",
        "carried[0] names the table proof, which there is not",
        _meta(carried=[carried("proof", "ev-1", "a" * 16, "b" * 16)]),
    ),
    (
        "an actor with the voice of one that has its own",
        "actors/1 (agency): voice_of leads back to itself (agency > office > agency): take one",
        _circle,
    ),
    (
        "an actor above itself",
        "actors/3 (funder): parent leads back to itself (funder > funder)",
        _changed("actors", "3", parent="funder"),
    ),
    (
        "sources that repeat one another",
        "sources/4 (b): data_of leads back to itself (b > c > d > b)",
        _repeating,
    ),
    (
        "a scale that is asked after itself",
        "scales/2 (strength): after.scale leads back to itself",
        _changed("scales", "2", after={"scale": "strength", "codes": ["low"]}),
    ),
    (
        "a code that the other scale does not have",
        "scales/2 (strength): after names the code perhaps, which verdict does not have: name some of yes, no, unknown",
        _changed("scales", "2", after={"scale": "verdict", "codes": ["yes", "perhaps"]}),
    ),
    (
        "a scale that is never asked",
        "scales/2 (strength): after names no code of verdict",
        _changed("scales", "2", after={"scale": "verdict", "codes": []}),
    ),
    (
        "a scale that has its turn before the one that it is asked after",
        "scales/2 (strength): after names verdict, which is not asked of the same item before",
        _changed("scales", "2", order=0),
    ),
    (
        "a scale that is asked after one of other items",
        "scales/2 (strength): after names verdict, which is not asked of the same item before",
        _changed("scales", "2", applies_to="cell"),
    ),
    (
        "a scale after none",
        "scales/2 (strength): after.scale names none, which is not in scales",
        _changed("scales", "2", after={"scale": "none", "codes": ["yes"]}),
    ),
    (
        "the same fact in another stance",
        "evidence/3 (ev-3): same_as names ev-1, whose stance is another",
        _changed("evidence", "3", stance="context"),
    ),
    (
        "the same fact in another dimension",
        "evidence/3 (ev-3): same_as names ev-1, whose dimension is another",
        _changed("evidence", "3", dimension="outcome"),
    ),
    (
        "the fullest record names a fuller one",
        "evidence/5 (ev-5): same_as names ev-3, which has a same_as itself",
        lambda tables: tables["evidence"].update({"5": {**tables["evidence"]["3"], "id": "ev-5", "same_as": "ev-3"}}),
    ),
    (
        "a fact that is its own fullest record",
        "evidence/2 (ev-2): same_as names ev-2, which has a same_as itself",
        _changed("evidence", "2", same_as="ev-2"),
    ),
    (
        "year and start",
        EVIDENCE + "year stands beside start or end: keep year, or start and end",
        _changed("evidence", "1", year=2004),
    ),
    (
        "end alone",
        "evidence/4 (ev-4): end stands without start: add start, or write year",
        _changed("evidence", "4", end="2004"),
    ),
    (
        "against without a tie",
        "evidence/2 (ev-2): with the tie none a claim is never for or against: make its stance context",
        _changed("evidence", "2", tie="none"),
    ),
    (
        "for with the tie of an aim",
        "evidence/2 (ev-2): with the tie aim a claim is never for or against",
        _changed("evidence", "2", tie="aim", aim="aim-reach"),
    ),
    (
        "the tie of an aim without one",
        "evidence/3 (ev-3): the tie aim needs aim, the id of the aim",
        lambda tables: tables["evidence"].update({"3": claim("ev-3", stance="context", tie="aim")}),
    ),
    (
        "an aim that is reached and is none",
        "evidence/2 (ev-2): aim_reached needs aim",
        _changed("evidence", "2", aim_reached="yes"),
    ),
    (
        "a kind of source",
        "sources/1 (src): kind report is none of those of a source: evaluation, survey",
        _changed("sources", "1", kind="report"),
    ),
    (
        "a month that no year has",
        "aims/1 (aim-reach): due: there is no date 2026-13; write a year",
        _changed("aims", "1", due="2026-13"),
    ),
    (
        "a day that no month has",
        "policies/1 (plan): period.end: there is no date 2023-02-29",
        _changed("policies", "1", period={"end": "2023-02-29"}),
    ),
    (
        "a date in a list of parts",
        "meta/1 (small): periods[0].end: there is no date 0000",
        _meta(periods=[{**_PERIOD, "end": "0000"}]),
    ),
    (
        "a claim that ends before it begins",
        EVIDENCE + "end 2008-02 lies before start 2008-03",
        _changed("evidence", "1", start="2008-03", end="2008-02"),
    ),
    (
        "a figure that ends before it begins",
        EVIDENCE + "figures[0].end 2003 lies before start 2004-05",
        _changed(
            "evidence",
            "1",
            figures=[
                {
                    "name": {"en": "a", "id": "a"},
                    "value": 1,
                    "unit": {"en": "b", "id": "b"},
                    "start": "2004-05",
                    "end": "2003",
                }
            ],
        ),
    ),
    ("a period twice", "meta/1 (small): the period first stands twice", _meta(periods=[_PERIOD, _PERIOD])),
    ("a name of two places", "meta/1 (small): place_names has KAMPOT for two places", _meta(place_names=_PLACES)),
    (
        "an id of two new tables",
        "findings/1 (aim-reach): the id stands already at aims/1",
        _changed("findings", "1", id="aim-reach"),
    ),
    (
        "a stake that is none",
        "actors/4 (more): 'much' is none of the values allowed at $.stake",
        lambda tables: tables["actors"].update({"4": actor("more", stake="much")}),
    ),
    (
        "an actor without its list",
        EVIDENCE + "expected array, got str at $.actor",
        _changed("evidence", "1", actor="agency"),
    ),
)
FAULTY_SCHEMA2 = tuple(Broken(name, 1, (words,), content, small2) for name, words, content in _CASES)
"""Files of schema 2 that are dossiers, but not sound ones, each with one fault."""
