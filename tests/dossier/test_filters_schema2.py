"""Filters by what schema 2 adds: who, by what tie, when, where, how read; and terms turned round."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.filter_keys import KEYS, QueryError, offered_keys
from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filter_values import values_of
from ilo_tui.dossier.filters import parse, warnings
from ilo_tui.dossier.model import TABLES, Alignment, Evidence, Record
from ilo_tui.dossier.places import Place
from ilo_tui.dossier.repository import Dossier
from tests.dossier.small import Plain, actor, aim, alignment, both, claim, numbered, opened, programme, small2, written


def tables() -> Plain:
    """Claims that differ in one thing each, of a state with a court of its own voice, and of an agency."""
    plain = small2()
    plain["meta"]["1"]["periods"] = [
        {"id": "early", "label": {"en": "Early years", "id": "Tahun awal"}, "start": "2004", "end": "2008-06"},
        {"id": "late", "label": both("Late"), "start": "2008-06"},
    ]
    del plain["meta"]["1"]["carried"]
    plain["meta"]["1"]["place_names"] = [
        {"name": {"en": "Phnom Penh", "id": "Ibu kota"}, "also": ["Phnum Pénh"], "level": "province"},
        {"name": both("Cambodia"), "also": [], "level": "national"},
    ]
    plain["actors"] = numbered(
        actor("agency", stake="own"),
        {**actor("state"), "name": {"en": "Royal government", "id": "Pemerintah"}},
        actor("ministry", voice_of="state"),
        actor("office", parent="ministry"),
        actor("court", parent="state"),
        actor("funder", stake="funder"),
    )
    plain["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring", "publisher": "US Department of Labor"},
        {"id": "other", "title": "Another", "kind": "law_or_plan", "publisher": "Philology, Inc."},
        {"id": "bare", "title": "Without a publisher", "kind": "other"},
    )
    plain["evidence"] = numbered(*[{**document, "confidence": "low"} for document in claims()])
    plain["programmes"] = numbered(programme("one") | {"places": [both("Phnum Penh")]}, programme("two"))
    plain["aims"] = numbered(aim("aim-reach", due="2011-12"), aim("aim-law", programme="two"))
    plain["alignments"] = numbered(
        alignment("al-1", programme="one", tie="direct"), alignment("al-2", from_policy="law", source="other")
    )
    plain["findings"]["1"]["evidence"] = ["agency-1"]
    return plain


def claims() -> list[dict[str, Any]]:
    """The claims, each called by what it is for."""
    return [
        claim("agency-1", programme="one", actor=["agency"], tie="direct", reading="direct", year=2004),
        claim("office-1", programme="one", actor=["office", "funder"], tie="inferred", start="2007-07", end="2009"),
        claim(
            "court-1",
            stance="context",
            programme="two",
            actor=["court"],
            said_by="ministry",
            tie="none",
            start="2008-06",
        ),
        claim(
            "aim-1",
            stance="context",
            programme="two",
            tie="aim",
            aim="aim-reach",
            aim_reached="no",
            trend="worse",
            year=2003,
        ),
        claim("place-1", places=[both("PHNUM PENH")], place=both("a ward of Kampot"), source="other"),
        claim("place-2", place=both("phnom penh"), tie="related", reading="excerpt", source="bare"),
        claim("place-3", places=[both("Kep, coast")], policy="plan", trend="no_change", other_sources=[cite("other")]),
        claim("place-4", place=both("Kep, coast"), year=2020, note=both("doubtful")),
    ]


def cite(source: str) -> dict[str, Any]:
    """A source beside the first."""
    return {"source": source}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of these tables."""
    return opened(tmp_path_factory.mktemp("second"), tables())


def passing(dossier: Dossier, text: str, kind: str = "evidence") -> list[str]:
    """The ids of what passes a filter."""
    query = parse(text, kind, dossier)
    return [record.id for record in all_of(dossier, kind) if query.matches(record)]


