"""Filters by how many voices tell a fact, by what a crossing lacks, and by the interest of those who speak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.completion import completions
from ilo_tui.dossier.facts import fact_id, fact_of, facts_of
from ilo_tui.dossier.filter_keys import QueryError
from ilo_tui.dossier.filter_result import FilterResult
from ilo_tui.dossier.filter_scope import DOSSIER
from ilo_tui.dossier.filters import parse, warnings
from ilo_tui.dossier.gaps import GAP_KINDS
from ilo_tui.dossier.model import TABLES, Actor, Evidence, Meta, Record, Source
from ilo_tui.dossier.provisions import provisions
from ilo_tui.dossier.repository import Dossier, default_path, load
from tests.dossier.small import Plain, actor, alignment, claim, numbered, opened, policy, small2

EN = Translator("en")
DEFAULT = load(default_path())


def tables() -> Plain:
    """Two programmes with outcomes told by an own, a funding and a disinterested voice, and a thesis."""
    plain = small2()
    del plain["meta"]["1"]["carried"]
    plain["actors"] = numbered(
        actor("agency", stake="own"), actor("funder", stake="funder"), actor("court", stake="none"), actor("someone")
    )
    plain["sources"] = numbered(
        {"id": "src", "title": "A report", "kind": "monitoring", "voice": "funder"},
        {"id": "ruling", "title": "A ruling", "kind": "supervisory", "voice": "court"},
        {"id": "leaf", "title": "A leaf", "kind": "other"},
        {"id": "other", "title": "The thesis", "kind": "research"},
    )
    two: dict[str, Any] = {"programme": "two", "dimension": "outcome", "tie": "direct"}
    plain["evidence"] = numbered(
        # Told by the funder, the court and the agency itself.
        claim("fact", programme="one", dimension="outcome", tie="direct"),
        claim("again", programme="one", dimension="outcome", tie="related", same_as="fact", source="ruling"),
        claim("also", programme="one", dimension="outcome", same_as="fact", said_by="agency", source="leaf"),
        claim("alone", programme="one", dimension="output"),
        claim("thesis", programme="one", dimension="output", origin="thesis", source="other"),
        claim("nameless", policy="plan", source="leaf"),
        claim("ruled", **two, source="ruling"),
        claim("said", **two, source="ruling", said_by="someone", stance="contradicts"),
    )
    for document in plain["evidence"].values():
        del document["confidence"]
    plain["findings"]["1"]["evidence"] = ["fact"]
    plain["aims"] = {}
    return plain


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of these tables."""
    return opened(tmp_path_factory.mktemp("voices"), tables())


def passing(dossier: Dossier, text: str, kind: str = "evidence") -> list[str]:
    """The ids of what passes a filter."""
    query = parse(text, kind, dossier)
    return [record.id for record in dossier.records(TABLES[kind]) if query.matches(record)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Every claim of a fact has the voices of all of them.
        ("voices:3", ["fact", "again", "also"]),
        ("voices:1", ["alone", "nameless", "ruled", "said"]),
        ("voices:0", ["thesis"]),
        ("voices:2..", ["fact", "again", "also"]),
        ("voices:..1", ["alone", "thesis", "nameless", "ruled", "said"]),
        ("voices:0..0", ["thesis"]),
        ("not:voices:1", ["fact", "again", "also", "thesis"]),
        ("suara:1", ["alone", "nameless", "ruled", "said"]),
        ("stake:funder", ["fact", "alone"]),
        ("stake:own", ["also"]),
        ("kepentingan:nihil", ["again", "ruled"]),
        ("stake:none", ["again", "ruled"]),
        # Of the thesis nobody speaks, so that it has no stake, not even one that is not stated.
        ("stake:not_stated", ["nameless", "said"]),
        ("not:stake:none,funder", ["also", "thesis", "nameless", "said"]),
        ("gap:one_side", ["fact", "again", "also"]),
        ("gap:untied", ["alone", "thesis"]),
        ("gap:one_voice,none", []),
        ("not:gap:one_side,untied", ["nameless", "ruled", "said"]),
        ("kesenjangan:tidak_terkait", ["alone", "thesis"]),
        ("gap:one_stance", ["fact", "again", "also"]),
    ],
)
def test_claims_by_hand(second: Dossier, text: str, expected: list[str]) -> None:
    assert passing(second, text) == expected
    assert passing(second, f"not:not:{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of a programme any crossing counts, with a policy that is expected of it, too.
        ("gap:none", ["one", "two"]),
        ("gap:one_side", ["one"]),
        ("gap:untied", ["one"]),
        ("not:gap:untied", ["two"]),
        ("gap:no_measure", []),
    ],
)
def test_programmes_by_hand(second: Dossier, text: str, expected: list[str]) -> None:
    assert passing(second, text, "programmes") == expected


