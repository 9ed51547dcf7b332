"""Places: which claims stand where, and that places are one by the dossier's own names and by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from ilo_tui.core.text import name_key
from ilo_tui.dossier.errors import FaultyError
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gazetteer import AS_TOLD, as_told, word_of
from ilo_tui.dossier.model import Aim, Evidence, Programme
from ilo_tui.dossier.places import GROUPS, NOWHERE, Place, Places
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import Weighing
from tests.dossier.small import Plain, aim, both, claim, numbered, opened, programme, small, small2

NAMES = [
    {"name": {"en": "Phnom Penh", "id": "Ibu kota"}, "also": ["Phnum Pénh"], "level": "province"},
    {"name": {"en": "national", "id": "nasional"}, "also": ["Cambodia"], "level": "national"},
    {"name": {"en": "Poipet"}, "also": [], "level": "below"},
    {"name": {"en": "Asia"}, "also": [], "level": "abroad"},
    {"name": {"en": "Kampot"}, "also": ["Kâmpôt"], "level": "province"},
]


def texts(*names: str) -> list[dict[str, str]]:
    return [{"en": name} for name in names]


def tables(*claims: dict[str, Any], names: Iterable[Mapping[str, object]] = NAMES) -> Plain:
    """The small dossier with these claims, and a programme and an aim each at two places."""
    plain = small2()
    plain["meta"]["1"] |= {"place_names": list(names), "carried": []}
    plain["programmes"] = numbered(programme("one") | {"places": texts("PHNOM PENH", "Kâmpôt")}, programme("two"))
    plain["aims"] = numbered(aim("reach", places=texts("Kampot")), aim("law-aim", place={"en": "Cambodia"}))
    plain["evidence"] = numbered(*claims)
    plain["findings"] = {}
    return plain


CLAIMS = (
    claim("named", places=texts("Phnom Penh")),
    claim("spelt", places=texts("phnum penh")),
    claim("in-other-language", places=[{"en": "The Capital", "id": "ibu kota"}]),
    claim("told", place={"en": "Phnom Penh", "id": "Ibu kota"}),
    claim("told-otherwise", place={"en": "Phnom Penh and Kampot"}),
    claim("both-kinds", place={"en": "a ward of Kampot"}, places=texts("Poipet")),
    claim("in-two", places=texts("Kampot", "Asia", "KAMPOT")),
    claim("whole", place={"en": "whole country"}, places=texts("Cambodia")),
    claim("unnamed", places=texts("Kep, coast")),
    claim("unnamed-told", place={"en": "Kep, coast"}),
    claim("alike", places=texts("Kep coast")),
    claim("nowhere"),
)
EXPECTED = {
    "phnom_penh": {"named", "spelt", "in-other-language", "told"},
    "kampot": {"in-two"},
    "poipet": {"both-kinds"},
    "asia": {"in-two"},
    "national": {"whole"},
    "kep_coast": {"unnamed"},
    "kep_coast_2": {"alike"},
    "told:phnom_penh_and_kampot": {"told-otherwise"},
    "told:kep_coast": {"unnamed-told"},
    NOWHERE: {"nowhere"},
}
"""Worked out by hand: the keys of places, with the claims of each."""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return opened(tmp_path_factory.mktemp("places"), tables(*CLAIMS))


def idents(place: Place) -> set[str]:
    return {evidence.id for evidence in place.evidence}


def test_every_claim_stands_at_the_places_that_it_names_and_at_no_other(dossier: Dossier) -> None:
    assert {place.key: idents(place) for place in dossier.crossings.places} == EXPECTED


def test_places_come_level_by_level_then_those_that_are_not_named_then_what_has_none(dossier: Dossier) -> None:
    groups = [place.group for place in dossier.crossings.places]
    assert groups == sorted(groups, key=GROUPS.index)
    assert [place.key for place in dossier.crossings.places][:5] == [
        "phnom_penh",
        "kampot",
        "poipet",
        "asia",
        "national",
    ]
    assert {place.key for place in dossier.crossings.places if place.group == "unnamed"} == {
        "kep_coast",
        "kep_coast_2",
        "told:phnom_penh_and_kampot",
        "told:kep_coast",
    }


def test_programmes_and_aims_stand_there_too(dossier: Dossier) -> None:
    places = dossier.crossings.places
    assert {place.key: place.programmes for place in places if place.programmes} == {
        "phnom_penh": ("one",),
        "kampot": ("one",),
        NOWHERE: ("two",),
    }
    assert {place.key: place.aims for place in places if place.aims} == {"kampot": ("reach",), "national": ("law-aim",)}


def test_a_named_place_has_every_way_in_which_it_is_written(dossier: Dossier) -> None:
    place = dossier.crossings.places.find("phnom_penh")
    assert place is not None
    assert place.name == {"en": "Phnom Penh", "id": "Ibu kota"}
    assert place.spellings == ("Phnum Pénh", "PHNOM PENH", "phnum penh", "The Capital", "ibu kota")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("phnom_penh", "phnom_penh"),
        ("Phnom Penh", "phnom_penh"),
        ("phnom-penh", "phnom_penh"),
        ("IBU KOTA", "phnom_penh"),
        ("phnum_penh", "phnom_penh"),
        ("cambodia", "national"),
        ("kep coast", "kep_coast"),
        ("Phnom Penh and Kampot", "told:phnom_penh_and_kampot"),
        ("told:kep_coast", "told:kep_coast"),
        ("none", NOWHERE),
        ("mars", None),
        ("", None),
        ("kamp", None),
    ],
)
def test_a_place_is_known_by_its_key_and_by_any_spelling(dossier: Dossier, typed: str, key: str | None) -> None:
    place = dossier.crossings.places.find(typed)
    assert (place and place.key) == key


def test_names_that_only_look_alike_are_two_places_and_their_spellings_lead_to_each(tmp_path: Path) -> None:
    names = [
        {"name": {"en": "Hà Nam"}, "also": [], "level": "province"},
        {"name": {"en": "Hạ Nam"}, "also": ["Ha Nam Ha"], "level": "below"},
    ]
    claims = (
        claim("first", places=texts("hà nam")),
        claim("second", places=texts("Hạ Nam")),
        claim("third", places=texts("HA NAM HA")),
        claim("neither", places=texts("Ha Nam")),
    )
    places = opened(tmp_path, tables(*claims, names=names)).crossings.places
    assert {place.key: idents(place) for place in places if place.evidence} == {
        "ha_nam": {"first"},
        "ha_nam_2": {"second", "third"},
        "ha_nam_3": {"neither"},
    }


def test_in_a_dossier_of_schema_1_each_place_stands_as_it_is_told(tmp_path: Path) -> None:
    plain = small()
    plain["programmes"]["1"]["places"] = [both("Kampot")]
    plain["evidence"] = numbered(
        claim("a", place=both("Kampot")), claim("b", place=both("Kampot; Kep")), claim("c", place=both("KAMPOT"))
    )
    places = opened(tmp_path, plain).crossings.places
    assert {place.key: (place.group, place.programmes, idents(place)) for place in places} == {
        "kampot": ("unnamed", ("one",), {"a", "c"}),
        "kampot;_kep": ("unnamed", (), {"b"}),
        NOWHERE: ("none", ("two",), set()),
    }


@pytest.mark.parametrize("former", [False, True])
def test_the_filter_by_a_place_finds_exactly_what_stands_there(
    dossier: Dossier, dossiers: Mapping[bool, Dossier], former: bool
) -> None:
    for opened_dossier in (dossier, dossiers[former]):
        places = opened_dossier.crossings.places
        for kind, records in (("evidence", Evidence), ("programmes", Programme), ("aims", Aim)):
            for typed, key in places.spellings.items():
                query = parse(f"place:{typed}", kind, opened_dossier)
                place = places.find(key)
                assert query.terms[0].values == {key} and place is not None
                passing = [record.id for record in opened_dossier.records(records) if query.matches(record)]
                listed = {
                    "evidence": [c.id for c in place.evidence],
                    "programmes": place.programmes,
                    "aims": place.aims,
                }
                assert passing == list(listed[kind]), (kind, typed)


def test_every_spelling_of_a_named_place_can_be_typed_in_a_filter(dossiers: Mapping[bool, Dossier]) -> None:
    shipped = dossiers[False]
    places = shipped.crossings.places
    for named in shipped.meta.place_names:
        for spelling in (*named.name.values(), *named.also):
            place = places.find(spelling)
            assert place is not None and place.name == named.name
            assert parse(f"place:{word_of(spelling)}", "evidence", shipped).terms[0].values == {place.key}


@pytest.mark.parametrize(
    ("level", "period", "voices", "claims"),
    [
        ("direct", None, (1, 0), (2, 1, 1)),
        ("related", None, (1, 1), (2, 1, 1)),
        ("everything", None, (1, 1), (2, 1, 1)),
        ("everything", "first", (1, 0), (1, 0, 0)),
        ("direct", "undated", (1, 0), (1, 0, 1)),
    ],
)
def test_facts_count_once_at_the_tie_level_and_in_the_period(
    tmp_path: Path, level: TieLevel, period: str | None, voices: tuple[int, int], claims: tuple[int, int, int]
) -> None:
    kampot = {"places": texts("Kampot")}
    plain = tables(
        claim("lead", tie="direct", year=2005, **kampot),
        claim("again", tie="direct", same_as="lead", year=2006, **kampot),
        claim("against", tie="related", stance="contradicts", year=2015, **kampot),
        claim("undated", tie="direct", **kampot),
        claim("context", tie="none", stance="context", **kampot),
    )
    weight = opened(tmp_path, plain).crossings.places.weight("kampot", Weighing(level, period))
    assert (weight.tally.supports.voices.low, weight.tally.contradicts.voices.low) == voices
    assert (weight.claims, weight.total, weight.hidden) == (claims, sum(claims), 0)


TEXT = st.one_of(
    st.sampled_from(
        ["Kampot", "kampot", "Kâmpôt", "Kep", "Kêp", " ", ":", ",", "none", "none:", "told:kep", "_", "_2"]
    ),
    st.sampled_from(["[b]Kep[/b]", "=1+1", "\x1b[31mKep", "\u202eKep", "../x", "kep_2", "Kep,", "K" * 300]),
    st.text(min_size=1, max_size=4),
)
PLACED = st.tuples(st.lists(TEXT, max_size=3), st.one_of(st.none(), TEXT))


def meant_by(text: str, names: Sequence[Mapping[str, Any]]) -> int | None:
    """Which of some names a text means: the one that looks like it, else the only one that is like it without marks."""
    spellings = [[*name["name"].values(), *name["also"]] for name in names]
    exact = [at for at, written in enumerate(spellings) if name_key(text) in map(name_key, written)]
    alike = [at for at, written in enumerate(spellings) if word_of(text) and word_of(text) in map(word_of, written)]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


@given(st.lists(PLACED, max_size=8), st.lists(st.lists(TEXT, min_size=1, max_size=2), max_size=3))
def test_every_claim_is_in_exactly_its_places_whatever_they_are_called(
    tmp_path_factory: pytest.TempPathFactory, placed: list[tuple[list[str], str | None]], names: list[list[str]]
) -> None:
    known: set[str] = set()
    usable: list[dict[str, Any]] = []
    for first, *others in names:
        looks = {name_key(name) for name in (first, *others)}
        if first and not looks & known:
            known |= looks
            usable.append({"name": {"en": first}, "also": others, "level": "province"})
    claims = [
        claim(f"c{number}", places=texts(*listed), **({"place": {"en": wording}} if wording is not None else {}))
        for number, (listed, wording) in enumerate(placed)
    ]
    try:
        dossier = opened(tmp_path_factory.mktemp("any"), tables(*claims, names=usable))
    except FaultyError:
        # An empty text, above all.
        reject()
    places = Places(dossier)
    for record in dossier.records(Evidence):
        keys = {place.key for place in places if record in place.evidence}
        assert keys == set(places.of(record))
        assert len(keys) == len(set(keys)) >= 1
        named = list(dossier.crossings.gazetteer.names)
        expected = {meant_by(text["en"], usable) for text in record.places or filter(None, [as_told(record)])}
        assert {named.index(key) for key in keys if key in named} == expected - {None}
        assert (NOWHERE in keys) == (not record.places and as_told(record) is None)
        for key in keys:
            place = places.find(key)
            assert place is not None and place.key == key
            assert [claim.id for claim in place.evidence].count(record.id) == 1
    unnamed = [place for place in places if place.group == "unnamed"]
    written = dossier.crossings.gazetteer.written
    apart = [(place.key.startswith(AS_TOLD), name_key(written(place.name))) for place in unnamed]
    # What is not named is one place only where it looks the same.
    assert len(apart) == len(set(apart))
    assert sum(place.group not in {"unnamed", "none"} for place in places) == len(usable)