def all_of(dossier: Dossier, kind: str) -> Iterable[Record | Place]:
    """What is listed of a kind."""
    return dossier.crossings.places if kind == "places" else dossier.records(TABLES[kind])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("actor:agency", ["agency-1"]),
        ("actor:funder", ["office-1"]),
        # Of whom an actor is a part, or whose voice it has, through any number of steps; not the other way round.
        ("actor:state", ["office-1", "court-1"]),
        ("actor:ministry", ["office-1"]),
        ("actor:pemerintah", ["office-1", "court-1"]),
        ("actor:royal_government", ["office-1", "court-1"]),
        ("aktor:Royal", ["office-1", "court-1"]),
        ("said_by:state", ["court-1"]),
        ("menurut:pemerintah", ["court-1"]),
        ("said_by:court", []),
        ("tie:direct,related", ["agency-1", "place-2"]),
        ("tie:not_stated", ["place-1", "place-3", "place-4"]),
        ("keterkaitan:langsung", ["agency-1"]),
        ("tie:none", ["court-1"]),
        ("trend:worse", ["aim-1"]),
        ("trend:no_change", ["place-3"]),
        ("reading:direct", ["agency-1"]),
        ("reading:excerpt", ["place-2"]),
        ("aim:aim-reach", ["aim-1"]),
        ("aim:aim-law", []),
        ("period:early", ["agency-1", "office-1", "court-1"]),
        ("period:late", ["office-1", "court-1", "place-4"]),
        ("periode:tahun_awal", ["agency-1", "office-1", "court-1"]),
        ("period:undated", ["place-1", "place-2", "place-3"]),
        ("year:2008", ["office-1", "court-1"]),
        ("place:phnom", ["place-1", "place-2"]),
        ("place:PHNUM_PÉNH", ["place-1", "place-2"]),
        ("tempat:ibu_kota", ["place-1", "place-2"]),
        # A place as it is told counts only where the dossier names it.
        ("place:kep", ["place-3"]),
        ("publisher:labor", ["agency-1", "office-1", "court-1", "aim-1", "place-3", "place-4"]),
        ("publisher:labor_us", ["agency-1", "office-1", "court-1", "aim-1", "place-3", "place-4"]),
        ("publisher:philology", ["place-1", "place-3"]),
        ("has:year", ["agency-1", "office-1", "court-1", "aim-1", "place-4"]),
        ("has:place", ["place-1", "place-2", "place-3", "place-4"]),
        ("has:note", ["place-4"]),
        ("has:said_by,trend", ["court-1", "aim-1", "place-3"]),
        ("not:has:tie", ["place-1", "place-3", "place-4"]),
        ("not:tie:direct has:tie", ["office-1", "court-1", "aim-1", "place-2"]),
        ("not:period:early,late,undated", ["aim-1"]),
        ("bukan:aktor:pemerintah tie:direct,inferred", ["agency-1"]),
    ],
)
def test_claims_are_filtered_by_what_schema_2_says_of_them(second: Dossier, text: str, expected: list[str]) -> None:
    assert passing(second, text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("actors", "actor:state", ["state", "ministry", "office", "court"]),
        ("actors", "stake:own", ["agency"]),
        ("actors", "stake:funder,own", ["agency", "funder"]),
        ("aims", "programme:two", ["aim-law"]),
        ("aims", "year:2011", ["aim-reach"]),
        ("aims", "aim:aim-l", ["aim-law"]),
        ("findings", "kind:conclusion dimension:output", ["find-1"]),
        ("findings", "not:programme:one", []),
        ("programmes", "place:phnom_penh", ["one"]),
        ("sources", "publisher:phil", ["other"]),
        ("sources", "not:has:publisher", None),
        ("alignments", "tie:direct", ["al-1"]),
        ("alignments", "publisher:inc", ["al-2"]),
    ],
)
def test_every_kind_has_its_keys(second: Dossier, kind: str, text: str, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(QueryError):
            parse(text, kind, second)
        return
    assert passing(second, text, kind) == expected


def test_actors_above_each_other_are_gone_through_once(tmp_path: Path) -> None:
    cycle = [actor("one-a", voice_of="one-b"), actor("one-b", parent="one-c"), actor("one-c", voice_of="one-a")]
    path = written(tmp_path, {**small2(), "actors": numbered(*cycle)})
    facets = Facets(Dossier(ReadOnlyStorage(path).records(), path))
    evidence = msgspec.convert(claim("ev", actor=["one-b", "elsewhere"]), Evidence)
    assert list(facets.values(evidence, "actor")) == ["one-b", "one-c", "one-a", "elsewhere"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tie:maybe", "nothing begins with maybe for tie; there is: direct, related, inferred, aim, none, not_stated"),
        ("trend:up", "nothing begins with up for trend; there is: better, worse, mixed, no_change"),
        ("reading:late", "nothing begins with late for reading; there is: direct, excerpt, second_hand"),
        ("period:phase-9", "nothing begins with phase-9 for period; there is: early, late, undated"),
        ("place:mars", "nothing begins with mars for place; there is: phnom_penh, cambodia, kep_coast"),
        ("actor:nobody", "nothing begins with nobody for actor; there is: agency, state"),
        ("publisher:bor", "no publisher has the words bor; there is: us_department_of_labor, philology_inc."),
        ("not:tie:maybe", "nothing begins with maybe for tie"),
        ("not:tie", "after not: comes a key with its value"),
        ("bukan:kata", "after bukan: comes a key with its value"),
        ("colour:red", "publisher, aim, voices, gap, stake, draft, not"),
    ],
)
def test_what_cannot_be_meant_is_reported_with_the_choices(second: Dossier, text: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, "evidence", second)
    assert words in caught.value.line(Translator("en"))
    assert caught.value.line(Translator("id"))


