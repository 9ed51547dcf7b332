"""What is counted: wider and wider ties, then narrow again; periods one after the other, then all of time again."""

from __future__ import annotations

from pathlib import Path

from ilo_tui.dossier.model import Evidence
from ilo_tui.dossier.periods import UNDATED
from ilo_tui.dossier.repository import Dossier
from ilo_tui.dossier.weighing import (
    NARROWEST,
    Weighing,
    can_be_weighed,
    counted_facts,
    in_period,
    makes_difference,
    period_choices,
)
from tests.dossier.small import claim, numbered, opened, small, small2


def test_each_level_is_wider_and_after_the_widest_comes_the_narrowest() -> None:
    levels = [NARROWEST]
    for _ in range(4):
        levels.append(levels[-1].wider())
    assert [weighing.level for weighing in levels] == ["direct", "related", "inferred", "everything", "direct"]


def test_periods_follow_one_another_and_what_is_undated_comes_last(tmp_path: Path) -> None:
    dossier = opened(tmp_path, small2())
    assert period_choices(dossier) == [None, "first", UNDATED]
    weighing, forward = Weighing("related"), []
    for _ in range(3):
        weighing = weighing.step(dossier, 1)
        forward.append(weighing.period)
    assert forward == ["first", UNDATED, None] and weighing.level == "related"
    assert Weighing().step(dossier, -1).period == UNDATED
    # A period of another dossier is none here.
    assert Weighing(period="elsewhere").step(dossier, 1).period == "first"


def test_there_is_something_to_choose_where_a_dossier_says_who_is_evaluated_or_has_periods(tmp_path: Path) -> None:
    assert can_be_weighed(opened(tmp_path, small2())) and makes_difference(opened(tmp_path, small2()))
    assert not can_be_weighed(opened(tmp_path, small()))
    tables = small2()
    del tables["meta"]["1"]["evaluated"]
    assert can_be_weighed(opened(tmp_path, tables)) and not makes_difference(opened(tmp_path, tables))


def of_claims(folder: Path) -> Dossier:
    """Three claims of one fact, whose fullest record is inferred, and one of its own."""
    tables = small2()
    tables["evidence"] = numbered(
        claim("full", tie="inferred", start="2010", programme="one"),
        claim("early", tie="direct", same_as="full", year=2005, programme="one"),
        claim("undated", tie="related", same_as="full", programme="one"),
        claim("alone", tie="none", stance="context", year=2008, programme="one"),
    )
    for document in tables["evidence"].values():
        del document["confidence"]
    tables["findings"], tables["meta"]["1"]["carried"] = {}, []
    return opened(folder, tables)


def test_a_fact_counts_by_its_fullest_record_else_by_the_first_that_is_there(tmp_path: Path) -> None:
    dossier = of_claims(tmp_path)
    claims = list(dossier.records(Evidence))

    def counted(weighing: Weighing) -> list[str]:
        return [fact.claim.id for fact in counted_facts(dossier, claims, weighing)]

    assert counted(Weighing("direct")) == []
    assert counted(Weighing("inferred")) == ["full"]
    assert counted(Weighing("everything")) == ["full", "alone"]
    # In the first period the fullest record is not there: the fact has the tie of the one that is.
    assert counted(Weighing("direct", "first")) == ["early"]
    assert counted(Weighing("direct", UNDATED)) == []
    assert counted(Weighing("related", UNDATED)) == ["undated"]


def test_without_a_period_all_claims_are_there(tmp_path: Path) -> None:
    dossier = of_claims(tmp_path)
    claims = list(dossier.records(Evidence))
    assert in_period(dossier, claims, None) is claims
    assert [record.id for record in in_period(dossier, claims, "first")] == ["early", "alone"]
