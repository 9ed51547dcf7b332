"""Filters: what can be meant is read, what cannot is told, and what passes really holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.codec import ReadOnlyStorage
from ilo_tui.dossier.facets import Facets
from ilo_tui.dossier.filter_keys import KEYS, QueryError
from ilo_tui.dossier.filter_values import values_of
from ilo_tui.dossier.filters import parse
from ilo_tui.dossier.gap_list import all_gaps
from ilo_tui.dossier.model import TABLES, Suggestion
from ilo_tui.dossier.repository import Dossier, default_path, load
from tests.dossier.small import claim, numbered, opened, policy, programme, small
from tests.editions import FIRST_EDITION

DEFAULT, FIRST = load(default_path()), load(FIRST_EDITION)
CLAIMS: dict[int, list[dict[str, Any]]] = {
    dossier.meta.schema: list((ReadOnlyStorage(dossier.path).read() or {})["evidence"].values())
    for dossier in (FIRST, DEFAULT)
}
"""The claims of both editions as they stand in their files, by schema."""


def passing(text: str, kind: str = "evidence", dossier: Dossier = DEFAULT) -> list[str]:
    """The ids of what passes a filter."""
    where = parse(text, kind, dossier)
    if kind == "gaps":
        return [gap.id for gap in all_gaps(dossier) if where.matches(gap)]
    if kind == "places":
        return [place.id for place in dossier.crossings.places if where.matches(place)]
    return [claim.id for claim in dossier.records(TABLES[kind]) if where.matches(claim)]


def by_hand(proof: Callable[[dict[str, Any]], object], dossier: Dossier = DEFAULT) -> list[str]:
    """The ids of the claims, as they stand in the file, for which a proof holds."""
    return [claim["id"] for claim in CLAIMS[dossier.meta.schema] if proof(claim)]


def refused(text: str, kind: str = "evidence", dossier: Dossier = DEFAULT) -> str:
    """What is told of a filter that cannot be meant."""
    with pytest.raises(QueryError) as caught:
        parse(text, kind, dossier)
    return caught.value.line(Translator("en"))


def _sources(claim: dict[str, Any]) -> list[str]:
    return [claim["source"], *(cite["source"] for cite in claim.get("other_sources", []))]


def _years(claim: dict[str, Any]) -> set[int]:
    single = {part["year"] for part in (claim, *claim.get("figures", [])) if "year" in part}
    return single | set(range(int(claim["start"][:4]), int(claim["end"][:4]) + 1) if "start" in claim else ())


PROOFS: dict[str, Callable[[dict[str, Any]], object]] = {
    "": lambda claim: True,
    "programme:clm": lambda claim: claim.get("programme") == "clm",
    "programme:CLM": lambda claim: claim.get("programme") == "clm",
    "programme:camp": lambda claim: claim.get("programme") == "campaigns",
    "programme:clm,csr": lambda claim: claim.get("programme") in {"clm", "csr"},
    "policy:c182": lambda claim: claim.get("policy") == "c182",
    "dimension:outcome": lambda claim: claim.get("dimension") == "outcome",
    "dimension:out": lambda claim: claim.get("dimension") in {"output", "outcome"},
    "stance:contradicts": lambda claim: claim["stance"] == "contradicts",
    "stance:against": lambda claim: claim["stance"] == "contradicts",
    "stance:for": lambda claim: claim["stance"] == "supports",
    "stance:con": lambda claim: claim["stance"] in {"contradicts", "context"},
    "source:dol2013": lambda claim: "dol2013" in _sources(claim),
    "source:dol": lambda claim: any(source.startswith("dol") for source in _sources(claim)),
    "origin:thesis": lambda claim: claim["origin"] == "thesis",
    "year:2012": lambda claim: 2012 in _years(claim),
    "year:2012..2014": lambda claim: _years(claim) & {2012, 2013, 2014},
    "year:..2005": lambda claim: any(year <= 2005 for year in _years(claim)),
    "year:2020..": lambda claim: any(year >= 2020 for year in _years(claim)),
    "has:figures": lambda claim: claim.get("figures"),
    "has:locator": lambda claim: claim.get("locator"),
    "has:figures has:locator": lambda claim: claim.get("figures") and claim.get("locator"),
    "has:excerpt,place": lambda claim: claim.get("excerpt") or claim.get("place"),
    "not:has:locator": lambda claim: not claim.get("locator"),
    "not:stance:for,context": lambda claim: claim["stance"] == "contradicts",
    "not:programme:clm": lambda claim: claim.get("programme") != "clm",
    "not:not:origin:thesis": lambda claim: claim["origin"] == "thesis",
    "PHNOM penh": lambda claim: "phnom" in _words(claim) and "penh" in _words(claim),
    "Kamboja": lambda claim: "kamboja" in _words(claim),
}
PROOFS_OF_SCHEMA: dict[int, dict[str, Callable[[dict[str, Any]], object]]] = {
    1: {
        **PROOFS,
        "confidence:low": lambda claim: claim["confidence"] == "low",
        "not:confidence:high,medium": lambda claim: claim["confidence"] == "low",
    },
    2: {
        **PROOFS,
        "tie:direct": lambda claim: claim["tie"] == "direct",
        "tie:none,inferred not:stance:context": lambda claim: (
            claim["tie"] in {"none", "inferred"} and claim["stance"] != "context"
        ),
        "said_by:camfeba": lambda claim: claim.get("said_by") == "camfeba",
        "actor:us-dol": lambda claim: "us-dol" in claim.get("actor", []),
        "trend:worse": lambda claim: claim.get("trend") == "worse",
        "reading:excerpt": lambda claim: claim.get("reading") == "excerpt",
        "place:kampot": lambda claim: "Kampot" in [place["en"] for place in claim.get("places", [])],
        "aim:aim": lambda claim: claim.get("aim"),
        "has:same_as": lambda claim: claim.get("same_as"),
        "has:trend,data_of not:has:said_by": lambda claim: (
            (claim.get("trend") or claim.get("data_of")) and not claim.get("said_by")
        ),
    },
}
"""Of both editions: what holds in any dossier, and what is asked in one schema only."""
EACH = [(dossier, text) for dossier in (FIRST, DEFAULT) for text in PROOFS_OF_SCHEMA[dossier.meta.schema]]
NAMES = [f"schema{dossier.meta.schema}-{text}" for dossier, text in EACH]


def _words(claim: object) -> str:
    if isinstance(claim, dict):
        return " ".join(map(_words, claim.values()))
    return " ".join(map(_words, claim)) if isinstance(claim, list) else str(claim).lower()


@pytest.mark.parametrize(("dossier", "text"), EACH, ids=NAMES)
def test_what_passes_is_what_one_finds_by_hand(dossier: Dossier, text: str) -> None:
    assert passing(text, dossier=dossier) == by_hand(PROOFS_OF_SCHEMA[dossier.meta.schema][text], dossier)


@pytest.mark.parametrize("dossier", [FIRST, DEFAULT], ids=["schema1", "schema2"])
@settings(deadline=None)
@given(data=st.data())
def test_terms_together_pass_what_each_of_them_passes(dossier: Dossier, data: st.DataObject) -> None:
    proofs = PROOFS_OF_SCHEMA[dossier.meta.schema]
    texts = data.draw(st.lists(st.sampled_from(sorted(proofs)), min_size=1, max_size=4))
    expected = by_hand(lambda claim: all(proofs[text](claim) for text in texts), dossier)
    assert passing(" ".join(texts), dossier=dossier) == expected


@pytest.mark.parametrize(("dossier", "text"), EACH, ids=NAMES)
def test_the_proofs_are_of_something(dossier: Dossier, text: str) -> None:
    ids = by_hand(PROOFS_OF_SCHEMA[dossier.meta.schema][text], dossier)
    assert ids
    assert (len(ids) < len(CLAIMS[dossier.meta.schema])) == bool(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour:red", "colour is no key here; these are: programme, policy"),
        ("programme:zzz", "nothing begins with zzz for programme; there is: clm"),
        ("stance:maybe", "nothing begins with maybe for stance; there is: supports"),
        ("stance:,", "nothing begins with , for stance"),
        ("programme:clm,zzz", "nothing begins with zzz"),
        ("has:everything", "nothing begins with everything for has; there is: figures"),
        ("year:soon", "soon is no year; write year:2012 or year:2012..2016"),
        ("year:..", ".. is no year"),
        ("year:20122016", "20122016 is no year"),
        ("year:20123", "20123 is no year"),
        ("year:2016..2012", "2016..2012 is no year"),
        ("year:2012...2016", "is no year"),
        ("not:colour:red", "colour is no key here; these are: programme, policy"),
        ("not:trafficking", "after not: comes a key with its value, as in not:has:locator"),
        ("actor:zzz", "nothing begins with zzz for actor; there is: "),
        ("publisher:zzz", "no publisher has the words zzz; there is: "),
        ("finding:low", "finding is no key here"),
        ("dimension:\x1b[31mred", "nothing begins with ␛[31mred for dimension"),
    ],
)
def test_what_cannot_be_meant_is_reported(text: str, words: str) -> None:
    assert words in refused(text)


def test_of_what_a_dossier_has_no_value_that_is_said() -> None:
    assert "actor: nothing in this dossier has such a value" in refused("actor:government", dossier=FIRST)
    assert "confidence: nothing in this dossier has such a value" not in refused("confidence:zzz")


def test_keys_are_those_of_the_kind() -> None:
    assert "stance is no key here; these are: programme, kind" in refused("stance:for", "programmes")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("programmes", "kind:supporting", 4),
        ("programmes", "kind:programme", 6),
        ("dimensions", "dimension:impact", 1),
        ("policies", "policy:c138,c182", 2),
        ("alignments", "policy:c182 programme:clm", None),
        ("suggestions", "dimension:out", None),
        ("indicators", "has:points", None),
        ("sources", "kind:research", None),
        ("scales", "applies_to:cell", 2),
        ("scales", "kind:nominal", 2),
        ("gaps", "kind:none", None),
        ("gaps", "kind:none dimension:impact", None),
        ("gaps", "dimension:impact", None),
    ],
)
def test_every_kind_can_be_filtered(kind: str, text: str, expected: int | None) -> None:
    every, passed = passing("", kind), passing(text, kind)
    assert set(passed) < set(every)
    assert passed if expected is None else len(passed) == expected


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ({"start": "2006-03", "end": "2008"}, [2006, 2007, 2008]),
        ({"start": "2006"}, [2006]),
        ({"end": "2008-12-31"}, [2008]),
        ({}, []),
    ],
)
def test_a_programme_ran_in_every_year_of_its_period(tmp_path: Path, period: dict[str, str], years: list[int]) -> None:
    dossier = opened(
        tmp_path, {**small(), "programmes": numbered({**programme("one"), "period": period}, programme("two"))}
    )
    assert [year for year in range(2000, 2012) if passing(f"year:{year}", "programmes", dossier)] == years


def test_years_of_a_policy(tmp_path: Path) -> None:
    dated = {**policy("plan", "aim-1"), "adopted": "2008-06-16", "ratified": "2010"}
    ran = {**policy("law"), "period": {"start": "2014-01", "end": "2018"}}
    dossier = opened(tmp_path, {**small(), "policies": numbered(dated, ran)})
    for year, expected in (
        (2008, ["plan"]),
        (2009, []),
        (2010, ["plan"]),
        (2013, []),
        (2016, ["law"]),
        (2018, ["law"]),
    ):
        assert passing(f"year:{year}", "policies", dossier) == expected


def test_kinds_written_in_capitals_can_be_asked_for(tmp_path: Path) -> None:
    dossier = opened(
        tmp_path, {**small(), "policies": numbered({**policy("plan", "aim-1"), "kind": "Law"}, policy("law"))}
    )
    assert passing("kind:law", "policies", dossier) == passing("kind:Law", "policies", dossier) == ["plan"]


def test_words_are_found_without_case_and_diacritics_in_any_language(tmp_path: Path) -> None:
    text = {"en": "Côte d'Ivoire", "id": "Pantai Gading; ពលកម្ម"}
    dossier = opened(tmp_path, {**small(), "evidence": numbered(claim("ev-1", statement=text), claim("ev-2"))})
    for words in ("cote", "CÔTE", "gading pantai", "ពលកម្ម", "http:"):
        assert passing(words, "evidence", dossier) == ([] if words == "http:" else ["ev-1"])


def test_more_text_can_be_looked_into(dossier: Dossier) -> None:
    where = parse("clm zebra", "evidence", dossier)
    evidence = dossier.evidence_of("programme", "clm")[0]
    assert not where.matches(evidence)
    assert where.matches(evidence, also="A Zèbra")


def test_a_filter_reads_back_as_it_was_written() -> None:
    where = parse("programme:clm Phnom year:2012..2016", "evidence", DEFAULT)
    assert str(where) == "programme:clm year:2012..2016 phnom"
    assert parse(str(where), "evidence", DEFAULT) == where
    assert where and not parse("  ", "evidence", DEFAULT)


WRITTEN = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}:{}".format,
        st.sampled_from(sorted({f"{turn}{key}" for keys in KEYS.values() for key in keys for turn in ("", "not:")})),
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["clm", "c1", "out", "s", "2012..", "..", "none", "p,", "figures,year", "٢٠١٢", "²"]),
        ),
    ),
)


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(kind=st.sampled_from(sorted({*TABLES, "gaps"} & set(KEYS))), parts=st.lists(WRITTEN, max_size=3))
def test_any_filter_is_read_or_reported_and_what_passes_holds(kind: str, parts: list[str]) -> None:
    try:
        where = parse(" ".join(parts), kind, DEFAULT)
    except QueryError as error:
        assert error.localise(Translator("en")) and error.localise(Translator("id"))
        return
    for ident in passing(" ".join(parts), kind):
        derived = [*all_gaps(DEFAULT), *DEFAULT.crossings.places]
        record: Any = next((record for record in derived if record.id == ident), None) or DEFAULT.find(ident)
        for term in where.terms:
            # A suggestion that names no programme asks about all of them.
            every = term.key == "programme" and isinstance(record, Suggestion) and not record.programmes
            has_value = every or bool(set(Facets(DEFAULT).values(record, term.key)) & term.values)
            assert has_value != term.negated
    assert all(term.values for term in where.terms)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_whatever_is_offered_for_a_key_can_be_asked_for(kind: str) -> None:
    for key in KEYS[kind]:
        if key != "year":
            for name in values_of(key, kind, DEFAULT):
                assert parse(f"{key}:{name}", kind, DEFAULT).terms[0].values


def test_a_suggestion_that_names_no_programme_is_about_each(tmp_path: Path) -> None:
    tables = small()
    every = {**next(iter(tables["suggestions"].values())), "id": "sug-all", "programmes": []}
    tables["suggestions"] = numbered(*tables["suggestions"].values(), every)
    dossier = opened(tmp_path, tables)
    assert passing("programme:one", "suggestions", dossier) == ["sug-all"]
    assert passing("programme:two", "suggestions", dossier) == ["sug-1", "sug-all"]