@pytest.mark.parametrize("kind", sorted({*TABLES, "gaps"} & set(KEYS)))
def test_whatever_is_offered_can_be_asked_for_and_turned_round(second: Dossier, kind: str) -> None:
    for key in offered_keys(kind, second):
        for name in values_of(key, kind, second) if key != "year" else ["2004"]:
            if " " not in name and "," not in name and kind != "gaps":
                every = [record.id for record in all_of(second, kind)]
                passed, others = (passing(second, f"{turn}{key}:{name}", kind) for turn in ("", "not:"))
                assert sorted([*passed, *others]) == sorted(every), (key, name)


@pytest.mark.first_edition
def test_confidence_is_read_with_a_warning_where_the_dossier_is_of_schema_2(second: Dossier, dossier: Dossier) -> None:
    query = parse("confidence:low not:confidence:high", "evidence", second)
    assert len(passing(second, "confidence:low")) == len(claims())
    assert warnings(query, second, Translator("en")) == [
        "confidence: is of version 0.1 and goes by what the file still says of it; reading: says how a claim was read"
    ]
    assert warnings(parse("tie:direct", "evidence", second), second, Translator("en")) == []
    assert warnings(parse("confidence:low", "evidence", dossier), dossier, Translator("en")) == []


def test_a_filter_reads_back_as_it_was_written(second: Dossier) -> None:
    query = parse("bukan:not:not:tie:direct aktor:pemerintah Phnom", "evidence", second)
    assert str(query) == "not:tie:direct actor:pemerintah phnom"
    assert parse(str(query), "evidence", second) == query


@pytest.mark.parametrize(
    ("text", "programmes", "claims_left"),
    [
        ("not:programme:one", ["two"], {"court-1", "aim-1", "place-1", "place-2", "place-3", "place-4"}),
        ("programme:one", ["one"], {"agency-1", "office-1"}),
        ("not:tie:direct programme:one", ["one"], {"office-1"}),
        ("actor:state", ["one", "two"], {"office-1", "court-1"}),
        ("period:undated", [], {"place-1", "place-2", "place-3"}),
    ],
)
def test_a_filter_of_the_dossier_leaves_programmes_and_claims(
    second: Dossier, text: str, programmes: list[str], claims_left: set[str]
) -> None:
    result = FilterResult(second, parse(text, DOSSIER, second))
    assert [record.id for record in result.programmes] == programmes
    assert {evidence.id for rows in result.evidence.values() for evidence in rows} == claims_left


def test_alignments_are_left_by_terms_that_are_turned_round(second: Dossier) -> None:
    result = FilterResult(second, parse("not:degree:principal", DOSSIER, second))
    assert second.count(Alignment) == 2
    assert result.matched == ["one", "law"]


def test_a_dossier_without_names_of_its_own_says_that_it_has_none(tmp_path: Path) -> None:
    plain = small2()
    del plain["meta"]["1"]["carried"]
    plain["meta"]["1"]["place_names"] = []
    plain["sources"] = numbered(
        {"id": "src", "title": "A", "kind": "press"}, {"id": "other", "title": "B", "kind": "ngo"}
    )
    dossier = opened(tmp_path, plain)
    for text in ("place:kampot", "publisher:labor"):
        with pytest.raises(QueryError) as caught:
            parse(text, "evidence", dossier)
        assert "nothing in this dossier has such a value" in caught.value.line(Translator("en"))
