"""Filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.dossier.store import Dossier, default_path, load, sources_of
from ilo_tui.dossier.where import KEYS, WhereError, facets, parse

DOSSIER = load(default_path())
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["programme:clm", "stance:against", "year:2012..2016", "source:dol", "has:figures", "year:", "x:y"]
    ),
)


def ids(text: str, dossier: Dossier, kind: str = "evidence") -> list[str]:
    where = parse(text, kind, dossier)
    return [one.id for one in dossier.table(kind).values() if where.holds(one)]


def test_terms_compose(dossier: Dossier) -> None:
    found = ids("programme:CLM dimension:outcome stance:against", dossier)
    claims = [dossier.evidence[one] for one in found]
    assert claims
    assert {(one.programme, one.dimension, one.stance) for one in claims} == {("clm", "outcome", "contradicts")}


def test_a_source_may_be_a_beginning_and_stands_for_every_place_where_it_is_cited(dossier: Dossier) -> None:
    for one in ids("source:dol", dossier):
        assert any(source.startswith("dol") for source in sources_of(dossier.evidence[one]))
    exact = ids("source:dol2013", dossier)
    assert exact == [one.id for one in dossier.evidence.values() if "dol2013" in sources_of(one)]


def test_years_and_fields(dossier: Dossier) -> None:
    for one in ids("year:2012..2013 has:figures", dossier):
        record = dossier.evidence[one]
        assert record.figures
        assert {"2012", "2013"} & set(facets(record, "year"))


def test_words_are_found_in_both_languages_whatever_the_case(dossier: Dossier) -> None:
    assert ids("PEMANTAUAN", dossier, "programmes") == ids("monitoring child-labour", dossier, "programmes") or ids(
        "pemantauan", dossier, "programmes"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour:red", "colour is no key here"),
        ("stance:maybe", "nothing begins with maybe for stance"),
        ("year:abc", "abc is no year"),
        ("year:2016..2012", "2016..2012 is no year"),
        ("programme:zzz", "nothing begins with zzz for programme"),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, message: str, dossier: Dossier) -> None:
    from ilo_tui.i18n import Say

    with pytest.raises(WhereError) as error:
        parse(text, "evidence", dossier)
    assert message in error.value.told(Say("en"))


@given(st.lists(WORDS, max_size=5), st.sampled_from(sorted(KEYS)))
def test_any_text_is_a_filter_or_a_clear_error(parts: list[str], kind: str) -> None:
    try:
        where = parse(" ".join(parts), kind, DOSSIER)
    except WhereError:
        return
    if kind != "gaps":
        for one in DOSSIER.table(kind).values():
            assert where.holds(one) in {True, False}
