"""Proposed words and directions of tiny dossiers, worked by hand."""

from __future__ import annotations

import pytest

from tests.independent.crossings import ALWAYS, STANCES, Document
from tests.independent.tiny import claim, counts, tiny
from tests.independent.weights import expected

NGO, UNION, ILO = claim("n", "s-ngo"), claim("u", "s-union"), claim("i", "s-ilo")


def words(*claims: Document, verified: tuple[str, ...] = ()) -> list[str | None]:
    """The words for evidence and agreement."""
    cell = expected(tiny(*claims), frozenset(verified))["cells"]["p/outcome"]
    proposed = cell["counts"][ALWAYS]["direct"]["verified_words"]
    return [proposed["evidence"], proposed["agreement"]]


def read(ident: str, source: str, stance: str = "supports", **fields: str) -> Document:
    """A claim that was read in the source's own text."""
    return claim(ident, source, stance, reading="direct", **fields)


def test_evidence_is_limited_medium_or_with_review_robust() -> None:
    ngo, union, bureau = read("a", "s-ngo"), read("b", "s-union"), claim("c", "s-bureau")
    assert words() == ["limited", None]
    assert words(ngo, ILO) == ["limited", None]  # one independent voice
    assert words(NGO, UNION, bureau) == ["limited", "high"]  # nobody read directly
    assert words(ngo, UNION) == ["medium", None]
    assert words(ngo, union, bureau) == ["medium", "high"]
    assert words(ngo, union, bureau, verified=("a", "c")) == ["medium", "high"]  # one claim of those read directly
    assert words(ngo, union, bureau, verified=("a", "b")) == ["robust", "high"]
    firm = claim("d", "s-firm", "contradicts")
    assert words(ngo, union, firm, verified=("a", "b")) == ["medium", "medium"]  # two kinds, but no study


def test_a_claim_tied_wider_is_no_direct_tie_of_a_voice() -> None:
    dossier = tiny(read("a", "s-ngo", tie="related"), claim("b", "s-union"))
    proposed = counts(dossier, level="related")["words"]
    assert (proposed["I"], proposed["D"], proposed["evidence"]) == (2, 0, "limited")


def test_a_voice_with_a_stake_lends_words_only_its_claims_against() -> None:
    proposed = counts(tiny(read("a", "s-ilo"), claim("b", "s-ilo", "contradicts"), NGO))["words"]
    assert (proposed["I"], proposed["D"], proposed["K"]) == (2, 0, ["monitoring", "ngo"])
    assert proposed["sides"] == {"for": 1, "against": 1, "mixed": 0}


def test_output_has_no_words() -> None:
    assert counts(tiny(), "p/output")["words"] is None


@pytest.mark.parametrize(
    ("supporting", "against", "both", "word"),
    [
        (2, 0, 0, None),
        (3, 0, 0, "high"),
        (4, 1, 0, "high"),
        (3, 2, 0, "medium"),
        (3, 0, 1, "medium"),
        (1, 1, 1, "low"),
        (2, 2, 0, "low"),
    ],
)
def test_agreement_is_by_the_larger_direction(supporting: int, against: int, both: int, word: str | None) -> None:
    stances = [["supports"]] * supporting + [["contradicts"]] * against + [list(STANCES)] * both
    actors = [{"id": f"v{number}", "name": {"en": ""}, "stake": "none"} for number in range(len(stances))]
    claims = [
        claim(f"c{number}-{stance}", "s-ngo", stance, said_by=f"v{number}")
        for number, sides in enumerate(stances)
        for stance in sides
    ]
    assert counts(tiny(*claims, actors=actors))["words"]["agreement"] == word


def trends(source: str, **numbers_of: int) -> list[Document]:
    """So many claims of a source with each trend."""
    return [
        claim(f"{source}-{trend}-{number}", source, "context", trend=trend)
        for trend, count in numbers_of.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("numbers_of", "direction"),
    [
        ({"better": 1}, "better"),
        ({"better": 2, "worse": 1}, "mixed"),
        ({"worse": 7, "better": 3}, "worse"),
        ({"no_change": 3, "mixed": 1}, "no_change"),
        ({"mixed": 4, "better": 1}, "mixed"),
    ],
)
def test_a_voice_goes_where_seven_in_ten_of_its_facts_go(numbers_of: dict[str, int], direction: str) -> None:
    drawn = counts(tiny(*trends("s-ngo", **numbers_of)))["directions"]
    assert drawn["rows"]["actor:ngo"]["tied"]["direction"] == direction
    assert drawn["summary"]["direction"] is None


def test_directions_by_voice_with_untied_facts_apart() -> None:
    claims = [
        *trends("s-ngo", better=3, worse=1),
        *trends("s-bureau", better=1),
        *trends("s-ilo", better=2, no_change=2),
        claim("same", "s-union", "context", trend="worse", same_as="s-bureau-better-0"),
        claim("untied", "s-ngo", "context", trend="worse", tie="none"),
        claim("still", "s-ngo", "context"),
        claim("still-untied", "s-ngo", "context", tie="aim"),
    ]
    drawn = counts(tiny(*claims))["directions"]
    rows = {voice: (row["tied"]["direction"], row["untied"]["direction"]) for voice, row in drawn["rows"].items()}
    assert rows == {
        "actor:ilo": ("mixed", None),
        "actor:ministry": ("better", None),  # the bureau's
        "actor:ngo": ("better", "worse"),
        "actor:union": ("better", None),  # by the trend of the fact's lead
    }
    assert drawn["rows"]["actor:ngo"]["tied"]["better"] == 3
    assert drawn["rows"]["actor:ministry"]["stakes"] == ["none"]
    assert drawn["without_trend"] == {"tied": 1, "untied": 1}
    assert drawn["summary"] == {"direction": "better", "better": 3, "worse": 0, "no_change": 0, "mixed": 1}


def test_where_nobody_certainly_speaks_the_first_has_the_row_and_is_marked() -> None:
    repeated = [{"source": "s-ngo"}]
    drawn = counts(tiny(claim("a", "s-daily", trend="better", other_sources=repeated)))["directions"]
    assert {voice: row["certain"] for voice, row in drawn["rows"].items()} == {"publisher:the daily": False}
