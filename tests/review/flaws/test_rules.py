"""Each rule of the ten flaws by tables made by hand: what it lists, what it leaves, where it cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ilo_tui.dossier.model import AppliesTo, Evidence
from ilo_tui.dossier.repository import Dossier
from ilo_tui.review.adjudication import FinalAnswer
from ilo_tui.review.agreement.ratings import Rating, Ratings
from ilo_tui.review.flaws.find import find_flaws
from ilo_tui.review.flaws.groups import Groups
from ilo_tui.review.flaws.monitoring import crosses_segments
from ilo_tui.review.flaws.result import Case, Flaw
from ilo_tui.review.flaws.subject import FlawInput
from ilo_tui.review.items import Items
from ilo_tui.review.model import Basis, Decision
from ilo_tui.review.results import ReviewResults
from tests.dossier.small import Document, Plain, actor, aim, both, finding, numbered, opened, programme, small
from tests.review.flaws.built import (
    ACTORS,
    EARLY,
    FAIR,
    GOOD,
    KAMPOT,
    KEP,
    LATE,
    NATIONAL,
    SOURCES,
    cases_of,
    source,
    stated,
    tables,
)
from tests.review.help import CHAN, SOK

OUTCOME = "cell:one/outcome"


def rated(
    dossier: Dossier,
    answers: Mapping[str, Mapping[str, str]],
    kind: AppliesTo = "cell",
    *,
    note: str = "Why",
    basis: Basis = "source_read",
    final: Mapping[str, str] | None = None,
) -> ReviewResults:
    """What one reviewer answered, by item, and what an adjudication decided on each of these items."""
    ratings, finals = Ratings(), {}
    for item, values in answers.items():
        decision = _decision(item, values, note, basis)
        ratings.add((kind, item), Rating(SOK, "session", decision))
        if final:
            decided = _decision(item, final, note, basis)
            finals[kind, item] = FinalAnswer(decided, CHAN, "adjudication")
    return ReviewResults(Items(dossier), ratings, finals)


def _decision(item: str, values: Mapping[str, str], note: str, basis: Basis) -> Decision:
    return Decision(
        seq=1, item=item, item_hash="0" * 16, values=dict(values), basis=basis, flagged=False, skipped=False,
        at="2026-11-24T12:00:00Z", note=note,
    )  # fmt: skip


def flaw(number: int, dossier: Dossier, results: ReviewResults | None = None, **options: Any) -> Flaw:
    return find_flaws(dossier, results, **options)[number - 1]


def kinds(number: int, dossier: Dossier, results: ReviewResults | None = None, **options: Any) -> set[str]:
    return {case.kind for case in flaw(number, dossier, results, **options).cases}


FULL: Document = {"period": {"end": "2008"}, "places": [KAMPOT], "partners": ["A ministry"]}
LACKS: list[tuple[Document, tuple[str, ...]]] = [
    ({}, ()),
    ({"period": None}, ("period",)),
    ({"period": {}}, ("period",)),
    ({"places": []}, ("place",)),
    ({"partners": []}, ("partner",)),
    ({"partners": [], "orgs": [{"name": "Aid Office", "role": "Reporting"}]}, ("partner",)),
    ({"partners": [], "orgs": [{"name": "A bank", "role": "Funding"}]}, ()),
    ({"period": None, "places": [], "partners": []}, ("period", "place", "partner")),
]


@pytest.mark.parametrize(("fields", "missing"), LACKS)
def test_what_of_a_programme_is_not_recorded(tmp_path: Path, fields: Document, missing: tuple[str, ...]) -> None:
    figure = {"name": both("pupils"), "value": 3, "unit": both("pupils")}
    plain = tables(stated("done", "output", figures=[figure]), programmes=numbered(programme("one") | FULL | fields))
    plain["aims"] = numbered(aim("aim-one"))
    plain["programmes"]["1"] = {key: value for key, value in plain["programmes"]["1"].items() if value is not None}
    cases = flaw(1, opened(tmp_path, plain)).cases
    assert [case.values["missing"] for case in cases] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("claims", "missing"),
    [
        ([], ("aim", "figure", "output")),
        ([stated("e", "output", tie="related")], ("aim", "figure", "output")),
        ([stated("e", "outcome")], ("aim", "figure", "output")),
        ([stated("e", "output", stance="context")], ("aim", "figure")),
    ],
)
def test_an_output_counts_where_it_is_tied_directly(
    tmp_path: Path, claims: list[Document], missing: tuple[str, ...]
) -> None:
    plain = tables(*claims, programmes=numbered(programme("one") | FULL), aims={})
    (case,) = flaw(1, opened(tmp_path, plain)).cases
    assert (case.records, case.values["missing"]) == (("one",), missing)


def test_a_dossier_without_a_dimension_of_outputs_says_that_it_cannot_tell(tmp_path: Path) -> None:
    plain = tables(stated("e", "outcome"), programmes=numbered(programme("one") | FULL), aims=numbered(aim("aim-one")))
    del plain["dimensions"]["1"]["level"]
    (case,), unknown = (listed := flaw(1, opened(tmp_path, plain))).cases, listed.unknown
    assert case.values["missing"] == ("figure",) and unknown == ("no_output",)


OTHER = [{"source": "survey", "locator": "p. 2"}]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([stated("e", "outcome")], {"monitoring_kinds", "interested_voices"}),
        ([stated("e", "outcome", tie="inferred", tie_why=both("x"))], {"monitoring_kinds", "interested_voices"}),
        ([stated("e", "outcome", said_by="institute")], {"monitoring_kinds"}),
        ([stated("e", "outcome", said_by="partner", source="study")], {"interested_voices"}),
        ([stated("e", "outcome", other_sources=OTHER)], set()),
        ([stated("e", "outcome"), stated("f", "outcome", source="survey")], set()),
        # What is not tied, and what only the thesis says, makes no evaluation of it.
        (
            [stated("e", "outcome"), stated("f", "outcome", source="survey", stance="context", tie="none")],
            {"monitoring_kinds", "interested_voices"},
        ),
        (
            [stated("e", "outcome"), stated("f", "outcome", source="thesis", origin="thesis")],
            {"monitoring_kinds", "interested_voices"},
        ),
        ([stated("f", "outcome", source="thesis", origin="thesis")], set()),
        ([stated("f", "outcome", stance="context", tie="none")], set()),
    ],
)
def test_effects_rated_on_what_is_no_evaluation(tmp_path: Path, claims: list[Document], expected: set[str]) -> None:
    dossier = opened(tmp_path, tables(*claims))
    assert kinds(2, dossier, rated(dossier, {OUTCOME: FAIR})) == expected
    assert kinds(2, dossier) == set()


def test_an_output_may_rest_on_monitoring(tmp_path: Path) -> None:
    dossier = opened(tmp_path, tables(stated("e", "output")))
    assert flaw(2, dossier, rated(dossier, {"cell:one/output": FAIR})).cases == ()


@pytest.mark.parametrize(
    ("values", "final", "is_rated"),
    [
        (FAIR, None, True),
        ({"effectiveness": "unable"}, None, False),
        ({"effectiveness": "unable"}, FAIR, True),
        (FAIR, {"effectiveness": "unable"}, False),
    ],
)
def test_a_crossing_is_rated_by_its_final_answer_else_by_its_ratings(
    tmp_path: Path, values: Mapping[str, str], final: Mapping[str, str] | None, is_rated: bool
) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome")))
    results = rated(dossier, {OUTCOME: values}, final=final)
    assert bool(FlawInput(dossier, results).rated) == is_rated
    assert ("no_ratings" in flaw(2, dossier, results).unknown) == (not is_rated)


def test_ratings_without_a_reason_are_told_by_what_was_asked(tmp_path: Path) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome"), stated("f", "outcome")))
    results = rated(dossier, {"evidence:e": {"verdict": "holds"}, "evidence:f": {"verdict": "holds"}}, "evidence")
    assert kinds(3, dossier, results) == set()
    results.ratings.add(("evidence", "evidence:e"), Rating(CHAN, "s", _decision("evidence:e", {}, " ", "other")))
    (case,) = flaw(3, dossier, results).cases
    assert case == Case("no_reason", ("e",), {"asked": "evidence", "n": 1, "all": 3})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"locator": " "}, {"no_locator"}),
        ({"excerpt": None}, {"no_excerpt"}),
        ({"reading": "second_hand"}, {"second_hand"}),
        ({"reading": "excerpt"}, set()),
        ({"reading": "second_hand", "origin": "thesis", "source": "thesis"}, {"thesis_alone"}),
    ],
)
def test_what_a_claim_lacks_to_be_looked_up(tmp_path: Path, fields: Document, expected: set[str]) -> None:
    assert kinds(4, opened(tmp_path, tables(stated("e", "outcome", **fields)))) == expected


@pytest.mark.parametrize(
    ("beside", "is_alone"),
    [
        ({"source": "survey"}, False),
        ({"source": "survey", "tie": "inferred", "tie_why": both("x")}, False),
        ({"source": "survey", "stance": "context", "tie": "none"}, True),
        ({"source": "plan"}, True),
        # Whoever has a stake and speaks against it is independent there.
        ({"source": "plan", "stance": "contradicts"}, False),
        ({"source": "survey", "programme": "two"}, True),
    ],
)
def test_conclusions_and_the_thesis_need_an_independent_voice_in_their_crossing(
    tmp_path: Path, beside: Document, is_alone: bool
) -> None:
    concluded = numbered(
        finding("sum", programme="one", dimension="outcome", evidence=["t"]),
        finding("lesson", kind="lesson", programme="one", dimension="outcome", evidence=["t"]),
    )
    claims = (stated("t", "outcome", origin="thesis", source="thesis"), stated("e", "outcome", **beside))
    listed = cases_of(find_flaws(opened(tmp_path, tables(*claims, findings=concluded))), 4)
    assert listed.get("conclusion_alone") == ([("sum",)] if is_alone else None)
    assert listed.get("thesis_alone") == ([(OUTCOME, "t")] if is_alone else None)


@pytest.mark.parametrize("scope", [{}, {"programme": "one"}, {"dimension": "outcome"}])
def test_a_conclusion_on_more_than_a_crossing_is_looked_at_in_all_of_it(tmp_path: Path, scope: Document) -> None:
    concluded = numbered(finding("sum", evidence=["e"], **scope))
    alone = opened(tmp_path, tables(stated("e", "outcome"), findings=concluded))
    assert kinds(4, alone) == {"conclusion_alone"}
    borne = opened(
        tmp_path, tables(stated("e", "outcome"), stated("f", "outcome", source="survey"), findings=concluded)
    )
    assert kinds(4, borne) == set()


INSUFFICIENT: list[tuple[list[Document], str, dict[str, object] | None]] = [
    ([stated("e", "outcome")], "direct", {"limited": True, "gap": "own_only", "independent": 0, "direct": 0}),
    ([stated("e", "outcome", source="survey")], "direct", {"limited": True, "gap": "one_voice", "independent": 1}),
    (
        [stated("e", "outcome", source="survey"), stated("f", "outcome", source="study")],
        "direct",
        {"limited": False, "gap": "one_side", "independent": 2, "direct": 2},
    ),
    (
        [stated("e", "outcome", source="survey"), stated("f", "outcome", source="study", stance="contradicts")],
        "direct",
        None,
    ),
    (
        [
            stated("e", "outcome", source="survey", tie="related"),
            stated("f", "outcome", source="study", stance="contradicts"),
        ],
        "direct",
        {"limited": True, "gap": "one_voice"},
    ),
    (
        [
            stated("e", "outcome", source="survey", tie="related"),
            stated("f", "outcome", source="study", stance="contradicts"),
        ],
        "related",
        None,
    ),
]


@pytest.mark.parametrize(("claims", "level", "expected"), INSUFFICIENT)
def test_what_is_rated_on_too_little_goes_by_the_tie_level(
    tmp_path: Path, claims: list[Document], level: str, expected: dict[str, object] | None
) -> None:
    dossier = opened(tmp_path, tables(*claims))
    cases = flaw(5, dossier, rated(dossier, {OUTCOME: FAIR}), level=level).cases
    assert [case.records for case in cases] == ([(OUTCOME,)] if expected else [])
    assert all(case.values.items() >= (expected or {}).items() for case in cases)


def test_an_output_is_called_neither_limited_nor_one_sided(tmp_path: Path) -> None:
    dossier = opened(tmp_path, tables(stated("e", "output"), stated("f", "output", programme="two", tie="related")))
    results = rated(dossier, {"cell:one/output": FAIR, "cell:two/output": FAIR})
    assert [(case.records[0], case.values["gap"]) for case in flaw(5, dossier, results).cases] == [
        ("cell:two/output", "untied")
    ]


def test_for_and_against_are_spread_by_stake_tie_and_period_each_fact_once(tmp_path: Path) -> None:
    dossier = opened(
        tmp_path,
        tables(
            stated("e", "outcome", **EARLY),
            stated("same", "outcome", same_as="e", source="survey"),
            stated("f", "outcome", source="survey", stance="contradicts", tie="related", **LATE),
            stated("t", "outcome", origin="thesis", source="thesis", tie="inferred", tie_why=both("x"), year=1990),
            stated("u", "outcome", source="plan", tie=None, year=None),
            stated("c", "outcome", stance="context"),
        ),
    )
    listed = {
        (case.kind, case.values["key"]): (case.values["supports"], case.values["contradicts"], case.records)
        for case in flaw(6, dossier).cases
    }
    assert listed == {
        ("by_stake", "own"): (1, 0, ("e",)),
        ("by_stake", "implementer"): (1, 0, ("u",)),
        ("by_stake", "none"): (1, 1, ("e", "f")),
        ("by_stake", "thesis"): (1, 0, ("t",)),
        ("by_tie", "direct"): (1, 0, ("e",)),
        ("by_tie", "related"): (0, 1, ("f",)),
        ("by_tie", "inferred"): (1, 0, ("t",)),
        ("by_tie", "not_stated"): (1, 0, ("u",)),
        ("by_period", "early"): (1, 0, ("e",)),
        ("by_period", "late"): (0, 1, ("f",)),
        ("by_period", "outside"): (1, 0, ("t",)),
        ("by_period", "undated"): (1, 0, ("u",)),
    }


@pytest.mark.parametrize(
    ("values", "claims", "is_found"),
    [
        (GOOD, [stated("f", "outcome", source="survey", stance="contradicts")], True),
        ({**GOOD, "effectiveness": "highly_satisfactory"}, [stated("f", "outcome", stance="contradicts")], True),
        (FAIR, [stated("f", "outcome", source="survey", stance="contradicts")], False),
        (GOOD, [stated("f", "outcome", source="survey")], False),
        (GOOD, [stated("f", "outcome", source="thesis", origin="thesis", stance="contradicts")], False),
        # Nobody says by what it is tied: it is not.
        (GOOD, [stated("f", "outcome", source="survey", stance="contradicts", tie=None)], False),
    ],
)
def test_a_high_rating_with_an_independent_voice_against(
    tmp_path: Path, values: Mapping[str, str], claims: list[Document], is_found: bool
) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome"), *claims))
    assert ("high_against" in kinds(6, dossier, rated(dossier, {OUTCOME: values}))) == is_found


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({}, "evaluated"),
        ({"said_by": "office"}, "evaluated"),
        ({"said_by": "ministry"}, "government"),
        ({"said_by": "employers"}, "employers"),
        ({"said_by": "families"}, "families"),
        ({"source": "paper"}, "media"),
        ({"source": "paper", "said_by": "families"}, "families"),
        ({"source": "study"}, "research"),
        ({"source": "survey"}, "others"),
        ({"source": "leaf"}, "civil_society"),
        ({"source": "note", "said_by": "us-government"}, "others"),
    ],
)
def test_who_speaks_belongs_to_a_group(tmp_path: Path, fields: Document, group: str) -> None:
    sources = (*SOURCES, source("leaf", "ngo"), source("note", "other"))
    actors = (*ACTORS, actor("us-government", stake="funder"))
    plain = tables(stated("e", "outcome", **fields), sources=numbered(*sources), actors=numbered(*actors))
    dossier = opened(tmp_path, plain)
    (speaker,) = dossier.voices.speakers(dossier.record(Evidence, "e"))
    assert Groups(dossier).of_speaker(speaker) == group
    cases = {case.kind: case for case in flaw(7, dossier).cases}
    assert (cases["speaks"].values["group"], cases["speaks"].records) == (group, ("e",))
    silent = cases["silent"].values["groups"]
    assert isinstance(silent, tuple) and len(silent) == (8 if group == "others" else 7) and group not in silent


def test_others_are_named_by_who_tells_most(tmp_path: Path) -> None:
    claims = [stated(f"e{number}", "outcome", source="survey") for number in range(3)]
    dossier = opened(tmp_path, tables(*claims, stated("f", "outcome", said_by="partner")))
    (case,) = (case for case in flaw(7, dossier).cases if case.values.get("group") == "others")
    voices = case.values["voices"]
    assert isinstance(voices, tuple) and [voice.key for voice in voices] == ["institute", "partner"]


OTHERS: list[tuple[Document | None, bool]] = [
    (None, True),
    ({}, False),
    ({"stance": "context", "tie": "none"}, False),
    ({"actor": ["office"]}, True),
    ({"actor": ["office", "government"]}, False),
    ({"actor": None}, True),
    ({"same_as": "e"}, True),
    ({"dimension": "impact"}, True),
    ({"programme": "two"}, True),
    ({"places": [KEP]}, True),
    ({"places": [KEP, KAMPOT]}, False),
    ({"places": [NATIONAL]}, False),
    ({"places": None}, False),
    ({"year": 2008}, True),
    ({"year": 1990}, True),
    ({"year": None, "start": "2004", "end": "2008"}, False),
    ({"year": None}, False),
]


@pytest.mark.parametrize(("other", "is_alone"), OTHERS)
def test_beside_a_change_somebody_elses_doing_is_recorded_at_its_place_and_time(
    tmp_path: Path, other: Document | None, is_alone: bool
) -> None:
    beside = [] if other is None else [stated("o", "outcome", **{"actor": ["government"], "source": "survey", **other})]
    listed = cases_of(find_flaws(opened(tmp_path, tables(stated("e", "outcome"), *beside))), 8)
    named = {ident for records in listed.get("nobody_else", []) for ident in records}
    assert ("e" in named) == is_alone


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({}, True),
        ({"dimension": "output"}, False),
        ({"stance": "contradicts"}, False),
        ({"tie": None}, False),
        ({"tie": "inferred", "tie_why": both("x")}, True),
    ],
)
def test_only_tied_claims_for_an_effect_need_others_beside_them(
    tmp_path: Path, fields: Document, is_listed: bool
) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome", **fields)))
    assert ("nobody_else" in kinds(8, dossier)) == is_listed
    answered = rated(dossier, {"evidence:e": {"attribution": "possible"}}, "attribution")
    assert kinds(8, dossier, answered) == set()


@pytest.mark.parametrize(
    ("code", "note", "basis", "source_id", "expected"),
    [
        ("traced", "", "source_read", "survey", {"no_other_cause"}),
        ("traced", "The ministry", "source_read", "survey", set()),
        ("contributed", "", "source_read", "survey", set()),
        ("traced", "x", "source_read", "src", {"cause_on_monitoring"}),
        ("contributed", "x", "source_read", "src", {"cause_on_monitoring"}),
        ("possible", "", "dossier_only", "src", set()),
        ("others_doing", "x", "dossier_only", "src", set()),
        ("contributed", "x", "dossier_only", "plan", {"cause_on_dossier"}),
    ],
)
def test_what_was_said_of_a_cause(  # noqa: PLR0917 - a table
    tmp_path: Path, code: str, note: str, basis: Basis, source_id: str, expected: set[str]
) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome", source=source_id)))
    results = rated(dossier, {"evidence:e": {"attribution": code}}, "attribution", note=note, basis=basis)
    assert kinds(8, dossier, results) | kinds(9, dossier, results) == expected
    assert "no_attribution" not in flaw(9, dossier, results).unknown


@pytest.mark.parametrize(
    ("fields", "crosses"),
    [
        ({"year": 2001}, False),
        ({"year": None, "start": "2001", "end": "2005"}, False),
        ({"year": None, "start": "2001", "end": "2009"}, True),
        # Of 2007 there is no point: what it was compared with is not known.
        ({"year": None, "start": "2001", "end": "2007"}, False),
        ({"figures": [2001, 2005]}, False),
        ({"figures": [2001, 2009]}, True),
        ({"figures": [2001, 2005], "year": None, "start": "2001", "end": "2009"}, False),
        ({"figures": [2001, 2009], "indicator": None}, False),
    ],
)
def test_points_of_different_segments_are_compared(tmp_path: Path, fields: Document, crosses: bool) -> None:
    figures = [{"name": both("n"), "value": 1, "unit": both("n"), "year": year} for year in fields.pop("figures", [])]
    claim = stated("e", "impact", **{"indicator": "series", "figures": figures, **fields})
    fields["figures"] = [figure["year"] for figure in figures]
    dossier = opened(tmp_path, tables(claim))
    assert crosses_segments(FlawInput(dossier), dossier.record(Evidence, "e")) == crosses


@pytest.mark.parametrize(
    ("claims", "level", "voices"),
    [
        ([stated("e", "outcome")], "direct", 1),
        ([stated("e", "outcome", tie="related")], "direct", 0),
        ([stated("e", "outcome"), stated("f", "outcome", said_by="office")], "direct", 1),
        ([stated("e", "outcome"), stated("f", "outcome", source="survey")], "direct", None),
        ([stated("e", "outcome"), stated("f", "outcome", source="survey", tie="related")], "direct", 1),
        ([stated("e", "outcome"), stated("f", "outcome", source="survey", tie="related")], "related", None),
    ],
)
def test_a_crossing_rated_on_one_voice(tmp_path: Path, claims: list[Document], level: str, voices: int | None) -> None:
    dossier = opened(tmp_path, tables(*claims))
    cases = flaw(10, dossier, rated(dossier, {OUTCOME: FAIR}), level=level).cases
    assert [case.values["n"] for case in cases] == ([] if voices is None else [voices])


@pytest.mark.parametrize(
    ("kind", "evidence", "voices"),
    [
        ("conclusion", [], 0),
        ("conclusion", ["e"], 1),
        ("recommendation", ["e", "o"], 1),
        ("recommendation", ["e", "f"], None),
        ("lesson", ["e"], None),
        ("good_practice", [], None),
    ],
)
def test_conclusions_and_recommendations_on_one_voice(
    tmp_path: Path, kind: str, evidence: list[str], voices: int | None
) -> None:
    claims = (stated("e", "outcome"), stated("o", "outcome", said_by="office"), stated("f", "outcome", source="survey"))
    dossier = opened(tmp_path, tables(*claims, findings=numbered(finding("sum", kind=kind, evidence=evidence))))
    cases = flaw(10, dossier).cases
    assert [(case.records, case.values["n"]) for case in cases] == (
        [] if voices is None else [(("sum", *evidence), voices)]
    )


@pytest.mark.parametrize(
    ("places", "is_found"),
    [
        ([[NATIONAL], [KAMPOT], [KAMPOT]], True),
        ([[NATIONAL], [KAMPOT]], False),
        ([[NATIONAL], [NATIONAL], [KAMPOT], [KAMPOT], [KAMPOT]], True),
        ([[NATIONAL], [KAMPOT], [KAMPOT], [KEP]], False),
        ([[KAMPOT], [KAMPOT]], False),
        ([[NATIONAL], [NATIONAL]], False),
        ([[NATIONAL, KAMPOT], [KAMPOT], [KAMPOT]], False),
        ([[NATIONAL], [KAMPOT], [KAMPOT], [both("Asia")]], True),
    ],
)
def test_a_national_statement_from_a_source_of_one_place(
    tmp_path: Path, places: list[list[Document]], is_found: bool
) -> None:
    claims = [stated(f"e{number}", "impact", source="paper", places=some) for number, some in enumerate(places)]
    listed = cases_of(find_flaws(opened(tmp_path, tables(*claims))), 10)
    national = tuple(f"e{number}" for number, some in enumerate(places) if some == [NATIONAL])
    assert listed.get("national") == ([("paper", *national)] if is_found else None)


def test_in_schema_1_it_is_said_what_cannot_be_told(tmp_path: Path) -> None:
    flaws = find_flaws(opened(tmp_path, small()))
    unknown = {flaw.number: set(flaw.unknown) for flaw in flaws}
    assert unknown == {
        1: {"no_aims"},
        2: {"no_ratings", "source_kinds", "stakes"},
        3: {"designs", "no_ratings"},
        4: {"readings", "stakes"},
        5: {"no_ratings"},
        6: {"bias", "no_ratings", "stakes", "ties", "periods"},
        7: {"speakers"},
        8: {"others", "no_attribution", "notes"},
        9: {"no_attribution", "source_kinds"},
        10: {"no_ratings", "no_findings", "places"},
    }
    assert {flaw.number for flaw in flaws if flaw.cases} == {1, 3, 4}


def test_in_schema_1_a_cause_is_called_shown_in_its_own_codes(tmp_path: Path) -> None:
    plain: Plain = small()
    plain["scales"]["2"] = {
        **plain["scales"]["1"], "id": "attribution", "applies_to": "attribution",
    }  # fmt: skip
    values = [{**value, "code": code} for value, code in zip(
        plain["scales"]["1"]["values"], ("shown", "contribution_only", "none"), strict=True
    )]  # fmt: skip
    plain["scales"]["2"]["values"] = values
    dossier = opened(tmp_path, plain)
    for code, expected in (
        ("shown", {"no_other_cause", "cause_on_dossier"}),
        ("contribution_only", {"cause_on_dossier"}),
    ):
        results = rated(dossier, {"evidence:ev-1": {"attribution": code}}, "attribution", note="", basis="dossier_only")
        assert kinds(8, dossier, results) | kinds(9, dossier, results) == expected
