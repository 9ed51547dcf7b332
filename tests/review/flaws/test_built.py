"""The ten flaws on a dossier that has each of them, and on one that has none, with sessions as reviewers save them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.core.translator import Translator
from ilo_tui.review.flaws.find import find_flaws
from ilo_tui.review.flaws.result import FLAW_NAMES, Flaw
from ilo_tui.views.context import ViewContext
from ilo_tui.views.pages.record import page_of
from tests.review.flaws.built import cases_of, desk_on, flawed, results_in, review_flawed, review_sound, sound

PATTERNS = {"by_stake", "by_tie", "by_period", "speaks"}
"""What is told of any dossier, flawed or not."""


@pytest.fixture
def found_flaws(tmp_path: Path) -> list[Flaw]:
    desk = desk_on(tmp_path, flawed())
    review_flawed(desk)
    return find_flaws(desk.items.dossier, results_in(desk))


EACH = [
    (1, "description", [("two",)]),
    (2, "monitoring_kinds", [("cell:one/outcome", "changed", "planned")]),
    (2, "interested_voices", [("cell:one/outcome", "changed", "planned")]),
    (3, "no_reason", [("cell:one/outcome",), ("changed",)]),
    (3, "no_searches", [("built",)]),
    (4, "no_locator", [("worse",)]),
    (4, "no_excerpt", [("planned",)]),
    (4, "second_hand", [("better",)]),
    (4, "conclusion_alone", [("sum",)]),
    (4, "thesis_alone", [("cell:one/output", "says")]),
    (5, "insufficient", [("cell:one/outcome",), ("cell:one/impact",)]),
    (6, "high_against", [("cell:one/impact", "worse")]),
    (7, "silent", [("government", "employers", "unions", "civil-society", "families")]),
    (8, "nobody_else", [("cell:one/outcome", "planned")]),
    (8, "no_other_cause", [("changed",)]),
    (9, "cause_on_monitoring", [("changed", "better")]),
    (9, "cause_on_dossier", [("better",)]),
    (9, "cause_on_segments", [("better",)]),
    (10, "one_voice_cell", [("cell:one/output", "done")]),
    (10, "one_voice_finding", [("sum", "changed"), ("do", "worse")]),
    (10, "national", [("paper", "all")]),
]


@pytest.mark.parametrize(("number", "kind", "records"), EACH, ids=[f"{number}-{kind}" for number, kind, _ in EACH])
def test_each_flaw_is_found(found_flaws: list[Flaw], number: int, kind: str, records: list[tuple[str, ...]]) -> None:
    assert cases_of(found_flaws, number)[kind] == records


def test_there_are_ten_in_their_order_and_nothing_that_was_not_built(found_flaws: list[Flaw]) -> None:
    assert [(flaw.number, flaw.name) for flaw in found_flaws] == list(enumerate(FLAW_NAMES, 1))
    built = {(number, kind) for number, kind, _ in EACH}
    pairs = {(flaw.number, case.kind) for flaw in found_flaws for case in flaw.cases}
    assert {pair for pair in pairs if pair[1] not in PATTERNS} == built
    assert {kind for _, kind in pairs} >= PATTERNS


def test_every_record_of_a_flaw_can_be_opened(found_flaws: list[Flaw], tmp_path: Path) -> None:
    context = ViewContext(desk_on(tmp_path, flawed()).items.dossier, Translator("en"))
    records = {ident for flaw in found_flaws for case in flaw.cases for ident in case.records}
    assert len(records) > 15
    assert [ident for ident in records if not page_of(context, ident)] == []


def test_a_dossier_without_them_has_none(tmp_path: Path) -> None:
    desk = desk_on(tmp_path, sound())
    review_sound(desk)
    flaws = find_flaws(desk.items.dossier, results_in(desk), "everything")
    cases = {(flaw.number, case.kind, case.records) for flaw in flaws for case in flaw.cases}
    assert {case for case in cases if case[1] not in PATTERNS} == set()
    unknown = {flaw.number: set(flaw.unknown) for flaw in flaws if flaw.unknown}
    assert unknown == {3: {"designs"}, 4: {"proof"}, 6: {"bias"}, 7: {"groups"}, 8: {"notes"}}


def test_without_ratings_the_dossiers_part_is_told_all_the_same(found_flaws: list[Flaw], tmp_path: Path) -> None:
    alone = find_flaws(desk_on(tmp_path, flawed()).items.dossier)
    for number in (1, 4, 7):
        assert cases_of(alone, number) == cases_of(found_flaws, number)
    assert [flaw.number for flaw in alone if "no_ratings" in flaw.unknown] == [2, 3, 5, 6, 10]
    assert [flaw.number for flaw in alone if "no_attribution" in flaw.unknown] == [8, 9]
    assert {number for number in (2, 5, 9) if alone[number - 1].cases} == set()
    assert set(cases_of(alone, 3)) == {"no_searches"}
    assert set(cases_of(alone, 10)) == {"one_voice_finding", "national"}
    alone_in = [("cell:one/outcome", "changed", "planned"), ("cell:one/impact", "better")]
    assert cases_of(alone, 8) == {"nobody_else": alone_in}
