"""Aims are reached or not by what all claims on them say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilo_tui.dossier.aims import AimState, aim_state, aims_of, state_of
from ilo_tui.dossier.model import Aim, AimReached, Evidence
from tests.dossier.small import aim, claim, numbered, opened, small, small2


def claims(*answers: AimReached | None) -> list[Evidence]:
    return [
        Evidence(id=f"e{number}", stance="context", statement={}, source="src", origin="source", aim_reached=answer)
        for number, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((), "open"),
        ((None,), "open"),
        (("open",), "open"),
        (("yes", "open"), "reached"),
        (("yes", "yes"), "reached"),
        (("no", None), "not_reached"),
        (("no", "yes"), "disputed"),
        (("yes", "open", "no"), "disputed"),
    ],
)
def test_some_yes_and_no_no_is_reached_and_the_other_way_round(
    answers: tuple[AimReached | None, ...], state: AimState
) -> None:
    assert state_of(claims(*answers)) == state


def test_the_claims_of_an_aim_are_those_that_name_it_whatever_their_tie(tmp_path: Path) -> None:
    tables = small2()
    tables["meta"]["1"]["carried"], tables["findings"] = [], {}
    tables["aims"] = numbered(aim("far"), aim("near"), aim("elsewhere", programme="two"))
    tables["evidence"] = numbered(
        claim("a", tie="direct", aim="near", aim_reached="yes", stance="supports"),
        claim("b", tie="aim", aim="far", aim_reached="no", stance="context"),
    )
    dossier = opened(tmp_path, tables)
    assert [aim.id for aim in aims_of(dossier, "one")] == ["far", "near"]
    assert {aim.id: aim_state(dossier, aim) for aim in dossier.records(Aim)} == {
        "far": "not_reached",
        "near": "reached",
        "elsewhere": "open",
    }


def test_evidence_is_looked_up_by_who_acts_who_speaks_and_what_it_repeats(tmp_path: Path) -> None:
    dossier = opened(tmp_path, small2())
    named = {
        (field, ident): [evidence.id for evidence in dossier.evidence_of(field, ident)]
        for field, ident in (("actor", "agency"), ("said_by", "office"), ("aim", "aim-reach"), ("same_as", "ev-1"))
    }
    assert list(named.values()) == [["ev-1", "ev-3"], ["ev-1"], ["ev-4"], ["ev-3"]]
    assert [evidence.id for evidence in dossier.evidence_of("data_of", "other")] == ["ev-3"]


def test_a_dossier_of_schema_1_has_nobody_who_acts(tmp_path: Path) -> None:
    tables = small()
    tables["evidence"]["1"]["actor"] = ["agency"]
    assert opened(tmp_path, tables).evidence_of("actor", "agency") == []