@pytest.mark.parametrize(
    ("text", "programmes", "claims_left"),
    [
        ("voices:3", ["one"], {"fact", "again", "also"}),
        ("gap:untied", ["one"], {"alone", "thesis"}),
        # Where nothing is claimed there is no claim that could pass, but there is the programme.
        ("gap:none", ["one", "two"], set()),
        ("gap:none programme:two", ["two"], set()),
        ("not:gap:none", ["one", "two"], {"nameless", "fact", "again", "also", "alone", "thesis", "ruled", "said"}),
        ("stake:own gap:one_side", ["one"], {"also"}),
    ],
)
def test_the_filter_that_is_carried_from_tab_to_tab(
    second: Dossier, text: str, programmes: list[str], claims_left: set[str]
) -> None:
    result = FilterResult(second, parse(text, DOSSIER, second))
    assert {evidence.id for rows in result.evidence.values() for evidence in rows} == claims_left
    assert [record.id for record in result.programmes] == programmes


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_claims_and_the_list_of_gaps_agree_on_what_a_gap_is(kind: str) -> None:
    query = parse(f"kind:{kind}", "gaps", DEFAULT)
    crossings = {(gap.programme, gap.dimension) for gap in DEFAULT.crossings.gaps("direct") if query.matches(gap)}
    expected = [claim.id for claim in DEFAULT.records(Evidence) if (claim.programme, claim.dimension) in crossings]
    assert passing(DEFAULT, f"gap:{kind}") == expected
    programmes = dict.fromkeys(programme for programme, _ in crossings)
    assert set(passing(DEFAULT, f"gap:{kind}", "programmes")) == set(programmes)
    assert str(parse(f"gap:{kind}", "gaps", DEFAULT).terms[0].values) == str(query.terms[0].values)


@pytest.mark.parametrize(
    ("text", "means", "typed"),
    [
        ("kind:one_source", "one_voice", "one_source"),
        ("kind:one_stance", "one_side", "one_stance"),
        ("not:kind:satu_sumber", "one_voice", "satu_sumber"),
        ("jenis:sepihak", "one_side", "sepihak"),
    ],
)
def test_kinds_of_gaps_of_the_first_version_are_read_with_a_warning(text: str, means: str, typed: str) -> None:
    query = parse(text, "gaps", DEFAULT)
    assert query.terms[0].values == {means}
    assert warnings(query, DEFAULT, EN) == [
        f"{typed} is a kind of gap of version 0.1 and is read as {means}, which counts voices"
    ]
    assert warnings(parse(f"kind:{means}", "gaps", DEFAULT), DEFAULT, EN) == []


def test_a_former_kind_is_none_of_anything_else() -> None:
    with pytest.raises(QueryError):
        parse("kind:one_source", "programmes", DEFAULT)


@pytest.mark.parametrize("text", ["voices:", "voices:one", "voices:2..1", "voices:-1", "voices:1,2", "voices:.."])
def test_what_is_no_number_of_voices_is_said_so(text: str) -> None:
    if text == "voices:":
        assert parse(text, "evidence", DEFAULT).words == ("voices:",)
        return
    with pytest.raises(QueryError) as caught:
        parse(text, "evidence", DEFAULT)
    assert "is no number of voices; write voices:1 or voices:2.." in caught.value.line(EN)


def test_former_kinds_are_not_offered_and_numbers_are_nothing_to_choose_from() -> None:
    assert completions("voices:", DOSSIER, DEFAULT) == []
    assert completions("gap:", DOSSIER, DEFAULT) == [f"gap:{kind}" for kind in sorted(GAP_KINDS)]
    assert completions("kind:", "gaps", DEFAULT) == [f"kind:{kind}" for kind in sorted(GAP_KINDS)]
    assert completions("gap:one", "gaps", DEFAULT, EN) == ["gap:one_side", "gap:one_voice"]
    # In words of a language, too, only what there is of this kind.
    offered = completions("jenis:", "programmes", DEFAULT, Translator("id"))
    assert offered == ["jenis:kegiatan_pendukung", "jenis:program"]


