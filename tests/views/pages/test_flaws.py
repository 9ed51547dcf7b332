"""The pages of the ten flaws: what is meant, what is found, what cannot be told; and nothing is given away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilo_tui.core.translator import Translator
from ilo_tui.dossier.ties import TieLevel
from ilo_tui.dossier.weighing import Weighing
from ilo_tui.review.flaws.result import FLAW_NAMES, CaseKind, Flaw, UnknownKind
from ilo_tui.review.results import ReviewResults
from ilo_tui.review.standing import ReviewedClaims
from ilo_tui.views.blinding import Blinding, blinding_of
from ilo_tui.views.context import ViewContext
from ilo_tui.views.flaw_words import FLAWS, UNKNOWN, case_text
from ilo_tui.views.markup import Block, plain_lines
from ilo_tui.views.pages.cell import cell_page
from ilo_tui.views.pages.flaws import case_page, flaw_fields, flaw_lines, flaw_page, flaws_in
from tests.dossier.small import Document, both, opened
from tests.review.flaws.built import (
    FAIR,
    cases_of,
    desk_on,
    flawed,
    results_in,
    review_flawed,
    save_answers,
    stated,
    tables,
)
from tests.review.flaws.test_rules import rated
from tests.review.help import CHAN, SOK

EN = Translator("en", "en")


@pytest.fixture
def context(tmp_path: Path) -> ViewContext:
    return ViewContext(desk_on(tmp_path, flawed()).items.dossier, EN)


@pytest.fixture
def flaws(tmp_path: Path, context: ViewContext) -> list[Flaw]:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    return flaws_in(context, results_in(desk))


def text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(plain_lines(blocks, 200))


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "TWO: not recorded: period, place, partner, aim, a figure on its claims, an output tied directly"),
        (2, "ONE × name outcome: rated; tied claims, all from monitoring or project documents: 2"),
        (2, "ONE × name outcome: rated; tied voices, all own or implementing ones: 2"),
        (3, "Ratings of crossings without a reason: 2 of 6"),
        (3, "Answers to attribution without a reason: 1 of 2"),
        (3, "No searches for evidence are recorded."),
        (4, "Claims without a locator: 1 of 9"),
        (4, "Conclusion “Title”: in ONE × name outcome no independent voice is tied"),
        (4, "ONE × name output: no independent voice is tied, and claims of the thesis: 1"),
        (
            5,
            "ONE × name outcome: rated; limited (independent voices: 0, of these read directly: 0)",
        ),
        (6, "its own work is judged: 3 for, 0 against"),
        (6, "ONE × name impact: effectiveness rated 5; independent voices against: 1"),
        (7, "Nothing is told by: government, employers, unions, civil society, research, families"),
        (8, "ONE × name outcome: claims for, and nobody else's doing beside them: 1"),
        (9, "Called shown or contributed, by points of different segments: 1"),
        (10, "ONE × name output: rated; voices: 1"),
        (10, "conclusion “Title”: voices of its claims: 1"),
        (10, "paper: statements on all the country: 1; on Kampot alone: 2"),
    ],
)
def test_what_is_found_stands_in_a_line(context: ViewContext, flaws: list[Flaw], number: int, line: str) -> None:
    assert line in text_of(flaw_page(context, flaws[number - 1]))
    assert line in "\n".join(flaw_lines(context, flaws[number - 1], 3))


def test_a_page_says_what_is_meant_what_is_looked_for_and_what_cannot_be_told(
    context: ViewContext, flaws: list[Flaw]
) -> None:
    text = text_of(flaw_page(context, flaws[2]))
    parts = ("Interviews and surveys only", "Looked for: Decisions without", "What this dossier shows", "No searches")
    places = [text.index(part) for part in (*parts, "What cannot be told", "Designs and methods:")]
    assert places == sorted(places)


def test_where_nothing_is_rated_it_is_not_said_that_nothing_was_found(context: ViewContext) -> None:
    text = text_of(flaw_page(context, flaws_in(context, None)[1]))
    assert "No ratings: nothing can be told of rated crossings." in text
    assert "What this dossier shows" not in text and "Nothing of the kind" not in text


def test_where_nothing_is_found_that_is_said(tmp_path: Path) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome", source="survey")))
    context = ViewContext(dossier, EN)
    results = rated(dossier, {"evidence:e": {"attribution": "possible"}}, "attribution")
    assert "Nothing of the kind was found." in text_of(flaw_page(context, flaws_in(context, results)[8]))


def test_a_case_of_many_claims_leads_to_a_list_of_them(context: ViewContext, flaws: list[Flaw]) -> None:
    (line,) = (line for line in flaw_page(context, flaws[3]) if "second-hand: 1" in text_of([line]))
    assert line.target == "flaw:4/2"
    listed = case_page(context, flaws, "flaw:4/2")
    assert [block.target for block in listed] == [None, "better"]
    assert case_page(context, flaws, "flaw:4/99")[1:] == []


def test_a_case_about_one_record_leads_to_it_and_names_the_others_below(
    context: ViewContext, flaws: list[Flaw]
) -> None:
    targets = [block.target for block in flaw_page(context, flaws[1]) if block.target]
    assert targets[:3] == ["cell:one/outcome", "changed", "planned"]


def test_the_tie_level_in_force_is_named_and_counts(tmp_path: Path) -> None:
    plain = tables(
        stated("e", "outcome", source="survey", tie="related"),
        stated("f", "outcome", source="study", stance="contradicts"),
    )
    dossier = opened(tmp_path, plain)
    results, cases = rated(dossier, {"cell:one/outcome": FAIR}), {}
    levels: tuple[TieLevel, TieLevel] = ("direct", "related")
    for level in levels:
        context = ViewContext(dossier, EN, weighing=Weighing(level))
        flaws = flaws_in(context, results)
        cases[level] = [set(cases_of(flaws, number)) for number in (5, 10)]
        assert "Counted: voices tied" in text_of(flaw_page(context, flaws[4]))
        assert "Counted:" not in text_of(flaw_page(context, flaws[3]))
    assert cases == {"direct": [{"insufficient"}, {"one_voice_cell"}], "related": [set(), set()]}


def test_json_has_codes_numbers_and_all_records(context: ViewContext, flaws: list[Flaw]) -> None:
    fields: Any = flaw_fields(context, flaws[3])
    assert (fields["flaw"], fields["name"], fields["title"]) == (4, "unsubstantiated", "Unsubstantiated")
    assert fields["findings"][0] == {
        "kind": "no_locator",
        "text": "Claims without a locator: 1 of 9",
        "numbers": {"n": 1, "all": 9},
        "records": ["worse"],
    }
    assert [unknown["kind"] for unknown in fields["unknown"]] == ["proof"]


@pytest.mark.parametrize(("kind", "head"), [("by_stake", "By stake: "), ("by_tie", "By tie: ")])
def test_json_says_by_what_a_finding_spreads_for_and_against(
    context: ViewContext, flaws: list[Flaw], kind: str, head: str
) -> None:
    fields: Any = flaw_fields(context, flaws[5])
    texts = [finding["text"] for finding in fields["findings"] if finding["kind"] == kind]
    assert texts and all(text.startswith(head) for text in texts)


def test_every_code_has_words_in_both_languages(context: ViewContext, flaws: list[Flaw]) -> None:
    assert tuple(FLAWS) == FLAW_NAMES
    assert set(UNKNOWN) == set(get_args(UnknownKind))
    in_indonesian = context.in_language("id")
    cases = [case for flaw in flaws for case in flaw.cases]
    assert all(case_text(context, case) != case_text(in_indonesian, case) for case in cases if case.kind != "national")
    # Whether excerpts stand in copies is told where copies were compared, which has tests of its own.
    assert {case.kind for case in cases} == set(get_args(CaseKind)) - {"excerpts_stand"}


def test_the_guide_has_a_line_for_each() -> None:
    guide = Path(__file__).parents[3].joinpath("docs", "how-to", "flaws.md").read_text("utf-8")
    assert all(f"\n| {number} {FLAWS[name].title} | " in guide for number, name in enumerate(FLAW_NAMES, 1))


HIDDEN = "evidence:h"
SIDES = st.sampled_from(
    [
        {"stance": "supports", "tie": "direct"},
        {"stance": "contradicts", "tie": "related"},
        {"stance": "supports", "tie": None},
        {"stance": "context", "tie": "none", "trend": "worse"},
        {"stance": "supports", "tie": "inferred", "tie_why": both("By date")},
        {"stance": "supports", "tie": "direct", "same_as": "e"},
        {"stance": "supports", "tie": "related", "note": both("Murky"), "leads": True},
    ]
)
ANSWERS = st.sampled_from(
    [
        {},
        {("cell", "cell:one/outcome"): {"effectiveness": "satisfactory", "body-strength": "low"}},
        {("attribution", HIDDEN): {"attribution": "traced"}},
        {("evidence", HIDDEN): {"verdict": "does_not_hold"}},
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sides=st.tuples(SIDES, SIDES),
    answers=st.tuples(ANSWERS, ANSWERS),
    fields=st.fixed_dictionaries(
        {
            "dimension": st.sampled_from(["output", "outcome", "impact"]),
            "source": st.sampled_from(["src", "survey", "plan"]),
            "origin": st.sampled_from(["source", "editor"]),
            "actor": st.sampled_from([["agency"], ["government"]]),
            "reading": st.sampled_from(["direct", "second_hand"]),
        }
    ),
)
def test_what_waits_for_an_answer_makes_no_difference_to_any_page(
    tmp_path: Path, sides: tuple[Document, Document], answers: tuple[Any, Any], fields: Document
) -> None:
    pages = []
    for side, answered in zip(sides, answers, strict=True):
        dossier = opened(tmp_path, tables(*_claims(fields, side)))
        results = rated(dossier, {})
        for (kind, item), values in answered.items():
            if item == HIDDEN or fields["dimension"] == "outcome":
                results.ratings.by.update(rated(dossier, {item: values}, kind, note="").ratings.by)
        context = ViewContext(dossier, EN).blinded(blinding_of(frozenset({HIDDEN, "cell:one/outcome"})))
        pages.append([text_of(flaw_page(context, flaw)) for flaw in _with_a_rating(context, dossier, results)])
    assert pages[0] == pages[1]
    assert "What waits for your answer" in pages[0][1]


def _claims(fields: Document, side: Document) -> list[Document]:
    """Two claims, and the hidden one, which may tell the same fact as one of them where it is of their dimension."""
    links = {name: side[name] for name in ("same_as", "leads") if name in side and fields["dimension"] == "outcome"}
    hidden = {**{name: value for name, value in side.items() if name not in {"same_as", "leads"}}, **fields}
    return [
        stated("e", "outcome"),
        stated("e2", "outcome", same_as="h" if links.get("leads") else None),
        stated("h", fields["dimension"], **hidden, same_as=links.get("same_as")),
    ]


def _with_a_rating(context: ViewContext, dossier: Any, results: ReviewResults) -> list[Flaw]:
    """The flaws with a crossing that is rated and may be shown, so that not all of it is left out."""
    results.ratings.by.update(rated(dossier, {"cell:two/outcome": FAIR}).ratings.by)
    return flaws_in(context, results)


def test_while_nobody_judges_only_others_answers_on_what_waits_are_left_out(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    context = ViewContext(desk.items.dossier, EN)
    open_flaws, waiting = flaws_in(context, results_in(desk)), ["evidence:changed", "evidence:worse"]
    flaws = flaws_in(context, results_in(desk), waiting)
    assert set(cases_of(open_flaws, 6)) - set(cases_of(flaws, 6)) == {"high_against"}
    assert cases_of(flaws, 2) == {} and cases_of(flaws, 9)["cause_on_monitoring"] == [("better",)]
    assert cases_of(flaws, 4) == cases_of(open_flaws, 4)
    assert cases_of(flaws, 8)["nobody_else"] == [("cell:one/outcome", "planned")]


def test_a_crossing_that_waits_itself_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    flaws = flaws_in(ViewContext(desk.items.dossier, EN), results_in(desk), ["cell:one/outcome"])
    assert flaws[1].cases == () and "waiting" in flaws[1].unknown
    assert cases_of(flaws, 5) == {"insufficient": [("cell:one/impact",)]}


@pytest.mark.parametrize("hides", ["waiting", "blinded", "nothing"])
def test_a_crossing_says_how_it_counts_as_reviewed_unless_a_claim_of_it_waits(tmp_path: Path, hides: str) -> None:
    desk = desk_on(tmp_path, tables(stated("e", "outcome", source="survey"), stated("f", "outcome", source="study")))
    false = {"verdict": "does_not_hold"}
    save_answers(desk, SOK, [("evidence:e", {"verdict": "holds", "strength": "high"}, "source_read", "")])
    save_answers(desk, CHAN, [("evidence:f", false, "source_read", "")])
    waiting = frozenset({"f"}) if hides == "waiting" else frozenset[str]()
    standing = ReviewedClaims(frozenset({"f"}), frozenset({"e"}), waiting)
    blinding = Blinding(lambda item: item == "evidence:e" and hides == "blinded")
    context = ViewContext(desk.items.dossier, EN).with_standing(standing).blinded(blinding)
    text = text_of(cell_page(context, context.gap_map.cell("one", "outcome")))
    counts = "as recorded +2 -0, as reviewed +1 -0, verified +1 -0"
    assert (counts in text) == (hides == "nothing")
    assert ("as reviewed" in text) == (hides == "nothing")


@pytest.mark.parametrize(("waiting", "verified"), [(frozenset(), 1), (frozenset({"e"}), 0)])
def test_proposed_words_know_the_verified_claims_but_not_those_that_wait(
    tmp_path: Path, waiting: frozenset[str], verified: int
) -> None:
    dossier = opened(tmp_path, tables(stated("e", "outcome", source="survey")))
    context = ViewContext(dossier, EN).with_standing(ReviewedClaims(frozenset(), frozenset({"e"}), waiting))
    text = text_of(cell_page(context, context.gap_map.cell("one", "outcome")))
    assert f"claims of these that a review verified: {verified} of 1" in text