def test_provisions_that_nobody_serves(tmp_path: Path) -> None:
    plain = small2()
    plain["policies"] = numbered(policy("plan", "aim-1", "aim-2"), policy("law", "art-1") | {"kind": "statute"})
    plain["alignments"] = numbered(
        alignment("al-1", programme="one", provision="aim-1"),
        alignment("al-2", from_policy="law"),
        # Examined, and found not to serve it.
        alignment("al-3", programme="one", provision="aim-2", degree="not_targeted"),
        alignment("al-4", from_policy="plan", policy="law", provision="art-1"),
    )
    dossier = opened(tmp_path, plain)
    rows = provisions(dossier)
    assert [(row.id, row.alignments, row.programmes) for row in rows] == [
        ("plan/aim-1", ["al-1"], ["one"]),
        ("plan/aim-2", [], []),
        ("law/art-1", ["al-4"], []),
    ]

    def remaining(text: str) -> list[str]:
        query = parse(text, "provisions", dossier)
        return [row.id for row in rows if query.matches(row)]

    assert remaining("not:has:alignment") == ["plan/aim-2"]
    assert remaining("kind:statute") == remaining("policy:law") == ["law/art-1"]
    assert remaining("programme:one") == ["plan/aim-1"]
    assert remaining("gist aim-2") == ["plan/aim-2"]


SOURCES = tuple(Source(id=f"s{n}", title="", kind="other", voice=f"a{n % 3}") for n in range(5))
ACTORS = tuple(Actor(id=f"a{n}", name={"en": "A"}) for n in range(3))
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from([source.id for source in SOURCES]),
        st.none() | st.integers(0, 7),
        st.none() | st.sampled_from([actor.id for actor in ACTORS]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)
"""Claims: a source, which claim names the same fact, who speaks, and whether it is the thesis's."""


@given(CLAIMS)
def test_any_fact_has_as_many_voices_as_speak_in_its_claims(
    drawn: list[tuple[str, int | None, str | None, bool]],
) -> None:
    claims = [
        Evidence(
            id=f"c{n}",
            stance="supports",
            statement={},
            source="s9" if of_thesis else source,
            origin="thesis" if of_thesis else "source",
            said_by=None if of_thesis else speaker,
            same_as=f"c{same % len(drawn)}" if same is not None and same % len(drawn) != n else None,
        )
        for n, (source, same, speaker, of_thesis) in enumerate(drawn)
    ]
    dossier = _dossier(claims)
    facts = {member.id: fact for fact in facts_of(claims) for member in fact.members}
    voice_of_source = {source.id: source.voice for source in SOURCES}
    for claim_ in claims:
        members = facts[claim_.id].members
        assert {member.id for member in fact_of(dossier, claim_).members} == {member.id for member in members}
        speaking = {member.said_by or voice_of_source[member.source] for member in members if member.origin != "thesis"}
        for number in range(5):
            assert parse(f"voices:{number}", "evidence", dossier).matches(claim_) == (len(speaking) == number)
        assert parse("voices:2..", "evidence", dossier).matches(claim_) == (len(speaking) >= 2)
    assert all(fact_id(fact_of(dossier, claim_).members[0]) == fact_id(claim_) for claim_ in claims)


def _dossier(claims: list[Evidence]) -> Dossier:
    """A dossier of these claims, unchecked."""
    meta = Meta(id="drawn", schema=2, edition="1", title={"en": "Drawn"}, languages=["en"], default_language="en")
    sources = (*SOURCES, Source(id="s9", title="The thesis", kind="research", publisher="A university"))
    tables: dict[str, tuple[Record, ...]] = {
        "meta": (meta,), "actors": ACTORS, "sources": sources, "evidence": tuple(claims)
    }  # fmt: skip
    return Dossier(
        {name: {str(n): record for n, record in enumerate(records)} for name, records in tables.items()},
        Path("drawn.json"),
    )
